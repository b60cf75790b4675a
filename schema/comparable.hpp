// The comparable amount: euros per month for each day a week, the one basis on which allowances of different
// regulations can be laid side by side. EUR 200 for four days and EUR 100 for two days are the same EUR 50.
//
// Guarantees: exact until one rounding (half up) at the end; every amount comes with its formula in words, and every
// tariff that cannot be compared with a reason of the vocabulary `not-comparable`. Nothing is assumed that the tariff
// does not state, but for the 52 weeks of a year in the day basis (docs/adr/0004-comparable-amount.md). Leaves out what
// may be mixed with what: direction and type are the reader's choice.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/amount.hpp"
#include "schema/money.hpp"
#include "schema/text.hpp"

namespace afb {

enum class Unit { month, placement_day, hour, student_year, once };

std::optional<Unit> unit_of(std::string_view code);  // of the vocabulary units

struct Tariff {
    Amount amount = UnknownAmount{};
    bool euro = true;
    std::optional<Unit> unit = {};
    std::optional<Decimal> days_per_week = {};
    bool pro_rata = false;  // only told in the formula: the division by the days is the same
    std::optional<Decimal> max_months_per_year = {};
    std::optional<Decimal> hours_per_day = {};  // only for an amount per hour
};

enum class NotComparable {
    unknown_amount,
    no_unit,
    no_days_basis,
    percentage_without_scale,
    once,
    per_year_without_months,
    per_hour_without_hours,
    not_euro,
};

std::string_view code_of(NotComparable reason);

// Exactly one of these: an exact amount (min == max), a range with at least one end, a reason; or nothing of these when
// the outcome is larger than money can be written.
struct Comparable {
    std::optional<Money> min;
    std::optional<Money> max;
    std::optional<NotComparable> reason;
    std::optional<Text> formula;
    // The same ends in cents, before they were rounded.
    std::optional<Fraction> exact_min = {};
    std::optional<Fraction> exact_max = {};

    bool exact() const { return min && max && *min == *max; }
};

Comparable compare_basis(const Tariff& tariff);

// The bands of the vocabulary `amount-bands` that the tariff falls in: `none` for 0.00, then upper bound exclusive,
// `unknown` for an unknown amount. A range gives every band it touches, one end alone that end's band; a stated amount
// that is not comparable gives none.
std::vector<std::string_view> amount_bands(const Tariff& tariff, const Comparable& comparable);

}  // namespace afb
