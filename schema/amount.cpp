#include "schema/amount.hpp"

namespace afb {
namespace {

bool positive(const std::optional<Money>& money) {
    return money && !money->is_zero();
}

bool positive(const std::optional<Decimal>& number) {
    return number && *number != Decimal();
}

void stated_faults(const AmountClaim& claim, std::vector<AmountFault>& faults) {
    const bool range = claim.min || claim.max;
    if (!claim.value && !range && !claim.percentage) faults.push_back(AmountFault::value_missing);
    if (claim.value && range) faults.push_back(AmountFault::value_with_range);
    if (claim.min && claim.max && *claim.min > *claim.max) faults.push_back(AmountFault::min_above_max);
}

}  // namespace

std::optional<AmountState> amount_state_of(std::string_view code) {
    if (code == "stated") return AmountState::stated;
    if (code == "zero") return AmountState::zero;
    if (code == "unknown") return AmountState::unknown;
    return std::nullopt;
}

std::vector<AmountFault> faults_of(const AmountClaim& claim) {
    std::vector<AmountFault> faults;
    switch (claim.state) {
        case AmountState::stated:
            stated_faults(claim, faults);
            break;
        case AmountState::zero:
            // 0.00 says the same as the state. What the scale pays says nothing of what the student gets, so it may
            // stand.
            if (positive(claim.value) || positive(claim.min) || positive(claim.max) || positive(claim.percentage)) {
                faults.push_back(AmountFault::value_with_zero);
            }
            break;
        case AmountState::unknown:
            // Even 0.00: it would be read as "nothing is paid", which is not what "unknown" says.
            if (claim.value || claim.min || claim.max || claim.percentage)
                faults.push_back(AmountFault::value_with_unknown);
            break;
    }
    return faults;
}

Amount amount_of(const AmountClaim& claim) {
    if (claim.state == AmountState::unknown) return UnknownAmount{};
    if (claim.state == AmountState::zero) return ZeroAmount{};
    if (claim.value) {
        if (claim.value->is_zero()) return ZeroAmount{};
        return ExactAmount{*claim.value};
    }
    if (claim.max && claim.max->is_zero()) return ZeroAmount{};
    if (claim.min || claim.max) return AmountRange{claim.min, claim.max};
    if (claim.percentage) {
        if (*claim.percentage == Decimal()) return ZeroAmount{};
        return ScaleShare{*claim.percentage, claim.scale_amount};
    }
    return UnknownAmount{};
}

bool is_zero(const Amount& amount) {
    return std::holds_alternative<ZeroAmount>(amount);
}

bool is_unknown(const Amount& amount) {
    return std::holds_alternative<UnknownAmount>(amount);
}

}  // namespace afb
