// The distribution of allowances: golden answers on the starter collection, worked out by hand, and what must hold for
// any records.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <set>

#include "tests/insights/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

const std::string path = "/v1/insights/stagevergoedingen";

const Json& group_of(const Json& answer, const std::string& dimension, const Json& value) {
    const auto& groups = answer.at("groups");
    const auto found = std::find_if(groups.begin(), groups.end(),
                                    [&](const Json& group) { return group.at("key").at(dimension) == value; });
    INFO(dimension << " " << value);
    REQUIRE(found != groups.end());
    return *found;
}

std::map<std::string, int> reasons(const Json& figures) {
    std::map<std::string, int> counts;
    for (const Json& row : figures.at("notComparable")) counts[row.at("reason")] = row.at("count");
    return counts;
}

// By title: the outcome and the amount or the reason.
std::map<std::string, std::string> listed(const Json& figures) {
    std::map<std::string, std::string> rows;
    for (const Json& row : figures.at("behind").at("listed"))
        rows[row.at("title")] =
            row.at("outcome").get<std::string>() + " " + row.value("amount", row.value("reason", ""));
    return rows;
}

bool assumes(const Json& answer, const std::string& english) {
    const auto& all = answer.at("assumptions");
    return std::any_of(all.begin(), all.end(), [&](const Json& text) {
        return text.at("en").get<std::string>().find(english) != std::string::npos;
    });
}

}  // namespace

TEST_CASE("what students get in year 3 a month at two days a week, in the starter collection") {
    TestApp app;
    app.import_starter();
    const Json answer = app.get(path + "?studyYear=3&per=month&daysPerWeek=2").json();
    // Year 3 is named by five regulations, a tariff each:
    //   VO-raad proposal         EUR 250 for 2 days:  250 / 2 x 2 = 250
    //   Cao vo                   EUR 500 for 4 days:  500 / 4 x 2 = 250, so the same, though it reads as twice as much
    //   Rotterdam and Den Haag   EUR 250, but the source does not say for how many days: not comparable
    //   Haaglanden, Zaanstreek   amount not known
    CHECK(listed(answer) == std::map<std::string, std::string>{
                                {"Voorstel VO-raad voor een sectorale stagevergoeding (2024)", "paid 250.00"},
                                {"Cao vo: stagevergoeding vanaf 1 augustus 2025", "paid 250.00"},
                                {"Stagevergoeding pabo Rotterdam en Den Haag", "notComparable no-days-basis"},
                                {"Stagevergoeding lerarenopleiding vo Onderwijsregio Haaglanden", "unknown "},
                                {"Stagevergoeding pabo Zaan Primair, Agora en OPSPOOR", "unknown "}});
    CHECK(answer.at("count") == 2);
    CHECK(answer.at("paid") == 2);
    CHECK(answer.at("zero") == 0);
    CHECK(answer.at("unknown") == 2);
    CHECK(reasons(answer) == std::map<std::string, int>{{"no-days-basis", 1}});
    for (const char* figure : {"min", "p25", "median", "p75", "max", "mean"}) CHECK(answer.at(figure) == "250.00");
    CHECK(assumes(answer, "1 of the regulations are a proposal still"));
    CHECK(assumes(answer, "These filters also choose which tariffs of a regulation count: studyYear"));
}

TEST_CASE("the distribution of the starter collection by study year, with zero as an amount") {
    TestApp app;
    app.import_starter();
    const Json answer = app.get(path + "?groupBy=studyYear&daysPerWeek=4&sector=vo").json();
    // Of the proposal and the cao, for four days a week: 0, 200, 500 and 800 in the years 1 to 4, both the same.
    for (const auto& [year, text] : {std::pair{"1", "0.00"}, {"2", "200.00"}, {"3", "500.00"}, {"4", "800.00"}}) {
        const Json& group = group_of(answer, "studyYear", year);
        CHECK(group.at("count") == 2);
        CHECK(group.at("zero") == (std::string(year) == "1" ? 2 : 0));
        CHECK(group.at("median") == text);
        // Haaglanden names the years 2 to 4 in one tariff: it counts once in each of them.
        CHECK(group.at("unknown") == (std::string(year) == "1" ? 0 : 1));
    }
    CHECK(answer.at("groupsOverlap") == true);
    CHECK(answer.at("unknown") == 1);
    // 0, 0, 200, 200, 500, 500, 800, 800: n = 8, so the median lies between the fourth and the fifth: (200 + 500) / 2;
    // p25 at place 1.75 between 0 and 200: 150; p75 at 5.25 between 500 and 800: 575; mean 3000 / 8 = 375.
    CHECK(answer.at("min") == "0.00");
    CHECK(answer.at("p25") == "150.00");
    CHECK(answer.at("median") == "350.00");
    CHECK(answer.at("p75") == "575.00");
    CHECK(answer.at("max") == "800.00");
    CHECK(answer.at("mean") == "375.00");
    // The guilders of 2000 have no study year.
    CHECK(reasons(group_of(answer, "studyYear", nullptr)) == std::map<std::string, int>{{"not-euro", 1}});
}

TEST_CASE("salaries and money for others are in the figures only when asked for, and then it says so") {
    TestApp app;
    app.import_starter();
    const Json usual = app.get(path).json();
    std::int64_t salaries = 0;
    for (const Json& row : usual.at("leftOut"))
        if (row.value("allowanceType", "") == "lioSalary") salaries += row.at("regulations").get<std::int64_t>();
    CHECK(salaries == 6);  // Twente, two of the cao po, cao vo, mbo, and the fourth-year students
    CHECK_FALSE(assumes(usual, "several kinds of money"));

    const Json asked = app.get(path + "?allowanceType=lioSalary").json();
    CHECK(asked.at("regulations") == 6);
    CHECK(asked.at("leftOut").empty());
    CHECK_FALSE(assumes(asked, "several kinds of money"));
    CHECK(assumes(app.get(path + "?allowanceType=lioSalary&allowanceType=stagevergoeding").json(),
                  "several kinds of money together, because they were asked for: lioSalary, stagevergoeding"));
}

TEST_CASE("an unknown amount, a range, expressly nothing and an amount never become each other") {
    TestApp app;
    app.create_published(
        "stagevergoeding",
        allowance("Alles",
                  {tariff("100.00", 2),
                   {{"amount", {{"state", "zero"}}}},
                   {{"amount", {{"state", "unknown"}}}},
                   {{"amount", {{"state", "stated"}, {"max", "395.00"}}}, {"unit", "month"}, {"daysPerWeek", 5}}}));
    Json nothing = allowance("Uitdrukkelijk niets", Json::array());
    nothing["type"] = "none";
    app.create_published("stagevergoeding", nothing);
    app.create_published("stagevergoeding", allowance("Zonder tarieven", Json::array()));
    const Json answer = app.get(path).json();
    CHECK(answer.at("regulations") == 3);
    CHECK(answer.at("count") == 3);
    CHECK(answer.at("paid") == 1);
    CHECK(answer.at("zero") == 2);
    CHECK(answer.at("unknown") == 2);
    CHECK(reasons(answer) == std::map<std::string, int>{{"range", 1}});
    CHECK(answer.at("median") == "0.00");
    CHECK(answer.at("behind").at("observations") == 6);
    // Nothing to tell is nothing, not zero.
    const Json none = app.get(path + "?unit=hour").json();
    CHECK(none.at("count") == 0);
    CHECK_FALSE(none.contains("median"));
}

TEST_CASE("amounts are converted from what the source states, and rounded once") {
    TestApp app;
    // EUR 100 for three days: 33.333... a day a week. And EUR 10 a placement day: 10 x 52 / 12 = 43.333... a month.
    Json a_day{{"amount", {{"state", "stated"}, {"value", "10.00"}}}, {"unit", "placementDay"}};
    Json a_year{{"amount", {{"state", "stated"}, {"value", "1000.00"}}},
                {"unit", "studentYear"},
                {"maxMonthsPerYear", 8},
                {"daysPerWeek", 3}};
    app.create_published("stagevergoeding", allowance("Drie dagen", {tariff("100.00", 3)}));
    app.create_published("stagevergoeding", allowance("Per stagedag", {a_day}));
    app.create_published("stagevergoeding", allowance("Per jaar", {a_year}));
    const auto rows = [&](const std::string& query) { return listed(app.get(path + "?" + query).json()); };
    using Rows = std::map<std::string, std::string>;
    // 1000 / 8 / 3 = 41.666... a day a week; x 3 = 125.00.
    CHECK(rows("daysPerWeek=3") ==
          Rows{{"Drie dagen", "paid 100.00"}, {"Per stagedag", "paid 130.00"}, {"Per jaar", "paid 125.00"}});
    CHECK(rows("daysPerWeek=1") ==
          Rows{{"Drie dagen", "paid 33.33"}, {"Per stagedag", "paid 43.33"}, {"Per jaar", "paid 41.67"}});
    // A placement day is a 12 / 52nd part: 33.333 x 12 / 52 = 7.69; 41.666 x 12 / 52 = 9.62.
    CHECK(rows("per=day&daysPerWeek=5") ==
          Rows{{"Drie dagen", "paid 7.69"}, {"Per stagedag", "paid 10.00"}, {"Per jaar", "paid 9.62"}});
    // 10 months unless the tariff says otherwise: 100 x 10; 130 x 10; 125 x 8.
    CHECK(rows("per=schoolYear&daysPerWeek=3") ==
          Rows{{"Drie dagen", "paid 1000.00"}, {"Per stagedag", "paid 1300.00"}, {"Per jaar", "paid 1000.00"}});
    CHECK(rows("per=schoolYear&daysPerWeek=3&months=12").at("Per stagedag") == "paid 1560.00");
    const Json told = app.get(path + "?per=schoolYear").json();
    CHECK(assumes(told, "1 of the amounts state how many months a year they are paid; for the others 10 months"));
}

TEST_CASE("figures of groups are those of the same question with the group's value as filter") {
    TestApp app;
    RandomRecords records{.random = std::mt19937(7)};
    for (int i = 0; i < 3; ++i) {
        const Json region = app.create_published(
            "onderwijsregio", named_body(*app.catalog, "onderwijsregio", "Regio " + std::to_string(i)));
        Json partnership = named_body(*app.catalog, "partnership", "Partnerschap " + std::to_string(i));
        partnership["regions"] = Json::array({{{"regionId", region.at("id")}}});
        records.partnerships.push_back(app.create_published("partnership", partnership).at("id"));
    }
    for (int i = 0; i < 60; ++i) app.create("stagevergoeding", records.regulation());
    std::size_t compared = 0;
    for (const auto& [dimension, filter] : {std::pair{"onderwijsregio", "onderwijsregio"},
                                            {"partnership", "holder"},
                                            {"studyYear", "studyYear"},
                                            {"programme", "programme"},
                                            {"sector", "sector"},
                                            {"binding", "binding"},
                                            {"payer", "paidBy"},
                                            {"schoolYear", "schoolYear"}}) {
        const Json whole = app.get(path + "?groupBy=" + dimension).json();
        std::int64_t together = 0;
        for (const Json& group : whole.at("groups")) {
            together += group.at("behind").at("observations").get<std::int64_t>();
            const Json& value = group.at("key").at(dimension);
            if (value.is_null()) continue;
            const Json alone = app.get(path + "?" + filter + "=" + value.get<std::string>()).json();
            INFO(dimension << " " << value);
            for (const char* figure : {"regulations", "count", "paid", "zero", "unknown", "notComparable"})
                CHECK(alone.at(figure) == group.at(figure));
            for (const char* figure : {"min", "p25", "median", "p75", "max", "mean"})
                CHECK(alone.value(figure, "") == group.value(figure, ""));
            CHECK(alone.at("behind").at("listed") == group.at("behind").at("listed"));
            ++compared;
        }
        const std::int64_t all = whole.at("behind").at("observations").get<std::int64_t>();
        CHECK((together > all) == whole.at("groupsOverlap").get<bool>());
        if (!whole.at("groupsOverlap").get<bool>()) CHECK(together == all);
    }
    CHECK(compared > 20);
}

TEST_CASE("two groupings at once give a group for each pair that occurs") {
    TestApp app;
    app.import_starter();
    const Json answer = app.get(path + "?groupBy=sector&groupBy=studyYear&sector=vo&daysPerWeek=4").json();
    std::set<std::string> pairs;
    for (const Json& group : answer.at("groups")) pairs.insert(group.at("key").dump());
    CHECK(pairs == std::set<std::string>{R"({"sector":"vo","studyYear":"1"})", R"({"sector":"vo","studyYear":"2"})",
                                         R"({"sector":"vo","studyYear":"3"})", R"({"sector":"vo","studyYear":"4"})",
                                         R"({"sector":"vo","studyYear":null})"});
    CHECK(app.get(path + "?groupBy=sector&groupBy=sector").has_error("query.groupBy", "groupBy"));
    CHECK(app.get(path + "?groupBy=sector&groupBy=payer&groupBy=level").has_error("query.groupBy", "groupBy"));
    CHECK(app.get(path + "?groupBy=colour").status == 400);
    CHECK(app.get(path + "?daysPerWeek=6").status == 400);
}
