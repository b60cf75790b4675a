// Facts of some hundreds of records of one kind, in columns. A record's part of a column is a slice of it.
//
// Guarantees: never changed once it is in Facts, so it is shared between snapshots. A write makes one chunk anew.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/insights/codes.hpp"
#include "service/insights/detail_facts.hpp"
#include "service/storage/fact_rows.hpp"

namespace afb::insights {

struct Slice {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
};

struct RangeValue {
    NameNumber name = 0;
    std::int64_t rank = 0;
};

struct RegionLink {
    Code region = 0;  // of the filter onderwijsregio
    Code nature = 0;  // of the name regionNature; its text is "" when not stated
    bool is_main = false;
};

enum class Outcome : std::uint8_t { comparable, zero, unknown, not_comparable };

struct TariffFact {
    // Cents a month for each day a week, as a fraction; of `comparable` and `zero`.
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;
    std::uint16_t position = 0;     // in the regulation
    std::uint16_t scope_begin = 0;  // in the record's scopes
    std::uint8_t scope_size = 0;
    std::uint8_t months = 0;  // a year at most; 0 is not stated
    Outcome outcome = Outcome::unknown;
    Code reason = 0;  // of the filter notComparable, with `range` beside what is derived; of `not_comparable`
};

struct StepFact {
    Code role = 0;  // of the names routeRole and routeActor
    Code from_actor = 0;
    Code to_actor = 0;
    Code from = 0;  // of the name routeRecord: an id, "" when not stated
    Code to = 0;
    std::int32_t order = 0;
    std::int64_t amount_cents = -1;  // -1 is not stated
    std::int8_t known = -1;          // as the author says; -1 is not said
};

struct CoverageFact {
    Code school_year = 0;  // of the filter schoolYear
    // -1 is not stated
    std::int32_t students_total = -1;
    std::int32_t students_in_samen_opleiden = -1;
    std::int32_t schools_total = -1;
    std::int32_t schools_participating = -1;
    std::int32_t intake = -1;
};

struct RecordFact {
    std::int64_t no = 0;
    Slice id = {};
    Slice title = {};
    Slice filters = {};     // sorted
    Slice references = {};  // of fields that no filter names; the name is the field's path
    Slice ranges = {};
    Slice regions = {};
    Slice tariffs = {};
    Slice scopes = {};
    Slice steps = {};
    Slice coverage = {};
    std::int32_t valid_from = 0;   // 20240801; 0 is not stated
    std::int32_t valid_until = 0;  // the same
    bool is_public = false;
};

class Chunk {
public:
    std::vector<RecordFact> records;  // by number
    std::string texts;
    std::vector<Code> codes;
    std::vector<RangeValue> range_values;
    std::vector<RegionLink> region_links;
    std::vector<TariffFact> tariff_facts;
    std::vector<StepFact> step_facts;
    std::vector<CoverageFact> coverage_facts;
    Details details;

    // Behind those that are there; numbers go up.
    void add(const storage::FactRow& row, Codes& codes_of);
    void add(const Chunk& other, const RecordFact& record);

    std::string_view id(const RecordFact& record) const { return text(record.id); }
    std::string_view title(const RecordFact& record) const { return text(record.title); }
    std::span<const Code> filters(const RecordFact& record) const { return part(codes, record.filters); }
    std::span<const Code> references(const RecordFact& record) const { return part(codes, record.references); }
    std::span<const RangeValue> ranges(const RecordFact& record) const { return part(range_values, record.ranges); }
    std::span<const RegionLink> regions(const RecordFact& record) const { return part(region_links, record.regions); }
    std::span<const TariffFact> tariffs(const RecordFact& record) const { return part(tariff_facts, record.tariffs); }
    std::span<const StepFact> steps(const RecordFact& record) const { return part(step_facts, record.steps); }
    std::span<const CoverageFact> coverage(const RecordFact& record) const {
        return part(coverage_facts, record.coverage);
    }
    // Where it stands among the records, and with that in the details.
    std::size_t index_of(const RecordFact& record) const { return static_cast<std::size_t>(&record - records.data()); }
    // For whom a tariff is, and its unit: codes of the filters, sorted.
    std::span<const Code> scope(const RecordFact& record, const TariffFact& tariff) const {
        return part(codes, record.scopes).subspan(tariff.scope_begin, tariff.scope_size);
    }

private:
    template <class T>
    static std::span<const T> part(const std::vector<T>& column, Slice slice) {
        return std::span(column).subspan(slice.begin, slice.size);
    }
    std::string_view text(Slice slice) const { return std::string_view(texts).substr(slice.begin, slice.size); }
};

// The codes of one name among sorted codes.
std::span<const Code> codes_named(std::span<const Code> sorted, NameNumber name);

}  // namespace afb::insights
