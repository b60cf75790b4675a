// The series of a regulation as people get it: what came before it and after it, and what became of the amounts.
#pragma once

#include "schema/json.hpp"
#include "service/insights/regulations.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

// {record, items[], warnings[], assumptions} of the regulation with this number; `day`: for what is in force.
Json view_series(const insights::VisibleRecords& records, const insights::Chains& chains, std::int32_t number,
                 insights::Day day);

}  // namespace afb::app
