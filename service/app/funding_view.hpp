// Funding per scheme and year, as people get it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "schema/json.hpp"
#include "service/insights/funding.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

struct FundingChoice {
    std::size_t listed = 10;         // records behind each figure
    std::int64_t minimum_group = 1;  // fundings; a scheme and year with fewer has no figures
};

// {items[], assumptions}; each item one scheme and year.
Json view_funding(const insights::VisibleRecords& records, const std::vector<insights::FundingFigures>& figures,
                  const FundingChoice& choice);

}  // namespace afb::app
