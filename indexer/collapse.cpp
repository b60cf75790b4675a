#include "indexer/collapse.hpp"

#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

void Groups::add(const std::string& packed) {
    ++records_;
    if (packed.empty()) {
        ++alone_;
    } else {
        ++counts_[packed];
    }
}

Collapsed Groups::behind(const std::string& packed, const FacetDictionary& values) const {
    const auto group = counts_.find(packed);
    if (group == counts_.end() || group->second < 2) return {};
    std::string_view rest = packed;
    return {.value = values.value_of(take_number(rest)), .count = group->second - 1};
}

Groups keep_best_of_each(std::vector<Candidate>& candidates, const Xapian::Database& database, Xapian::valueno slot) {
    struct Best {
        double score = -1;      // below any
        std::size_t place = 0;  // in `candidates`
        std::size_t equals = 0;
        std::string newest = {};  // only looked at among equals
    };
    Groups groups;
    std::unordered_map<std::string, Best> bests;
    std::vector<Best*> best_of(candidates.size(), nullptr);
    SlotValues values(database, slot);
    for (std::size_t place = 0; place < candidates.size(); ++place) {
        const Candidate& candidate = candidates[place];
        const std::string value = values.of(candidate.document);
        groups.add(value);
        if (value.empty()) continue;
        Best& best = bests[value];
        best_of[place] = &best;
        if (candidate.score > best.score) best = {.score = candidate.score, .place = place};
        if (candidate.score == best.score) ++best.equals;
    }
    SlotValues keys(database, slots::newest);
    for (std::size_t place = 0; place < candidates.size(); ++place) {
        const Candidate& candidate = candidates[place];
        Best* best = best_of[place];
        if (best == nullptr || best->equals < 2 || candidate.score != best->score) continue;
        std::string key = keys.of(candidate.document);
        if (!best->newest.empty() && best->newest < key) continue;
        best->newest = std::move(key);
        best->place = place;
    }
    std::size_t kept = 0;
    for (std::size_t place = 0; place < candidates.size(); ++place) {
        if (best_of[place] == nullptr || best_of[place]->place == place) candidates[kept++] = candidates[place];
    }
    candidates.resize(kept);
    return groups;
}

}  // namespace afb::indexer
