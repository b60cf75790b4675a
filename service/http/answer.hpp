// A Response as the bytes of an HTTP/1.1 message, with the fields that are the transport's: Date, Content-Length,
// Connection, Content-Encoding.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "service/api/message.hpp"
#include "service/http/content_coding.hpp"

namespace afb::http {

// What the answer must know of its question.
struct Question {
    std::string request_id;
    bool head_only = false;  // HEAD: the fields of GET, no body
    bool http10 = false;
    bool keep_alive = false;
    AcceptedCodings codings;
    std::vector<std::string> if_none_match;  // as sent, before the codings' suffixes were taken off
};

// Takes the codings' suffixes off the tags in the request's conditions and remembers what the answer needs of them.
void prepare_conditions(api::Request& request, Question& question);

struct Output {
    std::string head;
    std::string body;
    std::size_t sent = 0;

    std::size_t size() const { return head.size() + body.size(); }
};

Output encode_answer(api::Response response, const Question& question, bool close);

// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110 section 5.6.7), whatever the locale.
std::string imf_fixdate(long long seconds_since_epoch);

}  // namespace afb::http
