#include "service/storage/pool.hpp"

#include <chrono>

#include "schema/error.hpp"

namespace afb::storage {
namespace {

// Longer than any read should take: then something is stuck, and waiting on would only hide it.
constexpr std::chrono::seconds patience{10};

}  // namespace

std::unique_ptr<Connection> ReaderPool::take() {
    std::unique_lock lock(mutex_);
    const bool got = freed_.wait_for(lock, patience, [&] { return !idle_.empty() || made_ < limit_; });
    if (!got)
        throw Error(ErrorKind::unavailable, {"De dienst heeft het te druk; probeer het straks opnieuw.",
                                             "The service is too busy; try again later."});
    if (!idle_.empty()) {
        // The last one given back: its pages are still in memory.
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
    }
    ++made_;
    lock.unlock();
    try {
        return std::make_unique<Connection>(file_, Access::read);
    } catch (...) {
        const std::lock_guard again(mutex_);
        --made_;
        freed_.notify_one();
        throw;
    }
}

void ReaderPool::give_back(std::unique_ptr<Connection> connection) noexcept {
    connection->trim();
    {
        const std::lock_guard lock(mutex_);
        idle_.push_back(std::move(connection));
    }
    freed_.notify_one();
}

}  // namespace afb::storage
