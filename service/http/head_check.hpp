// The raw head of a request, looked at byte by byte before a parser gets it.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "service/http/request_reader.hpp"

namespace afb::http {

struct RequestLine {
    std::string method;
    std::string target;
    int minor_version = 1;
};

// Finds the end of a head that comes in pieces. Refuses at the first byte that is wrong: bare CR or LF, NUL and other
// control characters, folded lines, a line or a head that is too long.
class HeadScanner {
public:
    explicit HeadScanner(const ReaderLimits& limits) : limits_(limits) {}

    // `head` is everything received of the head so far (empty lines before it already removed).
    std::optional<Refusal> scan(std::string_view head);

    bool complete() const { return end_ != 0; }
    std::size_t end() const { return end_; }           // one past the empty line
    std::size_t line_length() const { return line_; }  // of the request line, without CR LF

private:
    std::optional<Refusal> scan_byte(std::string_view head);
    std::optional<Refusal> too_long(std::string_view head) const;

    const ReaderLimits& limits_;
    std::size_t position_ = 0;
    std::size_t line_start_ = 0;
    std::size_t line_ = 0;
    std::size_t end_ = 0;
};

// Splits "GET /path HTTP/1.1"; says what is wrong with it: 400, 414, 501 (method) or 505 (version).
std::optional<Refusal> parse_request_line(std::string_view text, std::size_t max_uri, RequestLine& line);

Refusal bad_request(std::string detail_en, std::string detail_nl);

}  // namespace afb::http
