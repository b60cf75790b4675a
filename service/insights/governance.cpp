#include "service/insights/governance.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace afb::insights {
namespace {

void add(RegionCounts& sum, const RegionCounts& counts) {
    sum.within += counts.within;
    sum.across += counts.across;
    sum.national += counts.national;
    sum.unknown += counts.unknown;
}

GovernanceGroup figures_of(const std::vector<const GovernedRegion*>& regions) {
    GovernanceGroup group;
    std::vector<Exact> allowances;
    std::vector<Exact> per_student;
    for (const GovernedRegion* region : regions) {
        group.regions.push_back(region->region);
        add(group.boundary, region->boundary);
        allowances.insert(allowances.end(), region->allowances.begin(), region->allowances.end());
        per_student.insert(per_student.end(), region->per_student.begin(), region->per_student.end());
        group.allowances_unknown += region->allowances_unknown;
        if (region->per_student.empty()) ++group.regions_without_funding;
    }
    std::sort(group.regions.begin(), group.regions.end());
    const std::int64_t placed = std::int64_t{group.boundary.within} + group.boundary.across;
    if (placed > 0) group.across_share = permille(group.boundary.across, placed);
    group.allowance = median_of(std::move(allowances));
    group.per_student = median_of(std::move(per_student));
    return group;
}

void sort_groups(std::vector<GovernanceGroup>& groups, bool (*stated)(const GovernanceGroup&)) {
    std::sort(groups.begin(), groups.end(), [&](const GovernanceGroup& left, const GovernanceGroup& right) {
        if (stated(left) != stated(right)) return stated(left);
        if (left.regions.size() != right.regions.size()) return left.regions.size() > right.regions.size();
        return left.regions < right.regions;
    });
}

std::vector<Code> types_of(const GovernedRegion& region) {
    std::vector<Code> types;
    for (const PartyCount& count : newest_counts(region.counts)) {
        if (count.number > 0) types.push_back(count.party_type);
    }
    return types;
}

}  // namespace

std::vector<PartyCount> newest_counts(std::vector<PartyCount> counts) {
    std::stable_sort(counts.begin(), counts.end(), [](const PartyCount& left, const PartyCount& right) {
        return std::tie(left.party_type, right.as_of) < std::tie(right.party_type, left.as_of);
    });
    const auto last = std::unique(counts.begin(), counts.end(), [](const PartyCount& left, const PartyCount& right) {
        return left.party_type == right.party_type;
    });
    counts.erase(last, counts.end());
    return counts;
}

Median median_of(std::vector<Exact> amounts) {
    if (amounts.empty()) return {};
    std::sort(amounts.begin(), amounts.end());
    return {quantile(amounts, 2), static_cast<std::int32_t>(amounts.size())};
}

Governance compare_governance(std::span<const GovernedRegion> regions) {
    std::map<Code, std::vector<const GovernedRegion*>> by_model;
    std::map<std::vector<Code>, std::vector<const GovernedRegion*>> by_composition;
    for (const GovernedRegion& region : regions) {
        by_model[region.model].push_back(&region);
        by_composition[types_of(region)].push_back(&region);
    }
    Governance governance;
    for (const auto& [model, members] : by_model) {
        governance.by_model.push_back(figures_of(members));
        governance.by_model.back().model = model;
    }
    for (const auto& [types, members] : by_composition) {
        governance.by_composition.push_back(figures_of(members));
        governance.by_composition.back().party_types = types;
    }
    sort_groups(governance.by_model, [](const GovernanceGroup& group) { return group.model != unstated_code; });
    sort_groups(governance.by_composition, [](const GovernanceGroup& group) { return !group.party_types.empty(); });
    return governance;
}

}  // namespace afb::insights
