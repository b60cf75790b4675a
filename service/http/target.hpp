// The request target (RFC 9112 section 3.2), decoded strictly: what a proxy in front could read in another way is
// refused. The path is not normalised: "/v1//x" and "/v1/../x" stay as they are, as text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace afb::http {

struct Target {
    std::string path;  // "*" of OPTIONS is "/"
    std::vector<std::pair<std::string, std::string>> query;
    std::optional<std::string> authority;  // of the absolute form "http://host:port/path": takes the place of Host
};

// Nothing when the target is malformed: percent signs without two hexadecimal digits, invalid UTF-8, control
// characters, a fragment, a form that does not belong to the method.
std::optional<Target> parse_target(std::string_view method, std::string_view text);

// "host" or "host:port" with the characters a host may have; empty is allowed.
bool is_authority(std::string_view text);

}  // namespace afb::http
