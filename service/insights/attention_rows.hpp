// From the facts to what the rules of attention read, and the findings on a whole snapshot.
//
// Guarantees: archived records are left out: they are kept, not used. What ended by decision (a regulation that is
// ended, an agreement that is terminated) and grants, which end with their year, need no successor; a regulation that
// is over needs no basis or route any more. Of those that may be seen only, also where one record would tell of
// another.
#pragma once

#include <vector>

#include "service/insights/attention.hpp"
#include "service/insights/regulations.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::insights {

struct KnowledgeAttention {
    Attention attention;
    std::vector<Claim> claims;
    std::vector<Contradiction> contradictions;
};

KnowledgeAttention attention_of(const VisibleRecords& records, const Chains& chains,
                                std::span<const SeveralRegions> sites, Day today);

}  // namespace afb::insights
