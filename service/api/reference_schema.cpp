#include "service/api/reference_schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "service/api/html.hpp"
#include "service/api/reference_operation.hpp"

namespace afb::api {
namespace {

std::string reference_name(const Json& schema) {
    const auto reference = schema.at("$ref").get<std::string>();
    return reference.substr(reference.rfind('/') + 1);
}

bool has_member(const Json& schema, const char* keyword) {
    return schema.is_object() && schema.contains(keyword);
}

bool is_required(const Json& schema, const std::string& name) {
    const Json required = schema.value("required", Json::array());
    return std::find(required.begin(), required.end(), Json(name)) != required.end();
}

bool is_code_list(const Json& schema) {
    return schema.value("type", "") == "string" && schema.contains("enum");
}

// allOf of one: a named schema with a title or description beside it.
const Json& without_wrapping(const Json& schema) {
    return has_member(schema, "allOf") && schema.at("allOf").size() == 1 ? schema.at("allOf").front() : schema;
}

std::string codes(const Json& values) {
    std::string out;
    for (const Json& value : values)
        out += (out.empty() ? "" : ", ") +
               ("<code>" + escape_html(value.is_string() ? value.get<std::string>() : value.dump()) + "</code>");
    return out;
}

std::string type_word(const Json& schema, const Words& say) {
    static const std::map<std::string, std::array<const char*, 2>> formats = {
        {"date", {"datum", "date"}},
        {"date-time", {"tijdstip", "moment"}},
        {"uuid", {"UUID", "UUID"}},
        {"email", {"e-mailadres", "e-mail address"}},
        {"uri", {"webadres", "web address"}}};
    static const std::map<std::string, std::array<const char*, 2>> types = {
        {"string", {"tekst", "text"}},    {"integer", {"geheel getal", "whole number"}},
        {"number", {"getal", "number"}},  {"boolean", {"ja of nee", "true or false"}},
        {"object", {"object", "object"}}, {"array", {"lijst", "list"}}};
    const auto format = formats.find(schema.value("format", ""));
    if (format != formats.end()) return say(format->second[0], format->second[1]);
    if (schema.contains("contentMediaType")) return say("bestand", "file");
    if (!schema.contains("type") || !schema.at("type").is_string()) return say("alles", "anything");
    const auto type = types.find(schema.at("type").get<std::string>());
    return type == types.end() ? schema.at("type").get<std::string>() : say(type->second[0], type->second[1]);
}

std::string limits(const Json& schema, const Words& say) {
    std::string out;
    const auto range = [&](const char* low, const char* high, const std::string& unit) {
        const bool from = schema.contains(low) && !(schema.at(low) == 0 && !unit.empty());
        const bool until = schema.contains(high);
        if (from && until)
            out += fmt::format(", {} {} {}{}", schema.at(low).dump(), say("tot en met", "to"), schema.at(high).dump(),
                               unit);
        else if (from)
            out += fmt::format(", {} {}{}", say("minstens", "at least"), schema.at(low).dump(), unit);
        else if (until)
            out += fmt::format(", {} {}{}", say("hoogstens", "at most"), schema.at(high).dump(), unit);
    };
    range("minLength", "maxLength", say(" tekens", " characters"));
    range("minItems", "maxItems", say(" stuks", " items"));
    range("minimum", "maximum", "");
    if (schema.contains("pattern"))
        out += std::string(", ") + say("vorm", "form") + " <code>" +
               escape_html(schema.at("pattern").get<std::string>()) + "</code>";
    return out;
}

std::string described(const Json& schema) {
    const std::string title = schema.value("title", "");
    const std::string description = schema.value("description", "");
    std::string out = title.empty() ? "" : "<strong>" + escape_html(title) + "</strong>";
    if (!description.empty()) out += (out.empty() ? "" : " ") + inline_markdown_to_html(description);
    return out;
}

// Rows of a field table: the schema's own members, and those of objects inside it with a longer path.
class FieldTable {
public:
    FieldTable(const Json& document, const Words& say) : document_(document), say_(say) {}

    void add_members(const Json& schema, const Json& input, const std::string& prefix) {
        const Json members = schema.value("properties", Json::object());
        for (const auto& [name, member] : members.items()) {
            const std::string path = prefix + name;
            const bool set_by_service = member.value("readOnly", false);
            // What must be sent is in the input schema; an answer alone says what is always there.
            const bool required = is_required(input.is_null() ? schema : input, name) && !set_by_service;
            rows_ += "<tr><th scope=\"row\"><code>" + escape_html(path) + "</code>";
            if (required) rows_ += std::string(" <span class=\"must\">") + say_("verplicht", "required") + "</span>";
            if (set_by_service)
                rows_ += std::string(" <span class=\"set\">") + say_("zet de dienst", "set by the service") + "</span>";
            rows_ +=
                "</th><td>" + describe_type(document_, member, say_) + "</td><td>" + described(member) + "</td></tr>\n";
            const Json no_input;
            const Json& deeper = input.is_null() || set_by_service || !has_member(input, "properties") ||
                                         !input.at("properties").contains(name)
                                     ? no_input
                                     : input.at("properties").at(name);
            add_inside(member, deeper, path);
        }
    }

    std::string html(const std::string& label) const {
        return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" + escape_html(label) +
               "\"><table class=\"fields\">\n<thead><tr><th scope=\"col\">" + say_("Veld", "Member") +
               "</th><th scope=\"col\">" + say_("Soort", "Type") + "</th><th scope=\"col\">" +
               say_("Betekenis", "Meaning") + "</th></tr></thead>\n<tbody>\n" + rows_ + "</tbody></table></div>\n";
    }

    bool empty() const { return rows_.empty(); }

private:
    void add_inside(const Json& member, const Json& input, const std::string& path) {
        if (has_member(member, "properties")) add_members(member, input, path + ".");
        if (!has_member(member, "items")) return;
        static const Json none;
        add_inside(member.at("items"), has_member(input, "items") ? input.at("items") : none, path + "[]");
    }

    const Json& document_;
    const Words& say_;
    std::string rows_;
};

std::string heading(const std::string& name, const std::string& title) {
    std::string out = "<h3 id=\"schema-" + name + "\"><code>" + name + "</code>";
    if (!title.empty() && title != name) out += " " + escape_html(title);
    return out + "</h3>\n";
}

std::string code_list(const std::string& name, const Json& schema) {
    return heading(name, schema.value("title", "")) + markdown_to_html(schema.value("description", ""));
}

bool ends_with(const std::string& text, const std::string& ending) {
    return text.size() > ending.size() && text.compare(text.size() - ending.size(), ending.size(), ending) == 0;
}

// "Agreement" for "AgreementInput", when there is such a schema; else nothing.
std::string record_of(const Json& schemas, const std::string& name) {
    for (const char* ending : {"Input", "Patch", "Page"}) {
        if (!ends_with(name, ending)) continue;
        const std::string record = name.substr(0, name.size() - std::string(ending).size());
        if (schemas.contains(record)) return record;
    }
    return "";
}

}  // namespace

std::string describe_type(const Json& document, const Json& schema, const Words& say) {
    const Json& inner = without_wrapping(schema);
    if (has_member(inner, "$ref")) {
        const std::string name = reference_name(inner);
        const bool code = is_code_list(document.at("components").at("schemas").at(name));
        return std::string(code ? say("code uit ", "code of ") : "") + "<a href=\"#schema-" + name + "\">" + name +
               "</a>";
    }
    if (has_member(inner, "anyOf") && !has_member(inner, "type")) {
        std::string out;
        for (const Json& choice : inner.at("anyOf")) {
            const bool null = choice.value("type", Json()) == "null";
            out += (out.empty() ? "" : say(" of ", " or ")) +
                   (null ? std::string("<code>null</code>") : describe_type(document, choice, say));
        }
        return out;
    }
    if (has_member(inner, "const")) return codes(Json::array({inner.at("const")}));
    if (has_member(inner, "enum")) return say("een van ", "one of ") + codes(inner.at("enum"));
    if (has_member(inner, "items")) {
        const std::string items = describe_type(document, inner.at("items"), say);
        return say("lijst: ", "list: ") + items + limits(inner, say);
    }
    return type_word(inner, say) + limits(inner, say);
}

std::string schema_sections(const Json& document, const Words& say) {
    const Json& schemas = document.at("components").at("schemas");
    std::string lists;
    std::string out =
        std::string("<h2 id=\"schemas\">") + say("Gegevens en hun velden", "Records and their members") + "</h2>\n";
    for (const auto& [name, schema] : schemas.items()) {
        if (is_code_list(schema)) {
            lists += "<section>\n" + code_list(name, schema) + "</section>\n";
            continue;
        }
        if (!record_of(schemas, name).empty()) continue;
        out += "<section class=\"schema\">\n" + heading(name, schema.value("title", ""));
        out += markdown_to_html(schema.value("description", ""));
        for (const char* ending : {"Input", "Patch", "Page"}) {
            if (!schemas.contains(name + ending)) continue;
            const Json& other = schemas.at(name + ending);
            out += "<p id=\"schema-" + name + ending + "\"><code>" + name + ending + "</code> ";
            out += inline_markdown_to_html(other.value("description", other.value("title", ""))) + "</p>\n";
        }
        FieldTable table(document, say);
        table.add_members(schema, schemas.contains(name + "Input") ? schemas.at(name + "Input") : Json(), "");
        if (!table.empty()) out += table.html(name);
        out += "</section>\n";
    }
    if (!lists.empty())
        out += std::string("<h2 id=\"codes\">") + say("Codelijsten", "Code lists") + "</h2>\n<p>" +
               say("Ook op te vragen, met alle labels en andere woorden: ",
                   "Also to be had, with all labels and other words: ") +
               "<a href=\"/v1/vocabularies\"><code>/v1/vocabularies</code></a>.</p>\n<div class=\"codes\">\n" + lists +
               "</div>\n";
    return out;
}

}  // namespace afb::api
