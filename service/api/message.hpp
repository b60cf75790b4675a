// HTTP as plain values: what the transport hands to the API and gets back. No library types.
#pragma once

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace afb::api {

using Headers = std::vector<std::pair<std::string, std::string>>;

// ASCII case-insensitive, as header names are compared.
bool same_header(std::string_view a, std::string_view b);

struct Request {
    std::string method;                                      // "GET"; as sent
    std::string path;                                        // decoded, starts with '/', valid UTF-8 without NUL
    std::vector<std::pair<std::string, std::string>> query;  // decoded, in order, repeats kept
    Headers headers;                                         // values trimmed, repeats kept
    std::string body;                                        // whole and de-chunked
    std::string request_id;                                  // UUID, lower case
    std::string peer;                                        // address of the client, for the log

    std::optional<std::string> find_header(std::string_view name) const;  // the first
};

struct Response {
    int status = 200;
    Headers headers = {};  // without Date, Content-Length, Connection, Content-Encoding and Transfer-Encoding: those
                           // are the transport's
    std::string body = {};

    void set_header(std::string_view name, std::string value);  // replaces
    std::optional<std::string> find_header(std::string_view name) const;
};

// Must not throw. Called from several threads at once.
using Handler = std::function<Response(const Request&)>;

}  // namespace afb::api
