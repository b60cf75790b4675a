// Which regulation follows which: renewals and replacements chained into series.
//
// A regulation follows another when it says so (`supersedesId`), when its agreement follows the other's, or when it
// renews it: the same holder, direction and type, people possibly in common (audience.hpp), and the nearest earlier
// start. What is stated goes before what is inferred: a regulation that says what it follows is not given another one
// by renewal, nor by way of its agreement.
//
// Guarantees: never fails on circles or forks: the series of a regulation is everything it is tied to in either
// direction, each once, in order of time. Regulations without a stated start, or without a holder, are tied by what is
// stated only. Leaves out visibility: the caller hands over what may be seen.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "service/insights/audience.hpp"
#include "service/insights/period.hpp"

namespace afb::insights {

struct Regulation {
    std::int32_t record = 0;
    Code holder = unstated_code;
    Code direction = unstated_code;
    Code type = unstated_code;
    Period period;
    std::int32_t supersedes = no_record;
    std::int32_t agreement = no_record;
    std::vector<Audience> audiences;  // of its tariffs; empty: not stated
};

struct AgreementSuccession {
    std::int32_t agreement = 0;
    std::int32_t supersedes = 0;
};

enum class LinkBasis : std::uint8_t { stated, agreement, renewal };

std::string_view code_of(LinkBasis basis);  // "supersedes", "agreement", "renewal"

struct SeriesLink {
    std::uint32_t from = 0;  // indexes of regulations: the earlier ...
    std::uint32_t to = 0;    // ... and the one that follows it
    LinkBasis basis = LinkBasis::stated;

    auto operator<=>(const SeriesLink&) const = default;
};

// Every link between these regulations, sorted. O(n log n); a renewal looks at most `furthest_back` regulations back.
std::vector<SeriesLink> find_links(std::span<const Regulation> regulations,
                                   std::span<const AgreementSuccession> agreements);
inline constexpr std::size_t furthest_back = 500;

struct Series {
    std::vector<std::uint32_t> members;  // by start (not stated first), end, record
    std::vector<SeriesLink> links;
    std::vector<std::uint32_t> forks;      // members that more than one follows
    std::vector<std::uint32_t> in_circle;  // members that, by their links, come before themselves
};

// The series that regulation `index` is in; alone when nothing is tied to it.
Series series_of(std::uint32_t index, std::span<const Regulation> regulations, std::span<const SeriesLink> links);

// Days between the end of one and the start of the next: positive a gap, negative an overlap, 0 on the next day.
// Nothing when an end is open or not stated.
std::optional<Day> days_between(const Period& earlier, const Period& later);

}  // namespace afb::insights
