// How well words are taken apart: boundaries found against boundaries that people marked.
//
// Guarantees: only boundaries inside words count; those that people called optional count neither way.
#pragma once

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/dutch.hpp"

namespace afb::relevance {

struct GoldWord {
    std::string word;                // as people write it
    std::set<std::size_t> required;  // bytes of `word` at which a part begins
    std::set<std::size_t> optional;
};

// A line of a gold file: "voorloper_s+regio".
GoldWord parse_gold(std::string_view line);
// Throws std::runtime_error when the file cannot be read.
std::vector<GoldWord> read_gold(const std::string& path);

// Where the parts of a word begin, the first one apart.
using Splitter = std::function<std::set<std::size_t>(const std::string& word)>;
// As the index takes words apart: by hyphens and by what a compound is made of.
Splitter index_splitter(indexer::DutchText& dutch);

struct SplitScore {
    std::size_t words = 0;
    std::size_t right = 0;              // boundaries found that are there
    std::size_t wrong = 0;              // found, not there
    std::size_t missed = 0;             // there, not found
    std::size_t whole = 0;              // words with nothing wrong or missed
    std::vector<std::string> mistakes;  // "word: found, should be"

    double precision() const;
    double recall() const;
    double f1() const;
};
SplitScore score_splits(const std::vector<GoldWord>& gold, const Splitter& split);

}  // namespace afb::relevance
