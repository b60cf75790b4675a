#include "service/storage/connection.hpp"

#include <memory>
#include <variant>

namespace afb::storage {
namespace {

// How long we wait for another process that writes to the same file (an import on the command line).
constexpr int busy_timeout_ms = 10'000;

// The fixed ones are about forty; a list takes two or three of its own, of some ten kilobytes each.
constexpr std::size_t max_statements = 96;

// Not trusted_schema = OFF: SQLite 3.40 then refuses json_valid() in our CHECKs.
constexpr const char* common_settings = R"(
PRAGMA foreign_keys = ON;
PRAGMA temp_store = MEMORY;
PRAGMA recursive_triggers = ON;
)";

// No mmap: each connection would count the same pages as its own memory.
constexpr const char* read_settings = R"(
PRAGMA cache_size = -2048;
PRAGMA query_only = ON;
)";

constexpr const char* write_settings = R"(
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
PRAGMA cache_size = -32768;
PRAGMA wal_autocheckpoint = 2000;
PRAGMA journal_size_limit = 67108864;
PRAGMA secure_delete = OFF;
)";

int open_flags(Access access) {
    const int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX;
    return access == Access::write ? flags | SQLite::OPEN_CREATE : flags;
}

}  // namespace

Connection::Connection(const std::string& file, Access access) : database_(file, open_flags(access), busy_timeout_ms) {
    execute(common_settings);
    execute(access == Access::write ? write_settings : read_settings);
    register_functions(database_);
}

SQLite::Statement& Connection::prepared(std::string_view sql) {
    const auto found = statements_.find(sql);
    if (found != statements_.end()) return *found->second;
    auto statement = std::make_unique<SQLite::Statement>(database_, std::string(sql));
    return *statements_.emplace(std::string(sql), std::move(statement)).first->second;
}

void Connection::trim() {
    if (statements_.size() > max_statements) statements_.clear();
}

Query::~Query() {
    statement_.tryReset();
    try {
        statement_.clearBindings();
    } catch (const SQLite::Exception&) {
        // Only fails for a statement that is not there.
    }
}

Query& Query::bind(const char* name, std::string_view value) {
    statement_.bind(name, std::string(value));
    return *this;
}

Query& Query::bind(const char* name, std::int64_t value) {
    statement_.bind(name, value);
    return *this;
}

Query& Query::bind_value(const char* name, const Value& value) {
    std::visit([&](const auto& held) { statement_.bind(name, held); }, value);
    return *this;
}

Query& Query::bind_if_used(const char* name, const Value& value) {
    return statement_.getIndex(name) > 0 ? bind_value(name, value) : *this;
}

Query& Query::bind_optional(const char* name, const std::optional<std::string>& value) {
    if (value) statement_.bind(name, *value);
    return *this;
}

void Query::run() {
    while (statement_.executeStep()) {
    }
}

std::int64_t Query::number() {
    return statement_.executeStep() ? integer(0) : 0;
}

std::string Query::text(int column) const {
    return statement_.getColumn(column).getString();
}

Value Query::value(int column) const {
    const auto held = statement_.getColumn(column);
    if (held.isInteger()) return held.getInt64();
    if (held.isFloat()) return held.getDouble();
    return held.getString();
}

Transaction::Transaction(Connection& connection, const char* begin) : connection_(connection) {
    connection_.execute(begin);
}

Transaction::~Transaction() {
    // An error may have rolled back already; then this finds nothing to do.
    if (open_) connection_.database().tryExec("ROLLBACK");
}

void Transaction::commit() {
    connection_.execute("COMMIT");
    open_ = false;
}

}  // namespace afb::storage
