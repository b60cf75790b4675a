#include "indexer/words.hpp"

#include <algorithm>
#include <cstring>

#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t recent_words = 1'000;  // then they join the base

std::size_t common_prefix(std::string_view a, std::string_view b) {
    const std::size_t most = std::min(a.size(), b.size());
    std::size_t same = 0;
    while (same < most && a[same] == b[same]) ++same;
    return same;
}

// The first of [begin, end) for which `holds` is false; it is true for all before that one.
template <class Holds>
std::size_t first_not(std::size_t begin, std::size_t end, Holds holds) {
    while (begin < end) {
        const std::size_t middle = begin + (end - begin) / 2;
        if (holds(middle)) {
            begin = middle + 1;
        } else {
            end = middle;
        }
    }
    return begin;
}

// The rows of an edit distance table (optimal string alignment), one for each letter of the other word; rows of a
// shared prefix are reused.
class EditRows {
public:
    explicit EditRows(std::string_view word) : word_(word), width_(word.size() + 1), rows_(width_) {
        for (std::size_t i = 0; i < width_; ++i) rows_[i] = static_cast<unsigned>(i);
    }

    // Fills the row of letter `depth` (from 0) of `other`; answers its smallest value.
    unsigned fill(std::string_view other, std::size_t depth) {
        rows_.resize(std::max(rows_.size(), (depth + 2) * width_));
        const unsigned* above = &rows_[depth * width_];
        unsigned* row = &rows_[(depth + 1) * width_];
        row[0] = static_cast<unsigned>(depth) + 1;
        unsigned least = row[0];
        for (std::size_t i = 1; i < width_; ++i) {
            const bool same = word_[i - 1] == other[depth];
            row[i] = std::min({above[i] + 1, row[i - 1] + 1, above[i - 1] + (same ? 0U : 1U)});
            if (depth > 0 && i > 1 && word_[i - 1] == other[depth - 1] && word_[i - 2] == other[depth]) {
                row[i] = std::min(row[i], rows_[(depth - 1) * width_ + i - 2] + 1);
            }
            least = std::min(least, row[i]);
        }
        return least;
    }

    unsigned distance(std::size_t letters) const { return rows_[letters * width_ + width_ - 1]; }

private:
    std::string_view word_;
    std::size_t width_;
    std::vector<unsigned> rows_;
};

}  // namespace

std::string word_key(std::string_view surface) {
    std::string key = fold(surface);
    std::erase(key, '-');
    return key;
}

WordList::WordList(std::vector<std::string> surfaces) {
    std::vector<std::pair<std::string, std::string>> words;
    words.reserve(surfaces.size());
    for (std::string& surface : surfaces) words.emplace_back(word_key(surface), std::move(surface));
    // Of several ways to write a word the one with hyphens and accents wins: it has more bytes.
    std::sort(words.begin(), words.end(), [](const auto& a, const auto& b) {
        if (a.first != b.first) return a.first < b.first;
        return a.second.size() != b.second.size() ? a.second.size() > b.second.size() : a.second > b.second;
    });
    words.erase(
        std::unique(words.begin(), words.end(), [](const auto& a, const auto& b) { return a.first == b.first; }),
        words.end());
    starts_.reserve(words.size());
    for (const auto& [folded, surface] : words) {
        if (surface != folded) spelled_.emplace_back(static_cast<std::uint32_t>(starts_.size()), surface);
        starts_.push_back(static_cast<std::uint32_t>(text_.size()));
        text_.append(folded).push_back('\n');
    }
    text_.shrink_to_fit();
}

std::string_view WordList::folded(std::size_t word) const {
    const std::size_t end = word + 1 < starts_.size() ? starts_[word + 1] : text_.size();
    return std::string_view(text_).substr(starts_[word], end - 1 - starts_[word]);
}

std::string_view WordList::surface(std::size_t word) const {
    const auto found = std::lower_bound(spelled_.begin(), spelled_.end(), word,
                                        [](const auto& row, std::size_t w) { return row.first < w; });
    return found != spelled_.end() && found->first == word ? std::string_view(found->second) : folded(word);
}

std::pair<std::size_t, std::size_t> WordList::with_prefix(std::string_view prefix) const {
    const std::size_t first = first_not(0, size(), [&](std::size_t word) { return folded(word) < prefix; });
    return {first, first_not(first, size(), [&](std::size_t word) { return folded(word).starts_with(prefix); })};
}

void WordList::for_each_containing(std::string_view needle, const std::function<void(std::size_t)>& visit) const {
    if (needle.empty() || needle.find('\n') != std::string_view::npos) return;
    for (std::size_t at = 0; at < text_.size();) {
        const void* found = memmem(text_.data() + at, text_.size() - at, needle.data(), needle.size());
        if (found == nullptr) return;
        const auto offset = static_cast<std::uint32_t>(static_cast<const char*>(found) - text_.data());
        const auto after = std::upper_bound(starts_.begin(), starts_.end(), offset);
        visit(static_cast<std::size_t>(after - starts_.begin()) - 1);
        at = after == starts_.end() ? text_.size() : *after;
    }
}

void WordList::for_each_near(std::string_view word, unsigned distance,
                             const std::function<void(std::size_t, unsigned)>& visit) const {
    EditRows rows(word);
    std::string_view filled;  // rows are those of this prefix
    for (std::size_t i = 0; i < size();) {
        const std::string_view other = folded(i);
        std::size_t depth = common_prefix(filled, other);
        bool too_far = false;
        while (depth < other.size() && !too_far) too_far = rows.fill(other, depth++) > distance;
        filled = other.substr(0, depth);
        if (too_far) {  // and so is everything with this prefix
            i = std::max(i + 1, with_prefix(filled).second);
            filled = filled.substr(0, depth - 1);
            continue;
        }
        if (rows.distance(other.size()) <= distance) visit(i, rows.distance(other.size()));
        ++i;
    }
}

WordTable::WordTable() {
    const auto none = std::make_shared<const WordList>(std::vector<std::string>{});
    snapshot_ = {.base = none, .recent = none};
}

void WordTable::add(std::string_view surface) {
    if (known_.find(surface) != known_.end()) return;
    known_.emplace(surface);
    unsaved_.emplace_back(surface);
    unpublished_.emplace_back(surface);
}

void WordTable::save(Xapian::WritableDatabase& database) {
    list_.write(database, unsaved_);
    unsaved_.clear();
}

void WordTable::publish() {
    publish(std::exchange(unpublished_, {}));
}

void WordTable::read_new(const Xapian::Database& database) {
    std::vector<std::string> words = list_.read_new(database);
    known_.insert(words.begin(), words.end());
    publish(std::move(words));
}

void WordTable::publish(std::vector<std::string> words) {
    if (words.empty()) return;
    recent_.insert(recent_.end(), std::make_move_iterator(words.begin()), std::make_move_iterator(words.end()));
    Snapshot next = snapshot();
    if (recent_.size() > std::max(recent_words, next.base->size() / 10)) {
        next.base = std::make_shared<const WordList>(std::vector<std::string>(known_.begin(), known_.end()));
        recent_.clear();
    }
    next.recent = std::make_shared<const WordList>(recent_);
    const std::lock_guard lock(mutex_);
    snapshot_ = std::move(next);
}

WordTable::Snapshot WordTable::snapshot() const {
    const std::lock_guard lock(mutex_);
    return snapshot_;
}

}  // namespace afb::indexer
