// The facts of now, kept up with the store; and those of a moment before.
//
// Guarantees: `current` holds every write that was answered before it was called (it reads the changes first), whoever
// wrote them; safe between threads. Made at the start in a thread of its own; who comes earlier waits a moment.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "service/insights/facts.hpp"
#include "service/storage/store.hpp"

namespace afb::insights {

// Facts at an earlier change.
struct PastFacts {
    std::shared_ptr<const Facts> facts;
    bool complete = true;  // false: of a record it is not known any more what was computed then
};

class LiveFacts {
public:
    LiveFacts(storage::Store& store, std::shared_ptr<const Catalog> catalog)
        : store_(store), catalog_(std::move(catalog)) {}
    ~LiveFacts();
    LiveFacts(const LiveFacts&) = delete;
    LiveFacts& operator=(const LiveFacts&) = delete;

    const Catalog& catalog() const { return *catalog_; }

    void start();  // loads, in a thread

    // Throws Error(unavailable) when loading takes longer than this.
    std::shared_ptr<const Facts> current(std::chrono::milliseconds at_most = std::chrono::seconds(5));
    // As the knowledge base was at change `seq`. The last few are kept.
    std::shared_ptr<const PastFacts> at(std::int64_t seq);

private:
    // A lock that is waited for no longer than some time. So is std::timed_mutex, but GCC 12's ThreadSanitizer does not
    // see that one taken.
    class Turn {
    public:
        void lock() {
            std::unique_lock guard(mutex_);
            freed_.wait(guard, [this] { return !taken_; });
            taken_ = true;
        }
        bool try_lock_for(std::chrono::milliseconds at_most) {
            std::unique_lock guard(mutex_);
            if (!freed_.wait_for(guard, at_most, [this] { return !taken_; })) return false;
            taken_ = true;
            return true;
        }
        void unlock() {
            const std::lock_guard guard(mutex_);
            taken_ = false;
            freed_.notify_one();
        }

    private:
        std::mutex mutex_;
        std::condition_variable freed_;
        bool taken_ = false;
    };

    void load();
    std::shared_ptr<const Facts> held();
    std::shared_ptr<const PastFacts> find_past(std::int64_t seq);
    std::shared_ptr<const PastFacts> put_back(std::int64_t seq);
    std::shared_ptr<const Facts> read_all();
    std::shared_ptr<const Facts> catch_up(const std::shared_ptr<const Facts>& facts);

    storage::Store& store_;
    std::shared_ptr<const Catalog> catalog_;
    Turn updating_;     // of who loads or catches up
    Turn remembering_;  // of who puts facts back
    std::mutex mutex_;
    std::shared_ptr<const Facts> facts_;
    std::deque<std::shared_ptr<const PastFacts>> past_;  // the latest asked for first
    std::thread thread_;
};

}  // namespace afb::insights
