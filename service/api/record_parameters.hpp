// The query parameters of lists and of search: written down once, from the catalog, both as rows for the route table
// and as the way back from a checked query to a RecordQuery.
#pragma once

#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/record_query.hpp"
#include "service/api/call.hpp"
#include "service/api/route.hpp"

namespace afb::api {

// Filters, ranges, `inForceOn` and `q` of one kind, or of all kinds when `kind` is null (then `kind` is a filter too).
std::vector<Parameter> filter_parameters(const Catalog& catalog, const Kind* kind);
std::vector<Parameter> paging_parameters();
Parameter sort_parameter(const Catalog& catalog, const Kind* kind);
// One parameter, or none when the kind has nothing to collapse by.
std::vector<Parameter> collapse_parameters(const Catalog& catalog, const Kind* kind);
Parameter fields_parameter(const Kind& kind);

struct Paging {
    std::size_t number = 1;
    std::size_t size = 10;
};

Paging read_paging(const Call& call);

// Resolves filters on records by slug; throws Error(invalid) with every problem.
// Values separated by commas.
std::vector<std::string> split(std::string_view text);

Parameter if_none_match_parameter();

// The ids behind the values of a filter on records: given as they are, or by slug. What is not there, or may not be
// seen, becomes a problem of `parameter`.
std::vector<std::string> resolve_references(const Call& call, const FilterDefinition& definition,
                                            const std::string& parameter, std::vector<Problem>& problems);

RecordQuery read_record_query(const Call& call, const Kind* kind);
std::vector<std::string> read_fields(const Call& call, const Kind& kind);

// Adds the paging members to `body`, and the Link header (RFC 8288) to the answer.
Response paged_response(const Call& call, Json body, const Paging& paging, std::int64_t total);

}  // namespace afb::api
