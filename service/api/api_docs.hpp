// The files of api-docs/ that travel inside the program: texts about the API as a whole and one example body a record
// kind.
#pragma once

#include <string_view>

#include "schema/catalog.hpp"
#include "schema/json.hpp"

namespace afb::api {

// `path` as in the project: "api-docs/info.json". A file that is not there is a programming error: std::logic_error.
const Json& get_api_doc(std::string_view path);

// A small valid body of this kind (api-docs/examples/KIND.json); null when there is none.
Json find_kind_example(std::string_view kind);

}  // namespace afb::api
