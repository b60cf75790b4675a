#include "service/api/kind_schemas.hpp"

#include <algorithm>
#include <array>

#include "service/api/api_docs.hpp"

namespace afb::api {
namespace {

// Always in a record that is read whole, next to what the kind itself requires.
constexpr std::array<std::string_view, 7> always_there = {"id",        "kind",   "revision",  "createdAt",
                                                          "updatedAt", "status", "visibility"};

Json whole(Json schema, const std::string& title, const std::string& description) {
    Json out = {{"title", title}, {"description", description}};
    for (auto& [keyword, value] : schema.items())
        if (!out.contains(keyword)) out[keyword] = std::move(value);
    return out;
}

bool collapses(const Kind& kind) {
    return std::any_of(kind.fields.begin(), kind.fields.end(), [](const Field& field) { return field.collapse; });
}

Json answer_schema(const SchemaWriter& writer, const Kind& kind, Language language) {
    Json schema = writer.write(kind.schema, SchemaSide::answer);
    Json required = Json::array();
    for (const std::string_view name : always_there)
        if (schema.at("properties").contains(std::string(name))) required.push_back(name);
    for (const Json& name : schema.value("required", Json::array())) required.push_back(name);
    schema["required"] = std::move(required);
    // examples and enums of one value tell the kinds apart for whoever reads a mixed list
    if (schema.at("properties").contains("kind")) schema["properties"]["kind"]["const"] = kind.name;
    const bool dutch = language == Language::nl;
    schema["properties"]["expanded"] = {
        {"title", dutch ? "Uitgeklapt" : "Expanded"},
        {"description", dutch ? "De records waarnaar dit record verwijst; alleen bij `expand=references`."
                              : "The records this record refers to; only with `expand=references`."},
        {"type", "object"},
        {"properties", {{"references", {{"type", "array"}, {"items", {{"type", "object"}}}}}}}};
    if (collapses(kind)) schema["properties"]["collapsed"] = schema_ref("Collapsed");
    return schema;
}

Json page_schema(const Kind& kind, const std::string& name, Language language) {
    const bool dutch = language == Language::nl;
    const auto number = [](const char* title, int minimum) {
        return Json{{"title", title}, {"type", "integer"}, {"minimum", minimum}};
    };
    const auto flag = [](const char* title) { return Json{{"title", title}, {"type", "boolean"}}; };
    Json properties = {{"items", {{"type", "array"}, {"items", schema_ref(name)}}},
                       {"pageNumber", number(dutch ? "Pagina" : "Page", 1)},
                       {"pageSize", number(dutch ? "Aantal per pagina" : "Items per page", 1)},
                       {"totalItems", number(dutch ? "Aantal in totaal (precies)" : "Items in total (exact)", 0)},
                       {"totalPages", number(dutch ? "Aantal pagina's" : "Number of pages", 0)},
                       {"hasNextPage", flag(dutch ? "Er is een volgende pagina" : "There is a next page")},
                       {"hasPreviousPage", flag(dutch ? "Er is een vorige pagina" : "There is a previous page")}};
    Json required = Json::array();
    for (const auto& [member, schema] : properties.items()) required.push_back(member);
    if (collapses(kind))
        properties["totalRecords"] =
            number(dutch ? "Gevonden records (precies), met collapse=" : "Records found (exact), with collapse=", 0);
    return {{"title", (dutch ? "Pagina: " : "Page: ") + kind.plural.in(language)},
            {"type", "object"},
            {"required", std::move(required)},
            {"properties", std::move(properties)}};
}

const Kind* find_kind_of_schema(const Catalog& catalog, std::string_view name) {
    for (const Kind& kind : catalog.kinds())
        if (SchemaWriter::pascal_case(kind.name) == name) return &kind;
    return nullptr;
}

Json record_example(const Kind& kind, const Json& body) {
    Json record = {{"id", "01890a5d-ac96-774b-bcce-b302099a8057"},
                   {"kind", kind.name},
                   {"revision", 1},
                   {"createdAt", "2026-09-01T09:30:00.000Z"},
                   {"updatedAt", "2026-09-01T09:30:00.000Z"},
                   {"status", "draft"},
                   {"visibility", "public"}};
    record.update(body);
    return record;
}

}  // namespace

Json kind_schemas(const SchemaWriter& writer, const Kind& kind, Language language) {
    const bool dutch = language == Language::nl;
    const std::string name = SchemaWriter::pascal_case(kind.name);
    const std::string& label = kind.label.in(language);
    const std::string& help = kind.help.in(language);
    const std::string ignored = dutch ? "Wat de dienst zelf zet (`id`, `kind`, `revision`, `createdAt`, `updatedAt`, "
                                        "`updatedBy`, `derived`) mag mee "
                                        "en wordt genegeerd: lezen, wijzigen en terugsturen kan."
                                      : "What the service sets itself (`id`, `kind`, `revision`, `createdAt`, "
                                        "`updatedAt`, `updatedBy`, `derived`) may "
                                        "be sent along and is ignored: read, edit and send back works.";
    const std::string merge =
        dutch ? "Alleen wat verandert (JSON Merge Patch, RFC 7396): `null` haalt een veld weg, een lijst "
                "wordt als geheel vervangen."
              : "Only what changes (JSON Merge Patch, RFC 7396): `null` removes a member, a list is "
                "replaced as a whole.";
    Json out = Json::object();
    out[name] = whole(answer_schema(writer, kind, language), label, help.empty() ? label + "." : help);
    out[name + "Input"] = whole(writer.write(kind.schema, SchemaSide::input),
                                label + (dutch ? ": wat u opslaat" : ": what you store"), ignored);
    out[name + "Patch"] = whole(writer.write(kind.schema, SchemaSide::patch),
                                label + (dutch ? ": wat u wijzigt" : ": what you change"), merge);
    out[name + "Page"] = page_schema(kind, name, language);
    return out;
}

Json find_schema_example(const Catalog& catalog, std::string_view schema) {
    const auto without = [schema](std::string_view ending) {
        const bool ends = schema.size() > ending.size() && schema.substr(schema.size() - ending.size()) == ending;
        return ends ? schema.substr(0, schema.size() - ending.size()) : std::string_view();
    };
    if (const Kind* kind = find_kind_of_schema(catalog, schema)) {
        const Json body = find_kind_example(kind->name);
        return body.is_null() ? Json() : record_example(*kind, body);
    }
    if (const Kind* kind = find_kind_of_schema(catalog, without("Input"))) return find_kind_example(kind->name);
    if (const Kind* kind = find_kind_of_schema(catalog, without("Patch"))) {
        const Json body = find_kind_example(kind->name);
        if (body.is_object() && body.contains(kind->title_field))
            return {{kind->title_field, body.at(kind->title_field)}};
    }
    return {};
}

}  // namespace afb::api
