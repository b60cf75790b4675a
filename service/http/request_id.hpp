// Names for requests: UUID version 7 (RFC 9562), so that a log sorted by id is sorted by time.
#pragma once

#include <string>

namespace afb::http {

// Lower case, with hyphens. Throws std::system_error when the kernel has no random bytes.
std::string make_request_id();

}  // namespace afb::http
