#include "service/app/indexing.hpp"

#include <spdlog/spdlog.h>

#include <set>

#include "service/app/actor.hpp"

namespace afb::app {
namespace {

constexpr std::size_t batch_size = 2000;
constexpr std::size_t most_referrers = 100'000;
// How often changes of other processes are looked for; our own wake the thread at once.
constexpr std::chrono::milliseconds poll_interval{200};
// Longer than the last round of a rebuild takes: at most a batch of changes, and the swap.
constexpr std::chrono::milliseconds longest_unready_wait{1000};

bool open_to_all(const Json& body) {
    return may_see(Actor{}, body);
}

struct Stopped {};

}  // namespace

Indexing::Indexing(storage::Store& store, indexer::Index& index, std::shared_ptr<const Catalog> catalog)
    : store_(store), index_(index), catalog_(std::move(catalog)) {}

Indexing::~Indexing() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    wake_.notify_all();
    advanced_.notify_all();
    if (thread_.joinable()) thread_.join();
}

void Indexing::start() {
    const indexer::Index::State state = index_.state();
    {
        const std::lock_guard lock(mutex_);
        ready_ = state.ready;
        indexed_ = state.seq;
    }
    thread_ = std::thread([this] { run(); });
}

bool Indexing::wait_for(std::int64_t seq, std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    wanted_ = std::max(wanted_, seq);
    wake_.notify_all();
    // While the index is made there is nothing to search, so the write need not wait for it to end; but it must not
    // slip in between the last look at the changes and the moment that searches are answered.
    if (!ready_) advanced_.wait_for(lock, std::min(at_most, longest_unready_wait), [&] { return ready_ || stopping_; });
    advanced_.wait_for(lock, at_most, [&] { return indexed_ >= seq || !ready_ || stopping_; });
    return ready_ && indexed_ >= seq;
}

bool Indexing::rebuilding() const {
    const std::lock_guard lock(mutex_);
    return rebuilding_;
}

void Indexing::run() {
    while (true) {
        bool worked = false;
        try {
            if (!index_.state().ready) {
                {
                    const std::lock_guard lock(mutex_);
                    ready_ = false;
                }
                advanced_.notify_all();
                rebuild();
                worked = true;
            } else {
                rebuild_when_asked();
                worked = catch_up_once();
            }
        } catch (const Stopped&) {
            spdlog::info("index: stopped before it was whole");
        } catch (const std::exception& error) {
            spdlog::error("indexing: {}", error.what());
        }
        std::unique_lock lock(mutex_);
        if (stopping_) break;
        if (worked) continue;
        wake_.wait_for(lock, poll_interval, [&] { return stopping_ || (ready_ && wanted_ > indexed_); });
        if (stopping_) break;
    }
    if (asked_rebuild_.valid()) asked_rebuild_.wait();
    try {
        index_.sync();
    } catch (const std::exception& error) {
        spdlog::error("index: {}", error.what());
    }
}

bool Indexing::catch_up_once() {
    std::int64_t after = 0;
    {
        const std::lock_guard lock(mutex_);
        after = indexed_;
    }
    auto [entries, seq] = changed_after(after, batch_size);
    if (seq == after) return false;
    index_.apply(std::move(entries), seq);
    {
        const std::lock_guard lock(mutex_);
        indexed_ = seq;
    }
    advanced_.notify_all();
    return true;
}

std::pair<std::vector<indexer::Entry>, std::int64_t> Indexing::changed_after(std::int64_t seq, std::size_t limit) {
    std::vector<indexer::Entry> entries;
    std::int64_t last = seq;
    store_.read([&](storage::Reader& reader) {
        std::set<std::string> ids;
        for (const storage::Change& change : reader.list_changes(seq, limit)) {
            last = change.seq;
            ids.insert(change.id);
            if (change.revision < 2 || change.operation == "derive") continue;
            // A new title is also text of every record that refers to this one.
            const auto now = reader.find(change.id);
            const auto before = reader.find_revision(change.id, change.revision - 1);
            if (!now || !before) continue;
            const Kind& kind = catalog_->get_kind(change.kind);
            const bool same_title =
                kind.title_of(before->body) == now->title && open_to_all(before->body) == open_to_all(now->body);
            if (change.operation != "remove" && change.operation != "restore" && same_title) continue;
            std::int64_t total = 0;
            for (const storage::Reference& referrer : reader.referrers_of(change.id, most_referrers, &total))
                ids.insert(referrer.id);
        }
        for (const std::string& id : ids) {
            if (const auto record = reader.find(id)) entries.push_back(make_entry(*record, reader));
        }
    });
    return {std::move(entries), last};
}

indexer::Entry Indexing::make_entry(const storage::StoredRecord& record, storage::Reader& reader) {
    indexer::Entry entry{.number = static_cast<std::uint32_t>(record.no),
                         .id = record.id,
                         .kind = record.kind,
                         .slug = record.slug,
                         .revision = record.revision,
                         .removed = record.deleted,
                         .updated_at = record.updated_at,
                         .body = record.body,
                         .derived = record.derived,
                         .linked_texts = {}};
    if (entry.removed) return entry;
    // Only titles that everybody may read: else somebody who may not see a draft could find it by way of what refers to
    // it.
    std::set<std::string> seen;
    for (storage::Reference& reference : reader.references_of(record.id)) {
        if (reference.title.empty() || !seen.insert(reference.id).second) continue;
        const auto referred = reader.find_heading(reference.id);
        if (referred && may_see(Actor{}, referred->status, referred->visibility))
            entry.linked_texts.push_back(std::move(reference.title));
    }
    return entry;
}

void Indexing::rebuild() {
    const std::lock_guard one_at_a_time(rebuild_mutex_);
    {
        const std::lock_guard lock(mutex_);
        rebuilding_ = true;
    }
    const auto began = std::chrono::steady_clock::now();
    try {
        std::int64_t seq = 0;
        store_.read([&](storage::Reader& reader) { seq = reader.last_seq(); });
        spdlog::info("index: rebuilding ({})", index_.state().reason.empty() ? "asked for" : index_.state().reason);
        std::int64_t cursor = 0;
        const auto read_ahead = [&] { return std::async(std::launch::async, [&] { return read_batch(cursor); }); };
        // The next batch is read while the index takes the one before it.
        auto ahead = read_ahead();
        index_.rebuild(
            [&] {
                if (!ahead.valid()) return std::vector<indexer::Entry>();
                std::vector<indexer::Entry> entries = ahead.get();
                if (cursor != 0) ahead = read_ahead();
                return entries;
            },
            seq, [&](std::int64_t after) { return changed_after(after, batch_size); });
    } catch (...) {
        const std::lock_guard lock(mutex_);
        rebuilding_ = false;
        throw;
    }
    const indexer::Index::State state = index_.state();
    {
        const std::lock_guard lock(mutex_);
        rebuilding_ = false;
        // Beside a live index only the following thread says how far it is: it may still put in what it had read before
        // the new generation caught up with later changes, and then puts those in once more.
        if (!ready_) indexed_ = state.seq;
        ready_ = state.ready;
    }
    advanced_.notify_all();
    spdlog::info(
        "index: {} documents in {} ms", state.documents,
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - began).count());
}

std::vector<indexer::Entry> Indexing::read_batch(std::int64_t& cursor) {
    {
        const std::lock_guard lock(mutex_);
        if (stopping_) throw Stopped();
    }
    std::vector<indexer::Entry> entries;
    store_.read([&](storage::Reader& reader) {
        std::int64_t next = 0;
        for (const storage::StoredRecord& record : reader.scan(cursor, batch_size, &next))
            entries.push_back(make_entry(record, reader));
        cursor = next;
    });
    return entries;
}

void Indexing::rebuild_when_asked() {
    using namespace std::chrono_literals;
    if (asked_rebuild_.valid()) {
        if (asked_rebuild_.wait_for(0s) != std::future_status::ready) return;
        asked_rebuild_.get();
    }
    std::optional<std::string> asked;
    std::optional<std::string> done;
    store_.read([&](storage::Reader& reader) {
        asked = reader.find_meta(reindex_asked_key);
        done = reader.find_meta(reindex_done_key);
    });
    if (!asked || asked == done) return;
    asked_rebuild_ = std::async(std::launch::async, [this, asked = *asked] {
        try {
            rebuild();
            store_.write([&](storage::Writer& writer) { writer.set_meta(reindex_done_key, asked); });
        } catch (const Stopped&) {  // asked for still: the next start does it
        }
    });
}

indexer::FetchRecords fetch_from(storage::Store& store) {
    return [&store](const std::vector<std::string>& ids) {
        std::vector<indexer::Entry> entries;
        store.read([&](storage::Reader& reader) {
            for (const storage::StoredRecord& record : reader.find_many(ids)) {
                if (!record.deleted) entries.push_back(Indexing::make_entry(record, reader));
            }
        });
        return entries;
    };
}

}  // namespace afb::app
