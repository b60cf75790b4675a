// Lists: filters, order, pages, and what is not understood is refused.
#include <catch2/catch.hpp>
#include <set>

#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

Json question(TestApp& app, const std::string& title, const Json& themes) {
    Json body = published(named_body(*app.catalog, "question", title));
    body["themes"] = themes;
    return app.create("question", body);
}

std::vector<std::string> titles(const Reply& reply) {
    std::vector<std::string> all;
    const Json page = reply.json();
    for (const Json& item : page.at("items")) all.push_back(item.at("title").get<std::string>());
    return all;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("a repeated filter means or, another filter means and", "[lists]") {
    TestApp app;
    question(app, "Aap", {"begeleiden"});
    question(app, "Beer", {"inductie"});
    question(app, "Cavia", {"begeleiden", "inductie"});
    question(app, "Das", {"werven"});
    const auto listed = [&](const std::string& query) { return titles(app.get("/v1/questions?sort=title&" + query)); };
    CHECK(listed("theme=begeleiden") == Titles{"Aap", "Cavia"});
    CHECK(listed("theme=begeleiden&theme=werven") == Titles{"Aap", "Cavia", "Das"});
    CHECK(listed("theme=begeleiden&theme=inductie") == Titles{"Aap", "Beer", "Cavia"});
    CHECK(listed("theme=inductie&questionState=open") == Titles{"Beer", "Cavia"});
    CHECK(listed("theme=inductie&questionState=open&q=beer") == Titles{"Beer"});
    CHECK(listed("theme=begeleiden&status=draft") == Titles{});
    const auto found = [&](const std::string& query) {
        return titles(app.get("/v1/search?kind=question&sort=title&" + query));
    };
    CHECK(found("theme=begeleiden&theme=werven") == Titles{"Aap", "Cavia", "Das"});
    CHECK(found("theme=inductie&q=cavia") == Titles{"Cavia"});
}

TEST_CASE("filters on other records take an id or a slug", "[lists]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", body_of("onderwijsregio"));
    Json body = published(body_of("partnership"));
    body["regions"] = Json::array({Json{{"regionId", region.at("id")}}});
    app.create("partnership", body);
    app.create_published("partnership", named_body(*app.catalog, "partnership", "Een ander"));
    CHECK(app.get("/v1/partnerships?onderwijsregio=" + region.at("id").get<std::string>()).total() == 1);
    CHECK(app.get("/v1/partnerships?onderwijsregio=" + region.at("slug").get<std::string>()).total() == 1);
    CHECK(app.get("/v1/search?onderwijsregio=" + region.at("slug").get<std::string>() + "&kind=partnership").total() ==
          1);
    const Reply unknown = app.get("/v1/partnerships?onderwijsregio=bestaat-niet");
    CHECK(unknown.status == 400);
    CHECK(unknown.has_error("query.value", "onderwijsregio"));
}

TEST_CASE("ranges include both ends", "[lists]") {
    TestApp app;
    for (const char* amount : {"100.00", "100.50", "250.00"}) {
        Json body = published(body_of("stagevergoeding"));
        body["tariffs"][0]["amount"]["value"] = amount;
        body["tariffs"][0]["daysPerWeek"] = 1;
        app.create("stagevergoeding", body);
    }
    const FilterDefinition* money = nullptr;
    for (const FilterDefinition& range : app.catalog->ranges()) {
        const bool of_allowances =
            std::find(range.kinds.begin(), range.kinds.end(), "stagevergoeding") != range.kinds.end();
        if (of_allowances && range.type == FieldType::money) money = &range;
    }
    REQUIRE(money != nullptr);
    const auto total = [&](const std::string& query) {
        const std::int64_t listed = app.get("/v1/stagevergoedingen?" + query).total();
        CHECK(app.get("/v1/search?kind=stagevergoeding&" + query).total() == listed);
        return listed;
    };
    CHECK(total(money->name + "From=100") == 3);
    CHECK(total(money->name + "From=100.01") == 2);
    CHECK(total(money->name + "From=100.5&" + money->name + "Until=250") == 2);
    CHECK(total(money->name + "Until=99.99") == 0);
    CHECK(total("validFromFrom=2026-08-01&validFromUntil=2026-08-01") == 3);
    CHECK(total("validFromFrom=2026-08-02") == 0);
    for (const char* bad : {"=-1", "=1e9", "=1,50", "=1.505", "=", "=99999999999", "=nan"}) {
        INFO(bad);
        CHECK(app.get("/v1/stagevergoedingen?" + money->name + "From" + bad).status == 400);
    }
}

TEST_CASE("pages hold every record once, the total is exact, and links lead from one to the next", "[lists]") {
    TestApp app;
    std::set<std::string> made;
    for (int i = 0; i < 23; ++i) {
        made.insert(question(app, "Vraag " + std::to_string(i), {"werven"}).at("id").get<std::string>());
    }
    for (const std::string& base :
         {std::string("/v1/questions?theme=werven&sort=title"), std::string("/v1/questions?q=vraag"),
          std::string("/v1/search?q=vraag"), std::string("/v1/search?sort=-updatedAt")}) {
        INFO(base);
        std::set<std::string> met;
        std::string target = base;
        int pages = 0;
        while (!target.empty()) {
            const Reply reply = app.get(target);
            REQUIRE(reply.status == 200);
            ++pages;
            const Json page = reply.json();
            CHECK(page.at("totalItems") == 23);
            CHECK(page.at("totalPages") == 3);
            CHECK(page.at("pageNumber") == pages);
            CHECK(page.at("hasNextPage") == (pages < 3));
            CHECK(page.at("hasPreviousPage") == (pages > 1));
            for (const std::string& id : ids_of(page)) CHECK(met.insert(id).second);
            const std::string link = reply.header("Link");
            CHECK(link.find("rel=\"first\"") != std::string::npos);
            CHECK(link.find("rel=\"last\"") != std::string::npos);
            const std::size_t next = link.find(">; rel=\"next\"");
            target = next == std::string::npos
                         ? ""
                         : link.substr(link.rfind('<', next) + 1, next - link.rfind('<', next) - 1);
            CHECK(target.empty() == (pages == 3));
            REQUIRE(pages <= 3);
        }
        CHECK(met == made);
    }
    const Json beyond = app.get("/v1/questions?pageNumber=9").json();
    CHECK(beyond.at("items").empty());
    CHECK(beyond.at("totalItems") == 23);
    CHECK(app.get("/v1/questions?pageSize=250&pageNumber=40").status == 200);
    CHECK(app.get("/v1/questions?pageSize=250&pageNumber=41").has_error("query.page", "pageNumber"));
}

TEST_CASE("lists stand in the order that is asked, in both directions", "[lists]") {
    TestApp app;
    for (const char* title : {"beta", "Alfa", "émile", "Zeta"}) question(app, title, {"werven"});
    const Titles up = titles(app.get("/v1/questions?sort=title"));
    Titles down = titles(app.get("/v1/questions?sort=-title"));
    std::reverse(down.begin(), down.end());
    CHECK(up == down);
    CHECK(up == Titles{"Alfa", "beta", "émile", "Zeta"});
    CHECK(titles(app.get("/v1/search?sort=title")) == up);
    CHECK(titles(app.get("/v1/questions")) == Titles{"Zeta", "émile", "Alfa", "beta"});
    for (const char* bad : {"sort=", "sort=nosuch", "sort=title,,", "sort=--title", "sort=title&sort=title"}) {
        INFO(bad);
        CHECK(app.get(std::string("/v1/questions?") + bad).status == 400);
    }
}

TEST_CASE("a query that is not understood is refused, with all its faults at once", "[lists]") {
    TestApp app;
    const Reply reply =
        app.get("/v1/agreements?colour=red&pageSize=7&theme=xyz&sort=price&pageNumber=0&inForceOn=2025-13-01");
    CHECK(reply.status == 400);
    CHECK(reply.has_error("query.unknown", "colour"));
    for (const char* name : {"pageSize", "theme", "pageNumber", "inForceOn"}) {
        INFO(name << reply.body);
        const Json errors = reply.json().at("errors");
        CHECK(std::any_of(errors.begin(), errors.end(),
                          [&](const Json& row) { return row.at("location") == name && row.at("in") == "query"; }));
    }
    // Every operation refuses what it does not know, also one without parameters.
    for (const char* target : {"/v1", "/v1/vocabularies", "/v1/vocabularies/themes", "/health/live", "/health/ready",
                               "/metrics", "/docs", "/v1/openapi.json", "/v1/suggest?q=a", "/v1/search"}) {
        INFO(target);
        CHECK(app.get(std::string(target) + (std::string(target).find('?') == std::string::npos ? "?" : "&") + "x=1")
                  .status == 400);
    }
    CHECK(app.get("/v1/suggest").status == 400);
    CHECK(app.get("/v1/agreements?q=a&q=b").has_error("query.repeated", "q"));
    // A filter of another kind is no filter of this one.
    CHECK(app.get("/v1/organisations?theme=werven").has_error("query.unknown", "theme"));
}
