#include "service/insights/standing.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace afb::insights {
namespace {

constexpr std::size_t most_similar = 5;
constexpr std::array<std::string_view, 15> compared_filters{
    "sector",    "programme", "studyMode",       "studyYear",     "contractForm",        "unit",
    "grossNet",  "binding",   "regulationState", "participation", "appointmentRelation", "route",
    "decidedBy", "fundedBy",  "paidBy"};

using Amounts = std::vector<Exact>;

Place place_of(const Exact& amount, const Amounts& sorted) {
    const auto [first, last] = std::equal_range(sorted.begin(), sorted.end(), amount);
    const std::int64_t below = first - sorted.begin();
    const std::int64_t above = sorted.end() - last;
    const auto count = static_cast<std::int64_t>(sorted.size());
    const std::int64_t twice = 2 * below + (last - first);
    return {.rank = above + 1,
            .of = count,
            .percentile = static_cast<int>((twice * 100 + count) / (2 * count)),
            .difference = subtract(amount.rounded(), quantile(sorted, 2)).value_or(Money())};
}

bool has_amount(const Observation& seen) {
    return seen.outcome == Outcome::comparable || seen.outcome == Outcome::zero;
}

// What the regulations of a holder say together.
struct Profile {
    std::int64_t regulations = 0;
    std::map<std::string_view, std::set<Code>> values;  // by filter
    std::set<Code> levels;
    Amounts amounts;
    std::optional<std::int64_t> size;

    std::optional<Money> median() {
        if (amounts.empty()) return std::nullopt;
        std::sort(amounts.begin(), amounts.end());
        return quantile(amounts, 2);
    }
};

class Holders {
public:
    Holders(const Facts& facts, const Allowances& found)
        : facts_(facts), found_(found), holder_(facts.codes().name("holder")), level_(facts, Dimension::level) {}

    // Profiles of all holders of this kind.
    std::map<std::string_view, Profile> of_kind(std::string_view kind) {
        std::map<std::string_view, Profile> profiles;
        std::vector<Profile*> by_record(found_.records.size(), nullptr);
        for (std::size_t i = 0; i < found_.records.size(); ++i) {
            const RecordRef& record = found_.records[i];
            const auto holders = record.filters(holder_);
            if (holders.empty()) continue;
            const std::string_view id = facts_.codes().text(holders.front());
            if (facts_.kind_of(id) != kind) continue;
            by_record[i] = &profiles[id];
            add(record, *by_record[i]);
        }
        for (const Observation& seen : found_.observations)
            if (by_record[seen.record] != nullptr && has_amount(seen))
                by_record[seen.record]->amounts.push_back(seen.amount);
        for (auto& [id, profile] : profiles) profile.size = size_of(id, kind);
        return profiles;
    }

private:
    void add(const RecordRef& record, Profile& profile) {
        ++profile.regulations;
        for (const std::string_view filter : compared_filters)
            for (const Code code : record.filters(facts_.codes().name(filter))) profile.values[filter].insert(code);
        for (const Code code : level_.values(record, nullptr))
            if (code != unstated_code) profile.levels.insert(code);
    }

    std::optional<std::int64_t> size_of(std::string_view id, std::string_view kind) const {
        const auto record = facts_.find(id);
        if (!record) return std::nullopt;
        const auto members = record->filters(facts_.codes().name(kind == "partnership" ? "member" : "participant"));
        if (members.empty()) return std::nullopt;  // not stated, rather than none
        return static_cast<std::int64_t>(members.size());
    }

    const Facts& facts_;
    const Allowances& found_;
    NameNumber holder_;
    Classifier level_;
};

std::vector<Code> common(const std::set<Code>& a, const std::set<Code>& b) {
    std::vector<Code> both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
}

// Per cents of likeness, the mean over what is known of both.
class Likeness {
public:
    void add(std::int64_t part, std::int64_t of) {
        sum_ += part * 100 / of;
        ++count_;
    }
    int mean() const { return count_ == 0 ? 0 : static_cast<int>(sum_ / count_); }

private:
    std::int64_t sum_ = 0;
    std::int64_t count_ = 0;
};

std::vector<Code> add_sets(const std::set<Code>& own, const std::set<Code>& others, Likeness& likeness) {
    if (own.empty() || others.empty()) return {};
    auto both = common(own, others);
    const auto shared = static_cast<std::int64_t>(both.size());
    const auto all = static_cast<std::int64_t>(own.size() + others.size()) - shared;
    likeness.add(shared, all);
    return both;
}

std::vector<Difference> differences(const Profile& own, const Profile& other) {
    std::vector<Difference> rows;
    static const std::set<Code> none;
    for (const std::string_view filter : compared_filters) {
        const auto mine = own.values.find(filter);
        const auto theirs = other.values.find(filter);
        const auto& left = mine == own.values.end() ? none : mine->second;
        const auto& right = theirs == other.values.end() ? none : theirs->second;
        if (left != right)
            rows.push_back(
                {.filter = filter, .own = {left.begin(), left.end()}, .others = {right.begin(), right.end()}});
    }
    return rows;
}

SimilarHolder compare(std::string_view id, Profile& own, Profile& other) {
    SimilarHolder similar{.id = std::string(id)};
    Likeness likeness;
    similar.sectors = add_sets(own.values["sector"], other.values["sector"], likeness);
    similar.routes = add_sets(own.values["route"], other.values["route"], likeness);
    similar.levels = add_sets(own.levels, other.levels, likeness);
    if (own.size && other.size) {
        similar.sizes = {*own.size, *other.size};
        likeness.add(std::min(*own.size, *other.size), std::max(*own.size, *other.size));
    }
    similar.likeness = likeness.mean();
    similar.regulations = other.regulations;
    return similar;
}

std::vector<SimilarHolder> similar_holders(std::map<std::string_view, Profile>& profiles, std::string_view id,
                                           std::int64_t minimum) {
    const auto mine = profiles.find(id);
    if (mine == profiles.end()) return {};
    std::vector<SimilarHolder> similar;
    for (auto& [other, profile] : profiles)
        if (other != id) similar.push_back(compare(other, mine->second, profile));
    std::sort(similar.begin(), similar.end(), [](const SimilarHolder& a, const SimilarHolder& b) {
        return a.likeness != b.likeness ? a.likeness > b.likeness : a.id < b.id;
    });
    if (similar.size() > most_similar) similar.resize(most_similar);
    for (SimilarHolder& holder : similar) {
        Profile& other = profiles.at(holder.id);
        holder.withheld = other.regulations < minimum;
        if (holder.withheld) continue;
        holder.median = other.median();
        holder.differences = differences(mine->second, other);
    }
    return similar;
}

// Sorted amounts of the groups that the own tariffs are in, without those that are withheld.
class GroupAmounts {
public:
    GroupAmounts(const Facts& facts, const Allowances& found, const AllowanceOptions& options) : found_(found) {
        for (const Dimension dimension : options.group_by) classifiers_.emplace_back(facts, dimension);
        for (const Group& group : found.groups)
            if (!group.withheld) amounts_.emplace(group.key, Amounts());
        if (classifiers_.empty()) return;
        for (const Observation& seen : found.observations) {
            if (!has_amount(seen)) continue;
            for (const GroupKey& key : keys_of(seen))
                if (const auto group = amounts_.find(key); group != amounts_.end())
                    group->second.push_back(seen.amount);
        }
        for (auto& [key, amounts] : amounts_) std::sort(amounts.begin(), amounts.end());
    }

    std::vector<PlaceInGroup> places(const Observation& seen) {
        std::vector<PlaceInGroup> places;
        if (classifiers_.empty()) return places;
        for (const GroupKey& key : keys_of(seen))
            if (const auto group = amounts_.find(key); group != amounts_.end())
                places.push_back({.key = key, .place = place_of(seen.amount, group->second)});
        return places;
    }

private:
    std::vector<GroupKey> keys_of(const Observation& seen) {
        const RecordRef& record = found_.records[seen.record];
        std::vector<GroupKey> keys;
        for (const Code one : classifiers_.front().values(record, seen.tariff)) {
            if (classifiers_.size() == 1) {
                keys.push_back({{one, unstated_code}});
                continue;
            }
            for (const Code other : classifiers_.back().values(record, seen.tariff)) keys.push_back({{one, other}});
        }
        return keys;
    }

    const Allowances& found_;
    std::vector<Classifier> classifiers_;
    std::map<GroupKey, Amounts> amounts_;
};

std::vector<OwnTariff> own_tariffs(const Facts& facts, const Allowances& found, const std::string& id,
                                   const AllowanceOptions& options) {
    std::vector<OwnTariff> tariffs;
    Amounts all;
    for (const Observation& seen : found.observations)
        if (has_amount(seen)) all.push_back(seen.amount);
    std::sort(all.begin(), all.end());
    GroupAmounts groups(facts, found, options);
    const NameNumber holder = facts.codes().name("holder");
    const auto code = facts.codes().find(holder, id);
    for (std::uint32_t i = 0; code && i < found.observations.size(); ++i) {
        const Observation& seen = found.observations[i];
        const auto holders = found.records[seen.record].filters(holder);
        if (!has_any(holders, std::array{*code})) continue;
        OwnTariff own{.observation = i};
        if (has_amount(seen)) {
            own.place = place_of(seen.amount, all);
            own.groups = groups.places(seen);
        }
        tariffs.push_back(std::move(own));
    }
    return tariffs;
}

}  // namespace

Standing standing_of(const Facts& facts, const Allowances& found, const std::string& id,
                     const AllowanceOptions& options) {
    Standing standing{.id = id};
    auto profiles = Holders(facts, found).of_kind(facts.kind_of(id));
    const auto mine = profiles.find(id);
    if (mine != profiles.end()) standing.regulations = mine->second.regulations;
    standing.withheld = found.withheld || (standing.regulations > 0 && standing.regulations < options.minimum_group);
    if (standing.withheld || mine == profiles.end()) return standing;
    standing.median = mine->second.median();
    standing.similar = similar_holders(profiles, id, options.minimum_group);
    standing.tariffs = own_tariffs(facts, found, id, options);
    return standing;
}

}  // namespace afb::insights
