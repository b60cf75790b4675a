#include "service/insights/region_links.hpp"

#include <algorithm>
#include <array>

#include "service/insights/regulations.hpp"
#include "service/storage/values.hpp"

namespace afb::insights {
namespace {

constexpr int most_levels = 16;  // of organisations above each other: a circle ends

// The one region whose school sites may be in another as well, by its name.
constexpr std::string_view exempt_region = "landelijk groen";

void sort_once(std::vector<RegionNumber>& regions) {
    std::sort(regions.begin(), regions.end());
    regions.erase(std::unique(regions.begin(), regions.end()), regions.end());
}

bool is_archived(const RecordRef& record, Code archived) {
    return has_any(record.filters(), std::array{archived});
}

}  // namespace

RegionsOfRecords::RegionsOfRecords(const VisibleRecords& records)
    : records_(records), organisations_(records.of_kind("organisation")), known_(records.all().size()) {
    Codes& codes = records.facts().codes();
    const auto number = static_cast<std::size_t>(organisations_.end - organisations_.begin);
    in_regions_.resize(number);
    in_partnerships_.resize(number);
    read_members("onderwijsregio", codes.name("participant"), in_regions_);
    read_members("partnership", codes.name("member"), in_partnerships_);
}

void RegionsOfRecords::read_members(std::string_view kind, NameNumber of_members,
                                    std::vector<std::vector<std::int32_t>>& links) {
    const NameNumber lead = records_.facts().codes().name("lead");
    const auto range = records_.of_kind(kind);
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        for (const NameNumber name : {of_members, lead}) {
            for (const Code code : records_.at(number).filters(name)) {
                const std::int32_t member = records_.find(code);
                if (member < organisations_.begin || member >= organisations_.end) continue;
                links[static_cast<std::size_t>(member - organisations_.begin)].push_back(number);
            }
        }
    }
}

std::vector<RegionNumber> RegionsOfRecords::linked(std::int32_t record) {
    std::vector<RegionNumber> regions;
    const RecordRef& ref = records_.at(record);
    for (const RegionLink& link : ref.chunk->regions(*ref.record)) {
        const std::int32_t region = records_.find(link.region);
        if (region != no_record) regions.push_back(region);
    }
    return regions;
}

std::vector<RegionNumber> RegionsOfRecords::of_organisation(std::int32_t record) {
    const NameNumber parent = records_.facts().codes().name("parent");
    std::vector<RegionNumber> regions;
    std::vector<RegionNumber> by_partnership;
    for (int level = 0; level < most_levels && record != no_record; ++level) {
        const auto index = static_cast<std::size_t>(record - organisations_.begin);
        regions.insert(regions.end(), in_regions_[index].begin(), in_regions_[index].end());
        for (const std::int32_t partnership : in_partnerships_[index]) {
            const auto of_partnership = linked(partnership);
            by_partnership.insert(by_partnership.end(), of_partnership.begin(), of_partnership.end());
        }
        const Code above = first_code(records_.at(record), parent);
        record = above == unstated_code ? no_record : records_.find(above);
    }
    return regions.empty() ? by_partnership : regions;
}

std::span<const RegionNumber> RegionsOfRecords::of(std::int32_t record) {
    if (record == no_record) return {};
    auto& known = known_[static_cast<std::size_t>(record)];
    if (!known) {
        const bool organisation = record >= organisations_.begin && record < organisations_.end;
        auto regions = organisation ? of_organisation(record) : linked(record);
        sort_once(regions);
        known = std::make_unique<std::vector<RegionNumber>>(std::move(regions));
    }
    return *known;
}

Placed place_records(const VisibleRecords& records) {
    Placed placed{std::make_unique<RegionsOfRecords>(records), {}, {}};
    const Code archived = records.facts().codes().code("status", "archived");
    const auto agreements = records.of_kind("agreement");
    placed.agreements.reserve(static_cast<std::size_t>(agreements.end - agreements.begin));
    for (std::int32_t number = agreements.begin; number < agreements.end; ++number) {
        const RecordRef& record = records.at(number);
        if (is_archived(record, archived)) continue;
        const DetailRecord& detail = record.detail();
        PlacedAgreement agreement{.record = number,
                                  .value = detail.boundary,
                                  .computed = detail.computed,
                                  .overridden = detail.boundary != detail.computed,
                                  .parties = {}};
        const auto parties = record.parties();
        agreement.parties.reserve(parties.size());
        for (const Code party : parties) {
            agreement.parties.push_back(placed.regions->of(party == unstated_code ? no_record : records.find(party)));
        }
        placed.agreements.push_back(std::move(agreement));
    }
    const auto partnerships = records.of_kind("partnership");
    for (std::int32_t number = partnerships.begin; number < partnerships.end; ++number) {
        if (!is_archived(records.at(number), archived))
            placed.partnerships.push_back({number, placed.regions->of(number)});
    }
    return placed;
}

std::vector<SeveralRegions> sites_in_several_regions(const VisibleRecords& records) {
    Codes& codes = records.facts().codes();
    const Code site = codes.code("organisationType", "vestiging");
    const Code archived = codes.code("status", "archived");
    const auto range = records.of_kind("onderwijsregio");
    std::vector<Participation> participations;
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        const RecordRef& region = records.at(number);
        if (is_archived(region, archived) || region.participations().empty()) continue;
        const bool exempt = storage::fold_key(std::string(region.title())).find(exempt_region) != std::string::npos;
        for (const ParticipationFact& one : region.participations()) {
            const std::int32_t organisation = records.find(one.organisation);
            if (organisation == no_record || !has_any(records.at(organisation).filters(), std::array{site})) continue;
            participations.push_back({organisation, number, exempt, one.period});
        }
    }
    return find_several_regions(std::move(participations));
}

}  // namespace afb::insights
