// Regulations that contradict each other: in force at the same time for the same holder and the same people, with other
// amounts.
//
// Guarantees: only what is surely about the same is held against each other: one holder, direction and type, the same
// measure of the amount, a cell of the audience in common (audience.hpp), periods that overlap. An unknown amount
// contradicts nothing, a zero does. A regulation never contradicts itself: two tariffs of one may differ in what no
// field holds, such as a working-time factor; so what a regulation says of a cell is all its amounts there together.
// O(n log n). Leaves out who may see what: the caller hands over only that.
#pragma once

#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "service/insights/audience.hpp"
#include "service/insights/period.hpp"

namespace afb::insights {

// What has to be the same before amounts can be different.
struct Subject {
    Code holder = unstated_code;  // a record, or a sector for a cao; not stated: contradicts nothing
    Code direction = unstated_code;
    Code type = unstated_code;
    Code measure = unstated_code;  // the comparable basis, or the unit and days of an amount without one

    auto operator<=>(const Subject&) const = default;
};

struct Claim {
    Subject subject;
    Audience audience;
    Period period;
    std::int64_t numerator = 0;  // cents in the subject's measure, as a fraction in lowest terms
    std::int64_t denominator = 1;
    std::int32_t record = 0;
    std::int32_t tariff = 0;
};

struct Contradiction {
    Subject subject;
    std::vector<Cell> cells;            // about whom, sorted
    std::vector<std::int32_t> records;  // ascending, each once
    std::vector<std::uint32_t> claims;  // indexes of what they say of those cells, ascending
};

// In order of the first record. Contradictions of the same records on the same subject are one, with all its cells.
std::vector<Contradiction> find_contradictions(std::span<const Claim> claims);

}  // namespace afb::insights
