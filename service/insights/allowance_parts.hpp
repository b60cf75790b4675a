// Pieces of answers about allowances that more than one of them has.
#pragma once

#include <optional>
#include <string>

#include "schema/json.hpp"
#include "service/insights/allowances.hpp"
#include "service/insights/telling.hpp"

namespace afb::insights {

// {id, title, tariff, outcome, amount or reason}
Json observation_json(const Facts& facts, const Allowances& found, std::uint32_t number);

// {key: {dimension: value or null}, label}
Json key_json(const Facts& facts, const AllowanceOptions& options, const GroupKey& key, const Telling& telling);

// What finds the regulations of a group: "sector=vo&studyYear=3". Nothing when no filters do: those of which the source
// says nothing.
std::optional<std::string> condition_of(const Facts& facts, const AllowanceOptions& options, const GroupKey& key);

}  // namespace afb::insights
