#include "indexer/highlighter.hpp"

#include <algorithm>

#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t longest_ending = 3;        // letters behind a needle that still are an inflection: vergoeding|en
constexpr std::size_t most_text_bytes = 20'000;  // looked at in one text for a passage
constexpr std::size_t words_remembered = 4'096;
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

// The text itself, or in `line` what it is with each run of white space made one space.
std::string_view on_one_line(std::string_view text, std::string& line) {
    const auto is_space = [](char c) { return c == '\n' || c == '\r' || c == '\t' || c == ' '; };
    bool as_it_is = text.empty() || !is_space(text.front());
    for (std::size_t i = 1; i < text.size() && as_it_is; ++i)
        as_it_is = !is_space(text[i]) || (text[i] == ' ' && text[i - 1] != ' ');
    if (as_it_is) return text;
    line.clear();
    for (const char c : text) {
        if (!is_space(c)) {
            line.push_back(c);
        } else if (!line.empty() && line.back() != ' ') {
            line.push_back(' ');
        }
    }
    return line;
}

}  // namespace

Highlighter::Highlighter(const TextQuery& query, DutchText& dutch) : answers_(words_remembered), dutch_(dutch) {
    const auto typed = [&](const std::vector<Token>& tokens) {
        return query.text.substr(tokens.front().begin, tokens.back().end - tokens.front().begin);
    };
    for (const Clause& clause : query.clauses) {
        if (clause.demand == Demand::must_not) continue;
        if (clause.phrase) {
            want({.asked = typed(clause.tokens),
                  .how = How::phrase,
                  .folded = {},
                  .ways = phrase_ways(clause.tokens, dutch),
                  .needles = {}});
        } else {
            want_word(query, clause.tokens.front());
        }
    }
    for (const FieldCondition& condition : query.conditions) {
        if (condition.excluded) continue;
        for (const Token& token : condition.tokens) want_word(query, token);
    }
    for (const Widening& widening : query.widenings) {
        for (const Phrase& phrase : widening.phrases) {
            std::vector<std::string> stems;
            for (const Token& token : phrase.tokens) stems.push_back(token.stem);
            want(
                {.asked = widening.text, .how = How::synonym, .folded = {}, .ways = {std::move(stems)}, .needles = {}});
        }
    }
    for (std::size_t i = 0; i < wanted_.size(); ++i) {
        const Wanted& wanted = wanted_[i];
        if (wanted.ways.size() == 1 && wanted.ways.front().size() == 1) {
            by_stem_[wanted.ways.front().front()].push_back(i);
        } else {
            phrases_.push_back(i);
        }
        for (const std::vector<std::string>& way : wanted.ways) {
            for (const std::string& stem : way) marks_.set(stem_mark(stem) % marks_.size());
        }
        if (!wanted.needles.empty()) with_needles_.push_back(i);
        if (const std::string_view letters = family(wanted.folded); !letters.empty()) {
            by_family_[letters].push_back(i);
            marks_.set(family_mark(letters) % marks_.size());
        }
    }
}

void Highlighter::want_word(const TextQuery& query, const Token& token) {
    const std::string asked = query.text.substr(token.begin, token.end - token.begin);
    want({.asked = asked,
          .how = How::word,
          .folded = token.folded,
          .ways = {{token.stem}},
          .needles = needles_of(token)});
    for (const Part& part : token.parts)
        want({.asked = asked, .how = How::part, .folded = part.folded, .ways = {{part.stem}}, .needles = {}});
}

void Highlighter::want(Wanted wanted) {
    const bool known = std::any_of(wanted_.begin(), wanted_.end(),
                                   [&](const Wanted& w) { return w.ways == wanted.ways && w.folded == wanted.folded; });
    if (!known) wanted_.push_back(std::move(wanted));
}

// `inside`: the stem is that of a part.
bool Highlighter::add_stem(const std::string& stem, bool inside, Place place, std::vector<Place>& places) const {
    const auto found = by_stem_.find(stem);
    if (found == by_stem_.end()) return false;
    for (const std::size_t word : found->second) {
        place.word = word;
        place.how = inside && wanted_[word].how == How::word ? How::part : wanted_[word].how;
        places.push_back(place);
    }
    return true;
}

void Highlighter::add_relatives(std::string_view folded, Place place, std::vector<Place>& places) const {
    const auto found = by_family_.find(family(folded));
    if (found == by_family_.end()) return;
    for (const std::size_t word : found->second) {
        if (!is_relative(folded, wanted_[word].folded)) continue;
        place.word = word;
        place.how = How::family;
        places.push_back(place);
    }
}

// The place inside a longer word; with its ending when it stands last.
void Highlighter::add_inside(std::string_view text, const Token& token, std::vector<Place>& places) const {
    for (const std::size_t word : with_needles_) {
        const Wanted& wanted = wanted_[word];
        for (const std::string& needle : wanted.needles) {
            const std::size_t at = token.folded.find(needle);
            if (at == std::string::npos) continue;
            std::size_t end =
                at + std::max(needle.size(), common_prefix(std::string_view(token.folded).substr(at), wanted.folded));
            if (token.folded.size() - end <= longest_ending) end = token.folded.size();
            places.push_back({.begin = source_offset(text, token.begin, token.end, at),
                              .end = source_offset(text, token.begin, token.end, end),
                              .word = word,
                              .how = How::contains});
            break;
        }
    }
}

void Highlighter::add_phrases(const std::vector<Token>& tokens, std::vector<Place>& places) const {
    if (phrases_.empty() || tokens.empty()) return;
    std::vector<std::vector<Unit>> row;  // what stands at each position
    for (const Token& token : tokens) {
        const std::size_t first = token.position;
        row.resize(std::max(row.size(), first + token.width));
        row[first].push_back({token.stem, token.begin, token.end});
        if (token.width > 1) row[first + token.width - 1].push_back({token.stem, token.begin, token.end});
        for (const Part& part : token.parts)
            row[first + std::min(part.offset, token.width - 1)].push_back({part.stem, part.begin, part.end});
    }
    const auto unit_at = [&](std::size_t position, const std::string& stem) -> const Unit* {
        if (position >= row.size()) return nullptr;
        const auto found = std::find_if(row[position].begin(), row[position].end(),
                                        [&](const Unit& unit) { return unit.stem == stem; });
        return found == row[position].end() ? nullptr : &*found;
    };
    for (const std::size_t word : phrases_) {
        for (const std::vector<std::string>& way : wanted_[word].ways) {
            for (std::size_t first = 0; first < row.size(); ++first) {
                const Unit* begin = unit_at(first, way.front());
                const Unit* end = begin;
                for (std::size_t k = 1; k < way.size() && end != nullptr; ++k) end = unit_at(first + k, way[k]);
                if (begin == nullptr || end == nullptr) continue;
                places.push_back({.begin = begin->begin, .end = end->end, .word = word, .how = wanted_[word].how});
            }
        }
    }
}

// False only when nothing in the word answers the query. The texts of one page have most of their words in common, so
// what was found of a word is remembered until another word takes its place.
bool Highlighter::may_answer(const std::string& folded) const {
    const std::size_t hash = std::hash<std::string_view>{}(folded) | 1U;
    std::size_t& known = answers_[(hash >> 1U) % answers_.size()];
    if ((known | 1U) == hash) return known == hash;
    const auto contains = [&](std::size_t word) {
        const std::vector<std::string>& needles = wanted_[word].needles;
        return std::any_of(needles.begin(), needles.end(),
                           [&](const std::string& needle) { return folded.find(needle) != std::string::npos; });
    };
    const std::vector<Mark>& marks = dutch_.marks(folded);
    const bool answer =
        std::any_of(marks.begin(), marks.end(), [&](Mark mark) { return marks_[mark % marks_.size()]; }) ||
        std::any_of(with_needles_.begin(), with_needles_.end(), contains);
    known = answer ? hash : hash - 1;
    return answer;
}

std::vector<Place> Highlighter::find(std::string_view text) const {
    std::vector<Place> places;
    if (wanted_.empty()) return places;
    const std::vector<Token> tokens =
        dutch_.analyse(text, [this](const std::string& folded) { return may_answer(folded); });
    for (const Token& token : tokens) {
        const Place whole{.begin = token.begin, .end = token.end, .word = 0, .how = How::word};
        if (add_stem(token.stem, false, whole, places)) continue;
        bool found = false;
        for (const Part& part : token.parts) {
            const Place inside{.begin = part.begin, .end = part.end, .word = 0, .how = How::part};
            if (add_stem(part.stem, true, inside, places)) {
                found = true;
            } else {
                const std::size_t before = places.size();
                add_relatives(part.folded, inside, places);
                found = found || places.size() > before;
            }
        }
        if (found) continue;
        const std::size_t before = places.size();
        add_inside(text, token, places);
        if (places.size() == before) add_relatives(token.folded, whole, places);
    }
    add_phrases(tokens, places);
    std::sort(places.begin(), places.end(),
              [](const Place& a, const Place& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    return places;
}

std::vector<Fragment> Highlighter::fragments(std::string_view text, std::size_t begin, std::size_t end,
                                             const std::vector<Place>& spans) const {
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
    for (const Place& span : spans) {
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
    return fragments(text, 0, text.size(), find(text));
}

// The place from which `length` bytes have the most different words, and how many: a window that moves over them.
Highlighter::Density Highlighter::densest(const std::vector<Place>& places, std::size_t length) const {
    Density best;
    std::vector<std::size_t> inside(wanted_.size(), 0);
    std::size_t words = 0;
    std::size_t behind = 0;
    for (std::size_t first = 0; first < places.size(); ++first) {
        for (; behind < places.size() && places[behind].end <= places[first].begin + length; ++behind)
            words += inside[places[behind].word]++ == 0 ? 1U : 0U;
        if (words > best.words) best = {.first = first, .words = words};
        if (first < behind) {
            words -= --inside[places[first].word] == 0 ? 1U : 0U;
        } else {
            behind = first + 1;  // longer than the window
        }
    }
    return best;
}

std::vector<Fragment> Highlighter::best_passage(const std::vector<std::string>& texts, std::size_t length) const {
    std::string_view best_text;
    std::string best_line;  // where best_text stands, unless it is one of the texts
    std::string line;
    std::vector<Place> best_spans;
    std::size_t best_first = 0;
    std::size_t best_words = 0;
    for (const std::string& whole : texts) {
        if (whole.empty()) continue;
        const std::string_view text =
            on_one_line(std::string_view(whole).substr(0, cut_at_character(whole, most_text_bytes)), line);
        std::vector<Place> spans = find(text);
        const auto [first, words] = densest(spans, length);
        if (words <= best_words && !best_text.empty()) continue;
        best_words = words;
        best_first = spans.empty() ? 0 : spans[first].begin;
        best_text = text;
        best_spans = std::move(spans);
        if (text.data() == line.data()) {
            best_line.swap(line);
            best_text = best_line;
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
