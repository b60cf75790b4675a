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

Query any_of(const std::vector<Query>& queries) {
    return {Query::OP_OR, queries.begin(), queries.end()};
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

// The word itself, what it is made of, and its family.
std::vector<WeightedTerm> ways_of(const Token& token) {
    std::vector<WeightedTerm> ways{{.term = word_term(token.stem), .weight = 1}};
    add_family(token.folded, family_weight, ways);
    for (const Part& part : token.parts) {
        if (part.joined) continue;
        ways.push_back({.term = word_term(part.stem), .weight = part_weight});
        add_family(part.folded, part_family_weight, ways);
    }
    return ways;
}

}  // namespace

Query query_of(const WordsTogether& words) {
    if (words.terms.size() == 1) return Query(words.terms.front());
    const Query all(Query::OP_AND, words.terms.begin(), words.terms.end());
    if (words.order.empty()) return all;
    return {Query::OP_FILTER, all, Query((new PhraseSource(slots::words, words.order))->release())};
}

Query query_of(const Alternatives& alternatives) {
    std::vector<Query> ways(alternatives.terms.begin(), alternatives.terms.end());
    for (const WordsTogether& phrase : alternatives.phrases) ways.push_back(query_of(phrase));
    return any_of(ways);
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

Alternatives QueryBuilder::phrase(const std::vector<Token>& tokens) const {
    Alternatives phrase{.terms = {}, .phrases = {}, .weight = static_cast<double>(tokens.size())};
    for (const std::vector<std::string>& way : phrase_ways(tokens, setting_.dutch)) {
        if (way.size() == 1) {
            phrase.terms.push_back(word_term(way.front()));
        } else {
            phrase.phrases.push_back(behind_each_other(way));
        }
    }
    return phrase;
}

Alternatives QueryBuilder::forms(const Token& token) const {
    Alternatives forms = phrase({token});
    if (const auto longer = any_longer_word(token))
        forms.terms.insert(forms.terms.end(), longer->terms.begin(), longer->terms.end());
    return forms;
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

void QueryBuilder::add_word(const Token& token, RankedText& text) const {
    text.words.push_back(ways_of(token));
    if (auto longer = any_longer_word(token)) text.alternatives.push_back(std::move(*longer));
}

void QueryBuilder::add_clause(const Clause& clause, RankedText& text) const {
    if (clause.demand == Demand::must_not) {
        const Query found =
            clause.phrase ? query_of(phrase(clause.tokens)) : Query(word_term(clause.tokens.front().stem));
        text.barred = text.barred.empty() ? found : Query(Query::OP_OR, text.barred, found);
    } else if (clause.phrase) {
        text.demands.push_back(phrase(clause.tokens));
    } else {
        const Token& token = clause.tokens.front();
        add_word(token, text);
        if (clause.demand != Demand::must) return;
        text.demands.push_back(forms(token));
        text.demands.back().weight = 0;  // the word weighs already
    }
}

RankedText QueryBuilder::build(const TextQuery& query) const {
    RankedText text;
    text.everything = query.everything;
    if (query.everything) return text;
    const ConditionQueries conditions = condition_queries(query.conditions, setting_);
    if (!conditions.all.empty()) text.among = Query(Query::OP_AND, conditions.all.begin(), conditions.all.end());
    if (!conditions.none.empty()) text.barred = any_of(conditions.none);
    text.alternatives = synonyms(query.widenings);
    for (const Clause& clause : query.clauses) add_clause(clause, text);
    for (const FieldCondition* condition : conditions.unknown) {
        for (const Token& token : condition->tokens) add_word(token, text);
    }
    const bool has_words = !text.words.empty() || !text.alternatives.empty() || !text.demands.empty();
    const bool excludes =
        !text.barred.empty() || std::any_of(query.conditions.begin(), query.conditions.end(),
                                            [](const FieldCondition& condition) { return condition.excluded; });
    text.everything = !has_words && (excludes || !text.among.empty());
    add_names(query, text);
    return text;
}

// Whoever has the text as its name is found, whatever its conditions say.
void QueryBuilder::add_names(const TextQuery& query, RankedText& text) const {
    if (query.exact.empty()) return;
    std::vector<std::string> names{exact_term(query.exact)};
    if (const std::string identifier = without_spaces(query.exact); identifier != query.exact)
        names.push_back(exact_term(identifier));
    // Most often nothing has this name, and a match of nothing costs more than to ask for its terms. Every title is a
    // name too.
    std::erase_if(names, [&](const std::string& name) { return !setting_.database.term_exists(name); });
    if (names.empty()) return;
    // The same weight for each record of that name, however long it is and however many there are.
    const auto fixed = [](double weight, const Query& among) {
        const Query constant((new Xapian::FixedWeightPostingSource(weight))->release());
        return Query(Query::OP_FILTER, constant, among);
    };
    // A title goes before another record's alias or abbreviation of the same form.
    const Query any_name(Query::OP_OR, names.begin(), names.end());
    text.names = Query(Query::OP_OR, fixed(exact_weight, any_name),
                       fixed(exact_title_weight, Query(exact_title_term(query.exact))));
    if (!text.among.empty()) text.among = Query(Query::OP_OR, text.among, any_name);
    if (!text.barred.empty()) text.barred = Query(Query::OP_AND_NOT, text.barred, any_name);
}

}  // namespace afb::indexer
