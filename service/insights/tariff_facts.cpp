#include "service/insights/tariff_facts.hpp"

#include "schema/comparable.hpp"

namespace afb::insights {
namespace {

constexpr std::string_view reason_name = "notComparable";
constexpr std::string_view range_reason = "range";
// Larger than money can be written: the same is refused when it is written now.
constexpr std::string_view too_large = "too-large";

std::optional<Money> money(const std::optional<std::int64_t>& cents) {
    if (!cents) return std::nullopt;
    return Money::from_cents(*cents);
}

// SQLite writes 4.0 for a whole number that was kept as a real one; parse() passes over the zeros.
std::optional<Decimal> decimal(const std::string& text) {
    return Decimal::parse(text);
}

bool is_one_amount(const Comparable& comparable) {
    const auto& min = comparable.exact_min;
    const auto& max = comparable.exact_max;
    return min && max && !min->less_than(*max) && !max->less_than(*min);
}

Tariff tariff_of(const storage::TariffRow& row) {
    Tariff tariff;
    tariff.amount = amount_of({.state = amount_state_of(row.amount_state).value_or(AmountState::unknown),
                               .value = money(row.amount_cents),
                               .min = money(row.min_cents),
                               .max = money(row.max_cents),
                               .percentage = decimal(row.percentage),
                               .scale_amount = money(row.scale_amount_cents)});
    tariff.euro = row.currency.empty() || row.currency == "EUR";
    tariff.unit = unit_of(row.unit);
    tariff.days_per_week = decimal(row.days_per_week);
    if (row.max_months_per_year)
        tariff.max_months_per_year = Decimal::whole(static_cast<int>(*row.max_months_per_year));
    tariff.hours_per_day = decimal(row.hours_per_day);
    return tariff;
}

}  // namespace

std::string_view code_of(Outcome outcome) {
    switch (outcome) {
        case Outcome::comparable:
            return "paid";
        case Outcome::zero:
            return "zero";
        case Outcome::unknown:
            return "unknown";
        case Outcome::not_comparable:
            break;
    }
    return "notComparable";
}

TariffFact tariff_fact_of(const storage::TariffRow& row, Codes& codes) {
    TariffFact fact;
    fact.position = static_cast<std::uint16_t>(row.position);
    fact.months = static_cast<std::uint8_t>(row.max_months_per_year.value_or(0));
    const Tariff tariff = tariff_of(row);
    if (is_unknown(tariff.amount)) return fact;
    if (is_zero(tariff.amount)) {
        fact.outcome = Outcome::zero;
        return fact;
    }
    const Comparable comparable = compare_basis(tariff);
    if (is_one_amount(comparable)) {
        fact.outcome = Outcome::comparable;
        fact.numerator = comparable.exact_min->numerator();
        fact.denominator = comparable.exact_min->denominator();
        return fact;
    }
    fact.outcome = Outcome::not_comparable;
    const bool range = comparable.min || comparable.max;
    fact.reason = codes.code(reason_name, comparable.reason ? code_of(*comparable.reason)
                                          : range           ? range_reason
                                                            : too_large);
    return fact;
}

}  // namespace afb::insights
