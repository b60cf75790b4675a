// OpenAPI 3.1 to 3.0.4, for the document that openapi_document() makes: null becomes `nullable`, const becomes enum,
// examples become example, a $ref stands alone. Keywords outside our portable subset would need rules of their own, so
// they are refused: std::logic_error.
#pragma once

#include "schema/json.hpp"

namespace afb::api {

Json openapi_30(const Json& openapi_31);

}  // namespace afb::api
