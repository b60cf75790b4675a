// Composition and steering of regions against what goes on there, as people get it.
#pragma once

#include <cstdint>

#include "schema/json.hpp"
#include "service/insights/governance.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

struct GovernanceChoice {
    std::size_t listed = 10;
    std::int64_t minimum_group = 1;  // of amounts that a median may be told of
};

// {byModel[], byComposition[], regions[], assumptions}
Json view_governance(const insights::VisibleRecords& records, const std::vector<insights::GovernedRegion>& regions,
                     const GovernanceChoice& choice);

}  // namespace afb::app
