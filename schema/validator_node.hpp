// A schema compiled for checking. Used by the validator only.
#pragma once

#include <re2/re2.h>

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"

namespace afb {

enum class JsonType { any, object, array, string, integer, number, boolean, null };

enum class StringForm { any, date, date_time, uuid, email, uri, money, school_year };

struct SchemaNode {
    JsonType type = JsonType::any;
    Text label;  // of the property, or for an item of the list it is in
    bool read_only = false;

    // objects
    std::vector<std::string> property_names;
    std::vector<SchemaNode> property_schemas;  // beside property_names
    std::unordered_map<std::string, std::size_t> property_index;
    std::vector<std::string> writable_names;  // what to suggest for an unknown field
    std::vector<std::string> required;        // without what only the server sets
    std::optional<std::size_t> min_properties;
    bool closed = false;

    // arrays
    std::unique_ptr<SchemaNode> items;
    std::optional<std::size_t> min_items;
    std::optional<std::size_t> max_items;
    bool unique_items = false;

    // strings
    std::optional<std::size_t> min_length;
    std::optional<std::size_t> max_length;
    std::unique_ptr<RE2> pattern;
    StringForm form = StringForm::any;
    bool identifier = false;
    std::string example;
    std::string vocabulary;  // its name; "" for none
    std::vector<std::string> codes;
    std::unordered_set<std::string> code_set;

    // numbers
    std::optional<Json> minimum;
    std::optional<Json> maximum;

    // any value; compared in canonical form
    std::optional<std::string> constant;
    std::string constant_shown;
    std::unordered_set<std::string> choices;
    std::vector<std::string> choices_shown;
    std::vector<SchemaNode> any_of;

    const SchemaNode* find_property(const std::string& name) const {
        const auto found = property_index.find(name);
        return found == property_index.end() ? nullptr : &property_schemas[found->second];
    }
};

// Throws std::runtime_error for anything outside the subset of README.md.
SchemaNode compile_schema(const Json& schema, const Catalog* vocabularies);

}  // namespace afb
