// What changed between two versions of a record, as a person would list it: field by field, with labels.
#pragma once

#include "schema/catalog.hpp"
#include "schema/json.hpp"

namespace afb::app {

// [{pointer, label {nl, en}, change: added|removed|changed, before, after}] in document order of `after`, removals
// last.
Json list_differences(const Kind& kind, const Json& before, const Json& after);

}  // namespace afb::app
