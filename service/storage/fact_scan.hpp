// Reads fact rows: one pass over the projections of a range of record numbers, all tables side by side.
#pragma once

#include <cstdint>

#include "service/storage/connection.hpp"
#include "service/storage/fact_rows.hpp"

namespace afb::storage {

// Live records with a number from `first` to `last`. `visit` must not use the connection.
void scan_facts(Connection& connection, std::int64_t first, std::int64_t last, const VisitFacts& visit);

}  // namespace afb::storage
