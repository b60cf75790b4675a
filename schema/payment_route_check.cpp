// The faults of a payment route, as its header defines them.
#include <algorithm>
#include <numeric>

#include "schema/payment_route.hpp"

namespace afb {
namespace {

Decimal whole_share() {
    return Decimal::whole(100);
}

// Cents, exactly: shares are not rounded before they are compared.
using Cents = std::optional<Fraction>;

class RouteCheck {
public:
    explicit RouteCheck(const std::vector<RouteStep>& steps) : steps_(steps) {
        sequence_.resize(steps.size());
        std::iota(sequence_.begin(), sequence_.end(), std::size_t{0});
        std::stable_sort(sequence_.begin(), sequence_.end(),
                         [&steps](std::size_t a, std::size_t b) { return steps[a].order < steps[b].order; });
        for (const std::size_t index : sequence_) {
            if (steps[index].moves_money() && !retells(index)) money_.push_back(index);
        }
    }

    std::vector<RouteFinding> run() {
        find_contradictions();
        if (!money_.empty()) {
            find_connected();
            find_moved();
            for (std::size_t i = 0; i < money_.size(); ++i) {
                check_join(i);
                check_circle(i);
                check_shares(i);
                check_amounts(i);
            }
        }
        std::sort(findings_.begin(), findings_.end(), [](const RouteFinding& a, const RouteFinding& b) {
            return a.step != b.step ? a.step < b.step : a.fault < b.fault;
        });
        return std::move(findings_);
    }

private:
    const RouteStep& money(std::size_t i) const { return steps_[money_[i]]; }

    void report(std::size_t step, RouteFault fault, bool refused) {
        for (RouteFinding& finding : findings_) {
            if (finding.step != step || finding.fault != fault) continue;
            finding.refused = finding.refused || refused;
            return;
        }
        findings_.push_back({step, fault, refused});
    }

    // Whether a money step earlier in the sequence, of the other role, has the same ends: the same money told from
    // another side.
    bool retells(std::size_t index) const {
        const RouteStep& step = steps_[index];
        return std::any_of(money_.begin(), money_.end(), [&](std::size_t earlier) {
            const RouteStep& other = steps_[earlier];
            return other.role != step.role && same_place(other.from, step.from) && same_place(other.to, step.to);
        });
    }

    // --- steps that contradict each other ---

    void find_contradictions() {
        for (std::size_t i = 0; i < sequence_.size(); ++i) {
            const RouteStep& step = steps_[sequence_[i]];
            const bool itself = !step.from.organisation.empty() && step.from.organisation == step.to.organisation;
            if (itself && step.role != RouteRole::decides) report(sequence_[i], RouteFault::contradiction, true);
            for (std::size_t j = 0; j < i; ++j) contradict(sequence_[j], sequence_[i]);
        }
    }

    void contradict(std::size_t earlier, std::size_t later) {
        const RouteStep& one = steps_[earlier];
        const RouteStep& other = steps_[later];
        if (one.order == other.order && one.role == other.role && (one.from.known() || one.to.known())) {
            const bool told_apart = one.funding_source != other.funding_source || one.timing != other.timing;
            const bool exactly = one.from == other.from && one.to == other.to;
            if (exactly && !told_apart) report(later, RouteFault::contradiction, true);
            if (!exactly && !told_apart && may_be_same(one.from, other.from) && may_be_same(one.to, other.to)) {
                report(later, RouteFault::contradiction, false);
            }
        }
        if (!one.moves_money() || !other.moves_money()) return;
        if (one.order == other.order && same_place(one.from, other.to) && same_place(one.to, other.from) &&
            !same_place(one.from, one.to)) {
            report(later, RouteFault::contradiction, false);
        }
        const bool one_movement =
            one.role != other.role && same_place(one.from, other.from) && same_place(one.to, other.to);
        const bool two_amounts = (one.amount && other.amount && *one.amount != *other.amount) ||
                                 (one.share && other.share && *one.share != *other.share);
        if (one_movement && two_amounts) report(later, RouteFault::contradiction, false);
    }

    static bool may_be_same(const Place& left, const Place& right) {
        return same_place(left, right) || (!left.stated() && !right.stated());
    }

    // --- steps that do not join up ---

    // Which money steps hang together with a step of the lowest order. An end that is not known may be any place.
    void find_connected() {
        connected_.assign(money_.size(), false);
        std::vector<std::size_t> open;
        for (std::size_t i = 0; i < money_.size(); ++i) {
            if (money(i).order != money(0).order) break;
            connected_[i] = true;
            open.push_back(i);
        }
        while (!open.empty()) {
            const std::size_t i = open.back();
            open.pop_back();
            for (std::size_t j = 0; j < money_.size(); ++j) {
                if (connected_[j] || !touch(money(i), money(j))) continue;
                connected_[j] = true;
                open.push_back(j);
            }
        }
    }

    static bool touch(const RouteStep& one, const RouteStep& other) {
        if (!one.from.known() || !one.to.known() || !other.from.known() || !other.to.known()) return true;
        return same_place(one.from, other.from) || same_place(one.from, other.to) || same_place(one.to, other.from) ||
               same_place(one.to, other.to);
    }

    // Whether an earlier step pays from the same place: money was there, or it has been reported that it was not.
    bool gave_before(std::size_t i) const {
        for (std::size_t j = 0; j < i; ++j) {
            if (same_place(money(j).from, money(i).from)) return true;
        }
        return false;
    }

    void check_join(std::size_t i) {
        const RouteStep& step = money(i);
        if (!step.from.known() || step.known == false) return;
        bool arrives = false;
        bool earlier = false;     // in a lower order
        bool same_order = false;  // and not as one of two steps that contradict each other
        bool cannot_tell = false;
        for (std::size_t j = 0; j < money_.size() && money(j).order <= step.order; ++j) {
            if (j == i) continue;
            if (!money(j).to.known()) cannot_tell = true;
            if (!same_place(money(j).to, step.from)) continue;
            arrives = true;
            if (money(j).order < step.order) earlier = true;
            if (money(j).order == step.order && !same_place(money(j).from, step.to)) same_order = true;
        }
        if (same_order && !earlier) report(money_[i], RouteFault::order, false);
        if (arrives || cannot_tell || gave_before(i) || step.order == money(0).order) return;
        if (step.role == RouteRole::funds && connected_[i]) return;
        report(money_[i], RouteFault::gap, false);
    }

    // --- money that comes back ---

    void check_circle(std::size_t i) {
        const RouteStep& step = money(i);
        if (!step.from.known() || !step.to.known() || step.known == false) return;
        if (same_place(step.from, step.to)) {
            // One organisation paying itself is reported as a contradiction.
            if (step.from.organisation.empty() || step.to.organisation.empty())
                report(money_[i], RouteFault::circle, false);
            return;
        }
        if (leads_to(step.to, step.from, i)) report(money_[i], RouteFault::circle, false);
    }

    // Whether steps before `end` carry money from one place to the other.
    bool leads_to(const Place& start, const Place& goal, std::size_t end) const {
        std::vector<bool> used(end, false);
        std::vector<Place> open{start};
        while (!open.empty()) {
            const Place here = open.back();
            open.pop_back();
            for (std::size_t j = 0; j < end; ++j) {
                if (used[j] || !same_place(money(j).from, here)) continue;
                used[j] = true;
                if (same_place(money(j).to, goal)) return true;
                open.push_back(money(j).to);
            }
        }
        return false;
    }

    // --- more than came in ---

    void check_shares(std::size_t i) {
        const RouteStep& step = money(i);
        if (!step.share || !step.from.known()) return;
        Decimal in_order = *step.share;
        Decimal over_all = *step.share;
        for (std::size_t j = 0; j < i; ++j) {
            if (!money(j).share || !same_place(money(j).from, step.from)) continue;
            over_all = add(over_all, *money(j).share).value_or(over_all);
            if (money(j).order == step.order) in_order = add(in_order, *money(j).share).value_or(in_order);
        }
        if (in_order > whole_share()) {
            report(money_[i], RouteFault::share_sum, true);
        } else if (over_all > whole_share()) {
            report(money_[i], RouteFault::more_out, false);
        }
    }

    // What each step moves, in cents; nothing where it cannot be known, as in a circle of shares. Each step is worked
    // out once.
    void find_moved() {
        moved_.assign(money_.size(), std::nullopt);
        std::vector<bool> begun(money_.size(), false);
        for (std::size_t i = 0; i < money_.size(); ++i) work_out(i, begun);
    }

    void work_out(std::size_t i, std::vector<bool>& begun) {
        if (begun[i]) return;
        begun[i] = true;
        const RouteStep& step = money(i);
        if (step.amount) {
            moved_[i] = Fraction::of(step.amount->cents(), 1);
        } else if (step.share && step.from.known()) {
            for (std::size_t j = 0; j < money_.size(); ++j) {
                if (same_place(money(j).to, step.from)) work_out(j, begun);
            }
            const Cents in = comes_in(step.from);
            if (in) moved_[i] = in->times(Fraction::percent(*step.share));
        }
    }

    // All that comes in at a place over the whole route; nothing when no step says so, or when some step could have
    // brought more.
    Cents comes_in(const Place& place) const {
        Cents sum;
        for (std::size_t j = 0; j < money_.size(); ++j) {
            if (!money(j).to.known()) return std::nullopt;
            if (!same_place(money(j).to, place)) continue;
            if (!moved_[j]) return std::nullopt;
            sum = sum ? sum->plus(*moved_[j]) : moved_[j];
            if (!sum) return std::nullopt;
        }
        return sum;
    }

    void check_amounts(std::size_t i) {
        const RouteStep& step = money(i);
        const Cents in = step.from.known() ? comes_in(step.from) : std::nullopt;
        const Cents& own = moved_[i];
        if (!in || !own) return;
        Cents before = Fraction::of(0, 1);
        bool all_known = step.known == true;
        for (std::size_t j = 0; j < money_.size() && before; ++j) {
            if (same_place(money(j).to, step.from)) all_known = all_known && money(j).known == true;
            if (j >= i || !same_place(money(j).from, step.from)) continue;
            const Cents& part = moved_[j];
            if (!part) continue;  // nothing is known of it: what is known of the others is a lower bound
            before = before->plus(*part);
            all_known = all_known && money(j).known == true;
        }
        const Cents with_own = before ? before->plus(*own) : std::nullopt;
        // Only where the sum passes what came in, so that one excess is reported once.
        if (!with_own || in->less_than(*before) || !in->less_than(*with_own)) return;
        if (step.share && over_shared(i)) return;
        report(money_[i], RouteFault::more_out, all_known && step.funding_source.empty());
    }

    // Whether the step's shares were reported already.
    bool over_shared(std::size_t i) const {
        return std::any_of(findings_.begin(), findings_.end(), [&](const RouteFinding& finding) {
            return finding.step == money_[i] &&
                   (finding.fault == RouteFault::share_sum || finding.fault == RouteFault::more_out);
        });
    }

    const std::vector<RouteStep>& steps_;
    std::vector<std::size_t> sequence_;  // indexes of steps_, by order
    std::vector<std::size_t> money_;     // those that move money, each movement once
    std::vector<bool> connected_;        // by place in money_
    std::vector<Cents> moved_;           // likewise
    std::vector<RouteFinding> findings_;
};

}  // namespace

std::string_view code_of(RouteFault fault) {
    switch (fault) {
        case RouteFault::gap:
            return "route.gap";
        case RouteFault::circle:
            return "route.circle";
        case RouteFault::more_out:
            return "route.moreOut";
        case RouteFault::share_sum:
            return "route.shareSum";
        case RouteFault::contradiction:
            return "route.contradiction";
        case RouteFault::order:
            break;
    }
    return "route.order";
}

std::vector<RouteFinding> check_route(const std::vector<RouteStep>& steps) {
    return RouteCheck(steps).run();
}

}  // namespace afb
