// A RecordQuery as SQL: which records, how many, and one page of them in order.
//
// The statements are put together from named fragments only; every value is bound. Cost: the smallest set of the
// filters and ranges is walked, or, when most records match anyway, the index of the order asked for; never a whole
// table of values. Valid on a day: a record whose validFrom and validUntil are both unknown is not known to be in
// force, and is left out.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/record_query.hpp"
#include "service/storage/connection.hpp"

namespace afb::storage {

struct Selection {
    std::vector<std::int64_t> numbers;  // record.no of the page, in order
    std::int64_t total = 0;
};

// Throws std::invalid_argument for a filter, range or sort key that the catalog does not have (the caller has checked
// them).
Selection select_records(Connection& connection, const Catalog& catalog, const RecordQuery& query);

struct ListPlan {
    std::string sql;
    std::vector<std::string> steps;  // of EXPLAIN QUERY PLAN
};

// The statements select_records() would run, with SQLite's plan for each; for tests.
std::vector<ListPlan> explain_list(Connection& connection, const Catalog& catalog, const RecordQuery& query);

}  // namespace afb::storage
