#include "schema/division.hpp"

#include <catch2/catch.hpp>
#include <random>

using namespace afb;

namespace {

Money euros(std::string_view text) {
    return Money::parse(text).value();
}

DivisionPart per_student(std::string_view text) {
    return {DivisionBasis::per_student, Money::parse(text), {}};
}

DivisionPart fixed(std::string_view text) {
    return {DivisionBasis::fixed, Money::parse(text), {}};
}

DivisionPart share(std::string_view text) {
    return {DivisionBasis::share, {}, Decimal::parse(text)};
}

FundingAmounts amounts(std::string_view total, std::string_view each, std::optional<std::int64_t> students) {
    return {Money::parse(total), Money::parse(each), students};
}

// "total undivided overdivided", with "-" for what is absent.
std::string outcome(const Division& division) {
    std::string out = division.total ? division.total->text() : "-";
    out += " " + (division.undivided ? division.undivided->text() : "-");
    out += division.overdivided ? (*division.overdivided ? " over" : " fits") : " -";
    return out;
}

}  // namespace

TEST_CASE("The bases of a division are those of the vocabulary") {
    CHECK(division_basis_of("perStudent") == DivisionBasis::per_student);
    CHECK(division_basis_of("fixed") == DivisionBasis::fixed);
    CHECK(division_basis_of("share") == DivisionBasis::share);
    CHECK_FALSE(division_basis_of("percentage"));
}

TEST_CASE("What there is to divide is the total, or the amount per student for all students") {
    CHECK(available(amounts("5.00", "1250.00", 3)) == euros("5.00"));
    CHECK(available(amounts("", "1250.00", 3)) == euros("3750.00"));
    CHECK_FALSE(available(amounts("", "1250.00", {})));
    CHECK_FALSE(available(amounts("", "", 3)));
    CHECK(totals_differ(amounts("5.00", "1250.00", 3)));
    CHECK_FALSE(totals_differ(amounts("3750.00", "1250.00", 3)));
    CHECK_FALSE(totals_differ(amounts("5.00", "", 3)));
    CHECK_FALSE(totals_differ(amounts("5.00", "1250.00", {})));
}

TEST_CASE("Parts add up, what is left is undivided, and more than there is does not fit") {
    struct Row {
        FundingAmounts amounts;
        std::vector<DivisionPart> parts;
        const char* outcome;
    };
    const auto row = GENERATE(values<Row>({
        {amounts("", "1250.00", 100), {per_student("750.00"), per_student("500.00")}, "125000.00 0.00 fits"},
        {amounts("", "1250.00", 100), {per_student("750.00"), share("10")}, "87500.00 37500.00 fits"},
        {amounts("", "1250.00", 100), {per_student("750.00"), share("60"), fixed("0.01")}, "150000.01 - over"},
        {amounts("100000.00", "", {}), {fixed("40000.00"), share("60.00")}, "100000.00 0.00 fits"},
        {amounts("100000.00", "", {}), {fixed("40000.00"), share("60.0001")}, "100000.10 - over"},
        {amounts("100000.00", "", 0), {per_student("750.00")}, "0.00 100000.00 fits"},
        // Three thirds are exactly the whole: rounded once, not three times.
        {amounts("0.01", "", {}), {share("50"), share("50")}, "0.01 0.00 fits"},
        {amounts("100.00", "", {}), {share("33.3333"), share("33.3333"), share("33.3334")}, "100.00 0.00 fits"},
        // Without what there is to divide, only what the parts come to.
        {amounts("", "", 10), {per_student("750.00"), fixed("1.00")}, "7501.00 - -"},
        {amounts("", "", {}), {fixed("10.00"), fixed("2.50")}, "12.50 - -"},
        // A part that is not known: no total; but too much stays too much.
        {amounts("100.00", "", {}), {fixed("10.00"), fixed("")}, "- - -"},
        {amounts("100.00", "", {}), {fixed("100.01"), fixed("")}, "- - over"},
        {amounts("100.00", "", {}), {fixed("10.00"), share("")}, "- - -"},
        {amounts("100.00", "", {}), {fixed("10.00"), per_student("5.00")}, "- - -"},
        {amounts("", "", {}), {share("50"), fixed("1.00")}, "- - -"},
        {amounts("", "", {}), {share("50"), share("51")}, "- - over"},
        // Everything for one student: whether it fits, but no total.
        {amounts("", "1250.00", {}), {per_student("750.00"), share("40")}, "- - fits"},
        {amounts("", "1250.00", {}), {per_student("750.00"), share("40.01")}, "- - over"},
        {amounts("", "1250.00", {}), {per_student("750.00"), fixed("1.00")}, "- - -"},
        {amounts("", "", {}), {per_student("750.00")}, "- - -"},
        {amounts("100.00", "", {}), {}, "- - -"},
    }));
    CHECK(outcome(divide_funding(row.amounts, row.parts)) == row.outcome);
}

TEST_CASE("The formula tells how it adds up and what is left") {
    const auto formula = [](const FundingAmounts& all, const std::vector<DivisionPart>& parts) {
        return divide_funding(all, parts).formula.value();
    };
    CHECK(formula(amounts("", "1250.00", 100), {per_student("750.00"), share("10"), fixed("500.00")}) ==
          Text{"€ 750,00 x 100 studenten + € 500,00 + 10% van € 125.000,00 = € 88.000,00; van € 125.000,00 blijft € "
               "37.000,00 onverdeeld",
               "EUR 750.00 x 100 students + EUR 500.00 + 10% of EUR 125,000.00 = EUR 88,000.00; of EUR 125,000.00, EUR "
               "37,000.00 is left "
               "undivided"});
    CHECK(formula(amounts("5.00", "", 1), {per_student("7.50")}) ==
          Text{"€ 7,50 x 1 student = € 7,50; dat is € 2,50 meer dan de € 5,00 die er is",
               "EUR 7.50 x 1 student = EUR 7.50; that is EUR 2.50 more than the EUR 5.00 there is"});
    CHECK(formula(amounts("", "", {}), {fixed("7.50")}) == Text{"€ 7,50 = € 7,50", "EUR 7.50 = EUR 7.50"});
    CHECK(formula(amounts("", "1250.00", {}), {per_student("1000.00")}) ==
          Text{"Per student: € 1.000,00 = € 1.000,00; van € 1.250,00 blijft € 250,00 onverdeeld",
               "For each student: EUR 1,000.00 = EUR 1,000.00; of EUR 1,250.00, EUR 250.00 is left undivided"});
}

TEST_CASE("Sums that cannot be written are absent instead of wrong") {
    const std::vector<DivisionPart> large(200, fixed("999999999.99"));
    CHECK(outcome(divide_funding(amounts("", "", {}), large)) == "- - -");
    CHECK(outcome(divide_funding(amounts("1.00", "", {}), large)) == "- - over");
    CHECK(outcome(divide_funding(amounts("", "999999999.99", 9'000'000'000'000), {per_student("999999999.99")})) ==
          "- - -");
    CHECK(outcome(divide_funding(amounts("999.00", "", {}), std::vector<DivisionPart>(5, share("999999999.9999")))) ==
          "- - over");
}

TEST_CASE("Random divisions leave exactly what was not given") {
    std::mt19937_64 random(6);
    std::uniform_int_distribution<std::int64_t> cents(0, 1'000'000);
    std::uniform_int_distribution<std::int64_t> students(0, 500);
    std::uniform_int_distribution<std::int64_t> percent(0, 60);
    std::uniform_int_distribution<int> which(0, 2);
    for (int i = 0; i < 5000; ++i) {
        const std::int64_t all = cents(random) * 100;  // whole percentages of it are whole cents
        const std::int64_t count = students(random);
        std::vector<DivisionPart> parts;
        std::int64_t expected = 0;
        bool shares_over = false;
        std::int64_t shares = 0;
        for (int p = 0; p < 1 + i % 5; ++p) {
            switch (which(random)) {
                case 0: {
                    const std::int64_t each = cents(random) / 100;
                    parts.push_back({DivisionBasis::per_student, Money::from_cents(each), {}});
                    expected += each * count;
                    break;
                }
                case 1: {
                    const std::int64_t once = cents(random);
                    parts.push_back({DivisionBasis::fixed, Money::from_cents(once), {}});
                    expected += once;
                    break;
                }
                default: {
                    const std::int64_t of_all = percent(random);
                    parts.push_back({DivisionBasis::share, {}, Decimal::whole(static_cast<std::int32_t>(of_all))});
                    expected += all / 100 * of_all;
                    shares += of_all;
                }
            }
        }
        shares_over = shares > 100;
        const Division division = divide_funding({Money::from_cents(all), {}, count}, parts);
        REQUIRE(division.total == Money::from_cents(expected));
        REQUIRE(division.overdivided == (expected > all || shares_over));
        REQUIRE(division.undivided.has_value() == !*division.overdivided);
        if (division.undivided) REQUIRE(add(*division.undivided, *division.total) == Money::from_cents(all));
    }
}
