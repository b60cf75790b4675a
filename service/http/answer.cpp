#include "service/http/answer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <ctime>

#include "service/http/text.hpp"

namespace afb::http {

namespace {

constexpr std::size_t worth_compressing = 1024;

std::string_view reason_of(int status) {
    static constexpr std::array<std::pair<int, std::string_view>, 38> reasons{{
        {200, "OK"},
        {201, "Created"},
        {202, "Accepted"},
        {204, "No Content"},
        {205, "Reset Content"},
        {206, "Partial Content"},
        {207, "Multi-Status"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {303, "See Other"},
        {304, "Not Modified"},
        {307, "Temporary Redirect"},
        {308, "Permanent Redirect"},
        {400, "Bad Request"},
        {401, "Unauthorized"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {406, "Not Acceptable"},
        {408, "Request Timeout"},
        {409, "Conflict"},
        {410, "Gone"},
        {411, "Length Required"},
        {412, "Precondition Failed"},
        {413, "Content Too Large"},
        {414, "URI Too Long"},
        {415, "Unsupported Media Type"},
        {417, "Expectation Failed"},
        {421, "Misdirected Request"},
        {422, "Unprocessable Content"},
        {428, "Precondition Required"},
        {429, "Too Many Requests"},
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"},
        {501, "Not Implemented"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
        {505, "HTTP Version Not Supported"},
    }};
    const auto found =
        std::find_if(reasons.begin(), reasons.end(), [&](const auto& row) { return row.first == status; });
    return found == reasons.end() ? std::string_view("Status") : found->second;
}

bool is_transport_field(std::string_view name) {
    static constexpr std::array<std::string_view, 6> ours{"Date",       "Content-Length",    "Connection",
                                                          "Keep-Alive", "Transfer-Encoding", "Trailer"};
    return std::any_of(ours.begin(), ours.end(), [&](auto own) { return api::same_header(own, name); });
}

// A value with CR LF in it would be a second header, or a second answer.
void append_field(std::string& head, std::string_view name, std::string_view value) {
    if (!is_token(name)) return;
    head.append(name).append(": ");
    for (const char c : trim(value)) head += is_control(c) && c != '\t' ? ' ' : c;
    head.append("\r\n");
}

void add_vary(api::Response& response) {
    constexpr std::string_view name = "Accept-Encoding";
    std::string merged;
    for (const auto& [key, value] : response.headers) {
        if (!api::same_header(key, "Vary")) continue;
        for (const auto part : split_list(value, ',')) {
            if (part == "*" || api::same_header(part, name)) return;
            if (!merged.empty()) merged += ", ";
            merged += part;
        }
    }
    if (!merged.empty()) merged += ", ";
    response.set_header("Vary", merged.append(name));
}

void apply_coding(api::Response& response, const Question& question) {
    const auto tag = response.find_header("ETag");
    if (response.status == 304) {
        add_vary(response);
        if (tag) response.set_header("ETag", tag_for_not_modified(*tag, question.if_none_match, question.codings));
        return;
    }
    if (response.find_header("Content-Encoding") || !is_compressible(response.find_header("Content-Type").value_or("")))
        return;
    add_vary(response);
    const Coding coding = question.codings.best;
    const bool wanted = response.body.size() > worth_compressing || !question.codings.identity;
    if (coding == Coding::identity || !wanted || response.body.empty()) return;
    auto smaller = compress(coding, response.body);
    if (smaller.size() >= response.body.size() && question.codings.identity) return;
    response.body = std::move(smaller);
    response.set_header("Content-Encoding", std::string(coding_name(coding)));
    if (tag) response.set_header("ETag", tag_with_coding(*tag, coding));
}

std::vector<std::string> values_of(const api::Headers& headers, std::string_view name) {
    std::vector<std::string> values;
    for (const auto& [key, value] : headers)
        if (api::same_header(key, name)) values.push_back(value);
    return values;
}

long long now_in_seconds() {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
        .count();
}

}  // namespace

void prepare_conditions(api::Request& request, Question& question) {
    question.codings = parse_accept_encoding(values_of(request.headers, "Accept-Encoding"));
    question.if_none_match = values_of(request.headers, "If-None-Match");
    for (auto& [name, value] : request.headers) {
        if (api::same_header(name, "If-None-Match")) value = tags_without_coding(value, &question.codings);
        if (api::same_header(name, "If-Match")) value = tags_without_coding(value, nullptr);
    }
}

std::string imf_fixdate(long long seconds_since_epoch) {
    static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    const auto seconds = static_cast<std::time_t>(seconds_since_epoch);
    std::tm utc{};
    gmtime_r(&seconds, &utc);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[static_cast<std::size_t>(utc.tm_wday)],
                       utc.tm_mday, months[static_cast<std::size_t>(utc.tm_mon)], utc.tm_year + 1900, utc.tm_hour,
                       utc.tm_min, utc.tm_sec);
}

Output encode_answer(api::Response response, const Question& question, bool close) {
    // 1xx is not an answer, and nothing outside three digits fits the status line.
    if (response.status < 200 || response.status > 999) response.status = 500;
    const bool bodyless = response.status == 204 || response.status == 304;
    if (bodyless || response.status == 205) response.body.clear();
    apply_coding(response, question);

    Output output;
    std::string& head = output.head;
    head.reserve(512);
    head.append(fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_of(response.status)));
    append_field(head, "Date", imf_fixdate(now_in_seconds()));
    for (const auto& [name, value] : response.headers)
        if (!is_transport_field(name)) append_field(head, name, value);
    if (!bodyless) append_field(head, "Content-Length", std::to_string(response.body.size()));
    if (close)
        append_field(head, "Connection", "close");
    else if (question.http10)
        append_field(head, "Connection", "keep-alive");
    head.append("\r\n");
    if (!question.head_only) output.body = std::move(response.body);
    return output;
}

}  // namespace afb::http
