#include "indexer/snapshots.hpp"

namespace afb::indexer {

Snapshots::Reading::Reading(Snapshots& snapshots) : snapshots_(snapshots) {
    const std::lock_guard lock(snapshots_.mutex_);
    commit_ = snapshots_.commits_;
    ++snapshots_.readers_[commit_];
}

Snapshots::Reading::~Reading() {
    const std::lock_guard lock(snapshots_.mutex_);
    const auto here = snapshots_.readers_.find(commit_);
    if (--here->second > 0) return;
    snapshots_.readers_.erase(here);
    snapshots_.ended_.notify_all();
}

void Snapshots::committed() {
    const std::lock_guard lock(mutex_);
    ++commits_;
}

void Snapshots::wait_for_older(std::chrono::milliseconds at_most) {
    std::unique_lock lock(mutex_);
    ended_.wait_for(lock, at_most, [this] { return readers_.empty() || readers_.begin()->first >= commits_; });
}

}  // namespace afb::indexer
