// The road to 100%: the share of students and schools in samen opleiden by school year, its trend, and what is left.
//
// Guarantees: a share has a part and a whole that are both stated, or a reason why there is none; a school year between
// the first and the last that nothing was stated for is there, marked missing; a total counts only those of which both
// the part and the whole are known, and says how many it leaves out. Exact until one rounding, half up, to a tenth of a
// percentage point. Leaves out forecasts: it tells the pace that was and the pace that is needed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace afb::insights {

using Year = std::int32_t;      // in which a school year starts: 2024 is 2024-2025
using Permille = std::int32_t;  // a share or a difference of shares, in tenths of a percentage point

// The year by whose end all students are to be trained this way (LDNOR 2025: 100% in 2030).
inline constexpr Year ambition_year = 2029;
inline constexpr Permille everything = 1000;

struct CoverageRow {
    std::int32_t record = 0;
    Year year = 0;
    std::optional<std::int64_t> students_total = {};
    std::optional<std::int64_t> students_in = {};
    std::optional<std::int64_t> schools_total = {};
    std::optional<std::int64_t> schools_in = {};
    std::optional<std::int64_t> intake = {};

    bool operator==(const CoverageRow&) const = default;
};

enum class NoShare : std::uint8_t {
    year_missing,
    part_not_stated,
    whole_not_stated,
    neither_stated,
    whole_is_zero,
    part_above_whole,
    stated_differently
};
std::string_view code_of(NoShare reason);

struct Share {
    std::optional<std::int64_t> part = {};
    std::optional<std::int64_t> whole = {};
    std::optional<Permille> share = {};
    std::optional<NoShare> reason = {};     // exactly when there is no share
    std::optional<Permille> distance = {};  // to 100%
    std::optional<std::int64_t> left = {};  // students or schools still to go
    std::optional<Permille> change = {};    // since the last year before with a share
    std::optional<Year> change_since = {};
};

struct IntakeChange {
    std::optional<std::int64_t> value = {};
    std::optional<std::int64_t> change = {};  // since the last year before in which it was stated
    std::optional<Permille> percent = {};     // of what it was; not when that was zero
    std::optional<Year> change_since = {};
};

struct CoverageYear {
    Year year = 0;
    bool missing = false;  // nothing stated for this year
    Share students;
    Share schools;
    IntakeChange intake;
};

// From the first to the last year with a share.
struct Pace {
    Year from = 0;
    Year until = 0;
    std::optional<Permille> a_year = {};  // not with one year only
    std::optional<Permille> needed = {};  // a year, to reach 100% in the ambition's year; not when that has passed
};

struct CoverageLine {
    std::int32_t record = 0;
    std::vector<CoverageYear> years;  // every year from the first to the last, ascending
    std::optional<Pace> students;     // nothing without any share
    std::optional<Pace> schools;
};

// By record, ascending. The same year stated twice: once when it says the same, otherwise without a share.
std::vector<CoverageLine> find_coverage(std::vector<CoverageRow> rows);

// Of one year, over several lines.
struct CoverageTotal {
    Year year = 0;
    Share students;
    Share schools;
    std::int32_t students_counted = 0;  // lines in the sum ...
    std::int32_t students_unknown = 0;  // ... and lines left out of it
    std::int32_t schools_counted = 0;
    std::int32_t schools_unknown = 0;
    std::optional<std::int64_t> intake = {};
    std::int32_t intake_counted = 0;
    std::int32_t intake_unknown = 0;
};

// Every year from the first to the last. Lines of regions and of partnerships are not to be mixed: they hold the same
// students.
std::vector<CoverageTotal> total_coverage(std::span<const CoverageLine> lines);

// part / whole in tenths of a percent, half up; the whole is positive.
Permille permille(std::int64_t part, std::int64_t whole);

}  // namespace afb::insights
