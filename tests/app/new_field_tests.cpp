// A new optional field is one edit in one schema file. The proof: a catalog from a copy of the files with that one
// edit, and nothing else.
#include <catch2/catch.hpp>

#include "service/api/openapi.hpp"
#include "service/wiring/knowledge_base.hpp"
#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

// What somebody would type into the file, in front of an existing property.
constexpr std::string_view new_property = R"(
    "focus": {
      "type": "string",
      "x-vocabulary": "themes",
      "x-labels": { "nl": "Zwaartepunt", "en": "Focus" },
      "x-filter": "focus",
      "x-facet": true,
      "x-sort": "focus"
    },
    "motto": {
      "type": "string",
      "minLength": 3,
      "maxLength": 80,
      "x-labels": { "nl": "Motto", "en": "Motto" },
      "x-search": { "weight": 2, "phrase": true }
    },
)";

std::shared_ptr<const Catalog> edited_catalog(const std::string& kind) {
    std::map<std::string, std::string> files = schema_texts();
    std::string& text = files.at("schema/records/" + kind + ".schema.json");
    const std::string before = "\"properties\": {";
    text.insert(text.find(before) + before.size(), new_property);
    return Catalog::from_files(files);
}

const Json* find_parameter(const Json& document, const std::string& path, const std::string& name) {
    for (const Json& parameter : document.at("paths").at(path).at("get").at("parameters")) {
        const bool shared = parameter.contains("$ref");
        const Json& whole =
            shared ? document.at(Json::json_pointer(parameter.at("$ref").get<std::string>().substr(1))) : parameter;
        if (whole.value("name", "") == name) return &whole;
    }
    return nullptr;
}

void use_the_field(TestApp& app, const std::string& kind) {
    const std::string folder = "/v1/" + app.catalog->get_kind(kind).collection;
    const auto token = app.as(Role::admin);
    Json body = published(body_of(kind));

    // Validated.
    body["focus"] = "bestaatniet";
    body["motto"] = "x";
    const Reply refused = app.call("POST", folder, {token, json_content}, body.dump());
    CHECK(refused.has_error("vocabulary", "/focus"));
    CHECK(refused.has_error("minLength", "/motto"));

    // Stored, read back, in the history and its differences under its own label.
    body["focus"] = "werven";
    body["motto"] = "Kwartelkoning eerst";
    const Json one = app.create(kind, body);
    body["focus"] = "inductie";
    body["motto"] = "Samen verder";
    const Json two = app.create(kind, body);
    body.erase("focus");
    body.erase("motto");
    app.create(kind, body);
    const Json read = app.get(app.url(kind, one.at("id"))).json();
    CHECK(read.at("focus") == "werven");
    CHECK(read.at("motto") == "Kwartelkoning eerst");
    REQUIRE(app.call("PATCH", app.url(kind, two.at("id")), {token, patch_content, if_match(two)},
                     R"({"focus":"begeleiden"})")
                .status == 200);
    const Json difference = app.get(app.url(kind, two.at("id")) + "/revisions/1?compareTo=2").json();
    CHECK(difference.at("changes")[0].at("label") == Json{{"nl", "Zwaartepunt"}, {"en", "Focus"}});

    // Filtered, in lists and in search; refused where it does not belong.
    CHECK(ids_of(app.get(folder + "?focus=werven").json()) ==
          std::vector<std::string>{one.at("id").get<std::string>()});
    CHECK(app.get(folder + "?focus=werven&focus=begeleiden").total() == 2);
    CHECK(app.get(folder + "?focus=bestaatniet").status == 400);
    CHECK(ids_of(app.get("/v1/search?focus=werven").json()) ==
          std::vector<std::string>{one.at("id").get<std::string>()});
    CHECK(app.get("/v1/funding?focus=werven").status == 404);
    CHECK(app.get("/v1/fundings?focus=werven").has_error("query.unknown", "focus"));

    // Sorted.
    const std::vector<std::string> up = ids_of(app.get(folder + "?sort=focus&focus=werven&focus=begeleiden").json());
    CHECK(up == std::vector<std::string>{two.at("id").get<std::string>(), one.at("id").get<std::string>()});
    const std::vector<std::string> down =
        ids_of(app.get("/v1/search?sort=-focus&focus=werven&focus=begeleiden").json());
    CHECK(down == std::vector<std::string>{one.at("id").get<std::string>(), two.at("id").get<std::string>()});

    // Searched, with its hits marked, and a facet with its label.
    const Json found = app.get("/v1/search?q=kwartelkoning").json();
    CHECK(ids_of(found) == std::vector<std::string>{one.at("id").get<std::string>()});
    CHECK(found.at("items")[0].at("snippet").dump().find("Kwartelkoning") != std::string::npos);
    CHECK(ids_of(app.get(folder + "?q=%22samen+verder%22").json()) ==
          std::vector<std::string>{two.at("id").get<std::string>()});
    const Json facets = app.get("/v1/search").json().at("facets");
    const auto facet =
        std::find_if(facets.begin(), facets.end(), [](const Json& row) { return row.at("name") == "focus"; });
    REQUIRE(facet != facets.end());
    CHECK(facet->at("label") == "Zwaartepunt");
    REQUIRE(facet->at("values").size() == 2);
    CHECK(facet->at("values")[0].at("count") == 1);
}

}  // namespace

TEST_CASE("a field added to one schema file works everywhere, for any kind", "[newfield]") {
    const std::string kind = GENERATE("question", "organisation", "stagevergoeding");
    INFO(kind);
    const std::shared_ptr<const Catalog> catalog = edited_catalog(kind);
    TestApp app({.catalog = catalog});
    use_the_field(app, kind);

    const std::string name = kind == "question"       ? "Question"
                             : kind == "organisation" ? "Organisation"
                                                      : "Stagevergoeding";
    const std::string path = "/" + catalog->get_kind(kind).collection;
    for (const char* version : {"3.0", "3.1"}) {
        const Json document = app.get(std::string("/v1/openapi.json?version=") + version).json();
        const Json& schemas = document.at("components").at("schemas");
        for (const char* form : {"", "Input", "Patch"}) {
            INFO(version << " " << name << form);
            CHECK(schemas.at(name + form).at("properties").contains("focus"));
            CHECK(schemas.at(name + form).at("properties").at("motto").dump().find("80") != std::string::npos);
        }
        CHECK(find_parameter(document, path, "focus") != nullptr);
        CHECK(find_parameter(document, "/search", "focus") != nullptr);
        CHECK(find_parameter(document, "/fundings", "focus") == nullptr);
    }
    TestApp plain;
    CHECK(find_parameter(plain.get("/v1/openapi.json").json(), path, "focus") == nullptr);
}

TEST_CASE("a data folder made before the field was there opens, and its records take part", "[newfield]") {
    const TemporaryFolder folder;
    Json old;
    {
        TestApp app({.folder = folder.path.string()});
        old = app.create_published("question", body_of("question"));
        app.create_published("organisation", body_of("organisation"));
    }
    TestApp app({.catalog = edited_catalog("question"), .folder = folder.path.string(), .start_indexing = false});
    CHECK(wiring::refresh_derived(app.store, *app.catalog, app.records.today()) == 2);
    CHECK(wiring::refresh_derived(app.store, *app.catalog, app.records.today()) == 0);
    app.indexing.start();
    while (!app.index.state().ready) std::this_thread::yield();

    const std::string url = app.url("question", old.at("id"));
    CHECK(app.get(url).json() == old);
    CHECK(app.get("/v1/questions?focus=werven").total() == 0);
    const Reply changed = app.call("PATCH", url, {app.as(Role::admin), patch_content, {"If-Match", "\"r1\""}},
                                   R"({"focus":"werven","motto":"Nieuw licht"})");
    CHECK(changed.status == 200);
    CHECK(app.get("/v1/questions?focus=werven").total() == 1);
    CHECK(app.get("/v1/search?q=licht&focus=werven").total() == 1);
}

TEST_CASE("values stored before their field had a filter are found by it afterwards", "[newfield]") {
    const TemporaryFolder folder;
    std::map<std::string, std::string> files = schema_texts();
    std::string& text = files.at("schema/records/question.schema.json");
    const std::string before = "\"properties\": {";
    const std::string bare =
        R"("focus": { "type": "string", "x-vocabulary": "themes", "x-labels": { "nl": "Zwaartepunt", "en": "Focus" } },)";
    text.insert(text.find(before) + before.size(), bare);
    {
        TestApp app({.catalog = Catalog::from_files(files), .folder = folder.path.string()});
        Json body = published(body_of("question"));
        body["focus"] = "werven";
        app.create("question", body);
        CHECK(app.get("/v1/questions?focus=werven").status == 400);
    }
    TestApp app({.catalog = edited_catalog("question"), .folder = folder.path.string(), .start_indexing = false});
    wiring::refresh_derived(app.store, *app.catalog, app.records.today());
    app.indexing.start();
    while (!app.index.state().ready) std::this_thread::yield();
    CHECK(app.get("/v1/questions?focus=werven").total() == 1);
    CHECK(app.get("/v1/search?focus=werven").total() == 1);
    CHECK(app.get("/v1/search?focus=inductie").total() == 0);
}
