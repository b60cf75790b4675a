#include "indexer/correction.hpp"

#include <algorithm>
#include <tuple>

#include "indexer/lexicon.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

constexpr std::size_t shortest_word = 4;
constexpr std::size_t shortest_with_two_edits = 6;
constexpr std::size_t shortest_compound = 8;
constexpr std::size_t shortest_piece = 3;
constexpr std::size_t most_pieces_tried = 6;
constexpr std::size_t most_words_corrected = 8;  // in one query

// Only words: not numbers, codes or names in capitals that happen to have digits.
bool may_be_misspelt(const Token& token) {
    return token.folded.size() >= shortest_word &&
           std::all_of(token.folded.begin(), token.folded.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

struct Candidate {
    unsigned distance = 0;
    Xapian::doccount frequency = 0;
    std::string folded;
    std::string surface;

    // The nearest first, of those the most frequent.
    bool operator<(const Candidate& other) const {
        return std::tie(distance, other.frequency, folded) < std::tie(other.distance, frequency, other.folded);
    }
};

class Corrector {
public:
    Corrector(const QuerySetting& setting, const WordTable::Snapshot& words)
        : setting_(setting), words_(words), builder_(setting, words) {}

    std::optional<std::string> correct(const Token& token) {
        if (!may_be_misspelt(token) || is_known(token)) return std::nullopt;
        if (auto whole = nearest(token.folded)) return std::move(whole->surface);
        if (auto pieces = nearest_compound(token.folded)) return std::move(pieces->surface);
        return std::nullopt;
    }

private:
    bool found(const std::string& stem) const {
        return exists(setting_.database, word_term(stem), setting_.public_only);
    }

    bool is_known(const Token& token) {
        if (found(token.stem) || Lexicon::built_in().find(token.folded) != nullptr) return true;
        if (std::any_of(token.parts.begin(), token.parts.end(), [&](const Part& part) { return found(part.stem); }))
            return true;
        const std::vector<std::string> longer = builder_.longer_words(token);
        return std::any_of(longer.begin(), longer.end(), [&](const std::string& stem) { return found(stem); });
    }

    std::optional<Candidate> nearest(const std::string& folded) {
        std::vector<Candidate> candidates;
        const unsigned farthest = folded.size() >= shortest_with_two_edits ? 2 : 1;
        for (const WordList* list : {words_.base.get(), words_.recent.get()}) {
            list->for_each_near(folded, farthest, [&](std::size_t word, unsigned distance) {
                std::string near(list->folded(word));
                const Xapian::doccount frequency = setting_.database.get_termfreq(word_term(setting_.dutch.stem(near)));
                if (frequency > 0)
                    candidates.push_back({distance, frequency, std::move(near), std::string(list->surface(word))});
            });
        }
        std::sort(candidates.begin(), candidates.end());
        for (Candidate& candidate : candidates) {
            if (found(setting_.dutch.stem(candidate.folded))) return std::move(candidate);
        }
        return std::nullopt;
    }

    bool is_word(const std::string& folded) const {
        if (folded.size() < shortest_piece) return false;
        const auto holds = [&](const WordList& list) {
            const auto [first, last] = list.with_prefix(folded);
            return first < last && list.folded(first) == folded;
        };
        return (holds(*words_.base) || holds(*words_.recent)) && found(setting_.dutch.stem(folded));
    }

    // One piece as it stands in the index, perhaps with a linking s, and the other one nearly so.
    std::optional<Candidate> nearest_compound(const std::string& folded) {
        std::optional<Candidate> best;
        std::size_t tried = 0;
        const auto take = [&](std::optional<Candidate> piece, const std::string& before, const std::string& behind) {
            if (!piece) return;
            piece->surface = before + piece->surface + behind;
            piece->folded = before + piece->folded + behind;
            if (!best || *piece < *best) best = std::move(piece);
        };
        if (folded.size() < shortest_compound) return best;
        // Long known pieces say most, so they are tried first.
        for (std::size_t known = folded.size() - shortest_piece; known >= shortest_piece; --known) {
            if (tried >= most_pieces_tried) break;
            const std::string front = folded.substr(0, known);
            const bool linked = front.back() == 's' && is_word(front.substr(0, known - 1));
            if (linked || is_word(front)) {
                ++tried;
                take(nearest(folded.substr(known)), front, "");
            }
            const std::string back = folded.substr(folded.size() - known);
            if (is_word(back)) {
                ++tried;
                take(nearest(folded.substr(0, folded.size() - known)), "", back);
            }
        }
        return best;
    }

    const QuerySetting& setting_;
    const WordTable::Snapshot& words_;
    QueryBuilder builder_;
};

}  // namespace

std::optional<std::string> find_correction(const QuerySetting& setting, const WordTable::Snapshot& words,
                                           const TextQuery& text) {
    if (text.clauses.empty() ||
        (!text.exact.empty() && exists(setting.database, exact_term(text.exact), setting.public_only)))
        return std::nullopt;
    Corrector corrector(setting, words);
    std::string corrected;
    std::size_t done = 0;
    std::size_t changes = 0;
    for (const Clause& clause : text.clauses) {
        if (clause.demand == Demand::must_not) continue;
        for (const Token& token : clause.tokens) {
            if (changes == most_words_corrected) break;
            const std::optional<std::string> word = corrector.correct(token);
            if (!word) continue;
            corrected.append(text.text, done, token.begin - done).append(*word);
            done = token.end;
            ++changes;
        }
    }
    if (changes == 0) return std::nullopt;
    return corrected.append(text.text, done, std::string::npos);
}

}  // namespace afb::indexer
