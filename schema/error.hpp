// The one exception that ends a request with an answer for the client. Its texts are public; anything internal is
// thrown as something else and becomes "internal error" with a request id.
#pragma once

#include <exception>
#include <string>
#include <utility>
#include <vector>

#include "schema/json.hpp"
#include "schema/problem.hpp"
#include "schema/text.hpp"

namespace afb {

enum class ErrorKind {
    invalid,                 // 400 with problems
    malformed,               // 400, not HTTP/JSON at all
    unauthenticated,         // 401
    forbidden,               // 403
    not_found,               // 404
    method_not_allowed,      // 405
    not_acceptable,          // 406
    request_timeout,         // 408
    conflict,                // 409
    gone,                    // 410
    precondition_failed,     // 412
    too_large,               // 413
    uri_too_long,            // 414
    unsupported_media_type,  // 415
    expectation_failed,      // 417
    idempotency_reused,      // 422
    precondition_required,   // 428
    too_many_requests,       // 429
    headers_too_large,       // 431
    internal,                // 500
    not_implemented,         // 501
    unavailable,             // 503
    version_not_supported,   // 505
};

class Error : public std::exception {
public:
    Error(ErrorKind error_kind, Text text, std::vector<Problem> found = {})
        : kind(error_kind), detail(std::move(text)), problems(std::move(found)) {}

    const char* what() const noexcept override { return detail.en.c_str(); }

    ErrorKind kind;
    Text detail;
    std::vector<Problem> problems;
    Json extensions = Json::object();  // further members of the problem document, e.g. "referredBy"
    std::vector<std::pair<std::string, std::string>> headers;  // e.g. ETag with a 412
};

// "not found" for a record, an endpoint, a revision.
[[noreturn]] void throw_not_found(const Text& what);
[[noreturn]] void throw_invalid(std::vector<Problem> problems);

}  // namespace afb
