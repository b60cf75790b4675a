#include "schema/dates.hpp"

#include <algorithm>
#include <cstdint>

namespace afb {
namespace {

constexpr int first_year = 1900;
constexpr int last_year = 2199;

// `length` decimal digits at `text[at]`; nothing when one of them is not an ASCII digit.
std::optional<int> digits(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    for (const char c : text.substr(at, length)) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

// Appends `value` with leading zeros up to `width`.
void append_padded(std::string& out, std::int64_t value, std::size_t width) {
    const std::string plain = std::to_string(value);
    if (plain.size() < width) out.append(width - plain.size(), '0');
    out += plain;
}

void append_date(std::string& out, std::chrono::year_month_day day) {
    append_padded(out, static_cast<int>(day.year()), 4);
    out += '-';
    append_padded(out, static_cast<unsigned>(day.month()), 2);
    out += '-';
    append_padded(out, static_cast<unsigned>(day.day()), 2);
}

std::chrono::year_month_day calendar(Date day) {
    return std::chrono::year_month_day{day.days()};
}

Date day_of(int year, unsigned month, unsigned day) {
    return Date::from_days(
        std::chrono::sys_days{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{day}});
}

}  // namespace

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text, 0, 4);
    const auto month = digits(text, 5, 2);
    const auto day = digits(text, 8, 2);
    if (!year || !month || !day) return std::nullopt;
    if (*year < first_year || *year > last_year) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok()) return std::nullopt;
    return from_days(std::chrono::sys_days{date});
}

Date Date::from_days(std::chrono::sys_days days) {
    Date date;
    date.days_ = days;
    return date;
}

std::string Date::text() const {
    std::string out;
    append_date(out, calendar(*this));
    return out;
}

int Date::year() const {
    return static_cast<int>(calendar(*this).year());
}

unsigned Date::month() const {
    return static_cast<unsigned>(calendar(*this).month());
}

int Date::number() const {
    const auto date = calendar(*this);
    return static_cast<int>(date.year()) * 10000 + static_cast<int>(static_cast<unsigned>(date.month())) * 100 +
           static_cast<int>(static_cast<unsigned>(date.day()));
}

std::optional<SchoolYear> SchoolYear::parse(std::string_view text) {
    if (text.size() != 9 || text[4] != '-') return std::nullopt;
    const auto start = digits(text, 0, 4);
    const auto end = digits(text, 5, 4);
    if (!start || !end || *end != *start + 1) return std::nullopt;
    // Both ends of the year must be days that Date can hold.
    if (*start < first_year || *end > last_year) return std::nullopt;
    SchoolYear year;
    year.start_ = *start;
    return year;
}

SchoolYear SchoolYear::of(Date day) {
    SchoolYear year;
    year.start_ = day.month() >= 8 ? day.year() : day.year() - 1;
    return year;
}

std::string SchoolYear::text() const {
    std::string out;
    append_padded(out, start_, 4);
    out += '-';
    append_padded(out, start_ + 1, 4);
    return out;
}

Date SchoolYear::first_day() const {
    return day_of(start_, 8, 1);
}

Date SchoolYear::last_day() const {
    return day_of(start_ + 1, 7, 31);
}

bool Validity::in_force_on(Date day) const {
    return (!from || *from <= day) && (!until || day <= *until);
}

bool Validity::ordered() const {
    return !from || !until || *from <= *until;
}

std::vector<SchoolYear> Validity::school_years(SchoolYear horizon) const {
    std::vector<SchoolYear> years;
    if (!from || !ordered()) return years;
    const SchoolYear last = until ? SchoolYear::of(*until) : horizon;
    for (SchoolYear year = SchoolYear::of(*from); year <= last;
         year = SchoolYear::of(Date::from_days(year.last_day().days() + std::chrono::days{1}))) {
        years.push_back(year);
    }
    return years;
}

std::string utc_text(std::chrono::system_clock::time_point moment) {
    const auto milliseconds = std::chrono::floor<std::chrono::milliseconds>(moment);
    const auto day = std::chrono::floor<std::chrono::days>(milliseconds);
    const std::chrono::hh_mm_ss time{milliseconds - day};
    std::string out;
    append_date(out, std::chrono::year_month_day{day});
    out += 'T';
    append_padded(out, time.hours().count(), 2);
    out += ':';
    append_padded(out, time.minutes().count(), 2);
    out += ':';
    append_padded(out, time.seconds().count(), 2);
    out += '.';
    append_padded(out, time.subseconds().count(), 3);
    out += 'Z';
    return out;
}

}  // namespace afb
