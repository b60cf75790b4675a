#include "service/insights/facts.hpp"

#include <algorithm>
#include <mutex>
#include <stdexcept>

namespace afb::insights {
namespace {

using Shelf = std::vector<std::shared_ptr<const Chunk>>;

// Fills chunk after chunk.
class ShelfWriter {
public:
    explicit ShelfWriter(Shelf& shelf) : shelf_(shelf) {}
    ~ShelfWriter() { flush(); }
    ShelfWriter(const ShelfWriter&) = delete;
    ShelfWriter& operator=(const ShelfWriter&) = delete;

    Chunk& open() {
        if (chunk_ != nullptr && chunk_->records.size() == Facts::chunk_size) flush();
        if (chunk_ == nullptr) chunk_ = std::make_shared<Chunk>();
        return *chunk_;
    }
    void keep(std::shared_ptr<const Chunk> whole) {
        flush();
        shelf_.push_back(std::move(whole));
    }

private:
    void flush() {
        if (chunk_ != nullptr) shelf_.push_back(std::move(chunk_));
        chunk_ = nullptr;
    }

    Shelf& shelf_;
    std::shared_ptr<Chunk> chunk_;
};

// Memory that was reserved for more.
void give_back_spare(Chunk& chunk) {
    chunk = Chunk(chunk);
}

bool before(const RecordFact& record, std::int64_t no) {
    return record.no < no;
}

// The chunk that has the number or would get it.
Shelf::const_iterator chunk_for(const Shelf& shelf, std::int64_t no) {
    auto next = std::upper_bound(shelf.begin(), shelf.end(), no, [](std::int64_t number, const auto& chunk) {
        return number < chunk->records.front().no;
    });
    return next == shelf.begin() ? next : next - 1;
}

std::optional<RecordRef> find_in(const Shelf& shelf, std::int64_t no) {
    const auto chunk = chunk_for(shelf, no);
    if (chunk == shelf.end()) return std::nullopt;
    const auto& records = (*chunk)->records;
    const auto record = std::lower_bound(records.begin(), records.end(), no, before);
    if (record == records.end() || record->no != no) return std::nullopt;
    return RecordRef{chunk->get(), &*record};
}

using Changes = std::vector<const FactChange*>;  // of one shelf, by number

// A chunk with the changes from `next` on that belong to it: those below `limit`.
void merge(const Chunk& chunk, Changes::const_iterator& next, Changes::const_iterator end, ShelfWriter& out,
           Codes& codes) {
    auto record = chunk.records.begin();
    while (record != chunk.records.end() || next != end) {
        const bool changed = next != end && (record == chunk.records.end() || (*next)->no <= record->no);
        if (!changed) {
            out.open().add(chunk, *record++);
            continue;
        }
        if (record != chunk.records.end() && record->no == (*next)->no) ++record;
        if ((*next)->row) out.open().add(*(*next)->row, codes);
        ++next;
    }
}

Shelf changed_shelf(const Shelf& old, const Changes& changes, Codes& codes) {
    Shelf shelf;
    ShelfWriter out(shelf);
    auto next = changes.begin();
    for (std::size_t i = 0; i < old.size(); ++i) {
        // A number before the first chunk goes into it, one between two chunks into the one before.
        auto end = changes.end();
        if (i + 1 < old.size()) {
            const std::int64_t limit = old[i + 1]->records.front().no;
            end = std::find_if(next, changes.end(), [&](const FactChange* change) { return change->no >= limit; });
        }
        if (next == end) {
            out.keep(old[i]);
        } else {
            merge(*old[i], next, end, out, codes);
        }
    }
    if (old.empty()) merge(Chunk(), next, changes.end(), out, codes);
    return shelf;
}

}  // namespace

void Numbers::put(std::string_view id, Place place) {
    if (find(id)) return;
    const std::unique_lock lock(mutex_);
    places_.emplace(id, place);
}

std::optional<Numbers::Place> Numbers::find(std::string_view id) const {
    const std::shared_lock lock(mutex_);
    const auto found = places_.find(id);
    if (found == places_.end()) return std::nullopt;
    return found->second;
}

std::size_t Facts::shelf_of(std::string_view kind) const {
    const auto& kinds = catalog_->kinds();
    const auto found = std::find_if(kinds.begin(), kinds.end(), [&](const Kind& row) { return row.name == kind; });
    return static_cast<std::size_t>(found - kinds.begin());
}

const std::vector<std::shared_ptr<const Chunk>>& Facts::chunks(std::string_view kind) const {
    return shelves_.at(shelf_of(kind));
}

std::optional<RecordRef> Facts::find(std::string_view id) const {
    const auto place = numbers_->find(id);
    if (!place) return std::nullopt;
    return find_in(shelves_[place->shelf], place->no);
}

std::optional<std::int64_t> Facts::number_of(std::string_view id) const {
    const auto place = numbers_->find(id);
    if (!place) return std::nullopt;
    return place->no;
}

std::string_view Facts::kind_of(std::string_view id) const {
    const auto place = numbers_->find(id);
    return place ? std::string_view(catalog_->kinds()[place->shelf].name) : std::string_view();
}

std::size_t Facts::count() const {
    std::size_t count = 0;
    for (const auto& shelf : shelves_)
        for (const auto& chunk : shelf) count += chunk->records.size();
    return count;
}

std::optional<std::size_t> Facts::find_shelf(std::int64_t no) const {
    for (std::size_t i = 0; i < shelves_.size(); ++i)
        if (find_in(shelves_[i], no)) return i;
    return std::nullopt;
}

std::shared_ptr<const Facts> Facts::with(std::vector<FactChange> changes, std::int64_t seq) const {
    std::sort(changes.begin(), changes.end(), [](const auto& a, const auto& b) { return a.no < b.no; });
    std::vector<Changes> by_shelf(shelves_.size());
    for (const FactChange& change : changes) {
        const auto shelf = change.row ? shelf_of(change.row->kind) : find_shelf(change.no);
        if (!shelf || *shelf >= shelves_.size()) continue;
        if (change.row) numbers_->put(change.row->id, {change.no, static_cast<std::uint8_t>(*shelf)});
        by_shelf[*shelf].push_back(&change);
    }
    auto next = std::make_shared<Facts>(*this);
    next->seq_ = seq;
    for (std::size_t i = 0; i < shelves_.size(); ++i)
        if (!by_shelf[i].empty()) next->shelves_[i] = changed_shelf(shelves_[i], by_shelf[i], *codes_);
    return next;
}

FactsBuilder::FactsBuilder(std::shared_ptr<const Catalog> catalog) : facts_(std::make_shared<Facts>()) {
    facts_->codes_ = std::make_shared<Codes>();
    facts_->numbers_ = std::make_shared<Numbers>();
    facts_->shelves_.resize(catalog->kinds().size());
    open_.resize(catalog->kinds().size());
    facts_->catalog_ = std::move(catalog);
}

void FactsBuilder::add(const storage::FactRow& row) {
    const std::size_t shelf = facts_->shelf_of(row.kind);
    if (shelf >= open_.size()) return;
    auto& chunk = open_[shelf];
    if (chunk == nullptr || chunk->records.size() == Facts::chunk_size) {
        if (chunk != nullptr) give_back_spare(*chunk);
        chunk = std::make_shared<Chunk>();
        facts_->shelves_[shelf].push_back(chunk);
    }
    chunk->add(row, *facts_->codes_);
    facts_->numbers_->put(row.id, {row.no, static_cast<std::uint8_t>(shelf)});
}

std::shared_ptr<const Facts> FactsBuilder::finish(std::int64_t seq) {
    for (const auto& chunk : open_)
        if (chunk != nullptr) give_back_spare(*chunk);
    facts_->seq_ = seq;
    return std::move(facts_);
}

}  // namespace afb::insights
