// What is taken out of a record so that SQL can filter, sort, link and compute: rewritten with every write of that
// record, for live records only.
//
// The generic tables (filter_value, range_value, sort_value, unique_value, reference) follow the annotations of the
// schema: a new annotated field needs nothing here. The typed tables (region_link, party, tariff, tariff_scope,
// route_step, coverage) are filled from members of these names, whatever the kind; funding and division from a funding.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "schema/catalog.hpp"
#include "service/storage/connection.hpp"
#include "service/storage/store.hpp"

namespace afb::storage {

// Raised by hand when the same record would be projected differently: everything is then projected anew when the
// database is opened.
inline constexpr int projection_version = 2;

struct Projected {
    std::int64_t no = 0;
    bool is_public = false;
    bool fresh = false;  // a new record: there is nothing to clear
};

// A value of a member at the top of a body, when it is a text.
std::optional<std::string> text_member(const Json& body, const char* name);

std::string status_of(const Json& body);      // draft when the author did not say
std::string visibility_of(const Json& body);  // public when the author did not say
bool is_public(const Json& body);

void clear_projections(Connection& connection, std::int64_t no);
// `record` is the head as it will be answered.
void write_projections(Connection& connection, const Kind& kind, const StoredRecord& record,
                       const Projected& projected);

// A sort key that has its own column in `record`; empty when it is in sort_value.
std::string_view sort_column(const Kind& kind, const Field& field);

}  // namespace afb::storage
