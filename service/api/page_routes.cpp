// What people open in a browser: the documentation and the files its pages are made of. Not part of the contract.
#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <string_view>
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

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
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

// The page: one document for all its addresses, the script in it does the rest. It is made of `index.html`, in which
// {assets} stands for the folder of this version's files, {language} for that of the texts and {view} for the
// announcement of `script`, which the view of this address is in: the browser need not read one script to find the
// next.
Response application(Call& call, std::string_view script) {
    std::optional<Response> from_disk;
    if (!call.services.web_root.empty()) from_disk = asset_from_disk(call.services.web_root, "index.html");
    std::string document =
        from_disk ? std::move(from_disk->body) : std::string(find_asset(asset_url("index.html"), "")->content);
    const auto chosen = std::find(call.request.query.begin(), call.request.query.end(),
                                  std::pair<std::string, std::string>{"lang", "en"});
    const Language language = chosen == call.request.query.end() ? Language::nl : Language::en;
    if (language == Language::en) replace_all(document, "<html lang=\"nl\">", "<html lang=\"en\">");
    replace_all(document, "{language}", language == Language::en ? "en" : "nl");
    replace_all(document, "{view}",
                script.empty() ? "" : fmt::format("<link rel=\"modulepreload\" href=\"{{assets}}{}.js\">", script));
    const std::string address = asset_url("index.html");
    replace_all(document, "{assets}", address.substr(0, address.rfind('/') + 1));
    Response response = html(std::move(document), language);
    response.set_header("Content-Security-Policy",
                        std::string(page_policy) + "; require-trusted-types-for 'script'; trusted-types 'none'");
    response.set_header("Vary", "Accept-Encoding");
    return response;
}

Route page(std::string path, std::string operation, Text summary, std::function<Response(Call&)> handler) {
    Route route;
    route.method = "GET";
    route.path = std::move(path);
    route.operation_id = std::move(operation);
    route.tag = "pages";
    route.summary = std::move(summary);
    route.documented = false;
    route.handle = std::move(handler);
    return route;
}

// The addresses that service/web/src/views.tsx draws, and the script each view is in ("" when the page has it at hand).
// A record's address is that of the API without /v1.
std::vector<Route> application_routes(const Catalog& catalog) {
    std::vector<std::pair<std::string, std::string_view>> views = {{"/", "search"},
                                                                   {"/over", ""},
                                                                   {"/vergelijken", "compare"},
                                                                   {"/netwerk", "insight"},
                                                                   {"/aandacht", "insight"},
                                                                   {"/vraagstukken", "insight"},
                                                                   {"/dekking", "insight"},
                                                                   {"/bekostiging", "insight"},
                                                                   {"/naast-elkaar", "record"},
                                                                   {"/aanmelden", ""},
                                                                   {"/toevoegen", "form"},
                                                                   {"/toevoegen/{kind}", "form"}};
    for (const Kind& kind : catalog.kinds()) {
        const std::string record = "/" + kind.collection + "/{id}";
        views.emplace_back(record, "record");
        views.emplace_back(record + "/geschiedenis", "record");
        views.emplace_back(record + "/wijzigen", "form");
    }
    std::vector<Route> routes;
    for (auto& [path, script] : views) {
        const std::string_view own = script;
        routes.push_back(page(std::move(path), "readApplication", {"De pagina", "The page"},
                              [own](Call& call) { return application(call, own); }));
        routes.back().free_query = true;
    }
    return routes;
}

}  // namespace

std::vector<Route> page_routes(const Catalog& catalog) {
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
    for (Route& route : application_routes(catalog)) routes.push_back(std::move(route));
    // No media type: the file's name says what it is, whatever a browser likes best.
    routes.push_back(
        page("/assets/{version}/{name}", "readAsset", {"Bestand van een pagina", "File of a page"}, asset));
    return routes;
}

}  // namespace afb::api
