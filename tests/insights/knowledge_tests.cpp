// The insights on the knowledge base as a whole, through the API: golden
// answers on the starter collection, worked out by hand, and what writing does to them.
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "tests/insights/kit.hpp"
#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;

namespace {

const std::string on_day = "onDay=2026-11-24";

TestApp& starter() {
    static TestApp app;
    static const app::ImportReport report = app.import_starter();
    REQUIRE(report.committed);
    return app;
}

Json get(TestApp& app, const std::string& target) {
    const Reply reply = app.get(target);
    INFO(reply.body);
    REQUIRE(reply.status == 200);
    return reply.json();
}

Json insight(TestApp& app, const std::string& name, const std::string& query = "") {
    return get(app, "/v1/insights/" + name + (query.empty() ? "" : "?" + query));
}

std::map<std::string, int> reasons_of(const Json& attention) {
    std::map<std::string, int> counts;
    for (const Json& row : attention.at("reasons")) {
        if (row.at("count") != 0) counts[row.at("reason").get<std::string>()] = row.at("count").get<int>();
    }
    return counts;
}

std::set<std::string> titles_of(const Json& figure) {
    std::set<std::string> titles;
    for (const Json& record : figure.at("records")) titles.insert(record.at("title").get<std::string>());
    return titles;
}

std::string id_of(const Json& record) {
    return record.at("id").get<std::string>();
}

Json named(const std::string& name) {
    return {{"name", name}, {"sources", Json::array({{{"title", "Eigen opgave"}, {"type", "own"}}})}};
}

Json titled(const std::string& title) {
    return {{"title", title}, {"sources", Json::array({{{"title", "Eigen opgave"}, {"type", "own"}}})}};
}

// A regulation of this holder for study year 3 from a day, with an amount a month for two days a week.
Json regulation(const std::string& title, const Json& holder, const std::string& from, const std::string& amount) {
    Json body = allowance(title, Json::array({tariff(amount, 2, {3})}));
    body["holderId"] = id_of(holder);
    body["validFrom"] = from;
    body["state"] = "adopted";
    body["paymentRoute"] = {{"steps", Json::array({{{"order", 1},
                                                    {"role", "pays"},
                                                    {"from", {{"actor", "schoolbestuur"}}},
                                                    {"to", {{"actor", "student"}}},
                                                    {"known", true}}})}};
    return body;
}

}  // namespace

TEST_CASE("the starter collection's attention, counted by hand", "[insights][starter]") {
    const Json attention = insight(starter(), "attention", on_day + "&pageSize=50");
    // Expired: the Twente agreement and regulation of 2023-2024. One side: the
    // Twente agreement names one party. By name only: KPZ, Opleidingsnetwerk,
    // Twente, Rotterdam/Den Haag, OMO, Utrecht and the north in 2000. Without a
    // basis: Rotterdam/Den Haag year 3 (days), Leiden (days), onderwijsassistent
    // (scale). Without a route: Leiden, the VO-raad proposal, four for LIOs,
    // onderwijsassistent and 2000; not the ended or expired ones. Unknown steps:
    // Rotterdam/Den Haag, Haaglanden, Zaanstreek and the cao vo. The proposal
    // contradicts nothing: it was never in force.
    CHECK(reasons_of(attention) == std::map<std::string, int>{{"expiredNotReplaced", 2},
                                                              {"partyMissing", 1},
                                                              {"partyNotLinked", 7},
                                                              {"missingBasis", 3},
                                                              {"routeNotStated", 8},
                                                              {"routeUnknownSteps", 4}});
    CHECK(attention.at("totalItems") == 25);
    CHECK(attention.at("items").size() == 25);
    CHECK(attention.at("items")[0].at("reason") == "expiredNotReplaced");
    CHECK(attention.at("items")[0].at("day") == "2024-07-31");
    for (const Json& item : attention.at("items")) {
        for (const char* text : {"label", "detail", "whatToDo"}) {
            CHECK_FALSE(item.at(text).at("nl").get<std::string>().empty());
            CHECK_FALSE(item.at(text).at("en").get<std::string>().empty());
        }
        CHECK_FALSE(item.at("records").empty());
    }
}

TEST_CASE("attention is filtered by reason and by any filter of the records, in pages with exact totals",
          "[insights][starter]") {
    const Json basis = insight(starter(), "attention", on_day + "&reason=missingBasis&reason=partyMissing");
    CHECK(basis.at("totalItems") == 4);
    // The numbers by reason are as if no reason was asked for.
    CHECK(reasons_of(basis).at("routeNotStated") == 8);
    const Json regulations = insight(starter(), "attention", on_day + "&kind=stagevergoeding&reason=routeUnknownSteps");
    CHECK(regulations.at("totalItems") == 4);
    CHECK(insight(starter(), "attention", on_day + "&kind=agreement&reason=routeUnknownSteps").at("totalItems") == 0);
    CHECK(insight(starter(), "attention", on_day + "&onderwijsregio=haaglanden").at("totalItems") == 1);
    std::set<std::string> seen;
    for (const char* page : {"1", "2", "3"}) {
        const Json there = insight(starter(), "attention", on_day + "&pageNumber=" + page);
        for (const Json& item : there.at("items")) {
            seen.insert(item.at("reason").get<std::string>() + id_of(item.at("records")[0]));
        }
    }
    CHECK(seen.size() == 25);
}

TEST_CASE("two regulations in force with other amounts contradict each other until one of them ends", "[insights]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", named("Onderwijsregio Delta"));
    const Json first = app.create_published("stagevergoeding", regulation("Eerste", region, "2025-08-01", "250.00"));
    CHECK(reasons_of(insight(app, "attention", on_day)).empty());
    // The later one renews the first, so the end of the first is not what is wrong here.
    app.create_published("stagevergoeding", regulation("Tweede", region, "2026-01-01", "300.00"));
    const Json attention = insight(app, "attention", on_day);
    REQUIRE(reasons_of(attention) == std::map<std::string, int>{{"amountsContradict", 1}});
    const Json& item = attention.at("items")[0];
    CHECK(titles_of(item) == std::set<std::string>{"Eerste", "Tweede"});
    // 250 and 300 for two days: 125 and 150 for each.
    CHECK(item.at("detail").at("nl").get<std::string>().find("€ 125,00, € 150,00") != std::string::npos);
    CHECK(item.at("detail").at("en").get<std::string>().find("year 3") != std::string::npos);

    const auto seq = attention.at("snapshot").at("seq").dump();
    const auto [match, revision] = if_match(first);
    REQUIRE(app.call("PATCH", app.url("stagevergoeding", id_of(first)),
                     {app.as(app::Role::admin), patch_content, {match, revision}}, R"({"validUntil":"2025-12-31"})")
                .status == 200);
    CHECK(reasons_of(insight(app, "attention", on_day)).empty());
    // What was known then is still told.
    const Json then = insight(app, "attention", on_day + "&asKnownOn=" + seq);
    CHECK(then.at("items") == attention.at("items"));
}

TEST_CASE("unknown, zero and not stated stay three things in attention", "[insights]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", named("Onderwijsregio Delta"));
    app.create_published("stagevergoeding", regulation("Bedrag", region, "2025-08-01", "250.00"));
    Json other = regulation("Anders", region, "2025-08-01", "250.00");
    other["tariffs"][0].erase("daysPerWeek");
    SECTION("an unknown amount contradicts nothing") {
        other["tariffs"][0]["amount"] = {{"state", "unknown"}};
        app.create_published("stagevergoeding", other);
        CHECK(reasons_of(insight(app, "attention", on_day)).empty());
    }
    SECTION("expressly nothing does") {
        other["tariffs"][0]["amount"] = {{"state", "zero"}};
        app.create_published("stagevergoeding", other);
        CHECK(reasons_of(insight(app, "attention", on_day)) == std::map<std::string, int>{{"amountsContradict", 1}});
    }
    SECTION("an amount without its days is told to lack a basis") {
        app.create_published("stagevergoeding", other);
        CHECK(reasons_of(insight(app, "attention", on_day)) == std::map<std::string, int>{{"missingBasis", 1}});
    }
}

TEST_CASE("what an asker may not see changes nothing in what it is told", "[insights]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", named("Onderwijsregio Delta"));
    app.create_published("stagevergoeding", regulation("Openbaar", region, "2025-08-01", "250.00"));
    app.create("stagevergoeding", regulation("Concept", region, "2025-08-01", "300.00"));
    CHECK(insight(app, "attention", on_day).at("totalItems") == 0);
    const Reply inside = app.get("/v1/insights/attention?" + on_day, {app.as(app::Role::moderator)});
    CHECK(reasons_of(inside.json()) == std::map<std::string, int>{{"amountsContradict", 1}});
}

TEST_CASE("the starter collection's boundaries, counted by hand", "[insights][starter]") {
    const Json found = insight(starter(), "boundaries");
    std::map<std::string, int> counts;
    for (const Json& row : found.at("agreements"))
        counts[row.at("boundary").get<std::string>()] = row.at("count").get<int>();
    // National: the proof of 2024, the stagepact and the cao. Within:
    // Haaglanden's own. Of no party of the others a region is known, but of OMO, whose institutes are not named.
    CHECK(counts == std::map<std::string, int>{{"within", 1}, {"across", 0}, {"national", 3}, {"unknown", 8}});
    std::map<std::string, int> unknown;
    for (const Json& row : found.at("unknown"))
        unknown[row.at("reason").get<std::string>()] = row.at("count").get<int>();
    CHECK(unknown == std::map<std::string, int>{{"noRegionKnown", 7}, {"someRegionUnknown", 1}});
    CHECK(found.at("partnerships").at("regionUnknown").at("count") == 53);
    CHECK(found.at("borders").empty());
    CHECK(found.at("warnings").empty());
}

TEST_CASE("borders, cells, overrides and sites in two regions are told, with the records behind them", "[insights]") {
    TestApp app;
    const Json north = app.create_published("onderwijsregio", named("Noord"));
    const Json south = app.create_published("onderwijsregio", named("Zuid"));
    Json spanning = named("Partnerschap Over de Rivier");
    spanning["regions"] = Json::array({{{"regionId", id_of(north)}}, {{"regionId", id_of(south)}}});
    app.create_published("partnership", spanning);
    Json across = titled("Afspraak over de rivier");
    across["parties"] = Json::array({{{"partyId", id_of(north)}}, {{"partyId", id_of(south)}}});
    app.create_published("agreement", across);
    Json by_hand = across;
    by_hand["title"] = "Met de hand";
    by_hand["boundaryOverride"] = {{"value", "within"}, {"reason", "Eén gebied."}};
    app.create_published("agreement", by_hand);

    Json site = named("Vestiging");
    site["type"] = "vestiging";
    const Json school = app.create_published("organisation", site);
    for (const Json& region : {north, south}) {
        const auto [match, revision] = if_match(region);
        const Json patch{{"participants", Json::array({{{"organisationId", id_of(school)}, {"role", "participant"}}})}};
        REQUIRE(app.call("PATCH", app.url("onderwijsregio", id_of(region)),
                         {app.as(app::Role::admin), patch_content, {match, revision}}, patch.dump())
                    .status == 200);
    }

    const Json found = insight(app, "boundaries");
    REQUIRE(found.at("borders").size() == 1);
    const Json& border = found.at("borders")[0];
    CHECK(titles_of(border.at("agreements")) == std::set<std::string>{"Afspraak over de rivier"});
    CHECK(titles_of(border.at("partnerships")) == std::set<std::string>{"Partnerschap Over de Rivier"});
    CHECK(titles_of(found.at("withoutPlace")) == std::set<std::string>{"Met de hand"});
    std::map<std::string, std::string> warnings;
    for (const Json& row : found.at("warnings"))
        warnings[row.at("reason").get<std::string>()] = row.at("record").at("title").get<std::string>();
    CHECK(warnings == std::map<std::string, std::string>{{"overrideContradicts", "Met de hand"},
                                                         {"inSeveralRegions", "Vestiging"}});
    // The same two are in attention, and the address of a cell gives the cell.
    const auto attention = reasons_of(insight(app, "attention", on_day));
    CHECK(attention.at("overrideContradicts") == 1);
    CHECK(attention.at("inSeveralRegions") == 1);
    const Json cell = get(app, border.at("href").get<std::string>());
    CHECK(cell.at("borders").size() == 1);
    CHECK(cell.at("borders")[0].at("agreements") == border.at("agreements"));
    CHECK(insight(app, "boundaries", "region=noord&otherRegion=zuid").at("totalItems") == 1);
    CHECK(app.get("/v1/insights/boundaries?region=nergens").has_error("query.value", "region"));
}

TEST_CASE("a regulation's series has what it renews and what replaces it, with what became of the amounts",
          "[insights]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", named("Onderwijsregio Delta"));
    Json body = regulation("Eerste", region, "2023-08-01", "200.00");
    body["validUntil"] = "2024-07-31";
    const Json first = app.create_published("stagevergoeding", body);
    const Json second = app.create_published("stagevergoeding", regulation("Tweede", region, "2024-09-01", "250.00"));
    Json last = regulation("Derde", region, "2026-08-01", "0.00");
    last["tariffs"][0]["amount"] = {{"state", "unknown"}};
    last["supersedesId"] = id_of(second);
    const Json third = app.create_published("stagevergoeding", last);

    const Json series = get(app, "/v1/stagevergoedingen/" + id_of(first) + "/series?" + on_day);
    const Json& items = series.at("items");
    REQUIRE(items.size() == 3);
    CHECK(items[0].at("record").at("title") == "Eerste");
    CHECK(items[0].at("inForce") == false);
    CHECK(items[0].at("previous").empty());
    const Json& renewal = items[1].at("previous")[0];
    CHECK(renewal.at("by") == "renewal");
    CHECK(renewal.at("daysBetween") == 31);  // the whole of August 2024
    // 200 and 250 for two days: 100 and 125 for each.
    CHECK(renewal.at("changes")[0].at("from") == "100.00");
    CHECK(renewal.at("changes")[0].at("to") == "125.00");
    CHECK(renewal.at("changes")[0].at("difference") == "25.00");
    const Json& replaced = items[2].at("previous")[0];
    CHECK(replaced.at("by") == "supersedes");
    CHECK_FALSE(replaced.contains("daysBetween"));  // the second has no end
    // Unknown is no amount and no difference.
    CHECK(replaced.at("changes")[0].at("from") == "125.00");
    CHECK_FALSE(replaced.at("changes")[0].contains("to"));
    CHECK_FALSE(replaced.at("changes")[0].contains("difference"));
    CHECK(series.at("warnings").empty());
    // From every member the same series, also by slug; and none of what is not there.
    CHECK(get(app, "/v1/stagevergoedingen/" + third.at("slug").get<std::string>() + "/series?" + on_day).at("items") ==
          items);
    CHECK(app.get("/v1/stagevergoedingen/nergens/series").status == 404);
}

TEST_CASE("a fork is told in the series, and an expired regulation that was replaced asks for no attention",
          "[insights]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", named("Onderwijsregio Delta"));
    Json body = regulation("Eerste", region, "2023-08-01", "200.00");
    body["validUntil"] = "2024-07-31";
    const Json first = app.create_published("stagevergoeding", body);
    CHECK(reasons_of(insight(app, "attention", on_day)) == std::map<std::string, int>{{"expiredNotReplaced", 1}});
    for (const char* title : {"Voor po", "Voor vo"}) {
        Json next = regulation(title, region, "2024-08-01", "200.00");
        next["supersedesId"] = id_of(first);
        app.create_published("stagevergoeding", next);
    }
    CHECK(reasons_of(insight(app, "attention", on_day)).empty());
    const Json series = get(app, "/v1/stagevergoedingen/" + id_of(first) + "/series?" + on_day);
    REQUIRE(series.at("warnings").size() == 1);
    CHECK(series.at("warnings")[0].at("code") == "fork");
    CHECK(series.at("warnings")[0].at("ids") == Json::array({id_of(first)}));
}

TEST_CASE("coverage: shares, missing years and totals of those that are known", "[insights]") {
    TestApp app;
    Json region = named("Onderwijsregio Delta");
    region["coverage"] =
        Json::array({{{"schoolYear", "2022-2023"}, {"studentsTotal", 200}, {"studentsInSamenOpleiden", 100}},
                     {{"schoolYear", "2024-2025"}, {"studentsTotal", 200}, {"studentsInSamenOpleiden", 150}}});
    app.create_published("onderwijsregio", region);
    Json silent = named("Onderwijsregio Stil");
    silent["coverage"] = Json::array({{{"schoolYear", "2024-2025"}, {"studentsTotal", 300}}});
    app.create_published("onderwijsregio", silent);
    app.create_published("onderwijsregio", named("Onderwijsregio Leeg"));

    const Json found = insight(app, "coverage").at("onderwijsregios");
    CHECK(found.at("count") == 2);
    CHECK(titles_of(found.at("without")) == std::set<std::string>{"Onderwijsregio Leeg"});
    const Json& years = found.at("items")[0].at("years");
    REQUIRE(years.size() == 3);
    CHECK(years[0].at("students").at("share") == 50.0);
    CHECK(years[1].at("missing") == true);
    CHECK(years[1].at("students").at("unknown") == "yearMissing");
    CHECK(years[2].at("students").at("share") == 75.0);
    CHECK(years[2].at("students").at("change") == 25.0);
    CHECK(years[2].at("schools").at("unknown") == "neitherStated");
    // 25 points in two years; 25 points left in five.
    CHECK(found.at("items")[0].at("studentsPace").at("aYear") == 12.5);
    CHECK(found.at("items")[0].at("studentsPace").at("neededAYear") == 5.0);
    const Json& last = found.at("totals").back();
    CHECK(last.at("students").at("share") == 75.0);
    CHECK(last.at("students").at("counted") == 1);
    CHECK(last.at("students").at("unknownCount") == 1);
    CHECK_FALSE(last.at("schools").contains("share"));
    CHECK(insight(starter(), "coverage").at("onderwijsregios").at("without").at("count") == 57);
}

TEST_CASE("the starter collection's governance and funding, counted by hand", "[insights][starter]") {
    const Json governance = insight(starter(), "governance");
    // Oost-Nederland alone says how it is steered.
    REQUIRE(governance.at("byModel").size() == 2);
    CHECK(governance.at("byModel")[0].at("model").at("code") == "legalEntity");
    CHECK(governance.at("byModel")[0].at("regions").at("count") == 1);
    CHECK_FALSE(governance.at("byModel")[1].contains("model"));
    CHECK(governance.at("byModel")[1].at("regions").at("count") == 56);
    // Haaglanden's amount is unknown: no base, no median, and not zero.
    CHECK(governance.at("byModel")[1].at("stagevergoeding").at("unknown") == 1);
    CHECK(governance.at("byModel")[1].at("stagevergoeding").at("base") == 0);
    CHECK_FALSE(governance.at("byModel")[1].at("stagevergoeding").contains("median"));

    const Json funding = insight(starter(), "funding");
    CHECK(funding.at("items").size() == 10);
    for (const Json& item : funding.at("items")) {
        const bool ldnor = item.contains("scheme") && item.at("scheme") == "stcrt-2024-18763";
        if (!ldnor) continue;
        CHECK(item.at("calendarYear") == 2025);
        CHECK(item.at("perStudent").at("min") == "1250.00");
        CHECK(item.at("perStudent").at("amounts")[0].at("computed") == false);
        // The total follows from nothing that is stated.
        CHECK_FALSE(item.at("available").contains("total"));
        CHECK(item.at("available").at("unknown").at("count") == 1);
    }
}

TEST_CASE("a division's rest is told where it is known, and 0.00 is not unknown", "[insights]") {
    TestApp app;
    Json body = titled("Bekostiging Delta");
    body["scheme"] = {{"name", "Regeling Delta"}};
    body["period"] = {{"schoolYear", "2025-2026"}};
    body["totalAmount"] = "1000.00";
    body["division"] = Json::array({{{"to", {{"actor", "partnership"}}}, {"basis", "fixed"}, {"value", "1000.00"}}});
    app.create_published("funding", body);
    Json silent = body;
    silent["title"] = "Bekostiging zonder totaal";
    silent.erase("totalAmount");
    app.create_published("funding", silent);
    const Json item = insight(app, "funding").at("items")[0];
    CHECK(item.at("schoolYear") == "2025-2026");
    CHECK(item.at("undivided").at("total") == "0.00");
    CHECK(titles_of(item.at("undivided").at("unknown")) == std::set<std::string>{"Bekostiging zonder totaal"});
    CHECK(item.at("divisions")[0].at("actor") == "partnership");
}

TEST_CASE("governance counts what is expressly nothing as zero, and a regulation without tariffs as unknown",
          "[insights]") {
    TestApp app;
    const Json region = app.create_published("onderwijsregio", named("Regio"));
    const auto add = [&](const std::string& title, const std::string& type) {
        Json body = allowance(title, Json::array());
        body.erase("tariffs");
        body["type"] = type;
        body["holderId"] = id_of(region);
        app.create_published("stagevergoeding", body);
    };
    add("Geen vergoeding", "none");
    add("Bedrag niet vermeld", "stagevergoeding");
    const Json found = insight(app, "governance").at("regions")[0].at("stagevergoeding");
    CHECK(found.at("base") == 1);
    CHECK(found.at("median") == "0.00");
    CHECK(found.at("unknown") == 1);
}

TEST_CASE("a step from an organisation by name is known, also when what kind of actor it is is not", "[insights]") {
    TestApp app;
    Json organisation = named("Bestuur");
    organisation["type"] = "schoolbestuur";
    const Json board = app.create_published("organisation", organisation);
    Json body = allowance("Met route", {tariff("100.00", 1)});
    body["paymentRoute"] = {{"steps", Json::array({{{"order", 1},
                                                    {"role", "pays"},
                                                    {"from", {{"actor", "unknown"}, {"organisationId", id_of(board)}}},
                                                    {"to", {{"actor", "student"}}}}})}};
    const Json record = app.create_published("stagevergoeding", body);
    CHECK(record.at("derived").at("route").value("unknownSteps", 0) == 0);
    CHECK(insight(app, "payment-routes").at("withUnknownSteps") == 0);
    CHECK_FALSE(reasons_of(insight(app, "attention")).contains("routeUnknownSteps"));
}
