// The division of a funding: what its parts add up to, and what is left undivided.
//
// Guarantees: exact sums, rounded half up once; what cannot be computed because something is not stated is absent,
// never zero. Leaves out to whom the parts go.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "schema/money.hpp"
#include "schema/text.hpp"

namespace afb {

enum class DivisionBasis { per_student, fixed, share };

std::optional<DivisionBasis> division_basis_of(std::string_view code);  // of the vocabulary division-bases

struct DivisionPart {
    DivisionBasis basis = DivisionBasis::fixed;
    std::optional<Money> amount = {};   // per_student: for each student; fixed: once
    std::optional<Decimal> share = {};  // percent of all there is
};

struct FundingAmounts {
    std::optional<Money> total = {};
    std::optional<Money> per_student = {};
    std::optional<std::int64_t> students = {};
};

struct Division {
    std::optional<Money> total;      // what the parts add up to; absent when one of them cannot be computed
    std::optional<Money> undivided;  // absent when there is too much, or when it is not known how much there is
    std::optional<bool> overdivided;
    std::optional<Text> formula;
};

// The total where it is stated, else the amount per student for all students.
std::optional<Money> available(const FundingAmounts& amounts);
// The stated total is another amount than the amount per student for all students.
bool totals_differ(const FundingAmounts& amounts);

// When the number of students is not known but everything is per student or a share, the division is made for one
// student: then there is only `overdivided` and the formula, because an amount per student is no total.
Division divide_funding(const FundingAmounts& amounts, const std::vector<DivisionPart>& parts);

}  // namespace afb
