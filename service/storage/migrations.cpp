#include "service/storage/migrations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <stdexcept>

#include "cmake/embedded.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view folder = "schema/migrations/";

// "AFB1", in the header of the file, so that `file` and we know whose it is.
constexpr std::int64_t our_application_id = 0x41464231;

std::int64_t pragma(Connection& connection, const char* sql) {
    return connection.database().execAndGet(sql).getInt64();
}

struct State {
    std::int64_t version = 0;
    bool ours = false;  // or still empty
};

State state_of(Connection& connection) {
    const Transaction snapshot(connection, "BEGIN");  // another process may be migrating
    const auto version = pragma(connection, "PRAGMA user_version");
    const auto application = pragma(connection, "PRAGMA application_id");
    const auto objects = pragma(connection, "SELECT count(*) FROM sqlite_master");
    return {version, application == our_application_id || (version == 0 && objects == 0)};
}

void apply(Connection& connection, const Migration& migration) {
    Transaction transaction(connection, "BEGIN IMMEDIATE");
    const auto version = pragma(connection, "PRAGMA user_version");
    if (version >= migration.number) return;  // another process was first
    connection.execute(migration.sql.c_str());
    connection.execute(fmt::format("PRAGMA user_version = {}", migration.number).c_str());
    if (version == 0) connection.execute(fmt::format("PRAGMA application_id = {}", our_application_id).c_str());
    transaction.commit();
}

}  // namespace

std::vector<Migration> embedded_migrations() {
    std::vector<Migration> migrations;
    for (const auto& file : embedded::schema_files()) {
        if (!file.path.starts_with(folder) || !file.path.ends_with(".sql")) continue;
        const auto name = file.path.substr(folder.size(), file.path.size() - folder.size() - 4);
        Migration migration{.name = std::string(name), .sql = std::string(file.content)};
        std::from_chars(name.data(), name.data() + name.size(), migration.number);
        migrations.push_back(std::move(migration));
    }
    std::sort(migrations.begin(), migrations.end(), [](const auto& a, const auto& b) { return a.number < b.number; });
    for (std::size_t i = 0; i < migrations.size(); ++i) {
        if (migrations[i].number != static_cast<int>(i) + 1)
            throw std::logic_error("schema/migrations: numbers must be 1, 2, 3 ...; found " + migrations[i].name);
    }
    return migrations;
}

void migrate(Connection& connection, const std::vector<Migration>& migrations) {
    const auto known = static_cast<std::int64_t>(migrations.size());
    const auto [version, ours] = state_of(connection);
    if (!ours) throw std::runtime_error("this file is a SQLite database of another program");
    if (version > known) {
        throw std::runtime_error(fmt::format(
            "the database is of a newer version of Afsprakenbank (its format is {}, this program knows up to {}); "
            "start that version, or restore a backup",
            version, known));
    }
    for (const auto& migration : migrations) {
        try {
            if (migration.number > version) apply(connection, migration);
        } catch (const SQLite::Exception& error) {
            throw std::runtime_error(fmt::format("migration {} failed: {}", migration.name, error.what()));
        }
    }
}

}  // namespace afb::storage
