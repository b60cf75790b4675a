// Where one holder stands: its own tariffs in the distribution, the holders most like it, and in what they differ.
// Pure.
//
// Likeness is the mean of what is known of both: sectors in common, a payment route in common, the same level, and how
// near the sizes are (members of a partnership, participants of a region). Only holders of the same kind are compared.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "service/insights/allowances.hpp"

namespace afb::insights {

// Among sorted amounts.
struct Place {
    std::int64_t rank = 0;  // 1 is the highest; equal amounts share the best
    std::int64_t of = 0;
    int percentile = 0;     // the share below and half of those equal, in whole per cents
    Money difference = {};  // amount less the median, may be negative
};

struct PlaceInGroup {
    GroupKey key = {};
    Place place = {};
};

struct OwnTariff {
    std::uint32_t observation = 0;
    std::optional<Place> place = {};  // nothing without a comparable amount
    std::vector<PlaceInGroup> groups = {};
};

struct Difference {
    std::string_view filter;
    std::vector<Code> own = {};
    std::vector<Code> others = {};
};

struct SimilarHolder {
    std::string id;
    int likeness = 0;                                                 // per cent
    std::vector<Code> sectors = {};                                   // in common
    std::vector<Code> routes = {};                                    // in common
    std::vector<Code> levels = {};                                    // in common
    std::optional<std::pair<std::int64_t, std::int64_t>> sizes = {};  // own and the other's, where both are stated
    std::int64_t regulations = 0;
    bool withheld = false;  // fewer regulations than the minimum group: no median and no differences
    std::optional<Money> median = {};
    std::vector<Difference> differences = {};
};

struct Standing {
    std::string id;
    std::int64_t regulations = 0;
    bool withheld = false;  // fewer regulations than the minimum group: nothing more is told
    std::optional<Money> median = {};
    std::vector<OwnTariff> tariffs = {};
    std::vector<SimilarHolder> similar = {};  // most alike first; at most five
};

Standing standing_of(const Facts& facts, const Allowances& found, const std::string& id,
                     const AllowanceOptions& options);

}  // namespace afb::insights
