#include "indexer/dutch.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include "indexer/folding.hpp"
#include "indexer/numbers.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t longest_word = 60;  // bytes: terms stay below 64 with their prefix
constexpr std::size_t cached_words = 20'000;
constexpr std::size_t family_letters = 5;

constexpr std::array<std::string_view, 24> separable = {
    "aan", "achter", "af", "bij",  "binnen", "buiten", "door",  "in",    "langs", "mee", "na",   "neer",
    "om",  "onder",  "op", "over", "rond",   "samen",  "tegen", "terug", "toe",   "uit", "voor", "weg"};

// The ge of these belongs to the word itself, also in the participle.
constexpr std::array<std::string_view, 14> own_ge = {"gebeur", "gebied", "gebruik", "gedrag", "geduld",
                                                     "gehoor", "geldt",  "geloof",  "gelukk", "gemeent",
                                                     "geniet", "gereed", "gevoel",  "gezind"};

constexpr std::array<std::string_view, 62> stop_words = {
    "aan", "al",    "als",  "and",  "at",  "bij",  "dan",   "dat",  "de",    "der",   "des", "deze", "die",
    "dit", "door",  "een",  "en",   "er",  "for",  "from",  "had",  "heb",   "heeft", "het", "hoe",  "hun",
    "ik",  "in",    "is",   "je",   "kan", "maar", "met",   "mijn", "naar",  "niet",  "nog", "of",   "om",
    "on",  "onder", "ons",  "onze", "ook", "op",   "over",  "te",   "ten",   "ter",   "the", "to",   "tot",
    "uit", "van",   "voor", "waar", "wat", "we",   "welke", "wie",  "wordt", "zijn"};

bool starts_with_any(std::string_view word, const auto& list) {
    return std::any_of(list.begin(), list.end(), [&](std::string_view start) { return word.starts_with(start); });
}

bool has_digit(std::string_view word) {
    return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool participle_ending(std::string_view word) {
    if (word.ends_with('e')) word.remove_suffix(1);
    return word.ends_with('d') || word.ends_with('t');
}

// May the "ge" at `at` be taken out of `word`?
bool is_participle(std::string_view word, std::size_t at) {
    const std::string_view rest = word.substr(at + 2);
    if (at == 0) return rest.size() >= 5 && participle_ending(word) && !starts_with_any(word, own_ge);
    const bool after_particle = std::find(separable.begin(), separable.end(), word.substr(0, at)) != separable.end();
    return after_particle && rest.size() >= 3 && (participle_ending(word) || word.ends_with("en"));
}

// Organiseren and organisering, of which the stemmer makes "organiser", as it makes "verander" of veranderen. Who
// organiseert is to meet them: whether it is -eert or -ert, the lexicon knows.
bool made_of_eren(std::string_view lemma, std::string_view stemmed) {
    if (!lemma.starts_with(stemmed)) return false;
    const std::string_view ending = lemma.substr(stemmed.size());
    return ending == "en" || ending == "ing";
}

// A word of the text before it is analysed: bytes, and where its hyphens are.
struct RawWord {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::size_t> joints;  // offsets of the joining characters
    std::string folded;
};

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC;
}
bool is_hyphen(char32_t c) {
    return c == '-' || c == 0x2010 || c == 0x2011 || c == '&';
}

// Is the '.' before `at` one between thousands, as in 1.250?
bool is_thousands_point(std::string_view text, std::size_t word_begin, std::size_t point) {
    if (point == word_begin || !is_digit(static_cast<unsigned char>(text[point - 1]))) return false;
    std::size_t digits = 0;
    while (point + 1 + digits < text.size() && is_digit(static_cast<unsigned char>(text[point + 1 + digits]))) ++digits;
    return digits == 3;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

// Reads letters without accents and digits, which nearly all words are made of.
void read_plain(std::string_view text, std::size_t& at, std::string& folded) {
    const std::size_t begin = at;
    while (at < text.size() && is_plain(text[at])) ++at;
    const std::size_t before = folded.size();
    folded.append(text, begin, at - begin);
    for (std::size_t i = before; i < folded.size(); ++i) {
        if (folded[i] >= 'A' && folded[i] <= 'Z') folded[i] = static_cast<char>(folded[i] + ('a' - 'A'));
    }
}

bool word_follows(std::string_view text, std::size_t at) {
    return at < text.size() && is_word_character(next_code_point(text, at));
}

// Reads the word that begins at `at`, which moves past it.
void read_word(std::string_view text, std::size_t& at, RawWord& word) {
    word.begin = word.end = at;
    word.joints.clear();
    word.folded.clear();
    while (at < text.size()) {
        if (is_plain(text[at])) {
            read_plain(text, at, word.folded);
            word.end = at;
            continue;
        }
        const std::size_t here = at;
        std::size_t after = at;
        const char32_t c = next_code_point(text, after);
        if (is_word_character(c)) {
            append_folded(c, word.folded);
        } else if (is_hyphen(c) && word_follows(text, after)) {
            word.joints.push_back(here);
            if (c == '&') word.folded.push_back('&');
        } else if (!(is_apostrophe(c) && word_follows(text, after)) &&
                   !(c == '.' && is_thousands_point(text, word.begin, here))) {
            break;
        }
        at = after;
        word.end = after;
    }
}

// Takes off 's (regio's, foto’s): bytes [begin, end) of the text and the folded form.
void strip_genitive(std::string_view text, std::size_t begin, std::size_t& end, std::string& folded) {
    if (end - begin < 3 || (text[end - 1] != 's' && text[end - 1] != 'S') || folded.size() < 2) return;
    const std::string_view before = text.substr(begin, end - begin - 1);
    for (const std::string_view mark : {"'", "\u2019", "\u2018", "\u02BC"}) {
        if (!before.ends_with(mark) || before.size() == mark.size()) continue;
        end -= 1 + mark.size();
        folded.pop_back();
        return;
    }
}

std::string fold_word(std::string_view text) {
    std::string folded;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (is_word_character(c)) append_folded(c, folded);
    }
    return folded;
}

void shorten(std::string& folded) {
    folded.resize(cut_at_character(folded, longest_word));
}

}  // namespace

Mark stem_mark(std::string_view stem) {
    return static_cast<Mark>(std::hash<std::string_view>{}(stem));
}

Mark family_mark(std::string_view family) {
    return ~stem_mark(family);
}

DutchText::DutchText() : kraaij_pohlmann_("kraaij_pohlmann") {}

std::vector<Token> DutchText::analyse(std::string_view text) {
    return analyse(text, {});
}

std::vector<Token> DutchText::analyse(std::string_view text, const WordTest& wanted) {
    std::vector<Token> tokens;
    unsigned position = 0;
    RawWord word;
    const auto add = [&](Token token) {
        token.position = position;
        position += token.width;
        tokens.push_back(std::move(token));
    };
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == ' ') {
            ++at;
            continue;
        }
        if (std::optional<Token> number = read_number(text, at)) {
            for (Part& part : number->parts) part.stem = stem(part.folded);
            add(std::move(*number));
            continue;
        }
        std::size_t after = at;
        if (!is_word_character(next_code_point(text, after))) {
            at = after;
            continue;
        }
        read_word(text, at, word);
        strip_genitive(text, word.begin, word.end, word.folded);
        if (word.folded.empty()) continue;  // nothing but invisible marks
        shorten(word.folded);
        if (wanted && word.joints.empty() && !wanted(word.folded)) {
            ++position;
            continue;
        }

        Token token{.folded = std::move(word.folded),
                    .stem = {},
                    .parts = {},
                    .begin = word.begin,
                    .end = word.end,
                    .width = 1,
                    .position = 0};
        token.stem = stem(token.folded);
        if (word.joints.empty()) {
            add_closed_parts(text, token.folded, {.folded = {}, .stem = {}, .begin = token.begin, .end = token.end},
                             token.parts);
        } else {
            word.joints.push_back(word.end);
            add_hyphenated_parts(text, word.joints, token);
        }
        add(std::move(token));
    }
    return tokens;
}

void DutchText::add_hyphenated_parts(std::string_view text, const std::vector<std::size_t>& joints, Token& token) {
    std::size_t begin = token.begin;
    token.width = 0;
    for (const std::size_t joint : joints) {
        const std::size_t end = std::min(joint, token.end);
        Part part{.folded = fold_word(text.substr(begin, end - begin)),
                  .stem = {},
                  .begin = begin,
                  .end = end,
                  .offset = token.width,
                  .hyphenated = true};
        strip_genitive(text, begin, part.end, part.folded);
        shorten(part.folded);
        begin = joint + 1;
        // The two exotic hyphens take three bytes.
        while (begin < token.end && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) ++begin;
        if (part.folded.empty()) continue;
        part.stem = stem(part.folded);
        ++token.width;
        std::vector<Part> inner;
        add_closed_parts(text, part.folded, part, inner);
        part.joined = !inner.empty();
        token.parts.push_back(std::move(part));
        std::move(inner.begin(), inner.end(), std::back_inserter(token.parts));
    }
    token.width = std::max(1U, token.width);
}

// `place`: where the word stands, and its offset.
void DutchText::add_closed_parts(std::string_view text, const std::string& folded, const Part& place,
                                 std::vector<Part>& parts) {
    for (const PartOfWord& part : divide(folded).parts) {
        const Piece& piece = part.piece;
        parts.push_back({.folded = folded.substr(piece.begin, piece.end - piece.begin),
                         .stem = part.stem,
                         .begin = source_offset(text, place.begin, place.end, piece.begin),
                         .end = source_offset(text, place.begin, place.end, piece.end),
                         .offset = place.offset,
                         .hyphenated = false,
                         .joined = piece.joined});
    }
}

DutchText::Word& DutchText::look_up(const std::string& folded) {
    const auto known = words_.find(folded);
    if (known != words_.end()) return known->second;
    std::string stem = stem_anew(folded);
    if (words_.size() >= cached_words) words_.clear();
    return words_.emplace(folded, Word{.stem = std::move(stem), .parts = {}, .marks = {}, .divided = false})
        .first->second;
}

const std::string& DutchText::stem(const std::string& folded) {
    return look_up(folded).stem;
}

const std::vector<Mark>& DutchText::marks(const std::string& folded) {
    return divide(folded).marks;
}

const DutchText::Word& DutchText::divide(const std::string& folded) {
    if (const Word& word = look_up(folded); word.divided) return word;
    std::vector<PartOfWord> parts;
    for (const Piece& piece : with_joined_pieces(folded, split_compound(folded, lexicon_), lexicon_))
        parts.push_back({.piece = piece, .stem = stem(folded.substr(piece.begin, piece.end - piece.begin))});
    Word& word = look_up(folded);  // the stems of the parts may have emptied the table
    word.marks = {stem_mark(word.stem), family_mark(family(folded))};
    for (const PartOfWord& part : parts) {
        const std::size_t length = part.piece.end - part.piece.begin;
        word.marks.push_back(stem_mark(part.stem));
        word.marks.push_back(family_mark(family(std::string_view(folded).substr(part.piece.begin, length))));
    }
    word.parts = std::move(parts);
    word.divided = true;
    return word;
}

// The lexicon's; of a compound that it does not know, with the lemma of the last part.
std::string DutchText::lemma_of(const std::string& folded) const {
    if (const Lexicon::Row* row = lexicon_.find(folded)) return lexicon_.lemma(folded, *row);
    const std::vector<Piece> pieces = split_compound(folded, lexicon_);
    if (pieces.empty()) return folded;
    const std::string last = folded.substr(pieces.back().begin);
    const Lexicon::Row* row = lexicon_.find(last);
    return row == nullptr ? folded : folded.substr(0, pieces.back().begin) + lexicon_.lemma(last, *row);
}

std::string DutchText::stem_anew(const std::string& folded) {
    if (folded.size() < 3 || has_digit(folded)) return folded;
    const std::string lemma = lemma_of(folded);
    std::string stemmed = kraaij_pohlmann_(lemma);
    for (std::size_t at = lemma.find("ge"); at != std::string::npos; at = lemma.find("ge", at + 1)) {
        // Did the stemmer take this "ge" out? Hide it behind a letter it does not know, and compare.
        std::string hidden = lemma;
        hidden.replace(at, 2, "gë");
        std::string kept = kraaij_pohlmann_(hidden);
        if (const std::size_t mark = kept.find("ë"); mark != std::string::npos)
            kept.replace(mark, std::string_view("ë").size(), "e");
        const bool dropped = stemmed.size() + 2 <= kept.size() && !kept.starts_with(stemmed);
        if (dropped && !is_participle(lemma, at)) stemmed = kept;
    }
    if (stemmed.empty()) return lemma;
    if (stemmed.ends_with("er")) {
        std::string lengthened = stemmed.substr(0, stemmed.size() - 1).append("er");
        const auto is_word = [&](const std::string& form) { return lexicon_.find(form) != nullptr; };
        if (made_of_eren(lemma, stemmed) && is_word(lengthened + "t") && !is_word(stemmed + "t")) return lengthened;
    }
    return stemmed;
}

std::size_t source_offset(std::string_view text, std::size_t begin, std::size_t end, std::size_t folded_bytes) {
    std::string folded;
    std::size_t at = begin;
    while (at < end) {
        std::size_t after = at;
        const char32_t c = next_code_point(text, after);
        const std::size_t before = folded.size();
        if (is_word_character(c) || c == '&') append_folded(c, folded);
        if (before >= folded_bytes && (folded.size() > before || folded_bytes == 0)) break;
        at = after;
    }
    return at;
}

std::string_view family(std::string_view folded) {
    if (has_digit(folded)) return {};
    std::size_t at = 0;
    for (std::size_t letters = 0; letters < family_letters; ++letters) {
        if (at >= folded.size()) return {};
        next_code_point(folded, at);
    }
    return folded.substr(0, at);
}

bool is_stop_word(std::string_view folded) {
    return std::binary_search(stop_words.begin(), stop_words.end(), folded);
}

}  // namespace afb::indexer
