#include "service/insights/chunk.hpp"

#include <algorithm>
#include <iterator>

#include "service/insights/tariff_facts.hpp"

namespace afb::insights {
namespace {

// Appends and gives the slice that it became.
template <class Column, class Items>
Slice append(Column& column, const Items& items) {
    const Slice slice{static_cast<std::uint32_t>(column.size()), static_cast<std::uint32_t>(std::size(items))};
    column.insert(column.end(), std::begin(items), std::end(items));
    return slice;
}

std::vector<Code> sorted_codes(const std::vector<storage::FilterFact>& values, Codes& codes) {
    std::vector<Code> sorted;
    sorted.reserve(values.size());
    for (const auto& value : values) sorted.push_back(codes.code(value.name, value.value));
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

std::int32_t day_number(const std::optional<Date>& day) {
    return day ? day->number() : 0;
}

std::vector<RangeValue> range_values_of(const storage::FactRow& row, Codes& codes) {
    std::vector<RangeValue> values;
    for (const auto& range : row.ranges) values.push_back({codes.name(range.name), range.rank});
    return values;
}

std::vector<RegionLink> region_links_of(const storage::FactRow& row, Codes& codes) {
    std::vector<RegionLink> links;
    for (const auto& region : row.regions)
        links.push_back({codes.code("onderwijsregio", region.region_id), codes.code("regionNature", region.nature),
                         region.is_main});
    return links;
}

StepFact step_of(const storage::RouteStepRow& row, Codes& codes) {
    return {.role = codes.code("routeRole", row.role),
            .from_actor = codes.code("routeActor", row.from_actor),
            .to_actor = codes.code("routeActor", row.to_actor),
            .from = codes.code("routeRecord", row.from_id),
            .to = codes.code("routeRecord", row.to_id),
            .order = static_cast<std::int32_t>(row.order),
            .amount_cents = row.amount_cents.value_or(-1),
            .known = static_cast<std::int8_t>(row.known ? int{*row.known} : -1)};
}

std::int32_t figure(const std::optional<std::int64_t>& number) {
    return static_cast<std::int32_t>(number.value_or(-1));
}

CoverageFact coverage_of(const storage::CoverageRow& row, Codes& codes) {
    return {.school_year = codes.code("schoolYear", row.school_year),
            .students_total = figure(row.students_total),
            .students_in_samen_opleiden = figure(row.students_in_samen_opleiden),
            .schools_total = figure(row.schools_total),
            .schools_participating = figure(row.schools_participating),
            .intake = figure(row.intake)};
}

}  // namespace

void Chunk::add(const storage::FactRow& row, Codes& codes_of) {
    RecordFact record{.no = row.no,
                      .valid_from = day_number(row.valid_from),
                      .valid_until = day_number(row.valid_until),
                      .is_public = row.is_public};
    record.id = append(texts, row.id);
    record.title = append(texts, row.title);
    record.filters = append(codes, sorted_codes(row.filters, codes_of));
    record.references = append(codes, sorted_codes(row.references, codes_of));
    record.ranges = append(range_values, range_values_of(row, codes_of));
    record.regions = append(region_links, region_links_of(row, codes_of));
    std::vector<Code> scopes;
    std::vector<TariffFact> tariffs_of;
    for (const auto& tariff : row.tariffs) {
        TariffFact fact = tariff_fact_of(tariff, codes_of);
        const auto scope = sorted_codes(tariff.scope, codes_of);
        fact.scope_begin = static_cast<std::uint16_t>(scopes.size());
        fact.scope_size = static_cast<std::uint8_t>(scope.size());
        scopes.insert(scopes.end(), scope.begin(), scope.end());
        tariffs_of.push_back(fact);
    }
    record.scopes = append(codes, scopes);
    record.tariffs = append(tariff_facts, tariffs_of);
    std::vector<StepFact> steps_of;
    for (const auto& step : row.steps) steps_of.push_back(step_of(step, codes_of));
    record.steps = append(step_facts, steps_of);
    std::vector<CoverageFact> coverages;
    for (const auto& year : row.coverage) coverages.push_back(coverage_of(year, codes_of));
    record.coverage = append(coverage_facts, coverages);
    details.add(row, codes_of);
    records.push_back(record);
}

void Chunk::add(const Chunk& other, const RecordFact& record) {
    RecordFact copy = record;
    copy.id = append(texts, other.id(record));
    copy.title = append(texts, other.title(record));
    copy.filters = append(codes, other.filters(record));
    copy.references = append(codes, other.references(record));
    copy.ranges = append(range_values, other.ranges(record));
    copy.regions = append(region_links, other.regions(record));
    copy.tariffs = append(tariff_facts, other.tariffs(record));
    copy.scopes = append(codes, part(other.codes, record.scopes));
    copy.steps = append(step_facts, other.steps(record));
    copy.coverage = append(coverage_facts, other.coverage(record));
    details.add(other.details, other.index_of(record));
    records.push_back(copy);
}

std::span<const Code> codes_named(std::span<const Code> sorted, NameNumber name) {
    const auto before = [](Code code, NameNumber number) { return name_of(code) < number; };
    const auto first = std::lower_bound(sorted.begin(), sorted.end(), name, before);
    auto last = first;
    while (last != sorted.end() && name_of(*last) == name) ++last;
    return {first, last};
}

}  // namespace afb::insights
