// Our own list of what the rules get wrong about compounds (compounds.txt), in three sections:
//
//   [not before another part]  particles and prefixes, a line may have several
//   [not last]                 suffixes
//   [words]                    one word a line, divided: '+' between two parts, '_' before a linking morpheme
//                              (arbeid_s+markt+tekort); undivided it stays whole. "word = part" also lets it be a part.
//
// '#' begins a comment.
#pragma once

#include <cstdint>
#include <istream>
#include <map>
#include <string>

#include "indexer/lexicon/costs.hpp"

namespace afb::indexer::lexicon {

struct Division {
    std::uint64_t boundaries = 0;  // bit i: a part begins at byte i of the word
    std::uint64_t links = 0;       // bit i: a linking morpheme begins there
    bool part = false;             // of compounds that are not listed
};

struct Compounds {
    Barred barred;
    std::map<std::string, Division> words;
};

// Throws std::runtime_error that names the line which it cannot read.
Compounds read_compounds(std::istream& in);

}  // namespace afb::indexer::lexicon
