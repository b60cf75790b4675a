// One request out of bytes, in pieces of any size: HTTP/1.0 and 1.1 by RFC 9112, strict.
//
// Boost.Beast reads the fields and the chunks; what it leaves open or takes leniently is checked here before Beast sees
// it: everything by which two readers could disagree about where a request ends (request smuggling) is refused.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "service/api/message.hpp"

namespace afb::http {

struct Refusal {
    int status = 400;
    std::string detail_en;
    std::string detail_nl;
};

struct ReaderLimits {
    std::size_t max_uri = 0;
    std::size_t max_header_bytes = 0;
    std::function<std::size_t(const std::string& method, const std::string& path)> max_body;
};

class RequestReader {
public:
    enum class State { head, body, complete, refused };

    explicit RequestReader(const ReaderLimits& limits);  // limits must outlive the reader
    ~RequestReader();
    RequestReader(const RequestReader&) = delete;
    RequestReader& operator=(const RequestReader&) = delete;

    // Takes what belongs to this request from the front of input; what it leaves must be given again, with more after
    // it. After complete the rest is the next request's; after refused nothing in input can be trusted.
    State read(std::string_view& input);

    // True once, when the client waits for "100 Continue" before it sends the body.
    bool take_expects_continue();

    // Only empty lines so far: nothing has been asked.
    bool blank() const;

    bool in_body() const;
    std::size_t body_bytes() const;  // received until now
    const Refusal& refusal() const;

    // When complete: the request without request_id and peer. The reader is spent.
    api::Request take_request();

    // What is known of the request's head; sensible before it is known too.
    bool is_head_request() const;
    bool is_http10() const;
    bool keep_alive() const;

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace afb::http
