// Equality and order of JSON values as JSON Schema means them: 1 is 1.0, the order of members does not count, numbers
// are exact.
#pragma once

#include <compare>
#include <string>

#include "schema/json.hpp"

namespace afb {

// Equal values and only those have the same canonical text, so equality over a whole list costs one hash a value. It is
// for comparing, not for showing. Recurses as deep as the value: at most the depth that parse_json() allows.
std::string canonical_text(const Json& value);

// Both must be numbers (finite, as all that is parsed is).
std::partial_ordering compare_numbers(const Json& a, const Json& b);

// 3 and 3.0; and it fits in an int64.
bool is_whole(const Json& number);

}  // namespace afb
