// The boundary of an agreement: within one onderwijsregio, across, national, or unknown, from the regions its parties
// work in.
//
// Guarantees: a party whose region is not known never counts as being inside; it only stays without effect where the
// parties that are known already have no region in common. Leaves out how a party's regions are found: that is the
// caller's.
//
// The rules, in this order:
//   1. an agreement at national level is `national`, whoever signed it;
//   2. no party with a known region, or none at all: `unknown`;
//   3. the known parties have no region in common: `across`, whatever the unknown ones are;
//   4. some party's region is unknown: `unknown`;
//   5. the only region involved is a national one (Landelijk groen onderwijs): `national`. Beside a regional region a
//   national one counts as any other
//      region, because then the agreement does say something about a place;
//   6. otherwise `within`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/text.hpp"

namespace afb {

enum class BoundaryValue { within, across, national, unknown };

std::string_view code_of(BoundaryValue value);  // of the vocabulary boundaries
std::optional<BoundaryValue> boundary_of(std::string_view code);

struct Region {
    std::string id;
    std::string title;  // may be empty
    bool national = false;
};

struct Party {
    std::string pointer;          // JSON Pointer of the party in its record
    std::string name;             // for the reader
    std::vector<Region> regions;  // empty: not known
};

struct BoundaryOverride {
    BoundaryValue value = BoundaryValue::unknown;
    std::string reason;
};

struct Boundary {
    BoundaryValue value = BoundaryValue::unknown;     // what counts: the override when there is one
    BoundaryValue computed = BoundaryValue::unknown;  // always what follows from the parties
    std::vector<std::size_t> unknown_parties;  // indexes; empty for a national agreement, where they do not matter
    Text reason;
    bool override_contradicts = false;  // the override says otherwise than what could be computed
};

struct BoundaryQuestion {
    bool national_level = false;
    std::vector<Party> parties = {};
    std::optional<BoundaryOverride> override_by_hand = {};
};

Boundary find_boundary(const BoundaryQuestion& question);

}  // namespace afb
