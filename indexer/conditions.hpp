// field:value conditions as Xapian queries: here names of records and free values become what documents have.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/dutch.hpp"
#include "indexer/fields.hpp"
#include "indexer/query.hpp"

namespace afb::indexer {

struct ConditionQueries {
    std::vector<Xapian::Query> all;              // each must hold
    std::vector<Xapian::Query> none;             // none may hold
    std::vector<const FieldCondition*> unknown;  // no record has this value: words like others
};

// What a query is made for; all of it outlives the making.
struct QuerySetting {
    const Xapian::Database& database;
    const Fields& fields;
    DutchText& dutch;
    bool public_only = true;  // names of other records are no values of a condition
};

// Is there a document with `term` (and, when public_only, a public one)?
bool exists(const Xapian::Database& database, const std::string& term, bool public_only);

// Is there a document with all of these terms? At least one is given.
bool exist_together(const Xapian::Database& database, const std::vector<std::string>& terms);

ConditionQueries condition_queries(const std::vector<FieldCondition>& conditions, const QuerySetting& setting);

// Documents with a value in the range; none when a bound cannot be read.
Xapian::Query range_query(const RangeCondition& range, const Fields& fields);

}  // namespace afb::indexer
