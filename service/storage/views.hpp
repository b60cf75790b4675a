// One readable view per kind for people who open the file with other tools: SELECT title, validFrom FROM agreements.
//
// Made from the catalog: a column for each scalar (named by x-column, or its path with '_' for the dots), lists as JSON
// text. Only live records.
#pragma once

#include <string>

#include "schema/catalog.hpp"
#include "service/storage/connection.hpp"

namespace afb::storage {

// The CREATE VIEW statement of a kind.
std::string view_of(const Kind& kind);

// Makes, renews and drops views so that they are those of the catalog; touches nothing when they already are.
void update_views(Connection& connection, const Catalog& catalog);

}  // namespace afb::storage
