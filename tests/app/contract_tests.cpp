// Every documented status of every operation is provoked here, for every kind from the same lines; and nothing else is
// answered.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <catch2/catch.hpp>
#include <set>

#include "service/http/server.hpp"
#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

using Pair = std::pair<std::string, int>;  // operation, status

const std::string nowhere = "01890a5d-ac96-774b-bcce-b302099a8057";  // a record that does not exist

struct Ask {
    std::string method;
    std::string target;
    api::Headers headers;
    std::string body;

    void set(const std::string& name, const std::string& value) {
        drop(name);
        headers.emplace_back(name, value);
    }
    void drop(const std::string& name) {
        std::erase_if(headers, [&](const auto& header) { return api::same_header(header.first, name); });
    }
    void add_query(const std::string& pair) { target += (target.find('?') == std::string::npos ? "?" : "&") + pair; }
};

void replace_all(std::string& text, const std::string& what, const std::string& with) {
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

// Bytes to a port, and all that comes back.
std::string exchange(std::uint16_t port, const std::string& bytes) {
    const int client = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(client, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::send(client, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
    std::string answer;
    std::array<char, 4096> buffer{};
    for (ssize_t got = 1; got > 0;) {
        got = ::recv(client, buffer.data(), buffer.size(), 0);
        if (got > 0) answer.append(buffer.data(), static_cast<std::size_t>(got));
    }
    ::close(client);
    return answer;
}

class Contract {
public:
    explicit Contract(TestApp& test_app) : app_(test_app) {
        for (const Kind& kind : app_.catalog->kinds()) {
            subjects_[kind.name] = app_.create_published(kind.name, body_of(kind.name)).at("id").get<std::string>();
        }
    }

    // Does what the documentation says leads to this status.
    Reply provoke(const api::Route& route, int status) {
        Ask ask = good_request(route);
        switch (status) {
            case 200:
                if (creates(route)) ask.add_query("validateOnly=true");
                break;
            case 304:
                ask.set("If-None-Match", send(ask).header("ETag"));
                break;
            case 400:
                ask.add_query("nosuchparameter=1");
                break;
            case 401:
                ask.set("Authorization", "Bearer afb_nonsense");
                break;
            case 403:
                ask.set("Authorization", app_.as(Role::reader).second);
                break;
            case 404:
                ask.target = fill(route, nowhere);
                break;
            case 406:
                ask.set("Accept", "image/png");
                break;
            case 409:
                refer_to(subjects_.at(route.tag), ask, route);
                break;
            case 412:
                ask.set("If-Match", "\"r999\"");
                break;
            case 415:
                ask.set("Content-Type", "text/plain");
                break;
            case 422:
                ask.set("Idempotency-Key", route.operation_id);
                send(ask);
                ask.body = named_body(*app_.catalog, route.tag, "Iets anders").dump();
                break;
            case 428:
                ask.drop("If-Match");
                break;
            default:
                break;
        }
        return send(ask);
    }

    Ask good_request(const api::Route& route) {
        const bool removes = route.method == "DELETE";
        std::string id = subjects_.count(route.tag) > 0 ? subjects_.at(route.tag) : "";
        if (removes) id = app_.create_published(route.tag, body_of(route.tag)).at("id").get<std::string>();
        Ask ask{.method = route.method, .target = fill(route, id), .headers = {}, .body = {}};
        if (route.access != api::Access::open) ask.headers.push_back(app_.as(Role::admin));
        for (const api::Parameter& parameter : route.parameters) {
            if (parameter.in == "query" && parameter.required) {
                ask.add_query(parameter.name + "=" + escape(value_of(parameter)));
            }
            if (parameter.name == "If-Match") ask.headers.push_back(if_match(app_.get(app_.url(route.tag, id)).json()));
        }
        if (route.body) {
            ask.set("Content-Type", route.body->media_types.front());
            const std::string& title = app_.catalog->get_kind(route.tag).title_field;
            ask.body =
                route.method == "PATCH" ? Json{{title, "Andere naam"}}.dump() : published(body_of(route.tag)).dump();
        }
        return ask;
    }

private:
    static bool creates(const api::Route& route) {
        return std::any_of(route.answers.begin(), route.answers.end(),
                           [](const api::Answer& answer) { return answer.status == 201; });
    }

    // The example, unless it names records: those are made.
    std::string value_of(const api::Parameter& parameter) {
        if (parameter.name != "ids") return parameter.example.get<std::string>();
        if (compared_.empty()) {
            const auto made = [&] { return app_.create_published("question", body_of("question")).at("id"); };
            compared_ = made().get<std::string>() + "," + made().get<std::string>();
        }
        return compared_;
    }

    Reply send(const Ask& ask) { return app_.call(ask.method, ask.target, ask.headers, ask.body); }

    static std::string fill(const api::Route& route, const std::string& id) {
        std::string target = route.path;
        replace_all(target, "{id}", id);
        replace_all(target, "{revision}", "1");
        replace_all(target, "{name}", id == nowhere ? "nosuchlist" : "themes");
        return target;
    }

    // A question may refer to every kind of record.
    void refer_to(const std::string& id, Ask& ask, const api::Route& route) {
        Json body = body_of("question");
        body["approaches"] = Json::array({Json{{"text", "Zie daar"}, {"recordIds", Json::array({id})}}});
        app_.create("question", body);
        ask.target = fill(route, id);
        ask.set("If-Match", "*");
    }

    TestApp& app_;
    std::map<std::string, std::string> subjects_;  // by kind: a published record
    std::string compared_;
};

std::set<Pair> documented(const api::RouteTable& table) {
    std::set<Pair> pairs;
    for (const api::Route& route : table.routes) {
        if (!route.documented) continue;
        for (const api::Answer& answer : route.answers) pairs.emplace(route.operation_id, answer.status);
    }
    return pairs;
}

std::string lines_of(const std::set<Pair>& pairs) {
    std::string text;
    for (const auto& [operation, status] : pairs) text += "\n  " + operation + " " + std::to_string(status);
    return text;
}

}  // namespace

TEST_CASE("every documented status of every operation is really answered, and no other", "[contract]") {
    TestApp app;
    std::set<Pair> left = documented(app.table);
    Contract contract(app);

    for (const api::Route& route : app.table.routes) {
        if (!route.documented) continue;
        std::set<int> statuses;
        for (const api::Answer& answer : route.answers) statuses.insert(answer.status);
        for (const int status : statuses) {
            if (status == 413 || status == 503) continue;  // below
            INFO(route.operation_id << " should answer " << status);
            CHECK(contract.provoke(route, status).status == status);
        }
    }
    for (const Pair& pair : app.seen) left.erase(pair);

    SECTION("413 comes from the transport, before the body is read") {
        http::Server server(
            {}, [&](const api::Request& request) { return app.dispatcher.handle(request); },
            [&](int status, const std::string& id, const std::string& en, const std::string& nl) {
                return app.dispatcher.refuse(status, id, en, nl);
            });
        server.start();
        for (const api::Route& route : app.table.routes) {
            if (left.count({route.operation_id, 413}) == 0) continue;
            const Ask ask = contract.good_request(route);
            std::string bytes =
                ask.method + " " + ask.target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 300000\r\n";
            for (const auto& [name, value] : ask.headers) bytes.append(name).append(": ").append(value).append("\r\n");
            const std::string answer = exchange(server.port(), bytes + "\r\n");
            INFO(route.operation_id << ": " << answer);
            CHECK(answer.rfind("HTTP/1.1 413 ", 0) == 0);
            CHECK(answer.find("Content-Type: application/problem+json\r\n") != std::string::npos);
            CHECK(answer.find("API-Version: ") != std::string::npos);
            CHECK(answer.find("\"status\":413") != std::string::npos);
            left.erase({route.operation_id, 413});
        }
        CHECK(server.stop(std::chrono::seconds(10)));
    }
    std::erase_if(left, [](const Pair& pair) { return pair.second == 413 || pair.second == 503; });
    INFO("documented, but nobody provoked it:" << lines_of(left));
    CHECK(left.empty());
}

TEST_CASE("without an index search answers 503 and when to try again, while records can be read and written",
          "[contract]") {
    TestApp app({.start_indexing = false});
    const Json record = app.create_published("question", body_of("question"));
    std::set<Pair> left;
    for (const Pair& pair : documented(app.table)) {
        if (pair.second == 503) left.insert(pair);
    }
    CHECK(app.get("/v1/search?q=school").status == 503);
    CHECK(app.get("/v1/suggest?q=school").status == 503);
    for (const char* insight : {"stagevergoedingen", "payment-routes"}) {
        CHECK(app.get(std::string("/v1/insights/") + insight + "?q=school").status == 503);
        CHECK(app.get(std::string("/v1/insights/") + insight).status == 200);
    }
    for (const Kind& kind : app.catalog->kinds()) {
        CHECK(app.get("/v1/" + kind.collection + "?q=school").status == 503);
        CHECK(app.get("/v1/" + kind.collection).status == 200);
    }
    for (const char* insight : {"attention", "boundaries", "coverage", "governance", "funding"})
        CHECK(app.get(std::string("/v1/insights/") + insight + "?q=school").status == 503);
    CHECK(app.get(app.url("question", record.at("id"))).status == 200);
    CHECK(app.get(app.url("question", record.at("id")) + "/related").status == 200);
    CHECK(app.get("/health/ready").text("status") == "warn");

    std::filesystem::remove_all(app.folder);  // a disk that is gone
    CHECK(app.get("/health/ready").status == 503);
    CHECK(app.get("/health/live").status == 200);

    for (const Pair& pair : app.seen) left.erase(pair);
    // Needs no index, only the facts in memory: 503 when these are not read within five seconds of the start.
    left.erase({"readStagevergoedingSeries", 503});
    INFO("documented, but nobody provoked it:" << lines_of(left));
    CHECK(left.empty());
}

TEST_CASE("every address answers HEAD and OPTIONS, and tells what it allows when it is asked something else",
          "[contract]") {
    TestApp app;
    Contract contract(app);
    std::set<std::string> targets;
    for (const api::Route& route : app.table.routes) {
        if (!route.documented) continue;
        const Ask ask = contract.good_request(route);
        targets.insert(ask.target);
        if (route.method != "GET") continue;
        INFO(ask.target);
        const Reply head = app.call("HEAD", ask.target);
        CHECK(head.status == app.get(ask.target).status);
    }
    for (const std::string& target : targets) {
        INFO(target);
        const Reply options = app.call("OPTIONS", target);
        CHECK(options.status == 204);
        CHECK(options.header("Allow").find("OPTIONS") != std::string::npos);
        CHECK_FALSE(options.header("Access-Control-Allow-Methods").empty());
        for (const char* method : {"TRACE", "BREW", "get"}) {
            const Reply reply = app.call(method, target);
            CHECK(reply.status == 405);
            CHECK(reply.header("Allow") == options.header("Allow"));
        }
    }
}

TEST_CASE("what is nowhere is not found, in the one shape of problems", "[contract]") {
    TestApp app;
    for (const char* target :
         {"/v2", "/v1/", "/v1/nothing", "/v1/agreements/", "/v1/agreements//revisions", "/v1//agreements",
          "/v1/agreements.json", "/v1/agreements/a/b/c/d", "/docs/nothing", "/assets/x/y", "/%F0%9F%90%94"}) {
        INFO(target);
        CHECK(app.get(target).status == 404);
    }
}
