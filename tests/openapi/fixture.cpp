#include "tests/openapi/fixture.hpp"

#include "cmake/embedded.hpp"
#include "service/api/routes.hpp"
#include "service/api/schema_document.hpp"

namespace afb::test {
namespace {

using namespace afb::api;

const std::string problem = "application/problem+json";

Answer problem_answer(int status, const char* nl, const char* en, std::vector<std::string> headers = {}) {
    return {status, {nl, en}, problem, "Problem", std::move(headers)};
}

Answer bad_request() {
    return problem_answer(400, "De invoer klopt niet.", "The input is not valid.");
}
Answer not_found() {
    return problem_answer(404, "Dit bestaat niet.", "This does not exist.");
}

Parameter id_parameter() {
    return {
        "path", "id", {"Id of korte naam.", "Id or slug."}, {{"type", "string"}}, true, false, "convenant-begeleiding"};
}

Parameter if_match() {
    return {"header", "If-Match", {"De `ETag` die je las.", "The `ETag` you read."}, {{"type", "string"}}, true,
            false,    "\"r3\""};
}

Route with_handler(Route route) {
    route.handle = [](Call&) { return Response{}; };
    return route;
}

Route list_route(const Kind& kind, const std::string& name) {
    Route route;
    route.method = "GET";
    route.path = "/v1/" + kind.collection;
    route.operation_id = "list" + name + "Records";
    route.tag = kind.name;
    route.summary = {"Lijst: " + kind.plural.nl, "List: " + kind.plural.en};
    route.description = {"Een pagina.", "A page."};
    route.parameters = {{"query",
                         "pageSize",
                         {"Hoeveel per pagina.", "How many a page."},
                         {{"type", "integer"}, {"enum", {10, 20, 50, 100, 250}}, {"default", 10}},
                         false,
                         false,
                         20},
                        {"query",
                         "status",
                         {"Publicatiestatus.", "Publication status."},
                         {{"type", "string"}, {"x-vocabulary", "record-statuses"}},
                         false,
                         true,
                         "published"},
                        {"query",
                         "onderwijsregio",
                         {"Onderwijsregio.", "Education region."},
                         {{"type", "string"}},
                         false,
                         true,
                         Json()}};
    const std::string xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    route.answers = {{200, {"De pagina.", "The page."}, "application/json", name + "Page", {"Link"}},
                     {200, {"De pagina.", "The page."}, "text/csv", "", {"Content-Disposition"}},
                     {200, {"De pagina.", "The page."}, xlsx, "", {"Content-Disposition"}},
                     bad_request()};
    return with_handler(route);
}

Route write_route(const Kind& kind, const std::string& name, const std::string& method) {
    Route route;
    route.method = method;
    route.path = "/v1/" + kind.collection + "/{id}";
    route.operation_id = (method == "PUT" ? "replace" : "modify") + name;
    route.tag = kind.name;
    route.summary = {"Wijzigen", "Change"};
    route.access = Access::contributor;
    route.parameters = {id_parameter(), if_match()};
    route.body = RequestBody{{method == "PUT" ? "application/json" : "application/merge-patch+json"},
                             name + (method == "PUT" ? "Input" : "Patch"),
                             Json()};
    route.answers = {{200, {"Gewijzigd.", "Changed."}, "application/json", name, {"ETag"}},
                     bad_request(),
                     not_found(),
                     problem_answer(412, "Intussen gewijzigd.", "Changed meanwhile.", {"ETag"})};
    return with_handler(route);
}

Route plain_route(const std::string& path, const std::string& operation, const std::string& type,
                  const std::string& schema) {
    Route route;
    route.method = "GET";
    route.path = path;
    route.operation_id = operation;
    route.tag = "service";
    route.summary = {"Van de dienst: " + operation, "Of the service: " + operation};
    route.answers = {{200, {"Dit is het.", "This is it."}, type, schema, {}}, bad_request()};
    return with_handler(route);
}

void add_kind(RouteTable& table, const Kind& kind) {
    const std::string name = SchemaWriter::pascal_case(kind.name);
    table.routes.push_back(list_route(kind, name));
    Route create = write_route(kind, name, "PUT");
    create.method = "POST";
    create.path = "/v1/" + kind.collection;
    create.operation_id = "create" + name;
    create.parameters.clear();
    create.answers = {{201, {"Gemaakt.", "Made."}, "application/json", name, {"Location", "ETag"}}, bad_request()};
    table.routes.push_back(create);
    Route read = plain_route("/v1/" + kind.collection + "/{id}", "read" + name, "application/json", name);
    read.tag = kind.name;
    read.parameters = {id_parameter()};
    read.answers.push_back({304, {"Niet veranderd.", "Not changed."}, "", "", {"ETag"}});
    read.answers.push_back(not_found());
    table.routes.push_back(read);
    table.routes.push_back(write_route(kind, name, "PUT"));
    table.routes.push_back(write_route(kind, name, "PATCH"));
    Route remove = write_route(kind, name, "PUT");
    remove.method = "DELETE";
    remove.operation_id = "delete" + name;
    remove.body.reset();
    remove.answers[0] = {204, {"Verwijderd.", "Deleted."}, "", "", {}};
    table.routes.push_back(remove);
}

}  // namespace

std::map<std::string, std::string> schema_texts() {
    std::map<std::string, std::string> files;
    for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
    return files;
}

std::shared_ptr<const Catalog> real_catalog() {
    static const std::shared_ptr<const Catalog> catalog = Catalog::from_files(schema_texts());
    return catalog;
}

RouteTable small_route_table(const Catalog& catalog) {
    RouteTable table;
    for (const Kind& kind : catalog.kinds()) add_kind(table, kind);
    Route search = plain_route("/v1/search", "search", "application/json", "Hits");
    search.tag = "search";
    table.routes.push_back(search);
    Route document = plain_route("/v1/openapi.json", "readOpenApi", "application/json", "");
    document.answers[0].headers = {"Access-Control-Allow-Origin"};
    table.routes.push_back(document);
    table.routes.push_back(plain_route("/v1", "readLandingPage", "application/json", ""));
    table.routes.push_back(plain_route("/health/live", "readLiveness", "application/json", ""));
    table.routes.push_back(plain_route("/.well-known/api-catalog", "readApiCatalog", "application/linkset+json", ""));
    table.routes.push_back(plain_route("/metrics", "readMetrics", "text/plain; version=0.0.4", ""));
    Route page = plain_route("/docs", "readDocs", "text/html", "");
    page.documented = false;
    table.routes.push_back(page);
    const Json text = {{"type", "string"}};
    table.schemas["Hits"] = {
        {"type", "object"},
        {"properties",
         {{"corrected",
           {{"anyOf", {text, {{"type", "null"}}}}, {"x-labels", {{"nl", "Bedoelde u"}, {"en", "Did you mean"}}}}},
          {"best",
           {{"$ref", "#/components/schemas/Agreement"},
            {"x-help",
             {{
                  "nl",
                  "De beste.",
              },
              {"en", "The best."}}}}},
          {"count", {{"type", {"integer", "null"}}}},
          {"version", {{"const", "1"}, {"type", "string"}}}}}};
    table.schemas["Problem"] = {
        {"type", "object"},
        {"required", {"type", "title", "status", "detail"}},
        {"properties",
         {{"type",
           {{"type", "string"}, {"format", "uri"}, {"x-labels", {{"nl", "Soort fout"}, {"en", "Kind of error"}}}}},
          {"title", text},
          {"status", {{"type", "integer"}}},
          {"detail", text}}}};
    table.schemas["Collapsed"] = answer_schemas().at("Collapsed");  // the records' schemas refer to it
    table.schemas["Forgotten"] = {{"type", "object"}};
    return table;
}

Json small_document(OpenApiVersion version, Language language) {
    const Catalog& catalog = *real_catalog();
    return openapi_document(catalog, small_route_table(catalog), version, language, "https://afspraken.example/v1",
                            "1.2.3");
}

}  // namespace afb::test
