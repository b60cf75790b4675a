// What it costs to take a word for a part of a compound, from the word list itself: every word of it votes.
//
// A word that begins many words whose rest can end a compound (dagboek, daglicht) is cheap to stand before another
// part; one that begins many words by chance (bes: beslissen, besteden) is dear. Likewise for the last part. What the
// dictionary itself marks as a part is cheaper.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_set>
#include <vector>

#include "indexer/lexicon/hunspell.hpp"

namespace afb::indexer::lexicon {

// Words that never are a part there, however often they stand there: "over" in overdracht, "schap" in partnerschap.
struct Barred {
    std::unordered_set<std::string> before_another;
    std::unordered_set<std::string> last;
};

// What a part costs of which our own list says that it is one.
inline constexpr std::uint8_t cost_of_known_part = 5 * 16;  // 1

struct Costs {
    std::uint8_t modifier = 255;  // of standing before another part; in the units of lexicon_format.hpp
    std::uint8_t linked = 255;    // likewise with a linking s
    std::uint8_t head = 255;      // of standing last
    std::uint32_t uses = 0;       // in compounds of the list
};

// For each of `list` (sorted).
std::vector<Costs> part_costs(const std::vector<std::string>& list, const Words& words, const Barred& barred);

}  // namespace afb::indexer::lexicon
