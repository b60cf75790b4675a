#include <catch2/catch.hpp>

#include "service/storage/values.hpp"
#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

using Rows = std::vector<std::string>;

Json allowance() {
    return Json::parse(R"({
        "title": "Haaglanden",
        "tariffs": [
            {"amount": {"state": "stated", "value": "180.00", "currency": "EUR"}, "unit": "month", "daysPerWeek": 2},
            {"amount": {"state": "zero"}},
            {"amount": {"state": "unknown"}},
            {"amount": {"state": "stated", "min": "0.00", "max": "99999999.99"}, "daysPerWeek": 2.5}
        ],
        "paymentRoute": {"steps": [
            {"order": 1, "role": "funds", "from": {"actor": "ministry"}, "to": {"actor": "schoolbestuur"}, "amount": "1000.00", "share": 50.5},
            {"order": 2, "role": "pays", "from": {"actor": "schoolbestuur", "organisationId": "o"}, "to": {"actor": "student"}}
        ]},
        "derived": {"tariffs": [
            {"index": 3, "notComparable": "no-unit"},
            {"index": 0, "comparableMin": "90.00", "comparableMax": "90.00"}
        ]}
    })");
}

}  // namespace

TEST_CASE("tariffs are rows in whole cents, where nothing, unknown and an amount are three things") {
    TestStore store;
    store.create("organisation", "o");
    store.create("stagevergoeding", "s", allowance());
    CHECK(store.rows(
              "SELECT position, amount_state, amount_cents, min_cents, max_cents, days_per_week, comparable_min_cents, "
              "comparable_max_cents, not_comparable FROM tariff ORDER BY position") ==
          Rows{"0|stated|18000|-|-|2|9000|9000|-", "1|zero|0|-|-|-|-|-|-", "2|unknown|-|-|-|-|-|-|-",
               "3|stated|-|0|9999999999|2.5|-|-|no-unit"});
    CHECK(store.rows("SELECT sum(amount_cents), typeof(sum(amount_cents)) FROM tariff") == Rows{"18000|integer"});
}

TEST_CASE("the steps of a payment route are rows") {
    TestStore store;
    store.create("organisation", "o");
    store.create("stagevergoeding", "s", allowance());
    CHECK(store.rows("SELECT step_order, role, from_actor, from_organisation_id, to_actor, amount_cents, share FROM "
                     "route_step ORDER BY position") ==
          Rows{"1|funds|ministry|-|schoolbestuur|100000|50.5", "2|pays|schoolbestuur|o|student|-|-"});
}

TEST_CASE("parties, coverage and derived regions are rows") {
    TestStore store;
    store.create(
        "onderwijsregio", "r",
        {{"coverage", {{{"schoolYear", "2024-2025"}, {"studentsTotal", 1200}, {"studentsInSamenOpleiden", 0}}}}});
    store.create("agreement", "a",
                 {{"parties",
                   {{{"partyId", "r"}, {"role", "penvoerder"}, {"signedOn", "2025-02-28"}}, {{"name", "Een bestuur"}}}},
                  {"derived", {{"regionIds", {"r"}}}}});
    CHECK(store.rows("SELECT position, party_id, name, role, signed_on FROM party ORDER BY position") ==
          Rows{"0|r|-|penvoerder|2025-02-28", "1|-|Een bestuur|-|-"});
    CHECK(store.rows("SELECT school_year, students_total, students_in_samen_opleiden, schools_total FROM coverage") ==
          Rows{"2024-2025|1200|0|-"});
    CHECK(store.rows("SELECT record_no, region_id FROM region_link ORDER BY record_no") == Rows{"1|r", "2|r"});
}

TEST_CASE("an update leaves nothing of the revision before it in the projections, a removal nothing at all") {
    TestStore store;
    const auto rows = [&] {
        return store.number(
            "SELECT (SELECT count(*) FROM filter_value) + (SELECT count(*) FROM range_value) + (SELECT count(*) FROM "
            "sort_value) + "
            "(SELECT count(*) FROM unique_value) + (SELECT count(*) FROM reference) + (SELECT count(*) FROM "
            "region_link) + "
            "(SELECT count(*) FROM party) + (SELECT count(*) FROM tariff) + (SELECT count(*) FROM route_step) + "
            "(SELECT count(*) FROM coverage)");
    };
    store.create("organisation", "o");
    const auto before = rows();
    store.create("stagevergoeding", "s", allowance());
    CHECK(rows() > before + 10);
    store.update("stagevergoeding", "s", {{"title", "Leeg"}});
    CHECK(store.number("SELECT count(*) FROM tariff") == 0);
    store.update("stagevergoeding", "s", allowance());
    CHECK(store.number("SELECT count(*) FROM tariff") == 4);
    store.remove("stagevergoeding", "s", allowance());
    CHECK(rows() == before);
}

TEST_CASE("a field that a new catalog makes filterable is filterable for records that were there before") {
    TestStore store;
    store.create("agreement", "a", {{"colour", "red"}});
    store.create("agreement", "gone", {{"colour", "red"}});
    store.remove("agreement", "gone", {{"colour", "red"}});
    const RecordQuery red = ask("agreement").where("colour", {"red"});
    CHECK_THROWS_AS(store.ids(red), std::invalid_argument);
    const auto revisions = store.number("SELECT count(*) FROM revision");

    store.reopen(small_catalog({{"colour", {{"type", "string"}, {"x-filter", "colour"}}}}));
    CHECK(store.ids(red) == Rows{"a"});
    CHECK(store.rows("SELECT id, colour FROM agreements") == Rows{"a|red"});
    CHECK(store.number("SELECT count(*) FROM revision") == revisions);
    CHECK(store.read([](Reader& reader) { return reader.last_seq(); }) == 3);
}

TEST_CASE("each kind has a readable view with a column for every scalar and JSON for lists") {
    TestStore store;
    store.create("organisation", "o", {{"name", "School"}, {"identifiers", {{"brin", "25PT"}}}, {"sectors", {"vo"}}});
    CHECK(store.rows("SELECT id, slug, status, name, BRIN, sectors, ownerId, revision FROM organisations") ==
          Rows{R"(o|o|published|School|25PT|["vo"]|-|1)"});
    store.create("agreement", "a", {{"automatic", true}, {"derived", {{"boundary", "across"}, {"regionIds", {"x"}}}}});
    CHECK(store.rows("SELECT title, automatic, derived_boundary, derived_regionIds, parties FROM agreements") ==
          Rows{R"(a|1|across|["x"]|-)"});
    store.remove("agreement", "a");
    CHECK(store.rows("SELECT id FROM agreements").empty());
}

TEST_CASE("views follow the catalog, and a view somebody else made stays") {
    TestStore store;
    { SQLite::Database(store.file(), SQLite::OPEN_READWRITE).exec("CREATE VIEW mine AS SELECT id FROM record"); }
    store.reopen(small_catalog({{"colour", {{"type", "string"}, {"x-column", "Kleur van de \"afspraak\""}}}}));
    store.create("agreement", "a", {{"colour", "red"}});
    CHECK(store.rows(R"(SELECT "Kleur van de ""afspraak""" FROM agreements)") == Rows{"red"});
    CHECK(store.rows("SELECT id FROM mine") == Rows{"a"});
    store.reopen(small_catalog());
    CHECK(store.number("SELECT count(*) FROM pragma_table_info('agreements') WHERE name LIKE 'Kleur%'") == 0);
}

TEST_CASE("keys to sort by have no capitals and no accents, and leave other letters alone") {
    CHECK(fold_key("Één ÀÇÑØß Łódź") == "een acnos lodz");
    CHECK(fold_key("IJSSEL-Lek 2") == "ijssel-lek 2");
    CHECK(fold_key("Ωmega €") == "Ωmega €");
    CHECK(fold_key("\xC3") == "\xC3");
    CHECK(fold_key("").empty());
}
