// A record's texts with the words marked that somebody asked for: whole words, parts of hyphenated words, and the place
// inside a longer word.
//
// Guarantees: the fragments joined are the text (or, for a passage, a piece of it with … where it was cut), valid UTF-8
// when the text is.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "indexer/dutch.hpp"
#include "indexer/index.hpp"
#include "indexer/query.hpp"

namespace afb::indexer {

class Highlighter {
public:
    Highlighter(const TextQuery& query, DutchText& dutch);

    std::vector<Fragment> mark(std::string_view text) const;
    // The passage of about `length` bytes with the most different words asked for; the beginning of the first text when
    // none has any. Empty when all texts are.
    std::vector<Fragment> best_passage(const std::vector<std::string>& texts, std::size_t length = 240) const;

private:
    struct Span {
        std::size_t begin = 0;
        std::size_t end = 0;
        std::size_t word = 0;  // of the query
    };
    struct Wanted {
        std::string folded;
        std::string stem;
        std::vector<std::string> needles;
    };
    std::vector<Span> spans_of(std::string_view text) const;
    bool add_parts(const Token& token, std::size_t word, std::vector<Span>& spans) const;
    bool add_inside(std::string_view text, const Token& token, std::size_t word, std::vector<Span>& spans) const;
    void add_spans(std::string_view text, const Token& token, std::vector<Span>& spans) const;
    std::vector<Fragment> fragments(std::string_view text, std::size_t begin, std::size_t end,
                                    const std::vector<Span>& spans) const;

    std::vector<Wanted> wanted_;
    DutchText& dutch_;
};

}  // namespace afb::indexer
