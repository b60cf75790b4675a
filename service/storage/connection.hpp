// One connection to the database with its prepared statements, and one use of a statement.
//
// Guarantees: set up in the order SQLite needs (busy_timeout first); a statement is prepared once per connection and is
// reset and unbound after every use; values are bound by copy. A connection is used by one thread at a time.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "service/storage/values.hpp"

namespace afb::storage {

enum class Access { read, write };

class Connection {
public:
    // `write` creates the file when it is missing. Throws SQLite::Exception.
    Connection(const std::string& file, Access access);

    SQLite::Database& database() { return database_; }
    // Runs one or more statements without parameters.
    void execute(const char* sql) { database_.exec(sql); }
    // Forgets the prepared statements when there are very many (lists come in many shapes). Not while a Query lives.
    void trim();

private:
    friend class Query;
    SQLite::Statement& prepared(std::string_view sql);

    SQLite::Database database_;
    // By length first: statements begin alike.
    struct ByLength {
        using is_transparent = void;
        bool operator()(std::string_view a, std::string_view b) const {
            return a.size() != b.size() ? a.size() < b.size() : a < b;
        }
    };
    std::map<std::string, std::unique_ptr<SQLite::Statement>, ByLength> statements_;
};

// One run of a cached statement. Don't use the same text again while one is being stepped.
class Query {
public:
    Query(Connection& connection, std::string_view sql) : statement_(connection.prepared(sql)) {}
    ~Query();
    Query(const Query&) = delete;
    Query& operator=(const Query&) = delete;

    Query& bind(const char* name, std::string_view value);
    Query& bind(const char* name, std::int64_t value);
    Query& bind_value(const char* name, const Value& value);
    Query& bind_if_used(const char* name, const Value& value);  // passes over a name the statement does not have
    // Leaves NULL when there is no value.
    Query& bind_optional(const char* name, const std::optional<std::string>& value);

    bool step() { return statement_.executeStep(); }
    // For a statement that answers no rows.
    void run();
    // The one number a statement answers.
    std::int64_t number();

    std::string text(int column) const;  // "" for NULL
    std::int64_t integer(int column) const { return statement_.getColumn(column).getInt64(); }
    Value value(int column) const;  // "" for NULL
    bool is_null(int column) const { return statement_.getColumn(column).isNull(); }

private:
    SQLite::Statement& statement_;
};

// A transaction that rolls back unless committed.
class Transaction {
public:
    // `begin`: "BEGIN IMMEDIATE" or "BEGIN".
    Transaction(Connection& connection, const char* begin);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

private:
    Connection& connection_;
    bool open_ = true;
};

}  // namespace afb::storage
