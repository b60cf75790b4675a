#include "indexer/phrases.hpp"

#include <algorithm>

namespace afb::indexer {

namespace {

constexpr std::uint32_t word_bits = 0xFFFFFF;
constexpr std::size_t most_phrase_words = 64;  // of a longer phrase the beginning counts

}  // namespace

std::uint32_t phrase_word(std::string_view stem) {
    std::uint32_t hash = 2166136261U;  // FNV-1a, folded to 24 bits
    for (const char c : stem) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return (hash >> 24U ^ hash) & word_bits;
}

void WordOrder::add(std::string_view stem, std::uint32_t position) {
    append_number(position - last_, packed_);
    last_ = position;
    const std::uint32_t word = phrase_word(stem);
    for (unsigned shift = 0; shift < 24; shift += 8)
        packed_.push_back(static_cast<char>(static_cast<unsigned char>(word >> shift)));
}

// One pass: bit k of `here` says that words[0...k] end at the position being read, `before` the same one position
// earlier.
bool has_phrase(std::string_view packed, const std::vector<std::uint32_t>& words) {
    const std::size_t count = std::min(words.size(), most_phrase_words);
    const std::uint64_t whole = 1ULL << (count - 1);
    std::uint64_t before = 0;
    std::uint64_t here = 0;
    for_each_word(packed, [&](std::uint32_t step, std::uint32_t word) {
        if (step != 0) {
            before = step == 1 ? here : 0;
            here = 0;
        }
        for (std::size_t k = 0; k < count; ++k) {
            if (words[k] == word && (k == 0 || (before >> (k - 1) & 1U) != 0)) here |= 1ULL << k;
        }
        return (here & whole) == 0;
    });
    return (here & whole) != 0;
}

PhraseSource::PhraseSource(Xapian::valueno of_slot, std::vector<std::uint32_t> words)
    : ValuePostingSource(of_slot), words_(std::move(words)) {}

void PhraseSource::pass_over_others(double min_weight) {
    while (!at_end() && !holds()) ValuePostingSource::next(min_weight);
}

void PhraseSource::next(double min_weight) {
    ValuePostingSource::next(min_weight);
    pass_over_others(min_weight);
}

void PhraseSource::skip_to(Xapian::docid document, double min_weight) {
    ValuePostingSource::skip_to(document, min_weight);
    pass_over_others(min_weight);
}

bool PhraseSource::check(Xapian::docid document, double min_weight) {
    if (!ValuePostingSource::check(document, min_weight)) return false;
    return at_end() || (get_docid() == document && holds());
}

PhraseSource* PhraseSource::clone() const {
    return new PhraseSource(get_slot(), words_);
}

void PhraseSource::init(const Xapian::Database& database) {
    ValuePostingSource::init(database);
    set_termfreq_min(0);  // how many have it is not known beforehand
}

}  // namespace afb::indexer
