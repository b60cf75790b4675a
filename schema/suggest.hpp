// "Did you mean": the names nearest to what somebody typed, for use in a problem's text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace afb {

// At most `most` of `names`, comma separated, followed by an ellipsis when there are more. With more names than that
// the nearest to `given` come first, else they keep their order.
std::string list_nearest(const std::vector<std::string>& names, std::string_view given, std::size_t most = 10);

// At most 60 characters of what somebody sent, with an ellipsis when there is more; never cut inside a character.
std::string shorten(std::string_view text);

}  // namespace afb
