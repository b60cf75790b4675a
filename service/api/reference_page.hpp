// The documentation that people read in a browser: /docs and what is below it. Whole HTML pages, made from the
// OpenAPI document and the tables of problems, so that they cannot say anything else. Nothing inline, no request to
// another host: they work under page_policy.
#pragma once

#include <string>
#include <string_view>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"

namespace afb::api {

// Content-Security-Policy of every page.
inline constexpr std::string_view page_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src "
    "'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

// The readable reference: every operation with its parameters, answers and a curl command for the address the document
// names, every schema with its fields. `openapi_31`: of openapi_document(). Anchors: the operationId, "schema-NAME".
// Made once a language, then served as it is.
std::string reference_page(const Json& openapi_31, Language language);

// What the `type` of an error points to: anchors are the slugs of problem_types(), then every code of problem_codes()
// ("code-CODE").
std::string problems_page(Language language);

// What every kind, member, filter and code is called in Dutch and in English: the published glossary of an API whose
// names are English.
std::string glossary_page(const Catalog& catalog, Language language);

// Swagger UI on /v1/openapi.json.
std::string try_page(Language language);

}  // namespace afb::api
