// One request under way, decoded as far as its route says: what handlers work with.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "service/api/message.hpp"
#include "service/api/route.hpp"
#include "service/app/actor.hpp"
#include "service/app/insights.hpp"
#include "service/app/knowledge.hpp"
#include "service/app/metrics.hpp"
#include "service/app/records.hpp"
#include "service/app/search.hpp"
#include "service/auth/sessions.hpp"

namespace afb::api {

// What handlers may use; owned by the composition root, which outlives every request.
struct Services {
    std::shared_ptr<const Catalog> catalog;
    storage::Store& store;
    indexer::Index& index;
    app::Indexing& indexing;
    app::Records& records;
    app::Search& search;
    app::Insights& insights;
    app::Knowledge& knowledge;
    app::Metrics& metrics;
    auth::Sessions& sessions;
    std::string version;     // of the API and the program
    std::string public_url;  // "https://afspraken.example.nl", no slash at the end
    std::string data_folder;
    std::string web_root = {};  // development: page files are taken from here first
};

struct Call {
    const Request& request;
    const Route& route;
    Services& services;
    std::map<std::string, std::string> path;                // {id}, {name} ...
    std::map<std::string, std::vector<std::string>> query;  // checked against the route's parameters
    app::Actor actor;
    Language language = Language::nl;

    const std::string* find(std::string_view parameter) const;  // the first value of a query parameter
    std::string value_or(std::string_view parameter, std::string_view fallback) const;
    bool flag(std::string_view parameter) const;  // given as true
};

Response json_response(int status, const Json& body);

// The request's body as JSON of one of the route's media types; 415 and 400 as they should be.
Json read_body(const Call& call);

// If-Match, decoded; nothing when absent. Throws Error(invalid) naming the header.
std::optional<app::Precondition> read_precondition(const Request& request);

app::WriteOptions read_write_options(const Call& call);

// The tag of a record's plain view: its revision, which is what writing needs, and what the view says, because what is
// computed changes without a revision (titles it refers to, what is in force today).
std::string record_tag(std::int64_t revision, std::string_view body);

}  // namespace afb::api
