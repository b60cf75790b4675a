// Reading JSON from outside: strictly RFC 8259, and with published limits, so that nothing hostile gets further than
// here.
#pragma once

#include <cstddef>
#include <string_view>

#include "schema/json.hpp"

namespace afb {

struct JsonLimits {
    std::size_t max_depth = 32;
    std::size_t max_string = 200'000;  // bytes of UTF-8; a field's own maxLength is checked by the validator
    std::size_t max_members = 20'000;  // values in the whole document
};

// Throws Error(malformed) with one Problem (code json.*: syntax, duplicate key, depth, string too long, NUL or lone
// surrogate, bad UTF-8, number out of range) whose location is the JSON Pointer reached, and whose text has line and
// column. Needs no more stack for deep input than for flat input.
Json parse_json(std::string_view text, const JsonLimits& limits = {});

}  // namespace afb
