// Keeps the search index equal to the store. One thread follows the store's changes by number, whoever wrote them (this
// process, or the command line in another one), so the index catches up by itself after a crash, and a request that
// wrote waits until its change is in.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "indexer/index.hpp"
#include "schema/catalog.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

class Indexing {
public:
    Indexing(storage::Store& store, indexer::Index& index, std::shared_ptr<const Catalog> catalog);
    ~Indexing();  // stops the thread and puts the index on disk
    Indexing(const Indexing&) = delete;
    Indexing& operator=(const Indexing&) = delete;

    void start();

    // Until the index holds change `seq`, or the time is over; a second at most while there is no index yet. Answers
    // whether it holds it.
    bool wait_for(std::int64_t seq, std::chrono::milliseconds at_most = std::chrono::seconds(30));

    // Rebuilds beside the live index, now, in the calling thread. Given up when this object is being destroyed.
    void rebuild();

    bool rebuilding() const;

    // Everything the index needs to know of one record.
    static indexer::Entry make_entry(const storage::StoredRecord& record, storage::Reader& reader);

private:
    void run();
    bool catch_up_once();  // true when there was something to do
    std::pair<std::vector<indexer::Entry>, std::int64_t> changed_after(std::int64_t seq, std::size_t limit);
    void rebuild_when_asked();
    std::vector<indexer::Entry> read_batch(std::int64_t& cursor);

    storage::Store& store_;
    indexer::Index& index_;
    std::shared_ptr<const Catalog> catalog_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;      // there may be work
    std::condition_variable advanced_;  // indexed_ moved, or ready changed
    std::int64_t wanted_ = 0;
    std::int64_t indexed_ = 0;
    bool ready_ = false;
    bool rebuilding_ = false;
    bool stopping_ = false;
    std::mutex rebuild_mutex_;
    std::future<void> asked_rebuild_;  // beside the thread, so that writes go on being found meanwhile
    std::thread thread_;
};

// Fetches what snippets are cut from, for indexer::Index.
indexer::FetchRecords fetch_from(storage::Store& store);

// The store's meta keys by which another process asks the serving one for a rebuild, and hears that it is done.
inline constexpr std::string_view reindex_asked_key = "reindex.asked";
inline constexpr std::string_view reindex_done_key = "reindex.done";

}  // namespace afb::app
