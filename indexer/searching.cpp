#include "indexer/searching.hpp"

#include <algorithm>
#include <cmath>

#include "indexer/facets.hpp"
#include "indexer/query_builder.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

constexpr unsigned similar_terms = 25;

Xapian::BM25Weight ranking() {
    return {1, 0, 1, 0.5, 0.5};
}

// The text within the filters; either may be empty.
Query combine(const Query& text, const Query& filter, bool everything) {
    if (everything) return filter.empty() ? all_documents() : filter;
    if (text.empty() || filter.empty()) return text;
    return {Query::OP_FILTER, text, filter};
}

double rounded(double score) {
    return std::round(score * 1'000) / 1'000;
}

// What a term stands for, for people.
Json explain_term(const std::string& term) {
    const auto row = [](const char* how, std::string_view value) { return Json{{"how", how}, {"value", value}}; };
    if (term.starts_with("Z")) return row("word", std::string_view(term).substr(1));
    if (term.starts_with("P")) return row("family", std::string_view(term).substr(1));
    if (term.starts_with("E")) return row("exact", std::string_view(term).substr(1));
    return nullptr;
}

class Search {
public:
    Search(ReaderHandle& reader, const Fields& fields, DutchText& dutch, const SearchRequest& request,
           const TextQuery& text)
        : reader_(reader), fields_(fields), request_(request), query_(request.query), everything_(text.everything) {
        if (!everything_) {
            text_ = QueryBuilder(reader.database, reader.generation->words.snapshot(), dutch).text(text);
        }
    }

    Matches run() {
        Matches found;
        const Query query = combine(text_, filter_query(query_, fields_), everything_);
        Xapian::Enquire enquire(reader_.database);
        enquire.set_query(query);
        set_order(enquire);
        FacetSpy spy(reader_.generation->facets.size());
        if (request_.facets) enquire.add_matchspy(&spy);
        // Totals and facets are exact only when every match is looked at.
        const Xapian::doccount all = reader_.database.get_doccount();
        const Xapian::MSet page = enquire.get_mset(
            static_cast<Xapian::doccount>(std::min<std::size_t>(query_.offset, all)),
            static_cast<Xapian::doccount>(std::min<std::size_t>(query_.limit, all)), std::max(all, 1U));
        found.total = page.get_matches_estimated();
        for (Xapian::MSetIterator hit = page.begin(); hit != page.end(); ++hit) {
            Match match{.id = unpack_record(hit.get_document().get_data()).id,
                        .score = rounded(hit.get_weight()),
                        .explain = nullptr};
            if (request_.explain) match.explain = explain(enquire, hit);
            found.matches.push_back(std::move(match));
        }
        if (request_.facets) found.facets = count_facets(spy.counts());
        return found;
    }

private:
    // Ties are broken by the newest change, then the id: document numbers differ between an index and its rebuilt twin.
    void set_order(Xapian::Enquire& enquire) {
        enquire.set_weighting_scheme(ranking());
        if (!query_.sort.empty()) {
            std::vector<SortOrder::Key> keys;
            for (const SortKey& key : query_.sort)
                keys.push_back({.slot = fields_.sort_slot(key.name), .descending = key.descending});
            enquire.set_sort_by_key((new SortOrder(std::move(keys)))->release(), false);
        } else if (everything_) {
            enquire.set_sort_by_value(slots::newest, false);
        } else {
            enquire.set_sort_by_relevance_then_value(slots::newest, false);
        }
        if (!query_.sort.empty() || everything_) enquire.set_weighting_scheme(Xapian::BoolWeight());
    }

    bool has_condition(const std::string& facet) const {
        if (facet == fields_.facets()[Fields::kind_facet]) return !query_.kinds.empty();
        return std::any_of(query_.conditions.begin(), query_.conditions.end(),
                           [&](const Condition& c) { return c.name == facet; });
    }

    // Facets without a condition of their own are counted in the search itself; each other one in a pass of its own.
    std::vector<Facet> count_facets(const std::vector<std::uint32_t>& counts) {
        std::vector<Facet> facets;
        const FacetDictionary& dictionary = reader_.generation->facets;
        for (std::size_t number = 0; number < fields_.facets().size(); ++number) {
            const std::string& name = fields_.facets()[number];
            const auto facet = static_cast<std::uint16_t>(number);
            facets.push_back(
                {.name = name,
                 .values = dictionary.values_of(facet, has_condition(name) ? count_without(name) : counts)});
        }
        return facets;
    }

    std::vector<std::uint32_t> count_without(const std::string& facet) {
        Xapian::Enquire enquire(reader_.database);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_docid_order(Xapian::Enquire::DONT_CARE);
        enquire.set_query(combine(text_, filter_query(query_, fields_, facet), everything_));
        FacetSpy spy(reader_.generation->facets.size());
        enquire.add_matchspy(&spy);
        enquire.get_mset(0, 1, std::max(reader_.database.get_doccount(), 1U));
        return spy.counts();
    }

    static Json explain(const Xapian::Enquire& enquire, const Xapian::MSetIterator& hit) {
        Json matched = Json::array();
        for (auto term = enquire.get_matching_terms_begin(hit); term != enquire.get_matching_terms_end(hit); ++term) {
            if (Json row = explain_term(*term); !row.is_null()) matched.push_back(std::move(row));
        }
        return {{"matched", std::move(matched)}, {"weight", rounded(hit.get_weight())}};
    }

    ReaderHandle& reader_;
    const Fields& fields_;
    const SearchRequest& request_;
    const RecordQuery& query_;
    bool everything_;
    Query text_;
};

// Only words: not numbers, codes or names in capitals that happen to have digits.
bool may_be_misspelt(const Token& token) {
    return token.folded.size() >= 4 &&
           std::all_of(token.folded.begin(), token.folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

class Corrector {
public:
    Corrector(ReaderHandle& reader, DutchText& dutch, bool public_only)
        : reader_(reader),
          dutch_(dutch),
          public_only_(public_only),
          words_(reader.generation->words.snapshot()),
          builder_(reader.database, words_, dutch) {}

    std::optional<std::string> correct(const Token& token) {
        if (!may_be_misspelt(token) || is_known(token)) return std::nullopt;
        struct Candidate {
            unsigned distance = 0;
            Xapian::doccount frequency = 0;
            std::string folded;
            std::string surface;
        };
        std::vector<Candidate> candidates;
        const unsigned farthest = token.folded.size() >= 6 ? 2 : 1;
        for (const WordList* list : {words_.base.get(), words_.recent.get()}) {
            list->for_each_near(token.folded, farthest, [&](std::size_t word, unsigned distance) {
                std::string folded(list->folded(word));
                const Xapian::doccount frequency = reader_.database.get_termfreq(word_term(dutch_.stem(folded)));
                if (frequency > 0)
                    candidates.push_back({distance, frequency, std::move(folded), std::string(list->surface(word))});
            });
        }
        std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
            if (a.distance != b.distance) return a.distance < b.distance;
            return a.frequency != b.frequency ? a.frequency > b.frequency : a.folded < b.folded;
        });
        for (Candidate& candidate : candidates) {
            if (exists(reader_.database, word_term(dutch_.stem(candidate.folded)), public_only_))
                return std::move(candidate.surface);
        }
        return std::nullopt;
    }

private:
    bool is_known(const Token& token) {
        const auto found = [&](const std::string& stem) {
            return exists(reader_.database, word_term(stem), public_only_);
        };
        if (found(token.stem)) return true;
        if (std::any_of(token.parts.begin(), token.parts.end(), [&](const Part& part) { return found(part.stem); }))
            return true;
        const std::vector<std::string> longer = builder_.longer_words(token);
        return std::any_of(longer.begin(), longer.end(), found);
    }

    ReaderHandle& reader_;
    DutchText& dutch_;
    bool public_only_;
    WordTable::Snapshot words_;
    QueryBuilder builder_;
};

}  // namespace

bool exists(const Xapian::Database& database, const std::string& term, bool public_only) {
    if (!database.term_exists(term)) return false;
    if (!public_only) return true;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(Query(Query::OP_AND, Query(term), Query(public_term)));
    return !enquire.get_mset(0, 1).empty();
}

Matches find_matches(ReaderHandle& reader, const Fields& fields, DutchText& dutch, const SearchRequest& request,
                     const TextQuery& text) {
    Matches found = Search(reader, fields, dutch, request, text).run();
    found.corrected = find_correction(reader, dutch, text, request.query.public_only);
    return found;
}

std::optional<std::string> find_correction(ReaderHandle& reader, DutchText& dutch, const TextQuery& text,
                                           bool public_only) {
    if (text.clauses.empty() || (!text.exact.empty() && exists(reader.database, exact_term(text.exact), public_only)))
        return std::nullopt;
    Corrector corrector(reader, dutch, public_only);
    std::string corrected;
    std::size_t done = 0;
    bool changed = false;
    for (const Clause& clause : text.clauses) {
        if (clause.demand == Demand::must_not) continue;
        for (const Token& token : clause.tokens) {
            const std::optional<std::string> word = corrector.correct(token);
            if (!word) continue;
            corrected.append(text.text, done, token.begin - done).append(*word);
            done = token.end;
            changed = true;
        }
    }
    if (!changed) return std::nullopt;
    return corrected.append(text.text, done, std::string::npos);
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
