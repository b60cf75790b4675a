#include "indexer/lexicon/costs.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

#include "indexer/lexicon_format.hpp"

namespace afb::indexer::lexicon {

namespace {

using namespace lexicon_format;

constexpr std::size_t shortest_part = 3;

struct Votes {
    std::uint32_t good = 0;  // the other side can be the rest of a compound
    std::uint32_t all = 0;
};

struct Counts {
    Votes modifier;
    Votes linked;
    Votes head;
    bool begins = false;
    bool ends = false;
    bool takes_s = false;
    bool whole = false;
};

std::uint8_t cost_of(const Votes& votes, bool flagged, double extra) {
    const double good = votes.good + 0.5;
    const double cost =
        4 - 0.9 * std::log(good) - 0.7 * std::log(good / (votes.all + 1.0)) - (flagged ? 1.5 : 0) + extra;
    const double step = std::round((cost - lowest_cost) / cost_step);
    return static_cast<std::uint8_t>(std::clamp(step, 0.0, static_cast<double>(no_part)));
}

class Counter {
public:
    Counter(const std::vector<std::string>& list, const Words& words) : list_(list), counts_(list.size()) {
        numbers_.reserve(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            numbers_.emplace(list[i], i);
            const auto known = words.find(list[i]);
            if (known == words.end()) continue;
            const Word& word = known->second;
            counts_[i].begins = word.begins;
            counts_[i].ends = word.ends;
            counts_[i].takes_s = word.takes_s;
            counts_[i].whole = word.stands_alone && word.lower_case;
        }
        for (const std::string& word : list) vote(word);
    }

    const Counts& operator[](std::size_t i) const { return counts_[i]; }

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
            const bool right_ends = right != nullptr && long_enough && right->ends;
            if (left != nullptr) add(left->modifier, right_ends);
            if (base != nullptr) add(base->linked, right_ends);
            if (right == nullptr) continue;
            add(right->head, (left != nullptr && left->begins) || (base != nullptr && base->takes_s));
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
    const Counter counts(list, words);
    std::vector<Costs> costs(list.size());
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Counts& count = counts[i];
        costs[i].uses = count.modifier.good + count.linked.good + count.head.good;
        if (list[i].size() < shortest_part) continue;
        const double extra = list[i].size() == shortest_part ? 0.7 : 0;
        if (!barred.before_another.contains(list[i])) {
            costs[i].modifier = cost_of(count.modifier, count.begins, extra);
            costs[i].linked = cost_of(count.linked, count.takes_s, extra + 0.7);
        }
        if (!barred.last.contains(list[i])) costs[i].head = cost_of(count.head, count.ends, extra);
    }
    return costs;
}

}  // namespace afb::indexer::lexicon
