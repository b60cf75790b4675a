// Every error answer, in the one shape: application/problem+json (RFC 9457) with type, title, status, detail, instance
// and, for bad input, errors[]. Also for what the transport refuses by itself.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "schema/error.hpp"
#include "schema/text.hpp"
#include "service/api/message.hpp"

namespace afb::api {

struct ProblemType {
    ErrorKind kind;
    int status;
    std::string_view slug;  // last part of `type`
    std::string_view title_nl;
    std::string_view title_en;
};

std::span<const ProblemType> problem_types();  // by status
const ProblemType& problem_type(ErrorKind kind);
const ProblemType& problem_type_of_status(int status);  // of the nearest kind: 400 is "malformed" for the transport

// `public_url`: where people reach this service, without a slash at the end; `type` is below it.
Response problem_response(const Error& error, std::string_view request_id, Language language,
                          std::string_view public_url);

}  // namespace afb::api
