#include "indexer/highlighter.hpp"

#include <algorithm>
#include <set>

#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t longest_ending = 3;        // letters behind a needle that still are an inflection: vergoeding|en
constexpr std::size_t most_text_bytes = 20'000;  // looked at in one text for a passage
constexpr std::string_view ellipsis = "…";

std::size_t common_prefix(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
}

// Words of one family that are clearly alike: begeleider for begeleiding, but not voortgang for voortgezet.
bool is_relative(std::string_view a, std::string_view b) {
    const std::string_view letters = family(a);
    if (letters.empty() || letters != family(b)) return false;
    return 10 * common_prefix(a, b) >= 7 * std::min(a.size(), b.size());
}

std::string on_one_line(std::string_view text) {
    std::string line;
    for (const char c : text) {
        const bool space = c == '\n' || c == '\r' || c == '\t' || c == ' ';
        if (!space) {
            line.push_back(c);
        } else if (!line.empty() && line.back() != ' ') {
            line.push_back(' ');
        }
    }
    return line;
}

}  // namespace

Highlighter::Highlighter(const TextQuery& query, DutchText& dutch) : dutch_(dutch) {
    for (const Clause& clause : query.clauses) {
        if (clause.demand == Demand::must_not) continue;
        for (const Token& token : clause.tokens) {
            wanted_.push_back({.folded = token.folded,
                               .stem = token.stem,
                               .needles = clause.phrase ? std::vector<std::string>{} : needles_of(token)});
            for (const Part& part : token.parts)
                wanted_.push_back({.folded = part.folded, .stem = part.stem, .needles = {}});
        }
    }
}

bool Highlighter::add_parts(const Token& token, std::size_t word, std::vector<Span>& spans) const {
    bool found = false;
    for (const Part& part : token.parts) {
        if (part.stem != wanted_[word].stem && !is_relative(part.folded, wanted_[word].folded)) continue;
        spans.push_back({.begin = part.begin, .end = part.end, .word = word});
        found = true;
    }
    return found;
}

// The place inside a longer word; with its ending when it stands last.
bool Highlighter::add_inside(std::string_view text, const Token& token, std::size_t word,
                             std::vector<Span>& spans) const {
    for (const std::string& needle : wanted_[word].needles) {
        const std::size_t at = token.folded.find(needle);
        if (at == std::string::npos) continue;
        std::size_t end = at + std::max(needle.size(),
                                        common_prefix(std::string_view(token.folded).substr(at), wanted_[word].folded));
        if (token.folded.size() - end <= longest_ending) end = token.folded.size();
        spans.push_back({.begin = source_offset(text, token.begin, token.end, at),
                         .end = source_offset(text, token.begin, token.end, end),
                         .word = word});
        return true;
    }
    return false;
}

void Highlighter::add_spans(std::string_view text, const Token& token, std::vector<Span>& spans) const {
    for (std::size_t word = 0; word < wanted_.size(); ++word) {
        const bool whole = token.stem == wanted_[word].stem;
        if (!whole && (add_parts(token, word, spans) || add_inside(text, token, word, spans))) continue;
        if (whole || is_relative(token.folded, wanted_[word].folded)) {
            spans.push_back({.begin = token.begin, .end = token.end, .word = word});
        }
    }
}

std::vector<Highlighter::Span> Highlighter::spans_of(std::string_view text) const {
    std::vector<Span> spans;
    if (wanted_.empty()) return spans;
    for (const Token& token : dutch_.analyse(text)) add_spans(text, token, spans);
    std::sort(spans.begin(), spans.end(),
              [](const Span& a, const Span& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    return spans;
}

std::vector<Fragment> Highlighter::fragments(std::string_view text, std::size_t begin, std::size_t end,
                                             const std::vector<Span>& spans) const {
    std::vector<Fragment> out;
    const auto put = [&](std::size_t from, std::size_t until, bool hit) {
        if (from >= until) return;
        if (!out.empty() && out.back().hit == hit) {
            out.back().text.append(text.substr(from, until - from));
        } else {
            out.push_back({.text = std::string(text.substr(from, until - from)), .hit = hit});
        }
    };
    std::size_t done = begin;
    for (const Span& span : spans) {
        if (span.end <= done || span.begin >= end) continue;
        const std::size_t from = std::max(done, span.begin);
        const std::size_t until = std::min(end, span.end);
        put(done, from, false);
        put(from, until, true);
        done = std::max(done, until);
    }
    put(done, end, false);
    return out;
}

std::vector<Fragment> Highlighter::mark(std::string_view text) const {
    return fragments(text, 0, text.size(), spans_of(text));
}

std::vector<Fragment> Highlighter::best_passage(const std::vector<std::string>& texts, std::size_t length) const {
    std::string best_text;
    std::vector<Span> best_spans;
    std::size_t best_first = 0;
    std::size_t best_words = 0;
    for (const std::string& whole : texts) {
        if (whole.empty()) continue;
        const std::string text =
            on_one_line(std::string_view(whole).substr(0, cut_at_character(whole, most_text_bytes)));
        if (best_text.empty()) best_text = text;
        const std::vector<Span> spans = spans_of(text);
        for (std::size_t first = 0; first < spans.size(); ++first) {
            std::set<std::size_t> words;
            for (std::size_t i = first; i < spans.size() && spans[i].end <= spans[first].begin + length; ++i)
                words.insert(spans[i].word);
            if (words.size() <= best_words) continue;
            best_words = words.size();
            best_first = spans[first].begin;
            best_text = text;
            best_spans = spans;
        }
    }
    if (best_text.empty()) return {};
    // A quarter of the room for what stands before the first hit; cut between words.
    std::size_t begin = best_first > length / 4 ? best_first - length / 4 : 0;
    if (begin > 0) {
        const std::size_t space = best_text.find(' ', begin);
        begin = space != std::string::npos && space < best_first ? space + 1 : best_first;
    }
    std::size_t end = cut_at_character(best_text, begin + length);
    if (end < best_text.size()) {
        const std::size_t space = best_text.rfind(' ', end);
        if (space != std::string::npos && space > best_first) end = space;
    }
    std::vector<Fragment> out = fragments(best_text, begin, end, best_spans);
    const auto put_ellipsis = [&](bool front) {
        const auto place = front ? out.begin() : out.end();
        Fragment* neighbour = out.empty() ? nullptr : front ? &out.front() : &out.back();
        if (neighbour == nullptr || neighbour->hit) {
            out.insert(place, {.text = std::string(ellipsis), .hit = false});
        } else {
            neighbour->text.insert(front ? 0 : neighbour->text.size(), ellipsis);
        }
    };
    if (begin > 0) put_ellipsis(true);
    if (end < best_text.size()) put_ellipsis(false);
    return out;
}

}  // namespace afb::indexer
