// Holds a value against a schema of the OpenAPI document: did we answer what we promise?
//
// Stricter than JSON Schema on purpose: a member that the schema does not name is a fault, so that nothing is answered
// that is not documented. Knows the keywords our document uses; leaves out formats other than date, date-time and uuid.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"

namespace afb::test {

// "POINTER: what is wrong", at most 20. `document` resolves "#/..." references.
std::vector<std::string> schema_faults(const Json& document, const Json& schema, const Json& value);

}  // namespace afb::test
