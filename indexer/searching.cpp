#include "indexer/searching.hpp"

#include <algorithm>
#include <cmath>

#include "indexer/collapse.hpp"
#include "indexer/correction.hpp"
#include "indexer/facets.hpp"
#include "indexer/query_builder.hpp"
#include "indexer/ranked_search.hpp"
#include "indexer/scoring.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

constexpr unsigned similar_terms = 25;

// The text within the filters; either may be empty.
Query combine(const Query& text, const Query& filter, bool everything) {
    if (everything) return filter.empty() ? all_documents() : filter;
    if (text.empty() || filter.empty()) return text;
    return {Query::OP_FILTER, text, filter};
}

double rounded(double score) {
    return std::round(score * 1'000) / 1'000;
}

class Search {
public:
    Search(ReaderHandle& reader, const Fields& fields, const SearchRequest& request, bool everything, Query text)
        : reader_(reader),
          fields_(fields),
          request_(request),
          query_(request.query),
          everything_(everything),
          text_(std::move(text)) {}

    Matches run() {
        Matches found;
        const Query query = combine(text_, filter_query(query_, fields_), everything_);
        Xapian::Enquire enquire(reader_.database);
        enquire.set_query(query);
        set_order(enquire);
        FacetSpy spy(reader_.generation->facets.size());
        if (request_.facets) enquire.add_matchspy(&spy);
        const bool collapses = !query_.collapse.empty();
        const Xapian::valueno slot = collapses ? fields_.collapse_slot(query_.collapse) : Xapian::BAD_VALUENO;
        GroupSpy group_spy(slot);
        if (collapses) {
            enquire.set_collapse_key(slot);
            enquire.add_matchspy(&group_spy);
        }
        // Totals and facets are exact only when every match is looked at.
        const Xapian::doccount all = reader_.database.get_doccount();
        const Xapian::MSet page = enquire.get_mset(
            static_cast<Xapian::doccount>(std::min<std::size_t>(query_.offset, all)),
            static_cast<Xapian::doccount>(std::min<std::size_t>(query_.limit, all)), std::max(all, 1U));
        const Groups& groups = group_spy.groups();
        found.total = collapses ? groups.hits() : page.get_matches_estimated();
        found.records = collapses ? groups.records() : found.total;
        for (Xapian::MSetIterator hit = page.begin(); hit != page.end(); ++hit) {
            Match match{.id = unpack_record(hit.get_document().get_data()).id,
                        .score = rounded(hit.get_weight()),
                        .collapsed = {}};
            if (collapses) match.collapsed = groups.behind(hit.get_collapse_key(), reader_.generation->facets);
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

    ReaderHandle& reader_;
    const Fields& fields_;
    const SearchRequest& request_;
    const RecordQuery& query_;
    bool everything_;
    Query text_;
};

Matches find_ranked(ReaderHandle& reader, const Fields& fields, const SearchRequest& request, const RankedText& text) {
    RankedSearch search(reader, fields, request.query, request.facets);
    Matches found;
    for (RankedSearch::Found& hit : search.run(text))
        found.matches.push_back(
            {.id = std::move(hit.id), .score = rounded(hit.score), .collapsed = std::move(hit.collapsed)});
    found.total = search.total();
    found.records = search.records();
    if (request.facets) found.facets = search.facets();
    return found;
}

}  // namespace

Matches find_matches(ReaderHandle& reader, const Fields& fields, DutchText& dutch, const SearchRequest& request,
                     const TextQuery& text) {
    const QuerySetting setting{
        .database = reader.database, .fields = fields, .dutch = dutch, .public_only = request.query.public_only};
    const WordTable::Snapshot words = reader.generation->words.snapshot();
    const QueryBuilder builder(setting, words);
    std::optional<RankedText> plain;
    if (!text.everything && request.query.sort.empty()) plain = builder.plain_text(text);
    Matches found;
    if (plain) {
        found = find_ranked(reader, fields, request, *plain);
    } else {
        const Query asked = text.everything ? Query() : builder.text(text);
        found = Search(reader, fields, request, text.everything, asked).run();
    }
    found.corrected = find_correction(setting, words, text);
    return found;
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
