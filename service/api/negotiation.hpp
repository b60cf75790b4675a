// What a client says it wants: media types (RFC 9110, section 12.5.1) and languages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/text.hpp"
#include "service/api/message.hpp"

namespace afb::api {

// The offered media type the client likes best (the earlier one when equal); nothing when it accepts none of them. No
// Accept: the first.
std::optional<std::string> choose_media_type(const Request& request, const std::vector<std::string>& offered);

// Dutch, unless English is asked for more.
Language choose_language(const Request& request);

// "application/json; charset=utf-8" -> "application/json", lower case.
std::string media_type_of(std::string_view content_type);

}  // namespace afb::api
