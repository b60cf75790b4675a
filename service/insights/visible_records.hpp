// The records of a snapshot that somebody may see, numbered 0, 1, 2 ...: what insights over the whole knowledge base
// walk over, and how they get from a code to a record.
//
// Guarantees: by kind, within a kind by the record's number in the store. A record that may not be seen has no number
// here, so nothing is told of it. Finding is a table look-up after the first time. Safe between threads.
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "service/insights/facts.hpp"
#include "service/insights/period.hpp"
#include "service/insights/selection.hpp"

namespace afb::insights {

class VisibleRecords {
public:
    // `limits`: what the asker may see, as a query without a kind. `facts` must outlive this.
    VisibleRecords(const Facts& facts, RecordQuery limits);

    const Facts& facts() const { return facts_; }
    std::span<const RecordRef> all() const { return records_; }
    const RecordRef& at(std::int32_t number) const { return records_[static_cast<std::size_t>(number)]; }

    struct Range {
        std::int32_t begin = 0;
        std::int32_t end = 0;
    };
    Range of_kind(std::string_view kind) const;
    std::string_view kind_of(std::int32_t number) const;

    std::int32_t find(std::string_view id) const;  // no_record when there is none to be seen
    std::int32_t find(Code id) const;              // of a record the code stands for by its id
    std::int32_t number_of(const RecordRef& record) const;

private:
    std::int32_t number_of_no(std::int64_t no) const;

    // By the name and the value of a code: the record's number and 2, so that 0 is one not looked up yet. Two who look
    // the same up write the same.
    using Table = std::vector<std::atomic<std::int32_t>>;

    const Facts& facts_;
    Records records_;
    std::vector<Range> kinds_;           // in the order of the catalog's kinds
    std::vector<std::int32_t> numbers_;  // by the record's number in the store
    mutable std::vector<Table> by_code_;
};

// The number of a code among those of its name: small, for tables.
constexpr std::uint32_t value_number(Code code) {
    return code & 0x00ff'ffffU;
}

}  // namespace afb::insights
