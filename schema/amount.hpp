// What a source says about an amount: a value, a range, a percentage of a scale, expressly zero, or that it is not
// known.
//
// Guarantees: these never collapse into each other. In particular zero is a known outcome and is never the same as
// unknown, and an amount that is not stated at all is no Amount (std::optional). Leaves out what the amount is for:
// unit and basis are the tariff's (comparable.hpp).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/money.hpp"

namespace afb {

enum class AmountState { stated, zero, unknown };

std::optional<AmountState> amount_state_of(std::string_view code);  // of the vocabulary amount-states

struct UnknownAmount {
    bool operator==(const UnknownAmount&) const = default;
};

struct ZeroAmount {
    bool operator==(const ZeroAmount&) const = default;
};

struct ExactAmount {
    Money value;
    bool operator==(const ExactAmount&) const = default;
};

// At least one end is known: "at most EUR 395" has only a max.
struct AmountRange {
    std::optional<Money> min;
    std::optional<Money> max;
    bool operator==(const AmountRange&) const = default;
};

// 50 % of a salary scale; only an amount of money when the scale's own amount is given.
struct ScaleShare {
    Decimal percentage;
    std::optional<Money> scale_amount;
    bool operator==(const ScaleShare&) const = default;
};

using Amount = std::variant<UnknownAmount, ZeroAmount, ExactAmount, AmountRange, ScaleShare>;

// The members of an amount as an author gave them, not yet held against each other.
struct AmountClaim {
    AmountState state = AmountState::unknown;
    std::optional<Money> value = {};
    std::optional<Money> min = {};
    std::optional<Money> max = {};
    std::optional<Decimal> percentage = {};
    std::optional<Money> scale_amount = {};
};

enum class AmountFault {
    value_missing,       // stated, but no value, min, max or percentage
    value_with_zero,     // zero, but a member says more than 0.00
    value_with_unknown,  // not known, but a member gives a figure, be it 0.00
    value_with_range,    // both one value and a range
    min_above_max,
};

// Every way in which the claim contradicts itself; empty when it is sound. A percentage of a scale may stand beside the
// money it comes down to.
std::vector<AmountFault> faults_of(const AmountClaim& claim);

// Never fails: of a claim with faults the state wins over the figures, and a value over a range over a percentage. A
// stated 0.00 (or 0 %) is zero.
Amount amount_of(const AmountClaim& claim);

bool is_zero(const Amount& amount);
bool is_unknown(const Amount& amount);

}  // namespace afb
