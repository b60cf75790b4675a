// Dutch words from text: where they stand, folded, and stemmed so that forms of one word meet.
//
// Guarantees: the same text gives the same tokens in the index and in a query; offsets are bytes of the text given and
// never cut a character. Leaves out: what a part of a word weighs (query_builder.hpp). Not for use by two threads at
// once.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/compounds.hpp"
#include "indexer/lexicon.hpp"

namespace afb::indexer {

// Raised when the same text would give other tokens: an index made by another version is rebuilt.
inline constexpr int analysis_version = 4;

// A part of a word that is found by itself: "zij" and "instromer" of "zij-instromer", "reis", "kosten" and "vergoeding"
// of "reiskostenvergoeding". A linking morpheme belongs to no part: "begeleiding" and "tijd" of "begeleidingstijd".
struct Part {
    std::string folded;
    std::string stem;
    std::size_t begin = 0;
    std::size_t end = 0;
    unsigned offset = 0;  // positions after the first one of the word; parts of a closed compound share its position
    bool hyphenated = false;  // stands between hyphens, and so takes a position
    bool joined = false;      // other parts make it up: "reiskosten"; the parts that are not joined are the whole word
};

struct Token {
    std::string folded;  // a hyphenated word is joined: "zijinstromer"; 's is gone
    std::string stem;
    std::vector<Part> parts;  // in order of where they begin; empty for a word that is one piece
    std::size_t begin = 0;
    std::size_t end = 0;
    unsigned width = 1;     // positions it takes: one for each hyphenated part
    unsigned position = 0;  // of its first part, in the text
};

// A stem or a family as a number, for who asks many words whether they may be among a few.
using Mark = std::uint32_t;
Mark stem_mark(std::string_view stem);
Mark family_mark(std::string_view family);

class DutchText {
public:
    DutchText();

    std::vector<Token> analyse(std::string_view text);

    // The same without the words of one piece of which wanted(folded) is false, which takes a fraction of the time for
    // who looks for few. Numbers and words with hyphens are always there.
    using WordTest = std::function<bool(const std::string& folded)>;
    std::vector<Token> analyse(std::string_view text, const WordTest& wanted);

    // The stem of a word's lemma (of the lemma of its last part, when only the parts are known). Kraaij-Pohlmann, but
    // "ge" is only taken out where it makes a participle (opgeleid, gefinancierd): not from begeleiding.
    const std::string& stem(const std::string& folded);

    // The marks of a word without hyphens and of its parts, of their stems and their families. Until the next call.
    const std::vector<Mark>& marks(const std::string& folded);

private:
    // What is remembered of a word: where its parts stand, and those that are made of several.
    struct PartOfWord {
        Piece piece;
        std::string stem;
    };
    struct Word {
        std::string stem;
        std::vector<PartOfWord> parts;
        std::vector<Mark> marks;
        bool divided = false;  // `parts` and `marks` are complete
    };

    Word& look_up(const std::string& folded);
    const Word& divide(const std::string& folded);
    std::string lemma_of(const std::string& folded) const;
    std::string stem_anew(const std::string& folded);
    void add_hyphenated_parts(std::string_view text, const std::vector<std::size_t>& joints, Token& token);
    void add_closed_parts(std::string_view text, const std::string& folded, const Part& place,
                          std::vector<Part>& parts);

    Lexicon lexicon_ = Lexicon::built_in();
    Xapian::Stem kraaij_pohlmann_;
    std::unordered_map<std::string, Word> words_;
};

// The byte of `text` behind the first `folded_bytes` bytes of the folded form of the word from `begin` to `end`; marks
// that fold to nothing belong to the letter before.
std::size_t source_offset(std::string_view text, std::size_t begin, std::size_t end, std::size_t folded_bytes);

// The letters that words of one family share: the first five; empty for shorter words and numbers.
std::string_view family(std::string_view folded);

// Words that carry no meaning of their own; passed over in a query that has others.
bool is_stop_word(std::string_view folded);

}  // namespace afb::indexer
