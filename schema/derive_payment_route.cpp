// The payment route of a stagevergoeding, between JSON and payment_route.hpp.
#include "schema/derive_parts.hpp"
#include "schema/payment_route.hpp"

namespace afb::derivation {
namespace {

constexpr std::size_t max_pattern = 500;

Place place_of(const Json& step, std::string_view end) {
    const Json& place = member(step, end);
    return {text(place, "actor"), text(place, "organisationId")};
}

std::vector<RouteStep> steps_of(const Json& body) {
    std::vector<RouteStep> steps;
    for (const Json& row : list(member(body, "paymentRoute"), "steps")) {
        RouteStep step;
        step.order = static_cast<int>(integer(row, "order").value_or(0));
        step.role = route_role_of(text(row, "role")).value_or(RouteRole::pays);
        step.from = place_of(row, "from");
        step.to = place_of(row, "to");
        step.share = decimal(row, "share");
        step.amount = money(row, "amount");
        step.funding_source = text(row, "fundingSource");
        step.timing = text(row, "timing");
        step.known = boolean(row, "known");
        steps.push_back(std::move(step));
    }
    return steps;
}

Problem problem_of(const RouteFinding& finding) {
    return body_problem(code_of(finding.fault), pointer_to("/paymentRoute/steps", finding.step));
}

// A pattern is a facet value: a very long one is cut at an arrow.
std::string cut(std::string pattern) {
    if (pattern.size() <= max_pattern) return pattern;
    constexpr std::string_view arrow = " > ";
    constexpr std::string_view more = " > …";
    pattern.resize(pattern.rfind(arrow, max_pattern - more.size() - arrow.size()));
    pattern += more;
    return pattern;
}

}  // namespace

void check_payment_route(const Json& body, Problems& problems) {
    for (const RouteFinding& finding : check_route(steps_of(body))) {
        if (finding.refused) problems.push_back(problem_of(finding));
    }
}

void derive_payment_route(const Json& body, Derivation& derivation) {
    const std::vector<RouteStep> steps = steps_of(body);
    if (steps.empty()) return;
    for (const RouteFinding& finding : check_route(steps)) derivation.warnings.push_back(problem_of(finding));
    const RouteSummary summary = summarise(steps);
    Json route = Json::object();
    if (!summary.pattern.empty()) route["pattern"] = cut(summary.pattern);
    put(route, "decides", summary.decides);
    put(route, "funds", summary.funds);
    put(route, "pays", summary.pays);
    put(route, "settles", summary.settles);
    route["unknownSteps"] = summary.unknown_steps;
    derivation.derived["route"] = std::move(route);
}

}  // namespace afb::derivation
