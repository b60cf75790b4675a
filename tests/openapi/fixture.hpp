// A small route table that has one of everything, and the real catalog, for the tests of the OpenAPI document.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "schema/catalog.hpp"
#include "service/api/openapi.hpp"

namespace afb::test {

// The embedded files of schema/, by path.
std::map<std::string, std::string> schema_texts();

std::shared_ptr<const Catalog> real_catalog();

// Lists, records and search of every kind, plus what lies outside the base path.
api::RouteTable small_route_table(const Catalog& catalog);

Json small_document(api::OpenApiVersion version, Language language = Language::nl);

}  // namespace afb::test
