// The road to 100%, as people get it: totals and lines for regions and for partnerships.
#pragma once

#include "schema/json.hpp"
#include "service/insights/coverage.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

// {onderwijsregios, partnerships, ambition, assumptions}; each of the first two {totals[], items[], without}.
Json view_coverage(const insights::VisibleRecords& records, const std::vector<bool>& chosen, std::size_t listed);

}  // namespace afb::app
