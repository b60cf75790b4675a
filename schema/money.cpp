#include "schema/money.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace afb {
namespace {

// Products of two int64 values before they are rounded or reduced.
__extension__ using Wide = __int128;

constexpr std::size_t max_whole_digits = 9;
constexpr std::size_t max_decimals = 4;

std::optional<std::int64_t> narrow(Wide value) {
    if (value < std::numeric_limits<std::int64_t>::min() || value > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(value);
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), is_digit);
}

// Only for text that all_digits() found right and that fits.
std::int64_t number_of(std::string_view digits) {
    std::int64_t value = 0;
    for (const char c : digits) value = value * 10 + (c - '0');
    return value;
}

// floor(numerator / denominator + 1/2), for a positive denominator. Compares the rest instead of doubling the
// numerator, which could overflow.
std::optional<std::int64_t> divide_half_up(Wide numerator, Wide denominator) {
    Wide quotient = numerator / denominator;
    Wide rest = numerator % denominator;
    if (rest < 0) {
        quotient -= 1;
        rest += denominator;
    }
    if (2 * rest >= denominator) quotient += 1;
    return narrow(quotient);
}

Wide greatest_common_divisor(Wide a, Wide b) {
    while (b != 0) {
        const Wide rest = a % b;
        a = b;
        b = rest;
    }
    return a < 0 ? -a : a;
}

// numerator / denominator in lowest terms and with a positive denominator.
std::optional<Fraction> reduced(Wide numerator, Wide denominator) {
    if (denominator == 0) return std::nullopt;
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const Wide divisor = greatest_common_divisor(numerator, denominator);
    const auto top = narrow(numerator / divisor);
    const auto bottom = narrow(denominator / divisor);
    if (!top || !bottom) return std::nullopt;
    return Fraction::of(*top, *bottom);
}

// The absolute value as digits; also right for the lowest int64, which has no positive counterpart.
std::string magnitude(std::int64_t value) {
    std::string digits = std::to_string(value);
    if (digits.front() == '-') digits.erase(0, 1);
    return digits;
}

struct Parts {
    bool negative;
    std::string whole;
    std::string decimals;
};

// A fixed-point value apart: 12345 with two decimals is "123" and "45".
Parts parts_of(std::int64_t value, std::size_t decimals) {
    std::string digits = magnitude(value);
    if (digits.size() <= decimals) digits.insert(0, decimals + 1 - digits.size(), '0');
    const std::size_t point = digits.size() - decimals;
    return {value < 0, digits.substr(0, point), digits.substr(point)};
}

std::string grouped(const std::string& digits, char separator) {
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) out += separator;
        out += digits[i];
    }
    return out;
}

std::string joined(const Parts& parts, char point) {
    std::string out = parts.negative ? "-" : "";
    out += parts.whole;
    if (!parts.decimals.empty()) {
        out += point;
        out += parts.decimals;
    }
    return out;
}

Parts shortest(std::int64_t ten_thousandths) {
    Parts parts = parts_of(ten_thousandths, max_decimals);
    while (!parts.decimals.empty() && parts.decimals.back() == '0') parts.decimals.pop_back();
    return parts;
}

}  // namespace

std::optional<Decimal> Decimal::parse(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    if (whole.empty() || whole.size() > max_whole_digits || !all_digits(whole)) return std::nullopt;
    std::int64_t value = number_of(whole) * scale;
    if (point != std::string_view::npos) {
        std::string_view decimals = text.substr(point + 1);
        if (decimals.empty() || !all_digits(decimals)) return std::nullopt;
        while (decimals.size() > 1 && decimals.back() == '0') decimals.remove_suffix(1);
        if (decimals.size() > max_decimals) return std::nullopt;
        std::int64_t part = number_of(decimals);
        for (std::size_t i = decimals.size(); i < max_decimals; ++i) part *= 10;
        value += part;
    }
    return from_ten_thousandths(negative ? -value : value);
}

Decimal Decimal::whole(std::int32_t value) {
    return from_ten_thousandths(std::int64_t{value} * scale);
}

Decimal Decimal::from_ten_thousandths(std::int64_t value) {
    Decimal decimal;
    decimal.value_ = value;
    return decimal;
}

std::string Decimal::text() const {
    return joined(shortest(value_), '.');
}

Text Decimal::display() const {
    return {joined(shortest(value_), ','), joined(shortest(value_), '.')};
}

std::optional<Decimal> add(Decimal left, Decimal right) {
    const auto sum = narrow(Wide{left.ten_thousandths()} + right.ten_thousandths());
    if (!sum) return std::nullopt;
    return Decimal::from_ten_thousandths(*sum);
}

std::optional<Fraction> Fraction::of(std::int64_t numerator, std::int64_t denominator) {
    if (denominator <= 0) {
        if (denominator == 0) return std::nullopt;
        return reduced(numerator, denominator);
    }
    Fraction fraction;
    fraction.numerator_ = numerator;
    fraction.denominator_ = denominator;
    return fraction;
}

Fraction Fraction::of(Decimal value) {
    Fraction fraction;
    fraction.numerator_ = value.ten_thousandths();
    fraction.denominator_ = Decimal::scale;
    return fraction;
}

Fraction Fraction::percent(Decimal value) {
    Fraction fraction = of(value);
    fraction.denominator_ *= 100;
    return fraction;
}

std::optional<Fraction> Fraction::times(const Fraction& other) const {
    return reduced(Wide{numerator_} * other.numerator_, Wide{denominator_} * other.denominator_);
}

std::optional<Fraction> Fraction::divided_by(const Fraction& other) const {
    return reduced(Wide{numerator_} * other.denominator_, Wide{denominator_} * other.numerator_);
}

std::optional<Fraction> Fraction::plus(const Fraction& other) const {
    // Two products of less than 2^126 each: their sum fits.
    return reduced(Wide{numerator_} * other.denominator_ + Wide{other.numerator_} * denominator_,
                   Wide{denominator_} * other.denominator_);
}

bool Fraction::less_than(const Fraction& other) const {
    return Wide{numerator_} * other.denominator_ < Wide{other.numerator_} * denominator_;
}

std::optional<Money> Money::parse(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == std::string_view::npos || text.size() - point != 3) return std::nullopt;
    const std::string_view whole = text.substr(0, point);
    const std::string_view cents = text.substr(point + 1);
    if (whole.empty() || whole.size() > max_whole_digits || !all_digits(whole) || !all_digits(cents))
        return std::nullopt;
    if (whole.size() > 1 && whole.front() == '0') return std::nullopt;
    return from_cents(number_of(whole) * 100 + number_of(cents));
}

Money Money::from_cents(std::int64_t cents) {
    Money money;
    money.cents_ = cents;
    return money;
}

std::string Money::text() const {
    return joined(parts_of(cents_, 2), '.');
}

Text Money::display() const {
    const Parts parts = parts_of(cents_, 2);
    const std::string sign = parts.negative ? "-" : "";
    return {"€ " + sign + grouped(parts.whole, '.') + "," + parts.decimals,
            "EUR " + sign + grouped(parts.whole, ',') + "." + parts.decimals};
}

std::optional<Money> add(Money left, Money right) {
    const auto sum = narrow(Wide{left.cents()} + right.cents());
    if (!sum) return std::nullopt;
    return Money::from_cents(*sum);
}

std::optional<Money> subtract(Money left, Money right) {
    const auto difference = narrow(Wide{left.cents()} - right.cents());
    if (!difference) return std::nullopt;
    return Money::from_cents(*difference);
}

std::optional<Money> multiply(Money money, std::int64_t factor) {
    const auto product = narrow(Wide{money.cents()} * factor);
    if (!product) return std::nullopt;
    return Money::from_cents(*product);
}

std::optional<Money> multiply(Money money, const Fraction& fraction) {
    const auto rounded = divide_half_up(Wide{money.cents()} * fraction.numerator(), fraction.denominator());
    if (!rounded) return std::nullopt;
    return Money::from_cents(*rounded);
}

std::optional<Money> divide(Money money, std::int64_t divisor) {
    const auto fraction = Fraction::of(1, divisor);
    if (!fraction) return std::nullopt;
    return multiply(money, *fraction);
}

}  // namespace afb
