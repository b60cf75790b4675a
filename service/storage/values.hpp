// How a field's value is written in a column to compare and sort by: texts without case and accents, money as whole
// cents, numbers as numbers, dates as they are. The one place where text becomes cents.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "schema/catalog.hpp"

namespace SQLite {
class Database;
}

namespace afb::storage {

using Value = std::variant<std::int64_t, double, std::string>;

// To sort by: lower case, Latin letters without accents ("Één" and "een" are equal).
std::string fold_key(std::string_view text);

// A value of a body as it is filtered on: text as it is, numbers and booleans as JSON writes them. Nothing for lists
// and objects.
std::optional<std::string> filter_text(const Json& value);

// To compare in a range; nothing when the value is not of the type.
std::optional<Value> range_value(FieldType type, const Json& value);
std::optional<Value> parse_value(FieldType type, std::string_view text);

// A number in the order of the values of one range: ten-thousandths of a number, the digits of a text (of a day, a
// moment or a school year).
std::int64_t rank_of(const Value& value);

// To sort by; nothing for lists and objects.
std::optional<Value> sort_value(FieldType type, const Json& value);

// afb_cents(text): "180.00" -> 18000, anything else NULL; for the statements that fill the typed tables.
void register_functions(SQLite::Database& database);

}  // namespace afb::storage
