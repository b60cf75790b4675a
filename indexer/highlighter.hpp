// Where in a text the words stand that somebody asked for, and a record's texts with those places marked: whole words,
// parts of compounds, places inside longer words, phrases as one piece, and synonyms.
//
// Guarantees: the fragments joined are the text (or, for a passage, a piece of it with … where it was cut), valid UTF-8
// when the text is.
#pragma once

#include <bitset>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "indexer/dutch.hpp"
#include "indexer/index.hpp"
#include "indexer/query.hpp"

namespace afb::indexer {

// How a place in a text answers the query.
enum class How {
    word,      // a form of the word
    part,      // a part of the word, or the word as a part of a longer one
    phrase,    // words in their order
    synonym,   // what is also meant
    contains,  // inside a longer word that is not taken apart
    family     // another word of its family
};

// A place in a text.
struct Place {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t word = 0;  // number of what was asked: Highlighter::asked()
    How how = How::word;
};

class Highlighter {
public:
    Highlighter(const TextQuery& query, DutchText& dutch);
    Highlighter(const Highlighter&) = delete;
    Highlighter& operator=(const Highlighter&) = delete;

    // In order of where they begin, the longest first.
    std::vector<Place> find(std::string_view text) const;
    // The word of the query that a place answers, as typed.
    const std::string& asked(const Place& place) const { return wanted_[place.word].asked; }

    std::vector<Fragment> mark(std::string_view text) const;
    // The passage of about `length` bytes with the most different words asked for; the beginning of the first text when
    // none has any. Empty when all texts are.
    std::vector<Fragment> best_passage(const std::vector<std::string>& texts, std::size_t length = 240) const;

private:
    struct Wanted {
        std::string asked;
        How how = How::word;  // when it is found as it is
        std::string folded;
        std::vector<std::vector<std::string>> ways;  // stems behind each other; one way of one stem for a word
        std::vector<std::string> needles;
    };
    // A word or part where phrases may find it.
    struct Unit {
        std::string_view stem;
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    struct Density {
        std::size_t first = 0;
        std::size_t words = 0;
    };

    Density densest(const std::vector<Place>& places, std::size_t length) const;
    bool may_answer(const std::string& folded) const;
    void want_word(const TextQuery& query, const Token& token);
    void want(Wanted wanted);
    bool add_stem(const std::string& stem, bool inside, Place place, std::vector<Place>& places) const;
    void add_relatives(std::string_view folded, Place place, std::vector<Place>& places) const;
    void add_inside(std::string_view text, const Token& token, std::vector<Place>& places) const;
    void add_phrases(const std::vector<Token>& tokens, std::vector<Place>& places) const;
    std::vector<Fragment> fragments(std::string_view text, std::size_t begin, std::size_t end,
                                    const std::vector<Place>& places) const;

    std::vector<Wanted> wanted_;
    std::unordered_map<std::string, std::vector<std::size_t>> by_stem_;         // of single words
    std::unordered_map<std::string_view, std::vector<std::size_t>> by_family_;  // views into wanted_
    std::bitset<4096> marks_;                                                   // of what is asked: their low bits
    std::vector<std::size_t> phrases_;
    std::vector<std::size_t> with_needles_;
    mutable std::vector<std::size_t>
        answers_;  // may_answer() of words by their hash, of which the last bit is the answer
    DutchText& dutch_;
};

}  // namespace afb::indexer
