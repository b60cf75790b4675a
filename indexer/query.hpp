// What somebody typed, as a tree of words: the first two steps of text -> words -> tree -> Xapian, without Xapian in
// them.
//
// Every text is a query: nothing a person types is an error. Words are found by any of them; "several words" stand
// together in that order and must be there, as must +word; -word must not.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/dutch.hpp"

namespace afb::indexer {

inline constexpr std::size_t most_query_words = 64;  // those after are passed over
inline constexpr std::size_t most_query_bytes = 4'000;

enum class Demand { should, must, must_not };

struct Clause {
    Demand demand = Demand::should;
    bool phrase = false;
    std::vector<Token> tokens;  // one, or those of a phrase; offsets are in TextQuery::text
};

struct TextQuery {
    std::string text;  // as typed, cleaned
    std::vector<Clause> clauses;
    std::string exact;        // the whole text as a name; "" when there is none
    bool everything = false;  // nothing was asked: empty or "*"
};

TextQuery parse_query(std::string_view text, DutchText& dutch);

// Letters that mark a longer word as containing the one asked for: none for short words, which stand in too many
// others.
std::vector<std::string> needles_of(const Token& token);

}  // namespace afb::indexer
