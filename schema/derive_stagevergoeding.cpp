// Stagevergoedingen: each tariff on the comparable basis, the bands they fall in, and whom the regulation reaches.
#include <algorithm>

#include "schema/amount.hpp"
#include "schema/comparable.hpp"
#include "schema/derive_parts.hpp"

namespace afb::derivation {
namespace {

AmountClaim claim_of(const Json& amount) {
    return {amount_state_of(text(amount, "state")).value_or(AmountState::unknown),
            money(amount, "value"),
            money(amount, "min"),
            money(amount, "max"),
            decimal(amount, "percentage"),
            money(amount, "scaleAmount")};
}

Tariff tariff_of(const Json& row) {
    const Json& amount = member(row, "amount");
    const std::string currency = text(amount, "currency");
    Tariff tariff;
    tariff.amount = amount_of(claim_of(amount));
    tariff.euro = currency.empty() || currency == "EUR";
    tariff.unit = unit_of(text(row, "unit"));
    tariff.days_per_week = decimal(row, "daysPerWeek");
    tariff.pro_rata = boolean(row, "proRata").value_or(false);
    tariff.max_months_per_year = decimal(row, "maxMonthsPerYear");
    tariff.hours_per_day = decimal(row, "hoursPerDay");
    return tariff;
}

std::string_view code_of(AmountFault fault) {
    switch (fault) {
        case AmountFault::value_missing:
            return "amount.valueMissing";
        case AmountFault::value_with_range:
            return "amount.valueWithRange";
        case AmountFault::min_above_max:
            return "amount.minMax";
        case AmountFault::value_with_zero:
        case AmountFault::value_with_unknown:
            break;
    }
    return "amount.valueWithZero";
}

// A number with too many decimals is a problem of its own; the amount is not judged without it.
bool has_unread_number(const Json& amount) {
    return member(amount, "percentage").is_number() && !decimal(amount, "percentage");
}

void check_tariff(const Json& row, const std::string& pointer, bool none, Problems& problems) {
    const Json& amount = member(row, "amount");
    if (has_unread_number(amount)) return;
    const auto faults = faults_of(claim_of(amount));
    for (const AmountFault fault : faults) problems.push_back(body_problem(code_of(fault), pointer));
    if (!faults.empty()) return;
    const Tariff tariff = tariff_of(row);
    if (none && !is_zero(tariff.amount) && !is_unknown(tariff.amount)) {
        problems.push_back(body_problem("amount.noneWithValue", pointer));
    }
    const Comparable comparable = compare_basis(tariff);
    if (!comparable.min && !comparable.max && !comparable.reason) {
        problems.push_back(body_problem("amount.tooLarge", pointer));
    }
}

// What all tariffs say together.
struct Overview {
    std::optional<Money> lowest;
    std::optional<Money> highest;
    std::set<std::string> bands;
    std::set<std::string> sectors;

    void add(const Tariff& tariff, const Comparable& comparable) {
        for (const auto& end : {comparable.min, comparable.max}) {
            if (!end) continue;
            lowest = lowest ? std::min(*lowest, *end) : *end;
            highest = highest ? std::max(*highest, *end) : *end;
        }
        for (const std::string_view band : amount_bands(tariff, comparable)) bands.emplace(band);
    }
};

Json json_of(std::size_t index, const Tariff& tariff, const Comparable& comparable) {
    Json out = {{"index", index}, {"comparable", comparable.min || comparable.max}};
    put(out, "comparableMin", comparable.min);
    put(out, "comparableMax", comparable.max);
    if (is_zero(tariff.amount)) out["zero"] = true;
    if (is_unknown(tariff.amount)) out["unknown"] = true;
    if (comparable.reason) out["notComparable"] = afb::code_of(*comparable.reason);
    if (comparable.formula) out["formula"] = derivation::json_of(*comparable.formula);
    return out;
}

std::string amount_pointer(std::size_t index) {
    return pointer_to(pointer_to("/tariffs", index), "amount");
}

Overview put_tariffs(const Json& body, Derivation& derivation) {
    Overview overview;
    Json out = Json::array();
    const Json& rows = list(body, "tariffs");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Tariff tariff = tariff_of(rows[i]);
        const Comparable comparable = compare_basis(tariff);
        overview.add(tariff, comparable);
        for (auto& sector : texts(member(rows[i], "appliesTo"), "sectors")) overview.sectors.insert(std::move(sector));
        if (comparable.reason == NotComparable::percentage_without_scale) {
            derivation.warnings.push_back(body_problem("amount.percentageWithoutScale", amount_pointer(i)));
        }
        out.push_back(json_of(i, tariff, comparable));
    }
    if (!out.empty()) derivation.derived["tariffs"] = std::move(out);
    return overview;
}

}  // namespace

void check_stagevergoeding(const Json& body, Problems& problems) {
    const bool none = text(body, "type") == "none";
    const Json& rows = list(body, "tariffs");
    for (std::size_t i = 0; i < rows.size(); ++i) check_tariff(rows[i], amount_pointer(i), none, problems);
    check_payment_route(body, problems);
}

void derive_stagevergoeding(const Json& body, Derivation& derivation) {
    Json& derived = derivation.derived;
    Reach reach;
    reach.add(derivation.links.find(text(body, "holderId")));
    put(derived, "regionIds", reach.region_ids);

    Overview overview = put_tariffs(body, derivation);
    const std::string holder_sector = text(body, "holderSector");
    if (overview.sectors.empty() && !holder_sector.empty()) overview.sectors.insert(holder_sector);
    put(derived, "sectors", overview.sectors.empty() ? reach.sectors : overview.sectors);
    put_school_years(derived, validity(body, "validFrom", "validUntil"), derivation.context);

    // "Expressly no allowance" is an outcome, also without a tariff that says 0.00.
    if (text(body, "type") == "none" && list(body, "tariffs").empty()) {
        const Tariff nothing{.amount = ZeroAmount{}};
        overview.add(nothing, compare_basis(nothing));
    }
    put(derived, "comparableMin", overview.lowest);
    put(derived, "comparableMax", overview.highest);
    put(derived, "amountBands", overview.bands);
    derive_payment_route(body, derivation);
}

}  // namespace afb::derivation
