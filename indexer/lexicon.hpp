// What is known of Dutch words: lemmas, and what it costs to take a word for a part of a compound. Made from Debian's
// hunspell-nl and wdutch (OpenTaal) and our own list of exceptions when the program is built, and part of the program:
// the kernel reads in the pages that are used.
//
// Guarantees: a view without state, safe between threads; all words are folded (folding.hpp).
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "indexer/lexicon_format.hpp"

namespace afb::indexer {

class Lexicon {
public:
    using Row = lexicon_format::WordRow;
    using Listed = lexicon_format::ListedRow;

    // A view of a lexicon file, which must stay. Throws std::invalid_argument when it is none, or of another form.
    explicit Lexicon(std::string_view bytes);
    static Lexicon built_in();

    std::uint64_t hash() const { return header_->hash; }
    std::size_t size() const { return rows_.size(); }

    // The row of a word; null when it is not known.
    const Row* find(std::string_view folded) const;
    // The word that `folded` is a form of, or itself.
    std::string lemma(std::string_view folded, const Row& row) const;
    // How the list of exceptions divides it; null for a word that is not listed.
    const Listed* listed(const Row& row) const;

    // Every word that `text` begins with, shortest first: visit(length, row).
    template <class Visit>
    void for_each_start(std::string_view text, Visit visit) const {
        Walk walk{.edge = header_->root};
        for (std::size_t length = 1; length <= text.size(); ++length) {
            const std::uint32_t edge = step(walk, static_cast<unsigned char>(text[length - 1]));
            if (edge == no_edge) return;
            if ((edge & lexicon_format::ends_word) != 0) visit(length, rows_[walk.word - 1]);
            if (walk.edge == 0) return;
        }
    }

private:
    static constexpr std::uint32_t no_edge = 0;
    struct Walk {
        std::uint32_t edge = 0;  // the first of the node
        std::uint32_t word = 0;  // how many words come before, those that end on the way included
    };

    std::uint32_t step(Walk& walk, unsigned char letter) const;

    const lexicon_format::Header* header_;
    std::span<const std::uint32_t> edges_;
    std::span<const std::uint32_t> skips_;  // words below the edges before, of the same node
    std::span<const Row> rows_;
    std::span<const Listed> listed_;
    std::span<const std::uint32_t> rule_starts_;
    std::string_view rules_;
};

}  // namespace afb::indexer
