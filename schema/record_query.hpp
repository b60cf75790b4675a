// What somebody wants to see, decoded and checked: the same value drives lists (SQL) and search (Xapian), so both mean
// the same.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "schema/dates.hpp"

namespace afb {

struct Condition {
    std::string name;                 // a filter of the catalog
    std::vector<std::string> values;  // any of these
};

struct RangeCondition {
    std::string name;                 // a range of the catalog
    std::optional<std::string> from;  // inclusive; same text form as the stored value
    std::optional<std::string> until;
};

struct SortKey {
    std::string name;  // a sort key of the catalog
    bool descending = false;
};

struct RecordQuery {
    std::vector<std::string> kinds;      // any of these; empty: all
    std::string text;                    // full text; empty: everything
    std::vector<Condition> conditions;   // all of these
    std::vector<RangeCondition> ranges;  // all of these
    std::optional<Date> in_force_on;     // validFrom <= day <= validUntil, open ends included
    bool public_only = true;             // published and public records only
    std::vector<SortKey> sort;           // empty: by relevance with text, else newest first; id is always the last key
    std::string collapse;                // one record for each value of this filter of the catalog; "": all
    std::size_t offset = 0;
    std::size_t limit = 10;
};

}  // namespace afb
