#include "service/api/problem_document.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace afb::api {
namespace {

constexpr std::array<ProblemType, 23> types{{
    {ErrorKind::invalid, 400, "invalid", "Ongeldige invoer", "Invalid input"},
    {ErrorKind::malformed, 400, "malformed", "Onleesbaar verzoek", "Malformed request"},
    {ErrorKind::unauthenticated, 401, "unauthenticated", "Aanmelden nodig", "Authentication needed"},
    {ErrorKind::forbidden, 403, "forbidden", "Niet toegestaan", "Not allowed"},
    {ErrorKind::not_found, 404, "not-found", "Niet gevonden", "Not found"},
    {ErrorKind::method_not_allowed, 405, "method-not-allowed", "Methode niet toegestaan", "Method not allowed"},
    {ErrorKind::not_acceptable, 406, "not-acceptable", "Gevraagde vorm niet beschikbaar",
     "Not available in the form asked for"},
    {ErrorKind::request_timeout, 408, "request-timeout", "Verzoek duurde te lang", "Request took too long"},
    {ErrorKind::conflict, 409, "conflict", "In strijd met andere gegevens", "Conflict with other data"},
    {ErrorKind::gone, 410, "gone", "Niet meer beschikbaar", "No longer available"},
    {ErrorKind::precondition_failed, 412, "precondition-failed", "Intussen gewijzigd", "Changed meanwhile"},
    {ErrorKind::too_large, 413, "too-large", "Verzoek te groot", "Request too large"},
    {ErrorKind::uri_too_long, 414, "uri-too-long", "Adres te lang", "URI too long"},
    {ErrorKind::unsupported_media_type, 415, "unsupported-media-type", "Soort inhoud niet ondersteund",
     "Unsupported media type"},
    {ErrorKind::expectation_failed, 417, "expectation-failed", "Expect niet ondersteund", "Expectation not supported"},
    {ErrorKind::idempotency_reused, 422, "idempotency-key-reused", "Idempotency-Key al gebruikt",
     "Idempotency-Key already used"},
    {ErrorKind::precondition_required, 428, "precondition-required", "If-Match ontbreekt", "If-Match is missing"},
    {ErrorKind::too_many_requests, 429, "too-many-requests", "Te veel verzoeken", "Too many requests"},
    {ErrorKind::headers_too_large, 431, "headers-too-large", "Kopregels te groot", "Header fields too large"},
    {ErrorKind::internal, 500, "internal", "Interne fout", "Internal error"},
    {ErrorKind::not_implemented, 501, "not-implemented", "Methode onbekend", "Unknown method"},
    {ErrorKind::unavailable, 503, "unavailable", "Even niet beschikbaar", "Temporarily unavailable"},
    {ErrorKind::version_not_supported, 505, "version-not-supported", "HTTP-versie niet ondersteund",
     "HTTP version not supported"},
}};

}  // namespace

std::span<const ProblemType> problem_types() {
    return types;
}

const ProblemType& problem_type(ErrorKind kind) {
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const ProblemType& type) { return type.kind == kind; });
    if (found == types.end()) throw std::logic_error("an ErrorKind without a problem type");
    return *found;
}

const ProblemType& problem_type_of_status(int status) {
    if (status == 400) return problem_type(ErrorKind::malformed);
    const auto found =
        std::find_if(types.begin(), types.end(), [&](const ProblemType& type) { return type.status == status; });
    return found != types.end() ? *found : problem_type(ErrorKind::internal);
}

Response problem_response(const Error& error, std::string_view request_id, Language language,
                          std::string_view public_url) {
    const ProblemType& type = problem_type(error.kind);
    Json body{{"type", std::string(public_url) + "/docs/problems#" + std::string(type.slug)},
              {"title", language == Language::nl ? type.title_nl : type.title_en},
              {"status", type.status},
              {"detail", error.detail.in(language)},
              {"instance", "urn:uuid:" + std::string(request_id)}};
    if (!error.problems.empty()) {
        Json list = Json::array();
        for (const Problem& problem : error.problems) {
            list.push_back(Json{{"in", problem.in},
                                {"location", problem.location},
                                {"code", problem.code},
                                {"detail", problem.detail},
                                {"detailNl", problem.detail_nl}});
        }
        body["errors"] = std::move(list);
    }
    for (const auto& member : error.extensions.items()) body[member.key()] = member.value();

    Response response;
    response.status = type.status;
    response.set_header("Content-Type", "application/problem+json");
    response.set_header("Content-Language", language == Language::nl ? "nl" : "en");
    response.set_header("Cache-Control", "no-store");
    for (const auto& [name, value] : error.headers) response.set_header(name, value);
    // Input is echoed in texts; what is not UTF-8 is replaced rather than thrown over.
    response.body = body.dump(-1, ' ', false, Json::error_handler_t::replace);
    return response;
}

}  // namespace afb::api
