// Composition and steering of onderwijsregio's, against what goes on there: agreements across the boundary,
// stagevergoeding and funding.
//
// Guarantees: a region is in exactly one group by its model of governance and in one by its composition ("not stated"
// is a group of its own); a figure has a base (the regions or amounts it rests on) or is absent. A comparison of few
// regions proves nothing, so every group carries its number. Amounts: stagevergoeding per month for each day a
// week, funding per student. Leaves out visibility and names.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "service/insights/audience.hpp"
#include "service/insights/boundaries.hpp"
#include "service/insights/coverage.hpp"
#include "service/insights/exact.hpp"

namespace afb::insights {

struct PartyCount {
    Code party_type = unstated_code;
    std::int64_t number = 0;
    Day as_of = day_not_stated;
};

struct GovernedRegion {
    RegionNumber region = 0;
    Code model = unstated_code;
    std::vector<PartyCount> counts;       // as stated; several dates for one type may occur
    RegionCounts boundary;                // agreements with a party there
    std::vector<Exact> allowances;        // comparable amounts of the tariffs that hold there, zero included
    std::int32_t allowances_unknown = 0;  // tariffs there whose amount is unknown or not comparable
    std::vector<Exact> per_student;       // fundings of this region
};

struct Median {
    std::optional<Money> amount = {};  // nothing without a base
    std::int32_t base = 0;             // amounts it rests on
};

struct GovernanceGroup {
    Code model = unstated_code;     // of a group by model
    std::vector<Code> party_types;  // of a group by composition: the types that take part, sorted; empty: not stated
    std::vector<RegionNumber> regions;
    RegionCounts boundary;                 // sums; an agreement counts once in each region
    std::optional<Permille> across_share;  // of the agreements within and across
    Median allowance;
    std::int32_t allowances_unknown = 0;
    Median per_student;
    std::int32_t regions_without_funding = 0;
};

struct Governance {
    std::vector<GovernanceGroup> by_model;        // most regions first; not stated last
    std::vector<GovernanceGroup> by_composition;  // the same
};

Governance compare_governance(std::span<const GovernedRegion> regions);

// The newest count of each type, by type; a count without a date yields to one with a date.
std::vector<PartyCount> newest_counts(std::vector<PartyCount> counts);

Median median_of(std::vector<Exact> amounts);

}  // namespace afb::insights
