// Which regions the parties of agreements, and partnerships, work in, and which school sites take part in a region: the
// facts behind the insight on boundaries.
//
// The regions of an organisation are those it, or an organisation above it, takes part in or leads; when there are
// none, those of the partnerships that it, or one above it, is a member of or leads: as for `derived` of an agreement,
// but of what may be seen. Guarantees: a party whose regions are not known has none.
#pragma once

#include <memory>
#include <vector>

#include "service/insights/boundaries.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::insights {

// Regions by number of their record.
class RegionsOfRecords {
public:
    explicit RegionsOfRecords(const VisibleRecords& records);

    // Of a region: itself; a partnership: those it names; an organisation: as above. Valid as long as this object.
    std::span<const RegionNumber> of(std::int32_t record);

private:
    std::vector<RegionNumber> linked(std::int32_t record);
    std::vector<RegionNumber> of_organisation(std::int32_t record);
    void read_members(std::string_view kind, NameNumber of_members, std::vector<std::vector<std::int32_t>>& links);

    const VisibleRecords& records_;
    VisibleRecords::Range organisations_;
    std::vector<std::vector<std::int32_t>> in_regions_;              // by organisation, from the first: regions
    std::vector<std::vector<std::int32_t>> in_partnerships_;         // the same: partnerships
    std::vector<std::unique_ptr<std::vector<RegionNumber>>> known_;  // by record
};

struct Placed {
    std::unique_ptr<RegionsOfRecords> regions;  // the parties' regions are there
    std::vector<PlacedAgreement> agreements;
    std::vector<PlacedPartnership> partnerships;
};

// All but the archived ones.
Placed place_records(const VisibleRecords& records);

std::vector<SeveralRegions> sites_in_several_regions(const VisibleRecords& records);

}  // namespace afb::insights
