// A minimal acyclic automaton (DAWG) of sorted words, in the form of lexicon_format.hpp: it accepts the words and
// numbers them in their order.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace afb::indexer::lexicon {

struct Automaton {
    std::vector<std::uint32_t> edges;
    std::vector<std::uint32_t> skips;
    std::uint32_t root = 0;
};

// `words` sorted by their bytes, without doubles or empty ones. Throws std::runtime_error when there are too many.
Automaton make_automaton(const std::vector<std::string>& words);

}  // namespace afb::indexer::lexicon
