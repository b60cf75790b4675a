// From a kind file to one flat schema: common properties in front, every $ref replaced, every keyword and annotation
// checked. Used by the catalog only. Faults in the files are std::runtime_error with the place in them.
#pragma once

#include <set>
#include <string>

#include "schema/json.hpp"

namespace afb {

// The kind's own schema with the properties of `common` in front and the server members present and readOnly. No $ref
// is left.
Json flatten_schema(const Json& kind_file, const Json& common_file);

struct SchemaNames {
    std::set<std::string> vocabularies;
    std::set<std::string> kinds;
};

// Only keywords and annotations of README.md, of the right shape and at the right kind of node; vocabularies and kinds
// exist; every property has labels; every object that people fill in is closed.
void check_schema(const Json& flat, const SchemaNames& names);

// `over` merged over `base`: objects member by member, `required` united, anything else replaced.
void merge_schema(Json& base, const Json& over);

// The one thing a node holds: the node itself, or with `anyOf` [X, null] X with the annotations of the node merged over
// it.
Json effective_schema(const Json& node);

}  // namespace afb
