#include "indexer/readers.hpp"

#include "schema/error.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t most_idle = 32;

}  // namespace

void Readers::switch_to(std::shared_ptr<Generation> generation) {
    std::vector<std::unique_ptr<ReaderHandle>> old;  // closed outside the lock
    const std::lock_guard lock(mutex_);
    generation_.swap(generation);
    idle_.swap(old);
}

std::shared_ptr<Generation> Readers::generation() const {
    const std::lock_guard lock(mutex_);
    return generation_;
}

std::unique_ptr<ReaderHandle> Readers::take() {
    std::shared_ptr<Generation> generation;
    {
        const std::lock_guard lock(mutex_);
        if (!idle_.empty()) {
            std::unique_ptr<ReaderHandle> handle = std::move(idle_.back());
            idle_.pop_back();
            return handle;
        }
        generation = generation_;
    }
    if (generation == nullptr) {
        throw Error(ErrorKind::unavailable, {.nl = "De zoekindex wordt opgebouwd; probeer het zo weer.",
                                             .en = "The search index is being built; try again in a moment."});
    }
    auto handle = std::make_unique<ReaderHandle>();
    {
        const Snapshots::Reading reading(generation->snapshots);  // opening reads blocks too
        handle->database = Xapian::Database(generation->path.string());
    }
    handle->generation = std::move(generation);
    return handle;
}

void Readers::give_back(std::unique_ptr<ReaderHandle> handle) {
    std::unique_ptr<ReaderHandle> surplus;  // closed outside the lock
    const std::lock_guard lock(mutex_);
    if (handle->generation == generation_ && idle_.size() < most_idle) {
        idle_.push_back(std::move(handle));
    } else {
        surplus = std::move(handle);
    }
}

}  // namespace afb::indexer
