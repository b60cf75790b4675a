// What records are called besides: "HU" for "Hogeschool Utrecht", and the other way round, as the records in the index
// say it.
//
// Leaves out: what anybody calls nothing else, and names of so many records that they are no name of one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace afb::indexer {

// The other names (titles, abbreviations, aliases) of the records of which `exact` (an exact_form) is a name; with
// `public_only`, of public ones. Each once, in an order that a rebuilt index has too.
std::vector<std::string> other_names(const Xapian::Database& database, std::string_view exact, bool public_only);

}  // namespace afb::indexer
