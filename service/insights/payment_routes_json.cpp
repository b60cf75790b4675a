#include "service/insights/payment_routes_json.hpp"

#include "service/insights/allowances_json.hpp"

namespace afb::insights {
namespace {

constexpr std::array<const char*, 4> role_members{"decides", "funds", "pays", "settles"};  // by RouteRole

std::string term_label(const Facts& facts, std::string_view vocabulary, std::string_view code, Language language) {
    const Vocabulary* words = facts.catalog().find_vocabulary(vocabulary);
    const Term* term = words == nullptr ? nullptr : words->find(code);
    return term == nullptr ? std::string(code) : term->label.in(language);
}

Json node_json(const Facts& facts, const RouteNode& node, const Telling& telling) {
    Json out{{"actor", node.actor}, {"label", term_label(facts, "actors", node.actor, telling.language)}};
    for (std::size_t i = 0; i < role_members.size(); ++i) out[role_members.at(i)] = node.regulations.at(i);
    out["receives"] = node.receives;
    return out;
}

Json link_json(const Facts& facts, const RouteLink& link, const Records& records, const Telling& telling) {
    Json out{{"role", link.role},
             {"label", term_label(facts, "route-roles", link.role, telling.language)},
             {"from", link.from}};
    if (!link.to.empty()) out["to"] = link.to;
    out["regulations"] = link.regulations;
    out["steps"] = link.steps;
    out["unknownSteps"] = link.unknown_steps;
    out["amountsStated"] = link.amounts;
    if (link.amounts > 0) {
        out["leastAmount"] = link.least.text();
        out["mostAmount"] = link.most.text();
    }
    Json listed = Json::array();
    for (const std::uint32_t number : link.records)
        listed.push_back(Json{{"id", records[number].id()}, {"title", records[number].title()}});
    out["listed"] = std::move(listed);
    return out;
}

}  // namespace

Json json_of(const Facts& facts, const PaymentRoutes& routes, const Allowances& found, const RecordQuery& query,
             const AllowanceOptions& options, const Telling& telling) {
    Json distribution = json_of(facts, found, query, options, telling);
    Json out = Json::object();
    for (const char* member : {"per", "daysPerWeek", "monthsPerYear", "currency"}) out[member] = distribution[member];
    if (found.withheld) {
        out["withheld"] = true;
    } else {
        out["regulations"] = found.total.regulations;
        out["withRoute"] = routes.with_route;
        out["withoutRoute"] = routes.without_route;
        out["withUnknownSteps"] = routes.with_unknown_steps;
    }
    Json nodes = Json::array();
    Json links = Json::array();
    for (const RouteNode& node : routes.nodes) nodes.push_back(node_json(facts, node, telling));
    for (const RouteLink& link : routes.links) {
        const bool small = link.regulations < options.minimum_group;
        links.push_back(small ? Json{{"role", link.role}, {"from", link.from}, {"withheld", true}}
                              : link_json(facts, link, found.records, telling));
    }
    out["patterns"] = std::move(distribution["groups"]);
    if (!found.withheld) {
        out["nodes"] = std::move(nodes);
        out["links"] = std::move(links);
    }
    out["leftOut"] = std::move(distribution["leftOut"]);
    out["formula"] = std::move(distribution["formula"]);
    out["assumptions"] = std::move(distribution["assumptions"]);
    return out;
}

}  // namespace afb::insights
