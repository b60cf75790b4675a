// Who is asking: the API token of the Authorization header, or the session that a browser's cookie names.
//
// A cookie goes along by itself, so a request that writes counts as signed in only when the browser says that it comes
// from a page of ours (Sec-Fetch-Site, else Origin); with SameSite=Strict and the preflight that our media types need,
// that is the third lock on the same door.
#pragma once

#include <optional>
#include <string>

#include "service/api/call.hpp"

namespace afb::api {

// The prefix makes browsers insist on Secure, Path=/ and no Domain.
inline constexpr std::string_view session_cookie = "__Host-afb";

// The value of our cookie, when there is one.
std::optional<std::string> find_session_secret(const Request& request);

// Whether the browser says that this request comes from a page of this service.
bool from_own_page(const Request& request);

// The actor behind a token; nothing when the token is unknown, revoked or expired. `token_hash` is set by the form that
// takes the token itself.
std::optional<app::Actor> find_actor_by_token(std::string_view token, Services& services, std::string& token_hash);

// Throws Error(unauthenticated) for an Authorization header that is not good; an ended session is just nobody.
app::Actor find_actor(const Request& request, Services& services);

}  // namespace afb::api
