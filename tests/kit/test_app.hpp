// The whole service in one process, without sockets: a temporary data folder, the real store, the real index and the
// route table.
//
// Every call() is held against what holds for all answers: the standard headers, the one shape of problems, a
// documented status and a body that fits its documented schema; and that a write that was refused changed nothing.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "indexer/index.hpp"
#include "schema/catalog.hpp"
#include "service/api/dispatcher.hpp"
#include "service/api/routes.hpp"
#include "service/app/import.hpp"
#include "service/app/indexing.hpp"
#include "service/app/insights.hpp"
#include "service/app/knowledge.hpp"
#include "service/app/metrics.hpp"
#include "service/app/records.hpp"
#include "service/app/search.hpp"
#include "service/insights/live_facts.hpp"
#include "service/storage/store.hpp"

namespace afb::test {

// A folder of its own below the system's temporary folder, gone at the end.
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    const std::filesystem::path path;
};

struct Reply {
    int status = 0;
    api::Headers headers = {};
    std::string body = {};
    std::string request_id = {};

    std::string header(std::string_view name) const;  // "" when absent
    Json json() const;                                // fails the test when the body is not JSON
    std::string text(std::string_view member) const;  // of the JSON body
    std::vector<std::string> codes() const;           // of errors[]
    bool has_error(std::string_view code, std::string_view location) const;
    std::int64_t total() const;  // totalItems
};

struct AppOptions {
    std::shared_ptr<const Catalog> catalog = nullptr;  // null: the real one
    std::string folder = {};                           // empty: a temporary one
    bool start_indexing = true;
    app::Clock clock = std::chrono::system_clock::now;
    app::InsightSettings insights = {};
};

class TestApp {
    std::unique_ptr<TemporaryFolder> temporary_;  // first: outlives the store

public:
    explicit TestApp(AppOptions options = {});
    ~TestApp();
    TestApp(const TestApp&) = delete;
    TestApp& operator=(const TestApp&) = delete;

    const std::string folder;
    const std::shared_ptr<const Catalog> catalog;
    storage::Store store;
    indexer::Index index;
    app::Indexing indexing;
    app::Records records;
    app::Search search;
    insights::LiveFacts facts;
    app::Insights insights;
    app::Knowledge knowledge;
    app::Metrics metrics;
    auth::Sessions sessions;
    api::Services services;
    const api::RouteTable table;
    const api::Dispatcher dispatcher;

    // With all checks; from the test's own thread only. `target` is as on the wire: "/v1/search?q=a%20b".
    Reply call(const std::string& method, const std::string& target, api::Headers headers = {},
               const std::string& body = {});
    Reply get(const std::string& target, api::Headers headers = {}) { return call("GET", target, std::move(headers)); }
    // Without checks, from any thread.
    Reply ask(const std::string& method, const std::string& target, api::Headers headers = {},
              const std::string& body = {}) const;

    // ("Authorization", "Bearer afb_...") of a token made for this role; the same one for the same role and members.
    std::pair<std::string, std::string> as(app::Role role, std::vector<std::string> members = {});

    // Writes by an admin, that must succeed.
    Json create(const std::string& kind, const Json& body);
    Json create_published(const std::string& kind, Json body);
    std::string url(const std::string& kind, const std::string& id_or_slug) const;  // "/v1/agreements/..."

    std::int64_t last_seq();
    app::ImportReport import_starter();  // and waits until it can be found

    const api::Route* find_route(const std::string& method, const std::string& path) const;
    const Json& document();  // OpenAPI 3.1

    std::vector<std::pair<std::string, int>> seen;  // (operation, status) of every call

private:
    void check_headers(const api::Request& request, const Reply& reply) const;
    void check_problem(const Reply& reply);
    void check_contract(const api::Request& request, const Reply& reply);

    std::vector<std::pair<std::string, std::pair<std::string, std::string>>> tokens_;
    Json document_;
};

std::map<std::string, std::string> schema_texts();  // the embedded files of schema/, by path
std::shared_ptr<const Catalog> real_catalog();      // made once
Json body_of(const std::string& kind);              // a small valid body
Json named_body(const Catalog& catalog, const std::string& kind,
                const std::string& title);  // the same with this title or name
Json published(Json body);
std::string escape(std::string_view text);  // for a query value
std::vector<app::ImportSource> starter_sources();
app::ImportSource lines_of(const std::string& name, std::vector<std::string> lines);
std::vector<std::string> ids_of(const Json& page);                 // of items, in order
std::pair<std::string, std::string> if_match(const Json& record);  // of its revision
inline const std::pair<std::string, std::string> json_content{"Content-Type", "application/json"};
inline const std::pair<std::string, std::string> patch_content{"Content-Type", "application/merge-patch+json"};

}  // namespace afb::test
