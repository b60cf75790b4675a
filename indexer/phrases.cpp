#include "indexer/phrases.hpp"

#include "indexer/packing.hpp"

namespace afb::indexer {

namespace {

constexpr std::uint32_t word_bits = 0xFFFFFF;

struct Place {
    std::uint32_t position = 0;
    std::uint32_t word = 0;
};

std::vector<Place> unpack(std::string_view packed) {
    std::vector<Place> places;
    places.reserve(packed.size() / 4);
    std::uint32_t position = 0;
    while (!packed.empty()) {
        position += take_number(packed);
        if (packed.size() < 3) break;
        const auto byte = [&](std::size_t i) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(packed[i]));
        };
        places.push_back({.position = position, .word = byte(0) | byte(1) << 8U | byte(2) << 16U});
        packed.remove_prefix(3);
    }
    return places;
}

// Do words[1...] stand behind places[first], which is words[0]?
bool goes_on(const std::vector<Place>& places, std::size_t first, const std::vector<std::uint32_t>& words) {
    std::size_t at = first;
    for (std::size_t word = 1; word < words.size(); ++word) {
        const std::uint32_t position = places[first].position + static_cast<std::uint32_t>(word);
        while (at < places.size() &&
               (places[at].position < position || (places[at].position == position && places[at].word != words[word])))
            ++at;
        if (at == places.size() || places[at].position != position) return false;
    }
    return true;
}

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

bool has_phrase(std::string_view packed, const std::vector<std::uint32_t>& words) {
    const std::vector<Place> places = unpack(packed);
    for (std::size_t first = 0; first < places.size(); ++first) {
        if (places[first].word == words.front() && goes_on(places, first, words)) return true;
    }
    return false;
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
