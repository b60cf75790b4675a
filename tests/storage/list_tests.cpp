#include <catch2/catch.hpp>

#include <algorithm>

#include "service/storage/list_query.hpp"
#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

using Ids = std::vector<std::string>;

Ask agreements() {
    return ask("agreement").by("title");
}

Ask amounts(std::optional<std::string> from, std::optional<std::string> until) {
    return ask("stagevergoeding").between("amount", std::move(from), std::move(until)).by("title");
}

Json tariff(const char* value) {
    return {{"tariffs", {{{"amount", {{"state", "stated"}, {"value", value}}}}}}};
}

void fill_with_agreements(TestStore& store) {
    store.create("agreement", "a", {{"sectors", {"po", "vo"}}, {"themes", {"opleiden"}}, {"automatic", true}});
    store.create("agreement", "b", {{"sectors", {"vo"}}, {"themes", {"werven"}}, {"automatic", false}});
    store.create("agreement", "c", {{"sectors", {"mbo"}}, {"themes", {"opleiden", "werven"}}, {"status", "draft"}});
    store.create("organisation", "d", {{"sectors", {"vo"}}});
}

}  // namespace

TEST_CASE("values of one filter are alternatives, filters narrow each other down") {
    TestStore store;
    fill_with_agreements(store);
    CHECK(store.ids(agreements().where("sector", {"vo"})) == Ids{"a", "b"});
    CHECK(store.ids(agreements().where("sector", {"po", "vo"})) == Ids{"a", "b"});
    CHECK(store.ids(agreements().where("sector", {"vo"}).where("theme", {"werven"})) == Ids{"b"});
    CHECK(store.ids(agreements().where("sector", {"vo"}).where("theme", {"werven", "opleiden"})) == Ids{"a", "b"});
    CHECK(store.ids(agreements().where("sector", {"bo"})).empty());
    CHECK(store.ids(agreements().where("automatic", {"true"})) == Ids{"a"});
    CHECK(store.ids(agreements().where("sector", {})).empty());
}

TEST_CASE("a value that looks like SQL or like nothing finds nothing") {
    TestStore store;
    fill_with_agreements(store);
    for (const char* value : {"", "' OR 1=1 --", "%", "*", "vo\n"})
        CHECK(store.ids(agreements().where("sector", {value})).empty());
    CHECK_THROWS_AS(store.ids(agreements().where("no'such", {"vo"})), std::invalid_argument);
    CHECK_THROWS_AS(store.ids(ask("agreement").by("title; --")), std::invalid_argument);
}

TEST_CASE("only published and public records are shown unless more may be seen") {
    TestStore store;
    fill_with_agreements(store);
    store.create("agreement", "e", {{"visibility", "members"}, {"themes", {"werven"}}});
    CHECK(store.ids(agreements().where("theme", {"werven"})) == Ids{"b"});
    CHECK(store.ids(agreements().where("theme", {"werven"}).members_too()) == Ids{"b", "c", "e"});
    CHECK(store.ids(agreements().where("status", {"draft"})).empty());
    CHECK(store.ids(agreements().where("status", {"draft"}).members_too()) == Ids{"c"});
    CHECK(store.ids(agreements()) == Ids{"a", "b"});
}

TEST_CASE("without kinds a list goes over all kinds that have the filter") {
    TestStore store;
    fill_with_agreements(store);
    CHECK(store.ids(ask().where("sector", {"vo"}).by("title")) == Ids{"a", "b", "d"});
    CHECK(store.ids(ask("agreement", "organisation").down("title")) == Ids{"d", "b", "a"});
    CHECK(store.ids(ask().by("title")) == Ids{"a", "b", "d"});
}

TEST_CASE("the newest change comes first when no order is asked for, and ids decide between equals") {
    TestStore store;
    store.create("agreement", "b");
    store.create("agreement", "a");
    store.advance(std::chrono::seconds(1));
    store.create("agreement", "c");
    CHECK(store.ids(ask("agreement")) == Ids{"c", "a", "b"});
    store.advance(std::chrono::seconds(1));
    store.update("agreement", "b");
    CHECK(store.ids(ask("agreement")) == Ids{"b", "c", "a"});
    CHECK(store.ids(ask()) == Ids{"b", "c", "a"});
    CHECK(store.ids(ask("agreement").by("createdAt")) == Ids{"a", "b", "c"});
    CHECK(store.ids(ask("agreement").down("updatedAt")) == Ids{"b", "c", "a"});
}

TEST_CASE("texts are sorted as people do: no capitals, no accents") {
    TestStore store;
    for (const char* title : {"zee", "Été", "eten", "Appel", "appelaar", "Öko", "IJsland"})
        store.create("agreement", title);
    CHECK(store.ids(agreements()) == Ids{"Appel", "appelaar", "Été", "eten", "IJsland", "Öko", "zee"});
    CHECK(store.ids(ask("agreement").down("title")) ==
          Ids{"zee", "Öko", "IJsland", "eten", "Été", "appelaar", "Appel"});
}

TEST_CASE("what has no value for the sort key comes last, up or down") {
    TestStore store;
    store.create("agreement", "a", {{"validFrom", "2025-01-01"}, {"signedOn", "2025-01-01"}});
    store.create("agreement", "b");
    store.create("agreement", "c", {{"validFrom", "2024-01-01"}, {"signedOn", "2024-01-01"}});
    for (const char* key : {"validFrom", "signedOn"}) {
        CHECK(store.ids(ask("agreement").by(key)) == Ids{"c", "a", "b"});
        CHECK(store.ids(ask("agreement").down(key)) == Ids{"a", "c", "b"});
    }
    store.create("agreement", "d", {{"validFrom", "2024-01-01"}});
    CHECK(store.ids(ask("agreement").by("validFrom").down("title")) == Ids{"d", "c", "a", "b"});
}

TEST_CASE("amounts are compared as numbers and not as texts") {
    TestStore store;
    store.create("stagevergoeding", "a", tariff("90.00"));
    store.create("stagevergoeding", "b", tariff("180.00"));
    store.create("stagevergoeding", "c", tariff("1250.50"));
    store.create("stagevergoeding", "d", {{"tariffs", {{{"amount", {{"state", "unknown"}}}}}}});
    CHECK(store.ids(amounts("100.00", std::nullopt)) == Ids{"b", "c"});
    CHECK(store.ids(amounts("90.00", "180.00")) == Ids{"a", "b"});
    CHECK(store.ids(amounts(std::nullopt, "1250.49")) == Ids{"a", "b"});
    CHECK(store.ids(amounts(std::nullopt, std::nullopt)) == Ids{"a", "b", "c", "d"});
    CHECK(store.ids(ask("stagevergoeding").down("amount")) == Ids{"c", "b", "a", "d"});
    CHECK_THROWS_AS(store.ids(amounts("lots", std::nullopt)), std::invalid_argument);
}

TEST_CASE("ranges of numbers and dates include both ends") {
    TestStore store;
    store.create("stagevergoeding", "a", {{"tariffs", {{{"daysPerWeek", 2}}, {{"daysPerWeek", 4.5}}}}});
    store.create("stagevergoeding", "b", {{"tariffs", {{{"daysPerWeek", 10}}}}});
    const auto days = [&](const char* from, const char* until) {
        return store.ids(ask("stagevergoeding").between("days", from, until).by("title"));
    };
    CHECK(days("2", "4") == Ids{"a"});
    CHECK(days("4.5", "10") == Ids{"a", "b"});
    CHECK(days("3", "4") == Ids{});
    store.create("agreement", "c", {{"validFrom", "2024-08-01"}});
    CHECK(store.ids(agreements().between("validFrom", "2024-08-01", "2024-08-01")) == Ids{"c"});
}

TEST_CASE("in force on a day: both ends count, one may be open, and nothing known is not in force") {
    TestStore store;
    store.create("agreement", "both", {{"validFrom", "2024-08-01"}, {"validUntil", "2025-07-31"}});
    store.create("agreement", "from", {{"validFrom", "2025-07-31"}});
    store.create("agreement", "until", {{"validUntil", "2024-08-01"}});
    store.create("agreement", "nothing", {{"sectors", {"vo"}}});
    const auto in = [&](const Ask& query) {
        const auto page = store.list(query);
        CHECK(page.total == static_cast<std::int64_t>(page.records.size()));
        Ids ids;
        for (const auto& record : page.records) ids.push_back(record.id);
        return ids;
    };
    const auto on = [&](const char* day) { return in(agreements().on(day)); };
    CHECK(on("2024-07-31") == Ids{"until"});
    CHECK(on("2024-08-01") == Ids{"both", "until"});
    CHECK(on("2025-07-31") == Ids{"both", "from"});
    CHECK(on("2025-08-01") == Ids{"from"});
    CHECK(in(agreements().where("sector", {"vo"}).on("2025-08-01")).empty());
    CHECK(in(agreements().where("status", {"published"}).on("2025-08-01")) == Ids{"from"});
}

TEST_CASE("every page together is the whole list, and the total is exact on each") {
    TestStore store;
    for (int i = 0; i < 23; ++i) {
        const Json themes = i % 2 == 0 ? Json{"werven", "opleiden"} : Json{"opleiden"};
        store.create("agreement", "r" + std::to_string(100 + i),
                     {{"themes", themes}, {"sectors", {i % 3 == 0 ? "po" : "vo"}}});
    }
    for (RecordQuery query :
         {RecordQuery(agreements()), RecordQuery(agreements().where("theme", {"opleiden", "werven"})),
          RecordQuery(agreements().where("theme", {"werven"}).where("sector", {"vo"}))}) {
        query.limit = 1000;
        const auto whole = store.ids(query);
        Ids collected;
        query.limit = 5;
        for (query.offset = 0; query.offset < 30; query.offset += 5) {
            const auto page = store.list(query);
            CHECK(page.total == static_cast<std::int64_t>(whole.size()));
            for (const auto& record : page.records) collected.push_back(record.id);
        }
        CHECK(collected == whole);
        query.limit = 0;
        CHECK(store.list(query).total == static_cast<std::int64_t>(whole.size()));
    }
}

TEST_CASE("going through the records and going through the values give the same pages") {
    TestStore store;
    store->write([](Writer& writer) {
        for (int i = 0; i < 300; ++i) {
            const auto name = "r" + std::to_string(1000 + (i * 7919) % 1000);
            writer.write(draft(Operation::create, "agreement", name,
                               {{"sectors", {i % 4 == 0 ? "po" : "vo"}},
                                {"themes", {"t" + std::to_string(i % 50)}},
                                {"validFrom", "2024-01-01"}}));
        }
    });
    for (const char* sector : {"po", "vo"}) {
        auto query = agreements().where("sector", {sector});
        const auto whole = store.ids(query.page(0, 1000));  // everything: from the values
        CHECK(store.ids(query.page(0, 3)) ==
              Ids(whole.begin(), whole.begin() + 3));  // little: in the order of the index
        CHECK(store.ids(query.page(0, 3).on("2024-06-01")) == Ids(whole.begin(), whole.begin() + 3));
    }
}

TEST_CASE("no list goes through a whole table") {
    TestStore store;
    fill_with_agreements(store);
    Connection connection(store.file(), Access::read);
    const auto catalog = small_catalog();
    std::vector<RecordQuery> queries;
    const auto add = [&](const Ask& order) {
        queries.push_back(Ask(order));
        queries.push_back(Ask(order).where("sector", {"vo"}));
        queries.push_back(
            Ask(order).where("sector", {"vo", "po"}).where("theme", {"werven", "opleiden"}).on("2025-01-01"));
        queries.push_back(Ask(order).between("validFrom", "2020-01-01", std::nullopt));
    };
    for (const auto& order :
         {ask("agreement"), agreements(), ask("agreement").down("validFrom"), ask("agreement").down("signedOn")}) {
        add(order);
        add(Ask(order).members_too());
    }
    for (const auto& query : queries) {
        for (const auto& plan : explain_list(connection, *catalog, query)) {
            for (const auto& step : plan.steps) {
                INFO(plan.sql << "\n" << step);
                const bool scans_values = step.starts_with("SCAN x") || step.starts_with("SCAN s");
                const bool scans_records = step.starts_with("SCAN r");
                CHECK_FALSE((scans_values || scans_records));
            }
        }
    }
}

TEST_CASE("the first page of a kind comes from an index that is in that order already") {
    TestStore store;
    fill_with_agreements(store);
    Connection connection(store.file(), Access::read);
    const auto catalog = small_catalog();
    const auto page_plan = [&](const RecordQuery& query) { return explain_list(connection, *catalog, query).back(); };
    const auto sorts = [](const ListPlan& plan) {
        return std::any_of(plan.steps.begin(), plan.steps.end(),
                           [](const auto& step) { return step.find("TEMP B-TREE") != std::string::npos; });
    };
    CHECK_FALSE(sorts(page_plan(ask("agreement"))));
    CHECK_FALSE(sorts(page_plan(agreements())));
    CHECK_FALSE(sorts(page_plan(ask("agreement").by("validFrom").members_too())));
    CHECK(sorts(page_plan(ask("agreement").by("signedOn"))));
}
