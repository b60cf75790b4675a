// Facts that only some kinds have: the sides of an agreement, who takes part in a region and how it is made up, how a
// funding is divided. Columns beside those of a chunk, in the same order of records.
//
// Guarantees: as a chunk, never changed once it is in Facts. What is not stated is absent, never zero.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "schema/boundary.hpp"
#include "service/insights/audience.hpp"
#include "service/insights/funding.hpp"
#include "service/insights/governance.hpp"
#include "service/insights/period.hpp"
#include "service/storage/fact_rows.hpp"

namespace afb::insights {

struct ParticipationFact {
    Code organisation = unstated_code;  // of the filter participant
    Period period;
};

struct DetailRecord {
    std::uint64_t title = 0;  // equal for titles that differ in case, accents and spaces only
    Period period;
    Day created = 0;
    BoundaryValue boundary = BoundaryValue::unknown;  // of an agreement: what counts, and what follows from the parties
    BoundaryValue computed = BoundaryValue::unknown;
    std::uint32_t parties_end = 0;  // where its part of the column ends, and that of the next begins
    std::uint32_t participations_end = 0;
    std::uint32_t counts_end = 0;
    std::uint32_t fundings_end = 0;
};

class Details {
public:
    void add(const storage::FactRow& row, Codes& codes);
    void add(const Details& other, std::size_t index);

    const DetailRecord& at(std::size_t index) const { return records_[index]; }
    // Of an agreement, of the filter party; unstated_code for a party that is known by name only.
    std::span<const Code> parties(std::size_t index) const { return part(parties_, &DetailRecord::parties_end, index); }
    std::span<const ParticipationFact> participations(std::size_t index) const {
        return part(participations_, &DetailRecord::participations_end, index);
    }
    std::span<const PartyCount> counts(std::size_t index) const {
        return part(counts_, &DetailRecord::counts_end, index);
    }
    // One for a funding; its `record` is not set.
    std::span<const FundingRow> funding(std::size_t index) const {
        return part(fundings_, &DetailRecord::fundings_end, index);
    }

private:
    template <class T>
    std::span<const T> part(const std::vector<T>& column, std::uint32_t DetailRecord::*end, std::size_t index) const {
        const std::uint32_t begin = index == 0 ? 0 : records_[index - 1].*end;
        return std::span(column).subspan(begin, records_[index].*end - begin);
    }
    void close(DetailRecord record);

    std::vector<DetailRecord> records_;
    std::vector<Code> parties_;
    std::vector<ParticipationFact> participations_;
    std::vector<PartyCount> counts_;
    std::vector<FundingRow> fundings_;
};

}  // namespace afb::insights
