// THE route table's rows. Dispatch, OPTIONS/405, access, query-key checking, OpenAPI, the documentation and the
// contract tests all follow from these values; nothing is said twice.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/api/message.hpp"

namespace afb::api {

enum class Access { open, reader, contributor, moderator, admin };

struct Parameter {
    std::string in;  // "query", "path" or "header"
    std::string name;
    Text description;
    Json schema;  // JSON Schema of one value
    bool required = false;
    bool repeatable = false;  // query: may be given more than once, any of the values counts
    Json example = {};        // null: none
};

struct RequestBody {
    std::vector<std::string> media_types;  // "application/json"; "application/merge-patch+json"
    std::string schema;                    // a name in components/schemas
    Json example;
};

struct Answer {
    int status = 200;
    Text description;
    std::string media_type;            // "" without body; problems are application/problem+json
    std::string schema;                // a name in components/schemas; "" for none
    std::vector<std::string> headers;  // names among those of components/headers: "ETag", "Location", "Link", ...
};

struct Call;  // one request under way: see handlers

struct Route {
    std::string method;        // "GET"; HEAD and OPTIONS follow by themselves
    std::string path;          // whole, with the base: "/v1/agreements/{id}", "/health/live"
    std::string operation_id;  // "listAgreements"
    std::string tag;           // a kind's name, or "search", "insights", "vocabularies", "service"
    Text summary;
    Text description;
    Access access = Access::open;
    std::vector<Parameter> parameters;  // query keys not among these are refused
    std::optional<RequestBody> body;
    std::vector<Answer> answers;  // every status this operation can give, problems included
    bool documented = true;       // false: pages for people (/docs), not part of the contract
    bool free_query = false;      // the query is for the script in the page, we do not look at it
    std::function<Response(Call&)> handle;
};

// What the OpenAPI document is made from.
struct RouteTable {
    std::vector<Route> routes;
    std::map<std::string, Json>
        schemas;  // components/schemas, JSON Schema 2020-12 portable subset, each with x-labels/x-help where shown
};

}  // namespace afb::api
