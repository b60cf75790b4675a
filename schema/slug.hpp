// From a title to the short name in a record's address.
#pragma once

#include <string>
#include <string_view>

namespace afb {

// Lower-case ASCII letters, digits and single hyphens: "Coöperatie Zaan & IJmond" becomes "cooperatie-zaan-ijmond". At
// most 100 bytes, cut between words where that is possible; never empty ("record"), and never the shape of an id, which
// an address takes as well.
std::string make_slug(std::string_view title);

}  // namespace afb
