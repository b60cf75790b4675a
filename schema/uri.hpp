// Writing parts of an address.
#pragma once

#include <string>
#include <string_view>

namespace afb {

// A name or value for the query of an address: everything but letters, digits and -._~,: as %XX.
std::string escape_query(std::string_view text);

}  // namespace afb
