// From a flat schema to the list of its fields. Used by the catalog only.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"

namespace afb {

// Every scalar and every list of scalars, in the order of the schema, that check_schema() has passed. Throws
// std::runtime_error for a scalar whose type cannot be told.
std::vector<Field> list_fields(const Json& flat,
                               const std::function<const Vocabulary*(std::string_view)>& find_vocabulary);

// {nl, en}; empty texts when absent.
Text text_of(const Json& node, std::string_view key);

}  // namespace afb
