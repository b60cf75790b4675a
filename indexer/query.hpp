// What somebody typed, as a tree of words and conditions: text -> pieces -> words -> tree. What is looked for is made
// of it by query_builder.hpp; there is no Xapian here.
//
// Every text is a query: nothing a person types is an error. Words are found by any of them; "several words" stand
// together in that order and must be there, as must +word; -word must not. field:value is a condition when the field is
// known and can have that value, and words like others when not. Only words without a sign are widened, by synonyms and
// by what else records of that name are called: +word takes its own forms and the compounds with it, a text in quotes
// what it says.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/dutch.hpp"
#include "indexer/query_fields.hpp"
#include "indexer/synonyms.hpp"

namespace afb::indexer {

inline constexpr std::size_t most_query_words = 64;  // those after are passed over
inline constexpr std::size_t most_query_bytes = 4'000;
inline constexpr std::size_t most_conditions = 16;  // those after are words

enum class Demand { should, must, must_not };

struct Clause {
    Demand demand = Demand::should;
    bool phrase = false;
    std::vector<Token> tokens;  // one, or those of a phrase; offsets are in TextQuery::text
};

struct FieldCondition {
    bool excluded = false;
    std::string name;  // as typed, with the value
    std::string value;
    std::vector<FieldTest> tests;  // any of these; none when it excludes what no record can have
    std::vector<Token> tokens;     // of the value, for when no record has it
};

// Words of the query with what is also meant by them.
struct Widening {
    std::string text;
    std::vector<Phrase> phrases;
};

struct TextQuery {
    std::string text;  // as typed, cleaned
    std::vector<Clause> clauses;
    std::vector<FieldCondition> conditions;  // any of those with one name, all of those with several
    std::vector<Widening> widenings;
    std::string exact;        // the whole text as a name; "" when there is none
    bool everything = false;  // nothing was asked: empty or "*"
};

// What else the records are called of which this is a whole name (an exact_form).
using OtherNames = std::function<std::vector<std::string>(std::string_view exact)>;

// What a query may refer to; none of it is needed.
struct Grammar {
    const QueryFields* fields = nullptr;
    const Synonyms* synonyms = nullptr;
    OtherNames names = nullptr;  // used with synonyms only: those say what is left alone
};

TextQuery parse_query(std::string_view text, DutchText& dutch, const Grammar& grammar = {});

// How these words may stand behind each other: as they are, compounds as one word or apart, and two words as one;
// stems.
std::vector<std::vector<std::string>> phrase_ways(const std::vector<Token>& tokens, DutchText& dutch);

// Letters that mark a longer word as containing the one asked for: none for short words, which stand in too many
// others.
std::vector<std::string> needles_of(const Token& token);

}  // namespace afb::indexer
