// Per scheme and year: what there is per student, how it is divided, and what is left undivided.
//
// Guarantees: an amount per student is stated, or follows from a stated total and number of students (and is then
// marked as computed); what does not follow is counted as unknown, never as zero. The rest is that of
// schema/division.hpp. Amounts in cents. Leaves out visibility and names.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "schema/division.hpp"
#include "service/insights/audience.hpp"

namespace afb::insights {

struct DividedPart {
    Code actor = unstated_code;
    DivisionBasis basis = DivisionBasis::fixed;
    std::optional<std::int64_t> cents = {};  // per_student and fixed
    std::optional<Decimal> share = {};       // share: percent
};

// School years and calendar years are not comparable, so the kind of year is part of it.
struct FundingYear {
    enum class Kind : std::uint8_t { unstated, calendar, school };
    Kind kind = Kind::unstated;
    std::int32_t year = 0;  // calendar year, or the year a school year starts in

    auto operator<=>(const FundingYear&) const = default;
};

struct FundingRow {
    std::int32_t record = 0;
    Code scheme = unstated_code;
    FundingYear year;
    FundingAmounts amounts;
    std::vector<DividedPart> parts;
};

struct PerStudent {
    std::int32_t record = 0;
    std::int64_t cents = 0;
    bool computed = false;  // total divided by students, half up
};

// What one actor gets on one basis, in those fundings that say so.
struct ActorShare {
    Code actor = unstated_code;
    DivisionBasis basis = DivisionBasis::fixed;
    std::vector<std::int32_t> records;  // ascending, each once
    std::optional<std::int64_t> min_cents = {};
    std::optional<std::int64_t> max_cents = {};
    std::optional<Decimal> min_share = {};
    std::optional<Decimal> max_share = {};
    std::int32_t unknown = 0;  // parts without a value
};

// A sum over the records that have it.
struct Summed {
    std::optional<std::int64_t> cents = {};  // nothing when no record has it
    std::vector<std::int32_t> records;       // in the sum
    std::vector<std::int32_t> unknown;       // not in the sum, because it is not known
};

struct FundingFigures {
    Code scheme = unstated_code;
    FundingYear year;
    std::vector<std::int32_t> records;
    std::vector<PerStudent> per_student;  // by amount, then record
    std::vector<std::int32_t> per_student_unknown;
    Summed available;                      // stated totals, or students x amount per student
    std::optional<std::int64_t> students;  // sum of those stated
    std::vector<std::int32_t> students_unknown;
    std::vector<ActorShare> divisions;
    std::vector<std::int32_t> without_division;  // nothing stated of how it is divided
    Summed undivided;                            // of those with a division
    std::vector<std::int32_t> overdivided;       // parts that add up to more than there is
};

// By scheme (not stated last), then year, newest first.
std::vector<FundingFigures> find_funding(std::span<const FundingRow> rows);

}  // namespace afb::insights
