// Valid time as day numbers, so that a hundred thousand periods are compared in no time.
//
// Guarantees: both ends inclusive, as in schema/dates.hpp. An end that is not stated is open; `stated` tells whether
// anything was said at all. Leaves out real calendars: Date turns a number into text.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <limits>

#include "schema/dates.hpp"

namespace afb::insights {

inline constexpr std::int32_t no_record = -1;  // where a record's number would stand

using Day = std::int32_t;  // days since 1970-01-01

inline constexpr Day day_not_stated = std::numeric_limits<Day>::min();

struct Period {
    static constexpr Day open_start = std::numeric_limits<Day>::min();
    static constexpr Day open_end = std::numeric_limits<Day>::max();

    Day from = open_start;
    Day until = open_end;

    bool stated() const { return from != open_start || until != open_end; }
    bool overlaps(const Period& other) const { return from <= other.until && other.from <= until; }
    bool includes(Day day) const { return from <= day && day <= until; }
    auto operator<=>(const Period&) const = default;
};

inline Day day_number(Date date) {
    return static_cast<Day>(date.days().time_since_epoch().count());
}

// Of a date's digits: 20240801.
inline Day day_of_digits(std::int64_t digits) {
    using namespace std::chrono;
    const year_month_day date{year{static_cast<int>(digits / 10'000)}, month{static_cast<unsigned>(digits / 100 % 100)},
                              day{static_cast<unsigned>(digits % 100)}};
    return static_cast<Day>(sys_days{date}.time_since_epoch().count());
}

inline Date date_of(Day day) {
    return Date::from_days(std::chrono::sys_days{std::chrono::days{day}});
}

inline Period period_of(const Validity& validity) {
    return {validity.from ? day_number(*validity.from) : Period::open_start,
            validity.until ? day_number(*validity.until) : Period::open_end};
}

}  // namespace afb::insights
