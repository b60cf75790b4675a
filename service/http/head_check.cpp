#include "service/http/head_check.hpp"

#include <algorithm>
#include <array>

#include "service/http/text.hpp"

namespace afb::http {

namespace {

constexpr std::array<std::string_view, 7> methods{"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};
constexpr std::size_t longest_method = 32;  // long enough to answer "not implemented" to every registered one

Refusal uri_too_long(std::size_t max_uri) {
    const auto bytes = std::to_string(max_uri);
    return {414, "The request target is longer than " + bytes + " bytes.",
            "Het adres van het verzoek is langer dan " + bytes + " bytes."};
}

Refusal unknown_method() {
    return {501, "This method is not implemented; GET, HEAD, POST, PUT, PATCH, DELETE and OPTIONS are.",
            "Deze methode is niet ingebouwd; GET, HEAD, POST, PUT, PATCH, DELETE en OPTIONS wel."};
}

}  // namespace

Refusal bad_request(std::string detail_en, std::string detail_nl) {
    return {400, std::move(detail_en), std::move(detail_nl)};
}

std::optional<Refusal> HeadScanner::scan(std::string_view head) {
    for (; position_ < head.size() && !complete(); ++position_) {
        // Nearly every byte, nearly everywhere: nothing to look at.
        const char c = head[position_];
        if (!is_control(c) && position_ > line_start_ && head[position_ - 1] != '\r') continue;
        if (auto refusal = scan_byte(head)) return refusal;
    }
    return too_long(head);
}

std::optional<Refusal> HeadScanner::scan_byte(std::string_view head) {
    const char c = head[position_];
    const bool after_cr = position_ > 0 && head[position_ - 1] == '\r';
    if (after_cr != (c == '\n'))
        return bad_request("Lines must end in CR LF; this head has one of the two alone.",
                           "Regels moeten eindigen op CR LF; in deze kop staat een van de twee alleen.");
    if (c == '\n') {
        if (line_start_ == 0) line_ = position_ - 1;
        if (position_ - 1 == line_start_ && line_ != 0) end_ = position_ + 1;
        line_start_ = position_ + 1;
        return std::nullopt;
    }
    if (line_start_ == position_ && line_ != 0 && (c == ' ' || c == '\t'))
        return bad_request("A header field may not be folded over two lines.",
                           "Een kopveld mag niet over twee regels lopen.");
    if (is_control(c) && c != '\r' && (c != '\t' || line_ == 0))
        return bad_request("The head of the request has a control character.",
                           "In de kop van het verzoek staat een stuurteken.");
    return std::nullopt;
}

std::optional<Refusal> HeadScanner::too_long(std::string_view head) const {
    const std::size_t line = line_ != 0 ? line_ : head.size();
    const auto method_end = std::min(head.find(' '), line);
    if (method_end > longest_method) {
        if (is_token(head.substr(0, method_end))) return unknown_method();
        return bad_request("The request does not start with a method.", "Het verzoek begint niet met een methode.");
    }
    if (line > method_end + limits_.max_uri + 16) return uri_too_long(limits_.max_uri);
    const std::size_t read = complete() ? end_ : head.size();
    if (line_ == 0 || read - line_ <= limits_.max_header_bytes) return std::nullopt;
    const auto bytes = std::to_string(limits_.max_header_bytes);
    return Refusal{431, "The header fields are longer than " + bytes + " bytes together.",
                   "De kopvelden zijn samen langer dan " + bytes + " bytes."};
}

std::optional<Refusal> parse_request_line(std::string_view text, std::size_t max_uri, RequestLine& line) {
    const auto malformed = bad_request("The request line is not \"METHOD target HTTP/1.1\".",
                                       "De eerste regel is niet \"METHODE adres HTTP/1.1\".");
    const auto first = text.find(' ');
    const auto last = text.rfind(' ');
    if (first == std::string_view::npos || first == last) return malformed;
    line.method = std::string(text.substr(0, first));
    line.target = std::string(text.substr(first + 1, last - first - 1));
    const auto version = text.substr(last + 1);
    if (!is_token(line.method) || line.target.empty() || line.target.find(' ') != std::string::npos) return malformed;
    if (version.size() != 8 || version.substr(0, 5) != "HTTP/" || !is_digit(version[5]) || version[6] != '.' ||
        !is_digit(version[7]))
        return malformed;
    if (version != "HTTP/1.1" && version != "HTTP/1.0")
        return Refusal{505, "Only HTTP/1.0 and HTTP/1.1 are spoken here.", "Hier werken alleen HTTP/1.0 en HTTP/1.1."};
    line.minor_version = version[7] - '0';
    if (std::find(methods.begin(), methods.end(), line.method) == methods.end()) return unknown_method();
    if (line.target.size() > max_uri) return uri_too_long(max_uri);
    return std::nullopt;
}

}  // namespace afb::http
