// What the answers of insights have in common: records behind a figure, labels, shares.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/insights/coverage.hpp"
#include "service/insights/telling.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

// {kind, id, title, href} of a record that may be seen.
Json reference_json(const insights::VisibleRecords& records, std::int32_t number);

// {count, records[]}: at most `listed` of them, in this order.
Json figure_json(const insights::VisibleRecords& records, std::span<const std::int32_t> numbers, std::size_t listed);

// A percentage with one decimal, as a number: 66.7.
Json percent_json(insights::Permille permille);

// By number of the record: whether it is among these; empty when all are.
std::vector<bool> chosen_among(const insights::VisibleRecords& records, const insights::Records& chosen);

// The label of a code of a vocabulary; the code itself where there is none.
Text label_of(const Catalog& catalog, std::string_view vocabulary, std::string_view code);

}  // namespace afb::app
