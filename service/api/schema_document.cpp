#include "service/api/schema_document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace afb::api {
namespace {

// Copied as they are, in this order; everything else is handled by name or is an annotation that stays inside.
constexpr std::array<std::string_view, 17> copied_keywords = {
    "type",    "const",    "enum",     "format",   "pattern",     "minLength",     "maxLength",
    "minimum", "maximum",  "minItems", "maxItems", "uniqueItems", "minProperties", "contentMediaType",
    "default", "examples", "readOnly"};

bool is_null_schema(const Json& schema) {
    return schema.value("type", Json()) == "null";
}

// anyOf of nothing but `required`: which members must be there together. In a patch they may be there already.
bool is_demand(const Json& choices) {
    return std::all_of(choices.begin(), choices.end(), [](const Json& choice) {
        return choice.contains("required") && !choice.contains("properties");
    });
}

std::string text_in(const Json& texts, Language language) {
    return texts.value(language == Language::nl ? "nl" : "en", std::string());
}

std::string joined(const std::string& first, const std::string& second) {
    if (first.empty() || second.empty()) return first + second;
    return first + " " + second;
}

// The forms that an x-type stands for; the validator checks them by code, a reader of the document needs them spelled
// out.
void add_type_form(Json& out, const std::string& type) {
    const auto set_absent = [&out](const char* keyword, Json value) {
        if (!out.contains(keyword)) out[keyword] = std::move(value);
    };
    if (type == "money") {
        set_absent("pattern", "^(0|[1-9][0-9]*)[.][0-9]{2}$");
        set_absent("examples", Json::array({"180.00"}));
    } else if (type == "schoolYear") {
        set_absent("pattern", "^[0-9]{4}-[0-9]{4}$");
        set_absent("examples", Json::array({"2024-2025"}));
    } else if (type == "url") {
        set_absent("format", "uri");
    }
}

Json nullable(Json schema) {
    return {{"anyOf", Json::array({std::move(schema), {{"type", "null"}}})}};
}

}  // namespace

Json schema_ref(std::string_view name) {
    return {{"$ref", fmt::format("#/components/schemas/{}", name)}};
}

std::string SchemaWriter::pascal_case(std::string_view name) {
    std::string result;
    bool upper = true;
    for (const char c : name) {
        const bool lower_letter = c >= 'a' && c <= 'z';
        const bool kept = lower_letter || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (kept) result += upper && lower_letter ? static_cast<char>(c - 'a' + 'A') : c;
        upper = !kept;
    }
    return result;
}

std::string SchemaWriter::vocabulary_schema(std::string_view vocabulary) {
    return pascal_case(vocabulary) + "Code";
}

std::string SchemaWriter::describe(const Json& annotated) const {
    std::string text = annotated.contains("x-help") ? text_in(annotated.at("x-help"), language_)
                                                    : annotated.value("description", std::string());
    if (!annotated.contains("x-reference")) return text;
    std::string kinds;
    for (const Json& name : annotated.at("x-reference")) {
        const Kind* kind = catalog_.find_kind(name.get<std::string>());
        if (kind) kinds += (kinds.empty() ? "" : ", ") + kind->label.in(language_);
    }
    return joined(text, (language_ == Language::nl ? "Verwijst naar: " : "Refers to: ") + kinds + ".");
}

Json SchemaWriter::write(const Json& annotated, SchemaSide side) const {
    if (!annotated.is_object()) return annotated;  // true or false as a schema
    Json out = Json::object();
    const std::string title = annotated.contains("x-labels") ? text_in(annotated.at("x-labels"), language_)
                                                             : annotated.value("title", std::string());
    const std::string description = describe(annotated);
    if (annotated.contains("$ref")) {
        out["$ref"] = annotated.at("$ref");
        if (!description.empty()) out["description"] = description;
        return out;
    }
    if (!title.empty()) out["title"] = title;
    if (!description.empty()) out["description"] = description;
    if (annotated.contains("x-vocabulary")) {
        Json ref = schema_ref(vocabulary_schema(annotated.at("x-vocabulary").get<std::string>()));
        if (out.empty() && !annotated.contains("readOnly") && !annotated.contains("default")) return ref;
        out["allOf"] = Json::array({std::move(ref)});
        if (annotated.contains("default") && side != SchemaSide::patch && side != SchemaSide::answer)
            out["default"] = annotated.at("default");
        if (annotated.contains("readOnly")) out["readOnly"] = annotated.at("readOnly");
        return out;
    }
    for (const std::string_view keyword : copied_keywords) {
        const auto found = annotated.find(std::string(keyword));
        // a default is what the service fills in when nothing was sent: not so for a change or an answer
        if (keyword == "default" && (side == SchemaSide::patch || side == SchemaSide::answer)) continue;
        if (found != annotated.end()) out[std::string(keyword)] = *found;
    }
    if (annotated.contains("x-type")) add_type_form(out, annotated.at("x-type").get<std::string>());
    if (annotated.contains("x-reference") && !out.contains("format")) out["format"] = "uuid";
    if (annotated.contains("properties")) {
        out.update(write_object(annotated, side));
    } else if (annotated.contains("required") && side != SchemaSide::patch) {
        out["required"] = annotated.at("required");  // in an anyOf: at least one of these members
    }
    if (annotated.contains("additionalProperties") &&
        (side != SchemaSide::answer || annotated.at("additionalProperties").is_object()))
        out["additionalProperties"] = write(annotated.at("additionalProperties"), side);
    // A patch replaces a list as a whole, so inside it everything is as in a full body.
    const SchemaSide inside = side == SchemaSide::patch ? SchemaSide::input : side;
    if (annotated.contains("items")) out["items"] = write(annotated.at("items"), inside);
    for (const char* keyword : {"anyOf", "allOf"}) {
        if (!annotated.contains(keyword) || (side == SchemaSide::patch && is_demand(annotated.at(keyword)))) continue;
        for (const Json& choice : annotated.at(keyword)) out[keyword].push_back(write(choice, side));
    }
    return out;
}

Json SchemaWriter::write_object(const Json& annotated, SchemaSide side) const {
    const bool no_server_members = side == SchemaSide::input || side == SchemaSide::patch;
    Json required = annotated.value("required", Json::array());
    const auto is_required = [&required](const std::string& name) {
        return std::find(required.begin(), required.end(), Json(name)) != required.end();
    };
    Json properties = Json::object();
    Json kept = Json::array();
    for (const auto& [name, schema] : annotated.at("properties").items()) {
        if (no_server_members && schema.value("readOnly", false)) continue;
        Json written = write(schema, side);
        if (side == SchemaSide::patch) {
            if (!is_required(name) && !is_null_schema(written)) written = nullable(std::move(written));
        } else if (is_required(name)) {
            kept.push_back(name);
        }
        properties[name] = std::move(written);
    }
    Json out = Json::object();
    if (!kept.empty()) out["required"] = std::move(kept);
    out["properties"] = std::move(properties);
    return out;
}

Json SchemaWriter::write_vocabulary(const Vocabulary& vocabulary) const {
    std::string description = vocabulary.description.in(language_);
    Json codes = Json::array();
    std::string labels;
    for (const Term& term : vocabulary.terms) {
        codes.push_back(term.code);
        labels += fmt::format("\n- `{}`: {}", term.code, term.label.in(language_));
    }
    if (!description.empty()) description += "\n";
    return {{"title", vocabulary.title.in(language_)},
            {"description", description + labels},
            {"type", "string"},
            {"enum", std::move(codes)}};
}

}  // namespace afb::api
