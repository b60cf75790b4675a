// Calendar days, school years and periods, as typed values. ISO text outside, no time zones inside.
#pragma once

#include <chrono>
#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace afb {

// A real day between 1900-01-01 and 2199-12-31.
class Date {
public:
    Date() = default;                                         // 1970-01-01
    static std::optional<Date> parse(std::string_view text);  // exactly YYYY-MM-DD; 2026-02-30 is nothing
    static Date from_days(std::chrono::sys_days days);

    std::string text() const;
    std::chrono::sys_days days() const { return days_; }
    int year() const;
    unsigned month() const;
    int number() const;  // 20240801: for ranges in the index
    auto operator<=>(const Date&) const = default;

private:
    std::chrono::sys_days days_{};
};

// 1 August up to and including 31 July (WVO 2020, article 1.1: schooljaar); written 2024-2025.
class SchoolYear {
public:
    static std::optional<SchoolYear> parse(std::string_view text);  // "2024-2025" only
    static SchoolYear of(Date day);

    std::string text() const;
    Date first_day() const;
    Date last_day() const;
    int start() const { return start_; }
    auto operator<=>(const SchoolYear&) const = default;

private:
    int start_ = 0;
};

// Valid time; both ends inclusive, either may be open.
struct Validity {
    std::optional<Date> from;
    std::optional<Date> until;

    bool in_force_on(Date day) const;
    bool ordered() const;  // from <= until where both are known
    // The school years it touches; an open end counts up to `horizon`. Empty when the start is not known.
    std::vector<SchoolYear> school_years(SchoolYear horizon) const;
};

// 2026-11-24T13:52:12.123Z
std::string utc_text(std::chrono::system_clock::time_point moment);

}  // namespace afb
