#include "service/insights/exact.hpp"

#include <boost/multiprecision/cpp_int.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <span>

namespace afb::insights {
namespace {

__extension__ using Wide = __int128;

bool fits(Wide value) {
    return value >= 0 && value <= std::numeric_limits<std::int64_t>::max();
}

using Places = std::span<const std::size_t>;

// Puts at each of these places, ascending and each once, what would stand there in order.
void put_in_place(std::vector<Exact>& amounts, std::size_t begin, std::size_t end, Places places) {
    if (places.empty()) return;
    const std::size_t middle = places.size() / 2;
    const std::size_t place = places[middle];
    const auto at = [&](std::size_t index) { return amounts.begin() + static_cast<std::ptrdiff_t>(index); };
    std::nth_element(at(begin), at(place), at(end));
    put_in_place(amounts, begin, place, places.first(middle));
    put_in_place(amounts, place + 1, end, places.subspan(middle + 1));
}

// The places that the least, the greatest and the quartiles are read from.
std::vector<std::size_t> places_of(std::size_t count) {
    std::vector<std::size_t> places;
    for (std::size_t quarters = 0; quarters <= 4; ++quarters) {
        const std::size_t lower = (count - 1) * quarters / 4;
        for (const std::size_t place : {lower, lower + 1})
            if (place < count && (places.empty() || place > places.back())) places.push_back(place);
    }
    return places;
}

}  // namespace

std::optional<Exact> Exact::of(std::int64_t numerator, std::int64_t denominator, const Fraction& factor) {
    const Wide top = Wide{numerator} * factor.numerator();
    const Wide bottom = Wide{denominator} * factor.denominator();
    if (!fits(top / bottom) || !fits(bottom)) return std::nullopt;
    Exact exact;
    exact.whole_ = static_cast<std::int64_t>(top / bottom);
    exact.rest_ = static_cast<std::int64_t>(top % bottom);
    exact.denominator_ = static_cast<std::int64_t>(bottom);
    return exact;
}

std::optional<Exact> Exact::of(const Fraction& cents) {
    return of(cents.numerator(), cents.denominator(), Fraction());
}

Money Exact::rounded() const {
    return Money::from_cents(whole_ + (rest_ >= denominator_ - rest_ ? 1 : 0));
}

std::strong_ordering Exact::operator<=>(const Exact& other) const {
    if (whole_ != other.whole_) return whole_ <=> other.whole_;
    if (denominator_ == other.denominator_) return rest_ <=> other.rest_;
    const Wide left = Wide{rest_} * other.denominator_;
    const Wide right = Wide{other.rest_} * denominator_;
    return left < right   ? std::strong_ordering::less
           : left > right ? std::strong_ordering::greater
                          : std::strong_ordering::equal;
}

// With h = (n - 1) quarters / 4 = index + part / 4 it is (lower (4 - part) + upper part) / 4. Rounded half up that is
// the floor of (that x 4 + 2) / 4, for which of the fractions only their whole part counts.
Money quantile(const std::vector<Exact>& amounts, int quarters) {
    const std::size_t place = (amounts.size() - 1) * static_cast<std::size_t>(quarters);
    const Exact& lower = amounts[place / 4];
    const auto part = static_cast<std::int64_t>(place % 4);
    const Exact& upper = part == 0 ? lower : amounts[place / 4 + 1];
    const Wide whole = Wide{lower.whole()} * (4 - part) + Wide{upper.whole()} * part;
    const Wide rests =
        Wide{lower.rest()} * (4 - part) * upper.denominator() + Wide{upper.rest()} * part * lower.denominator();
    const Wide rest = rests / (Wide{lower.denominator()} * upper.denominator());
    return Money::from_cents(static_cast<std::int64_t>((whole + rest + 2) / 4));
}

Money mean(const std::vector<Exact>& amounts) {
    using boost::multiprecision::cpp_rational;
    Wide whole = 0;
    std::map<std::int64_t, Wide> rests;  // by denominator: there are few
    for (const Exact& amount : amounts) {
        whole += amount.whole();
        if (amount.rest() != 0) rests[amount.denominator()] += amount.rest();
    }
    cpp_rational fractions = 0;
    for (const auto& [denominator, rest] : rests) {
        const boost::multiprecision::cpp_int exact(rest);
        fractions += cpp_rational(exact, denominator);
    }
    // Half up: the floor of (2 sum + n) / 2n, for which of the fractions only the whole part of their double counts.
    const cpp_rational twice = fractions * 2;
    const boost::multiprecision::cpp_int floor = numerator(twice) / denominator(twice);
    const auto halves = floor.convert_to<std::int64_t>();
    const auto count = static_cast<Wide>(amounts.size());
    return Money::from_cents(static_cast<std::int64_t>((2 * whole + halves + count) / (2 * count)));
}

std::optional<Distribution> distribution_of(std::vector<Exact> amounts) {
    if (amounts.empty()) return std::nullopt;
    put_in_place(amounts, 0, amounts.size(), places_of(amounts.size()));
    return Distribution{.min = amounts.front().rounded(),
                        .p25 = quantile(amounts, 1),
                        .median = quantile(amounts, 2),
                        .p75 = quantile(amounts, 3),
                        .max = amounts.back().rounded(),
                        .mean = mean(amounts)};
}

}  // namespace afb::insights
