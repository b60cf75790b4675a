// One operation of the OpenAPI document as a section of the reference page, and the curl command that shows it.
#pragma once

#include <string>

#include "schema/json.hpp"
#include "service/api/page_frame.hpp"

namespace afb::api {

struct OperationPlace {
    std::string method;  // "get"
    std::string path;    // "/agreements/{id}"
    std::string server;  // where it answers, with the base path
    const Json& operation;
};

// A part of the document, with a $ref followed.
const Json& resolve(const Json& document, const Json& part);

// A command to paste in a shell. Path and required parameters get their example; a token is taken from $AFB_TOKEN.
std::string curl_command(const Json& document, const OperationPlace& place);

std::string operation_section(const Json& document, const OperationPlace& place, const Words& say);

}  // namespace afb::api
