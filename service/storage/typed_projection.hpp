// The typed tables: facts with their own columns, to compute on. Filled by SQL over the JSON, so that the statements
// say what they take.
#pragma once

#include <cstdint>

#include "service/storage/connection.hpp"
#include "service/storage/store.hpp"

namespace afb::storage {

// region_link, party, tariff, route_step and coverage of one live record, which has no rows there yet.
void write_typed_projections(Connection& connection, const StoredRecord& record, std::int64_t no);

}  // namespace afb::storage
