#include "service/insights/coverage.hpp"

#include <catch2/catch.hpp>

using namespace afb::insights;

namespace {

CoverageRow students(std::int32_t record, Year year, std::optional<std::int64_t> part,
                     std::optional<std::int64_t> whole) {
    return {.record = record, .year = year, .students_total = whole, .students_in = part};
}

Share share_of(std::optional<std::int64_t> part, std::optional<std::int64_t> whole) {
    return find_coverage({students(1, 2024, part, whole)}).at(0).years.at(0).students;
}

}  // namespace

TEST_CASE(
    "a share is the part of the whole to a tenth of a percent, with the distance to everything and what is left") {
    const Share share = share_of(120, 180);  // 66.66...%
    CHECK(share.share == 667);
    CHECK(share.distance == 333);
    CHECK(share.left == 60);
    CHECK_FALSE(share.reason);
    CHECK(share_of(180, 180).share == 1000);
    CHECK(share_of(1, 2000).share == 1);  // 0.05% is half a tenth: up
}

TEST_CASE("none in samen opleiden is 0%; what is not stated has no share, but a reason") {
    CHECK(share_of(0, 180).share == 0);
    CHECK_FALSE(share_of({}, 180).share);
    CHECK(share_of({}, 180).reason == NoShare::part_not_stated);
    CHECK(share_of(120, {}).reason == NoShare::whole_not_stated);
    CHECK(share_of({}, {}).reason == NoShare::neither_stated);
    CHECK(share_of(0, 0).reason == NoShare::whole_is_zero);
    CHECK(share_of(181, 180).reason == NoShare::part_above_whole);
}

TEST_CASE(
    "a year in between that nobody stated is there, as missing, and a change is since the last year with a share") {
    const auto line =
        find_coverage({students(1, 2024, 90, 100), students(1, 2021, 60, 100), students(1, 2022, {}, 100)}).at(0);
    REQUIRE(line.years.size() == 4);
    CHECK(line.years[0].year == 2021);
    CHECK_FALSE(line.years[1].missing);
    CHECK(line.years[1].students.reason == NoShare::part_not_stated);
    CHECK(line.years[2].missing);
    CHECK(line.years[2].students.reason == NoShare::year_missing);
    CHECK(line.years[3].students.change == 300);
    CHECK(line.years[3].students.change_since == 2021);
    CHECK_FALSE(line.years[0].students.change);
}

TEST_CASE("the pace that was is over the years with a share; the pace needed leads to 100% in 2029-2030") {
    // 60% in 2021-2022, 90% in 2024-2025: 10 points a year; 10 points in the five years to 2029-2030 is 2 a year.
    const auto line = find_coverage({students(1, 2024, 90, 100), students(1, 2021, 60, 100)}).at(0);
    REQUIRE(line.students);
    CHECK(line.students->a_year == 100);
    CHECK(line.students->needed == 20);
    CHECK_FALSE(line.schools);
    CHECK_FALSE(find_coverage({students(1, 2024, 90, 100)}).at(0).students->a_year);
    CHECK_FALSE(find_coverage({students(1, 2030, 90, 100)}).at(0).students->needed);
    // A fall of one tenth over two years is -0.5, half up: 0.
    CHECK(find_coverage({students(1, 2022, 500, 1000), students(1, 2024, 499, 1000)}).at(0).students->a_year == 0);
}

TEST_CASE("one year stated twice counts once when it says the same, and has no share when it does not") {
    CHECK(find_coverage({students(1, 2024, 90, 100), students(1, 2024, 90, 100)}).at(0).years.at(0).students.share ==
          900);
    const auto line = find_coverage({students(1, 2024, 90, 100), students(1, 2024, 80, 100)}).at(0);
    CHECK(line.years.at(0).students.reason == NoShare::stated_differently);
    CHECK_FALSE(line.students);
}

TEST_CASE("intake has a change and a percentage; from zero there is no percentage") {
    const auto years = find_coverage({{.record = 1, .year = 2022, .intake = 200},
                                      {.record = 1, .year = 2023, .intake = {}},
                                      {.record = 1, .year = 2024, .intake = 150},
                                      {.record = 1, .year = 2025, .intake = 0},
                                      {.record = 1, .year = 2026, .intake = 5}})
                           .at(0)
                           .years;
    CHECK_FALSE(years[1].intake.value);
    CHECK(years[2].intake.change == -50);
    CHECK(years[2].intake.percent == -250);
    CHECK(years[2].intake.change_since == 2022);
    CHECK(years[3].intake.percent == -1000);
    CHECK(years[4].intake.change == 5);
    CHECK_FALSE(years[4].intake.percent);
}

TEST_CASE("a total is over those of which both are known, and tells how many it leaves out") {
    const auto lines = find_coverage({students(1, 2023, 50, 100), students(1, 2024, 60, 100),
                                      students(2, 2024, 100, 100), students(3, 2024, {}, 1000)});
    const auto totals = total_coverage(lines);
    REQUIRE(totals.size() == 2);
    CHECK(totals[0].students.share == 500);
    CHECK(totals[0].students_counted == 1);
    CHECK(totals[0].students_unknown == 2);  // not stated for 2023 by the second and the third
    CHECK(totals[1].students.share == 800);
    CHECK(totals[1].students_unknown == 1);
    // No schools anywhere: no share, and not 0%.
    CHECK_FALSE(totals[1].schools.share);
    CHECK(totals[1].schools.reason == NoShare::neither_stated);
    CHECK_FALSE(totals[1].intake);
    CHECK(total_coverage({}).empty());
}
