#include "indexer/searching.hpp"

#include <cmath>

#include "indexer/conditions.hpp"
#include "indexer/correction.hpp"
#include "indexer/query_builder.hpp"
#include "indexer/record_search.hpp"
#include "indexer/scoring.hpp"
#include "indexer/suggest.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

constexpr unsigned similar_terms = 25;

double rounded(double score) {
    return std::round(score * 1'000) / 1'000;
}

}  // namespace

Matches find_matches(ReaderHandle& reader, const Fields& fields, DutchText& dutch, const SearchRequest& request,
                     const TextQuery& text) {
    const QuerySetting setting{
        .database = reader.database, .fields = fields, .dutch = dutch, .public_only = request.query.public_only};
    const WordTable::Snapshot words = reader.generation->words.snapshot();
    RecordSearch search(reader, fields, request.query, request.facets);
    Matches found;
    for (RecordSearch::Found& hit : search.run(QueryBuilder(setting, words).build(text)))
        found.matches.push_back(
            {.id = std::move(hit.id), .score = rounded(hit.score), .collapsed = std::move(hit.collapsed)});
    found.total = search.total();
    found.records = search.records();
    if (request.facets) found.facets = search.facets();
    found.corrected = find_correction(setting, words, text);
    return found;
}

std::vector<Suggestion> find_suggestions(ReaderHandle& reader, DutchText& dutch, const LabelTable& labels,
                                         const SuggestRequest& asked) {
    const auto term = [&](std::string_view folded) { return word_term(dutch.stem(std::string(folded))); };
    const Confirm confirm{
        .record = [&](std::string_view id) { return exists(reader.database, id_term(id), asked.public_only); },
        .word =
            [&](std::string_view word, std::string_view beside) {
                std::vector<std::string> terms{term(word)};
                if (!beside.empty()) terms.push_back(term(beside));
                if (asked.public_only) terms.emplace_back(public_term);
                return exist_together(reader.database, terms);
            },
        .count = [&](std::string_view word) { return reader.database.get_termfreq(term(word)); },
        .part =
            [&](std::string_view surface, std::string_view prefix) {
                const std::vector<Token> tokens = dutch.analyse(surface);
                return std::any_of(tokens.begin(), tokens.end(),
                                   [&](const Token& token) { return has_part_with_prefix(token, prefix); });
            },
        .label =
            [&](const std::string& label) {
                const bool seen = exists(reader.database, label, asked.public_only);
                return seen ? reader.database.get_termfreq(label) : 0;
            },
    };
    return indexer::suggest(asked.text, asked.limit, asked.public_only,
                            {.tables = reader.generation->suggester.tables(),
                             .words = reader.generation->words.snapshot(),
                             .labels = labels,
                             .confirm = confirm});
}

std::vector<std::string> find_similar(ReaderHandle& reader, std::string_view id, std::size_t limit, bool public_only) {
    struct WordsOnly : Xapian::ExpandDecider {
        bool operator()(const std::string& term) const override { return term.starts_with("Z"); }
    };
    const std::string unique = id_term(id);
    if (limit == 0 || !reader.database.term_exists(unique)) return {};
    Xapian::RSet like;
    like.add_document(*reader.database.postlist_begin(unique));
    Xapian::Enquire enquire(reader.database);
    enquire.set_weighting_scheme(ranking());
    const WordsOnly words_only;
    const Xapian::ESet terms = enquire.get_eset(similar_terms, like, 0, &words_only);
    if (terms.empty()) return {};
    const Query words(Query::OP_OR, terms.begin(), terms.end());
    const Query others(Query::OP_AND_NOT, words, Query(unique));
    enquire.set_query(public_only ? Query(Query::OP_FILTER, others, Query(public_term)) : others);
    enquire.set_sort_by_relevance_then_value(slots::newest, false);
    std::vector<std::string> ids;
    const Xapian::MSet page = enquire.get_mset(0, static_cast<Xapian::doccount>(limit));
    for (Xapian::MSetIterator hit = page.begin(); hit != page.end(); ++hit)
        ids.push_back(unpack_record(hit.get_document().get_data()).id);
    return ids;
}

}  // namespace afb::indexer
