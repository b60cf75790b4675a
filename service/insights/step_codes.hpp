// The codes that steps of payment routes are read by, and what is known of a step: the same as RouteStep::unknown()
// says (schema/payment_route.hpp), of facts.
#pragma once

#include <algorithm>
#include <array>

#include "schema/payment_route.hpp"
#include "service/insights/facts.hpp"

namespace afb::insights {

struct StepCodes {
    explicit StepCodes(const Facts& facts)
        : roles{facts.codes().code("routeRole", "decides"), facts.codes().code("routeRole", "funds"),
                facts.codes().code("routeRole", "pays"), facts.codes().code("routeRole", "settles")},
          no_actor(facts.codes().code("routeActor", "")),
          unknown(facts.codes().code("routeActor", unknown_actor)),
          no_record(facts.codes().code("routeRecord", "")) {}

    std::array<Code, 4> roles;  // by RouteRole
    Code no_actor;
    Code unknown;
    Code no_record;

    std::size_t role(const StepFact& step) const {
        return static_cast<std::size_t>(std::find(roles.begin(), roles.end(), step.role) - roles.begin());
    }
    bool moves_money(const StepFact& step) const {
        const auto number = static_cast<RouteRole>(role(step));
        return number == RouteRole::funds || number == RouteRole::pays;
    }
    Code shown(Code actor) const { return actor == no_actor ? unknown : actor; }
    bool stated(Code actor, Code record) const { return actor != no_actor || record != no_record; }
    bool known(Code actor, Code record) const { return record != no_record || (actor != no_actor && actor != unknown); }
    // The same as RouteStep::unknown().
    bool is_unknown(const StepFact& step) const {
        return step.known == 0 || !known(step.from_actor, step.from) ||
               (stated(step.to_actor, step.to) && !known(step.to_actor, step.to));
    }
};

}  // namespace afb::insights
