// The house rules that a machine can read off the sources: who may include whom, how long a file may be, what is
// banned.
//
// Guarantees: pure text in, sentences out; the tables in rules.cpp are the only place where the rules stand.
// Leaves out: transitive includes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace afb::layering {

// "schema/dates.cpp" -> "schema"; "service/storage/store.hpp" -> "service/storage"; "tests/kit/x.hpp" -> "tests".
std::string room_of(std::string_view path);

// What `#include` lines of this file break, each as a sentence with file and line.
std::vector<std::string> include_problems(std::string_view path, std::string_view content);

// Length, `#pragma once`, the opening comment, and constructions that are banned in the product (not in tests).
std::vector<std::string> style_problems(std::string_view path, std::string_view content);

}  // namespace afb::layering
