// What people also write for a word or a few words: "wpb" for "werkplekbegeleider", "OidS" for "samen opleiden".
//
// Made from the catalog's tables `synonyms` (groups: each member stands for every other one) and `ambiguous` (words
// that are neither widened nor added: SO, AOS, opleiding), and from the vocabularies (what people type for a term
// stands for its label). One step only: what a synonym itself also means is not added. Immutable; knows nothing of an
// index.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "indexer/dutch.hpp"
#include "schema/catalog.hpp"

namespace afb::indexer {

// A word, or a few that stand behind each other.
struct Phrase {
    std::string text;  // as in the table
    std::vector<Token> tokens;
};

// The rows of a table: the first column and the second one split at its commas. Comments and empty cells are left out.
std::vector<std::vector<std::string>> read_rows(std::string_view table);

class Synonyms {
public:
    Synonyms() = default;  // no synonyms
    Synonyms(const Catalog& catalog, DutchText& dutch);

    struct Found {
        std::size_t first = 0;  // of the words asked about
        std::size_t count = 0;
        std::vector<Phrase> phrases;  // never empty
    };
    // Of words that stand behind each other; the longest match wins, and words are used once.
    std::vector<Found> find(const std::vector<const Token*>& words) const;

    // These words are neither widened nor added.
    bool is_left_alone(const std::vector<Token>& words) const;

    bool empty() const { return keys_.empty(); }

private:
    std::uint32_t keep(std::string_view text, DutchText& dutch);
    void relate(std::uint32_t typed, std::uint32_t meant);

    std::vector<Phrase> phrases_;
    std::unordered_set<std::string> ambiguous_;                         // stems
    std::unordered_map<std::string, std::vector<std::uint32_t>> keys_;  // stems in order -> phrases that are also meant
    std::unordered_map<std::string, std::uint32_t> numbers_;            // stems in order -> the phrase itself
    std::size_t most_words_ = 0;                                        // in one key
};

}  // namespace afb::indexer
