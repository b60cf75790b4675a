#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <stdexcept>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

using Catch::Matchers::Contains;

void tamper(TestStore& store, const std::string& sql) {
    SQLite::Database database(store.file(), SQLite::OPEN_READWRITE);
    database.exec("PRAGMA foreign_keys = OFF");
    database.exec(sql);
}

void fill(TestStore& store) {
    store.create("organisation", "o");
    store.create("agreement", "a", {{"parties", {{{"partyId", "o"}}}}, {"themes", {"werven"}}});
    store.update("agreement", "a", {{"title", "Tweede"}});
}

}  // namespace

TEST_CASE("a sound database has no faults") {
    TestStore store;
    fill(store);
    CHECK(store->check().empty());
    CHECK_NOTHROW(store->ping());
}

TEST_CASE("a head that does not match its history is found") {
    TestStore store;
    fill(store);
    tamper(store, "UPDATE record SET revision = 1 WHERE id = 'a'");
    const auto faults = store->check();
    REQUIRE_FALSE(faults.empty());
    CHECK_THAT(faults[0], Contains("record a") && Contains("newer revision"));
}

TEST_CASE("a missing revision, change or row is found") {
    TestStore store;
    fill(store);
    SECTION("the newest revision") {
        tamper(store, "DELETE FROM revision WHERE record_no = 2 AND revision = 2");
    }
    SECTION("an older revision") {
        tamper(store, "DELETE FROM revision WHERE record_no = 2 AND revision = 1");
    }
    SECTION("the change") {
        tamper(store, "DELETE FROM change WHERE seq = 3");
    }
    SECTION("what was computed") {
        tamper(store, "DELETE FROM derivation WHERE record_no = 2");
    }
    SECTION("the record") {
        tamper(store, "DELETE FROM record WHERE no = 1");
    }
    CHECK_FALSE(store->check().empty());
}

TEST_CASE("damage on the disk is found") {
    TestStore store;
    store->write([](Writer& writer) {
        for (int i = 0; i < 500; ++i) writer.write(draft(Operation::create, "agreement", "r" + std::to_string(i)));
    });
    store.rows("SELECT 1");
    { SQLite::Database(store.file(), SQLite::OPEN_READWRITE).exec("PRAGMA wal_checkpoint(TRUNCATE)"); }
    {
        std::fstream file(store.file(), std::ios::in | std::ios::out | std::ios::binary);
        for (int page = 5; page < 40; ++page) {
            file.seekp(page * 4096 + 8);
            file << std::string(64, '\xFF');
        }
    }
    const auto look = [&] { return store->check().empty(); };
    bool sound = true;
    try {
        sound = look();
    } catch (const SQLite::Exception&) {
        sound = false;
    }
    CHECK_FALSE(sound);
}

TEST_CASE("a backup is a whole database, made while others write") {
    TestStore store;
    fill(store);
    const auto copy = store.folder().file("copy.db");
    store->write([&](Writer& writer) {
        writer.write(draft(Operation::create, "agreement", "late"));
        store->backup(copy);
    });
    CHECK(store.find("late"));
    CHECK_FALSE(std::filesystem::exists(copy + ".partial"));

    Store restored(copy, small_catalog());
    CHECK(restored.check().empty());
    restored.read([](Reader& reader) {
        CHECK(reader.find("a")->title == "Tweede");
        CHECK(reader.list_revisions("a").size() == 2);
        CHECK_FALSE(reader.find("late"));
        CHECK(reader.last_seq() == 3);
    });
}

TEST_CASE("a backup never replaces a file, nor leaves half of one") {
    TestStore store;
    fill(store);
    CHECK_THROWS_WITH(store->backup(store.file()), Contains("exists"));
    CHECK_THROWS_WITH(store->backup(store.folder().file("nowhere/copy.db")), Contains("nowhere") || Contains("unable"));
    CHECK(store->check().empty());
}

TEST_CASE("a backup that was cut short before is overwritten") {
    TestStore store;
    fill(store);
    const auto copy = store.folder().file("copy.db");
    std::ofstream(copy + ".partial") << "half";
    store->backup(copy);
    CHECK(Store(copy, small_catalog()).check().empty());
}
