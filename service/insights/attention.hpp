// Lint for knowledge: which records contradict each other, have expired, end soon, were not checked, or lack what makes
// them usable.
//
// Guarantees: every finding has one reason, a code of the vocabulary `attention-reasons`, and all records it is about;
// the same input gives the same findings in the same order (by reason, most urgent first, then day, then record). What
// is not stated gives a finding of its own and is never taken for a value. Linear but for the sorting of titles and
// claims. Leaves out selecting and telling: the caller hands over what may be seen, and turns findings into words.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "service/insights/contradictions.hpp"
#include "service/insights/period.hpp"

namespace afb::insights {

// In order of urgency.
enum class AttentionReason : std::uint8_t {
    amounts_contradict,
    override_contradicts,
    in_several_regions,
    expired_not_replaced,
    ending_soon,
    duplicate,
    party_missing,
    party_not_linked,
    missing_basis,
    missing_agreement,
    route_not_stated,
    route_unknown_steps,
    checked_long_ago,
    never_checked,
};
inline constexpr std::size_t reasons = 14;

std::string_view code_of(AttentionReason reason);

// What holds for a record of any kind.
struct RecordRow {
    std::int32_t record = 0;
    Code kind = unstated_code;
    Code holder = unstated_code;  // who keeps it: for duplicates
    std::uint64_t title = 0;      // equal for titles that differ in case, accents and spaces only
    Period period;                // not stated for kinds without one
    Day created = 0;
    Day checked = day_not_stated;
    bool may_repeat = false;  // a name that others may have too, as schools have: never a duplicate
    bool over = false;        // ended by decision: nothing has to replace it
    bool continues = false;   // renews itself after its end
    bool replaced = false;    // another record takes its place
};

struct RegulationRow {
    std::int32_t record = 0;
    std::int32_t tariffs_without_basis = 0;  // an amount, but not for what: unit, days, months, hours or scale missing
    bool needs_agreement = false;            // says it rests on an agreement, and names none
    bool needs_route = false;                // pays something to students
    std::int32_t steps = 0;                  // of its payment route
    std::int32_t unknown_steps = 0;
};

struct AgreementRow {
    std::int32_t record = 0;
    std::int32_t sides = 0;         // parties that count as a side of its level
    std::int32_t sides_needed = 0;  // 0: an agreement for all
    std::int32_t not_linked = 0;    // parties known by a name only
    bool override_contradicts = false;
};

struct AttentionInput {
    Day today = 0;
    std::span<const RecordRow> records = {};
    std::span<const RegulationRow> regulations = {};
    std::span<const AgreementRow> agreements = {};
    std::span<const Contradiction> contradictions = {};
    std::span<const std::int32_t> in_several_regions = {};  // school sites
};

struct Finding {
    AttentionReason reason = AttentionReason::amounts_contradict;
    Day day = 0;              // what it is about, where a day is: the end, the last check, the creation; else 0
    std::int32_t number = 0;  // how many tariffs, steps or parties; of a contradiction its index
    std::uint32_t begin = 0;  // its records in Attention::records
    std::uint32_t end = 0;
};

struct Attention {
    std::vector<Finding> findings;
    std::vector<std::int32_t> records;

    std::span<const std::int32_t> records_of(const Finding& finding) const {
        return std::span(records).subspan(finding.begin, finding.end - finding.begin);
    }
};

inline constexpr Day soon = 90;          // days ahead within which an end is near
inline constexpr Day check_every = 365;  // days a check is good for

Attention find_attention(const AttentionInput& input);

}  // namespace afb::insights
