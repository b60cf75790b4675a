// API tokens: `afb_` + 30 random base62 characters + 6 base62 characters of CRC-32 over those 30 (as GitHub does:
// scanners and the server know a mistyped token without a look-up). Only the SHA-256 of a token is kept; 178 random
// bits need no slow hash.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace afb::auth {

struct NewToken {
    std::string secret;  // shown once
    std::string hash;
    std::string hint;  // "afb_…x7Qa", for lists
};

NewToken make_token();

// The hash to look a token up by; nothing when it cannot be one of ours (form or checksum).
std::optional<std::string> hash_of_token(std::string_view secret);

}  // namespace afb::auth
