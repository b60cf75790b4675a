// Funding per scheme and year, as people get it.
#pragma once

#include "schema/json.hpp"
#include "service/insights/funding.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

// {items[], assumptions}; each item one scheme and year.
Json view_funding(const insights::VisibleRecords& records, const std::vector<insights::FundingFigures>& figures,
                  std::size_t listed);

}  // namespace afb::app
