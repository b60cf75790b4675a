// Loading into an empty knowledge base: the index is built while the records are still being stored, so that the two
// share the time.
//
// Nobody sees anything early: the index is a new generation that becomes the live one only after the store has
// committed, and is thrown away when it did not.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

#include "indexer/index.hpp"
#include "service/app/import.hpp"

namespace afb::app {

class FirstLoad {
public:
    explicit FirstLoad(indexer::Index& index);
    ~FirstLoad();  // without finish(): throws the generation away
    FirstLoad(const FirstLoad&) = delete;
    FirstLoad& operator=(const FirstLoad&) = delete;

    EntrySink sink();               // for Importer::run; waits while the index is far behind
    void finish(std::int64_t seq);  // the store committed, up to this change; returns when the index is live. Throws
                                    // what went wrong there

private:
    std::vector<indexer::Entry> next_batch();
    void add(indexer::Entry entry);
    void hand_over();

    indexer::Index& index_;
    std::vector<indexer::Entry> filling_;  // the importing thread's
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::vector<indexer::Entry>> ready_;
    bool ended_ = false;
    bool given_up_ = false;
    std::int64_t seq_ = 0;
    std::exception_ptr failure_;
    std::thread thread_;
};

}  // namespace afb::app
