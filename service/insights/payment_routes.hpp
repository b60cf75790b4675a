// How the money goes: which parties decide, fund, pay and settle, over all regulations chosen. Pure.
//
// A step counts by its role and the actors at both ends; an end that is not stated or not known is `unknown` and stays
// visible. What an amount of a step is for, a source seldom says: they are listed as stated, never added up.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/payment_route.hpp"
#include "service/insights/selection.hpp"

namespace afb::insights {

struct RouteLink {
    std::string role;
    std::string from;
    std::string to;  // "" for a step without a receiver: a decision
    std::int64_t steps = 0;
    std::int64_t regulations = 0;
    std::int64_t unknown_steps = 0;  // of these steps, as `derived` counts them
    std::int64_t amounts = 0;        // steps that state an amount
    Money least = {};                // of these
    Money most = {};
    std::vector<std::uint32_t> records = {};  // the first `listed`, in the records given
};

struct RouteNode {
    std::string actor;
    std::array<std::int64_t, 4> regulations{};  // in which it has this role, by RouteRole
    std::int64_t receives = 0;                  // regulations in which money goes to it
};

struct PaymentRoutes {
    std::int64_t with_route = 0;          // regulations that state a step or more
    std::int64_t without_route = 0;       // that state none
    std::int64_t with_unknown_steps = 0;  // of those with a route
    std::vector<RouteNode> nodes;         // by actor
    std::vector<RouteLink> links;         // most regulations first, then by role and actors
};

PaymentRoutes payment_routes(const Facts& facts, const Records& records, std::size_t listed);

// Regulations with money going from, and to, any of these actors; no actors: all.
Records with_money(const Facts& facts, const Records& records, const std::vector<std::string>& from,
                   const std::vector<std::string>& to);

}  // namespace afb::insights
