// The last step of text -> words -> tree -> Xapian: the query that is run against one snapshot of the index.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/conditions.hpp"
#include "indexer/dutch.hpp"
#include "indexer/fields.hpp"
#include "indexer/query.hpp"
#include "indexer/scoring.hpp"
#include "indexer/words.hpp"
#include "schema/record_query.hpp"

namespace afb::indexer {

class QueryBuilder {
public:
    QueryBuilder(const QuerySetting& setting, WordTable::Snapshot words)
        : setting_(setting), words_(std::move(words)) {}

    // Ranks; matches nothing when the text has nothing to look for.
    Xapian::Query text(const TextQuery& query) const;

    // The same for a query that any of its words answers, word by word; nothing when it demands or excludes words, or
    // has conditions only.
    std::optional<RankedText> plain_text(const TextQuery& query) const;

    // Stems of the words in the index that contain this one ("stagevergoeding" for "vergoeding"), the most frequent
    // first.
    std::vector<std::string> longer_words(const Token& token) const;

private:
    std::vector<WeightedTerm> ways(const Token& token) const;
    Xapian::Query should(const Token& token) const;
    Xapian::Query must(const Token& token) const;
    Xapian::Query phrase(const std::vector<Token>& tokens) const;
    std::optional<Alternatives> any_longer_word(const Token& token) const;
    Xapian::Query words(const TextQuery& query, const std::vector<const FieldCondition*>& unknown) const;
    std::vector<Alternatives> synonyms(const std::vector<Widening>& widenings) const;
    std::optional<WordsTogether> together(const Phrase& phrase) const;
    Xapian::Query exact(const TextQuery& query) const;

    QuerySetting setting_;
    WordTable::Snapshot words_;
};

// Documents with all of these words.
Xapian::Query query_of(const WordsTogether& words);

// Everything but the text: kinds, conditions, ranges, in force, public. `without`: the facet whose own condition is
// left out ("" for none). An empty query when nothing is asked.
Xapian::Query filter_query(const RecordQuery& query, const Fields& fields, std::string_view without = {});

// All documents. Xapian's own MatchAll is one object whose count of users is not safe between threads.
Xapian::Query all_documents();

}  // namespace afb::indexer
