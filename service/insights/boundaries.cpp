#include "service/insights/boundaries.hpp"

#include <algorithm>
#include <compare>
#include <iterator>
#include <set>
#include <tuple>

namespace afb::insights {
namespace {

struct PartyInRegion {
    RegionNumber region = 0;
    std::uint32_t party = 0;  // index

    auto operator<=>(const PartyInRegion&) const = default;
};

// The parties that work in one region, ascending.
using RegionParties = std::span<const PartyInRegion>;

// By region. `scratch` holds what the answer looks at.
std::vector<RegionParties> parties_by_region(const PlacedAgreement& agreement, std::vector<PartyInRegion>& scratch) {
    scratch.clear();
    for (std::uint32_t party = 0; party < agreement.parties.size(); ++party) {
        for (const RegionNumber region : agreement.parties[party]) scratch.push_back({region, party});
    }
    std::sort(scratch.begin(), scratch.end());
    scratch.erase(std::unique(scratch.begin(), scratch.end()), scratch.end());
    std::vector<RegionParties> regions;
    for (std::size_t begin = 0; begin < scratch.size();) {
        std::size_t end = begin + 1;
        while (end < scratch.size() && scratch[end].region == scratch[begin].region) ++end;
        regions.push_back(std::span(scratch).subspan(begin, end - begin));
        begin = end;
    }
    return regions;
}

bool some_party_only_in(RegionParties there, RegionParties here) {
    return !std::includes(
        here.begin(), here.end(), there.begin(), there.end(),
        [](const PartyInRegion& left, const PartyInRegion& right) { return left.party < right.party; });
}

void add_within(const PlacedAgreement& agreement, const std::vector<RegionParties>& regions,
                std::vector<Border>& places) {
    for (const RegionParties& there : regions) {
        if (there.size() == agreement.parties.size()) places.emplace_back(there[0].region, there[0].region);
    }
}

void add_across(const std::vector<RegionParties>& regions, std::vector<Border>& places) {
    for (std::size_t i = 0; i < regions.size(); ++i) {
        for (std::size_t j = i + 1; j < regions.size(); ++j) {
            if (some_party_only_in(regions[i], regions[j]) && some_party_only_in(regions[j], regions[i])) {
                places.emplace_back(regions[i][0].region, regions[j][0].region);
            }
        }
    }
}

UnknownReason why_unknown(const PlacedAgreement& agreement) {
    if (agreement.overridden) return UnknownReason::set_by_hand;
    if (agreement.parties.empty()) return UnknownReason::no_parties;
    const bool none = std::all_of(agreement.parties.begin(), agreement.parties.end(),
                                  [](const auto& regions) { return regions.empty(); });
    return none ? UnknownReason::no_region_known : UnknownReason::some_region_unknown;
}

void count(RegionCounts& counts, BoundaryValue value) {
    switch (value) {
        case BoundaryValue::within:
            ++counts.within;
            return;
        case BoundaryValue::across:
            ++counts.across;
            return;
        case BoundaryValue::national:
            ++counts.national;
            return;
        case BoundaryValue::unknown:
            ++counts.unknown;
            return;
    }
}

struct Placement {
    Border border;
    bool partnership = false;
    std::int32_t record = 0;

    auto operator<=>(const Placement&) const = default;
};

class Placing {
public:
    explicit Placing(Boundaries& boundaries) : boundaries_(boundaries) {}

    void add(const PlacedAgreement& agreement) {
        boundaries_.agreements[agreement.value].push_back(agreement.record);
        if (agreement.value == BoundaryValue::unknown) {
            boundaries_.unknown[why_unknown(agreement)].push_back(agreement.record);
        }
        if (agreement.overridden && agreement.computed != BoundaryValue::unknown &&
            agreement.computed != agreement.value) {
            boundaries_.contradicting.push_back(agreement.record);
        }
        const auto regions = parties_by_region(agreement, scratch_);
        for (const RegionParties& there : regions) count(boundaries_.regions[there[0].region], agreement.value);
        const bool within = agreement.value == BoundaryValue::within;
        if (!within && agreement.value != BoundaryValue::across) return;
        places_.clear();
        if (within) {
            add_within(agreement, regions, places_);
        } else {
            add_across(regions, places_);
        }
        if (places_.empty()) boundaries_.without_place.push_back(agreement.record);
        for (const Border& border : places_) placements_.push_back({border, false, agreement.record});
    }

    void add(const PlacedPartnership& partnership) {
        const std::set<RegionNumber> regions(partnership.regions.begin(), partnership.regions.end());
        if (regions.empty()) {
            boundaries_.region_unknown.push_back(partnership.record);
            return;
        }
        if (regions.size() == 1) {
            boundaries_.within_one.push_back(partnership.record);
            placements_.push_back({{*regions.begin(), *regions.begin()}, true, partnership.record});
            return;
        }
        boundaries_.spanning.push_back(partnership.record);
        for (auto first = regions.begin(); first != regions.end(); ++first) {
            for (auto second = std::next(first); second != regions.end(); ++second) {
                placements_.push_back({{*first, *second}, true, partnership.record});
            }
        }
    }

    // Sorted first: a map is filled quickly from its end.
    void fill_matrix() {
        std::sort(placements_.begin(), placements_.end());
        auto& matrix = boundaries_.matrix;
        auto cell = matrix.end();
        for (const Placement& placement : placements_) {
            if (cell == matrix.end() || cell->first != placement.border) {
                cell = matrix.emplace_hint(matrix.end(), placement.border, BoundaryCell{});
            }
            (placement.partnership ? cell->second.partnerships : cell->second.agreements).push_back(placement.record);
        }
    }

private:
    Boundaries& boundaries_;
    std::vector<PartyInRegion> scratch_;
    std::vector<Border> places_;
    std::vector<Placement> placements_;
};

std::vector<Border> ranked_borders(const std::map<Border, BoundaryCell>& matrix) {
    std::vector<std::pair<std::size_t, Border>> counted;
    for (const auto& [border, cell] : matrix) {
        if (border.first != border.second) {
            counted.emplace_back(cell.agreements.size() + cell.partnerships.size(), border);
        }
    }
    std::sort(counted.begin(), counted.end(), [](const auto& left, const auto& right) {
        return left.first != right.first ? left.first > right.first : left.second < right.second;
    });
    std::vector<Border> borders;
    borders.reserve(counted.size());
    for (const auto& [number, border] : counted) borders.push_back(border);
    return borders;
}

std::vector<RegionNumber> overlapping_regions(std::span<const Participation> of_site) {
    std::set<RegionNumber> regions;
    for (std::size_t i = 0; i < of_site.size(); ++i) {
        for (std::size_t j = i + 1; j < of_site.size(); ++j) {
            if (of_site[i].region == of_site[j].region || !of_site[i].period.overlaps(of_site[j].period)) continue;
            regions.insert({of_site[i].region, of_site[j].region});
        }
    }
    return {regions.begin(), regions.end()};
}

}  // namespace

Boundaries find_boundaries(std::span<const PlacedAgreement> agreements, std::span<const PlacedPartnership> partnerships,
                           const std::vector<bool>& chosen) {
    const auto counts = [&](std::int32_t record) { return chosen.empty() || chosen[static_cast<std::size_t>(record)]; };
    Boundaries boundaries;
    for (const BoundaryValue value :
         {BoundaryValue::within, BoundaryValue::across, BoundaryValue::national, BoundaryValue::unknown}) {
        boundaries.agreements[value];
    }
    Placing placing(boundaries);
    for (const PlacedAgreement& agreement : agreements)
        if (counts(agreement.record)) placing.add(agreement);
    for (const PlacedPartnership& partnership : partnerships)
        if (counts(partnership.record)) placing.add(partnership);
    placing.fill_matrix();
    boundaries.ranked = ranked_borders(boundaries.matrix);
    return boundaries;
}

std::vector<SeveralRegions> find_several_regions(std::vector<Participation> participations) {
    std::erase_if(participations, [](const Participation& one) { return one.exempt; });
    std::sort(participations.begin(), participations.end(), [](const Participation& left, const Participation& right) {
        return std::tie(left.site, left.region, left.period) < std::tie(right.site, right.region, right.period);
    });
    std::vector<SeveralRegions> found;
    for (std::size_t begin = 0; begin < participations.size();) {
        std::size_t end = begin + 1;
        while (end < participations.size() && participations[end].site == participations[begin].site) ++end;
        auto regions = overlapping_regions(std::span(participations).subspan(begin, end - begin));
        if (!regions.empty()) found.push_back({participations[begin].site, std::move(regions)});
        begin = end;
    }
    return found;
}

}  // namespace afb::insights
