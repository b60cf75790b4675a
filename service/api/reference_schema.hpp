// The schemas of the OpenAPI document as tables of fields, and a schema in a few words.
#pragma once

#include <string>

#include "schema/json.hpp"
#include "service/api/page_frame.hpp"

namespace afb::api {

// "tekst, 1 tot 300 tekens"; a named schema becomes a link to its section. HTML.
std::string describe_type(const Json& document, const Json& schema, const Words& say);

// Everything in components/schemas: records with their fields, then other answers, then code lists. HTML.
std::string schema_sections(const Json& document, const Words& say);

}  // namespace afb::api
