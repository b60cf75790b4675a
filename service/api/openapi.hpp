// The OpenAPI document: what this service promises, made from THE route table and the record schemas, so it cannot say
// anything else.
//
// Written once in the subset of 3.1 that every tool reads alike; 3.0 is converted from it (openapi_30.hpp). Titles,
// descriptions and labels are in the language asked for; names, paths and codes are the same in both. Does no I/O:
// texts come from api-docs/, which is inside the program.
#pragma once

#include <string>
#include <string_view>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/api/route.hpp"

namespace afb::api {

enum class OpenApiVersion { v3_0, v3_1 };

// The base path that goes into the server URL instead of into every path.
inline constexpr std::string_view base_path = "/v1";

// `server_url` is where the service answers, with the base path: "https://afspraken.example/v1". Documented routes
// outside the base path get servers of their own, made from its origin. `api_version` is the whole version number, e.g.
// "1.2.0". Schemas nobody refers to are left out. A route that names an unknown schema or header, or gives one status
// two meanings, is a programming error: std::logic_error that names the operation.
Json openapi_document(const Catalog& catalog, const RouteTable& table, OpenApiVersion version, Language language,
                      std::string_view server_url, std::string_view api_version);

// The https address to put in a document when nobody said where the service lives (api-docs/info.json).
std::string default_server_url();

}  // namespace afb::api
