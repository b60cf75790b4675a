#include "indexer/lexicon/costs.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "indexer/lexicon_format.hpp"

namespace afb::indexer::lexicon {

namespace {

using namespace lexicon_format;

constexpr std::size_t shortest_part = 3;
constexpr auto cheap = static_cast<std::uint8_t>((1.5 - lowest_cost) / cost_step);

struct Votes {
    std::uint32_t good = 0;  // the other side can be the rest of a compound
    std::uint32_t all = 0;
};

struct Counts {
    Votes modifier;
    Votes linked;
    Votes head;
    bool good_modifier = false;  // for the votes of other words
    bool good_linked = false;
    bool good_head = false;
    bool name = false;
    bool begins = false;
    bool ends = false;
    bool takes_s = false;
};

std::uint8_t cost_of(const Votes& votes, bool flagged, double extra) {
    const double good = votes.good + 0.5;
    const double cost =
        4 - 0.9 * std::log(good) - 0.7 * std::log(good / (votes.all + 1.0)) - (flagged ? 1.5 : 0) + extra;
    const double step = std::round((cost - lowest_cost) / cost_step);
    return static_cast<std::uint8_t>(std::clamp(step, 0.0, static_cast<double>(no_part)));
}

// Short words stand in others by chance, long ones hardly do.
double cost_of_length(std::size_t length) {
    if (length <= 3) return 1.0;
    if (length == 4) return 0.3;
    if (length <= 6) return 0;
    return -0.5;
}

class Counter {
public:
    Counter(const std::vector<std::string>& list, const Words& words, const Barred& barred)
        : list_(list), counts_(list.size()) {
        numbers_.reserve(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            numbers_.emplace(list[i], i);
            const auto known = words.find(list[i]);
            if (known == words.end()) continue;
            const Word& word = known->second;
            Counts& counts = counts_[i];
            counts.begins = counts.good_modifier = word.begins;
            counts.ends = counts.good_head = word.ends;
            counts.takes_s = counts.good_linked = word.takes_s;
            counts.name = !word.lower_case && !word.begins && !word.ends;
        }
        // First by what the dictionary says of the other side, then also by what that told.
        for (const std::string& word : list) vote(word);
        const std::vector<Costs> first = costs(barred);
        for (std::size_t i = 0; i < list.size(); ++i) {
            Counts& counts = counts_[i];
            counts.good_modifier = counts.good_modifier || first[i].modifier <= cheap;
            counts.good_linked = counts.good_linked || first[i].linked <= cheap;
            counts.good_head = counts.good_head || first[i].head <= cheap;
            counts.modifier = counts.linked = counts.head = {};
        }
        for (const std::string& word : list) vote(word);
    }

    std::vector<Costs> costs(const Barred& barred) const {
        std::vector<Costs> all(list_.size());
        for (std::size_t i = 0; i < list_.size(); ++i) {
            const Counts& count = counts_[i];
            Costs& costs = all[i];
            costs.uses = count.modifier.good + count.linked.good + count.head.good;
            if (list_[i].size() < shortest_part || count.name) continue;
            const double extra = cost_of_length(list_[i].size());
            if (!barred.before_another.contains(list_[i])) {
                costs.modifier = cost_of(count.modifier, count.begins, extra);
                costs.linked = cost_of(count.linked, count.takes_s, extra + 0.7);
            }
            if (!barred.last.contains(list_[i])) costs.head = cost_of(count.head, count.ends, extra);
        }
        return all;
    }

private:
    Counts* find(std::string_view word) {
        const auto found = numbers_.find(word);
        return found == numbers_.end() ? nullptr : &counts_[found->second];
    }

    void vote(std::string_view word) {
        for (std::size_t at = shortest_part; at < word.size(); ++at) {
            Counts* left = find(word.substr(0, at));
            Counts* base = word[at - 1] == 's' ? find(word.substr(0, at - 1)) : nullptr;
            Counts* right = find(word.substr(at));
            const bool long_enough = word.size() - at >= shortest_part;
            const bool right_ends = right != nullptr && long_enough && right->good_head;
            if (left != nullptr) add(left->modifier, right_ends);
            if (base != nullptr) add(base->linked, right_ends);
            if (right == nullptr) continue;
            add(right->head, (left != nullptr && left->good_modifier) || (base != nullptr && base->good_linked));
        }
    }

    static void add(Votes& votes, bool good) {
        ++votes.all;
        if (good) ++votes.good;
    }

    const std::vector<std::string>& list_;
    std::unordered_map<std::string_view, std::size_t> numbers_;
    std::vector<Counts> counts_;
};

}  // namespace

std::vector<Costs> part_costs(const std::vector<std::string>& list, const Words& words, const Barred& barred) {
    return Counter(list, words, barred).costs(barred);
}

}  // namespace afb::indexer::lexicon
