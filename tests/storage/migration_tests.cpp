#include <catch2/catch.hpp>

#include <stdlib.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

#include "service/storage/migrations.hpp"
#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

using Catch::Matchers::Contains;

const std::string golden_file = std::string(AFB_SOURCE_DIR) + "/schema/schema.sql";

// What the migrations make, without the views: those follow from the record schemas, so that a new field stays one edit
// in one file.
std::string dump(const std::string& file) {
    SQLite::Database database(file, SQLite::OPEN_READONLY);
    SQLite::Statement statement(database, R"(
        SELECT sql FROM sqlite_master
        WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' AND instr(sql, '-- made from the record schemas') = 0
        ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END, name)");
    std::string out =
        "-- A fresh database, for people to read; made by test_storage from schema/migrations. Never run.\n";
    while (statement.executeStep()) out += "\n" + statement.getColumn(0).getString() + ";\n";
    return out;
}

std::string content_of(const std::string& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

void run_sql(const std::string& file, const std::string& sql) {
    SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
}

void open_store(const std::string& file) {
    const Store store(file, small_catalog());
}

}  // namespace

TEST_CASE("a fresh database has the shape of schema/schema.sql") {
    TestStore store(shipped_catalog());
    const auto fresh = dump(store.file());
    if (::getenv("AFB_UPDATE_GOLDEN") != nullptr) std::ofstream(golden_file) << fresh;
    INFO("to renew it after adding a migration: AFB_UPDATE_GOLDEN=1 test_storage \"a fresh database*\"");
    CHECK(fresh == content_of(golden_file));
}

TEST_CASE("the shipped catalog gives a readable view for each of its kinds") {
    const auto catalog = shipped_catalog();
    TestStore store(catalog);
    for (const auto& kind : catalog->kinds()) CHECK(store.number("SELECT count(*) FROM " + kind.collection) == 0);
}

TEST_CASE("opening again changes nothing in the file") {
    TestStore store;
    store.create("agreement", "a");
    store.reopen();
    const auto version = store.number("PRAGMA schema_version");
    store.reopen();
    CHECK(store.number("PRAGMA schema_version") == version);
    CHECK(store.read([](Reader& reader) { return reader.last_seq(); }) == 1);
}

TEST_CASE("a database of an older version gets the steps it lacks and keeps its rows") {
    const TemporaryFolder folder;
    std::vector<Migration> steps{
        {1, "0001_first", "CREATE TABLE t (a TEXT NOT NULL) STRICT; INSERT INTO t VALUES ('kept');"}};
    Connection connection(folder.file(), Access::write);
    migrate(connection, steps);
    steps.push_back({2, "0002_second", "ALTER TABLE t ADD COLUMN b INTEGER; CREATE INDEX t_b ON t (b);"});
    migrate(connection, steps);
    migrate(connection, steps);
    CHECK(connection.database().execAndGet("SELECT a || coalesce(b, '-') FROM t").getString() == "kept-");
    CHECK(connection.database().execAndGet("PRAGMA user_version").getInt() == 2);
}

TEST_CASE("a step that fails leaves the database as it was") {
    const TemporaryFolder folder;
    Connection connection(folder.file(), Access::write);
    std::vector<Migration> steps{{1, "0001_first", "CREATE TABLE t (a TEXT) STRICT;"}};
    migrate(connection, steps);
    steps.push_back({2, "0002_second", "CREATE TABLE u (a TEXT) STRICT; CREATE TABLE t (a TEXT);"});
    CHECK_THROWS_WITH(migrate(connection, steps), Contains("0002_second"));
    CHECK(connection.database().execAndGet("PRAGMA user_version").getInt() == 1);
    CHECK_FALSE(connection.database().tableExists("u"));
}

TEST_CASE("the migrations in the program are numbered from one without gaps") {
    const auto migrations = embedded_migrations();
    REQUIRE_FALSE(migrations.empty());
    for (std::size_t i = 0; i < migrations.size(); ++i) CHECK(migrations[i].number == static_cast<int>(i) + 1);
}

TEST_CASE("a database of a newer version is refused and left alone") {
    const TemporaryFolder folder;
    open_store(folder.file());
    run_sql(folder.file(), "PRAGMA user_version = 999");
    CHECK_THROWS_WITH(open_store(folder.file()), Contains("newer version") && Contains(folder.file()));
}

TEST_CASE("a database of another program is refused and left alone") {
    const TemporaryFolder folder;
    run_sql(folder.file(), "CREATE TABLE song (title TEXT)");
    CHECK_THROWS_WITH(open_store(folder.file()), Contains("another program"));
    SQLite::Database database(folder.file(), SQLite::OPEN_READONLY);
    CHECK_FALSE(database.tableExists("record"));
}

TEST_CASE("a file that is no database is refused with its name") {
    const TemporaryFolder folder;
    std::ofstream(folder.file()) << std::string(10'000, 'x');
    CHECK_THROWS_WITH(open_store(folder.file()), Contains(folder.file()));
    CHECK_THROWS_AS(open_store(folder.file()), std::runtime_error);
}

TEST_CASE("a folder that is not there is refused with its name") {
    const TemporaryFolder folder;
    CHECK_THROWS_WITH(open_store(folder.file("nowhere/afsprakenbank.db")), Contains("nowhere"));
}

TEST_CASE("the file says whose it is, and is in WAL mode") {
    TestStore store;
    CHECK(store.number("PRAGMA application_id") == 0x41464231);
    CHECK(store.rows("PRAGMA journal_mode") == std::vector<std::string>{"wal"});
}
