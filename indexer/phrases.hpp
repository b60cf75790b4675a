// Words in their order, for phrases: one value a document instead of Xapian's positions, which cost a B-tree entry for
// each word of each document (measured: nearly half of the time and more than half of the size of an index of short
// texts).
//
// A word is kept as 24 bits of its hash. A phrase is only looked for in documents that have all its words, so a false
// hit takes two different words with the same bits, at the right place, in one document.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/packing.hpp"

namespace afb::indexer {

// The content of the slot; words are added by position, never backwards.
class WordOrder {
public:
    void add(std::string_view stem, std::uint32_t position);
    const std::string& packed() const { return packed_; }

private:
    std::string packed_;
    std::uint32_t last_ = 0;
};

// Calls visit(step, word) for each word in order, `step` positions after the one before, until it answers false.
template <class Visit>
void for_each_word(std::string_view packed, Visit visit) {
    while (packed.size() > 3) {
        const std::uint32_t step = take_number(packed);
        if (packed.size() < 3) return;
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(packed[i]));
        };
        const std::uint32_t word = byte(0) | byte(1) << 8U | byte(2) << 16U;
        packed.remove_prefix(3);
        if (!visit(step, word)) return;
    }
}

bool has_phrase(std::string_view packed, const std::vector<std::uint32_t>& words);
std::uint32_t phrase_word(std::string_view stem);

// Documents in which these words stand behind each other. To be combined with a query for all the words. Hand it to
// Xapian with release().
class PhraseSource : public Xapian::ValuePostingSource {
public:
    PhraseSource(Xapian::valueno of_slot, std::vector<std::uint32_t> words);

    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool check(Xapian::docid document, double min_weight) override;
    PhraseSource* clone() const override;
    void init(const Xapian::Database& database) override;
    std::string get_description() const override { return "PhraseSource"; }

private:
    bool holds() const { return has_phrase(get_value(), words_); }
    void pass_over_others(double min_weight);

    std::vector<std::uint32_t> words_;
};

}  // namespace afb::indexer
