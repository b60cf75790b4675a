// Amounts before rounding, and what a set of them comes down to: whole cents and a fraction of one, never a double.
//
// Quantiles are of type 7 (Hyndman and Fan 1996; the default of R and NumPy): with n amounts in order, the one of p
// lies at (n - 1) p, counted from 0, in proportion between its neighbours. Every figure is exact and rounded once, half
// up.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <vector>

#include "schema/money.hpp"

namespace afb::insights {

// whole + rest / denominator cents, with 0 <= rest < denominator.
class Exact {
public:
    Exact() = default;  // 0
    // Nothing when it does not fit. Not below zero: an allowance is not.
    static std::optional<Exact> of(const Fraction& cents);
    // numerator / denominator x factor
    static std::optional<Exact> of(std::int64_t numerator, std::int64_t denominator, const Fraction& factor);

    std::int64_t whole() const { return whole_; }
    std::int64_t rest() const { return rest_; }
    std::int64_t denominator() const { return denominator_; }
    Money rounded() const;

    bool operator==(const Exact& other) const { return (*this <=> other) == 0; }
    std::strong_ordering operator<=>(const Exact& other) const;

private:
    std::int64_t whole_ = 0;
    std::int64_t rest_ = 0;
    std::int64_t denominator_ = 1;
};

struct Distribution {
    Money min;
    Money p25;
    Money median;
    Money p75;
    Money max;
    Money mean;
};

// In linear time. Nothing when there are none.
std::optional<Distribution> distribution_of(std::vector<Exact> amounts);

// The quantile of `quarters` quarters, 0 to 4. `amounts` is not empty, and sorted: at least the amounts at the place of
// the quantile and the next one stand where they would in order.
Money quantile(const std::vector<Exact>& amounts, int quarters);
Money mean(const std::vector<Exact>& amounts);  // not empty

}  // namespace afb::insights
