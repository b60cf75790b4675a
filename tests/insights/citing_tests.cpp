// An answer can be cited: the same address gives the same figures later. Valid time and recorded time are kept apart,
// and nobody sees by figures what they may not see.
#include <catch2/catch.hpp>

#include <set>

#include "tests/insights/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

const std::string path = "/v1/insights/stagevergoedingen";

// An address of an answer, as a target on the same service.
std::string cited(const Json& answer) {
    return answer.at("snapshot").at("href");
}

std::set<std::string> titles(const Json& figures) {
    std::set<std::string> found;
    for (const Json& row : figures.at("behind").at("listed")) found.insert(row.at("title"));
    return found;
}

Json put(TestApp& app, const Json& record, Json body) {
    const Reply reply = app.call("PUT", app.url(record.at("kind"), record.at("id")),
                                 {app.as(app::Role::admin), json_content, if_match(record)}, body.dump());
    REQUIRE(reply.status == 200);
    return reply.json();
}

}  // namespace

TEST_CASE("the cited address of an answer gives the same bytes after edits, removals, moves and new records") {
    TestApp app;
    app.import_starter();
    const Json passing =
        app.create_published("stagevergoeding", allowance("Tijdelijk voor de pabo", {tariff("75.00", 1, {3})}));
    const std::vector<std::string> questions{
        path, path + "?studyYear=3&daysPerWeek=2&groupBy=sector", path + "?groupBy=onderwijsregio&groupBy=level",
        path + "?q=pabo&groupBy=binding", path + "?inForceOn=2024-09-01&per=schoolYear"};
    std::vector<std::pair<std::string, std::string>> cites;
    for (const std::string& question : questions) {
        const std::string address = cited(app.get(question).json());
        cites.emplace_back(address, app.get(address).body);
        // Cited at once it has the figures of now.
        Json now = app.get(question).json();
        Json then = app.get(address).json();
        now.erase("assumptions");
        then.erase("assumptions");
        CHECK(then == now);
    }

    const api::Headers admin{app.as(app::Role::admin)};
    const Json rotterdam = app.get("/v1/stagevergoedingen/stagevergoeding-pabo-rotterdam-den-haag", admin).json();
    Json changed = rotterdam;
    changed["title"] = "Heel iets anders";
    changed["tariffs"] = Json::array({tariff("999.00", 2, {3})});
    put(app, rotterdam, changed);
    CHECK(app.call("DELETE", app.url("stagevergoeding", passing.at("id")), {admin[0], if_match(passing)}).status ==
          204);
    app.create_published("stagevergoeding", allowance("Nieuw voor de pabo", {tariff("10.00", 1, {3})}));
    // A region gets another name, and a holder another region: groups are of then, too.
    const Json haaglanden = app.get("/v1/stagevergoedingen/stagevergoeding-vo-haaglanden", admin).json();
    const Json region = app.get(app.url("onderwijsregio", haaglanden.at("holderId")), admin).json();
    Json renamed = region;
    renamed["name"] = "Haaglanden heet anders";
    put(app, region, renamed);

    for (const auto& [address, body] : cites) {
        INFO(address);
        CHECK(app.get(address).body == body);
    }
    // And the figures of now did change.
    CHECK(app.get(questions[1]).json().at("max") == "999.00");
    CHECK(titles(app.get(questions[3]).json()).contains("Nieuw voor de pabo"));
}

TEST_CASE("a cited answer is the same after a restart, whatever order the facts were met in") {
    const TemporaryFolder folder;
    AppOptions options;
    options.folder = folder.path.string();
    std::vector<std::pair<std::string, std::string>> cites;
    {
        TestApp app(options);
        app.import_starter();
        const Json first = app.create_published("stagevergoeding", allowance("Eerst zo", {tariff("75.00", 1, {3})}));
        for (const char* query :
             {"?groupBy=sector&groupBy=studyYear", "?groupBy=route", "?groupBy=onderwijsregio&listed=100"}) {
            const std::string address = app.get(path + query).json().at("snapshot").at("href");
            cites.emplace_back(address, app.get(address).body);
        }
        Json later = allowance("Later anders", {tariff("80.00", 2, {1})});
        later["status"] = "published";
        put(app, first, later);
    }
    TestApp app(options);
    for (const auto& [address, body] : cites) {
        INFO(address);
        CHECK(app.get(address).body == body);
    }
}

TEST_CASE("what applied on a day and what was known on a day are two questions") {
    TestApp app;
    Json body = allowance("Regeling 2023", {tariff("100.00", 1)});
    body["validFrom"] = "2023-08-01";
    body["validUntil"] = "2024-07-31";
    const Json record = app.create_published("stagevergoeding", body);
    const std::string before = std::to_string(app.last_seq());
    // It turns out that it was EUR 120 all along: what applied then is now known otherwise.
    body["status"] = "published";
    body["tariffs"] = Json::array({tariff("120.00", 1)});
    put(app, record, body);
    CHECK(app.get(path + "?inForceOn=2023-09-01").json().at("max") == "120.00");
    CHECK(app.get(path + "?inForceOn=2023-09-01&asKnownOn=" + before).json().at("max") == "100.00");
    CHECK(app.get(path + "?inForceOn=2024-09-01").json().at("count") == 0);
    CHECK(app.get(path + "?inForceOn=2024-09-01&asKnownOn=" + before).json().at("count") == 0);
    CHECK(app.get(path + "?asKnownOn=0").json().at("regulations") == 0);
    CHECK(app.get(path + "?asKnownOn=2020-01-01").json().at("regulations") == 0);
}

TEST_CASE("a moment is a day, a moment in UTC or the number of a change, and not to come") {
    TestApp app;
    const Json record = app.create_published("stagevergoeding", allowance("Een", {tariff("100.00", 1)}));
    const std::string at = app.get(path).json().at("snapshot").at("at");
    CHECK(app.get(path + "?asKnownOn=" + at).json().at("count") == 1);
    CHECK(app.get(path + "?asKnownOn=" + at.substr(0, 10)).json().at("count") == 1);
    CHECK(app.get(path + "?asKnownOn=" + at.substr(0, 4) + "-01-01T00:00:00Z").json().at("count") == 0);
    CHECK(app.get(path + "?asKnownOn=2190-01-01T00:00:00Z").has_error("query.asKnownOn", "asKnownOn"));
    CHECK(app.get(path + "?asKnownOn=2190-01-01").has_error("query.asKnownOn", "asKnownOn"));
    CHECK(app.get(path + "?asKnownOn=2024-02-30").has_error("format.date", "asKnownOn"));
    CHECK(app.get(path + "?asKnownOn=2024-02-30T10:00:00Z").has_error("format.dateTime", "asKnownOn"));
    CHECK(app.get(path + "?asKnownOn=" + std::to_string(app.last_seq() + 1)).has_error("query.asKnownOn", "asKnownOn"));
    for (const char* wrong : {"gisteren", "2024-13-01", "2024-01-01T00:00", "2024-01-01T00:00:00%2B01:00", "-1"})
        CHECK(app.get(path + "?asKnownOn=" + wrong).status == 400);
}

TEST_CASE("the same question is written in one way, and its tag changes with the data only") {
    TestApp app;
    const Json region =
        app.create_published("onderwijsregio", named_body(*app.catalog, "onderwijsregio", "Regio Noord"));
    const std::string slug = region.at("slug");
    const Reply one = app.get(path + "?sector=vo&sector=po&onderwijsregio=" + slug + "&daysPerWeek=2");
    const Reply other = app.get(path + "?daysPerWeek=2&onderwijsregio=" + region.at("id").get<std::string>() +
                                "&sector=po&sector=vo&sector=po");
    CHECK(one.json().at("snapshot").at("query") ==
          "daysPerWeek=2&onderwijsregio=" + region.at("id").get<std::string>() + "&sector=po&sector=vo");
    CHECK(one.body == other.body);
    CHECK(one.header("ETag") == other.header("ETag"));
    CHECK(app.get(path + "?sector=vo", {{"If-None-Match", app.get(path + "?sector=vo").header("ETag")}}).status == 304);
    const std::string before = app.get(path).header("ETag");
    CHECK(app.get(path + "?per=day").header("ETag") != before);
    app.create_published("stagevergoeding", allowance("Een", {tariff("100.00", 1)}));
    CHECK(app.get(path).header("ETag") != before);
}

TEST_CASE("figures rest on what the asker may see") {
    TestApp app;
    app.create_published("stagevergoeding", allowance("Openbaar", {tariff("100.00", 1)}));
    Json members = allowance("Voor leden", {tariff("200.00", 1)});
    members["visibility"] = "members";
    app.create_published("stagevergoeding", members);
    app.create("stagevergoeding", allowance("Concept", {tariff("300.00", 1)}));
    using Titles = std::set<std::string>;
    CHECK(titles(app.get(path).json()) == Titles{"Openbaar"});
    CHECK(titles(app.get(path, {app.as(app::Role::reader)}).json()) == Titles{"Openbaar", "Voor leden"});
    CHECK(titles(app.get(path, {app.as(app::Role::moderator)}).json()) == Titles{"Openbaar", "Voor leden", "Concept"});
    // A group is not named after a record that the asker may not see.
    Json hidden = named_body(*app.catalog, "partnership", "Geheim partnerschap");
    hidden["visibility"] = "members";
    const std::string id = app.create_published("partnership", hidden).at("id");
    Json regulation = allowance("Openbaar, van een verborgen partnerschap", {tariff("50.00", 1)});
    regulation["holderId"] = id;
    app.create_published("stagevergoeding", regulation);
    CHECK(app.get(path + "?groupBy=partnership").body.find("Geheim") == std::string::npos);
    CHECK(app.get(path + "?groupBy=partnership", {app.as(app::Role::reader)}).body.find("Geheim") != std::string::npos);
}

TEST_CASE("a text chooses regulations as search does, with its filters") {
    TestApp app;
    app.import_starter();
    for (const char* query :
         {"q=pabo", "q=%2Bpabo%20-zaan", "q=%22onderwijsregio%20haaglanden%22", "q=*", "q=stagevergoeding&sector=vo",
          "q=lio&allowanceType=lioSalary&direction=toStudent", "q=bestaatnergens"}) {
        INFO(query);
        const Json page = app.get(std::string("/v1/stagevergoedingen?pageSize=250&") + query).json();
        const Json answer = app.get(path + "?listed=1000&" + query).json();
        std::int64_t left_out = 0;
        for (const Json& row : answer.at("leftOut")) left_out += row.at("regulations").get<std::int64_t>();
        CHECK(answer.at("regulations").get<std::int64_t>() + left_out == page.at("totalItems").get<std::int64_t>());
        std::set<std::string> found;
        for (const Json& item : page.at("items")) found.insert(item.at("title"));
        for (const std::string& title : titles(answer)) CHECK(found.contains(title));
    }
}

TEST_CASE("small groups are withheld from the public, marked, and cannot be had by subtraction") {
    AppOptions options;
    options.insights.minimum_group = 3;
    TestApp app(options);
    const auto add = [&](const std::string& binding, int count) {
        for (int i = 0; i < count; ++i) {
            Json body = allowance(binding + " " + std::to_string(i), {tariff("100.00", 1)});
            body["binding"] = binding;
            app.create_published("stagevergoeding", body);
        }
    };
    const auto withheld = [&](const api::Headers& headers) {
        std::set<std::string> found;
        const Json answer = app.get(path + "?groupBy=binding", headers).json();
        for (const Json& group : answer.at("groups"))
            if (group.contains("withheld")) {
                found.insert(group.at("key").at("binding"));
                CHECK_FALSE(group.contains("count"));
                CHECK_FALSE(group.contains("behind"));
            }
        return found;
    };
    using Names = std::set<std::string>;
    add("cao", 2);
    // The whole is small itself.
    CHECK(app.get(path).json().at("withheld") == true);
    CHECK_FALSE(app.get(path).json().contains("count"));
    CHECK(withheld({}) == Names{"cao"});
    add("agreement", 5);
    add("guideline", 4);
    // "cao" alone would be the whole less the other two: the next smallest goes with it.
    CHECK(app.get(path).json().at("count") == 11);
    CHECK(withheld({}) == Names{"cao", "guideline"});
    // Who sees everything sees it.
    CHECK(withheld({app.as(app::Role::admin)}).empty());
    add("cao", 1);
    CHECK(withheld({}).empty());
}

TEST_CASE("a scheme and year with few fundings has no figures for the public") {
    AppOptions options;
    options.insights.minimum_group = 2;
    TestApp app(options);
    const auto add = [&](const std::string& title, const std::string& scheme) {
        app.create_published("funding", {{"title", title},
                                         {"scheme", {{"name", scheme}}},
                                         {"period", {{"schoolYear", "2024-2025"}}},
                                         {"amountPerStudent", "1250.00"},
                                         {"sources", Json::array({{{"title", "Bron"}, {"type", "own"}}})}});
    };
    add("Alleen", "Een");
    add("Samen 1", "Twee");
    add("Samen 2", "Twee");
    const auto withheld = [&](const api::Headers& headers) {
        std::map<std::string, bool> found;
        const Json answer = app.get("/v1/insights/funding", headers).json();
        for (const Json& item : answer.at("items")) {
            found[item.at("scheme")] = item.at("withheld");
            CHECK(item.contains("perStudent") != item.at("withheld").get<bool>());
        }
        return found;
    };
    CHECK(withheld({}) == std::map<std::string, bool>{{"Een", true}, {"Twee", false}});
    CHECK(withheld({app.as(app::Role::admin)}) == std::map<std::string, bool>{{"Een", false}, {"Twee", false}});
}

TEST_CASE("a group has the address of its own list, and none when no filter chooses it") {
    TestApp app;
    Json with = allowance("Met binding", {tariff("100.00", 1)});
    with["binding"] = "cao";
    app.create_published("stagevergoeding", with);
    app.create_published("stagevergoeding", allowance("Zonder binding", {tariff("100.00", 1)}));
    const Json answer = app.get(path + "?groupBy=binding").json();
    REQUIRE(answer.at("groups").size() == 2);
    for (const Json& group : answer.at("groups")) {
        const Json& behind = group.at("behind");
        CHECK(behind.at("listed").size() == 1);
        REQUIRE(behind.contains("href") == group.at("key").at("binding").is_string());
        if (!behind.contains("href")) continue;
        const Json page = app.get(behind.at("href")).json();
        CHECK(page.at("totalItems") == 1);
        CHECK(page.at("items")[0].at("title") == "Met binding");
    }
}
