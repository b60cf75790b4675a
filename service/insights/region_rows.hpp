// From the facts to what the insights on coverage, governance and funding compute with.
//
// Guarantees: only records that may be seen and, where `chosen` is not empty, that are chosen (by number); archived
// records are left out.
#pragma once

#include <vector>

#include "service/insights/coverage.hpp"
#include "service/insights/funding.hpp"
#include "service/insights/governance.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::insights {

// Of regions or of partnerships. A school year that is not stated gives no row.
std::vector<CoverageRow> coverage_rows_of(const VisibleRecords& records, std::string_view kind,
                                          const std::vector<bool>& chosen);

std::vector<FundingRow> funding_rows_of(const VisibleRecords& records, const std::vector<bool>& chosen);

// Chosen regions, with everything that holds there. Allowances: of regulations that pay students a stagevergoeding, or
// say that there is none, are adopted or say nothing of their state, and are not over on `day`.
std::vector<GovernedRegion> governed_regions_of(const VisibleRecords& records, const std::vector<bool>& chosen,
                                                const Boundaries& boundaries, Day day);

}  // namespace afb::insights
