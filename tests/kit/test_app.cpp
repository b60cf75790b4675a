#include "tests/kit/test_app.hpp"

#include <spdlog/spdlog.h>
#include <stdlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>
#include <stdexcept>
#include <thread>

#include "cmake/embedded.hpp"
#include "service/api/api_docs.hpp"
#include "service/api/openapi.hpp"
#include "service/api/problem_document.hpp"
#include "service/auth/random.hpp"
#include "service/auth/token.hpp"
#include "service/http/target.hpp"
#include "tests/kit/json_schema.hpp"

namespace afb::test {
namespace {

constexpr std::string_view problem_type = "application/problem+json";

std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "afb-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a temporary folder");
    return name;
}

bool writes(const std::string& method) {
    return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

std::vector<std::string> segments_of(const std::string& path) {
    std::vector<std::string> segments;
    std::size_t at = 1;
    while (at <= path.size()) {
        const std::size_t end = std::min(path.find('/', at), path.size());
        segments.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    return segments;
}

// How many segments are open ({id}); nothing when the path does not fit.
std::optional<int> openness(const std::string& pattern, const std::string& path) {
    const auto wanted = segments_of(pattern);
    const auto given = segments_of(path);
    if (wanted.size() != given.size()) return std::nullopt;
    int open = 0;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (!wanted[i].empty() && wanted[i].front() == '{') {
            ++open;
        } else if (wanted[i] != given[i]) {
            return std::nullopt;
        }
    }
    return open;
}

}  // namespace

TemporaryFolder::TemporaryFolder() : path(make_folder()) {}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
}

std::string Reply::header(std::string_view name) const {
    for (const auto& [key, value] : headers) {
        if (api::same_header(key, name)) return value;
    }
    return {};
}

Json Reply::json() const {
    Json value = Json::parse(body, nullptr, false);
    INFO("body: " << body);
    REQUIRE_FALSE(value.is_discarded());
    return value;
}

std::string Reply::text(std::string_view member) const {
    return json().at(std::string(member)).get<std::string>();
}

std::vector<std::string> Reply::codes() const {
    std::vector<std::string> found;
    for (const Json& error : json().value("errors", Json::array()))
        found.push_back(error.at("code").get<std::string>());
    return found;
}

bool Reply::has_error(std::string_view code, std::string_view location) const {
    const Json errors = json().value("errors", Json::array());
    return std::any_of(errors.begin(), errors.end(),
                       [&](const Json& error) { return error.at("code") == code && error.at("location") == location; });
}

std::int64_t Reply::total() const {
    return json().at("totalItems").get<std::int64_t>();
}

TestApp::TestApp(AppOptions options)
    : temporary_(options.folder.empty() ? std::make_unique<TemporaryFolder>() : nullptr),
      folder(temporary_ ? temporary_->path.string() : options.folder),
      catalog(options.catalog ? options.catalog : real_catalog()),
      store(folder + "/afsprakenbank.db", catalog),
      index(folder + "/index", catalog, app::fetch_from(store)),
      indexing(store, index, catalog),
      records(store, indexing, catalog, options.clock),
      search(store, index, catalog),
      facts(store, catalog),
      insights(store, index, indexing, facts, options.insights),
      knowledge(insights),
      services{.catalog = catalog,
               .store = store,
               .index = index,
               .indexing = indexing,
               .records = records,
               .search = search,
               .insights = insights,
               .knowledge = knowledge,
               .metrics = metrics,
               .sessions = sessions,
               .version = "0.0.1-test",
               .public_url = "https://afspraken.example",
               .data_folder = folder},
      table(api::make_routes(*catalog)),
      dispatcher(table, services) {
    spdlog::set_level(spdlog::level::off);
    if (!options.start_indexing) return;
    indexing.start();
    while (!indexing.wait_for(last_seq())) std::this_thread::yield();
}

TestApp::~TestApp() = default;

Reply TestApp::ask(const std::string& method, const std::string& target, api::Headers headers,
                   const std::string& body) const {
    const auto parsed = http::parse_target(method, target);
    if (!parsed) throw std::runtime_error("not a valid target: " + target);
    api::Request request{.method = method,
                         .path = parsed->path,
                         .query = parsed->query,
                         .headers = std::move(headers),
                         .body = body,
                         .request_id = auth::make_uuid_v7(std::chrono::system_clock::now()),
                         .peer = "127.0.0.1"};
    api::Response response = dispatcher.handle(request);
    return {.status = response.status,
            .headers = std::move(response.headers),
            .body = std::move(response.body),
            .request_id = request.request_id};
}

Reply TestApp::call(const std::string& method, const std::string& target, api::Headers headers,
                    const std::string& body) {
    const std::int64_t before = writes(method) ? last_seq() : 0;
    Reply reply = ask(method, target, headers, body);
    const auto parsed = http::parse_target(method, target);
    const api::Request request{.method = method,
                               .path = parsed->path,
                               .query = parsed->query,
                               .headers = std::move(headers),
                               .body = {},
                               .request_id = reply.request_id,
                               .peer = {}};
    INFO(method << " " << target << " -> " << reply.status << "\n" << reply.body.substr(0, 2000));
    check_headers(request, reply);
    if (reply.status >= 400 && reply.header("Content-Type") != "application/json") check_problem(reply);
    if (reply.status >= 400 && writes(method)) CHECK(last_seq() == before);
    check_contract(request, reply);
    return reply;
}

void TestApp::check_headers(const api::Request& request, const Reply& reply) const {
    CHECK(reply.header("API-Version") == services.version);
    CHECK(reply.header("X-Request-Id") == reply.request_id);
    CHECK(reply.header("Content-Security-Policy").find("default-src 'none'") == 0);
    CHECK(reply.header("Content-Security-Policy").find("frame-ancestors 'none'") != std::string::npos);
    CHECK_FALSE(reply.header("Strict-Transport-Security").empty());
    CHECK(reply.header("X-Content-Type-Options") == "nosniff");
    CHECK(reply.header("X-Frame-Options") == "DENY");
    CHECK_FALSE(reply.header("Referrer-Policy").empty());
    CHECK_FALSE(reply.header("Vary").empty());
    CHECK_FALSE(reply.header("Cache-Control").empty());
    CHECK((reply.header("Access-Control-Allow-Origin") == "*") == !writes(request.method));
    if (request.find_header("Authorization")) CHECK(reply.header("Cache-Control") == "no-store");
    const bool bodyless = reply.status == 204 || reply.status == 304;
    CHECK(bodyless == reply.header("Content-Type").empty());
    if (bodyless) CHECK(reply.body.empty());
    std::set<std::string> names;
    for (const auto& [name, value] : reply.headers) {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        INFO("header " << name << ": " << value);
        CHECK(names.insert(lower).second);
        CHECK(value.find_first_of("\r\n") == std::string::npos);
    }
}

void TestApp::check_problem(const Reply& reply) {
    CHECK(reply.header("Content-Type") == problem_type);
    CHECK(reply.header("Cache-Control") == "no-store");
    const Json problem = reply.json();
    for (const char* member : {"type", "title", "detail", "instance"}) {
        INFO("member " << member);
        REQUIRE(problem.contains(member));
        REQUIRE(problem.at(member).is_string());
        CHECK_FALSE(problem.at(member).get<std::string>().empty());
    }
    CHECK(problem.at("status") == reply.status);
    CHECK(problem.at("instance") == "urn:uuid:" + reply.request_id);
    const std::string prefix = services.public_url + "/docs/problems#";
    const std::string type = problem.at("type").get<std::string>();
    CHECK(type.rfind(prefix, 0) == 0);
    const auto types = api::problem_types();
    CHECK(std::any_of(types.begin(), types.end(), [&](const api::ProblemType& row) {
        return row.status == reply.status && type == prefix + std::string(row.slug);
    }));
    CHECK((reply.status == 400) == problem.contains("errors"));
    for (const Json& error : problem.value("errors", Json::array())) {
        const auto codes = problem_codes();
        const std::string code = error.at("code").get<std::string>();
        CHECK(std::any_of(codes.begin(), codes.end(), [&](const ProblemCode& row) { return row.code == code; }));
    }
    CHECK(problem.value("errors", Json::array()).size() <= max_problems);
    const std::vector<std::string> faults =
        schema_faults(document(), {{"$ref", "#/components/schemas/Problem"}}, problem);
    CHECK(faults == std::vector<std::string>{});
    if (reply.status == 401) CHECK(reply.header("WWW-Authenticate").rfind("Bearer", 0) == 0);
    if (reply.status == 405) CHECK_FALSE(reply.header("Allow").empty());
    if (reply.status == 412) CHECK(reply.header("ETag").rfind("\"r", 0) == 0);
    if (reply.status == 503) CHECK_FALSE(reply.header("Retry-After").empty());
}

void TestApp::check_contract(const api::Request& request, const Reply& reply) {
    if (request.method == "OPTIONS" || reply.status == 405) return;
    const api::Route* route = find_route(request.method == "HEAD" ? "GET" : request.method, request.path);
    if (route == nullptr) {
        CHECK(reply.status == 404);
        return;
    }
    seen.emplace_back(route->operation_id, reply.status);
    if (!route->documented) return;
    const std::string type = reply.header("Content-Type");
    const std::string media = type.substr(0, type.find(';'));
    const auto answer = std::find_if(route->answers.begin(), route->answers.end(), [&](const api::Answer& row) {
        return row.status == reply.status && row.media_type == media;
    });
    INFO("operation " << route->operation_id << " answers " << reply.status << " " << media
                      << ", which it does not document");
    REQUIRE(answer != route->answers.end());
    for (const std::string& name : answer->headers) {
        INFO("documented header " << name);
        CHECK_FALSE(reply.header(name).empty());
    }
    if (answer->schema.empty() || reply.body.empty()) return;
    // Who asks for some members gets those only.
    const auto partial = [](const auto& given) { return given.first == "fields"; };
    if (std::any_of(request.query.begin(), request.query.end(), partial)) return;
    const std::vector<std::string> faults =
        schema_faults(document(), {{"$ref", "#/components/schemas/" + answer->schema}}, reply.json());
    CHECK(faults == std::vector<std::string>{});
}

const api::Route* TestApp::find_route(const std::string& method, const std::string& path) const {
    const api::Route* found = nullptr;
    int fewest = 100;
    for (const api::Route& route : table.routes) {
        if (route.method != method) continue;
        const auto open = openness(route.path, path);
        if (!open || *open >= fewest) continue;
        found = &route;
        fewest = *open;
    }
    return found;
}

const Json& TestApp::document() {
    if (document_.is_null()) {
        document_ = api::openapi_document(*catalog, table, api::OpenApiVersion::v3_1, Language::nl,
                                          services.public_url + "/v1", "1.0.0");
    }
    return document_;
}

std::pair<std::string, std::string> TestApp::as(app::Role role, std::vector<std::string> members) {
    if (role == app::Role::anonymous) return {"X-Nobody", "1"};
    std::string name(app::role_name(role));
    for (const std::string& member : members) name += " " + member;
    const auto known = std::find_if(tokens_.begin(), tokens_.end(), [&](const auto& row) { return row.first == name; });
    if (known != tokens_.end()) return known->second;
    const auth::NewToken secret = auth::make_token();
    store.write([&](storage::Writer& writer) {
        writer.save_token({.id = auth::make_uuid_v7(std::chrono::system_clock::now()),
                           .name = name,
                           .role = std::string(app::role_name(role)),
                           .hash = secret.hash,
                           .hint = secret.hint,
                           .members = std::move(members),
                           .created_at = writer.now(),
                           .expires_at = {},
                           .revoked_at = {}});
    });
    tokens_.push_back({name, {"Authorization", "Bearer " + secret.secret}});
    return tokens_.back().second;
}

Json TestApp::create(const std::string& kind, const Json& body) {
    const Reply reply =
        call("POST", "/v1/" + catalog->get_kind(kind).collection, {as(app::Role::admin), json_content}, body.dump());
    INFO(kind << ": " << reply.body);
    REQUIRE(reply.status == 201);
    return reply.json();
}

Json TestApp::create_published(const std::string& kind, Json body) {
    return create(kind, published(std::move(body)));
}

std::string TestApp::url(const std::string& kind, const std::string& id_or_slug) const {
    return "/v1/" + catalog->get_kind(kind).collection + "/" + id_or_slug;
}

std::int64_t TestApp::last_seq() {
    std::int64_t seq = 0;
    store.read([&](storage::Reader& reader) { seq = reader.last_seq(); });
    return seq;
}

app::ImportReport TestApp::import_starter() {
    app::Importer importer(records);
    app::ImportReport report = importer.run(starter_sources(), {});
    if (report.committed) indexing.wait_for(report.seq);
    return report;
}

std::map<std::string, std::string> schema_texts() {
    std::map<std::string, std::string> files;
    for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
    return files;
}

std::shared_ptr<const Catalog> real_catalog() {
    static const std::shared_ptr<const Catalog> catalog = Catalog::from_files(schema_texts());
    return catalog;
}

Json body_of(const std::string& kind) {
    Json body = api::find_kind_example(kind);
    if (body.is_null()) throw std::logic_error("api-docs/examples has no " + kind);
    return body;
}

Json named_body(const Catalog& catalog, const std::string& kind, const std::string& title) {
    Json body = body_of(kind);
    body[catalog.get_kind(kind).title_field] = title;
    return body;
}

Json published(Json body) {
    body["status"] = "published";
    return body;
}

std::string escape(std::string_view text) {
    static constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '-' || c == '.' || c == '_') {
            result += c;
        } else {
            result += '%';
            result += digits[static_cast<unsigned char>(c) >> 4U];
            result += digits[static_cast<unsigned char>(c) & 15U];
        }
    }
    return result;
}

app::ImportSource lines_of(const std::string& name, std::vector<std::string> lines) {
    return {name, [lines = std::move(lines), at = std::size_t{0}](std::string& line) mutable {
                if (at == lines.size()) return false;
                line = lines[at++];
                return true;
            }};
}

std::vector<app::ImportSource> starter_sources() {
    std::vector<app::ImportSource> sources;
    for (const embedded::File& file : embedded::schema_files()) {
        if (file.path.rfind("schema/starter/", 0) != 0 || !file.path.ends_with(".ndjson")) continue;
        std::vector<std::string> lines;
        std::string_view rest = file.content;
        while (!rest.empty()) {
            const std::size_t end = std::min(rest.find('\n'), rest.size());
            lines.emplace_back(rest.substr(0, end));
            rest.remove_prefix(std::min(end + 1, rest.size()));
        }
        sources.push_back(lines_of(std::string(file.path), std::move(lines)));
    }
    return sources;
}

std::vector<std::string> ids_of(const Json& page) {
    std::vector<std::string> ids;
    for (const Json& item : page.at("items")) ids.push_back(item.at("id").get<std::string>());
    return ids;
}

std::pair<std::string, std::string> if_match(const Json& record) {
    return {"If-Match", "\"r" + std::to_string(record.at("revision").get<std::int64_t>()) + "\""};
}

}  // namespace afb::test
