// Money and the exact numbers it is multiplied with: integers inside, never a double.
//
// Guarantees: no rounding but where a function says so (half up: 0.5 cent becomes 1 cent), and no overflow: arithmetic
// that would leave the int64 range gives nothing. Leaves out currencies: every amount is in euros.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/text.hpp"

namespace afb {

// An exact number with at most four decimals: days a week, a share in percent, months a year.
class Decimal {
public:
    static constexpr std::int64_t scale = 10'000;

    Decimal() = default;  // 0
    // Digits with an optional minus and one to four decimals: "4", "2.5", "33.3333", "-1". At most nine digits before
    // the point. Zeros behind the fourth decimal are passed over; any other fifth decimal, an exponent or a plus is
    // nothing.
    static std::optional<Decimal> parse(std::string_view text);
    static Decimal whole(std::int32_t value);
    static Decimal from_ten_thousandths(std::int64_t value);

    std::string text() const;  // shortest: "2.5", "4"
    Text display() const;      // "2,5" in Dutch, "2.5" in English
    std::int64_t ten_thousandths() const { return value_; }
    auto operator<=>(const Decimal&) const = default;

private:
    std::int64_t value_ = 0;
};

std::optional<Decimal> add(Decimal left, Decimal right);

// A fraction money is multiplied with. The denominator is positive. Factors are collected first and applied once, so
// that nothing is rounded halfway.
class Fraction {
public:
    Fraction() = default;  // 1
    // Nothing when the denominator is zero or the fraction does not fit.
    static std::optional<Fraction> of(std::int64_t numerator, std::int64_t denominator);
    static Fraction of(Decimal value);
    static Fraction percent(Decimal value);

    std::optional<Fraction> times(const Fraction& other) const;
    std::optional<Fraction> plus(const Fraction& other) const;
    std::optional<Fraction> divided_by(const Fraction& other) const;  // nothing when `other` is zero

    bool less_than(const Fraction& other) const;

    std::int64_t numerator() const { return numerator_; }
    std::int64_t denominator() const { return denominator_; }

private:
    std::int64_t numerator_ = 1;
    std::int64_t denominator_ = 1;
};

// An amount in euro cents.
class Money {
public:
    // The largest amount that can be written on the wire.
    static constexpr std::int64_t max_cents = 99'999'999'999;

    Money() = default;  // 0.00
    // Exactly ^(0|[1-9][0-9]{0,8})[.][0-9]{2}$: "180.00"; no sign, no grouping, no other number of decimals.
    static std::optional<Money> parse(std::string_view text);
    static Money from_cents(std::int64_t cents);

    std::string text() const;  // "180.00"; a negative amount, which only arithmetic can give, as "-0.50"
    Text display() const;      // "€ 1.250,00" in Dutch, "EUR 1,250.00" in English
    std::int64_t cents() const { return cents_; }
    bool is_zero() const { return cents_ == 0; }
    bool fits_wire() const { return cents_ >= 0 && cents_ <= max_cents; }
    auto operator<=>(const Money&) const = default;

private:
    std::int64_t cents_ = 0;
};

std::optional<Money> add(Money left, Money right);
std::optional<Money> subtract(Money left, Money right);
std::optional<Money> multiply(Money money, std::int64_t factor);
// money x fraction, rounded half up (towards plus infinity on a tie) to the cent.
std::optional<Money> multiply(Money money, const Fraction& fraction);
// money / divisor, rounded half up; nothing when the divisor is zero.
std::optional<Money> divide(Money money, std::int64_t divisor);

}  // namespace afb
