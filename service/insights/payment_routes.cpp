#include "service/insights/payment_routes.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

#include "service/insights/step_codes.hpp"

namespace afb::insights {
namespace {

constexpr std::int64_t nobody = -1;

struct LinkKey {
    Code role = 0;
    Code from = 0;
    Code to = 0;
    bool operator==(const LinkKey&) const = default;
};

struct LinkHash {
    std::size_t operator()(const LinkKey& key) const {
        return std::hash<std::uint64_t>()(std::uint64_t{key.from} << 32U | key.to) * 31 + key.role;
    }
};

// Counted; `last` is the regulation that was counted last, so that each counts once.
struct LinkCount {
    RouteLink link;
    std::int64_t last = nobody;
};

struct NodeCount {
    RouteNode node;
    std::array<std::int64_t, 4> last{nobody, nobody, nobody, nobody};
    std::int64_t last_received = nobody;
};

class Walk {
public:
    Walk(const Facts& facts, std::size_t listed) : facts_(facts), codes_(facts), listed_(listed) {}

    void add(const RecordRef& record, std::uint32_t number) {
        const auto steps = record.chunk->steps(*record.record);
        if (steps.empty()) {
            ++out_.without_route;
            return;
        }
        ++out_.with_route;
        bool unknown = false;
        for (const StepFact& step : steps) {
            const bool step_unknown = codes_.is_unknown(step);
            unknown = unknown || step_unknown;
            add_link(step, step_unknown, number);
            add_nodes(step, number);
        }
        if (unknown) ++out_.with_unknown_steps;
    }

    PaymentRoutes finish() {
        for (auto& [key, count] : links_) {
            count.link.role = facts_.codes().text(key.role);
            count.link.from = facts_.codes().text(key.from);
            count.link.to = facts_.codes().text(key.to);
            out_.links.push_back(std::move(count.link));
        }
        for (auto& [actor, count] : nodes_) {
            count.node.actor = facts_.codes().text(actor);
            out_.nodes.push_back(std::move(count.node));
        }
        std::sort(out_.links.begin(), out_.links.end(), [](const RouteLink& a, const RouteLink& b) {
            if (a.regulations != b.regulations) return a.regulations > b.regulations;
            return std::tie(a.role, a.from, a.to) < std::tie(b.role, b.from, b.to);
        });
        std::sort(out_.nodes.begin(), out_.nodes.end(),
                  [](const RouteNode& a, const RouteNode& b) { return a.actor < b.actor; });
        return std::move(out_);
    }

private:
    void add_link(const StepFact& step, bool unknown, std::uint32_t number) {
        const bool has_receiver = codes_.moves_money(step) || codes_.stated(step.to_actor, step.to);
        LinkCount& count = links_[{.role = step.role,
                                   .from = codes_.shown(step.from_actor),
                                   .to = has_receiver ? codes_.shown(step.to_actor) : codes_.no_actor}];
        RouteLink& link = count.link;
        ++link.steps;
        if (unknown) ++link.unknown_steps;
        if (step.amount_cents >= 0) {
            const Money amount = Money::from_cents(step.amount_cents);
            link.least = link.amounts == 0 ? amount : std::min(link.least, amount);
            link.most = std::max(link.most, amount);
            ++link.amounts;
        }
        if (count.last == number) return;
        count.last = number;
        ++link.regulations;
        if (link.records.size() < listed_) link.records.push_back(number);
    }

    void add_nodes(const StepFact& step, std::uint32_t number) {
        const std::size_t role = codes_.role(step);
        if (role < codes_.roles.size()) {
            NodeCount& giver = nodes_[codes_.shown(step.from_actor)];
            if (giver.last.at(role) != number) ++giver.node.regulations.at(role);
            giver.last.at(role) = number;
        }
        if (!codes_.moves_money(step)) return;
        NodeCount& receiver = nodes_[codes_.shown(step.to_actor)];
        if (receiver.last_received != number) ++receiver.node.receives;
        receiver.last_received = number;
    }

    const Facts& facts_;
    StepCodes codes_;
    std::size_t listed_;
    PaymentRoutes out_;
    std::unordered_map<LinkKey, LinkCount, LinkHash> links_;
    std::unordered_map<Code, NodeCount> nodes_;
};

// Who is asked for as unknown is also who is not stated.
std::vector<Code> actor_codes(const Facts& facts, const StepCodes& step_codes, const std::vector<std::string>& actors) {
    std::vector<Code> codes;
    for (const std::string& actor : actors) {
        codes.push_back(facts.codes().code("routeActor", actor));
        if (codes.back() == step_codes.unknown) codes.push_back(step_codes.no_actor);
    }
    return codes;
}

bool is_any(const std::vector<Code>& wanted, Code code) {
    return wanted.empty() || std::find(wanted.begin(), wanted.end(), code) != wanted.end();
}

}  // namespace

PaymentRoutes payment_routes(const Facts& facts, const Records& records, std::size_t listed) {
    Walk walk(facts, listed);
    for (std::uint32_t i = 0; i < records.size(); ++i) walk.add(records[i], i);
    return walk.finish();
}

Records with_money(const Facts& facts, const Records& records, const std::vector<std::string>& from,
                   const std::vector<std::string>& to) {
    if (from.empty() && to.empty()) return records;
    const StepCodes codes(facts);
    const auto givers = actor_codes(facts, codes, from);
    const auto receivers = actor_codes(facts, codes, to);
    Records found;
    for (const RecordRef& record : records) {
        const auto steps = record.chunk->steps(*record.record);
        const bool has = std::any_of(steps.begin(), steps.end(), [&](const StepFact& step) {
            return codes.moves_money(step) && is_any(givers, step.from_actor) && is_any(receivers, step.to_actor);
        });
        if (has) found.push_back(record);
    }
    return found;
}

}  // namespace afb::insights
