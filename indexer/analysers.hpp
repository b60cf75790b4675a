// Text analysers for threads that search: each caches what it made of words, so they are kept.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "indexer/dutch.hpp"

namespace afb::indexer {

// Safe between threads.
class Analysers {
public:
    template <class Use>
    auto with(Use use) {
        std::unique_ptr<DutchText> dutch = take();
        auto result = use(*dutch);
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(dutch));
        return result;
    }

private:
    std::unique_ptr<DutchText> take() {
        const std::lock_guard lock(mutex_);
        if (idle_.empty()) return std::make_unique<DutchText>();
        std::unique_ptr<DutchText> dutch = std::move(idle_.back());
        idle_.pop_back();
        return dutch;
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<DutchText>> idle_;
};

}  // namespace afb::indexer
