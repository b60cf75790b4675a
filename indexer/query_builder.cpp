#include "indexer/query_builder.hpp"

#include <algorithm>
#include <set>

#include "indexer/phrases.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

// Weights measured on two test collections of Dutch texts; the whole word counts 1.
constexpr double part_weight = 0.3;
constexpr double family_weight = 0.4;
constexpr double part_family_weight = 0.12;
constexpr double longer_word_weight = 0.5;
constexpr double synonym_weight = 0.1;
constexpr double exact_title_weight = 1'000;
constexpr double exact_weight = 10'000;  // above any sum of words, whatever they weigh in this collection

constexpr std::size_t most_longer_words = 40;
constexpr std::size_t most_synonyms = 24;        // in one query
constexpr std::size_t most_synonym_phrases = 4;  // of those, of several words: each is a search of its own
// In so many documents or more the words of a phrase may stand anywhere: reading their places would cost too much.
constexpr Xapian::doccount frequent = 200;

// Matches nothing. An empty Query would mean "no condition".
Query nothing() {
    return Query("XNOTHING");
}

Query scaled(const std::string& term, double weight) {
    return {Query::OP_SCALE_WEIGHT, Query(term), weight};
}

Query any_of(const std::vector<Query>& queries) {
    return {Query::OP_OR, queries.begin(), queries.end()};
}
Query all_of(const std::vector<Query>& queries) {
    return {Query::OP_AND, queries.begin(), queries.end()};
}

void add_family(std::string_view folded, double weight, std::vector<WeightedTerm>& to) {
    if (const std::string_view letters = family(folded); !letters.empty())
        to.push_back({.term = family_term(letters), .weight = weight});
}

WordsTogether behind_each_other(const std::vector<std::string>& stems) {
    WordsTogether words;
    for (const std::string& stem : stems) {
        words.terms.push_back(word_term(stem));
        words.order.push_back(phrase_word(stem));
    }
    return words;
}

Query query_of(const Alternatives& alternatives) {
    std::vector<Query> ways;
    if (!alternatives.terms.empty())
        ways.emplace_back(Query::OP_SYNONYM, alternatives.terms.begin(), alternatives.terms.end());
    for (const WordsTogether& phrase : alternatives.phrases)
        ways.emplace_back(Query::OP_SCALE_WEIGHT, query_of(phrase), 1.0 / static_cast<double>(phrase.terms.size()));
    return {Query::OP_SCALE_WEIGHT, Query(Query::OP_MAX, ways.begin(), ways.end()), alternatives.weight};
}

}  // namespace

Query query_of(const WordsTogether& words) {
    if (words.terms.size() == 1) return Query(words.terms.front());
    const Query all(Query::OP_AND, words.terms.begin(), words.terms.end());
    if (words.order.empty()) return all;
    return {Query::OP_FILTER, all, Query((new PhraseSource(slots::words, words.order))->release())};
}

std::vector<std::string> QueryBuilder::longer_words(const Token& token) const {
    std::set<std::string> stems;
    const auto add = [&](std::string_view longer) {
        // Compounds of which the word is a part have its stem themselves.
        for (const Token& found : setting_.dutch.analyse(longer)) {
            const bool has_it = std::any_of(found.parts.begin(), found.parts.end(),
                                            [&](const Part& part) { return part.stem == token.stem; });
            if (!has_it) stems.insert(found.stem);
        }
    };
    for (const std::string& needle : needles_of(token)) {
        for (const WordList* list : {words_.base.get(), words_.recent.get()})
            list->for_each_containing(needle, [&](std::size_t word) { add(list->folded(word)); });
    }
    stems.erase(token.stem);
    std::vector<std::pair<Xapian::doccount, std::string>> found;
    for (const std::string& stem : stems) {
        if (const Xapian::doccount frequency = setting_.database.get_termfreq(word_term(stem)); frequency > 0)
            found.emplace_back(frequency, stem);
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    if (found.size() > most_longer_words) found.resize(most_longer_words);
    std::vector<std::string> out;
    for (auto& [frequency, stem] : found) out.push_back(std::move(stem));
    return out;
}

// Only for a word that no record has, whole or as a part: others are found by themselves in what is made of them.
std::optional<Alternatives> QueryBuilder::any_longer_word(const Token& token) const {
    if (exists(setting_.database, word_term(token.stem), setting_.public_only)) return std::nullopt;
    Alternatives longer{.terms = {}, .phrases = {}, .weight = longer_word_weight};
    for (const std::string& stem : longer_words(token)) longer.terms.push_back(word_term(stem));
    if (longer.terms.empty()) return std::nullopt;
    return longer;
}

// The word itself, what it is made of, and its family.
std::vector<WeightedTerm> QueryBuilder::ways(const Token& token) const {
    std::vector<WeightedTerm> ways{{.term = word_term(token.stem), .weight = 1}};
    add_family(token.folded, family_weight, ways);
    for (const Part& part : token.parts) {
        if (part.joined) continue;
        ways.push_back({.term = word_term(part.stem), .weight = part_weight});
        add_family(part.folded, part_family_weight, ways);
    }
    return ways;
}

Query QueryBuilder::should(const Token& token) const {
    std::vector<Query> queries;
    for (const WeightedTerm& way : ways(token)) queries.push_back(scaled(way.term, way.weight));
    if (const auto longer = any_longer_word(token)) queries.push_back(query_of(*longer));
    return any_of(queries);
}

// The word, or its parts behind each other.
Query QueryBuilder::must(const Token& token) const {
    std::vector<Query> ways{phrase({token})};
    if (const auto longer = any_longer_word(token)) ways.push_back(query_of(*longer));
    return any_of(ways);
}

Query QueryBuilder::phrase(const std::vector<Token>& tokens) const {
    std::vector<Query> queries;
    for (const std::vector<std::string>& way : phrase_ways(tokens, setting_.dutch))
        queries.push_back(query_of(behind_each_other(way)));
    return any_of(queries);
}

// The words of a synonym: behind each other while that is cheap to see. Nothing when one of them is not in the index.
std::optional<WordsTogether> QueryBuilder::together(const Phrase& phrase) const {
    std::vector<std::string> stems;
    Xapian::doccount fewest = setting_.database.get_doccount();
    for (const Token& token : phrase.tokens) {
        const Xapian::doccount count = setting_.database.get_termfreq(word_term(token.stem));
        if (count == 0) return std::nullopt;
        fewest = std::min(fewest, count);
        stems.push_back(token.stem);
    }
    WordsTogether words = behind_each_other(stems);
    if (fewest < frequent) return words;
    words.order.clear();
    std::erase_if(words.terms, [](const std::string& term) { return is_stop_word(stem_of_term(term)); });
    if (words.terms.empty()) return std::nullopt;
    return words;
}

std::vector<Alternatives> QueryBuilder::synonyms(const std::vector<Widening>& widenings) const {
    std::vector<Alternatives> synonyms;
    std::size_t alternatives = 0;
    std::size_t phrases = 0;
    for (const Widening& widening : widenings) {
        Alternatives ways{.terms = {}, .phrases = {}, .weight = synonym_weight};
        for (const Phrase& phrase : widening.phrases) {
            const bool is_word = phrase.tokens.size() == 1;
            if (alternatives == most_synonyms || (!is_word && phrases == most_synonym_phrases)) continue;
            std::optional<WordsTogether> way = together(phrase);
            if (!way) continue;
            ++alternatives;
            if (is_word) {
                const std::string& term = way->terms.front();
                if (std::find(ways.terms.begin(), ways.terms.end(), term) == ways.terms.end())
                    ways.terms.push_back(term);
            } else {
                ++phrases;
                ways.phrases.push_back(std::move(*way));
            }
        }
        if (!ways.terms.empty() || !ways.phrases.empty()) synonyms.push_back(std::move(ways));
    }
    return synonyms;
}

// `unknown`: conditions that no record can meet, as words.
Query QueryBuilder::words(const TextQuery& query, const std::vector<const FieldCondition*>& unknown) const {
    std::vector<Query> shoulds;
    std::vector<Query> musts;
    std::vector<Query> nots;
    for (const Clause& clause : query.clauses) {
        if (clause.demand == Demand::must_not) {
            nots.push_back(clause.phrase ? phrase(clause.tokens) : Query(word_term(clause.tokens.front().stem)));
        } else if (clause.phrase) {
            musts.push_back(phrase(clause.tokens));
        } else if (clause.demand == Demand::must) {
            musts.push_back(must(clause.tokens.front()));
        } else {
            shoulds.push_back(should(clause.tokens.front()));
        }
    }
    for (const FieldCondition* condition : unknown) {
        for (const Token& token : condition->tokens) shoulds.push_back(should(token));
    }
    for (const Alternatives& synonym : synonyms(query.widenings)) shoulds.push_back(query_of(synonym));
    Query words = musts.empty() ? any_of(shoulds) : all_of(musts);
    if (!musts.empty() && !shoulds.empty()) words = Query(Query::OP_AND_MAYBE, words, any_of(shoulds));
    if (!nots.empty()) words = Query(Query::OP_AND_NOT, words.empty() ? all_documents() : words, any_of(nots));
    return words;
}

Query QueryBuilder::text(const TextQuery& query) const {
    const ConditionQueries conditions = condition_queries(query.conditions, setting_);
    Query found = words(query, conditions.unknown);
    if (!conditions.all.empty()) {
        const Query filter = all_of(conditions.all);
        found = found.empty() ? Query(Query::OP_SCALE_WEIGHT, filter, 0.0) : Query(Query::OP_FILTER, found, filter);
    }
    const bool excludes = std::any_of(query.conditions.begin(), query.conditions.end(),
                                      [](const FieldCondition& condition) { return condition.excluded; });
    if (found.empty() && excludes) found = all_documents();
    if (!conditions.none.empty()) found = Query(Query::OP_AND_NOT, found, any_of(conditions.none));
    if (query.exact.empty()) return found;
    return found.empty() ? exact(query) : Query(Query::OP_OR, exact(query), found);
}

Query QueryBuilder::exact(const TextQuery& query) const {
    std::vector<Query> names{Query(exact_term(query.exact))};
    if (const std::string identifier = without_spaces(query.exact); identifier != query.exact)
        names.emplace_back(exact_term(identifier));
    // The same weight for each record of that name, however long it is and however many there are.
    const auto fixed = [](double weight, const Query& among) {
        const Query constant((new Xapian::FixedWeightPostingSource(weight))->release());
        return Query(Query::OP_FILTER, constant, among);
    };
    // A title goes before another record's alias or abbreviation of the same form.
    return {Query::OP_OR, fixed(exact_weight, any_of(names)),
            fixed(exact_title_weight, Query(exact_title_term(query.exact)))};
}

std::optional<RankedText> QueryBuilder::plain_text(const TextQuery& query) const {
    const bool demands = std::any_of(query.clauses.begin(), query.clauses.end(), [](const Clause& clause) {
        return clause.phrase || clause.demand != Demand::should;
    });
    if (demands || query.clauses.empty()) return std::nullopt;
    RankedText text;
    const ConditionQueries conditions = condition_queries(query.conditions, setting_);
    if (!conditions.all.empty()) text.among = all_of(conditions.all);
    if (!conditions.none.empty())
        text.among =
            Query(Query::OP_AND_NOT, text.among.empty() ? all_documents() : text.among, any_of(conditions.none));
    text.alternatives = synonyms(query.widenings);
    const auto add_word = [&](const Token& token) {
        text.words.push_back(ways(token));
        if (auto longer = any_longer_word(token)) text.alternatives.push_back(std::move(*longer));
    };
    for (const Clause& clause : query.clauses) add_word(clause.tokens.front());
    for (const FieldCondition* condition : conditions.unknown)
        std::for_each(condition->tokens.begin(), condition->tokens.end(), add_word);
    if (!query.exact.empty()) text.names = exact(query);
    return text;
}

Query filter_query(const RecordQuery& query, const Fields& fields, std::string_view without) {
    std::vector<Query> filters;
    if (query.public_only) filters.emplace_back(public_term);
    if (!query.kinds.empty() && without != fields.facets()[Fields::kind_facet]) {
        std::vector<Query> kinds;
        for (const std::string& kind : query.kinds) kinds.emplace_back(kind_term(kind));
        filters.push_back(any_of(kinds));
    }
    for (const Condition& condition : query.conditions) {
        if (condition.name == without) continue;
        std::vector<Query> values;
        for (const std::string& value : condition.values) values.emplace_back(filter_term(condition.name, value));
        filters.push_back(values.empty() ? nothing() : any_of(values));
    }
    for (const RangeCondition& range : query.ranges) filters.push_back(range_query(range, fields));
    if (query.in_force_on) {
        const std::string day = day_key(query.in_force_on, {});
        filters.emplace_back(Query::OP_VALUE_LE, slots::valid_from, day);
        filters.emplace_back(Query::OP_VALUE_GE, slots::valid_until, day);
    }
    if (filters.empty()) return {};
    return all_of(filters);
}

Query all_documents() {
    return Query(std::string());
}

}  // namespace afb::indexer
