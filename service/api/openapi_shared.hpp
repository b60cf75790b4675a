// What several operations have in common is said once in `components`, and what nothing refers to is left out: a
// smaller document, and no warnings about unused parts.
#pragma once

#include "schema/json.hpp"

namespace afb::api {

// Parameters and responses that occur more than once, word for word, move to components/parameters and
// components/responses.
void share_repeated_parts(Json& document);

// Removes the members of components/schemas that no operation reaches.
void drop_unused_schemas(Json& document);

}  // namespace afb::api
