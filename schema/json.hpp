// The one JSON type. Members keep the order of the schema or of the author, so that people can read what we answer.
#pragma once

#include <nlohmann/json.hpp>

namespace afb {

using Json = nlohmann::ordered_json;

}  // namespace afb
