#include "indexer/query.hpp"

#include <algorithm>

#include "indexer/folding.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t shortest_whole_needle = 5;
constexpr std::size_t shortest_stem_needle = 6;
constexpr std::size_t most_phrase_ways = 6;
constexpr std::size_t most_words_of_name = 8;
constexpr std::size_t longest_field_name = 40;  // bytes
constexpr char32_t euro_sign = 0x20AC;

// A piece of the text: words between signs, a text in quotes, or field:value.
struct QueryPiece {
    enum class Kind { words, phrase, field };
    Kind kind = Kind::words;
    Demand demand = Demand::should;
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string name;  // of a field
};

// From `begin` up to the next one, what is demanded of words.
struct Stretch {
    std::size_t begin = 0;
    Demand demand = Demand::should;
};

bool is_quote(char32_t c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

std::size_t find_quote(std::string_view text, std::size_t at, std::size_t& after) {
    while (at < text.size()) {
        after = at;
        if (is_quote(next_code_point(text, after))) return at;
        at = after;
    }
    return std::string_view::npos;
}

// +, - or − right before a word or a quote, at the beginning of a word.
Demand read_demand(std::string_view text, std::size_t& at) {
    std::size_t after = at;
    const char32_t c = next_code_point(text, after);
    if ((c != '+' && c != '-' && c != 0x2212) || after >= text.size()) return Demand::should;
    std::size_t beyond = after;
    const char32_t next = next_code_point(text, beyond);
    if (!is_word_character(next) && !is_quote(next) && next != euro_sign) return Demand::should;
    at = after;
    return c == '+' ? Demand::must : Demand::must_not;
}

// Cuts a text into pieces; words that stand between two others stay together, for amounts and terms of several words.
class Splitter {
public:
    Splitter(std::string_view text, const QueryFields* fields) : text_(text), fields_(fields) {}

    void split() {
        bool at_start = true;
        while (at_ < text_.size()) {
            std::size_t after = at_;
            if (opens_word(next_code_point(text_, after))) {
                at_start = true;
                at_ = after;
                continue;
            }
            const std::size_t begin = at_;
            const Demand demand = at_start ? read_demand(text_, at_) : Demand::should;
            if (at_start) stretches_.push_back({.begin = at_, .demand = demand});
            const bool taken = take_phrase(begin, demand) || (at_start && take_field(begin, demand));
            if (!taken) pass_word();
            at_start = taken;
        }
        end_words(text_.size());
    }

    const std::vector<QueryPiece>& pieces() const { return pieces_; }

    Demand demand_at(std::size_t at) const {
        const auto next = std::upper_bound(stretches_.begin(), stretches_.end(), at,
                                           [](std::size_t place, const Stretch& s) { return place < s.begin; });
        return next == stretches_.begin() ? Demand::should : std::prev(next)->demand;
    }

private:
    void end_words(std::size_t end) {
        if (end > words_begin_) pieces_.push_back({.begin = words_begin_, .end = end, .name = {}});
    }

    void add(QueryPiece piece, std::size_t begin, std::size_t behind) {
        end_words(begin);
        pieces_.push_back(std::move(piece));
        at_ = words_begin_ = behind;
    }

    // A quote that is never closed is passed over.
    bool take_phrase(std::size_t begin, Demand demand) {
        std::size_t after = at_;
        if (at_ >= text_.size() || !is_quote(next_code_point(text_, after))) return false;
        std::size_t behind = after;
        const std::size_t close = find_quote(text_, after, behind);
        if (close == std::string_view::npos) return false;
        add({.kind = QueryPiece::Kind::phrase, .demand = demand, .begin = after, .end = close, .name = {}}, begin,
            behind);
        return true;
    }

    bool take_field(std::size_t begin, Demand demand) {
        if (fields_ == nullptr || conditions_ == most_conditions) return false;
        const std::size_t colon = text_.substr(0, at_ + longest_field_name).find(':', at_);
        if (colon == std::string_view::npos || colon == at_ || colon + 1 >= text_.size()) return false;
        const std::string_view name = text_.substr(at_, colon - at_);
        std::size_t first = colon + 1;
        if (opens_word(next_code_point(text_, first)) || !fields_->knows(name)) return false;
        std::size_t value_begin = colon + 1;
        std::size_t value_end = value_begin;
        std::size_t behind = value_begin;
        if (first = value_begin; is_quote(next_code_point(text_, first))) {
            value_begin = first;
            value_end = find_quote(text_, value_begin, behind);
            if (value_end == std::string_view::npos) return false;
        } else {
            // "1.250,50" has a comma inside; "(sector:po)" ends before its bracket.
            for (std::size_t after = value_end; value_end < text_.size(); value_end = after) {
                const char32_t c = next_code_point(text_, after);
                if (is_space(c) || is_quote(c) || c == ')' || c == ']') break;
            }
            while (value_end > value_begin && text_[value_end - 1] == ',') --value_end;
            behind = value_end;
        }
        const std::string_view value = text_.substr(value_begin, value_end - value_begin);
        // What no record can have excludes nothing; it does not make words of the field's name and the value.
        if (demand != Demand::must_not && fields_->tests(name, value).empty()) return false;
        ++conditions_;
        add({.kind = QueryPiece::Kind::field,
             .demand = demand,
             .begin = value_begin,
             .end = value_end,
             .name = std::string(name)},
            begin, behind);
        return true;
    }

    // Up to the next place where something may begin.
    void pass_word() {
        for (std::size_t after = at_; at_ < text_.size(); at_ = after) {
            const char32_t inside = next_code_point(text_, after);
            if (opens_word(inside)) return;
            if (is_quote(inside) && after > at_) {
                std::size_t behind = after;
                if (find_quote(text_, after, behind) != std::string_view::npos) return;
            }
        }
    }

    std::string_view text_;
    const QueryFields* fields_;
    std::size_t at_ = 0;
    std::size_t words_begin_ = 0;
    std::size_t conditions_ = 0;
    std::vector<QueryPiece> pieces_;
    std::vector<Stretch> stretches_;
};

std::vector<Token> tokens_of(std::string_view text, const QueryPiece& piece, DutchText& dutch) {
    std::vector<Token> tokens = dutch.analyse(text.substr(piece.begin, piece.end - piece.begin));
    for (Token& token : tokens) {
        token.begin += piece.begin;
        token.end += piece.begin;
        for (Part& part : token.parts) {
            part.begin += piece.begin;
            part.end += piece.begin;
        }
    }
    return tokens;
}

bool is_only_stop_word(const Clause& clause) {
    return clause.demand == Demand::should && !clause.phrase && is_stop_word(clause.tokens.front().folded);
}

// "de stagevergoeding" asks for one thing; "de" alone does ask for "de".
void drop_stop_words(std::vector<Clause>& clauses) {
    const bool others = std::any_of(clauses.begin(), clauses.end(), [](const Clause& clause) {
        return clause.demand != Demand::must_not && !is_only_stop_word(clause);
    });
    if (others) std::erase_if(clauses, is_only_stop_word);
}

// Widens words that stand behind each other.
class Widener {
public:
    Widener(const Grammar& grammar, DutchText& dutch, TextQuery& query)
        : grammar_(grammar), dutch_(dutch), query_(query) {}

    void widen(const std::vector<const Token*>& words) {
        for (Synonyms::Found& found : grammar_.synonyms->find(words))
            add(words, found.first, found.count, std::move(found.phrases));
        if (!grammar_.names) return;
        for (std::size_t first = 0; first < words.size();) {
            std::size_t count = std::min(most_words_of_name, words.size() - first);
            while (count > 0 && !widen_name(words, first, count)) --count;
            first += std::max<std::size_t>(count, 1);
        }
    }

private:
    std::string text_of(const std::vector<const Token*>& words, std::size_t first, std::size_t count) const {
        const std::size_t begin = words[first]->begin;
        return query_.text.substr(begin, words[first + count - 1]->end - begin);
    }

    void add(const std::vector<const Token*>& words, std::size_t first, std::size_t count,
             std::vector<Phrase> phrases) {
        query_.widenings.push_back({.text = text_of(words, first, count), .phrases = std::move(phrases)});
    }

    bool widen_name(const std::vector<const Token*>& words, std::size_t first, std::size_t count) {
        std::vector<Token> typed;
        for (std::size_t i = first; i < first + count; ++i) typed.push_back(*words[i]);
        if (grammar_.synonyms->is_left_alone(typed)) return false;
        std::vector<Phrase> phrases;
        for (const std::string& name : grammar_.names(exact_form(text_of(words, first, count)))) {
            Phrase phrase{.text = name, .tokens = dutch_.analyse(name)};
            if (!grammar_.synonyms->is_left_alone(phrase.tokens)) phrases.push_back(std::move(phrase));
        }
        if (phrases.empty()) return false;
        add(words, first, count, std::move(phrases));
        return true;
    }

    const Grammar& grammar_;
    DutchText& dutch_;
    TextQuery& query_;
};

// Said twice is said once: each costs a search of its own.
void add_clause(TextQuery& query, Clause clause) {
    const auto same_token = [](const Token& a, const Token& b) { return a.folded == b.folded; };
    const bool known = std::any_of(query.clauses.begin(), query.clauses.end(), [&](const Clause& other) {
        return other.demand == clause.demand && other.phrase == clause.phrase &&
               std::equal(other.tokens.begin(), other.tokens.end(), clause.tokens.begin(), clause.tokens.end(),
                          same_token);
    });
    if (!known) query.clauses.push_back(std::move(clause));
}

void add_words(TextQuery& query, std::vector<Token> tokens, const Splitter& splitter, const Grammar& grammar,
               DutchText& dutch) {
    if (grammar.synonyms != nullptr) {
        Widener widener(grammar, dutch, query);
        std::vector<const Token*> row;
        for (const Token& token : tokens) {
            if (splitter.demand_at(token.begin) == Demand::should) {
                row.push_back(&token);
                continue;
            }
            widener.widen(row);
            row.clear();
        }
        widener.widen(row);
    }
    for (Token& token : tokens) {
        Clause clause{.demand = splitter.demand_at(token.begin), .phrase = false, .tokens = {}};
        clause.tokens.push_back(std::move(token));
        add_clause(query, std::move(clause));
    }
}

// Nothing but signs that mean something in a query: half a question, as it is typed.
bool asks_nothing(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const bool sign = opens_word(c) || is_quote(c) || c == '*' || c == '+' || c == '-' || c == ')' || c == ']';
        if (!sign) return false;
    }
    return true;
}

// The whole text as a name, with its minus signs when it excludes: who is named like what is left out stays out. A name
// has no sign before a text in quotes.
std::string name_in(const TextQuery& query) {
    bool excludes = std::any_of(query.conditions.begin(), query.conditions.end(),
                                [](const FieldCondition& condition) { return condition.excluded; });
    for (const Clause& clause : query.clauses) {
        if (clause.demand != Demand::must_not) continue;
        if (clause.phrase) return {};
        excludes = true;
    }
    return excludes ? exact_form_with_minus(query.text) : exact_form(query.text);
}

}  // namespace

TextQuery parse_query(std::string_view text, DutchText& dutch, const Grammar& grammar) {
    TextQuery query;
    query.text = clean(text, most_query_bytes);
    query.everything = asks_nothing(query.text);
    if (query.everything) return query;
    Splitter splitter(query.text, grammar.fields);
    splitter.split();
    std::size_t words = 0;
    for (const QueryPiece& piece : splitter.pieces()) {
        std::vector<Token> tokens = tokens_of(query.text, piece, dutch);
        tokens.resize(std::min(tokens.size(), most_query_words - words));
        words += tokens.size();
        if (piece.kind == QueryPiece::Kind::field) {
            const std::string value = query.text.substr(piece.begin, piece.end - piece.begin);
            query.conditions.push_back({.excluded = piece.demand == Demand::must_not,
                                        .name = piece.name,
                                        .value = value,
                                        .tests = grammar.fields->tests(piece.name, value),
                                        .tokens = std::move(tokens)});
        } else if (piece.kind == QueryPiece::Kind::words) {
            add_words(query, std::move(tokens), splitter, grammar, dutch);
        } else if (!tokens.empty()) {
            const Demand demand = piece.demand == Demand::should ? Demand::must : piece.demand;
            add_clause(query, {.demand = demand, .phrase = true, .tokens = std::move(tokens)});
        }
    }
    query.exact = name_in(query);
    drop_stop_words(query.clauses);
    return query;
}

std::vector<std::vector<std::string>> phrase_ways(const std::vector<Token>& tokens, DutchText& dutch) {
    using Stems = std::vector<std::string>;
    Stems joined;
    Stems at_hyphens;
    Stems apart;
    for (const Token& token : tokens) {
        joined.push_back(token.stem);
        if (token.width == 1) at_hyphens.push_back(token.stem);
        if (token.parts.empty()) apart.push_back(token.stem);
        for (const Part& part : token.parts) {
            if (part.hyphenated) at_hyphens.push_back(part.stem);
            if (!part.joined) apart.push_back(part.stem);
        }
    }
    std::vector<Stems> ways{joined};
    if (at_hyphens != joined) ways.push_back(at_hyphens);
    if (apart != joined && apart != at_hyphens) ways.push_back(apart);
    // "stage vergoeding" also as people write it in one word.
    for (std::size_t i = 0; i + 1 < tokens.size() && ways.size() < most_phrase_ways; ++i) {
        if (tokens[i].width > 1 || tokens[i + 1].width > 1) continue;
        Stems way = joined;
        way[i] = dutch.stem(tokens[i].folded + tokens[i + 1].folded);
        // "school de" is no "schoolde": then the one word alone would do for both.
        if (way[i] == tokens[i].stem || way[i] == tokens[i + 1].stem) continue;
        way.erase(way.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        ways.push_back(std::move(way));
    }
    return ways;
}

std::vector<std::string> needles_of(const Token& token) {
    std::vector<std::string> needles;
    const bool digits =
        std::any_of(token.folded.begin(), token.folded.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits) return needles;
    if (token.folded.size() >= shortest_whole_needle) needles.push_back(token.folded);
    if (token.stem.size() >= shortest_stem_needle && token.folded.starts_with(token.stem) &&
        token.stem != token.folded) {
        needles.push_back(token.stem);
    }
    return needles;
}

}  // namespace afb::indexer
