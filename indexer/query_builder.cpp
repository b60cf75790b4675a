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
constexpr double exact_weight = 1'000;  // above any sum of words

constexpr std::size_t most_longer_words = 40;

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

void add_family(std::string_view folded, double weight, std::vector<Query>& to) {
    if (const std::string_view letters = family(folded); !letters.empty())
        to.push_back(scaled(family_term(letters), weight));
}

Query range_query(const RangeCondition& range, const Fields& fields) {
    const FieldType type = fields.range_type(range.name);
    std::string from(8, '\0');
    std::string until(8, '\xFF');
    const auto bound = [&](const std::optional<std::string>& text, std::string& key) {
        if (!text) return true;
        const auto parsed = range_key(type, *text);
        if (parsed) key = *parsed;
        return parsed.has_value();
    };
    if (!bound(range.from, from) || !bound(range.until, until)) return nothing();
    return Query((new AnyValueBetween(fields.range_slot(range.name), from, until))->release());
}

}  // namespace

std::vector<std::string> QueryBuilder::longer_words(const Token& token) const {
    std::set<std::string> stems;
    const auto add = [&](std::string_view longer) {
        // Compounds of which the word is a part have its stem themselves.
        for (const Token& found : dutch_.analyse(longer)) {
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
        if (const Xapian::doccount frequency = database_.get_termfreq(word_term(stem)); frequency > 0)
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

// One word in the eyes of the ranking: summed, each rare compound would weigh more than the word itself.
Query QueryBuilder::any_longer_word(const Token& token) const {
    std::vector<Query> words;
    for (const std::string& stem : longer_words(token)) words.emplace_back(word_term(stem));
    if (words.empty()) return {};
    return {Query::OP_SCALE_WEIGHT, Query(Query::OP_SYNONYM, words.begin(), words.end()), longer_word_weight};
}

Query QueryBuilder::should(const Token& token) const {
    std::vector<Query> ways{Query(word_term(token.stem))};
    add_family(token.folded, family_weight, ways);
    for (const Part& part : token.parts) {
        if (part.joined) continue;
        ways.push_back(scaled(word_term(part.stem), part_weight));
        add_family(part.folded, part_family_weight, ways);
    }
    if (Query longer = any_longer_word(token); !longer.empty()) ways.push_back(std::move(longer));
    return any_of(ways);
}

Query QueryBuilder::must(const Token& token) const {
    std::vector<Query> ways{Query(word_term(token.stem))};
    if (!token.parts.empty()) {
        std::vector<Query> parts;
        for (const Part& part : token.parts) {
            if (!part.joined) parts.emplace_back(word_term(part.stem));
        }
        ways.push_back(all_of(parts));
    }
    if (Query longer = any_longer_word(token); !longer.empty()) ways.push_back(std::move(longer));
    return any_of(ways);
}

Query QueryBuilder::phrase(const std::vector<Token>& tokens) const {
    std::vector<std::string> joined;  // hyphenated words as one word
    std::vector<std::string> apart;   // and as several
    for (const Token& token : tokens) {
        joined.push_back(token.stem);
        if (token.width == 1) apart.push_back(token.stem);
        for (const Part& part : token.parts) {
            if (token.width > 1 && part.hyphenated) apart.push_back(part.stem);
        }
    }
    const auto in_order = [](const std::vector<std::string>& stems) {
        std::vector<Query> words;
        std::vector<std::uint32_t> order;
        for (const std::string& stem : stems) {
            words.emplace_back(word_term(stem));
            order.push_back(phrase_word(stem));
        }
        if (words.size() == 1) return words.front();
        return Query(Query::OP_FILTER, all_of(words),
                     Query((new PhraseSource(slots::words, std::move(order)))->release()));
    };
    std::vector<Query> ways{in_order(joined)};
    if (apart != joined) ways.push_back(in_order(apart));
    // "stage vergoeding" also as people write it in one word.
    if (tokens.size() == 2 && tokens[0].width == 1 && tokens[1].width == 1) {
        ways.emplace_back(word_term(dutch_.stem(tokens[0].folded + tokens[1].folded)));
    }
    return any_of(ways);
}

Query QueryBuilder::text(const TextQuery& query) const {
    std::vector<Query> shoulds;
    std::vector<Query> musts;
    std::vector<Query> nots;
    for (const Clause& clause : query.clauses) {
        if (clause.phrase) {
            (clause.demand == Demand::must_not ? nots : musts).push_back(phrase(clause.tokens));
        } else if (clause.demand == Demand::must_not) {
            nots.emplace_back(word_term(clause.tokens.front().stem));
        } else if (clause.demand == Demand::must) {
            musts.push_back(must(clause.tokens.front()));
        } else {
            shoulds.push_back(should(clause.tokens.front()));
        }
    }
    Query words = musts.empty() ? any_of(shoulds) : all_of(musts);
    if (!musts.empty() && !shoulds.empty()) words = Query(Query::OP_AND_MAYBE, words, any_of(shoulds));
    if (!nots.empty()) words = Query(Query::OP_AND_NOT, words.empty() ? all_documents() : words, any_of(nots));
    if (query.exact.empty()) return words;
    std::vector<Query> names{Query(exact_term(query.exact))};
    if (const std::string identifier = without_spaces(query.exact); identifier != query.exact)
        names.emplace_back(exact_term(identifier));
    const Query exact(Query::OP_SCALE_WEIGHT, any_of(names), exact_weight);
    return words.empty() ? exact : Query(Query::OP_OR, exact, words);
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
