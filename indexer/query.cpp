#include "indexer/query.hpp"

#include <algorithm>

#include "indexer/folding.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t shortest_whole_needle = 5;
constexpr std::size_t shortest_stem_needle = 6;

// A stretch of the text with what is demanded of it.
struct Stretch {
    Demand demand = Demand::should;
    bool phrase = false;
    std::size_t begin = 0;
    std::size_t end = 0;
};

bool is_quote(char32_t c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB;
}

bool is_space(char32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

// May an operator or word begin after this character?
bool opens(char32_t c) {
    return is_space(c) || c == '(' || c == '[' || c == ',';
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
    if (!is_word_character(next) && !is_quote(next)) return Demand::should;
    at = after;
    return c == '+' ? Demand::must : Demand::must_not;
}

std::vector<Stretch> split(std::string_view text) {
    std::vector<Stretch> stretches;
    bool at_start = true;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t after = at;
        const char32_t c = next_code_point(text, after);
        if (opens(c)) {
            at_start = true;
            at = after;
            continue;
        }
        const Demand demand = at_start ? read_demand(text, at) : Demand::should;
        at_start = false;
        after = at;
        if (is_quote(next_code_point(text, after))) {
            std::size_t behind = after;
            const std::size_t close = find_quote(text, after, behind);
            if (close != std::string_view::npos) {
                stretches.push_back({.demand = demand, .phrase = true, .begin = after, .end = close});
                at = behind;
                at_start = true;
                continue;
            }
            at = after;  // a quote that is never closed is passed over
        }
        const std::size_t begin = at;
        while (at < text.size()) {
            after = at;
            const char32_t inside = next_code_point(text, after);
            if (opens(inside) || is_quote(inside)) break;
            at = after;
        }
        if (at > begin) stretches.push_back({.demand = demand, .phrase = false, .begin = begin, .end = at});
    }
    return stretches;
}

std::vector<Token> tokens_of(std::string_view text, const Stretch& stretch, DutchText& dutch) {
    std::vector<Token> tokens = dutch.analyse(text.substr(stretch.begin, stretch.end - stretch.begin));
    for (Token& token : tokens) {
        token.begin += stretch.begin;
        token.end += stretch.begin;
        for (Part& part : token.parts) {
            part.begin += stretch.begin;
            part.end += stretch.begin;
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

}  // namespace

TextQuery parse_query(std::string_view text, DutchText& dutch) {
    TextQuery query;
    query.text = clean(text, most_query_bytes);
    query.everything = query.text.find_first_not_of(" *") == std::string::npos;
    if (query.everything) return query;
    query.exact = exact_form(query.text);
    std::size_t words = 0;
    for (const Stretch& stretch : split(query.text)) {
        std::vector<Token> tokens = tokens_of(query.text, stretch, dutch);
        tokens.resize(std::min(tokens.size(), most_query_words - words));
        words += tokens.size();
        if (tokens.empty()) continue;
        if (stretch.phrase) {
            const Demand demand = stretch.demand == Demand::should ? Demand::must : stretch.demand;
            query.clauses.push_back({.demand = demand, .phrase = true, .tokens = std::move(tokens)});
            continue;
        }
        for (Token& token : tokens) {
            Clause clause{.demand = stretch.demand, .phrase = false, .tokens = {}};
            clause.tokens.push_back(std::move(token));
            query.clauses.push_back(std::move(clause));
        }
    }
    drop_stop_words(query.clauses);
    return query;
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
