// Agreements and partnerships against the boundaries of onderwijsregio's: who works together within a region, and
// across which borders.
//
// An agreement counts as what its record says of it (within, across, national, unknown: schema/boundary.hpp, an
// override included). Its place in the matrix follows from its parties: within a region when all of them work there; on
// the border of two regions when one of them works in the first and not in the second, and another the other way round.
// A partnership is within its one region, and spans every two of its regions.
//
// Guarantees: what is not known is counted as unknown, and never as within or outside; an agreement that its parties
// give no place in the matrix is counted as such, so that the totals are those of all agreements. Leaves out
// visibility and names.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "schema/boundary.hpp"
#include "service/insights/period.hpp"

namespace afb::insights {

using RegionNumber = std::int32_t;  // a record

struct PlacedAgreement {
    std::int32_t record = 0;
    BoundaryValue value = BoundaryValue::unknown;     // what counts
    BoundaryValue computed = BoundaryValue::unknown;  // what follows from the parties
    bool overridden = false;
    std::vector<std::span<const RegionNumber>> parties;  // their regions; empty: not known
};

struct PlacedPartnership {
    std::int32_t record = 0;
    std::span<const RegionNumber> regions;  // empty: not known
};

struct BoundaryCell {
    std::vector<std::int32_t> agreements;  // records, ascending
    std::vector<std::int32_t> partnerships;
};

using Border = std::pair<RegionNumber, RegionNumber>;  // the lower number first; equal: within that region

// Of one region: the agreements with a party that works in it.
struct RegionCounts {
    std::int32_t within = 0;
    std::int32_t across = 0;
    std::int32_t national = 0;
    std::int32_t unknown = 0;
};

enum class UnknownReason : std::uint8_t { no_parties, no_region_known, some_region_unknown, set_by_hand };

struct Boundaries {
    std::map<BoundaryValue, std::vector<std::int32_t>> agreements;  // records by what counts; all four are there
    std::map<UnknownReason, std::vector<std::int32_t>> unknown;     // why; those there are
    std::vector<std::int32_t> without_place;  // within or across, but their parties give no place in the matrix
    std::vector<std::int32_t> contradicting;  // overrides that say otherwise than the parties
    std::map<Border, BoundaryCell> matrix;    // cells with something in them
    std::vector<Border> ranked;  // borders (never a region with itself), most in the cell first, then by number
    std::map<RegionNumber, RegionCounts> regions;  // regions that some party works in
    std::vector<std::int32_t> spanning;            // partnerships in more than one region
    std::vector<std::int32_t> within_one;          // partnerships in one region
    std::vector<std::int32_t> region_unknown;      // partnerships of which no region is known
};

// `chosen`: by record, which of them count; empty: all.
Boundaries find_boundaries(std::span<const PlacedAgreement> agreements, std::span<const PlacedPartnership> partnerships,
                           const std::vector<bool>& chosen = {});

// A school site takes part in at most one onderwijsregio (DUS-I, onderwijsregio's 2025); a region that is exempt, as
// Landelijk groen onderwijs is, does not count.
struct Participation {
    std::int32_t site = 0;
    RegionNumber region = 0;
    bool exempt = false;
    Period period;
};

struct SeveralRegions {
    std::int32_t site = 0;
    std::vector<RegionNumber> regions;  // ascending; at the same time
};

// By site. Two regions after each other are no breach.
std::vector<SeveralRegions> find_several_regions(std::vector<Participation> participations);

}  // namespace afb::insights
