#include "service/api/openapi_shared.hpp"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "service/api/schema_document.hpp"

namespace afb::api {
namespace {

constexpr std::string_view schemas_prefix = "#/components/schemas/";

std::string response_name(const std::string& status) {
    static const std::map<std::string, std::string> names = {{"304", "NotModified"},
                                                             {"400", "BadRequest"},
                                                             {"401", "Unauthorized"},
                                                             {"403", "Forbidden"},
                                                             {"404", "NotFound"},
                                                             {"405", "MethodNotAllowed"},
                                                             {"406", "NotAcceptable"},
                                                             {"409", "Conflict"},
                                                             {"410", "Gone"},
                                                             {"412", "PreconditionFailed"},
                                                             {"413", "ContentTooLarge"},
                                                             {"414", "UriTooLong"},
                                                             {"415", "UnsupportedMediaType"},
                                                             {"422", "UnprocessableContent"},
                                                             {"428", "PreconditionRequired"},
                                                             {"429", "TooManyRequests"},
                                                             {"431", "HeadersTooLarge"},
                                                             {"500", "InternalServerError"},
                                                             {"503", "ServiceUnavailable"}};
    const auto found = names.find(status);
    return found == names.end() ? "Status" + status : found->second;
}

// One kind of part: finds the repeated ones and puts references in their place.
class Sharing {
public:
    explicit Sharing(std::string section) : section_(std::move(section)) {}

    void count(const Json& part, const std::string& name) {
        if (++counts_[part.dump()] == 1) ++variants_[name];
    }

    // `name` when all parts of that name are the same, else with `tag` in front: names must not depend on the order of
    // routes.
    void replace(Json& part, const std::string& name, const std::string& tag) {
        const std::string text = part.dump();
        if (counts_[text] < 2) return;
        auto found = names_.find(text);
        if (found == names_.end()) {
            const std::string wanted = variants_[name] == 1 ? name : tag + name;
            std::string free = wanted;
            for (int n = 2; shared_.contains(free); ++n) free = wanted + std::to_string(n);
            shared_[free] = part;
            found = names_.emplace(text, free).first;
        }
        part = {{"$ref", "#/components/" + section_ + "/" + found->second}};
    }

    void put_into(Json& components) const {
        if (!shared_.empty()) components[section_] = shared_;
    }

private:
    std::string section_;
    std::map<std::string, int> counts_;
    std::map<std::string, int> variants_;  // how many different parts there are of one name
    std::map<std::string, std::string> names_;
    Json shared_ = Json::object();
};

void for_each_operation(Json& document, const std::function<void(Json&)>& visit) {
    for (auto& [path, item] : document.at("paths").items())
        for (auto& [method, operation] : item.items())
            if (method != "servers") visit(operation);
}

void collect_references(const Json& node, std::vector<std::string>& found) {
    if (node.is_object() && node.contains("$ref") && node.at("$ref").is_string()) {
        const auto reference = node.at("$ref").get<std::string>();
        if (reference.compare(0, schemas_prefix.size(), schemas_prefix) == 0)
            found.push_back(reference.substr(schemas_prefix.size()));
    }
    if (node.is_structured())
        for (const auto& child : node) collect_references(child, found);
}

}  // namespace

void share_repeated_parts(Json& document) {
    Sharing parameters("parameters");
    Sharing responses("responses");
    const auto parameter_name = [](const Json& one) {
        return SchemaWriter::pascal_case(one.at("name").get<std::string>());
    };
    for_each_operation(document, [&](Json& operation) {
        if (operation.contains("parameters"))
            for (const Json& one : operation.at("parameters")) parameters.count(one, parameter_name(one));
        for (const auto& [status, one] : operation.at("responses").items()) responses.count(one, response_name(status));
    });
    for_each_operation(document, [&](Json& operation) {
        const std::string tag = SchemaWriter::pascal_case(operation.at("tags").at(0).get<std::string>());
        if (operation.contains("parameters"))
            for (Json& one : operation.at("parameters")) parameters.replace(one, parameter_name(one), tag);
        for (auto& [status, one] : operation.at("responses").items())
            if (status[0] != '2') responses.replace(one, response_name(status), tag);
    });
    parameters.put_into(document.at("components"));
    responses.put_into(document.at("components"));
}

void drop_unused_schemas(Json& document) {
    Json& schemas = document.at("components").at("schemas");
    std::vector<std::string> open;
    collect_references(document.at("paths"), open);
    for (const auto& [section, parts] : document.at("components").items())
        if (section != "schemas") collect_references(parts, open);
    std::set<std::string> reached;
    while (!open.empty()) {
        const std::string name = open.back();
        open.pop_back();
        if (reached.insert(name).second && schemas.contains(name)) collect_references(schemas.at(name), open);
    }
    Json kept = Json::object();
    for (auto& [name, schema] : schemas.items())
        if (reached.count(name) != 0) kept[name] = std::move(schema);
    schemas = std::move(kept);
}

}  // namespace afb::api
