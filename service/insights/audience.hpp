// To whom a tariff applies, as five aspects of codes, and what it means for two tariffs to be about the same people.
//
// Guarantees: an aspect that is not stated is never taken for "everybody". Cells in common are sure, because silence
// meets only silence there; `possibly_shared` lets silence on one side pass.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "service/insights/codes.hpp"

namespace afb::insights {

enum class Aspect { sector, programme, study_mode, study_year, contract_form };
inline constexpr std::size_t aspects = 5;

using Audience = std::array<std::span<const Code>, aspects>;  // by Aspect; empty: not stated
using Cell = std::array<Code, aspects>;                       // one value each

inline bool share_value(std::span<const Code> left, std::span<const Code> right) {
    return std::any_of(left.begin(), left.end(),
                       [&](Code code) { return std::find(right.begin(), right.end(), code) != right.end(); });
}

inline bool possibly_shared(const Audience& left, const Audience& right) {
    for (std::size_t i = 0; i < aspects; ++i) {
        if (!left[i].empty() && !right[i].empty() && !share_value(left[i], right[i])) return false;
    }
    return true;
}

// Every combination of one value an aspect; `unstated_code` where the aspect is. Two audiences share a cell exactly
// when they surely have people in common.
std::vector<Cell> cells_of(const Audience& audience);

}  // namespace afb::insights
