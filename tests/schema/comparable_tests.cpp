#include "schema/comparable.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace afb;

namespace {

Money euros(std::string_view text) {
    return Money::parse(text).value();
}

Decimal number(std::string_view text) {
    return Decimal::parse(text).value();
}

Amount exactly(std::string_view text) {
    return ExactAmount{euros(text)};
}

struct Basis {
    std::optional<Unit> unit;
    const char* days = "";
    const char* months = "";
    const char* hours = "";
};

Tariff tariff(Amount amount, const Basis& basis) {
    Tariff out;
    out.amount = std::move(amount);
    out.unit = basis.unit;
    out.days_per_week = Decimal::parse(basis.days);
    out.max_months_per_year = Decimal::parse(basis.months);
    out.hours_per_day = Decimal::parse(basis.hours);
    return out;
}

std::string exact(const Tariff& one) {
    const Comparable comparable = compare_basis(one);
    return comparable.exact() ? comparable.min->text() : "-";
}

std::string reason(const Tariff& one) {
    const Comparable comparable = compare_basis(one);
    CHECK_FALSE(comparable.min);
    CHECK_FALSE(comparable.max);
    CHECK_FALSE(comparable.formula);
    return comparable.reason ? std::string(code_of(*comparable.reason)) : "-";
}

std::vector<std::string> bands(const Tariff& one) {
    std::vector<std::string> out;
    for (const auto band : amount_bands(one, compare_basis(one))) out.emplace_back(band);
    return out;
}

using Bands = std::vector<std::string>;

}  // namespace

TEST_CASE("The cao vo of 2025 and the proposal of 2024 are the same amount on another basis") {
    // Years 2, 3 and 4: EUR 200, 500 and 800 for four days; EUR 100, 250 and 400 for two days.
    CHECK(exact(tariff(exactly("200.00"), {Unit::month, "4"})) == "50.00");
    CHECK(exact(tariff(exactly("100.00"), {Unit::month, "2"})) == "50.00");
    CHECK(exact(tariff(exactly("500.00"), {Unit::month, "4"})) == "125.00");
    CHECK(exact(tariff(exactly("250.00"), {Unit::month, "2"})) == "125.00");
    CHECK(exact(tariff(exactly("800.00"), {Unit::month, "4"})) == "200.00");
    CHECK(exact(tariff(exactly("400.00"), {Unit::month, "2"})) == "200.00");
}

TEST_CASE("The formula says in words how the amount came about") {
    const Comparable month = compare_basis(tariff(exactly("200.00"), {Unit::month, "4"}));
    CHECK(month.formula->nl ==
          "€ 200,00 per maand voor 4 dagen per week: € 200,00 / 4 = € 50,00 per maand voor elke dag per week");
    CHECK(month.formula->en ==
          "EUR 200.00 a month for 4 days a week: EUR 200.00 / 4 = EUR 50.00 a month for each day a week");

    const Comparable day = compare_basis(tariff(exactly("15.00"), {Unit::placement_day}));
    CHECK(day.formula->nl ==
          "€ 15,00 per stagedag, bij 52 weken per jaar: € 15,00 x 52 / 12 = € 65,00 per maand voor elke dag per week");
    CHECK(
        day.formula->en ==
        "EUR 15.00 a placement day, with 52 weeks a year: EUR 15.00 x 52 / 12 = EUR 65.00 a month for each day a week");

    const Comparable hour = compare_basis(tariff(exactly("3.00"), {Unit::hour, "", "", "7.5"}));
    CHECK(hour.formula->nl ==
          "€ 3,00 per uur, bij 7,5 uur per stagedag en 52 weken per jaar: € 3,00 x 7,5 uur x 52 / 12 = € 97,50 per "
          "maand voor elke dag per week");

    const Comparable year = compare_basis(tariff(exactly("2000.00"), {Unit::student_year, "2", "10"}));
    CHECK(year.formula->nl ==
          "€ 2.000,00 per student per jaar voor 2 dagen per week: € 2.000,00 / 10 maanden / 2 dagen = € 100,00 per "
          "maand voor elke dag per week");

    const Comparable share = compare_basis(tariff(ScaleShare{number("50"), euros("2687.00")}, {Unit::month, "5"}));
    CHECK(share.formula->nl ==
          "50% van € 2.687,00 per maand voor 5 dagen per week: € 2.687,00 x 50% / 5 = € 268,70 per maand voor elke dag "
          "per week");

    const Comparable zero = compare_basis(tariff(ZeroAmount{}, {}));
    CHECK(zero.formula->nl == "Uitdrukkelijk niets: € 0,00 per maand voor elke dag per week");
    CHECK(zero.formula->en == "Expressly nothing: EUR 0.00 a month for each day a week");
}

TEST_CASE("A rounded outcome is written as an approximation, one day in the singular, and pro rata is told") {
    Tariff third = tariff(exactly("100.00"), {Unit::month, "3"});
    third.pro_rata = true;
    CHECK(compare_basis(third).formula->nl ==
          "€ 100,00 per maand voor 3 dagen per week (naar rato): € 100,00 / 3 ≈ € 33,33 per maand voor elke dag per "
          "week");
    CHECK(compare_basis(tariff(exactly("100.00"), {Unit::month, "1"})).formula->en ==
          "EUR 100.00 a month for 1 day a week: EUR 100.00 / 1 = EUR 100.00 a month for each day a week");
}

TEST_CASE("A range is compared at both ends, or at the end that is known") {
    const Comparable both = compare_basis(tariff(AmountRange{euros("68.00"), euros("900.00")}, {Unit::month, "4"}));
    CHECK(both.min == euros("17.00"));
    CHECK(both.max == euros("225.00"));
    CHECK_FALSE(both.exact());
    CHECK(
        both.formula->nl ==
        "€ 68,00 tot en met € 900,00 per maand voor 4 dagen per week: € 68,00 / 4 = € 17,00 en € 900,00 / 4 = € 225,00 "
        "per maand voor elke dag per week");

    const Comparable most = compare_basis(tariff(AmountRange{{}, euros("395.00")}, {Unit::month, "5"}));
    CHECK_FALSE(most.min);
    CHECK(most.max == euros("79.00"));
    CHECK(most.formula->en ==
          "at most EUR 395.00 a month for 5 days a week: EUR 395.00 / 5 = EUR 79.00 a month for each day a week");

    const Comparable least = compare_basis(tariff(AmountRange{euros("100.00"), {}}, {Unit::month, "2"}));
    CHECK(least.min == euros("50.00"));
    CHECK_FALSE(least.max);
    CHECK(least.formula->nl.starts_with("ten minste € 100,00 per maand"));
}

TEST_CASE("What cannot be compared says why") {
    CHECK(reason(tariff(UnknownAmount{}, {Unit::month, "4"})) == "unknown-amount");
    CHECK(reason(tariff(UnknownAmount{}, {})) == "unknown-amount");
    CHECK(reason(tariff(exactly("200.00"), {})) == "no-unit");
    CHECK(reason(tariff(exactly("200.00"), {{}, "4"})) == "no-unit");
    CHECK(reason(tariff(exactly("250.00"), {Unit::month})) == "no-days-basis");
    CHECK(reason(tariff(exactly("250.00"), {Unit::month, "0"})) == "no-days-basis");
    CHECK(reason(tariff(exactly("250.00"), {Unit::month, "-1"})) == "no-days-basis");
    CHECK(reason(tariff(exactly("250.00"), {Unit::hour, "4"})) == "per-hour-without-hours");
    CHECK(reason(tariff(exactly("250.00"), {Unit::student_year, "4"})) == "per-year-without-months");
    CHECK(reason(tariff(exactly("250.00"), {Unit::student_year})) == "per-year-without-months");
    CHECK(reason(tariff(exactly("250.00"), {Unit::student_year, "", "10"})) == "no-days-basis");
    CHECK(reason(tariff(exactly("250.00"), {Unit::once, "4", "10", "8"})) == "once");
    CHECK(reason(tariff(ScaleShare{number("50"), {}}, {Unit::month, "5"})) == "percentage-without-scale");
    CHECK(reason(tariff(ScaleShare{number("50"), {}}, {})) == "percentage-without-scale");
    Tariff guilders = tariff(exactly("200.00"), {Unit::month, "4"});
    guilders.euro = false;
    CHECK(reason(guilders) == "not-euro");
}

TEST_CASE("Nothing is 0.00 on every basis, and never the same as unknown") {
    for (const auto unit : {std::optional<Unit>(), std::optional(Unit::month), std::optional(Unit::placement_day),
                            std::optional(Unit::hour), std::optional(Unit::student_year), std::optional(Unit::once)}) {
        Tariff zero = tariff(ZeroAmount{}, {unit});
        CHECK(exact(zero) == "0.00");
        zero.euro = false;
        CHECK(exact(zero) == "0.00");
        CHECK(reason(tariff(UnknownAmount{}, {unit})) == "unknown-amount");
    }
}

TEST_CASE("A share of a scale is per month when it has no unit of its own") {
    CHECK(exact(tariff(ScaleShare{number("50"), euros("2562.00")}, {{}, "5"})) == "256.20");
    CHECK(reason(tariff(ScaleShare{number("50"), euros("2562.00")}, {})) == "no-days-basis");
}

TEST_CASE("Everything is rounded once, half up, at the end") {
    CHECK(exact(tariff(exactly("0.01"), {Unit::month, "2"})) == "0.01");
    CHECK(exact(tariff(exactly("0.01"), {Unit::month, "3"})) == "0.00");
    CHECK(exact(tariff(exactly("180.00"), {Unit::month, "2.5"})) == "72.00");
    CHECK(exact(tariff(exactly("100.00"), {Unit::month, "7"})) == "14.29");
    CHECK(exact(tariff(exactly("7.00"), {Unit::placement_day})) == "30.33");
    CHECK(exact(tariff(exactly("7.00"), {Unit::placement_day, "2"})) == "30.33");
    // 33.3333 % of 100.00 over 3 days is 11.1111: rounding 33.3333 first would give the same; 0.05 x 33.3333 % would
    // not.
    CHECK(exact(tariff(ScaleShare{number("33.3333"), euros("100.00")}, {Unit::month, "3"})) == "11.11");
    CHECK(exact(tariff(ScaleShare{number("50"), euros("0.05")}, {Unit::month, "5"})) == "0.01");
}

TEST_CASE("An outcome larger than money can be written is none at all") {
    for (const Tariff& absurd :
         {tariff(exactly("999999999.99"), {Unit::month, "0.5"}), tariff(exactly("999999999.99"), {Unit::placement_day}),
          tariff(AmountRange{euros("1.00"), euros("999999999.99")}, {Unit::hour, "", "", "24"}),
          tariff(ScaleShare{number("999999999.9999"), euros("999999999.99")}, {Unit::month, "0.0001"})}) {
        const Comparable comparable = compare_basis(absurd);
        CHECK_FALSE(comparable.min);
        CHECK_FALSE(comparable.max);
        CHECK_FALSE(comparable.reason);
        CHECK_FALSE(comparable.formula);
        CHECK(amount_bands(absurd, comparable).empty());
    }
}

TEST_CASE("Amounts fall in bands whose upper bound is exclusive") {
    const auto per_day = [](std::string_view text) { return bands(tariff(exactly(text), {Unit::month, "1"})); };
    CHECK(bands(tariff(ZeroAmount{}, {})) == Bands{"none"});
    CHECK(per_day("0.01") == Bands{"0-25"});
    CHECK(per_day("24.99") == Bands{"0-25"});
    CHECK(per_day("25.00") == Bands{"25-50"});
    CHECK(per_day("49.99") == Bands{"25-50"});
    CHECK(per_day("50.00") == Bands{"50-75"});
    CHECK(per_day("75.00") == Bands{"75-100"});
    CHECK(per_day("99.99") == Bands{"75-100"});
    CHECK(per_day("100.00") == Bands{"100-plus"});
    CHECK(per_day("999999999.99") == Bands{"100-plus"});
    CHECK(bands(tariff(UnknownAmount{}, {})) == Bands{"unknown"});
    CHECK(bands(tariff(exactly("250.00"), {Unit::month})) == Bands{});
    CHECK(bands(tariff(AmountRange{euros("0.00"), euros("60.00")}, {Unit::month, "1"})) ==
          Bands{"none", "0-25", "25-50", "50-75"});
    CHECK(bands(tariff(AmountRange{{}, euros("60.00")}, {Unit::month, "1"})) == Bands{"50-75"});
    CHECK(bands(tariff(AmountRange{euros("60.00"), {}}, {Unit::month, "1"})) == Bands{"50-75"});
}

TEST_CASE("Units and reasons are those of the vocabularies") {
    CHECK(unit_of("month") == Unit::month);
    CHECK(unit_of("placementDay") == Unit::placement_day);
    CHECK(unit_of("hour") == Unit::hour);
    CHECK(unit_of("studentYear") == Unit::student_year);
    CHECK(unit_of("once") == Unit::once);
    CHECK_FALSE(unit_of(""));
    CHECK_FALSE(unit_of("week"));
}

TEST_CASE("Random tariffs agree with long division by hand") {
    std::mt19937_64 random(4);
    std::uniform_int_distribution<std::int64_t> cents(1, 500'000);
    std::uniform_int_distribution<std::int64_t> half_days(1, 14);
    std::uniform_int_distribution<std::int64_t> months(1, 12);
    std::uniform_int_distribution<int> which(0, 3);
    // (2n + d) / 2d in whole numbers.
    const auto rounded = [](std::int64_t n, std::int64_t d) { return (2 * n + d) / (2 * d); };
    for (int i = 0; i < 20000; ++i) {
        const std::int64_t amount = cents(random);
        const std::int64_t halves = half_days(random);
        const std::int64_t count = months(random);
        Tariff one;
        one.amount = ExactAmount{Money::from_cents(amount)};
        one.days_per_week = Decimal::from_ten_thousandths(halves * 5000);
        one.max_months_per_year = Decimal::whole(static_cast<std::int32_t>(count));
        one.hours_per_day = Decimal::from_ten_thousandths(halves * 5000);
        std::int64_t expected = 0;
        switch (which(random)) {
            case 0:
                one.unit = Unit::month;
                expected = rounded(amount * 2, halves);
                break;
            case 1:
                one.unit = Unit::placement_day;
                expected = rounded(amount * 13, 3);
                break;
            case 2:
                one.unit = Unit::hour;
                expected = rounded(amount * halves * 13, 6);
                break;
            default:
                one.unit = Unit::student_year;
                expected = rounded(amount * 2, halves * count);
        }
        REQUIRE(exact(one) == Money::from_cents(expected).text());
    }
}
