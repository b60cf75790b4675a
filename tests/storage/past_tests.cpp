// What was kept of a moment before: bodies by revision, and what was computed by change.
#include <catch2/catch.hpp>

#include "service/storage/migrations.hpp"
#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

using Rows = std::vector<std::string>;

Json regulation(const std::string& title, const std::string& amount) {
    return {{"title", title},
            {"tariffs", Json::array({{{"amount", {{"state", "stated"}, {"value", amount}}},
                                      {"appliesTo", {{"sectors", {"vo"}}, {"studyYears", {2, 3}}}},
                                      {"unit", "month"},
                                      {"daysPerWeek", 2}}})},
            {"derived", {{"sectors", {"vo"}}}}};
}

}  // namespace

TEST_CASE("for whom a tariff is, is a row for every value, by the name of the filter") {
    TestStore store;
    store.create("stagevergoeding", "s", regulation("Een", "100.00"));
    CHECK(store.rows("SELECT position, name, value FROM tariff_scope ORDER BY name, value") ==
          Rows{"0|sector|vo", "0|studyYear|2", "0|studyYear|3", "0|unit|month"});
    store.update("stagevergoeding", "s", {{"title", "Leeg"}});
    CHECK(store.number("SELECT count(*) FROM tariff_scope") == 0);
}

TEST_CASE("what was computed is kept from the change on by which it held, and once while it stays the same") {
    TestStore store;
    Json body = regulation("Een", "100.00");
    store.create("stagevergoeding", "s", body);
    store.update("stagevergoeding", "s", regulation("Twee", "200.00"));
    body["derived"] = {{"sectors", {"po"}}};
    store.update("stagevergoeding", "s", body);
    CHECK(store.rows("SELECT seq, derived FROM derivation_history ORDER BY seq") ==
          Rows{R"(1|{"sectors":["vo"]})", R"(3|{"sectors":["po"]})"});
}

TEST_CASE("the records that changed since are read as they were, with what was computed then") {
    TestStore store;
    store.create("organisation", "stays");
    store.create("stagevergoeding", "s", regulation("Een", "100.00"));
    store.update("stagevergoeding", "s", regulation("Twee", "200.00"));
    store.remove("stagevergoeding", "s", regulation("Twee", "200.00"));
    store.create("organisation", "later");
    const auto at = [&](std::int64_t seq) {
        return store.read([&](Reader& reader) {
            Rows rows;
            const auto past = reader.list_past(seq, 0, 100);
            for (const auto& row : past)
                rows.push_back(row.id + (row.record ? " " + row.record->title : " was not there"));
            for (const auto& fact : reader.project_past(past))
                for (const auto& tariff : fact.tariffs) rows.push_back(std::to_string(*tariff.amount_cents));
            return rows;
        });
    };
    CHECK(at(5).empty());
    CHECK(at(4) == Rows{"later was not there"});
    CHECK(at(3) == Rows{"s Twee", "later was not there", "20000"});
    CHECK(at(2) == Rows{"s Een", "later was not there", "10000"});
    CHECK(at(1) == Rows{"s was not there", "later was not there"});
    store.read([&](Reader& reader) {
        CHECK(reader.find_past("s", 2)->title == "Een");
        CHECK(reader.find_past("s", 3)->title == "Twee");
        CHECK_FALSE(reader.find_past("s", 4));
        CHECK_FALSE(reader.find_past("later", 4));
        CHECK(reader.find_past("stays", 4));
        CHECK_FALSE(reader.find_past("nobody", 4));
        // In pieces: what follows after a number.
        const auto first = reader.list_past(1, 0, 1);
        REQUIRE(first.size() == 1);
        CHECK(first[0].id == "s");
        const auto rest = reader.list_past(1, first[0].no, 10);
        REQUIRE(rest.size() == 1);
        CHECK(rest[0].id == "later");
        return 0;
    });
}

TEST_CASE("a moment leads to the last change until then") {
    TestStore store;
    store.create("organisation", "a");
    store.advance(std::chrono::seconds(10));
    store.create("organisation", "b");
    const auto moments = store.rows("SELECT at FROM change ORDER BY seq");
    store.read([&](Reader& reader) {
        CHECK(reader.last_seq_at("1990-01-01T00:00:00.000Z") == 0);
        CHECK(reader.last_seq_at(moments[0]) == 1);
        CHECK(reader.last_seq_at(moments[1]) == 2);
        CHECK(reader.moment_of(2) == moments[1]);
        CHECK(reader.moment_of(3).empty());
        return 0;
    });
}

TEST_CASE("a database from before keeps its rows, gets what insights need, and does not guess what was computed") {
    const TemporaryFolder folder;
    {
        Connection connection(folder.file(), Access::write);
        migrate(connection, {embedded_migrations().front()});
        connection.execute(R"(
            INSERT INTO record (no, id, kind, slug, title, title_key, status, visibility, revision, seq, created_at,
                updated_at, updated_by, is_public)
            VALUES (1, 's', 'stagevergoeding', 's', 'Twee', 'twee', 'published', 'public', 2, 2,
                '2026-01-01T00:00:00.000Z', '2026-01-02T00:00:00.000Z', 'test', 1);
            INSERT INTO revision (record_no, revision, operation, at, by, change_note, body) VALUES
                (1, 1, 'create', '2026-01-01T00:00:00.000Z', 'test', '', '{"title":"Een","status":"published"}'),
                (1, 2, 'update', '2026-01-02T00:00:00.000Z', 'test', '',
                 '{"title":"Twee","status":"published","tariffs":[{"amount":{"state":"zero"},"unit":"month"}]}');
            INSERT INTO derivation (record_no, derived) VALUES (1, '{"sectors":["vo"]}');
            INSERT INTO change (seq, record_no, revision, operation, at) VALUES
                (1, 1, 1, 'create', '2026-01-01T00:00:00.000Z'), (2, 1, 2, 'update', '2026-01-02T00:00:00.000Z');
        )");
    }
    Store store(folder.file(), small_catalog());
    store.read([&](Reader& reader) {
        CHECK(reader.find("s")->title == "Twee");
        CHECK(reader.list_revisions("s").size() == 2);
        const auto facts = reader.find_facts(1);
        REQUIRE(facts->tariffs.size() == 1);
        CHECK(facts->tariffs[0].scope.size() == 1);  // the unit
        const auto past = reader.list_past(1, 0, 100);
        REQUIRE(past.size() == 1);
        CHECK(past[0].record->title == "Een");
        CHECK(past[0].record->derived.is_null());
    });
}
