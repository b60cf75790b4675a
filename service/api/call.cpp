#include "service/api/call.hpp"

#include <algorithm>

#include "schema/error.hpp"
#include "schema/strict_json.hpp"
#include "service/api/negotiation.hpp"
#include "service/auth/random.hpp"

namespace afb::api {
namespace {

constexpr std::size_t longest_key = 255;

std::string unquoted(std::string text) {
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"') return text.substr(1, text.size() - 2);
    return text;
}

// "r12.5f0c" or "r12" -> 12; a tag of another form was never one of ours, so it is revision 0, which no record has.
std::int64_t revision_of(std::string_view tag) {
    tag = tag.substr(0, tag.find('.'));  // what is computed is no matter to who writes
    if (tag.size() < 2 || tag.size() > 18 || tag[0] != 'r') return 0;
    std::int64_t revision = 0;
    for (const char c : tag.substr(1)) {
        if (c < '0' || c > '9') return 0;
        revision = revision * 10 + (c - '0');
    }
    return revision;
}

}  // namespace

const std::string* Call::find(std::string_view parameter) const {
    const auto found = query.find(std::string(parameter));
    return found == query.end() || found->second.empty() ? nullptr : &found->second.front();
}

std::string Call::value_or(std::string_view parameter, std::string_view fallback) const {
    const std::string* value = find(parameter);
    return value != nullptr ? *value : std::string(fallback);
}

bool Call::flag(std::string_view parameter) const {
    return value_or(parameter, "false") == "true";
}

Response json_response(int status, const Json& body) {
    Response response;
    response.status = status;
    response.set_header("Content-Type", "application/json");
    response.body = body.dump();
    return response;
}

Json read_body(const Call& call) {
    const std::vector<std::string>& accepted = call.route.body->media_types;
    const auto content_type = call.request.find_header("Content-Type");
    if (!content_type || std::find(accepted.begin(), accepted.end(), media_type_of(*content_type)) == accepted.end()) {
        throw Error(ErrorKind::unsupported_media_type,
                    {"Stuur de inhoud als `Content-Type: " + accepted.front() + "`.",
                     "Send the content as `Content-Type: " + accepted.front() + "`."});
    }
    return parse_json(call.request.body);
}

std::optional<app::Precondition> read_precondition(const Request& request) {
    app::Precondition precondition;
    bool given = false;
    for (const auto& [name, value] : request.headers) {
        if (!same_header(name, "If-Match")) continue;
        given = true;
        std::size_t at = 0;
        while (at < value.size()) {
            const std::size_t start = value.find_first_not_of(" \t,", at);
            if (start == std::string::npos) break;
            if (value[start] == '*') {
                precondition.any = true;
                at = start + 1;
                continue;
            }
            const bool weak = value.compare(start, 2, "W/") == 0;  // a weak tag never matches here (RFC 9110, 13.1.1)
            const std::size_t quote = start + (weak ? 2U : 0U);
            const std::size_t end =
                quote < value.size() && value[quote] == '"' ? value.find('"', quote + 1) : std::string::npos;
            if (end == std::string::npos) throw_invalid({header_problem("header.ifMatch", "If-Match", {value})});
            precondition.revisions.push_back(
                weak ? 0 : revision_of(std::string_view(value).substr(quote + 1, end - quote - 1)));
            at = end + 1;
        }
    }
    if (!given) return std::nullopt;
    if (!precondition.any && precondition.revisions.empty())
        throw_invalid({header_problem("header.ifMatch", "If-Match", {""})});
    return precondition;
}

app::WriteOptions read_write_options(const Call& call) {
    app::WriteOptions options;
    options.validate_only = call.flag("validateOnly");
    options.change_note = call.value_or("changeNote", "");
    if (const auto given = call.request.find_header("Idempotency-Key"); given && call.request.method == "POST") {
        const std::string key = unquoted(*given);
        const bool visible = std::all_of(key.begin(), key.end(), [](char c) { return c > ' ' && c < '\x7f'; });
        if (key.empty() || key.size() > longest_key || !visible)
            throw_invalid({header_problem("header.idempotencyKey", "Idempotency-Key")});
        std::string whole = call.request.method + '\n' + call.request.path + '\n';
        for (const auto& [name, value] : call.request.query) whole.append(name).append("=").append(value).append("&");
        options.idempotency = {.key = key, .request_hash = auth::sha256_hex(whole + '\n' + call.request.body)};
    }
    return options;
}

std::string record_tag(std::int64_t revision, std::string_view body) {
    return "\"r" + std::to_string(revision) + "." + auth::sha256_hex(body).substr(0, 12) + "\"";
}

}  // namespace afb::api
