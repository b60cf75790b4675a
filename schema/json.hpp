// The one JSON type. Members keep the order of the schema or of the author, so that people can read what we answer.
#pragma once

#include <nlohmann/json.hpp>

namespace afb {

using Json = nlohmann::ordered_json;

// The members of an object, put behind each other with emplace_back, for lists of thousands of objects: json[name]
// looks through those that are there, and a list of initializers makes an array of each.
using JsonMembers = Json::object_t;

}  // namespace afb
