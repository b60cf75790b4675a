#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "schema/catalog_fields.hpp"
#include "schema/json_compare.hpp"
#include "schema/validator_node.hpp"

namespace afb {
namespace {

[[noreturn]] void fault(const std::string& place, const std::string& what) {
    throw std::runtime_error(fmt::format("{}: {}", place.empty() ? "/" : place, what));
}

constexpr std::array annotations = {"$id",         "$schema", "$comment", "title",
                                    "description", "default", "examples", "readOnly"};
constexpr std::array types = {std::pair{"object", JsonType::object}, std::pair{"array", JsonType::array},
                              std::pair{"string", JsonType::string}, std::pair{"integer", JsonType::integer},
                              std::pair{"number", JsonType::number}, std::pair{"boolean", JsonType::boolean},
                              std::pair{"null", JsonType::null}};
constexpr std::array formats = {std::pair{"date", StringForm::date}, std::pair{"date-time", StringForm::date_time},
                                std::pair{"uuid", StringForm::uuid}, std::pair{"email", StringForm::email},
                                std::pair{"uri", StringForm::uri}};

template <class Table>
auto lookup(const Table& table, const Json& value, const std::string& place, const std::string& key) {
    for (const auto& [name, meaning] : table) {
        if (value == name) return meaning;
    }
    fault(place, fmt::format("{} {} is not supported", key, value.dump()));
}

class Compiler {
public:
    explicit Compiler(const Catalog* vocabularies) : vocabularies_(vocabularies) {}

    SchemaNode node(const Json& schema, const std::string& place, const Text& around) const {
        if (!schema.is_object()) fault(place, "a schema must be an object");
        SchemaNode node;
        node.label = text_of(schema, "x-labels");
        if (node.label == Text{}) node.label = around;
        for (const auto& [key, value] : schema.items()) keyword(node, key, value, place);
        // These look at several keywords at once, whatever their order.
        const auto own = [&node](const std::string& name) {
            const SchemaNode* property = node.find_property(name);
            return property != nullptr && property->read_only;
        };
        std::erase_if(node.required, own);
        return node;
    }

private:
    void keyword(SchemaNode& node, const std::string& key, const Json& value, const std::string& place) const {
        if (object_keyword(node, key, value, place) || array_keyword(node, key, value, place) ||
            string_keyword(node, key, value, place) || number_keyword(node, key, value, place) ||
            general_keyword(node, key, value, place)) {
            return;
        }
        const bool annotation = std::find(annotations.begin(), annotations.end(), key) != annotations.end();
        if (!annotation && !key.starts_with("x-")) fault(place, fmt::format("keyword \"{}\" is not supported", key));
    }

    bool object_keyword(SchemaNode& node, const std::string& key, const Json& value, const std::string& place) const {
        if (key == "properties") {
            if (!value.is_object()) fault(place, "properties must be an object");
            for (const auto& [name, property] : value.items()) {
                node.property_index.emplace(name, node.property_names.size());
                node.property_names.push_back(name);
                const std::string inner = pointer_to(pointer_to(place, key), name);
                node.property_schemas.push_back(this->node(property, inner, both(name)));
                if (!node.property_schemas.back().read_only) node.writable_names.push_back(name);
            }
        } else if (key == "required") {
            if (!value.is_array()) fault(place, "required must be a list");
            for (const Json& name : value) {
                if (!name.is_string()) fault(place, "required must list names");
                node.required.push_back(name.get<std::string>());
            }
        } else if (key == "additionalProperties") {
            if (value != false) fault(place, "additionalProperties can only be false");
            node.closed = true;
        } else if (key == "minProperties") {
            node.min_properties = size(value, place, key);
        } else {
            return false;
        }
        return true;
    }

    bool array_keyword(SchemaNode& node, const std::string& key, const Json& value, const std::string& place) const {
        if (key == "items") {
            node.items = std::make_unique<SchemaNode>(this->node(value, pointer_to(place, key), node.label));
        } else if (key == "minItems") {
            node.min_items = size(value, place, key);
        } else if (key == "maxItems") {
            node.max_items = size(value, place, key);
        } else if (key == "uniqueItems") {
            if (!value.is_boolean()) fault(place, "uniqueItems must be true or false");
            node.unique_items = value.get<bool>();
        } else {
            return false;
        }
        return true;
    }

    bool string_keyword(SchemaNode& node, const std::string& key, const Json& value, const std::string& place) const {
        if (key == "minLength") {
            node.min_length = size(value, place, key);
        } else if (key == "maxLength") {
            node.max_length = size(value, place, key);
        } else if (key == "pattern") {
            node.pattern = pattern(value, place);
        } else if (key == "format") {
            node.form = lookup(formats, value, place, key);
        } else if (key == "x-vocabulary") {
            vocabulary(node, value, place);
        } else if (key == "x-type" || key == "x-normalise") {
            node.identifier = node.identifier || value == "identifier";
            if (value == "money") node.form = StringForm::money;
            if (value == "schoolYear") node.form = StringForm::school_year;
            if (value == "url") node.form = StringForm::uri;
        } else {
            return false;
        }
        return true;
    }

    static bool number_keyword(SchemaNode& node, const std::string& key, const Json& value, const std::string& place) {
        if (key != "minimum" && key != "maximum") return false;
        if (!value.is_number()) fault(place, fmt::format("{} must be a number", key));
        (key == "minimum" ? node.minimum : node.maximum) = value;
        return true;
    }

    bool general_keyword(SchemaNode& node, const std::string& key, const Json& value, const std::string& place) const {
        if (key == "type") {
            node.type = lookup(types, value, place, key);
        } else if (key == "readOnly") {
            node.read_only = value == true;
        } else if (key == "const") {
            node.constant = canonical_text(value);
            node.constant_shown = value.dump();
        } else if (key == "enum") {
            if (!value.is_array() || value.empty()) fault(place, "enum must be a list of values");
            for (const Json& choice : value) {
                node.choices.insert(canonical_text(choice));
                node.choices_shown.push_back(choice.is_string() ? choice.get<std::string>() : choice.dump());
            }
        } else if (key == "examples") {
            if (value.is_array() && !value.empty() && value[0].is_string()) node.example = value[0].get<std::string>();
        } else if (key == "anyOf") {
            if (!value.is_array() || value.empty()) fault(place, "anyOf must be a list of schemas");
            for (std::size_t i = 0; i < value.size(); ++i) {
                node.any_of.push_back(this->node(value[i], pointer_to(pointer_to(place, key), i), node.label));
            }
        } else {
            return false;
        }
        return true;
    }

    static std::size_t size(const Json& value, const std::string& place, const std::string& key) {
        const bool whole = value.is_number() && compare_numbers(value, 0) >= 0 && is_whole(value);
        if (!whole) fault(place, fmt::format("{} must be a whole number, not negative", key));
        return value.get<std::size_t>();
    }

    static std::unique_ptr<RE2> pattern(const Json& value, const std::string& place) {
        if (!value.is_string()) fault(place, "pattern must be a string");
        RE2::Options options;
        options.set_log_errors(false);
        auto compiled = std::make_unique<RE2>(value.get<std::string>(), options);
        if (!compiled->ok()) fault(place, fmt::format("pattern {}: {}", value.dump(), compiled->error()));
        return compiled;
    }

    void vocabulary(SchemaNode& node, const Json& value, const std::string& place) const {
        const Vocabulary* found = nullptr;
        if (value.is_string() && vocabularies_ != nullptr) {
            found = vocabularies_->find_vocabulary(value.get_ref<const std::string&>());
        }
        if (found == nullptr) fault(place, fmt::format("unknown vocabulary {}", value.dump()));
        node.vocabulary = found->name;
        for (const Term& term : found->terms) {
            node.codes.push_back(term.code);
            node.code_set.insert(term.code);
        }
    }

    const Catalog* vocabularies_;
};

}  // namespace

SchemaNode compile_schema(const Json& schema, const Catalog* vocabularies) {
    return Compiler(vocabularies).node(schema, "", {});
}

}  // namespace afb
