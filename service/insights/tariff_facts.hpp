// From a tariff's row to its fact: comparable, expressly nothing, unknown, or not to be compared, with the reason.
//
// The same rules as `derived` of the record (schema/comparable.hpp), but exact where that is rounded, and with one
// reason more: a range or a limit ("at most EUR 395") is no amount, unless both ends are the same.
#pragma once

#include <string_view>

#include "service/insights/chunk.hpp"

namespace afb::insights {

std::string_view code_of(Outcome outcome);  // "paid", "zero", "unknown", "notComparable": as answers have it

TariffFact tariff_fact_of(const storage::TariffRow& row, Codes& codes);

}  // namespace afb::insights
