// What every insight is asked with: the filters of a list, and the moment of which it tells.
#pragma once

#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "service/api/call.hpp"
#include "service/api/route.hpp"

namespace afb::api {

// Of the filters of one kind, or all when `kind` is null.
std::vector<Parameter> insight_parameters(const Catalog& catalog, const Kind* kind);

app::InsightQuestion read_insight_question(const Call& call, const Kind* kind);

Parameter as_known_on_parameter();

// 200 with an ETag that follows from the data and the question.
Response insight_response(const Call& call, const app::InsightAnswer& answer);

// A row of the table, but for its own parameters, description and handler.
Route insight_route(const Catalog& catalog, const Kind* kind, const std::string& name);

}  // namespace afb::api
