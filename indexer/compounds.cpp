#include "indexer/compounds.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <string>

namespace afb::indexer {

namespace {

using namespace lexicon_format;

constexpr std::size_t longest_word = 60;
constexpr std::size_t shortest_compound = 6;
constexpr std::size_t shortest_closed = 5;
constexpr std::uint8_t all_kinds = is_noun | is_adjective | is_verb;
constexpr int deepest = 4;  // a part of a part of a part

// Costs count from lowest_cost on; these are the mean cost of a part that a division may have. A known word may well be
// one piece, so its division has to be cheaper; a name even more so.
constexpr int zero = static_cast<int>(-lowest_cost / cost_step);
constexpr int dearest_name = 0;
constexpr int dearest_known = static_cast<int>(3.0 / cost_step);
constexpr int dearest_unknown = static_cast<int>(4.0 / cost_step);
// One bad part is not made good by others; a short one stands there by chance sooner.
constexpr int dearest_part = static_cast<int>(8.0 / cost_step);
constexpr int dearest_short_part = static_cast<int>(6.0 / cost_step);
constexpr std::size_t longest_short_part = 4;

// The cheapest way to divide the first bytes of a word.
struct Way {
    int cost = std::numeric_limits<int>::max();
    int parts = 0;
    std::size_t begin = 0;  // of its last part
    std::size_t end = 0;
};

using Ways = std::array<Way, longest_word + 1>;

// What a word must be to be the last part of a known one: a compound is the kind of word that its last part is.
enum class Kind { any, noun, adjective, none };

Kind kind_of_head(std::uint8_t flags) {
    if ((flags & is_head) != 0 || (flags & all_kinds) == 0) return Kind::any;
    if ((flags & is_noun) != 0) return Kind::noun;
    return (flags & is_adjective) != 0 ? Kind::adjective : Kind::none;
}

bool is_of_kind(std::uint8_t flags, Kind kind) {
    if (kind == Kind::any || (flags & all_kinds) == 0) return true;
    if (kind == Kind::noun) return (flags & (is_noun | is_head)) != 0;
    // Participles are forms of verbs.
    return (flags & is_adjective) != 0 || (flags & all_kinds) == is_verb;
}

// Endings that follow a doubled consonant (klik-ken, opzeg-ging, klop-pertje), and -ren, -ring after an e: no parts,
// though some of them are words.
bool is_ending(std::string_view before, std::string_view last) {
    static constexpr std::array<std::string_view, 21> endings = {
        "e",   "el",    "els",  "en",    "end", "ende", "ens", "er",    "eren",  "erig", "erij",
        "ers", "ertje", "etje", "etjes", "ig",  "ige",  "ing", "ingen", "inkje", "isch"};
    const auto is_one = [](std::string_view text) {
        return std::find(endings.begin(), endings.end(), text) != endings.end();
    };
    if (before.back() == last.front()) return is_one(last.substr(1));
    return before.back() == 'e' && last.front() == 'r' && is_one(last.substr(1));
}

Ways cheapest_ways(std::string_view word, Kind kind, const Lexicon& lexicon) {
    Ways ways;
    ways[0].cost = 0;
    std::uint64_t closed =
        0;  // bit i: inside a word of the list of exceptions, which says that it has no boundary there
    for (std::size_t at = 0; at < word.size(); ++at) {
        const Way before = (closed >> at & 1U) != 0 ? Way{} : ways[at];
        const bool reached = before.cost != std::numeric_limits<int>::max();
        const auto offer = [&](std::size_t until, std::size_t end, std::uint8_t cost) {
            const int dearest = end - at <= longest_short_part ? dearest_short_part : dearest_part;
            if (cost == no_part || cost - zero > dearest) return;
            const int total = before.cost + cost - zero;
            if (total < ways[until].cost)
                ways[until] = {.cost = total, .parts = before.parts + 1, .begin = at, .end = end};
        };
        lexicon.for_each_start(word.substr(at), [&](std::size_t length, const Lexicon::Row& row) {
            const std::size_t end = at + length;
            if (const Lexicon::Listed* listed = lexicon.listed(row); listed != nullptr && length >= shortest_closed)
                closed |= (((std::uint64_t{1} << length) - 2) & ~listed->boundaries) << at;
            if (!reached) return;
            if (end == word.size()) {
                if (at > 0 && is_of_kind(row.flags, kind) && !is_ending(word.substr(0, at), word.substr(at)))
                    offer(end, end, row.head);
                return;
            }
            offer(end, end, row.modifier);
            if (word[end] == 's' && end + 1 < word.size()) offer(end + 1, end, row.linked);
        });
    }
    return ways;
}

std::vector<Piece> listed_pieces(std::string_view word, const Lexicon::Listed& listed) {
    std::vector<Piece> pieces;
    if (listed.boundaries == 0) return pieces;
    std::size_t begin = 0;
    std::size_t link = 0;
    for (std::size_t at = 1; at <= word.size(); ++at) {
        if ((listed.links >> at & 1U) != 0) link = at;
        if (at < word.size() && (listed.boundaries >> at & 1U) == 0) continue;
        pieces.push_back({.begin = begin, .end = link > begin ? link : at});
        begin = at;
    }
    return pieces;
}

class Splitter {
public:
    explicit Splitter(const Lexicon& lexicon) : lexicon_(lexicon) {}

    std::vector<Piece> split(std::string_view word, int depth) const {
        if (word.size() < shortest_compound || word.size() > longest_word || depth == deepest) return {};
        const Lexicon::Row* row = lexicon_.find(word);
        if (row == nullptr) return divide(word, dearest_unknown, Kind::any, depth);
        if (const Lexicon::Listed* listed = lexicon_.listed(*row)) return listed_pieces(word, *listed);
        if ((row->flags & is_name) != 0) return divide(word, dearest_name, Kind::any, depth);
        if (row->rule != 0) {
            const std::string lemma = lexicon_.lemma(word, *row);
            std::vector<Piece> pieces = split(lemma, depth + 1);
            if (pieces.empty()) return {};
            const auto differs = std::mismatch(word.begin(), word.end(), lemma.begin(), lemma.end()).first;
            if (pieces.back().begin < static_cast<std::size_t>(differs - word.begin())) {
                pieces.back().end = word.size();
                return pieces;
            }
        }
        const Kind kind = kind_of_head(row->flags);
        return kind == Kind::none ? std::vector<Piece>{} : divide(word, dearest_known, kind, depth);
    }

private:
    std::vector<Piece> divide(std::string_view word, int dearest, Kind kind, int depth) const {
        const Ways ways = cheapest_ways(word, kind, lexicon_);
        const Way& whole = ways[word.size()];
        if (whole.parts < 2 || whole.cost > dearest * whole.parts) return {};
        std::vector<Piece> pieces;
        for (std::size_t at = word.size(); at > 0; at = ways[at].begin)
            pieces.push_back({.begin = ways[at].begin, .end = ways[at].end});
        std::reverse(pieces.begin(), pieces.end());
        std::vector<Piece> all;
        for (const Piece& piece : pieces) {
            const std::vector<Piece> inner = split(word.substr(piece.begin, piece.end - piece.begin), depth + 1);
            if (inner.empty()) all.push_back(piece);
            for (const Piece& part : inner)
                all.push_back({.begin = piece.begin + part.begin, .end = piece.begin + part.end});
        }
        return all;
    }

    const Lexicon& lexicon_;
};

}  // namespace

std::vector<Piece> split_compound(std::string_view folded, const Lexicon& lexicon) {
    return Splitter(lexicon).split(folded, 0);
}

std::vector<Piece> with_joined_pieces(std::string_view folded, const std::vector<Piece>& pieces,
                                      const Lexicon& lexicon) {
    std::vector<Piece> all = pieces;
    if (pieces.size() < 3) return all;
    std::vector<Piece> known;
    std::vector<Piece> unknown;
    for (std::size_t first = 0; first < pieces.size(); ++first) {
        for (std::size_t last = first + 1; last < pieces.size(); ++last) {
            if (last - first + 1 == pieces.size()) continue;  // the word itself
            const Piece run{.begin = pieces[first].begin, .end = pieces[last].end, .joined = true};
            const Lexicon::Row* row = lexicon.find(folded.substr(run.begin, run.end - run.begin));
            (row != nullptr && (row->flags & is_word) != 0 ? known : unknown).push_back(run);
        }
    }
    const std::vector<Piece>& runs = known.empty() ? unknown : known;
    all.insert(all.end(), runs.begin(), runs.end());
    std::sort(all.begin(), all.end(),
              [](const Piece& a, const Piece& b) { return a.begin != b.begin ? a.begin < b.begin : a.end < b.end; });
    return all;
}

}  // namespace afb::indexer
