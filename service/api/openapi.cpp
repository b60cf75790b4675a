#include "service/api/openapi.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "service/api/api_docs.hpp"
#include "service/api/kind_schemas.hpp"
#include "service/api/openapi_30.hpp"
#include "service/api/openapi_shared.hpp"
#include "service/api/schema_document.hpp"

namespace afb::api {
namespace {

Text text_of(const Json& texts) {
    return {texts.at("nl").get<std::string>(), texts.at("en").get<std::string>()};
}

// The rule set of the API Design Rules 2.1 knows this header in lower case only.
constexpr std::string_view cors_header = "access-control-allow-origin";

// One document under way.
class Builder {
public:
    Builder(const Catalog& catalog, const RouteTable& table, Language language, std::string_view server_url)
        : catalog_(catalog),
          table_(table),
          language_(language),
          server_url_(server_url),
          writer_(catalog, language),
          info_(get_api_doc("api-docs/info.json")) {}

    Json build(std::string_view api_version);

private:
    Json info(std::string_view version) const;
    Json tags() const;
    Json paths();
    Json operation(const Route& route);
    std::string operation_description(const Route& route) const;
    Json parameter(const Parameter& parameter, const Route& route) const;
    Json request_body(const Route& route) const;
    Json responses(const Route& route);
    Json response_headers(const std::vector<std::string>& own, const Route& route);
    Json media_type(const std::string& type, const std::string& schema, const Route& route) const;
    Json all_schemas() const;
    Json headers() const;

    const std::string& in_language(const Text& text) const { return text.in(language_); }
    std::string info_text(const Json& texts) const { return text_of(texts).in(language_); }

    const Catalog& catalog_;
    const RouteTable& table_;
    Language language_;
    std::string server_url_;
    SchemaWriter writer_;
    const Json& info_;
    Json schemas_;  // every schema there is, by name
    std::set<std::string> used_headers_;
};

[[noreturn]] void refuse(const Route& route, const std::string& why) {
    throw std::logic_error(fmt::format("openapi: {} {} ({}): {}", route.method, route.path, route.operation_id, why));
}

std::string lower(std::string text) {
    for (char& c : text) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return text;
}

// "/v1/agreements" -> "/agreements", "/v1" -> "/"; nothing for a path outside the base.
std::optional<std::string> path_below_base(std::string_view path) {
    if (path == base_path) return "/";
    if (path.substr(0, base_path.size()) != base_path || path[base_path.size()] != '/') return std::nullopt;
    return std::string(path.substr(base_path.size()));
}

// A first segment that starts with a dot (/.well-known) is no kebab-case: it goes into the server's address.
std::pair<std::string, std::string> split_well_known(const std::string& origin, const std::string& path) {
    const auto second = path.find('/', 1);
    if (path.substr(0, 2) != "/." || second == std::string::npos) return {origin, path};
    return {origin + path.substr(0, second), path.substr(second)};
}

Json Builder::info(std::string_view version) const {
    return {{"title", info_text(info_.at("title"))},
            {"summary", info_text(info_.at("summary"))},
            {"description", info_text(info_.at("description"))},
            {"contact", info_.at("contact")},
            {"license", info_.at("license")},
            {"version", version}};
}

Json Builder::tags() const {
    std::set<std::string> used;
    for (const Route& route : table_.routes)
        if (route.documented) used.insert(route.tag);
    Json out = Json::array();
    const auto add = [&](const std::string& name, const std::string& title, const std::string& description) {
        if (used.erase(name) != 0)
            out.push_back({{"name", name}, {"description", description}, {"x-displayName", title}});
    };
    for (const Kind& kind : catalog_.kinds()) {
        const std::string& help = in_language(kind.help);
        add(kind.name, in_language(kind.plural), in_language(kind.plural) + (help.empty() ? "." : ". " + help));
    }
    for (const auto& [name, tag] : info_.at("tags").items())
        add(name, info_text(tag.at("title")), info_text(tag.at("description")));
    if (!used.empty())
        throw std::logic_error("openapi: tag without a description in api-docs/info.json: " + *used.begin());
    return out;
}

Json Builder::all_schemas() const {
    Json out = Json::object();
    for (const Kind& kind : catalog_.kinds()) out.update(kind_schemas(writer_, kind, language_));
    for (const Vocabulary& vocabulary : catalog_.vocabularies())
        out[SchemaWriter::vocabulary_schema(vocabulary.name)] = writer_.write_vocabulary(vocabulary);
    for (const auto& [name, schema] : table_.schemas) out[name] = writer_.write(schema, SchemaSide::as_given);
    return out;
}

Json Builder::headers() const {
    Json out = Json::object();
    for (const auto& [name, header] : info_.at("headers").items()) {
        if (used_headers_.count(name) == 0) continue;
        Json schema = {{"type", header.value("type", "string")}};
        if (header.contains("format")) schema["format"] = header.at("format");
        if (header.contains("example")) schema["examples"] = Json::array({header.at("example")});
        out[name] = {{"description", info_text(header.at("description"))}, {"schema", std::move(schema)}};
    }
    return out;
}

std::string Builder::operation_description(const Route& route) const {
    static const std::map<Access, const char*> roles = {{Access::reader, "reader"},
                                                        {Access::contributor, "contributor"},
                                                        {Access::moderator, "moderator"},
                                                        {Access::admin, "admin"}};
    std::string text = in_language(route.description);
    if (text.empty()) text = in_language(route.summary) + ".";
    if (route.access == Access::open) return text;
    const char* needs =
        language_ == Language::nl ? "Vraagt een token met minstens de rol " : "Needs a token with at least the role ";
    return fmt::format("{}\n\n{}`{}`.", text, needs, roles.at(route.access));
}

Json Builder::parameter(const Parameter& parameter, const Route& route) const {
    Json out = {{"name", parameter.name}, {"in", parameter.in}, {"description", in_language(parameter.description)}};
    if (parameter.required || parameter.in == "path") out["required"] = true;
    Json schema = writer_.write(parameter.schema, SchemaSide::as_given);
    if (parameter.repeatable) {
        out["style"] = "form";
        out["explode"] = true;
        schema = {{"type", "array"}, {"items", std::move(schema)}};
    }
    out["schema"] = std::move(schema);
    Json example = parameter.example;
    // What one can read at once is a record of the starter collection; what is changed, everybody fills in.
    const Json& records = info_.at("records");
    const bool reads_record = parameter.in == "path" && parameter.name == "id" && route.method == "GET";
    if (example.is_null() && reads_record && records.contains(route.tag)) example = records.at(route.tag);
    if (parameter.repeatable && !example.is_null() && !example.is_array()) example = Json::array({example});
    if (!example.is_null()) out["example"] = std::move(example);
    return out;
}

Json Builder::media_type(const std::string& type, const std::string& schema, const Route& route) const {
    if (!schema.empty()) {
        if (!schemas_.contains(schema)) refuse(route, "no schema named " + schema);
        return {{"schema", schema_ref(schema)}};
    }
    const bool text = type.substr(0, 5) == "text/" || type.find("json") != std::string::npos;
    Json shape = {{"type", "string"}};
    if (!text) shape["contentMediaType"] = type.substr(0, type.find(';'));
    return {{"schema", std::move(shape)}};
}

Json Builder::request_body(const Route& route) const {
    Json content = Json::object();
    for (const std::string& type : route.body->media_types) {
        Json media = media_type(type, route.body->schema, route);
        Json example = route.body->example;
        if (example.is_null()) example = find_schema_example(catalog_, route.body->schema);
        if (!example.is_null()) media["example"] = std::move(example);
        content[type] = std::move(media);
    }
    return {{"required", true}, {"content", std::move(content)}};
}

Json Builder::response_headers(const std::vector<std::string>& own, const Route& route) {
    Json out = Json::object();
    std::vector<std::string> names = {"API-Version", "X-Request-Id"};
    names.insert(names.end(), own.begin(), own.end());
    for (const std::string& given : names) {
        const std::string name = same_header(given, cors_header) ? std::string(cors_header) : given;
        if (!info_.at("headers").contains(name)) refuse(route, "no header in api-docs/info.json named " + name);
        used_headers_.insert(name);
        out[name] = {{"$ref", "#/components/headers/" + name}};
    }
    return out;
}

Json Builder::responses(const Route& route) {
    if (route.answers.empty()) refuse(route, "no answers");
    std::map<std::string, Json> by_status;
    // Who may read the answer may read that it has not changed: CORS holds for 304 as well.
    bool for_everybody = false;
    for (const Answer& answer : route.answers)
        for (const std::string& header : answer.headers)
            for_everybody = for_everybody || same_header(header, cors_header);
    for (const Answer& answer : route.answers) {
        Json& out = by_status[std::to_string(answer.status)];
        if (out.is_null()) out = {{"description", in_language(answer.description)}, {"headers", Json::object()}};
        std::vector<std::string> headers = answer.headers;
        if (for_everybody && answer.status < 400) headers.emplace_back(cors_header);
        out["headers"].update(response_headers(headers, route));
        if (answer.media_type.empty()) continue;
        if (out.contains("content") && out["content"].contains(answer.media_type))
            refuse(route, fmt::format("{} twice as {}", answer.status, answer.media_type));
        Json media = media_type(answer.media_type, answer.schema, route);
        Json example = find_schema_example(catalog_, answer.schema);
        if (!example.is_null()) media["example"] = std::move(example);
        out["content"][answer.media_type] = std::move(media);
    }
    Json sorted = Json::object();
    for (auto& [status, response] : by_status) sorted[status] = std::move(response);
    return sorted;
}

Json Builder::operation(const Route& route) {
    Json out = {{"tags", Json::array({route.tag})},
                {"operationId", route.operation_id},
                {"summary", in_language(route.summary)},
                {"description", operation_description(route)}};
    // A token shows more on an open route too, so it is offered there, never asked.
    out["security"] = Json::array();
    if (route.access == Access::open) out["security"].push_back(Json::object());
    out["security"].push_back({{"bearerToken", Json::array()}});
    for (const Parameter& one : route.parameters) out["parameters"].push_back(parameter(one, route));
    if (route.body) out["requestBody"] = request_body(route);
    out["responses"] = responses(route);
    return out;
}

Json Builder::paths() {
    const std::string origin = server_url_.substr(0, server_url_.size() - base_path.size());
    Json out = Json::object();
    for (const Route& route : table_.routes) {
        if (!route.documented) continue;
        std::string path = route.path;
        Json servers;
        if (const auto below = path_below_base(path)) {
            path = *below;
        } else {
            std::string server;
            std::tie(server, path) = split_well_known(origin, path);
            servers = Json::array({{{"url", server}}});
        }
        Json& item = out[path];
        if (item.is_null()) item = Json::object();
        if (!servers.is_null()) item["servers"] = servers;
        Json& slot = item[lower(route.method)];
        if (!slot.is_null()) refuse(route, "the same method and path twice");
        slot = operation(route);
    }
    return out;
}

Json Builder::build(std::string_view api_version) {
    if (server_url_.size() < base_path.size() || server_url_.substr(server_url_.size() - base_path.size()) != base_path)
        throw std::logic_error(fmt::format("openapi: the server URL {} does not end in {}", server_url_, base_path));
    schemas_ = all_schemas();
    Json document = {{"openapi", "3.1.0"},
                     {"info", info(api_version)},
                     {"servers", Json::array({{{"url", server_url_}}})},
                     {"tags", tags()},
                     {"paths", paths()}};
    document["components"] = {
        {"schemas", schemas_},
        {"headers", headers()},
        {"securitySchemes",
         {{"bearerToken", {{"type", "http"}, {"scheme", "bearer"}, {"description", info_text(info_.at("token"))}}}}}};
    share_repeated_parts(document);
    drop_unused_schemas(document);
    return document;
}

}  // namespace

Json openapi_document(const Catalog& catalog, const RouteTable& table, OpenApiVersion version, Language language,
                      std::string_view server_url, std::string_view api_version) {
    Json document = Builder(catalog, table, language, server_url).build(api_version);
    return version == OpenApiVersion::v3_1 ? document : openapi_30(document);
}

std::string default_server_url() {
    return get_api_doc("api-docs/info.json").at("server").get<std::string>();
}

}  // namespace afb::api
