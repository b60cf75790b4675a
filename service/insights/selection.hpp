// The records that a query asks for, found in the facts: the same as a list of it gives
// (service/storage/list_query.hpp), without pages and order.
#pragma once

#include <vector>

#include "schema/record_query.hpp"
#include "service/insights/facts.hpp"

namespace afb::insights {

using Records = std::vector<RecordRef>;  // by kind, then by number

// `query.text`, paging and order are passed over. Throws std::invalid_argument for a filter or range that the catalog
// does not have.
Records select(const Facts& facts, const RecordQuery& query);

// Whether sorted codes have any of these.
bool has_any(std::span<const Code> codes, std::span<const Code> wanted);

// The codes that the condition's values are known by; a value that no record has is left out.
std::vector<Code> codes_of(const Facts& facts, const Condition& condition);

}  // namespace afb::insights
