// What people open in a browser: the documentation and the files its pages are made of. Not part of the contract.
#include <map>
#include <mutex>
#include <tuple>

#include "schema/error.hpp"
#include "service/api/assets.hpp"
#include "service/api/call.hpp"
#include "service/api/openapi.hpp"
#include "service/api/reference_page.hpp"
#include "service/api/routes.hpp"

namespace afb::api {
namespace {

// `?lang=` is what somebody chose on the page; else what the browser asks for.
Language language_of(const Call& call) {
    const std::string chosen = call.value_or("lang", "");
    if (chosen.empty()) return call.language;
    return chosen == "en" ? Language::en : Language::nl;
}

Response html(std::string body, Language language) {
    Response response;
    response.set_header("Content-Type", "text/html; charset=utf-8");
    response.set_header("Content-Language", language == Language::nl ? "nl" : "en");
    response.set_header("Content-Security-Policy", std::string(page_policy));
    response.set_header("Vary", "Accept-Language");
    response.body = std::move(body);
    return response;
}

Response reference(Call& call) {
    // Made once for each language: the table does not change while we run.
    static std::mutex mutex;
    static std::map<std::tuple<std::string, std::string, Language>, std::string> made;
    const Language language = language_of(call);
    const Services& services = call.services;
    const std::lock_guard lock(mutex);
    std::string& page = made[{services.public_url, services.catalog->fingerprint(), language}];
    if (page.empty()) {
        const Json document = openapi_document(*services.catalog, make_routes(*services.catalog), OpenApiVersion::v3_1,
                                               language, services.public_url + "/v1", services.version);
        page = reference_page(document, language);
    }
    return html(page, language);
}

Response problems(Call& call) {
    return html(problems_page(language_of(call)), language_of(call));
}

Response glossary(Call& call) {
    return html(glossary_page(*call.services.catalog, language_of(call)), language_of(call));
}

Response try_out(Call& call) {
    return html(try_page(language_of(call)), language_of(call));
}

Response asset(Call& call) {
    std::optional<Response> response;
    if (!call.services.web_root.empty()) response = asset_from_disk(call.services.web_root, call.path.at("name"));
    if (!response) response = asset_response(call.request);
    if (!response) throw_not_found({"Bestand", "File"});
    return std::move(*response);
}

// Until there is a page of its own, whoever opens the address in a browser gets the documentation.
Response home(Call&) {
    Response response{.status = 302, .headers = {}, .body = {}};
    response.set_header("Location", "/docs");
    return response;
}

Route page(std::string path, std::string operation, Text summary, Response (*handler)(Call&)) {
    Route route;
    route.method = "GET";
    route.path = std::move(path);
    route.operation_id = std::move(operation);
    route.tag = "pages";
    route.summary = std::move(summary);
    route.documented = false;
    route.handle = handler;
    return route;
}

}  // namespace

std::vector<Route> page_routes() {
    std::vector<Route> routes = {
        page("/docs", "readReferencePage", {"Naslag van de API", "Reference of the API"}, reference),
        page("/docs/problems", "readProblemsPage", {"Alle fouten", "All errors"}, problems),
        page("/docs/glossary", "readGlossaryPage", {"Begrippen", "Glossary"}, glossary),
        page("/docs/try", "readTryPage", {"De API uitproberen", "Try the API"}, try_out),
    };
    for (Route& route : routes) {
        route.parameters = {{.in = "query",
                             .name = "lang",
                             .description = {"Taal van de pagina.", "Language of the page."},
                             .schema = {{"type", "string"}, {"enum", {"nl", "en"}}}}};
        route.answers = {{.status = 200,
                          .description = {"De pagina", "The page"},
                          .media_type = "text/html",
                          .schema = {},
                          .headers = {}}};
    }
    routes.push_back(page("/", "readHome", {"Beginpagina", "Home"}, home));
    // No media type: the file's name says what it is, whatever a browser likes best.
    routes.push_back(
        page("/assets/{version}/{name}", "readAsset", {"Bestand van een pagina", "File of a page"}, asset));
    return routes;
}

}  // namespace afb::api
