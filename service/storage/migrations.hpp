// The steps that bring a database to the shape this version of the program expects: schema/migrations/NNNN_name.sql,
// append-only.
#pragma once

#include <string>
#include <vector>

#include "service/storage/connection.hpp"

namespace afb::storage {

struct Migration {
    int number = 0;
    std::string name;  // "0001_initial"
    std::string sql;
};

// Those in the program, in order. Throws std::logic_error when the numbers are not 1, 2, 3 ...
std::vector<Migration> embedded_migrations();

// Applies what is missing, each step in its own transaction. Rows stay as they are. Throws std::runtime_error, with a
// text for an operator, for a database of a newer version, of another program, or one that is damaged. Two processes
// may do this at once.
void migrate(Connection& connection, const std::vector<Migration>& migrations);

}  // namespace afb::storage
