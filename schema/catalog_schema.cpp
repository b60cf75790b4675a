#include "schema/catalog_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/problem.hpp"

namespace afb {
namespace {

[[noreturn]] void fault(std::string_view place, const std::string& what) {
    throw std::runtime_error(fmt::format("{}: {}", place.empty() ? "/" : place, what));
}

bool is_array(const Json& node, std::string_view key) {
    const auto found = node.find(key);
    return found != node.end() && found->is_array();
}

// ---- $ref

using Names = std::vector<std::string>;  // of the definitions we are inside of

void resolve(Json& node, const Json& definitions, Names& inside);

void resolve_parts(Json& node, const Json& definitions, Names& inside) {
    if (const auto properties = node.find("properties"); properties != node.end() && properties->is_object()) {
        for (auto& [name, property] : properties->items()) resolve(property, definitions, inside);
    }
    if (const auto items = node.find("items"); items != node.end()) resolve(*items, definitions, inside);
    if (is_array(node, "anyOf")) {
        for (Json& branch : node["anyOf"]) resolve(branch, definitions, inside);
    }
}

std::string definition_name(const Json& reference) {
    if (!reference.is_string()) throw std::runtime_error("$ref must be a string");
    std::string text = reference.get<std::string>();
    for (const std::string_view prefix : {"common.schema.json#/$defs/", "#/$defs/"}) {
        if (text.starts_with(prefix)) return text.substr(prefix.size());
    }
    throw std::runtime_error(fmt::format("$ref \"{}\" does not point to common.schema.json#/$defs/NAME", text));
}

void resolve(Json& node, const Json& definitions, Names& inside) {
    if (!node.is_object()) return;
    const auto reference = node.find("$ref");
    if (reference == node.end()) return resolve_parts(node, definitions, inside);

    const std::string name = definition_name(*reference);
    if (std::find(inside.begin(), inside.end(), name) != inside.end()) {
        throw std::runtime_error(fmt::format("definition \"{}\" contains itself", name));
    }
    const auto definition = definitions.find(name);
    if (definition == definitions.end()) throw std::runtime_error(fmt::format("no definition \"{}\" in $defs", name));

    Json copy = *definition;
    inside.push_back(name);
    resolve(copy, definitions, inside);
    inside.pop_back();

    Json beside = node;
    beside.erase("$ref");
    resolve_parts(beside, definitions, inside);
    merge_schema(copy, beside);
    node = std::move(copy);
}

Json resolved(Json node, const Json& definitions) {
    Names inside;
    resolve(node, definitions, inside);
    return node;
}

// ---- server members

// For those the files do not declare themselves; the files' own texts win.
Json default_server_members() {
    return Json::parse(R"({
        "id": {"type": "string", "format": "uuid", "x-labels": {"nl": "Id", "en": "Id"}},
        "kind": {"type": "string", "x-labels": {"nl": "Soort", "en": "Kind"}},
        "revision": {"type": "integer", "minimum": 1, "x-labels": {"nl": "Revisie", "en": "Revision"}},
        "createdAt": {"type": "string", "format": "date-time", "x-labels": {"nl": "Gemaakt op", "en": "Created at"}},
        "updatedAt": {"type": "string", "format": "date-time", "x-labels": {"nl": "Gewijzigd op", "en": "Updated at"}},
        "updatedBy": {"type": "string", "x-labels": {"nl": "Gewijzigd door", "en": "Updated by"}},
        "derived": {"type": "object", "properties": {}, "x-labels": {"nl": "Berekend", "en": "Computed"}}
    })");
}

void add_server_members(Json& properties, const Json& kind_name) {
    const Json defaults = default_server_members();
    for (const std::string_view member : server_members) {
        const std::string name(member);
        if (!properties.contains(name)) properties[name] = defaults.at(name);
        properties[name]["readOnly"] = true;
    }
    properties["kind"]["const"] = kind_name;
}

}  // namespace

void merge_schema(Json& base, const Json& over) {
    for (const auto& [key, value] : over.items()) {
        const auto found = base.find(key);
        if (found == base.end()) {
            base[key] = value;
        } else if (key == "required" && found->is_array() && value.is_array()) {
            for (const Json& name : value) {
                if (std::find(found->begin(), found->end(), name) == found->end()) found->push_back(name);
            }
        } else if (found->is_object() && value.is_object() && key != "const" && key != "default") {
            merge_schema(*found, value);
        } else {
            *found = value;
        }
    }
}

Json effective_schema(const Json& node) {
    if (!node.is_object() || node.contains("type") || !is_array(node, "anyOf")) return node;
    Json only;
    for (const Json& branch : node["anyOf"]) {
        if (branch.is_object() && branch.value("type", "") == "null") continue;
        if (!only.is_null()) return node;
        only = branch;
    }
    if (!only.is_object()) return node;
    Json annotations = node;
    annotations.erase("anyOf");
    only = effective_schema(only);
    merge_schema(only, annotations);
    return only;
}

Json flatten_schema(const Json& kind_file, const Json& common_file) {
    const auto own_definitions = common_file.find("$defs");
    const Json definitions = own_definitions == common_file.end() ? Json::object() : *own_definitions;
    const Json own = resolved(kind_file, definitions);
    Json common = resolved(common_file, definitions);

    Json flat = own;
    for (const char* key : {"$id", "$schema", "$comment"}) flat.erase(key);
    Json shared = Json::object();
    for (const char* key : {"required", "properties"}) {
        shared[key] = common.value(key, std::string_view(key) == "required" ? Json::array() : Json::object());
        if (own.contains(key)) merge_schema(shared, Json{{key, own[key]}});
    }
    add_server_members(shared["properties"], own.value("x-kind", Json()));
    flat["required"] = shared["required"];
    flat["properties"] = shared["properties"];
    return flat;
}

// ---- the check

namespace {

constexpr std::array known_keywords = {"type",        "properties",   "required",    "additionalProperties",
                                       "items",       "enum",         "const",       "minLength",
                                       "maxLength",   "pattern",      "minimum",     "maximum",
                                       "minItems",    "maxItems",     "uniqueItems", "minProperties",
                                       "anyOf",       "format",       "title",       "description",
                                       "default",     "examples",     "readOnly",    "x-labels",
                                       "x-help",      "x-vocabulary", "x-reference", "x-type",
                                       "x-normalise", "x-unique",     "x-acyclic",   "x-search",
                                       "x-exact",     "x-filter",     "x-range",     "x-facet",
                                       "x-collapse",  "x-sort",       "x-column"};
constexpr std::array root_keywords = {"x-kind", "x-collection", "x-order", "x-labels-plural", "x-title-field"};
constexpr std::array scalar_annotations = {"x-vocabulary", "x-reference", "x-type",  "x-normalise", "x-unique",
                                           "x-acyclic",    "x-search",    "x-exact", "x-filter",    "x-range",
                                           "x-facet",      "x-collapse",  "x-sort",  "x-column"};
constexpr std::array string_annotations = {"x-vocabulary", "x-reference", "x-type",   "x-normalise",
                                           "x-unique",     "x-acyclic",   "x-search", "x-exact"};
constexpr std::array flags = {"x-unique", "x-acyclic", "x-exact", "x-facet", "x-collapse", "readOnly"};
constexpr std::array known_types = {"money", "schoolYear", "markdown", "url", "identifier"};

template <std::size_t N>
bool one_of(const std::array<const char*, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_camel_case(const Json& value) {
    if (!value.is_string()) return false;
    const auto& text = value.get_ref<const std::string&>();
    return !text.empty() && text[0] >= 'a' && text[0] <= 'z' && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    });
}

bool is_both_languages(const Json& value) {
    if (!value.is_object() || value.size() != 2) return false;
    constexpr std::array languages = {"nl", "en"};
    return std::all_of(languages.begin(), languages.end(), [&value](const char* language) {
        const auto found = value.find(language);
        return found != value.end() && found->is_string() && !found->get_ref<const std::string&>().empty();
    });
}

class Check {
public:
    explicit Check(const SchemaNames& names) : names_(names) {}

    struct Position {
        bool root = false;
        bool property = false;   // needs labels
        bool read_only = false;  // computed: need not be closed
        bool branch = false;     // of an anyOf: the node around it closes
    };

    void node(const Json& node, const std::string& place, Position position) const {
        if (!node.is_object()) fault(place, "a schema must be an object");
        for (const auto& [key, value] : node.items()) keyword(key, value, place, position);
        if (position.property && !node.contains("x-labels")) fault(place, "a property needs x-labels {nl, en}");
        position.read_only = position.read_only || (node.contains("readOnly") && node["readOnly"] == true);
        annotations(effective_schema(node), place);
        parts(node, place, position);
    }

private:
    void keyword(const std::string& key, const Json& value, const std::string& place, const Position& position) const {
        if (key == "$ref") fault(place, "$ref is not resolved here");
        const bool known = one_of(known_keywords, key) || (position.root && one_of(root_keywords, key));
        if (!known) fault(place, fmt::format("unknown keyword \"{}\"", key));
        if ((key == "x-labels" || key == "x-help" || key == "x-labels-plural") && !is_both_languages(value)) {
            fault(place, fmt::format("{} needs a text in nl and in en, and nothing else", key));
        }
        if (key == "additionalProperties" && value != false) fault(place, "additionalProperties can only be false");
    }

    void annotations(const Json& node, const std::string& place) const {
        const std::string type =
            node.contains("type") && node["type"].is_string() ? node["type"].get<std::string>() : "";
        const bool scalar = type == "string" || type == "integer" || type == "number" || type == "boolean";
        for (const auto& [key, value] : node.items()) {
            if (one_of(scalar_annotations, key) && !scalar) {
                fault(place, fmt::format("{} belongs on a scalar (for a list: on its items)", key));
            }
            if (one_of(string_annotations, key) && type != "string")
                fault(place, fmt::format("{} belongs on a string", key));
            annotation(key, value, place);
        }
        for (const char* of_filter : {"x-facet", "x-collapse"}) {
            if (node.contains(of_filter) && !node.contains("x-filter"))
                fault(place, fmt::format("{} needs x-filter", of_filter));
        }
        if (node.contains("x-acyclic") && !node.contains("x-reference")) fault(place, "x-acyclic needs x-reference");
    }

    void annotation(const std::string& key, const Json& value, const std::string& place) const {
        if (one_of(flags, key)) {
            if (!value.is_boolean()) fault(place, fmt::format("{} must be true or false", key));
        } else if (key == "x-filter" || key == "x-range" || key == "x-sort") {
            if (!is_camel_case(value)) fault(place, fmt::format("{} must be a name in lowerCamelCase", key));
        } else if (key == "x-column") {
            if (!value.is_string() || value == "") fault(place, "x-column must be a name");
        } else if (key == "x-normalise") {
            if (value != "identifier") fault(place, "x-normalise can only be \"identifier\"");
        } else if (key == "x-type") {
            if (!value.is_string() || !one_of(known_types, value.get_ref<const std::string&>())) {
                fault(place, fmt::format("unknown x-type {}", value.dump()));
            }
        } else if (key == "x-vocabulary") {
            if (!value.is_string() || !names_.vocabularies.contains(value.get<std::string>())) {
                fault(place, fmt::format("unknown vocabulary {}", value.dump()));
            }
        } else if (key == "x-reference") {
            references(value, place);
        } else if (key == "x-search") {
            search(value, place);
        }
    }

    void references(const Json& value, const std::string& place) const {
        if (!value.is_array() || value.empty()) fault(place, "x-reference must list kinds");
        for (const Json& kind : value) {
            if (!kind.is_string() || !names_.kinds.contains(kind.get<std::string>())) {
                fault(place, fmt::format("x-reference to unknown kind {}", kind.dump()));
            }
        }
    }

    static void search(const Json& value, const std::string& place) {
        if (!value.is_object()) fault(place, "x-search must be {weight, phrase}");
        for (const auto& [key, part] : value.items()) {
            const bool weight = key == "weight" && part.is_number_integer() && part >= 1 && part <= 100;
            const bool phrase = key == "phrase" && part.is_boolean();
            if (!weight && !phrase) fault(place, "x-search must be {weight: 1 to 100, phrase: true or false}");
        }
        if (!value.contains("weight")) fault(place, "x-search needs a weight");
    }

    void parts(const Json& node, const std::string& place, Position position) const {
        const bool closed = node.contains("additionalProperties");
        if (node.contains("properties") && !closed && !position.read_only && !position.branch) {
            fault(place, "an object needs \"additionalProperties\": false");
        }
        Position inner{.read_only = position.read_only, .branch = position.branch};
        if (node.contains("properties")) {
            if (!node["properties"].is_object()) fault(place, "properties must be an object");
            inner.property = !position.branch;
            inner.branch = false;
            for (const auto& [name, property] : node["properties"].items()) {
                this->node(property, pointer_to(pointer_to(place, "properties"), name), inner);
            }
        }
        inner = {.read_only = position.read_only};
        if (node.contains("items")) this->node(node["items"], pointer_to(place, "items"), inner);
        inner.branch = node.contains("properties");
        if (!node.contains("anyOf")) return;
        if (!node["anyOf"].is_array()) fault(place, "anyOf must be a list");
        for (std::size_t i = 0; i < node["anyOf"].size(); ++i) {
            this->node(node["anyOf"][i], pointer_to(pointer_to(place, "anyOf"), i), inner);
        }
    }

    const SchemaNames& names_;
};

}  // namespace

void check_schema(const Json& flat, const SchemaNames& names) {
    Check(names).node(flat, "", {.root = true});
}

}  // namespace afb
