// Handles on the live generation for whoever searches: each is used by one thread at a time and goes back to the pool.
//
// Guarantees: what is read inside one `read` is one snapshot, at least as new as the last commit before it, which the
// writer leaves alone (snapshots.hpp). A writer in another process does not: what it has overtaken is tried again.
#pragma once

#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/generation.hpp"

namespace afb::indexer {

struct ReaderHandle {
    std::shared_ptr<Generation> generation;
    Xapian::Database database;
};

class Readers {
public:
    // The generation that searches go to from now on; null: none, and `read` throws.
    void switch_to(std::shared_ptr<Generation> generation);
    std::shared_ptr<Generation> generation() const;

    // Runs use(handle) on the newest snapshot. `use` may be run again, so it keeps nothing of Xapian and changes
    // nothing outside. Throws Error(unavailable) when there is no index, and Xapian's exceptions when it is damaged.
    template <class Use>
    auto read(Use use) {
        std::unique_ptr<ReaderHandle> handle = take();
        for (int attempt = 0;; ++attempt) {
            try {
                const std::shared_ptr<Generation> generation = handle->generation;  // outlives `reading`
                const Snapshots::Reading reading(generation->snapshots);
                handle->database.reopen();
                auto result = use(*handle);
                give_back(std::move(handle));
                return result;
            } catch (const Xapian::DatabaseModifiedError&) {
                if (attempt == most_attempts) throw;
                if (attempt >= attempts_before_opening)
                    handle->database = Xapian::Database(handle->generation->path.string());
            }
        }
    }

private:
    static constexpr int most_attempts = 8;
    static constexpr int attempts_before_opening = 3;

    std::unique_ptr<ReaderHandle> take();
    void give_back(std::unique_ptr<ReaderHandle> handle);

    mutable std::mutex mutex_;
    std::shared_ptr<Generation> generation_;
    std::vector<std::unique_ptr<ReaderHandle>> idle_;
};

}  // namespace afb::indexer
