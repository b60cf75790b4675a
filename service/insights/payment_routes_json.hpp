// Payment routes as their answer: the patterns with what they pay, and the flow as nodes and links.
#pragma once

#include "schema/json.hpp"
#include "service/insights/allowances.hpp"
#include "service/insights/payment_routes.hpp"
#include "service/insights/telling.hpp"

namespace afb::insights {

// `found`: the distribution of the same regulations, grouped by route, with `options`; its groups are the patterns.
Json json_of(const Facts& facts, const PaymentRoutes& routes, const Allowances& found, const RecordQuery& query,
             const AllowanceOptions& options, const Telling& telling);

}  // namespace afb::insights
