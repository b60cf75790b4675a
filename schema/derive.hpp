// From a valid body to what the server computes (`derived`) and to the rules that look at more than one field. The
// typed domain logic (money, dates, comparable amounts, payment routes, boundaries) does the work; this file only
// translates between JSON and those types.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/dates.hpp"
#include "schema/json.hpp"
#include "schema/problem.hpp"

namespace afb {

// What one record needs to know of a record it refers to.
struct LinkedRecord {
    std::string id;
    std::string kind;
    std::string title;
    std::vector<std::string> region_ids;  // of an onderwijsregio: itself; a partnership: its regions; an organisation:
                                          // regions it takes part in
    std::vector<std::string> sectors;
    bool national_region = false;  // an onderwijsregio whose reach is national
};

struct DeriveContext {
    std::function<std::optional<LinkedRecord>(std::string_view id)> find_linked;  // must be set
    Date today;  // open-ended validity counts for school years up to the one after this date
};

// Rules over several fields of one body (dates in order, min <= max, amount state against value, a payment route that
// contradicts itself,
// ...), for a body that is valid by its schema. Problems refuse the body.
std::vector<Problem> check_rules(const Kind& kind, const Json& body);

// The `derived` object: see the `derived` property in the kind's schema. Never throws on a valid body: what cannot be
// computed is left out or has its reason. Members with nothing to say are absent. `warnings[]` {code, location, detail,
// detailNl} are for the author.
Json derive(const Kind& kind, const Json& body, const DeriveContext& context);

// Raised by hand when derive() would give another answer for the same input: stored `derived` is then made anew at
// start.
inline constexpr int derive_version = 1;

}  // namespace afb
