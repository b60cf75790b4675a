// The service about itself: landing, the OpenAPI document, health and metrics.
#include <filesystem>
#include <map>
#include <mutex>

#include "schema/error.hpp"
#include "service/api/call.hpp"
#include "service/api/openapi.hpp"
#include "service/api/routes.hpp"

namespace afb::api {
namespace {

constexpr std::uintmax_t least_disk = 64ULL * 1024 * 1024;

Response landing(Call& call) {
    const Catalog& catalog = *call.services.catalog;
    Json collections = Json::array();
    call.services.store.read([&](storage::Reader& reader) {
        for (const Kind& kind : catalog.kinds()) {
            RecordQuery query;
            query.kinds = {kind.name};
            query.limit = 1;
            collections.push_back(Json{{"kind", kind.name},
                                       {"title", Json{{"nl", kind.plural.nl}, {"en", kind.plural.en}}},
                                       {"href", "/v1/" + kind.collection},
                                       {"count", reader.list(query).total}});
        }
    });
    Json links = Json::array();
    std::string header;
    for (const auto& [relation, href] : {std::pair<const char*, const char*>{"service-desc", "/v1/openapi.json"},
                                         {"service-doc", "/docs"},
                                         {"status", "/health/ready"},
                                         {"search", "/v1/search"},
                                         {"vocabularies", "/v1/vocabularies"}}) {
        links.push_back(Json{{"rel", relation}, {"href", href}});
        header += (header.empty() ? "<" : ", <") + std::string(href) + ">; rel=\"" + relation + "\"";
    }
    Response response = json_response(200, Json{{"name", "Afsprakenbank"},
                                                {"version", call.services.version},
                                                {"collections", std::move(collections)},
                                                {"links", std::move(links)}});
    response.set_header("Link", header);
    return response;
}

Response openapi(Call& call) {
    // Made once for each version and language: the table does not change while we run.
    static std::mutex mutex;
    static std::map<std::tuple<std::string, std::string, std::string, Language>, std::string> made;
    const std::string version = call.value_or("version", "3.0");
    const std::lock_guard lock(mutex);
    std::string& text = made[{call.services.catalog->fingerprint(), call.services.public_url, version, call.language}];
    if (text.empty()) {
        text = openapi_document(*call.services.catalog, make_routes(*call.services.catalog),
                                version == "3.1" ? OpenApiVersion::v3_1 : OpenApiVersion::v3_0, call.language,
                                call.services.public_url + "/v1", call.services.version)
                   .dump(2);
    }
    Response response;
    response.set_header("Content-Type", "application/json");
    response.set_header("Content-Language", call.language == Language::nl ? "nl" : "en");
    response.body = text;
    return response;
}

Response live(Call&) {
    Response response = json_response(200, Json{{"status", "pass"}});
    response.set_header("Cache-Control", "no-store");
    return response;
}

Response ready(Call& call) {
    Json checks = Json::array();
    bool failed = false;
    bool warned = false;
    const auto add = [&](const char* name, const char* status, const std::string& detail) {
        Json check{{"name", name}, {"status", status}};
        if (!detail.empty()) check["detail"] = detail;
        checks.push_back(std::move(check));
        failed = failed || std::string_view(status) == "fail";
        warned = warned || std::string_view(status) == "warn";
    };
    try {
        call.services.store.ping();
        add("store", "pass", "");
        add("migrations", "pass", "");  // opening the store brought the database up to date, or failed
    } catch (const std::exception&) {
        add("store", "fail", "the database does not answer");
    }
    // Records can be read and written while the index is made anew, so this is a warning.
    const indexer::Index::State state = call.services.index.state();
    if (!state.ready) {
        add("index", "warn", "being rebuilt; search is not available yet");
    } else if (call.services.indexing.rebuilding()) {
        add("index", "pass", "being rebuilt beside the live one");
    } else {
        add("index", "pass", "");
    }
    std::error_code error;
    const auto space = std::filesystem::space(call.services.data_folder, error);
    if (error) {
        add("disk", "fail", "the data folder cannot be read");
    } else {
        add("disk", space.available < least_disk ? "fail" : "pass",
            space.available < least_disk ? "less than 64 MB free" : "");
    }
    if (failed) {
        Error unable(ErrorKind::unavailable,
                     {"De dienst kan nu niet werken; zie `checks`.", "The service cannot work now; see `checks`."});
        unable.extensions["checks"] = std::move(checks);
        unable.headers.emplace_back("Retry-After", "5");
        throw unable;
    }
    Response response = json_response(200, Json{{"status", warned ? "warn" : "pass"}, {"checks", std::move(checks)}});
    response.set_header("Cache-Control", "no-store");
    return response;
}

Response metrics(Call& call) {
    Response response;
    response.set_header("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
    response.set_header("Cache-Control", "no-store");
    response.body = call.services.metrics.text();
    return response;
}

Answer answer(int status, Text description, std::string media_type, std::string schema,
              std::vector<std::string> headers = {}) {
    return {.status = status,
            .description = std::move(description),
            .media_type = std::move(media_type),
            .schema = std::move(schema),
            .headers = std::move(headers)};
}

Route get(std::string path, std::string operation, Text summary, Response (*handler)(Call&)) {
    Route route;
    route.method = "GET";
    route.path = std::move(path);
    route.operation_id = std::move(operation);
    route.tag = "service";
    route.summary = std::move(summary);
    route.handle = handler;
    return route;
}

}  // namespace

std::vector<Route> service_routes(const Catalog&) {
    std::vector<Route> routes;
    const Parameter if_none_match{.in = "header",
                                  .name = "If-None-Match",
                                  .description = {"ETag die u al hebt; dan 304 als er niets veranderd is.",
                                                  "ETag you already have; then 304 when nothing changed."},
                                  .schema = {{"type", "string"}}};
    const Answer not_modified = answer(304, {"Niet gewijzigd", "Not modified"}, "", "", {"ETag"});

    Route home = get("/v1", "readLanding", {"Ingang van de API", "Entrance of the API"}, landing);
    home.parameters = {if_none_match};
    home.answers = with_problems(
        {answer(200, {"Wat er is", "What there is"}, "application/json", "Landing", {"ETag", "Link"}), not_modified},
        {});
    routes.push_back(std::move(home));

    Route document = get("/v1/openapi.json", "readOpenApi", {"Dit document", "This document"}, openapi);
    document.description = {"OpenAPI 3.0; met `version=3.1` in 3.1. Engels met `Accept-Language: en`.",
                            "OpenAPI 3.0; 3.1 with `version=3.1`. English with `Accept-Language: en`."};
    document.parameters = {{.in = "query",
                            .name = "version",
                            .description = {"Versie van OpenAPI.", "Version of OpenAPI."},
                            .schema = {{"type", "string"}, {"enum", {"3.0", "3.1"}}, {"default", "3.0"}}},
                           if_none_match};
    document.answers = with_problems({answer(200, {"Het document", "The document"}, "application/json",
                                             "OpenApiDocument", {"ETag", "access-control-allow-origin"}),
                                      not_modified},
                                     {});
    routes.push_back(std::move(document));

    Route alive = get("/health/live", "readLiveness", {"Leeft het proces", "Is the process alive"}, live);
    alive.answers = with_problems({answer(200, {"Ja", "Yes"}, "application/json", "Health")}, {});
    routes.push_back(std::move(alive));

    Route able = get("/health/ready", "readReadiness", {"Kan het werk doen", "Can it work"}, ready);
    able.description = {"`warn`: records werken, zoeken nog niet.", "`warn`: records work, search does not yet."};
    able.answers = with_problems({answer(200, {"Ja", "Yes"}, "application/json", "Health")}, {503});
    routes.push_back(std::move(able));

    Route figures = get("/metrics", "readMetrics",
                        {"Cijfers voor beheer (Prometheus)", "Figures for operators (Prometheus)"}, metrics);
    figures.answers = with_problems({answer(200, {"Prometheus-tekst", "Prometheus text"}, "text/plain", "", {})}, {});
    routes.push_back(std::move(figures));
    return routes;
}

}  // namespace afb::api
