// Closed Dutch compounds taken apart: "reiskostenvergoeding" is reis, kosten, vergoeding.
//
// Guarantees: pure; bounded in time for any bytes (at most 60 of them are looked at); the same lexicon gives the same
// parts. Leaves out: hyphens, 's and folding (dutch.hpp does those first).
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "indexer/lexicon.hpp"

namespace afb::indexer {

// A part of a compound, in bytes of its folded form. From `end` to the next part's begin stands a linking morpheme.
struct Piece {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool joined = false;  // others make it up
};

// Empty when the word is one piece. None is joined.
std::vector<Piece> split_compound(std::string_view folded, const Lexicon& lexicon);

// These pieces of `folded` and, of three or more, the neighbours that are a word together: "werkplek" of
// werkplekbegeleider. When no neighbours are a known word, all of them. In order of where they begin and end.
std::vector<Piece> with_joined_pieces(std::string_view folded, const std::vector<Piece>& pieces,
                                      const Lexicon& lexicon);

}  // namespace afb::indexer
