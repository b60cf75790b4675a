#include "indexer/lexicon.hpp"

#include <algorithm>
#include <stdexcept>

#include "cmake/embedded.hpp"

namespace afb::indexer {

namespace {

using namespace lexicon_format;

// Takes `count` rows off the front of `bytes`.
template <class T>
std::span<const T> take(std::string_view& bytes, std::size_t count) {
    const std::size_t size = count * sizeof(T);
    if (bytes.size() < size) throw std::invalid_argument("the lexicon ends too early");
    // The file is made of these rows, each section at a multiple of its alignment.
    const auto* first = reinterpret_cast<const T*>(bytes.data());
    bytes.remove_prefix(std::min(bytes.size(), (size + 7) / 8 * 8));
    return {first, count};
}

}  // namespace

Lexicon::Lexicon(std::string_view bytes) {
    header_ = take<Header>(bytes, 1).data();
    if (header_->magic != magic) throw std::invalid_argument("no lexicon of this version");
    edges_ = take<std::uint32_t>(bytes, header_->edges);
    skips_ = take<std::uint32_t>(bytes, header_->edges);
    rows_ = take<Row>(bytes, header_->words);
    listed_ = take<Listed>(bytes, header_->listed);
    rule_starts_ = take<std::uint32_t>(bytes, header_->rules + 1);
    const auto rules = take<char>(bytes, header_->rule_bytes);
    rules_ = {rules.data(), rules.size()};
}

Lexicon Lexicon::built_in() {
    return Lexicon(embedded::lexicon_file().front().content);
}

std::uint32_t Lexicon::step(Walk& walk, unsigned char letter) const {
    for (std::uint32_t at = walk.edge; at != 0; ++at) {
        const std::uint32_t edge = edges_[at];
        const auto here = static_cast<unsigned char>(edge & 0xFFU);
        if (here == letter) {
            walk.word += skips_[at] + ((edge & ends_word) != 0 ? 1 : 0);
            walk.edge = edge >> target_shift;
            return edge;
        }
        if (here > letter || (edge & last_edge) != 0) break;
    }
    return no_edge;
}

const Lexicon::Row* Lexicon::find(std::string_view folded) const {
    Walk walk{.edge = header_->root};
    std::uint32_t edge = no_edge;
    for (const char c : folded) {
        edge = step(walk, static_cast<unsigned char>(c));
        if (edge == no_edge) return nullptr;
    }
    return (edge & ends_word) != 0 ? &rows_[walk.word - 1] : nullptr;
}

std::string Lexicon::lemma(std::string_view folded, const Row& row) const {
    const std::string_view rule =
        rules_.substr(rule_starts_[row.rule], rule_starts_[row.rule + 1U] - rule_starts_[row.rule]);
    const auto off = static_cast<unsigned char>(rule.front());
    std::string lemma(folded.substr(0, folded.size() - std::min<std::size_t>(off, folded.size())));
    return lemma.append(rule.substr(1));
}

const Lexicon::Listed* Lexicon::listed(const Row& row) const {
    if ((row.flags & is_listed) == 0) return nullptr;
    const auto word = static_cast<std::uint32_t>(&row - rows_.data());
    const auto found = std::lower_bound(listed_.begin(), listed_.end(), word,
                                        [](const Listed& one, std::uint32_t number) { return one.word < number; });
    return found != listed_.end() && found->word == word ? &*found : nullptr;
}

}  // namespace afb::indexer
