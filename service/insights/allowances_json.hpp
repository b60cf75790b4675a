// The distribution of allowances as its answer: figures as decimal texts, every reason and group with its label, and in
// words how was counted and what was assumed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/insights/allowances.hpp"
#include "service/insights/standing.hpp"
#include "service/insights/telling.hpp"

namespace afb::insights {

// The members of the answer but for `snapshot`. `query`: what chose the regulations.
Json json_of(const Facts& facts, const Allowances& found, const RecordQuery& query, const AllowanceOptions& options,
             const Telling& telling);

// What `mine` answers.
Json json_of(const Facts& facts, const Standing& standing, const Allowances& found, const AllowanceOptions& options,
             const Telling& telling);

std::string_view code_of(Per per);
std::optional<Per> per_of(std::string_view code);

}  // namespace afb::insights
