// The payment route: how money gets to a student (or a school), step by step; who decides, funds, pays and settles.
//
// Guarantees: what is not known stays visible as `unknown`, in the pattern and in the count, and is never filled in; a
// step that is not known is never held against another. Leaves out what the steps pay for, and any period: a route is
// as it is at one moment.
//
// Money moves in the steps `funds` and `pays`, in their order; `decides` and `settles` are only listed. Two places are
// the same when both name an organisation and it is the same one; when one of them names none, when the actors are the
// same. So a board that pays another board is no circle when both are named, and is one when they are not. A `pays` and
// a `funds` step from and to the same places are one movement told twice (whose money it is, who transfers it) and
// count once.
//
//   gap            A step pays money that did not come in before. A `funds` step may bring in new money (a municipality
//   adds to the region's),
//                  when the rest of the route connects it with where the money starts: the steps of the lowest order.
//   circle         The money comes back to a place it went through to get here.
//   more_out       Out of one place goes more than comes in over the whole route, whichever step is first (a board may
//   pay in advance); or shares of
//                  one place in different orders are together over 100 %. A share counts as an amount when all that
//                  comes in is known.
//   share_sum      In one order more than 100 % goes out of one place.
//   contradiction  A step from and to one organisation. The same step twice: order, role, from, to, funding source and
//   timing; or a step that may be
//                  the same, because one of the two names no organisation. A to B and B to A in one order. One movement
//                  told twice with two amounts.
//   order          A step pays out what another step of the same order brings in: which one is first?
//
// All are warnings. Refused is only what cannot be true whatever the rest is: a step from and to one organisation,
// exactly the same step twice, a share sum over 100 %, and more out than in when every step concerned is stated as
// known and the step names no funding source of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/money.hpp"

namespace afb {

enum class RouteRole { decides, funds, pays, settles };

std::optional<RouteRole> route_role_of(std::string_view code);  // of the vocabulary route-roles

inline constexpr std::string_view unknown_actor = "unknown";

struct Place {
    std::string actor = {};         // of the vocabulary actors; "" is not stated
    std::string organisation = {};  // id; "" is not stated

    bool stated() const { return !actor.empty() || !organisation.empty(); }
    bool known() const { return !organisation.empty() || (!actor.empty() && actor != unknown_actor); }
    bool operator==(const Place&) const = default;
};

// Whether both are known and may be one and the same.
bool same_place(const Place& left, const Place& right);

struct RouteStep {
    int order = 0;
    RouteRole role = RouteRole::pays;
    Place from = {};
    Place to = {};
    std::optional<Decimal> share = {};  // percent of what comes in at `from`
    std::optional<Money> amount = {};
    std::string funding_source = {};
    std::string timing = {};
    std::optional<bool> known = {};  // what the author says; absent is not said

    bool moves_money() const { return role == RouteRole::funds || role == RouteRole::pays; }
    // Said to be; or who does it is not known; or the receiver is said to be not known.
    bool unknown() const;
};

enum class RouteFault { gap, circle, more_out, share_sum, contradiction, order };

std::string_view code_of(RouteFault fault);  // the problem code: "route.gap"

struct RouteFinding {
    std::size_t step = 0;  // index in the steps as given
    RouteFault fault = RouteFault::gap;
    bool refused = false;

    bool operator==(const RouteFinding&) const = default;
};

struct RouteSummary {
    // "onderwijsregio > schoolbestuur > student"; actors beside each other as "school + schoolbestuur"; where the steps
    // do not join up, `unknown` stands between them. Empty without money steps.
    std::string pattern;
    std::vector<std::string> decides;  // actors, in order, each once; `unknown` where it is not known who
    std::vector<std::string> funds;
    std::vector<std::string> pays;
    std::vector<std::string> settles;
    std::size_t unknown_steps = 0;
};

RouteSummary summarise(const std::vector<RouteStep>& steps);

// By step, then by fault; at most one of each fault a step.
std::vector<RouteFinding> check_route(const std::vector<RouteStep>& steps);

}  // namespace afb
