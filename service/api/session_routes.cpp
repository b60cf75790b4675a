// Signing in from the page: a token goes in once, a cookie comes back. Not part of the contract: programs send their
// token with each request.
#include <chrono>

#include "schema/error.hpp"
#include "service/api/call.hpp"
#include "service/api/routes.hpp"
#include "service/api/sign_in.hpp"

namespace afb::api {
namespace {

constexpr std::size_t longest_token = 100;

Json who(const app::Actor& actor) {
    if (actor.role == app::Role::anonymous) return Json::object();
    return {{"me", {{"name", actor.name}, {"role", app::role_name(actor.role)}, {"members", actor.members}}}};
}

Response session_response(const Json& body) {
    Response response = json_response(200, body);
    response.set_header("Cache-Control", "no-store");
    return response;
}

// `Max-Age=0` takes the cookie away.
std::string cookie(std::string_view secret, std::chrono::seconds age) {
    return std::string(session_cookie) + "=" + std::string(secret) +
           "; Path=/; Max-Age=" + std::to_string(age.count()) + "; Secure; HttpOnly; SameSite=Strict";
}

void require_own_page(const Request& request) {
    if (from_own_page(request)) return;
    throw Error(ErrorKind::forbidden, {"Aanmelden kan alleen vanaf een pagina van deze dienst.",
                                       "Signing in is only possible from a page of this service."});
}

Response read_session(Call& call) {
    return session_response(who(call.actor));
}

Response open_session(Call& call) {
    require_own_page(call.request);
    const Json body = read_body(call);
    const Json token = body.is_object() ? body.value("token", Json()) : Json();
    std::string hash;
    std::optional<app::Actor> actor;
    if (token.is_string() && token.get_ref<const std::string&>().size() <= longest_token)
        actor = find_actor_by_token(token.get_ref<const std::string&>(), call.services, hash);
    if (!actor) throw_invalid({body_problem("token.unknown", "/token")});
    if (const auto old = find_session_secret(call.request)) call.services.sessions.close(*old);
    const std::string secret = call.services.sessions.open(hash, std::chrono::system_clock::now());
    Response response = session_response(who(*actor));
    response.set_header("Set-Cookie", cookie(secret, auth::Sessions::idle_time));
    return response;
}

Response close_session(Call& call) {
    require_own_page(call.request);
    if (const auto secret = find_session_secret(call.request)) call.services.sessions.close(*secret);
    Response response{.status = 204, .headers = {}, .body = {}};
    response.set_header("Set-Cookie", cookie("", std::chrono::seconds(0)));
    response.set_header("Cache-Control", "no-store");
    return response;
}

Route row(std::string method, std::string operation, Text summary, Response (*handler)(Call&)) {
    Route route;
    route.method = std::move(method);
    route.path = "/session";
    route.operation_id = std::move(operation);
    route.tag = "pages";
    route.summary = std::move(summary);
    route.documented = false;
    route.handle = handler;
    return route;
}

}  // namespace

std::vector<Route> session_routes() {
    std::vector<Route> routes = {
        row("GET", "readSession", {"Wie is aangemeld", "Who is signed in"}, read_session),
        row("POST", "openSession", {"Aanmelden met een token", "Sign in with a token"}, open_session),
        row("DELETE", "closeSession", {"Afmelden", "Sign out"}, close_session),
    };
    routes[1].body = RequestBody{.media_types = {"application/json"}, .schema = "", .example = nullptr};
    return routes;
}

}  // namespace afb::api
