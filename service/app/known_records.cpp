#include "service/app/known_records.hpp"

#include <algorithm>

namespace afb::app {
namespace {

constexpr std::size_t most_known = 3;  // one for each of the three things a role may see
constexpr std::size_t most_days = 2;

RecordQuery limits_of(const Actor& actor) {
    RecordQuery limits;
    limit_to_visible(actor, limits);
    return limits;
}

}  // namespace

KnownRecords::KnownRecords(const Actor& actor, std::shared_ptr<const insights::Facts> facts)
    : facts_(std::move(facts)), role_(actor.role), records_(*facts_, limits_of(actor)) {}

const insights::Placed& KnownRecords::placed() const {
    return placed_.get([&] { return insights::place_records(records_); });
}

const insights::Boundaries& KnownRecords::boundaries() const {
    return boundaries_.get([&] { return insights::find_boundaries(placed().agreements, placed().partnerships); });
}

const std::vector<insights::SeveralRegions>& KnownRecords::sites_in_several_regions() const {
    return sites_.get([&] { return insights::sites_in_several_regions(records_); });
}

const insights::Chains& KnownRecords::chains() const {
    return chains_.get([&] { return insights::chains_of(records_); });
}

std::shared_ptr<const insights::KnowledgeAttention> KnownRecords::attention_on(Date day) const {
    const std::lock_guard lock(mutex_);
    for (const auto& [known_day, found] : attention_)
        if (known_day == day) return found;
    attention_.emplace_front(day, std::make_shared<const insights::KnowledgeAttention>(insights::attention_of(
                                      records_, chains(), sites_in_several_regions(), insights::day_number(day))));
    if (attention_.size() > most_days) attention_.pop_back();
    return attention_.front().second;
}

std::shared_ptr<const KnownRecords> KnownSnapshots::of(const Actor& actor,
                                                       const std::shared_ptr<const insights::Facts>& facts) {
    const std::lock_guard lock(mutex_);
    const auto found =
        std::find_if(known_.begin(), known_.end(), [&](const auto& known) { return known->is_of(actor, *facts); });
    if (found != known_.end()) return *found;
    known_.push_front(std::make_shared<const KnownRecords>(actor, facts));
    if (known_.size() > most_known) known_.pop_back();
    return known_.front();
}

}  // namespace afb::app
