// Where one holder stands among all, and who is most like it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "tests/insights/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

const std::string path = "/v1/insights/stagevergoedingen";

std::string partnership(TestApp& app, const std::string& name, const std::string& sector, int members) {
    Json body = named_body(*app.catalog, "partnership", name);
    body["sectors"] = {sector};
    body["members"] = Json::array();
    for (int i = 0; i < members; ++i) {
        const Json member = app.create_published(
            "organisation", named_body(*app.catalog, "organisation", name + " lid " + std::to_string(i)));
        body["members"].push_back({{"organisationId", member.at("id")}, {"role", "participant"}});
    }
    return app.create_published("partnership", body).at("id");
}

void pays(TestApp& app, const std::string& holder, const std::string& title, const std::string& amount,
          const std::string& actor) {
    Json body = allowance(title, {tariff(amount, 1)});
    body["holderId"] = holder;
    body["paymentRoute"]["steps"] =
        Json::array({{{"order", 1}, {"role", "pays"}, {"from", {{"actor", actor}}}, {"to", {{"actor", "student"}}}}});
    app.create_published("stagevergoeding", body);
}

}  // namespace

TEST_CASE("the tariffs of a holder have their rank, percentile and difference to the median, also in each group") {
    TestApp app;
    const std::string mine = partnership(app, "Eigen", "po", 2);
    const std::string near = partnership(app, "Naast", "po", 4);
    const std::string far = partnership(app, "Ver", "vo", 2);
    pays(app, mine, "Eigen regeling", "100.00", "schoolbestuur");
    pays(app, near, "Naast regeling", "150.00", "schoolbestuur");
    pays(app, far, "Ver regeling", "400.00", "school");
    pays(app, far, "Ver regeling ook", "100.00", "school");

    const Json answer = app.get(path + "?groupBy=payer&mine=" + mine).json().at("mine");
    CHECK(answer.at("title") == "Eigen");
    CHECK(answer.at("median") == "100.00");
    REQUIRE(answer.at("tariffs").size() == 1);
    const Json& own = answer.at("tariffs")[0];
    // 100, 100, 150, 400: two are higher, so third; none below and two equal: (0 + 1) / 4 = 25 %; median 125.
    CHECK(own.at("rank") == 3);
    CHECK(own.at("of") == 4);
    CHECK(own.at("percentile") == 25);
    CHECK(own.at("differenceToMedian") == "-25.00");
    // Where the board pays: 100 and 150; second of two, (0 + 1/2) / 2 = 25 %, median 125.
    REQUIRE(own.at("groups").size() == 1);
    CHECK(own.at("groups")[0].at("key").at("payer") == "schoolbestuur");
    CHECK(own.at("groups")[0].at("rank") == 2);
    CHECK(own.at("groups")[0].at("differenceToMedian") == "-25.00");

    // Near: sector and route the same, level the same, half the size: (100 + 100 + 100 + 50) / 4 = 87 %.
    // Far: only level and size: (0 + 0 + 100 + 100) / 4 = 50 %.
    const Json& similar = answer.at("similar");
    REQUIRE(similar.size() == 2);
    CHECK(similar[0].at("title") == "Naast");
    CHECK(similar[0].at("likeness") == 87);
    CHECK(similar[0].at("median") == "150.00");
    CHECK(similar[0].at("differenceToMine") == "50.00");
    CHECK(similar[0].at("differences").empty());
    CHECK(similar[0].at("why").back() == Json{{"dimension", "size"}, {"mine", 2}, {"theirs", 4}});
    CHECK(similar[1].at("likeness") == 50);
    std::map<std::string, Json> differences;
    for (const Json& row : similar[1].at("differences")) differences[row.at("field")] = row.at("theirs");
    CHECK(differences.size() == 3);  // sector, route and who pays
    CHECK(differences.at("route") == Json::array({"school > student"}));
}

TEST_CASE("a holder can be named by its slug, and must be there") {
    TestApp app;
    const std::string mine = partnership(app, "Bij naam", "po", 0);
    const std::string slug = app.get(app.url("partnership", mine)).json().at("slug");
    const Json answer = app.get(path + "?mine=" + slug).json();
    CHECK(answer.at("mine").at("id") == mine);
    CHECK(answer.at("mine").at("regulations") == 0);
    CHECK(answer.at("snapshot").at("query") == "mine=" + mine);
    CHECK(app.get(path + "?mine=nergens").has_error("query.value", "mine"));
}

TEST_CASE("an own tariff without a comparable amount has no place") {
    TestApp app;
    const std::string mine = partnership(app, "Eigen", "po", 0);
    Json body = allowance("Onbekend", {{{"amount", {{"state", "unknown"}}}}});
    body["holderId"] = mine;
    app.create_published("stagevergoeding", body);
    const Json answer = app.get(path + "?mine=" + mine).json().at("mine");
    REQUIRE(answer.at("tariffs").size() == 1);
    CHECK(answer.at("tariffs")[0].at("outcome") == "unknown");
    CHECK_FALSE(answer.at("tariffs")[0].contains("rank"));
    CHECK_FALSE(answer.contains("median"));
}
