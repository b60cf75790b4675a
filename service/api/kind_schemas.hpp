// The schemas in the OpenAPI document that every record kind has: what you read (Agreement), write (AgreementInput),
// change (AgreementPatch) and page through (AgreementPage).
#pragma once

#include <string_view>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/api/schema_document.hpp"

namespace afb::api {

// By name in components/schemas.
Json kind_schemas(const SchemaWriter& writer, const Kind& kind, Language language);

// The example body for a schema of kind_schemas(): that of api-docs/examples for an input, a change of its title for a
// patch, and for the record itself the same with what the server adds. Null for another schema.
Json find_schema_example(const Catalog& catalog, std::string_view schema);

}  // namespace afb::api
