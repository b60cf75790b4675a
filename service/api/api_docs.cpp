#include "service/api/api_docs.hpp"

#include <map>
#include <stdexcept>
#include <string>

#include "cmake/embedded.hpp"

namespace afb::api {
namespace {

using Docs = std::map<std::string, Json, std::less<>>;

const Docs& docs() {
    static const Docs parsed = [] {
        Docs all;
        for (const embedded::File& file : embedded::api_docs_files())
            all.emplace(std::string(file.path), Json::parse(file.content));
        return all;
    }();
    return parsed;
}

}  // namespace

const Json& get_api_doc(std::string_view path) {
    const auto found = docs().find(path);
    if (found == docs().end()) throw std::logic_error("no such file in api-docs: " + std::string(path));
    return found->second;
}

Json find_kind_example(std::string_view kind) {
    const auto found = docs().find("api-docs/examples/" + std::string(kind) + ".json");
    return found == docs().end() ? Json() : found->second;
}

}  // namespace afb::api
