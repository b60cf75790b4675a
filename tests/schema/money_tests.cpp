#include "schema/money.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <random>

using namespace afb;

namespace {

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

Money euros(std::string_view text) {
    const auto money = Money::parse(text);
    REQUIRE(money);
    return *money;
}

Decimal number(std::string_view text) {
    const auto decimal = Decimal::parse(text);
    REQUIRE(decimal);
    return *decimal;
}

// Half up by counting instead of dividing: the smallest whole number that is more than a half below the fraction.
std::int64_t half_up_by_hand(std::int64_t numerator, std::int64_t denominator) {
    std::int64_t q = numerator / denominator - 2;
    while (2 * (numerator - q * denominator) >= denominator) ++q;
    return q;
}

}  // namespace

TEST_CASE("Money is read from a decimal text with exactly two decimals") {
    CHECK(euros("0.00").cents() == 0);
    CHECK(euros("0.01").cents() == 1);
    CHECK(euros("180.00").cents() == 18000);
    CHECK(euros("999999999.99").cents() == Money::max_cents);
    for (const char* text :
         {"",     "180",   "180.0", "180.000", "180,00", "-1.00", "+1.00",  "01.00",         "00.00",
          ".50",  "1.",    "1.5x",  "1 .00",   " 1.00",  "1.00 ", "1e2.00", "1000000000.00", "1.250.00",
          "٣.00", "1..00", "1.0.",  "0x1.00",  "NaN",    "€1.00"}) {
        INFO(text);
        CHECK_FALSE(Money::parse(text));
    }
    CHECK_FALSE(Money::parse(std::string_view("1.0\0", 4)));
}

TEST_CASE("Every amount reads back as it was written") {
    std::mt19937_64 random(1);
    std::uniform_int_distribution<std::int64_t> cents(0, Money::max_cents);
    for (int i = 0; i < 20000; ++i) {
        const Money money = Money::from_cents(cents(random) >> (i % 37));
        REQUIRE(Money::parse(money.text()) == money);
    }
}

TEST_CASE("Money is shown as people write it in each language") {
    CHECK(euros("0.00").display() == Text{"€ 0,00", "EUR 0.00"});
    CHECK(euros("999.99").display() == Text{"€ 999,99", "EUR 999.99"});
    CHECK(euros("1250.00").display() == Text{"€ 1.250,00", "EUR 1,250.00"});
    CHECK(euros("123456789.05").display() == Text{"€ 123.456.789,05", "EUR 123,456,789.05"});
    CHECK(Money::from_cents(-150050).display() == Text{"€ -1.500,50", "EUR -1,500.50"});
    CHECK(Money::from_cents(-5).text() == "-0.05");
    CHECK(Money::from_cents(lowest).text() == "-92233720368547758.08");
    CHECK(Money::from_cents(highest).text() == "92233720368547758.07");
}

TEST_CASE("A negative amount or one of more than nine digits cannot go on the wire") {
    CHECK(Money().fits_wire());
    CHECK(Money::from_cents(Money::max_cents).fits_wire());
    CHECK_FALSE(Money::from_cents(Money::max_cents + 1).fits_wire());
    CHECK_FALSE(Money::from_cents(-1).fits_wire());
}

TEST_CASE("Sums and products that do not fit are nothing instead of wrong") {
    const Money top = Money::from_cents(highest);
    const Money bottom = Money::from_cents(lowest);
    const Money cent = Money::from_cents(1);
    CHECK(add(euros("1.10"), euros("2.95")) == euros("4.05"));
    CHECK_FALSE(add(top, cent));
    CHECK_FALSE(add(bottom, Money::from_cents(-1)));
    CHECK(add(top, bottom) == Money::from_cents(-1));
    CHECK(subtract(euros("1.00"), euros("1.01")) == Money::from_cents(-1));
    CHECK_FALSE(subtract(bottom, cent));
    CHECK_FALSE(subtract(Money(), bottom));
    CHECK(multiply(euros("0.05"), 3) == euros("0.15"));
    CHECK_FALSE(multiply(top, 2));
    CHECK_FALSE(multiply(bottom, -1));
    CHECK(multiply(Money(), highest) == Money());
    CHECK_FALSE(divide(cent, 0));
    CHECK_FALSE(divide(bottom, -1));
    CHECK_FALSE(multiply(top, *Fraction::of(highest, 1)));
    CHECK_FALSE(multiply(bottom, *Fraction::of(lowest, 1)));
    CHECK(multiply(top, *Fraction::of(highest, highest)) == top);
    CHECK(multiply(bottom, *Fraction::of(highest, highest)) == bottom);
    CHECK(multiply(top, *Fraction::of(1, highest)) == cent);
}

TEST_CASE("A half cent is rounded up") {
    struct Row {
        std::int64_t cents, divisor, outcome;
    };
    const auto [cents, divisor, outcome] = GENERATE(table<std::int64_t, std::int64_t, std::int64_t>({{1, 2, 1},
                                                                                                     {3, 2, 2},
                                                                                                     {1, 3, 0},
                                                                                                     {2, 3, 1},
                                                                                                     {5, 10, 1},
                                                                                                     {4, 10, 0},
                                                                                                     {20000, 3, 6667},
                                                                                                     {10000, 3, 3333},
                                                                                                     {-1, 2, 0},
                                                                                                     {-3, 2, -1},
                                                                                                     {-2, 3, -1},
                                                                                                     {-1, 3, 0},
                                                                                                     {0, 7, 0},
                                                                                                     {7, -2, -3}}));
    CHECK(divide(Money::from_cents(cents), divisor) == Money::from_cents(outcome));
}

TEST_CASE("Rounding agrees with counting") {
    std::mt19937_64 random(2);
    std::uniform_int_distribution<std::int64_t> cents(-1'000'000, 1'000'000);
    std::uniform_int_distribution<std::int64_t> top(0, 1000);
    std::uniform_int_distribution<std::int64_t> bottom(1, 1000);
    for (int i = 0; i < 50000; ++i) {
        const std::int64_t a = cents(random);
        const std::int64_t n = top(random);
        const std::int64_t d = bottom(random);
        REQUIRE(multiply(Money::from_cents(a), *Fraction::of(n, d)) == Money::from_cents(half_up_by_hand(a * n, d)));
    }
}

TEST_CASE("A decimal has at most four decimals that count and nine digits before the point") {
    CHECK(number("0").ten_thousandths() == 0);
    CHECK(number("4").ten_thousandths() == 40000);
    CHECK(number("2.5").ten_thousandths() == 25000);
    CHECK(number("33.3333").ten_thousandths() == 333333);
    CHECK(number("50.000000").ten_thousandths() == 500000);
    CHECK(number("-1.5").ten_thousandths() == -15000);
    CHECK(number("60.00") == number("60"));
    CHECK(number("999999999.9999").ten_thousandths() == 9'999'999'999'999);
    for (const char* text : {"", "-", ".", ".5", "5.", "+5", "1e3", "1e-05", "1.23456", "1,5", " 1", "1 ", "--1",
                             "1000000000", "1.2.3", "nan", "inf", "0x10"}) {
        INFO(text);
        CHECK_FALSE(Decimal::parse(text));
    }
}

TEST_CASE("A decimal is written as short as it can be") {
    CHECK(number("4").text() == "4");
    CHECK(number("4.50").text() == "4.5");
    CHECK(number("0.0001").text() == "0.0001");
    CHECK(number("-0.25").text() == "-0.25");
    CHECK(number("-0").text() == "0");
    CHECK(number("2.5").display() == Text{"2,5", "2.5"});
    std::mt19937_64 random(3);
    std::uniform_int_distribution<std::int64_t> value(-9'999'999'999'999, 9'999'999'999'999);
    for (int i = 0; i < 20000; ++i) {
        const Decimal decimal = Decimal::from_ten_thousandths(value(random) >> (i % 40));
        REQUIRE(Decimal::parse(decimal.text()) == decimal);
    }
}

TEST_CASE("Decimals add up, or are nothing when the sum does not fit") {
    CHECK(add(number("33.3333"), number("66.6667")) == Decimal::whole(100));
    CHECK_FALSE(add(Decimal::from_ten_thousandths(highest), Decimal::from_ten_thousandths(1)));
}

TEST_CASE("Fractions stay exact, and are nothing when they do not fit or are divided by zero") {
    const Fraction third = *Fraction::of(1, 3);
    CHECK(third.times(*Fraction::of(3, 1))->numerator() == 1);
    CHECK(third.times(*Fraction::of(3, 1))->denominator() == 1);
    CHECK(third.plus(*Fraction::of(1, 6))->denominator() == 2);
    CHECK(third.divided_by(*Fraction::of(-1, 3))->numerator() == -1);
    CHECK(third.divided_by(*Fraction::of(-1, 3))->denominator() == 1);
    CHECK(third.less_than(*Fraction::of(34, 100)));
    CHECK_FALSE(third.less_than(*Fraction::of(2, 6)));
    CHECK(Fraction::of(2, -4)->numerator() == -1);
    CHECK_FALSE(Fraction::of(1, 0));
    CHECK_FALSE(Fraction::of(lowest, -1));
    CHECK_FALSE(third.divided_by(*Fraction::of(0, 1)));
    CHECK_FALSE(Fraction::of(highest, 1)->times(*Fraction::of(2, 1)));
    CHECK_FALSE(Fraction::of(1, highest)->times(*Fraction::of(1, 2)));
    CHECK_FALSE(Fraction::of(highest, 1)->plus(*Fraction::of(1, 1)));
    CHECK(Fraction::of(lowest, highest)->less_than(*Fraction::of(highest, highest)));
    CHECK(multiply(euros("200.00"), Fraction::percent(number("12.5"))) == euros("25.00"));
    CHECK(multiply(euros("100.00"), Fraction::of(number("0.5"))) == euros("50.00"));
}
