// A second look at the best of what a search found: where the words stand close together they weigh more, and behind
// the six best come the records most like those.
//
// Summed weights of words do not tell "de hogeschool betaalt studenten" from a long text with each of these words
// somewhere; and what answers a question in other words is found by what it shares with the answers in these words.
//
// Guarantees: only the order changes, not who is found. Documents that are equally good before are treated alike,
// whatever their numbers, so a rebuilt index gives the same order. Leaves out: names, which go before all of this.
#pragma once

#include <bitset>
#include <cstdint>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/columns.hpp"
#include "indexer/scoring.hpp"

namespace afb::indexer {

struct Candidate {
    Xapian::docid document = 0;
    double score = 0;
};

// `candidates`: in the order of their numbers; all who may be found, and nobody else's words are looked at.
void refine(std::vector<Candidate>& candidates, const Xapian::Database& database, const Columns& columns,
            const RankedText& text);

// What the words of a query, but for the heaviest, weigh where the most of them stand together in a text (a value of
// the slot of words); 0 for words that stand alone.
class Nearness {
public:
    // Ways that are no words of the text (families) are passed over.
    Nearness(const std::vector<WordWays>& words, const Xapian::Database& database, const TermWeights& weights);

    bool is_possible() const { return words_ > 1; }
    double in(std::string_view packed) const;

private:
    struct Way {
        std::uint32_t hash = 0;
        std::size_t word = 0;
        double weight = 0;
    };
    std::vector<Way> ways_;       // by hash
    std::bitset<256> low_bytes_;  // of the hashes: most words of a text are none of these
    std::size_t words_ = 0;
};

}  // namespace afb::indexer
