// What an operator asks of the database: a copy while it is in use, and whether it is sound.
#pragma once

#include <string>
#include <vector>

#include "service/storage/connection.hpp"

namespace afb::storage {

// A consistent, compact copy, complete or not there at all: made under another name, brought to the disk, then renamed.
// Throws std::runtime_error when `file` exists: a copy never replaces anything.
void back_up(Connection& connection, const std::string& file);

// What is wrong, in words; empty: nothing. Reads everything: minutes for a large database.
std::vector<std::string> find_faults(Connection& connection);

}  // namespace afb::storage
