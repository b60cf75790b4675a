#include "schema/dates.hpp"

#include <catch2/catch.hpp>
#include <random>
#include <string>

using namespace afb;

namespace {

Date day(std::string_view text) {
    const auto date = Date::parse(text);
    REQUIRE(date);
    return *date;
}

// The calendar once more, written out by hand.
bool leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int length(int year, int month) {
    static constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && leap(year) ? 29 : days[month - 1];
}

std::string padded(int value, std::size_t width) {
    std::string out = std::to_string(value);
    return out.size() < width ? std::string(width - out.size(), '0') + out : out;
}

std::string iso(int year, int month, int day_of_month) {
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day_of_month, 2);
}

std::vector<std::string> texts(const std::vector<SchoolYear>& years) {
    std::vector<std::string> out;
    for (const SchoolYear year : years) out.push_back(year.text());
    return out;
}

}  // namespace

TEST_CASE("Every day from 1900 to 2199 reads back as it was written, in order and one day apart") {
    auto previous = day("1900-01-01").days() - std::chrono::days{1};
    for (int year = 1900; year <= 2199; ++year) {
        for (int month = 1; month <= 12; ++month) {
            for (int d = 1; d <= length(year, month); ++d) {
                const auto date = Date::parse(iso(year, month, d));
                if (!date || date->text() != iso(year, month, d) || date->number() != year * 10000 + month * 100 + d ||
                    date->year() != year || date->month() != static_cast<unsigned>(month) ||
                    date->days() != previous + std::chrono::days{1}) {
                    FAIL(iso(year, month, d));
                }
                previous = date->days();
            }
            if (Date::parse(iso(year, month, length(year, month) + 1)))
                FAIL("does not exist: " << year << " " << month);
        }
    }
    SUCCEED();
}

TEST_CASE("29 February is a day in leap years only") {
    CHECK(Date::parse("2024-02-29"));
    CHECK(Date::parse("2000-02-29"));
    CHECK_FALSE(Date::parse("1900-02-29"));
    CHECK_FALSE(Date::parse("2100-02-29"));
    CHECK_FALSE(Date::parse("2023-02-29"));
    CHECK_FALSE(Date::parse("2026-02-30"));
}

TEST_CASE("A day that is written otherwise, does not exist or is out of range is no date") {
    for (const char* text : {"",
                             "2026",
                             "2026-8-1",
                             "2026-08-1",
                             "26-08-01",
                             "2026/08/01",
                             "20260801",
                             "2026-08-01T00:00:00Z",
                             " 2026-08-01",
                             "2026-08-01 ",
                             "2026-00-10",
                             "2026-13-10",
                             "2026-01-00",
                             "2026-01-32",
                             "2026-04-31",
                             "1899-12-31",
                             "2200-01-01",
                             "9999-01-01",
                             "0000-00-00",
                             "-026-01-01",
                             "2026--1-01",
                             "2026-01-+1",
                             "２０２6-01",
                             "2o26-01-01",
                             "2026-0x-01"}) {
        INFO(text);
        CHECK_FALSE(Date::parse(text));
    }
    CHECK_FALSE(Date::parse(std::string_view("2026-01-0\0", 10)));
}

TEST_CASE("Without a value a date is the first day of 1970") {
    CHECK(Date().text() == "1970-01-01");
}

TEST_CASE("A school year runs from 1 August up to and including 31 July") {
    CHECK(SchoolYear::of(day("2024-07-31")).text() == "2023-2024");
    CHECK(SchoolYear::of(day("2024-08-01")).text() == "2024-2025");
    CHECK(SchoolYear::of(day("2024-12-31")).text() == "2024-2025");
    CHECK(SchoolYear::of(day("2025-01-01")).text() == "2024-2025");
    CHECK(SchoolYear::of(day("2024-02-29")).text() == "2023-2024");
    const SchoolYear year = *SchoolYear::parse("2024-2025");
    CHECK(year.first_day().text() == "2024-08-01");
    CHECK(year.last_day().text() == "2025-07-31");
    CHECK(year.start() == 2024);
}

TEST_CASE("Every day is in the school year that its first and last day enclose") {
    std::mt19937 random(20260801);
    std::uniform_int_distribution<std::chrono::days::rep> days(day("1901-01-01").days().time_since_epoch().count(),
                                                               day("2199-07-31").days().time_since_epoch().count());
    for (int i = 0; i < 20000; ++i) {
        const Date date = Date::from_days(std::chrono::sys_days{std::chrono::days{days(random)}});
        const SchoolYear year = SchoolYear::of(date);
        REQUIRE(year.first_day() <= date);
        REQUIRE(date <= year.last_day());
        REQUIRE(SchoolYear::parse(year.text()) == year);
    }
}

TEST_CASE("A school year is written as two consecutive years and in no other way") {
    CHECK(SchoolYear::parse("2024-2025"));
    CHECK(SchoolYear::parse("1900-1901"));
    CHECK(SchoolYear::parse("2198-2199"));
    for (const char* text : {"", "2024", "2024-2026", "2024-2024", "2025-2024", "24-25", "2024/2025", "2024-25",
                             "2024 - 2025", "1899-1900", "2199-2200", "2024-2025 ", "abcd-efgh", "2024_2025"}) {
        INFO(text);
        CHECK_FALSE(SchoolYear::parse(text));
    }
}

TEST_CASE("Both ends of a period belong to it, and an open end is open") {
    const Validity both{day("2024-08-01"), day("2025-07-31")};
    CHECK_FALSE(both.in_force_on(day("2024-07-31")));
    CHECK(both.in_force_on(day("2024-08-01")));
    CHECK(both.in_force_on(day("2025-07-31")));
    CHECK_FALSE(both.in_force_on(day("2025-08-01")));

    const Validity from{day("2024-08-01"), {}};
    CHECK_FALSE(from.in_force_on(day("2024-07-31")));
    CHECK(from.in_force_on(day("2199-12-31")));

    const Validity until{{}, day("2024-08-01")};
    CHECK(until.in_force_on(day("1900-01-01")));
    CHECK_FALSE(until.in_force_on(day("2024-08-02")));

    CHECK(Validity{}.in_force_on(day("2024-08-01")));
}

TEST_CASE("A period is ordered unless its end is before its start") {
    CHECK(Validity{day("2024-08-01"), day("2024-08-01")}.ordered());
    CHECK(Validity{day("2024-08-01"), {}}.ordered());
    CHECK(Validity{{}, day("2024-08-01")}.ordered());
    CHECK(Validity{}.ordered());
    CHECK_FALSE(Validity{day("2024-08-02"), day("2024-08-01")}.ordered());
}

TEST_CASE("A period touches the school years it has a day in") {
    const SchoolYear horizon = *SchoolYear::parse("2026-2027");
    const auto years = [&](const char* from, const char* until) {
        return texts(Validity{Date::parse(from), Date::parse(until)}.school_years(horizon));
    };
    using Years = std::vector<std::string>;
    CHECK(years("2024-08-01", "2025-07-31") == Years{"2024-2025"});
    CHECK(years("2024-07-31", "2024-08-01") == Years{"2023-2024", "2024-2025"});
    CHECK(years("2025-01-01", "2025-12-31") == Years{"2024-2025", "2025-2026"});
    CHECK(years("2024-08-01", "") == Years{"2024-2025", "2025-2026", "2026-2027"});
    // A known end is not cut off at the horizon; a start behind the horizon with an open end touches nothing we count.
    CHECK(years("2026-08-01", "2028-08-01") == Years{"2026-2027", "2027-2028", "2028-2029"});
    CHECK(years("2027-08-01", "") == Years{});
    CHECK(years("", "2025-07-31") == Years{});
    CHECK(years("", "") == Years{});
    CHECK(years("2025-08-01", "2025-07-31") == Years{});
}

TEST_CASE("A moment is written in UTC with milliseconds, before 1970 as well") {
    using namespace std::chrono;
    const auto at = [](milliseconds since) {
        return utc_text(system_clock::time_point{duration_cast<system_clock::duration>(since)});
    };
    CHECK(at(0ms) == "1970-01-01T00:00:00.000Z");
    CHECK(at(-1ms) == "1969-12-31T23:59:59.999Z");
    CHECK(at(1795528332123ms) == "2026-11-24T13:52:12.123Z");
    CHECK(at(951782400000ms) == "2000-02-29T00:00:00.000Z");
    CHECK(utc_text(system_clock::time_point{duration_cast<system_clock::duration>(999999ns)}) ==
          "1970-01-01T00:00:00.000Z");
}
