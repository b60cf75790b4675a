// From what somebody typed to what is looked for in one snapshot of the index: words with their weights, what else is
// meant by them, demands, conditions and names.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/conditions.hpp"
#include "indexer/dutch.hpp"
#include "indexer/query.hpp"
#include "indexer/scoring.hpp"
#include "indexer/words.hpp"

namespace afb::indexer {

class QueryBuilder {
public:
    QueryBuilder(const QuerySetting& setting, WordTable::Snapshot words)
        : setting_(setting), words_(std::move(words)) {}

    // Finds nothing when the text has nothing to look for.
    RankedText build(const TextQuery& query) const;

    // Stems of the words in the index that contain this one ("stagevergoeding" for "vergoeding"), the most frequent
    // first.
    std::vector<std::string> longer_words(const Token& token) const;

private:
    void add_word(const Token& token, RankedText& text) const;
    void add_clause(const Clause& clause, RankedText& text) const;
    // The word, its compounds, its parts behind each other.
    Alternatives forms(const Token& token) const;
    Alternatives phrase(const std::vector<Token>& tokens) const;
    std::optional<Alternatives> any_longer_word(const Token& token) const;
    std::vector<Alternatives> synonyms(const std::vector<Widening>& widenings) const;
    std::optional<WordsTogether> together(const Phrase& phrase) const;
    void add_names(const TextQuery& query, RankedText& text) const;

    QuerySetting setting_;
    WordTable::Snapshot words_;
};

// Documents with all of these words; with any of these.
Xapian::Query query_of(const WordsTogether& words);
Xapian::Query query_of(const Alternatives& alternatives);

}  // namespace afb::indexer
