// Fundings: what the division adds up to, and whose money it is.
#include "schema/derive_parts.hpp"
#include "schema/division.hpp"

namespace afb::derivation {
namespace {

std::vector<DivisionPart> parts_of(const Json& body) {
    std::vector<DivisionPart> parts;
    for (const Json& row : list(body, "division")) {
        const auto basis = division_basis_of(text(row, "basis"));
        if (!basis) continue;
        // The value is a decimal text for every basis; of a share it is a percentage.
        if (*basis == DivisionBasis::share) {
            parts.push_back({*basis, std::nullopt, decimal(row, "value")});
        } else {
            parts.push_back({*basis, money(row, "value"), std::nullopt});
        }
    }
    return parts;
}

void put_division(const FundingAmounts& amounts, const std::vector<DivisionPart>& parts, Derivation& derivation) {
    const Division division = divide_funding(amounts, parts);
    Json out = Json::object();
    put(out, "total", division.total);
    put(out, "undivided", division.undivided);
    if (division.overdivided) out["overdivided"] = *division.overdivided;
    if (division.formula) out["formula"] = json_of(*division.formula);
    if (!out.empty()) derivation.derived["division"] = std::move(out);
    if (division.overdivided == true) derivation.warnings.push_back(body_problem("division.tooMuch", "/division"));
}

// The calendar year touches two school years.
Validity calendar_year(std::int64_t year) {
    const std::string digits = std::to_string(year);
    return {Date::parse(digits + "-01-01"), Date::parse(digits + "-12-31")};
}

// The period the money is for; else the period in which the scheme is valid.
Validity period_of(const Json& body) {
    const Json& period = member(body, "period");
    if (const auto year = SchoolYear::parse(text(period, "schoolYear"))) return {year->first_day(), year->last_day()};
    if (const auto year = integer(period, "calendarYear")) return calendar_year(*year);
    return validity(body, "validFrom", "validUntil");
}

}  // namespace

void derive_funding(const Json& body, Derivation& derivation) {
    Reach reach;
    reach.add(derivation.links.find(text(body, "holderId")));
    if (text(body, "holderId").empty()) reach.add(derivation.links.find(text(body, "recipientId")));
    put(derivation.derived, "regionIds", reach.region_ids);
    put(derivation.derived, "sectors", reach.sectors);
    put_school_years(derivation.derived, period_of(body), derivation.context);

    const FundingAmounts amounts{money(body, "totalAmount"), money(body, "amountPerStudent"),
                                 integer(body, "studentCount")};
    if (totals_differ(amounts)) derivation.warnings.push_back(body_problem("funding.totalDiffers", "/totalAmount"));
    put_division(amounts, parts_of(body), derivation);
}

}  // namespace afb::derivation
