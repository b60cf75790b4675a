// The `format`s of JSON Schema that we use, read by hand: exact, linear, without allocation. Stricter than the RFCs
// where a looser reading only serves mistakes; each function says how.
#pragma once

#include <cstddef>
#include <string_view>

namespace afb {

// RFC 3339 with any offset but -00:00 ("offset unknown"); upper-case T and Z, seconds required, no leap second, 1 to 9
// decimals.
bool is_date_time(std::string_view text);

// 8-4-4-4-12 hexadecimal digits, lower case only, so that one id has one spelling.
bool is_uuid(std::string_view text);

// An ASCII address at a domain with a dot; no quoted local parts, comments or address literals.
bool is_email(std::string_view text);

// Absolute, http or https, with a host and without user name; ASCII only (others percent-encoded), so no spaces or
// control characters.
bool is_web_address(std::string_view text);

// Up to nine digits, a point and two decimals; no sign, no leading zeros.
bool is_money(std::string_view text);

// Unicode code points in valid UTF-8.
std::size_t count_characters(std::string_view text);

}  // namespace afb
