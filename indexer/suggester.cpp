#include "indexer/suggester.hpp"

#include <algorithm>
#include <map>
#include <optional>

#include "indexer/folding.hpp"
#include "indexer/packing.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t most_looked_at = 5'000;        // candidates, for a prefix that nearly everything has
constexpr std::size_t least_recent_records = 1'000;  // before the table is made anew
constexpr std::size_t piece_size = 500;              // documents read from one snapshot
constexpr int most_attempts = 100;

// Runs `read` on the newest snapshot; again when a writer in another process has overtaken it.
template <class Read>
auto read_newest(Xapian::Database& database, Snapshots& snapshots, Read read) {
    for (int attempt = 0;; ++attempt) {
        try {
            const Snapshots::Reading reading(snapshots);
            database.reopen();
            return read();
        } catch (const Xapian::DatabaseModifiedError&) {
            if (attempt == most_attempts) throw;
        }
    }
}

// The records of the documents from number `next` on; answers the number to go on with, 0 at the end.
Xapian::docid read_piece(const Xapian::Database& database, Xapian::docid next, std::vector<NamedRecord>& records) {
    records.clear();
    Xapian::PostingIterator document = database.postlist_begin("");
    if (document == database.postlist_end("")) return 0;
    document.skip_to(next);
    for (; document != database.postlist_end(""); ++document) {
        if (records.size() == piece_size) return *document;
        records.push_back(unpack_record(database.get_document(*document).get_data()));
    }
    return 0;
}

}  // namespace

std::vector<std::uint32_t> later_words(std::string_view exact) {
    std::vector<std::uint32_t> offsets;
    for (std::size_t at = exact.find(' '); at != std::string_view::npos; at = exact.find(' ', at + 1)) {
        offsets.push_back(static_cast<std::uint32_t>(at + 1));
    }
    return offsets;
}

NameTable::NameTable(Xapian::Database& database, Snapshots& snapshots) : revision_(database.get_revision()) {
    Xapian::docid next = 1;
    while (next != 0) {
        std::vector<NamedRecord> records;
        next = read_newest(database, snapshots, [&] { return read_piece(database, next, records); });
        for (const NamedRecord& record : records) add(record);
    }
    const auto by_text = [this](const Entry& a, const Entry& b) {
        const std::string_view left = sorted_text(a);
        const std::string_view right = sorted_text(b);
        return left != right ? left < right : text_at(names_[a.name].record) < text_at(names_[b.name].record);
    };
    std::sort(whole_.begin(), whole_.end(), by_text);
    std::sort(inner_.begin(), inner_.end(), by_text);
    texts_.shrink_to_fit();
}

std::uint32_t NameTable::keep(std::string_view text) {
    const auto place = static_cast<std::uint32_t>(texts_.size());
    append_text(text, texts_);
    return place;
}

std::string_view NameTable::text_at(std::uint32_t place) const {
    std::string_view rest = std::string_view(texts_).substr(place);
    return take_text(rest);
}

std::string_view NameTable::sorted_text(const Entry& entry) const {
    return text_at(names_[entry.name].exact).substr(entry.offset);
}

void NameTable::add(const NamedRecord& record) {
    const std::uint32_t id = keep(record.id);
    keep(record.kind);  // right behind the id
    for (const std::string& name : record.names) {
        const std::string exact = exact_form(name);
        if (exact.empty()) continue;
        const auto number = static_cast<std::uint32_t>(names_.size());
        names_.push_back({.text = keep(name), .exact = keep(exact), .record = id, .is_public = record.is_public});
        whole_.push_back({.name = number, .offset = 0});
        for (const std::uint32_t offset : later_words(exact)) inner_.push_back({.name = number, .offset = offset});
    }
}

void NameTable::for_each(std::string_view typed, bool inside, bool public_only,
                         const std::function<bool(const Name&)>& visit) const {
    const std::vector<Entry>& entries = inside ? inner_ : whole_;
    auto entry = std::lower_bound(entries.begin(), entries.end(), typed,
                                  [this](const Entry& e, std::string_view text) { return sorted_text(e) < text; });
    for (std::size_t looked_at = 0; entry != entries.end() && looked_at < most_looked_at; ++entry, ++looked_at) {
        if (!sorted_text(*entry).starts_with(typed)) return;
        const Row& row = names_[entry->name];
        if (public_only && !row.is_public) continue;
        std::string_view record = std::string_view(texts_).substr(row.record);
        const std::string_view id = take_text(record);
        if (!visit({.text = text_at(row.text), .kind = take_text(record), .id = id})) return;
    }
}

WordCounts::WordCounts(Xapian::Database& database, Snapshots& snapshots, std::shared_ptr<const WordList> words)
    : words_(std::move(words)), counts_(words_->size()) {
    DutchText dutch;
    for (std::size_t first = 0; first < words_->size(); first += piece_size) {
        read_newest(database, snapshots, [&] {
            for (std::size_t word = first; word < std::min(first + piece_size, words_->size()); ++word)
                counts_[word] = database.get_termfreq(word_term(dutch.stem(std::string(words_->folded(word)))));
        });
    }
    for (std::uint32_t word = 0; word < words_->size(); ++word) {
        if (counts_[word] == 0) continue;
        std::uint32_t last = 0;  // a part and the longer part it begins count once
        const std::string_view surface = words_->surface(word);
        for (const Token& token : dutch.analyse(surface)) {
            for (const Part& part : token.parts) {
                const auto begin = static_cast<std::uint32_t>(word_key(surface.substr(0, part.begin)).size());
                if (begin > last) inner_.push_back({word, last = begin});
            }
        }
    }
    std::sort(inner_.begin(), inner_.end(),
              [this](const Entry& a, const Entry& b) { return sorted_text(a) < sorted_text(b); });
}

std::vector<std::string> WordCounts::most_frequent(std::string_view prefix, std::size_t limit, bool inside) const {
    std::vector<std::size_t> found;
    if (inside) {
        auto entry = std::lower_bound(inner_.begin(), inner_.end(), prefix,
                                      [this](const Entry& e, std::string_view text) { return sorted_text(e) < text; });
        for (; entry != inner_.end() && sorted_text(*entry).starts_with(prefix); ++entry) found.push_back(entry->word);
    } else {
        const auto [first, last] = words_->with_prefix(prefix);
        for (std::size_t word = first; word < last; ++word) {
            if (counts_[word] > 0) found.push_back(word);
        }
    }
    limit = std::min(limit, found.size());
    std::partial_sort(
        found.begin(), found.begin() + static_cast<std::ptrdiff_t>(limit), found.end(),
        [this](std::size_t a, std::size_t b) { return counts_[a] != counts_[b] ? counts_[a] > counts_[b] : a < b; });
    std::vector<std::string> words;
    for (std::size_t i = 0; i < limit; ++i) words.emplace_back(words_->surface(found[i]));
    return words;
}

void Suggester::add(std::vector<NamedRecord> records, Xapian::rev revision) {
    const std::lock_guard lock(mutex_);
    recent_records_ += records.size();
    recent_.push_back(
        {.revision = revision, .records = std::make_shared<const std::vector<NamedRecord>>(std::move(records))});
}

bool Suggester::is_stale() const {
    const std::lock_guard lock(mutex_);
    return names_ == nullptr || recent_records_ > std::max(least_recent_records, names_->size() / 20);
}

bool Suggester::is_built() const {
    const std::lock_guard lock(mutex_);
    return names_ != nullptr;
}

void Suggester::rebuild(Xapian::Database& database, Snapshots& snapshots, const WordTable& words) {
    auto names = std::make_shared<const NameTable>(database, snapshots);
    auto counts = std::make_shared<const WordCounts>(database, snapshots, words.snapshot().base);
    const std::lock_guard lock(mutex_);
    std::erase_if(recent_, [&](const Batch& batch) { return batch.revision <= names->revision(); });
    recent_records_ = 0;
    for (const Batch& batch : recent_) recent_records_ += batch.records->size();
    names_ = std::move(names);
    words_ = std::move(counts);
}

Suggester::Tables Suggester::tables() const {
    const std::lock_guard lock(mutex_);
    Tables tables{.names = names_, .words = words_, .recent = {}};
    for (const Batch& batch : recent_) tables.recent.push_back(batch.records);
    return tables;
}

}  // namespace afb::indexer
