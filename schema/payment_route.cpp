#include "schema/payment_route.hpp"

#include <algorithm>
#include <numeric>

namespace afb {
namespace {

// The chain so far: places the money is at, level by level.
class Chain {
public:
    void follow(const RouteStep& step) {
        const std::size_t at = arrive(step);
        if (!step.to.stated()) return;  // whose money it is, not where it goes
        if (at + 1 == levels_.size()) {
            push(step.to);
        } else {
            add(levels_[at + 1], step.to);
        }
    }

    std::string pattern() const {
        std::string out;
        for (const auto& level : levels_) {
            if (!out.empty()) out += " > ";
            out += beside_each_other(level);
        }
        return out;
    }

private:
    using Level = std::vector<Place>;

    // The level the step starts from, made when the chain has no such place.
    std::size_t arrive(const RouteStep& step) {
        if (!step.from.known()) {
            if (levels_.empty() || !is_unknown(levels_.back())) levels_.push_back({Place{}});
            return levels_.size() - 1;
        }
        if (const auto level = latest(step.from)) return *level;
        if (levels_.empty()) {
            levels_.push_back({step.from});
            return 0;
        }
        if (step.role == RouteRole::funds) {
            // New money for a place that is in the chain already: its giver stands beside the giver before it.
            if (const auto level = latest(step.to); level && *level > 0) {
                add(levels_[*level - 1], step.from);
                return *level - 1;
            }
        }
        if (!is_unknown(levels_.back())) levels_.push_back({Place{}});
        levels_.push_back({step.from});
        return levels_.size() - 1;
    }

    void push(const Place& place) {
        if (!place.known() && is_unknown(levels_.back())) return;
        levels_.push_back({place});
    }

    static bool is_unknown(const Level& level) { return level.size() == 1 && !level.front().known(); }

    static void add(Level& level, const Place& place) {
        const bool there = std::any_of(level.begin(), level.end(), [&place](const Place& other) {
            return same_place(other, place) || (!other.known() && !place.known());
        });
        if (!there) level.push_back(place);
    }

    std::optional<std::size_t> latest(const Place& place) const {
        for (std::size_t i = levels_.size(); i-- > 0;) {
            const auto here = [&place](const Place& other) { return same_place(other, place); };
            if (std::any_of(levels_[i].begin(), levels_[i].end(), here)) return i;
        }
        return std::nullopt;
    }

    static std::string beside_each_other(const Level& level) {
        std::vector<std::string> actors;
        for (const Place& place : level)
            actors.emplace_back(place.actor.empty() ? unknown_actor : std::string_view(place.actor));
        std::sort(actors.begin(), actors.end());
        actors.erase(std::unique(actors.begin(), actors.end()), actors.end());
        std::string out;
        for (const std::string& actor : actors) out += (out.empty() ? "" : " + ") + actor;
        return out;
    }

    std::vector<Level> levels_;
};

std::vector<std::string>& list_of(RouteSummary& summary, RouteRole role) {
    switch (role) {
        case RouteRole::decides:
            return summary.decides;
        case RouteRole::funds:
            return summary.funds;
        case RouteRole::pays:
            return summary.pays;
        case RouteRole::settles:
            break;
    }
    return summary.settles;
}

}  // namespace

std::optional<RouteRole> route_role_of(std::string_view code) {
    if (code == "decides") return RouteRole::decides;
    if (code == "funds") return RouteRole::funds;
    if (code == "pays") return RouteRole::pays;
    if (code == "settles") return RouteRole::settles;
    return std::nullopt;
}

bool same_place(const Place& left, const Place& right) {
    if (!left.known() || !right.known()) return false;
    if (!left.organisation.empty() && !right.organisation.empty()) return left.organisation == right.organisation;
    return left.actor == right.actor;
}

bool RouteStep::unknown() const {
    return known == false || !from.known() || (to.stated() && !to.known());
}

RouteSummary summarise(const std::vector<RouteStep>& steps) {
    std::vector<std::size_t> sequence(steps.size());
    std::iota(sequence.begin(), sequence.end(), std::size_t{0});
    std::stable_sort(sequence.begin(), sequence.end(),
                     [&steps](std::size_t a, std::size_t b) { return steps[a].order < steps[b].order; });

    RouteSummary summary;
    Chain chain;
    for (const std::size_t index : sequence) {
        const RouteStep& step = steps[index];
        if (step.unknown()) ++summary.unknown_steps;
        if (step.moves_money()) chain.follow(step);
        auto& actors = list_of(summary, step.role);
        const std::string actor = step.from.actor.empty() ? std::string(unknown_actor) : step.from.actor;
        if (std::find(actors.begin(), actors.end(), actor) == actors.end()) actors.push_back(actor);
    }
    summary.pattern = chain.pattern();
    return summary;
}

}  // namespace afb
