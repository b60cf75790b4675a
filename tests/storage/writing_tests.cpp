#include <catch2/catch.hpp>

#include <stdexcept>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

std::vector<std::string> operations(TestStore& store) {
    std::vector<std::string> out;
    for (const auto& change : store.read([](Reader& reader) { return reader.list_changes(0, 100); }))
        out.push_back(std::to_string(change.seq) + " " + change.operation + " " + change.id + " r" +
                      std::to_string(change.revision));
    return out;
}

const Json opleiden = {{"title", "Samen opleiden"}, {"themes", {"opleiden"}}};

}  // namespace

TEST_CASE("a record that was written is found by its id and by its slug") {
    TestStore store;
    const auto written = store.create("agreement", "a", opleiden);
    CHECK(written.revision == 1);
    CHECK(written.seq == 1);
    CHECK(written.created_at == "2026-01-15T00:00:00.000Z");

    const auto found = store.find("a");
    REQUIRE(found);
    CHECK(found->title == "Samen opleiden");
    CHECK(found->body == written.body);
    CHECK(found->updated_by == "tester");
    CHECK_FALSE(found->deleted);
    const auto by_slug = store.read([](Reader& reader) { return reader.find_by_slug("agreement", "a"); });
    REQUIRE(by_slug);
    CHECK(by_slug->id == "a");
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_by_slug("organisation", "a"); }));
    CHECK_FALSE(store.find("b"));
}

TEST_CASE("a heading is what a record shows of itself elsewhere, also when it was removed") {
    TestStore store;
    store.create("agreement", "a", {{"title", "Samen"}, {"visibility", "members"}});
    const auto heading = [&] { return store.read([](Reader& reader) { return reader.find_heading("a"); }); };
    REQUIRE(heading());
    CHECK(heading()->kind == "agreement");
    CHECK(heading()->slug == "a");
    CHECK(heading()->title == "Samen");
    CHECK(heading()->status == "published");
    CHECK(heading()->visibility == "members");
    CHECK_FALSE(heading()->deleted);
    store.remove("agreement", "a");
    CHECK(heading()->deleted);
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_heading("b"); }));
}

TEST_CASE("what was written is there when the database is opened again") {
    TestStore store;
    store.create("agreement", "a", {{"title", "Één"}, {"derived", {{"boundary", "within"}}}});
    store.reopen();
    const auto found = store.find("a");
    REQUIRE(found);
    CHECK(found->title == "Één");
    CHECK(found->derived == Json{{"boundary", "within"}});
}

TEST_CASE("every write appends a revision that can be read for ever") {
    TestStore store;
    store.create("agreement", "a", {{"title", "Een"}});
    store.advance(std::chrono::seconds(5));
    auto second = draft(Operation::update, "agreement", "a", {{"title", "Twee"}});
    second.change_note = "Naam hersteld";
    second.by = "ander";
    const auto head = store.write(second);
    CHECK(head.revision == 2);
    CHECK(head.created_at == "2026-01-15T00:00:00.000Z");
    CHECK(head.updated_at == "2026-01-15T00:00:05.000Z");

    const auto revisions = store.read([](Reader& reader) { return reader.list_revisions("a"); });
    REQUIRE(revisions.size() == 2);
    CHECK(revisions[0].body["title"] == "Een");
    CHECK(revisions[0].operation == Operation::create);
    CHECK(revisions[1].change_note == "Naam hersteld");
    CHECK(revisions[1].by == "ander");
    CHECK(revisions[1].at == "2026-01-15T00:00:05.000Z");
    const auto first = store.read([](Reader& reader) { return reader.find_revision("a", 1); });
    REQUIRE(first);
    CHECK(first->body["title"] == "Een");
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_revision("a", 3); }));
}

TEST_CASE("a removed record keeps its history, is in no list, and can be restored") {
    TestStore store;
    store.create("agreement", "a", opleiden);
    const auto gone = store.remove("agreement", "a", opleiden);
    CHECK(gone.deleted);
    CHECK(store.find("a")->deleted);
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_by_slug("agreement", "a"); }));
    CHECK(store.ids(ask("agreement")).empty());
    CHECK(store.ids(ask("agreement").where("theme", {"opleiden"})).empty());
    CHECK(store.read([](Reader& reader) { return reader.count({}); }) == 0);
    CHECK(store.number("SELECT count(*) FROM filter_value") == 0);

    const auto back = store.write(draft(Operation::restore, "agreement", "a", opleiden));
    CHECK(back.revision == 3);
    CHECK_FALSE(back.deleted);
    CHECK(store.ids(ask("agreement").where("theme", {"opleiden"})) == std::vector<std::string>{"a"});
    CHECK(operations(store) == std::vector<std::string>{"1 create a r1", "2 remove a r2", "3 restore a r3"});
}

TEST_CASE("an exception takes back everything of its transaction") {
    TestStore store;
    store.create("agreement", "a");
    const auto fail = [&] {
        store->write([](Writer& writer) {
            writer.write(draft(Operation::create, "agreement", "b"));
            writer.set_meta("key", "value");
            CHECK(writer.find("b"));
            throw std::runtime_error("no");
        });
    };
    CHECK_THROWS_WITH(fail(), "no");
    CHECK_FALSE(store.find("b"));
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_meta("key"); }));
    CHECK(store.create("agreement", "c").seq == 2);
}

TEST_CASE("a transaction in which a write failed halfway is not committed, also when the failure was caught") {
    TestStore store;
    const Json body = {{"identifiers", {{"brin", "25PT"}}}};
    store.create("organisation", "a", body);
    const auto careless = [&] {
        store->write([&](Writer& writer) {
            writer.write(draft(Operation::create, "organisation", "b"));
            CHECK_THROWS_AS(writer.write(draft(Operation::create, "organisation", "c", body)), SQLite::Exception);
        });
    };
    CHECK_THROWS_AS(careless(), std::logic_error);
    CHECK_FALSE(store.find("b"));
    CHECK_FALSE(store.find("c"));
    CHECK(store->check().empty());
}

TEST_CASE("operations that do not fit the record are refused") {
    TestStore store;
    store.create("agreement", "a");
    CHECK_THROWS_AS(store.create("agreement", "a"), std::logic_error);
    CHECK_THROWS_AS(store.update("agreement", "nothing"), std::logic_error);
    CHECK_THROWS_AS(store.update("organisation", "a"), std::logic_error);
    store.remove("agreement", "a");
    CHECK_THROWS_AS(store.update("agreement", "a"), std::logic_error);
    CHECK(store.find("a")->revision == 2);
}

TEST_CASE("a slug belongs to one live record of a kind") {
    TestStore store;
    store.create("agreement", "a");
    auto other = draft(Operation::create, "agreement", "b");
    other.slug = "a";
    CHECK_THROWS_AS(store.write(other), SQLite::Exception);
    store.remove("agreement", "a");
    CHECK(store.write(other).slug == "a");
    other = draft(Operation::create, "organisation", "c");
    other.slug = "a";
    CHECK_NOTHROW(store.write(other));
}

TEST_CASE("a unique value belongs to one live record of a kind and is found") {
    TestStore store;
    const Json body = {{"identifiers", {{"brin", "25PT"}}}};
    store.create("organisation", "a", body);
    const auto holder = [&] {
        return store.read(
            [](Reader& reader) { return reader.find_unique("organisation", "identifiers.brin", "25PT"); });
    };
    CHECK(holder() == "a");
    CHECK_THROWS_AS(store.create("organisation", "b", body), SQLite::Exception);
    CHECK_NOTHROW(store.update("organisation", "a", body));
    store.remove("organisation", "a", body);
    CHECK_FALSE(holder());
    store.create("organisation", "b", body);
    CHECK(holder() == "b");
}

TEST_CASE("records that refer to each other may come in one transaction, in any order") {
    TestStore store;
    store->write([](Writer& writer) {
        writer.write(draft(Operation::create, "partnership", "p", {{"leadOrganisationId", "o"}}));
        writer.write(draft(Operation::create, "organisation", "o", {{"ownerId", "p"}}));
    });
    const auto references = store.read([](Reader& reader) { return reader.references_of("p"); });
    REQUIRE(references.size() == 1);
    CHECK(references[0].pointer == "/leadOrganisationId");
    CHECK(references[0].id == "o");
    CHECK(references[0].kind == "organisation");
}

TEST_CASE("a reference to nothing never gets into the database") {
    TestStore store;
    CHECK_THROWS_AS(store.create("partnership", "p", {{"leadOrganisationId", "o"}}), SQLite::Exception);
    CHECK_FALSE(store.find("p"));
    CHECK(store->check().empty());
}

TEST_CASE("deriving anew is a change only when the answer differs") {
    TestStore store;
    store.create("agreement", "a", {{"derived", {{"boundary", "unknown"}}}});
    bool changed = true;
    store->write([&](Writer& writer) { changed = writer.rederive("a", {{"boundary", "unknown"}}); });
    CHECK_FALSE(changed);
    store->write([&](Writer& writer) { changed = writer.rederive("a", {{"boundary", "within"}}); });
    CHECK(changed);
    CHECK(operations(store) == std::vector<std::string>{"1 create a r1", "2 derive a r1"});
    CHECK(store.find("a")->revision == 1);
    CHECK(store.find("a")->seq == 2);
    CHECK(store.ids(ask().where("boundary", {"within"})) == std::vector<std::string>{"a"});
    CHECK(store.ids(ask().where("boundary", {"unknown"})).empty());
    store->write([&](Writer& writer) { changed = writer.rederive("nothing", Json::object()); });
    CHECK_FALSE(changed);
}

TEST_CASE("the feed of changes is in order, without gaps, and can be read in pieces") {
    TestStore store;
    for (const auto* name : {"a", "b", "c"}) store.create("agreement", name);
    CHECK(store.read([](Reader& reader) { return reader.last_seq(); }) == 3);
    const auto page = store.read([](Reader& reader) { return reader.list_changes(1, 1); });
    REQUIRE(page.size() == 1);
    CHECK(page[0].seq == 2);
    CHECK(page[0].id == "b");
    CHECK(page[0].kind == "agreement");
}

TEST_CASE("scanning passes every live record once, in batches") {
    TestStore store;
    for (int i = 0; i < 7; ++i) store.create(i % 2 == 0 ? "agreement" : "organisation", "r" + std::to_string(i));
    store.remove("agreement", "r2");
    const auto scan_all = [&](std::string_view kind) {
        std::vector<std::string> seen;
        std::int64_t next = 0;
        do {
            for (const auto& record : store.read([&](Reader& reader) { return reader.scan(next, 2, &next, kind); }))
                seen.push_back(record.id);
        } while (next != 0);
        return seen;
    };
    CHECK(scan_all({}) == std::vector<std::string>{"r0", "r1", "r3", "r4", "r5", "r6"});
    CHECK(scan_all("agreement") == std::vector<std::string>{"r0", "r4", "r6"});
    CHECK(store.read([](Reader& reader) { return reader.count("agreement"); }) == 3);
}

TEST_CASE("many records are found in the order asked, without those that are not there") {
    TestStore store;
    store.create("agreement", "a");
    store.create("agreement", "b");
    const auto found = store.read([](Reader& reader) { return reader.find_many({"b", "x", "a"}); });
    REQUIRE(found.size() == 2);
    CHECK(found[0].id == "b");
    CHECK(found[1].id == "a");
}

TEST_CASE("an impossible date and an unknown status are refused by the database itself") {
    TestStore store;
    CHECK_THROWS_AS(store.create("agreement", "a", {{"validFrom", "2026-02-30"}}), SQLite::Exception);
    CHECK_THROWS_AS(store.create("agreement", "a", {{"status", "lost"}}), SQLite::Exception);
    CHECK_FALSE(store.find("a"));
}

TEST_CASE("a write inside a write is an error and not a wait for ever") {
    TestStore store;
    const auto nested = [&] { store->write([&](Writer&) { store->write([](Writer&) {}); }); };
    CHECK_THROWS_AS(nested(), std::logic_error);
    CHECK_NOTHROW(store.create("agreement", "a"));
}

TEST_CASE("a read cannot write") {
    TestStore store;
    const auto sneak = [&] { store->read([](Reader& reader) { dynamic_cast<Writer&>(reader).set_meta("a", "b"); }); };
    CHECK_THROWS_AS(sneak(), SQLite::Exception);
}

TEST_CASE("texts keep every character, also a NUL and emoji") {
    TestStore store;
    const std::string text("a\0b \xF0\x9F\x98\x80 '); DROP TABLE record; --", 33);
    store.create("agreement", "a", {{"title", text}});
    CHECK(store.find("a")->body["title"] == text);
}
