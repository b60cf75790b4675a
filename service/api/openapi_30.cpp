#include "service/api/openapi_30.hpp"

#include <fmt/format.h>

#include <array>
#include <stdexcept>
#include <string>
#include <string_view>

namespace afb::api {
namespace {

// What means the same in both versions, or is translated below. "properties" and its like hold names, not keywords:
// handled apart.
constexpr std::array<std::string_view, 26> known_keywords = {"$ref",
                                                             "title",
                                                             "description",
                                                             "type",
                                                             "const",
                                                             "enum",
                                                             "format",
                                                             "pattern",
                                                             "minLength",
                                                             "maxLength",
                                                             "minimum",
                                                             "maximum",
                                                             "minItems",
                                                             "maxItems",
                                                             "uniqueItems",
                                                             "minProperties",
                                                             "contentMediaType",
                                                             "default",
                                                             "examples",
                                                             "readOnly",
                                                             "required",
                                                             "properties",
                                                             "additionalProperties",
                                                             "items",
                                                             "anyOf",
                                                             "allOf"};

bool is_null_schema(const Json& schema) {
    return schema.is_object() && schema.value("type", Json()) == "null";
}

Json schema_30(const Json& schema);

Json schemas_30(const Json& schemas) {
    Json out = Json::array();
    for (const Json& schema : schemas) out.push_back(schema_30(schema));
    return out;
}

// 3.0 has no null type: `nullable` lets it through, but only beside a type, and an enum must name it too.
Json with_null(Json schema) {
    if (!schema.contains("type")) {
        // null on its own, as an alternative: the only way beside a $ref or a combination
        Json null_only = {{"type", "string"}, {"nullable", true}, {"enum", Json::array({nullptr})}};
        if (!schema.contains("anyOf")) return {{"anyOf", Json::array({std::move(schema), std::move(null_only)})}};
        schema["anyOf"].push_back(std::move(null_only));
        return schema;
    }
    schema["nullable"] = true;
    if (schema.contains("enum")) schema["enum"].push_back(nullptr);
    return schema;
}

Json any_of_30(const Json& choices) {
    Json others = Json::array();
    bool null_allowed = false;
    for (const Json& choice : choices) {
        if (is_null_schema(choice)) {
            null_allowed = true;
        } else {
            others.push_back(schema_30(choice));
        }
    }
    Json out = others.size() == 1 ? others.front() : Json({{"anyOf", std::move(others)}});
    return null_allowed ? with_null(std::move(out)) : out;
}

Json type_30(const Json& schema, Json out) {
    Json type = schema.at("type");
    bool null_allowed = false;
    if (type.is_array()) {
        Json others = Json::array();
        for (const Json& one : type) {
            if (one == "null") {
                null_allowed = true;
            } else {
                others.push_back(one);
            }
        }
        if (others.size() != 1) throw std::logic_error("openapi 3.0: a schema with several types: " + schema.dump());
        type = others.front();
    }
    out["type"] = type;
    if (schema.contains("const")) out["enum"] = Json::array({schema.at("const")});
    if (schema.contains("enum")) out["enum"] = schema.at("enum");
    return null_allowed ? with_null(std::move(out)) : out;
}

Json schema_30(const Json& schema) {
    if (schema.is_boolean()) {  // allowed in 3.0 for additionalProperties only; elsewhere we never write one
        return schema;
    }
    for (const auto& [keyword, value] : schema.items()) {
        bool known = false;
        for (const std::string_view one : known_keywords) known = known || keyword == one;
        if (!known) throw std::logic_error(fmt::format("openapi 3.0: no rule for schema keyword {}", keyword));
    }
    Json out = Json::object();
    for (const char* keyword : {"title", "description"})
        if (schema.contains(keyword)) out[keyword] = schema.at(keyword);
    if (schema.contains("$ref")) {
        if (out.empty()) return {{"$ref", schema.at("$ref")}};
        out["allOf"] = Json::array({{{"$ref", schema.at("$ref")}}});
        return out;
    }
    if (schema.contains("type")) {
        out = type_30(schema, std::move(out));
    } else if (schema.contains("const")) {
        out["enum"] = Json::array({schema.at("const")});
    } else if (schema.contains("enum")) {
        out["enum"] = schema.at("enum");
    }
    if (schema.contains("contentMediaType")) out["format"] = "binary";
    for (const char* keyword : {"format", "pattern", "minLength", "maxLength", "minimum", "maximum", "minItems",
                                "maxItems", "uniqueItems", "minProperties", "default", "readOnly", "required"})
        if (schema.contains(keyword)) out[keyword] = schema.at(keyword);
    if (schema.contains("examples") && !schema.at("examples").empty()) out["example"] = schema.at("examples").front();
    if (schema.contains("properties")) {
        out["properties"] = Json::object();
        for (const auto& [name, property] : schema.at("properties").items())
            out["properties"][name] = schema_30(property);
    }
    for (const char* keyword : {"additionalProperties", "items"})
        if (schema.contains(keyword)) out[keyword] = schema_30(schema.at(keyword));
    if (schema.contains("allOf")) out["allOf"] = schemas_30(schema.at("allOf"));
    if (schema.contains("anyOf")) {
        const Json choice = any_of_30(schema.at("anyOf"));
        for (const auto& [keyword, value] : choice.items())
            if (!out.contains(keyword)) out[keyword] = value;
    }
    return out;
}

// Walks everything that is not a schema; a "schema" member starts one.
Json part_30(const Json& part) {
    if (part.is_array()) {
        Json out = Json::array();
        for (const Json& one : part) out.push_back(part_30(one));
        return out;
    }
    if (!part.is_object()) return part;
    Json out = Json::object();
    for (const auto& [name, value] : part.items()) {
        if (name == "schema") {
            out[name] = schema_30(value);
        } else if (name == "example" || name == "examples") {
            out[name] = value;  // anything at all, not ours to look into
        } else {
            out[name] = part_30(value);
        }
    }
    return out;
}

}  // namespace

Json openapi_30(const Json& openapi_31) {
    Json out = Json::object();
    for (const auto& [name, value] : openapi_31.items()) {
        if (name == "components") continue;
        out[name] = part_30(value);
    }
    out["openapi"] = "3.0.4";
    out["info"].erase("summary");
    out["components"] = Json::object();
    for (const auto& [section, members] : openapi_31.at("components").items()) {
        if (section != "schemas") {
            out["components"][section] = part_30(members);
            continue;
        }
        for (const auto& [name, schema] : members.items()) out["components"][section][name] = schema_30(schema);
    }
    return out;
}

}  // namespace afb::api
