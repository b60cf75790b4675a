#include "schema/amount.hpp"

#include <catch2/catch.hpp>

using namespace afb;

namespace {

Money euros(std::string_view text) {
    return Money::parse(text).value();
}

Decimal number(std::string_view text) {
    return Decimal::parse(text).value();
}

using Faults = std::vector<AmountFault>;

}  // namespace

TEST_CASE("The states of an amount are those of the vocabulary") {
    CHECK(amount_state_of("stated") == AmountState::stated);
    CHECK(amount_state_of("zero") == AmountState::zero);
    CHECK(amount_state_of("unknown") == AmountState::unknown);
    CHECK_FALSE(amount_state_of(""));
    CHECK_FALSE(amount_state_of("Zero"));
}

TEST_CASE("Zero, unknown and a value stay three things") {
    const Amount zero = amount_of({.state = AmountState::zero});
    const Amount unknown = amount_of({.state = AmountState::unknown});
    const Amount value = amount_of({.state = AmountState::stated, .value = euros("0.01")});
    CHECK(is_zero(zero));
    CHECK_FALSE(is_unknown(zero));
    CHECK(is_unknown(unknown));
    CHECK_FALSE(is_zero(unknown));
    CHECK_FALSE(is_zero(value));
    CHECK_FALSE(is_unknown(value));
    CHECK(zero != unknown);
    CHECK(zero != value);
}

TEST_CASE("An expressly stated 0.00 is zero, in whichever member it stands") {
    CHECK(is_zero(amount_of({.state = AmountState::stated, .value = euros("0.00")})));
    CHECK(is_zero(amount_of({.state = AmountState::stated, .max = euros("0.00")})));
    CHECK(is_zero(amount_of({.state = AmountState::stated, .percentage = number("0")})));
    CHECK(amount_of({.state = AmountState::stated, .min = euros("0.00")}) == Amount(AmountRange{euros("0.00"), {}}));
}

TEST_CASE("The figures give the kind of amount, a value before a range before a percentage") {
    CHECK(amount_of({.state = AmountState::stated, .value = euros("5.00")}) == Amount(ExactAmount{euros("5.00")}));
    CHECK(amount_of({.state = AmountState::stated, .min = euros("1.00"), .max = euros("2.00")}) ==
          Amount(AmountRange{euros("1.00"), euros("2.00")}));
    CHECK(amount_of({.state = AmountState::stated, .max = euros("2.00")}) == Amount(AmountRange{{}, euros("2.00")}));
    CHECK(amount_of({.state = AmountState::stated, .percentage = number("50")}) ==
          Amount(ScaleShare{number("50"), {}}));
    CHECK(amount_of({.state = AmountState::stated, .percentage = number("50"), .scale_amount = euros("2600.00")}) ==
          Amount(ScaleShare{number("50"), euros("2600.00")}));
    CHECK(amount_of({.state = AmountState::stated, .value = euros("5.00"), .percentage = number("50")}) ==
          Amount(ExactAmount{euros("5.00")}));
    CHECK(is_unknown(amount_of({.state = AmountState::stated})));
    CHECK(is_unknown(amount_of({.state = AmountState::unknown, .value = euros("5.00")})));
    CHECK(is_zero(amount_of({.state = AmountState::zero, .value = euros("5.00")})));
}

TEST_CASE("A stated amount has a figure, and not two that exclude each other") {
    CHECK(faults_of({.state = AmountState::stated}) == Faults{AmountFault::value_missing});
    CHECK(faults_of({.state = AmountState::stated, .scale_amount = euros("2600.00")}) ==
          Faults{AmountFault::value_missing});
    CHECK(faults_of({.state = AmountState::stated, .value = euros("0.00")}).empty());
    CHECK(faults_of({.state = AmountState::stated, .min = euros("1.00")}).empty());
    CHECK(faults_of({.state = AmountState::stated, .max = euros("1.00")}).empty());
    CHECK(faults_of({.state = AmountState::stated, .min = euros("1.00"), .max = euros("1.00")}).empty());
    CHECK(faults_of({.state = AmountState::stated, .percentage = number("50")}).empty());
    CHECK(faults_of({.state = AmountState::stated, .value = euros("1300.00"), .percentage = number("50")}).empty());
    CHECK(faults_of({.state = AmountState::stated, .min = euros("1.01"), .max = euros("1.00")}) ==
          Faults{AmountFault::min_above_max});
    CHECK(faults_of({.state = AmountState::stated, .value = euros("1.00"), .min = euros("1.00")}) ==
          Faults{AmountFault::value_with_range});
    CHECK(faults_of({.state = AmountState::stated, .value = euros("1.00"), .max = euros("1.00")}) ==
          Faults{AmountFault::value_with_range});
    CHECK(
        faults_of({.state = AmountState::stated, .value = euros("1.00"), .min = euros("2.00"), .max = euros("1.00")}) ==
        Faults{AmountFault::value_with_range, AmountFault::min_above_max});
}

TEST_CASE("Zero goes with no other figure than 0.00, and unknown with none at all") {
    CHECK(faults_of({.state = AmountState::zero}).empty());
    CHECK(faults_of({.state = AmountState::zero, .value = euros("0.00")}).empty());
    CHECK(faults_of({.state = AmountState::zero, .min = euros("0.00"), .max = euros("0.00"), .percentage = number("0")})
              .empty());
    CHECK(faults_of({.state = AmountState::zero, .value = euros("0.01")}) == Faults{AmountFault::value_with_zero});
    CHECK(faults_of({.state = AmountState::zero, .min = euros("0.01")}) == Faults{AmountFault::value_with_zero});
    CHECK(faults_of({.state = AmountState::zero, .max = euros("0.01")}) == Faults{AmountFault::value_with_zero});
    CHECK(faults_of({.state = AmountState::zero, .percentage = number("0.5")}) == Faults{AmountFault::value_with_zero});
    CHECK(faults_of({.state = AmountState::unknown}).empty());
    CHECK(faults_of({.state = AmountState::unknown, .scale_amount = euros("2600.00")}).empty());
    CHECK(faults_of({.state = AmountState::unknown, .value = euros("0.00")}) ==
          Faults{AmountFault::value_with_unknown});
    CHECK(faults_of({.state = AmountState::unknown, .min = euros("1.00")}) == Faults{AmountFault::value_with_unknown});
    CHECK(faults_of({.state = AmountState::unknown, .max = euros("1.00")}) == Faults{AmountFault::value_with_unknown});
    CHECK(faults_of({.state = AmountState::unknown, .percentage = number("50")}) ==
          Faults{AmountFault::value_with_unknown});
}
