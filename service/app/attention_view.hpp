// What needs attention, as people get it: a page of findings in words, each with its records, and how many there are of
// each reason.
//
// Guarantees: totals are exact; the numbers by reason count as if no reason was asked for. A finding is chosen when one
// of its records is. Texts in Dutch and English; reason, label and what to do are of the vocabulary attention-reasons.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "schema/dates.hpp"
#include "schema/json.hpp"
#include "service/insights/attention_rows.hpp"

namespace afb::app {

struct AttentionChoice {
    std::vector<std::string> reasons;  // any of these; empty: all
    std::size_t offset = 0;
    std::size_t limit = 10;
};

// {items[], reasons[]}. `chosen`: records, by number; empty: all.
Json view_attention(const insights::VisibleRecords& records, const insights::KnowledgeAttention& found,
                    const std::vector<bool>& chosen, const AttentionChoice& choice, std::int64_t* total);

}  // namespace afb::app
