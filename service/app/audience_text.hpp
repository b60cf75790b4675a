// To whom a tariff applies, in words: "Voortgezet onderwijs, leerjaar 3".
#pragma once

#include "schema/text.hpp"
#include "service/insights/audience.hpp"
#include "service/insights/facts.hpp"

namespace afb::app {

// A narrower audience that is not stated is said to be so, and never "everybody".
Text audience_text(const insights::Facts& facts, const insights::Audience& audience);
Text audience_text(const insights::Facts& facts, const insights::Cell& cell);

}  // namespace afb::app
