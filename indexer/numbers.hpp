// Amounts and school years as people write them, each made into one token: "€ 1.250,-", "1250 euro" and "EUR 1250,00"
// are 1250; "24/25" and "2024–25" are 2024-2025. Called by the analysis, so the index and the query read the same.
//
// Leaves out: dates, versions and numbers with letters ("12-05-2024", "1.2.3", "25LZ"): those are words like others.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "indexer/dutch.hpp"

namespace afb::indexer {

// The number that begins at `at`, which must be the beginning of a word or a currency sign; `at` moves past it.
// Nothing, and `at` stays, when there is none. An amount with its currency has two parts, the number and "euro", in one
// place; a school year has its two years. Stems are left to the caller: the token's own is set, those of parts are not.
std::optional<Token> read_number(std::string_view text, std::size_t& at);

// The whole text as a school year ("2024-2025") or as money ("1250.00", as records have it); nothing when it is none.
std::optional<std::string> read_school_year(std::string_view text);
std::optional<std::string> read_amount(std::string_view text);

}  // namespace afb::indexer
