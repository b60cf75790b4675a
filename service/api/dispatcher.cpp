#include "service/api/dispatcher.hpp"

#include <spdlog/spdlog.h>

#include <algorithm>
#include <chrono>

#include "service/api/negotiation.hpp"
#include "service/api/problem_document.hpp"
#include "service/api/sign_in.hpp"
#include "service/auth/random.hpp"

namespace afb::api {

struct Dispatcher::Endpoint {
    const Route* route;
    std::map<std::string, Validator> validators;  // by query parameter
    std::vector<std::string> offered;             // media types of its good answers
};

struct Dispatcher::Place {
    std::vector<std::string> segments;  // "{id}" stands for any one
    std::map<std::string, Endpoint> methods;

    std::string allow() const {
        std::string list = "OPTIONS";
        for (const auto& [method, endpoint] : methods) list += (method == "GET" ? ", GET, HEAD" : ", " + method);
        return list;
    }
};

namespace {

constexpr std::size_t max_query_length = 1000;

std::vector<std::string> split_path(std::string_view path) {
    std::vector<std::string> segments;
    std::size_t at = 1;
    while (at <= path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        segments.emplace_back(path.substr(at, end - at));
        at = end + 1;
    }
    return segments;
}

bool is_argument(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

bool is_html(const Response& response) {
    const auto type = response.find_header("Content-Type");
    return type && type->rfind("text/html", 0) == 0;
}

void add_standard_headers(const Request& request, Response& response, const std::string& version) {
    response.set_header("API-Version", version);
    response.set_header("X-Request-Id", request.request_id);
    if (!response.find_header("Content-Security-Policy")) {
        response.set_header(
            "Content-Security-Policy",
            is_html(response)
                ? "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
                  "connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
                : "default-src 'none'; frame-ancestors 'none'");
    }
    response.set_header("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
    response.set_header("X-Content-Type-Options", "nosniff");
    response.set_header("X-Frame-Options", "DENY");
    response.set_header("Referrer-Policy", "no-referrer");
    response.set_header("Permissions-Policy", "camera=(), geolocation=(), microphone=()");
    if (!response.find_header("Vary")) response.set_header("Vary", "Accept, Accept-Language, Authorization, Cookie");
    // Open data: every page anywhere may read it; nothing that carries somebody's rights (no cookies, no writes) is
    // opened by this.
    if (request.method == "GET" || request.method == "HEAD" || request.method == "OPTIONS") {
        response.set_header("Access-Control-Allow-Origin", "*");
        response.set_header("Access-Control-Expose-Headers",
                            "API-Version, ETag, Link, Location, Retry-After, X-Request-Id");
    }
    if (!response.find_header("Cache-Control")) {
        const bool open = request.method != "POST" && !request.find_header("Authorization") &&
                          !find_session_secret(request) && response.status < 400;
        response.set_header("Cache-Control", open ? "public, no-cache" : "no-store");
    }
}

std::string fingerprint(std::string_view body) {
    return "\"h" + auth::sha256_hex(body).substr(0, 24) + "\"";
}

// If-None-Match: weak comparison (RFC 9110, 13.1.2).
bool matches(const Request& request, const std::string& etag) {
    for (const auto& [name, value] : request.headers) {
        if (!same_header(name, "If-None-Match")) continue;
        if (value == "*") return true;
        if (value.find(etag) != std::string::npos) return true;  // the quotes are part of the tag
    }
    return false;
}

void make_conditional(const Request& request, Response& response) {
    if (response.status != 200 || (request.method != "GET" && request.method != "HEAD")) return;
    if (response.find_header("Cache-Control") == "no-store") return;
    if (!response.find_header("ETag")) response.set_header("ETag", fingerprint(response.body));
    if (!matches(request, *response.find_header("ETag"))) return;
    response.status = 304;
    response.body.clear();
    std::erase_if(response.headers, [](const auto& header) { return same_header(header.first, "Content-Type"); });
}

// The value as the parameter's schema means it; text when it cannot be read so (the validator then says what is wrong).
Json typed_value(const Json& schema, const std::string& text) {
    const std::string type = schema.value("type", "string");
    if (type == "integer") {
        const bool digits = !text.empty() && text.size() <= 9 &&
                            std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits) return std::stoi(text);
    }
    if (type == "boolean") {
        if (text == "true" || text == "1") return true;
        if (text == "false" || text == "0") return false;
    }
    return text;
}

std::map<std::string, std::vector<std::string>> check_query(const Route& route,
                                                            const std::map<std::string, Validator>& validators,
                                                            const Request& request) {
    std::map<std::string, std::vector<std::string>> query;
    if (route.free_query) return query;
    std::vector<Problem> problems;
    std::size_t length = 0;
    for (const auto& [name, value] : request.query) {
        length += name.size() + value.size();
        const auto parameter =
            std::find_if(route.parameters.begin(), route.parameters.end(),
                         [&](const Parameter& row) { return row.in == "query" && row.name == name; });
        if (problems.size() >= max_problems) break;
        if (parameter == route.parameters.end()) {
            problems.push_back(query_problem("query.unknown", name, {name}));
            continue;
        }
        std::vector<std::string>& values = query[name];
        if (!values.empty() && !parameter->repeatable) {
            problems.push_back(query_problem("query.repeated", name, {name}));
            continue;
        }
        const Json typed = typed_value(parameter->schema, value);
        for (Problem& problem : validators.at(name).validate(typed)) {
            problem.in = "query";
            problem.location = name;
            problems.push_back(std::move(problem));
        }
        values.push_back(typed.is_boolean() ? typed.dump() : value);
    }
    if (length > max_query_length)
        problems.push_back(query_problem("query.tooLong", "", {std::to_string(max_query_length)}));
    for (const Parameter& parameter : route.parameters) {
        if (parameter.in == "query" && parameter.required && !query.contains(parameter.name)) {
            problems.push_back(query_problem("required", parameter.name, {parameter.name}));
        }
    }
    if (!problems.empty()) throw_invalid(std::move(problems));
    return query;
}

void require_access(const Route& route, const app::Actor& actor) {
    const auto needed = static_cast<app::Role>(static_cast<int>(route.access));
    if (actor.role >= needed) return;
    if (actor.role == app::Role::anonymous) {
        Error error(ErrorKind::unauthenticated, {"Hiervoor is een API-token nodig: `Authorization: Bearer afb_…`.",
                                                 "This needs an API token: `Authorization: Bearer afb_…`."});
        error.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"afsprakenbank\"");
        throw error;
    }
    throw Error(ErrorKind::forbidden, {"De rol van dit token mag dit niet.", "This token's role may not do this."});
}

}  // namespace

Dispatcher::Dispatcher(const RouteTable& table, Services& services) : services_(services) {
    for (const Route& route : table.routes) {
        std::vector<std::string> segments = split_path(route.path);
        const auto same = [&](const Place& place) { return place.segments == segments; };
        auto place = std::find_if(places_.begin(), places_.end(), same);
        if (place == places_.end()) place = places_.insert(places_.end(), Place{std::move(segments), {}});
        Endpoint endpoint{.route = &route, .validators = {}, .offered = {}};
        for (const Parameter& parameter : route.parameters) {
            if (parameter.in != "query") continue;
            Json schema = parameter.schema;
            schema["x-labels"] = Json{{"nl", parameter.name}, {"en", parameter.name}};  // how problems name it
            endpoint.validators.emplace(parameter.name, Validator(schema, services.catalog.get()));
        }
        for (const Answer& answer : route.answers) {
            const bool good = answer.status < 400 && !answer.media_type.empty();
            if (good && std::find(endpoint.offered.begin(), endpoint.offered.end(), answer.media_type) ==
                            endpoint.offered.end()) {
                endpoint.offered.push_back(answer.media_type);
            }
        }
        place->methods.emplace(route.method, std::move(endpoint));
    }
}

Dispatcher::~Dispatcher() = default;

const Dispatcher::Place* Dispatcher::find_place(std::string_view path,
                                                std::map<std::string, std::string>& arguments) const {
    const std::vector<std::string> segments = split_path(path);
    const Place* found = nullptr;
    std::size_t fewest = segments.size() + 1;
    for (const Place& place : places_) {
        if (place.segments.size() != segments.size()) continue;
        std::size_t open = 0;
        bool fits = true;
        for (std::size_t i = 0; fits && i < segments.size(); ++i) {
            if (is_argument(place.segments[i])) {
                ++open;
                fits = !segments[i].empty();
            } else {
                fits = place.segments[i] == segments[i];
            }
        }
        if (fits && open < fewest) {
            found = &place;
            fewest = open;
        }
    }
    if (found != nullptr) {
        for (std::size_t i = 0; i < segments.size(); ++i) {
            const std::string& pattern = found->segments[i];
            if (is_argument(pattern)) arguments[pattern.substr(1, pattern.size() - 2)] = segments[i];
        }
    }
    return found;
}

Response Dispatcher::run(const Endpoint& endpoint, const Request& request, std::map<std::string, std::string> path,
                         Language language, std::string& actor_id) const {
    const Route& route = *endpoint.route;
    Call call{.request = request,
              .route = route,
              .services = services_,
              .path = std::move(path),
              .query = {},
              .actor = {},
              .language = language};
    call.actor = find_actor(request, services_);
    actor_id = call.actor.id;
    require_access(route, call.actor);
    if (!endpoint.offered.empty() && !choose_media_type(request, endpoint.offered)) {
        std::string list;
        for (const std::string& type : endpoint.offered) list += (list.empty() ? "" : ", ") + type;
        throw Error(ErrorKind::not_acceptable, {"Beschikbaar is: " + list + ".", "Available: " + list + "."});
    }
    call.query = check_query(route, endpoint.validators, request);
    return route.handle(call);
}

Response Dispatcher::dispatch(const Request& request, Language language, std::string& operation,
                              std::string& actor_id) const {
    std::map<std::string, std::string> arguments;
    const Place* place = find_place(request.path, arguments);
    if (place == nullptr) {
        const bool slash = request.path.size() > 1 && request.path.back() == '/';
        throw Error(ErrorKind::not_found,
                    {slash ? "Adressen eindigen hier niet op `/`." : "Dit adres bestaat niet; zie /docs.",
                     slash ? "Addresses here do not end in `/`." : "There is nothing at this address; see /docs."});
    }
    if (request.method == "OPTIONS") {
        operation = "options";
        Response response{.status = 204, .headers = {}, .body = {}};
        response.set_header("Allow", place->allow());
        response.set_header("Access-Control-Allow-Methods", "GET, HEAD, OPTIONS");
        response.set_header("Access-Control-Allow-Headers",
                            "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key");
        response.set_header("Access-Control-Max-Age", "86400");
        return response;
    }
    const auto endpoint = place->methods.find(request.method == "HEAD" ? "GET" : request.method);
    if (endpoint == place->methods.end()) {
        Error error(ErrorKind::method_not_allowed,
                    {"Op dit adres kan: " + place->allow() + ".", "This address allows: " + place->allow() + "."});
        error.headers.emplace_back("Allow", place->allow());
        throw error;
    }
    operation = endpoint->second.route->operation_id;
    return run(endpoint->second, request, std::move(arguments), language, actor_id);
}

Response Dispatcher::handle(const Request& request) const {
    const auto began = std::chrono::steady_clock::now();
    const Language language = choose_language(request);
    std::string operation = "none";
    std::string actor_id;
    Response response;
    try {
        response = dispatch(request, language, operation, actor_id);
        make_conditional(request, response);
    } catch (Error& error) {
        const bool patchable = error.kind == ErrorKind::unsupported_media_type && request.method == "PATCH";
        if (patchable) error.headers.emplace_back("Accept-Patch", "application/merge-patch+json");
        response = problem_response(error, request.request_id, language, services_.public_url);
        if (error.kind == ErrorKind::unavailable && !response.find_header("Retry-After"))
            response.set_header("Retry-After", "5");
    } catch (const std::exception& error) {
        spdlog::error("request id={} operation={} failed: {}", request.request_id, operation, error.what());
        response = problem_response(
            Error(ErrorKind::internal,
                  {"Er ging iets mis aan onze kant; noem het nummer uit `instance` als u het meldt.",
                   "Something went wrong on our side; quote the number in `instance` when you report it."}),
            request.request_id, language, services_.public_url);
    } catch (...) {
        response =
            refuse(500, request.request_id, "Something went wrong on our side.", "Er ging iets mis aan onze kant.");
    }
    add_standard_headers(request, response, services_.version);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    services_.metrics.count_request(operation, response.status, seconds);
    spdlog::info("request id={} method={} operation={} status={} ms={:.1f} actor={}", request.request_id,
                 request.method, operation, response.status, seconds * 1000, actor_id.empty() ? "-" : actor_id);
    return response;
}

Response Dispatcher::refuse(int status, const std::string& request_id, const std::string& detail_en,
                            const std::string& detail_nl) const {
    const Error error(problem_type_of_status(status).kind, {detail_nl, detail_en});
    Response response = problem_response(error, request_id, Language::nl, services_.public_url);
    if (status == 503 || status == 429) response.set_header("Retry-After", "1");
    Request request;
    request.request_id = request_id;
    add_standard_headers(request, response, services_.version);
    services_.metrics.count_request("refused", status, 0);
    return response;
}

}  // namespace afb::api
