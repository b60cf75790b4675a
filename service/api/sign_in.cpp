#include "service/api/sign_in.hpp"

#include <algorithm>
#include <cctype>
#include <chrono>

#include "schema/error.hpp"
#include "service/auth/token.hpp"

namespace afb::api {
namespace {

constexpr std::string_view scheme = "bearer ";

std::optional<app::Actor> find_actor_by_hash(const std::string& hash, Services& services) {
    std::optional<storage::Token> token;
    services.store.read([&](storage::Reader& reader) { token = reader.find_token_by_hash(hash); });
    const std::string now = utc_text(std::chrono::system_clock::now());
    if (!token || !token->revoked_at.empty() || (!token->expires_at.empty() && token->expires_at <= now))
        return std::nullopt;
    const auto role = app::find_role(token->role);
    if (!role) return std::nullopt;
    return app::Actor{.role = *role, .id = token->id, .name = token->name, .members = token->members};
}

bool is_reading(const Request& request) {
    return request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS";
}

// The token of "Bearer afb_..."; nothing for another scheme.
std::optional<std::string_view> bearer_token(std::string_view authorization) {
    if (authorization.size() < scheme.size()) return std::nullopt;
    const bool same = std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char wanted, char given) {
        return wanted == static_cast<char>(std::tolower(static_cast<unsigned char>(given)));
    });
    if (!same) return std::nullopt;
    return authorization.substr(scheme.size());
}

}  // namespace

std::optional<std::string> find_session_secret(const Request& request) {
    const std::string wanted = std::string(session_cookie) + "=";
    for (const auto& [name, value] : request.headers) {
        if (!same_header(name, "Cookie")) continue;
        std::size_t at = 0;
        while (at < value.size()) {
            const std::size_t end = std::min(value.find(';', at), value.size());
            if (value.compare(at, wanted.size(), wanted) == 0)
                return value.substr(at + wanted.size(), end - at - wanted.size());
            at = value.find_first_not_of(' ', end + 1);
        }
    }
    return std::nullopt;
}

bool from_own_page(const Request& request) {
    if (const auto site = request.find_header("Sec-Fetch-Site")) return *site == "same-origin";
    const auto origin = request.find_header("Origin");
    const auto host = request.find_header("Host");
    return origin && host && (*origin == "https://" + *host || *origin == "http://" + *host);
}

std::optional<app::Actor> find_actor_by_token(std::string_view token, Services& services, std::string& token_hash) {
    const auto hash = auth::hash_of_token(token);
    if (!hash) return std::nullopt;
    token_hash = *hash;
    return find_actor_by_hash(*hash, services);
}

app::Actor find_actor(const Request& request, Services& services) {
    if (const auto authorization = request.find_header("Authorization")) {
        std::string hash;
        const auto token = bearer_token(*authorization);
        if (auto actor = token ? find_actor_by_token(*token, services, hash) : std::nullopt) return std::move(*actor);
        Error refused(ErrorKind::unauthenticated,
                      {"Het token is onbekend, ingetrokken of verlopen.", "The token is unknown, revoked or expired."});
        refused.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"afsprakenbank\", error=\"invalid_token\"");
        throw refused;
    }
    const auto secret = find_session_secret(request);
    if (!secret || (!is_reading(request) && !from_own_page(request))) return {};
    const auto hash = services.sessions.find_token_hash(*secret, std::chrono::system_clock::now());
    if (!hash) return {};
    return find_actor_by_hash(*hash, services).value_or(app::Actor{});
}

}  // namespace afb::api
