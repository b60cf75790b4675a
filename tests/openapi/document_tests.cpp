#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <functional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "schema/validator.hpp"
#include "service/api/api_docs.hpp"
#include "service/api/kind_schemas.hpp"
#include "service/api/openapi_30.hpp"
#include "service/api/routes.hpp"
#include "tests/openapi/fixture.hpp"

using namespace afb;
using namespace afb::api;
using namespace afb::test;

namespace {

// Every "METHOD path" of a document, with the server's base path put back.
std::set<std::string> operations_in(const Json& document) {
    std::set<std::string> found;
    const auto path_of = [](const std::string& url) { return url.substr(std::min(url.find('/', 8), url.size())); };
    for (const auto& [path, item] : document.at("paths").items()) {
        const Json& servers = item.contains("servers") ? item.at("servers") : document.at("servers");
        const std::string base = path_of(servers.at(0).at("url"));
        for (const auto& [method, operation] : item.items())
            if (method != "servers") found.insert(method + " " + base + (path == "/" ? "" : path));
    }
    return found;
}

void visit(const Json& node, const std::string& place,
           const std::function<void(const Json&, const std::string&)>& see) {
    see(node, place);
    if (node.is_object())
        for (const auto& [name, child] : node.items()) visit(child, place + "/" + name, see);
    if (node.is_array())
        for (std::size_t i = 0; i < node.size(); ++i) visit(node[i], place + "/" + std::to_string(i), see);
}

}  // namespace

TEST_CASE("the real document has every documented route and nothing else") {
    const Catalog& catalog = *real_catalog();
    const RouteTable table = make_routes(catalog);
    std::set<std::string> expected;
    for (const Route& route : table.routes) {
        if (!route.documented) continue;
        std::string method = route.method;
        for (char& c : method) c = static_cast<char>(std::tolower(c));
        expected.insert(method + " " + route.path);
    }
    for (const OpenApiVersion version : {OpenApiVersion::v3_0, OpenApiVersion::v3_1}) {
        const Json document =
            openapi_document(catalog, table, version, Language::nl, "https://afspraken.example/v1", "1.2.3");
        CHECK(operations_in(document) == expected);
    }
}

TEST_CASE("every reference in the document leads somewhere, and every shared part is used") {
    for (const OpenApiVersion version : {OpenApiVersion::v3_0, OpenApiVersion::v3_1}) {
        const Json document = small_document(version);
        std::set<std::string> used;
        std::vector<std::string> broken;
        visit(document, "", [&](const Json& node, const std::string& place) {
            if (!node.is_object() || !node.contains("$ref") || !node.at("$ref").is_string()) return;
            const auto reference = node.at("$ref").get<std::string>();
            const bool local = reference.substr(0, 2) == "#/";
            if (!local || !document.contains(Json::json_pointer(reference.substr(1))))
                broken.push_back(place + " -> " + reference);
            used.insert(reference.substr(local ? 2 : 0));
        });
        CHECK(broken == std::vector<std::string>());
        for (const char* section : {"schemas", "parameters", "responses", "headers"})
            for (const auto& [name, part] : document.at("components").at(section).items()) {
                INFO(section << " " << name);
                CHECK(used.count(std::string("components/") + section + "/" + name) == 1);
            }
    }
}

TEST_CASE("a schema nobody refers to is left out") {
    CHECK_FALSE(small_document(OpenApiVersion::v3_1)["components"]["schemas"].contains("Forgotten"));
}

TEST_CASE("paths are below the server's base path; those outside it name their own server") {
    const Json document = small_document(OpenApiVersion::v3_1);
    CHECK(document["servers"][0]["url"] == "https://afspraken.example/v1");
    CHECK(document["paths"].contains("/agreements/{id}"));
    CHECK(document["paths"].contains("/"));
    CHECK_FALSE(document["paths"]["/agreements"].contains("servers"));
    CHECK(document["paths"]["/health/live"]["servers"][0]["url"] == "https://afspraken.example");
    CHECK(document["paths"]["/api-catalog"]["servers"][0]["url"] == "https://afspraken.example/.well-known");
}

TEST_CASE("a page for people is not in the contract") {
    CHECK_FALSE(small_document(OpenApiVersion::v3_1)["paths"].contains("/docs"));
}

TEST_CASE("no annotation of ours is left in the document") {
    for (const OpenApiVersion version : {OpenApiVersion::v3_0, OpenApiVersion::v3_1}) {
        std::vector<std::string> left;
        visit(small_document(version), "", [&left](const Json& node, const std::string& place) {
            if (!node.is_object()) return;
            for (const auto& [name, value] : node.items())
                if (name.substr(0, 2) == "x-" && name != "x-displayName") left.push_back(place + "/" + name);
        });
        CHECK(left == std::vector<std::string>());
    }
}

TEST_CASE("a record is read with what the server sets and written without it") {
    const Json schemas = small_document(OpenApiVersion::v3_1)["components"]["schemas"];
    CHECK(schemas["Agreement"]["properties"].contains("id"));
    CHECK(schemas["Agreement"]["properties"].contains("derived"));
    CHECK(schemas["Agreement"]["properties"]["kind"]["const"] == "agreement");
    CHECK_FALSE(schemas["Agreement"].contains("additionalProperties"));
    for (const std::string_view member : server_members) {
        INFO(member);
        CHECK_FALSE(schemas["AgreementInput"]["properties"].contains(std::string(member)));
        CHECK_FALSE(schemas["AgreementPatch"]["properties"].contains(std::string(member)));
    }
    CHECK(schemas["AgreementInput"]["additionalProperties"] == false);
    CHECK(schemas["AgreementInput"]["required"] == Json::parse(R"(["sources", "title"])"));
    CHECK_FALSE(schemas["AgreementPatch"].contains("required"));
}

TEST_CASE("a patch may take away what is not required, and only that") {
    const Json patch = small_document(OpenApiVersion::v3_1)["components"]["schemas"]["AgreementPatch"]["properties"];
    CHECK(patch["summary"]["anyOf"][1] == Json({{"type", "null"}}));
    CHECK(patch["title"]["type"] == "string");
}

TEST_CASE("an optional field added to a schema is in the document of both versions") {
    std::map<std::string, std::string> files = schema_texts();
    Json agreement = Json::parse(files.at("schema/records/agreement.schema.json"));
    agreement["properties"]["evaluationOn"] = {
        {"type", "string"}, {"format", "date"}, {"x-labels", {{"nl", "Evaluatie op"}, {"en", "Evaluation on"}}}};
    files["schema/records/agreement.schema.json"] = agreement.dump();
    const auto catalog = Catalog::from_files(files);
    for (const OpenApiVersion version : {OpenApiVersion::v3_0, OpenApiVersion::v3_1}) {
        const Json document = openapi_document(*catalog, small_route_table(*catalog), version, Language::en,
                                               "https://afspraken.example/v1", "1.2.3");
        for (const char* schema : {"Agreement", "AgreementInput", "AgreementPatch"}) {
            const Json& properties = document["components"]["schemas"][schema]["properties"];
            REQUIRE(properties.contains("evaluationOn"));
            CHECK(properties["evaluationOn"].dump().find("Evaluation on") != std::string::npos);
        }
    }
}

TEST_CASE("labels are in the language asked for; names and codes are the same in both") {
    const Json dutch = small_document(OpenApiVersion::v3_1, Language::nl);
    const Json english = small_document(OpenApiVersion::v3_1, Language::en);
    CHECK(dutch["components"]["schemas"]["AgreementInput"]["properties"]["title"]["title"] == "Titel");
    CHECK(english["components"]["schemas"]["AgreementInput"]["properties"]["title"]["title"] == "Title");
    CHECK(operations_in(dutch) == operations_in(english));
    for (const auto& [name, schema] : dutch["components"]["schemas"].items()) {
        INFO(name);
        REQUIRE(english["components"]["schemas"].contains(name));
        CHECK(schema.value("enum", Json()) == english["components"]["schemas"][name].value("enum", Json()));
    }
}

TEST_CASE("a vocabulary is an enum with a label for every code") {
    const Json themes = small_document(OpenApiVersion::v3_1)["components"]["schemas"]["ThemesCode"];
    const Vocabulary* vocabulary = real_catalog()->find_vocabulary("themes");
    REQUIRE(vocabulary != nullptr);
    REQUIRE(themes["enum"].size() == vocabulary->terms.size());
    for (const Term& term : vocabulary->terms)
        CHECK(themes["description"].get<std::string>().find("`" + term.code + "`: " + term.label.nl) !=
              std::string::npos);
}

TEST_CASE("every response carries API-Version, and every error is a flat problem") {
    const Json document = small_document(OpenApiVersion::v3_0);
    for (const auto& [path, item] : document["paths"].items())
        for (const auto& [method, operation] : item.items()) {
            if (method == "servers") continue;
            for (const auto& [status, given] : operation["responses"].items()) {
                INFO(method << " " << path << " " << status);
                const Json response = given.contains("$ref")
                                          ? document.at(Json::json_pointer(given["$ref"].get<std::string>().substr(1)))
                                          : given;
                CHECK(response["headers"].contains("API-Version"));
                if (status[0] >= '4') CHECK(response["content"].contains("application/problem+json"));
            }
        }
    CHECK(document["components"]["schemas"]["Problem"].contains("properties"));
}

TEST_CASE("security: an open route offers the token, another one asks for it") {
    const Json paths = small_document(OpenApiVersion::v3_1)["paths"];
    CHECK(paths["/agreements"]["get"]["security"] == Json::parse(R"([{}, {"bearerToken": []}])"));
    CHECK(paths["/agreements"]["post"]["security"] == Json::parse(R"([{"bearerToken": []}])"));
}

TEST_CASE("a route that cannot be written down says which one it is") {
    const Catalog& catalog = *real_catalog();
    const auto document_of = [&](const std::function<void(Route&)>& spoil) {
        RouteTable table = small_route_table(catalog);
        spoil(table.routes.front());
        return openapi_document(catalog, table, OpenApiVersion::v3_1, Language::nl, "https://afspraken.example/v1",
                                "1.2.3");
    };
    const auto names_route = Catch::Matchers::Contains("listOnderwijsregioRecords");
    CHECK_THROWS_WITH(document_of([](Route& route) { route.answers[0].schema = "Nothing"; }), names_route);
    CHECK_THROWS_WITH(document_of([](Route& route) { route.answers[0].headers = {"X-Nothing"}; }), names_route);
    CHECK_THROWS_WITH(document_of([](Route& route) { route.answers.clear(); }), names_route);
    CHECK_THROWS_WITH(document_of([](Route& route) { route.answers.push_back(route.answers[0]); }), names_route);
    CHECK_THROWS_AS(document_of([](Route& route) { route.tag = "nothing"; }), std::logic_error);
}

TEST_CASE("the example of every kind is valid, and refers to nothing that may not be there") {
    const Catalog& catalog = *real_catalog();
    for (const Kind& kind : catalog.kinds()) {
        INFO(kind.name);
        const Json example = find_kind_example(kind.name);
        REQUIRE(example.is_object());
        CHECK(example.contains(kind.title_field));
        const std::vector<Problem> problems = Validator(kind.schema, &catalog).validate(example);
        for (const Problem& problem : problems) FAIL_CHECK(problem.location << " " << problem.detail);
        for (const Field& field : kind.fields)
            if (!field.references.empty())
                field.for_each(example, [&](const Json&, const std::string& pointer) {
                    FAIL_CHECK("a reference at " << pointer);
                });
    }
}

TEST_CASE("the record that a reader is pointed to is in the starter collection") {
    std::map<std::string, Json> by_slug;
    for (const auto& [name, text] : schema_texts()) {
        if (name.find("schema/starter/") != 0 || name.find(".ndjson") == std::string::npos) continue;
        std::istringstream lines(text);
        for (std::string line; std::getline(lines, line);) {
            const Json record = Json::parse(line);
            by_slug[record.value("kind", "") + "/" + record.value("slug", "")] = record;
        }
    }
    const Json& records = get_api_doc("api-docs/info.json").at("records");
    for (const Kind& kind : real_catalog()->kinds()) {
        INFO(kind.name);
        REQUIRE(records.contains(kind.name));
        const auto found = by_slug.find(kind.name + "/" + records.at(kind.name).get<std::string>());
        REQUIRE(found != by_slug.end());
        CHECK(found->second.value("status", "") == "published");
    }
}
