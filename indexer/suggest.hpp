// What completes the text somebody is typing: names of records, frequent words, labels of codes, compounds with a part
// that begins so, and names that have a word beginning so.
//
// A name is offered only after the index confirmed that its record is there and may be seen.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/dutch.hpp"
#include "indexer/labels.hpp"
#include "indexer/suggester.hpp"
#include "indexer/words.hpp"

namespace afb::indexer {

// Does a part of the word that is not its first begin with `prefix`?
bool has_part_with_prefix(const Token& token, std::string_view prefix);

// What may be seen of a candidate, asked of the index at this moment.
struct Confirm {
    std::function<bool(std::string_view id)> record;
    // Has a record the word, and `beside` as well when that is not empty? Both are keys of words.
    std::function<bool(std::string_view word, std::string_view beside)> word;
    std::function<Xapian::doccount(std::string_view word)> count;  // of records with the word, seen or not
    std::function<bool(std::string_view surface, std::string_view prefix)> part;  // does a part inside begin so?
    LabelTable::Count label;
};

// What all of it is taken from, at one moment.
struct SuggestionSources {
    Suggester::Tables tables;
    WordTable::Snapshot words;
    const LabelTable& labels;
    const Confirm& confirm;
};

std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit, bool public_only,
                                const SuggestionSources& sources);

}  // namespace afb::indexer
