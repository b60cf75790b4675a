#include "service/app/first_load.hpp"

#include <stdexcept>
#include <utility>

namespace afb::app {
namespace {

constexpr std::size_t batch_size = 1000;
constexpr std::size_t most_batches = 4;

}  // namespace

FirstLoad::FirstLoad(indexer::Index& index) : index_(index) {
    thread_ = std::thread([this] {
        try {
            index_.rebuild([this] { return next_batch(); }, 0,
                           [this](std::int64_t) {
                               return std::pair<std::vector<indexer::Entry>, std::int64_t>{{}, seq_};
                           });
        } catch (...) {
            const std::lock_guard lock(mutex_);
            failure_ = std::current_exception();
        }
        changed_.notify_all();
    });
}

FirstLoad::~FirstLoad() {
    {
        const std::lock_guard lock(mutex_);
        given_up_ = !ended_;
    }
    changed_.notify_all();
    if (thread_.joinable()) thread_.join();
}

EntrySink FirstLoad::sink() {
    return [this](indexer::Entry entry) { add(std::move(entry)); };
}

void FirstLoad::add(indexer::Entry entry) {
    filling_.push_back(std::move(entry));
    if (filling_.size() == batch_size) hand_over();
}

void FirstLoad::hand_over() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return ready_.size() < most_batches || failure_ != nullptr; });
    if (failure_ != nullptr) std::rethrow_exception(failure_);
    ready_.push_back(std::exchange(filling_, {}));
    changed_.notify_all();
}

std::vector<indexer::Entry> FirstLoad::next_batch() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return !ready_.empty() || ended_ || given_up_; });
    if (given_up_) throw std::runtime_error("the import was not committed");
    if (ready_.empty()) return {};
    std::vector<indexer::Entry> batch = std::move(ready_.front());
    ready_.pop_front();
    changed_.notify_all();
    return batch;
}

void FirstLoad::finish(std::int64_t seq) {
    if (!filling_.empty()) hand_over();
    {
        const std::lock_guard lock(mutex_);
        seq_ = seq;
        ended_ = true;
    }
    changed_.notify_all();
    thread_.join();
    if (failure_ != nullptr) std::rethrow_exception(failure_);
}

}  // namespace afb::app
