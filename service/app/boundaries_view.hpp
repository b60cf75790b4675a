// Agreements and partnerships against the boundaries, as people get it: the totals, each region, the borders with most
// across them first, and what is wrong or not known.
//
// Guarantees: every figure has its count and records to look at; all borders are counted, a page of them is shown.
#pragma once

#include <cstdint>

#include "schema/json.hpp"
#include "service/insights/boundaries.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

struct BoundariesChoice {
    std::int32_t region = insights::no_record;        // only borders of this region ...
    std::int32_t other_region = insights::no_record;  // ... with this one
    std::size_t listed = 10;                          // records behind each figure
    std::size_t offset = 0;                           // of the borders
    std::size_t limit = 50;
};

// {agreements, unknown[], withoutPlace, partnerships, regions[], borders[], warnings[], assumptions}; the number of
// borders in *total.
Json view_boundaries(const insights::VisibleRecords& records, const insights::Boundaries& found,
                     const std::vector<insights::SeveralRegions>& sites, const BoundariesChoice& choice,
                     std::int64_t* total);

}  // namespace afb::app
