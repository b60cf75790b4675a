#include "service/insights/funding.hpp"

#include <catch2/catch.hpp>

using namespace afb;
using namespace afb::insights;

namespace {

using Records = std::vector<std::int32_t>;

constexpr FundingYear school_2025{FundingYear::Kind::school, 2025};

Money euros(std::int64_t whole) {
    return Money::from_cents(100 * whole);
}

FundingRow row(std::int32_t record, FundingAmounts amounts, std::vector<DividedPart> parts = {}) {
    return {.record = record, .scheme = 1, .year = school_2025, .amounts = amounts, .parts = std::move(parts)};
}

FundingFigures figures_of(std::vector<FundingRow> rows) {
    const auto figures = find_funding(rows);
    REQUIRE(figures.size() == 1);
    return figures.front();
}

DividedPart fixed(Code actor, std::int64_t whole) {
    return {.actor = actor, .basis = DivisionBasis::fixed, .cents = 100 * whole};
}

}  // namespace

TEST_CASE("an amount per student is stated, computed, or unknown") {
    const auto figures =
        figures_of({row(1, {.per_student = euros(1250)}), row(2, {.total = euros(1000), .students = 3}),
                    row(3, {.total = euros(1000)}), row(4, {.total = euros(1000), .students = 0})});
    REQUIRE(figures.per_student.size() == 2);
    CHECK(figures.per_student[0].record == 2);
    CHECK(figures.per_student[0].cents == 33333);
    CHECK(figures.per_student[0].computed);
    CHECK(figures.per_student[1].cents == 125000);
    CHECK_FALSE(figures.per_student[1].computed);
    CHECK(figures.per_student_unknown == Records{3, 4});
    CHECK(figures.students == 3);
    CHECK(figures.students_unknown == Records{1, 3});
}

TEST_CASE("what there is, is summed over those that say it, and the others are named") {
    const auto figures = figures_of({row(1, {.total = euros(1000)}), row(2, {.per_student = euros(10), .students = 50}),
                                     row(3, {.per_student = euros(10)})});
    CHECK(figures.available.cents == 150000);
    CHECK(figures.available.records == Records{1, 2});
    CHECK(figures.available.unknown == Records{3});
    const auto nothing = figures_of({row(3, {})});
    CHECK_FALSE(nothing.available.cents);
    CHECK_FALSE(nothing.students);
}

TEST_CASE("the rest is what the parts leave; without a division there is no rest, and too much is told apart") {
    const auto figures =
        figures_of({row(1, {.total = euros(1000)}, {fixed(7, 600), fixed(8, 100)}), row(2, {.total = euros(1000)}),
                    row(3, {.total = euros(1000)}, {fixed(7, 1001)}), row(4, {}, {fixed(7, 10)})});
    CHECK(figures.undivided.cents == 30000);
    CHECK(figures.undivided.records == Records{1});
    CHECK(figures.undivided.unknown == Records{4});
    CHECK(figures.without_division == Records{2});
    CHECK(figures.overdivided == Records{3});
}

TEST_CASE("a division wholly used leaves 0.00, which is not unknown") {
    const auto figures = figures_of({row(1, {.total = euros(1000)}, {fixed(7, 1000)})});
    CHECK(figures.undivided.cents == 0);
    CHECK(figures.undivided.unknown.empty());
}

TEST_CASE("divisions are by actor and basis, with the lowest and the highest, and parts without a value") {
    const DividedPart half{.actor = 7, .basis = DivisionBasis::share, .share = Decimal::whole(50)};
    const DividedPart silent{.actor = 7, .basis = DivisionBasis::share};
    const auto figures = figures_of({row(1, {}, {fixed(7, 600), half}), row(2, {}, {fixed(7, 400), silent})});
    REQUIRE(figures.divisions.size() == 2);
    CHECK(figures.divisions[0].basis == DivisionBasis::fixed);
    CHECK(figures.divisions[0].min_cents == 40000);
    CHECK(figures.divisions[0].max_cents == 60000);
    CHECK(figures.divisions[0].records == Records{1, 2});
    CHECK(figures.divisions[1].min_share == Decimal::whole(50));
    CHECK(figures.divisions[1].unknown == 1);
}

TEST_CASE("schemes and years are apart, newest first, and a scheme that is not stated comes last") {
    std::vector<FundingRow> rows{row(1, {}), row(2, {}), row(3, {}), row(4, {})};
    rows[0].scheme = unstated_code;
    rows[1].year = {FundingYear::Kind::school, 2024};
    rows[3].year = {};
    const auto figures = find_funding(rows);
    REQUIRE(figures.size() == 4);
    CHECK(figures[0].records == Records{3});
    CHECK(figures[1].records == Records{2});
    CHECK(figures[2].records == Records{4});
    CHECK(figures[3].records == Records{1});
}
