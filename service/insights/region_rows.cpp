#include "service/insights/region_rows.hpp"

#include <array>
#include <unordered_map>

#include "schema/dates.hpp"
#include "service/insights/region_links.hpp"
#include "service/insights/regulations.hpp"

namespace afb::insights {
namespace {

class Chosen {
public:
    Chosen(const VisibleRecords& records, const std::vector<bool>& chosen)
        : records_(records), chosen_(chosen), archived_(records.facts().codes().code("status", "archived")) {}

    bool operator()(std::int32_t number) const {
        if (!chosen_.empty() && !chosen_[static_cast<std::size_t>(number)]) return false;
        return !has_any(records_.at(number).filters(), std::array{archived_});
    }

private:
    const VisibleRecords& records_;
    const std::vector<bool>& chosen_;
    Code archived_;
};

std::optional<std::int64_t> stated(std::int32_t number) {
    if (number < 0) return std::nullopt;
    return number;
}

std::optional<Exact> per_student_of(const FundingRow& row) {
    const auto figures = find_funding(std::span(&row, 1));
    const auto& amounts = figures.front().per_student;
    return amounts.empty() ? std::nullopt : Exact::of(amounts.front().cents, 1, Fraction());
}

// Regions by number of the record.
class RegionTable {
public:
    RegionTable(const VisibleRecords& records, Day day) : records_(records), day_(day) {}

    GovernedRegion& add(std::int32_t region) {
        places_.emplace(region, regions_.size());
        return regions_.emplace_back(
            GovernedRegion{.region = region, .counts = {}, .boundary = {}, .allowances = {}, .per_student = {}});
    }

    GovernedRegion* find(std::int32_t region) {
        const auto place = places_.find(region);
        return place == places_.end() ? nullptr : &regions_[place->second];
    }

    // Calls use(region) for each region in the table that the record is about.
    template <class Use>
    void regions_of(const RecordRef& record, Use use) {
        for (const RegionLink& link : record.chunk->regions(*record.record)) {
            GovernedRegion* region = find(records_.find(link.region));
            if (region != nullptr) use(*region);
        }
    }

    void add_allowances() {
        Codes& codes = records_.facts().codes();
        const RegulationNames names(codes);
        const std::array out_of_force{codes.code("regulationState", "proposed"), codes.code("regulationState", "ended"),
                                      codes.code("status", "archived")};
        const Code to_student = codes.code("direction", "toStudent");
        const Code allowance = codes.code("allowanceType", "stagevergoeding");
        const Code none = codes.code("allowanceType", "none");
        const auto range = records_.of_kind("stagevergoeding");
        for (std::int32_t number = range.begin; number < range.end; ++number) {
            const RecordRef& record = records_.at(number);
            const Code type = first_code(record, names.type);
            const bool is_allowance = type == unstated_code || type == allowance || type == none;
            if (first_code(record, names.direction) != to_student || !is_allowance) continue;
            if (has_any(record.filters(), out_of_force) || record.detail().period.until < day_) continue;
            regions_of(record, [&](GovernedRegion& region) { add_tariffs(record, type == none, region); });
        }
    }

    void add_fundings() {
        for (const FundingRow& row : funding_rows_of(records_, {})) {
            const auto amount = per_student_of(row);
            if (!amount) continue;
            regions_of(records_.at(row.record), [&](GovernedRegion& region) { region.per_student.push_back(*amount); });
        }
    }

    std::vector<GovernedRegion> take() { return std::move(regions_); }

private:
    // A regulation without tariffs counts once, as in the distribution.
    static void add_tariffs(const RecordRef& record, bool expressly_none, GovernedRegion& region) {
        const auto tariffs = record.chunk->tariffs(*record.record);
        if (tariffs.empty() && expressly_none) region.allowances.emplace_back();
        if (tariffs.empty() && !expressly_none) ++region.allowances_unknown;
        for (const TariffFact& tariff : tariffs) {
            const bool known = tariff.outcome == Outcome::comparable || tariff.outcome == Outcome::zero;
            const auto amount = Exact::of(tariff.numerator, tariff.denominator, Fraction());
            if (known && amount) {
                region.allowances.push_back(*amount);
            } else {
                ++region.allowances_unknown;
            }
        }
    }

    const VisibleRecords& records_;
    Day day_;
    std::vector<GovernedRegion> regions_;
    std::unordered_map<std::int32_t, std::size_t> places_;
};

}  // namespace

std::vector<CoverageRow> coverage_rows_of(const VisibleRecords& records, std::string_view kind,
                                          const std::vector<bool>& chosen) {
    const Chosen is_chosen(records, chosen);
    const auto range = records.of_kind(kind);
    std::vector<CoverageRow> rows;
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        if (!is_chosen(number)) continue;
        const RecordRef& record = records.at(number);
        for (const CoverageFact& fact : record.chunk->coverage(*record.record)) {
            const auto year = SchoolYear::parse(records.facts().codes().text(fact.school_year));
            if (!year) continue;
            rows.push_back({.record = number,
                            .year = year->start(),
                            .students_total = stated(fact.students_total),
                            .students_in = stated(fact.students_in_samen_opleiden),
                            .schools_total = stated(fact.schools_total),
                            .schools_in = stated(fact.schools_participating),
                            .intake = stated(fact.intake)});
        }
    }
    return rows;
}

std::vector<FundingRow> funding_rows_of(const VisibleRecords& records, const std::vector<bool>& chosen) {
    const Chosen is_chosen(records, chosen);
    const auto range = records.of_kind("funding");
    std::vector<FundingRow> rows;
    rows.reserve(static_cast<std::size_t>(range.end - range.begin));
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        if (!is_chosen(number)) continue;
        for (FundingRow row : records.at(number).funding()) {
            row.record = number;
            rows.push_back(std::move(row));
        }
    }
    return rows;
}

std::vector<GovernedRegion> governed_regions_of(const VisibleRecords& records, const std::vector<bool>& chosen,
                                                const Boundaries& boundaries, Day day) {
    const Chosen is_chosen(records, chosen);
    const NameNumber model = records.facts().codes().name("governanceModel");
    RegionTable table(records, day);
    const auto range = records.of_kind("onderwijsregio");
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        if (!is_chosen(number)) continue;
        GovernedRegion& region = table.add(number);
        region.model = first_code(records.at(number), model);
        const auto counts = records.at(number).counts();
        region.counts.assign(counts.begin(), counts.end());
    }
    for (const auto& [number, counts] : boundaries.regions) {
        if (GovernedRegion* region = table.find(number)) region->boundary = counts;
    }
    table.add_allowances();
    table.add_fundings();
    return table.take();
}

}  // namespace afb::insights
