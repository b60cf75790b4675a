// What goes over the wire, by raw sockets: the fields of every answer, and input that means harm.
#include <catch2/catch.hpp>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;
using Catch::Contains;

namespace {

struct Running {
    const Folder folder = {};
    const std::string token = make_token(folder.data());
    Server server{folder.data()};
    Client client{server.port(), token};
    Client reader{server.port()};

    // The same process still answers, and nothing was stored.
    void check_unharmed() {
        CHECK(server.alive());
        Client fresh(server.port());
        CHECK(fresh.get("/health/live").status == 200);
        CHECK(fresh.get("/v1/questions").total() == 0);
    }
};

const Fields json_body{{"Content-Type", "application/json"}};

}  // namespace

TEST_CASE("every class of answer carries the version, the request's id and the security headers", "[wire]") {
    Running running;
    Client& client = running.client;
    const Reply created = client.post("/v1/questions", question("Eerste"));
    REQUIRE(created.status == 201);
    CHECK(faults_of_headers(created).empty());
    const std::string url = created.field("Location").substr(created.field("Location").find("/v1/"));
    const std::string tag = created.field("ETag");
    const Fields stale{{"If-Match", "\"r9\""}, {"Content-Type", "application/merge-patch+json"}};
    const Fields patch{{"Content-Type", "application/merge-patch+json"}};
    Client reader(running.server.port());
    const Reply same = reader.get(url, {{"If-None-Match", tag}});
    CHECK(same.status == 304);
    CHECK(faults_of_headers(same).empty());
    CHECK(faults_of_headers(client.get(url)).empty());
    CHECK(faults_of_problem(client.get("/v1/questions?colour=red"), 400).empty());
    CHECK(faults_of_problem(reader.post("/v1/questions", question("Zonder token")), 401).empty());
    CHECK(faults_of_problem(client.get("/v1/nothing"), 404).empty());
    CHECK(faults_of_problem(client.get("/v1/questions", {{"Accept", "image/png"}}), 406).empty());
    CHECK(faults_of_problem(client.send("PATCH", url, stale, "{}"), 412).empty());
    CHECK(faults_of_problem(client.send("POST", "/v1/questions", {{"Content-Type", "text/plain"}}, "x"), 415).empty());
    CHECK(faults_of_problem(client.send("PATCH", url, patch, "{}"), 428).empty());
    const Reply method = client.send("DELETE", "/v1/questions");
    CHECK(faults_of_problem(method, 405).empty());
    CHECK_THAT(method.field("Allow"), Contains("GET") && Contains("POST") && !Contains("DELETE"));
    const Reply options = reader.send("OPTIONS", "/v1/questions");
    CHECK(options.status == 204);
    CHECK_THAT(options.field("Allow"), Contains("GET") && Contains("HEAD") && Contains("OPTIONS") && Contains("POST"));
    CHECK(faults_of_headers(options).empty());
    const Reply removed = client.send("DELETE", url, {{"If-Match", tag}});
    CHECK(removed.status == 204);
    CHECK(faults_of_headers(removed).empty());
}

TEST_CASE("what the transport refuses by itself is a problem document too", "[wire]") {
    Running running;
    const std::uint16_t port = running.server.port();
    const auto ask = [&](const std::string& bytes) {
        Client fresh(port);
        fresh.write(bytes);
        return fresh.read();
    };
    const std::string large(300 * 1024, 'a');
    CHECK(
        faults_of_problem(running.client.send("POST", "/v1/questions", json_body, "{\"title\":\"" + large + "\"}"), 413)
            .empty());
    CHECK(faults_of_problem(ask(head_of("GET", "/v1/search?q=" + std::string(20'000, 'a'), {})), 414).empty());
    CHECK(faults_of_problem(ask(head_of("GET", "/v1", {{"X-Large", std::string(40'000, 'a')}})), 431).empty());
    CHECK(faults_of_problem(ask("GET /v1 HTTP/1.1\r\n\r\n"), 400).empty());
    CHECK(faults_of_problem(ask("NONSENSE\r\n\r\n"), 400).empty());
    CHECK(faults_of_problem(ask("GET /v1 HTTP/3.0\r\nHost: a\r\n\r\n"), 505).empty());
    CHECK(faults_of_problem(ask(head_of("GET", "/%zz", {})), 400).empty());
    CHECK(faults_of_problem(
              ask(head_of("POST", "/v1/questions", {{"Content-Length", "5"}, {"Transfer-Encoding", "chunked"}})), 400)
              .empty());
    running.check_unharmed();
}

TEST_CASE("HEAD has the fields of GET and no body; the next answer on the connection is whole", "[wire]") {
    Running running;
    running.server.wait_until_ready();
    const Reply created = running.client.post("/v1/questions", question("Hoofd"));
    const std::string url = "/v1/questions/" + created.json().at("id").get<std::string>();
    for (const std::string& target :
         {url, std::string("/v1/questions"), std::string("/v1/search?q=hoofd"), std::string("/docs"),
          std::string("/v1/openapi.json"), std::string("/v1/questions/none")}) {
        INFO(target);
        Client client(running.server.port());
        const Reply head = client.send("HEAD", target);
        const Reply get = client.get(target);
        CHECK(head.status == get.status);
        CHECK_FALSE(get.body.empty());
        CHECK(head.fields.size() == get.fields.size());
        for (const auto& [name, value] : get.fields) {
            INFO(name);
            const bool own =
                name == "X-Request-Id" || name == "Date" || (name == "Content-Length" && get.status >= 400);
            if (!own) CHECK(head.field(name) == value);
        }
    }
}

TEST_CASE("a compressed answer says the same, and its tag gives 304", "[wire]") {
    Running running;
    Client& reader = running.reader;
    for (int i = 0; i < 10; ++i)
        running.client.post("/v1/questions", question("Nummer " + std::to_string(i), std::string(300, 'x')));
    for (const std::string target : {"/v1/questions", "/v1/openapi.json"}) {
        INFO(target);
        const Reply plain = reader.get(target);
        CHECK(plain.field("Content-Encoding").empty());
        const Reply coded = reader.get(target, {{"Accept-Encoding", "gzip"}});
        REQUIRE(coded.field("Content-Encoding") == "gzip");
        CHECK(coded.body.size() < plain.body.size());
        CHECK(Json::parse(gunzip(coded.body)) == plain.json());
        CHECK_THAT(coded.field("Vary"), Contains("Accept-Encoding"));
        const std::string tag = coded.field("ETag");
        CHECK(tag != plain.field("ETag"));
        const Reply same = reader.get(target, {{"Accept-Encoding", "gzip"}, {"If-None-Match", tag}});
        CHECK(same.status == 304);
        CHECK(same.field("ETag") == tag);
        CHECK(reader.get(target, {{"If-None-Match", plain.field("ETag")}}).status == 304);
        CHECK(reader.get(target, {{"If-None-Match", "\"other\""}}).status == 200);
    }
}

TEST_CASE("hostile bodies get a clear 4xx, nothing changes and the process lives", "[wire]") {
    Running running;
    const std::vector<std::pair<std::string, int>> rows{
        {std::string(100'000, '['), 400},
        {"{\"title\":" + std::string(100'000, '{'), 400},
        {R"({"title":"a","title":"b"})", 400},
        {R"({"title":"a\u0000b"})", 400},
        {R"({"title":"\ud800"})", 400},
        {"{\"title\":\"\xff\xfe\"}", 400},
        {"{\"title\":" + std::string(100'000, '9') + "}", 400},
        {"{\"title\":1e999}", 400},
        {"", 400},
        {"null", 400},
        {R"({"title":"x","sources":[],"__proto__":{}})", 400},
        {"{\"title\":\"" + std::string(10'000'000, 'a') + "\"}", 413},
        {std::string(10'000'000, '['), 413},
    };
    for (const auto& [body, status] : rows) {
        INFO(body.substr(0, 40));
        // On a connection of its own: after a 413 the server closes it, and may do so while we still write.
        Client client(running.server.port(), running.token);
        const Reply reply = client.send("POST", "/v1/questions", json_body, body);
        CHECK(faults_of_problem(reply, status) == std::vector<std::string>{});
        if (reply.status == 400) CHECK_FALSE(reply.json().at("errors").empty());
    }
    running.check_unharmed();
}

TEST_CASE("hostile questions are harmless words or a 4xx, and the process lives", "[wire]") {
    Running running;
    running.server.wait_until_ready();
    std::string terms;
    for (int i = 0; i < 1000; ++i) terms += "t" + std::to_string(i) + " ";
    std::string short_terms;
    for (int i = 0; i < 499; ++i) short_terms += "a ";
    const std::vector<std::string> texts{"((((",
                                         "*",
                                         "a*",
                                         "**",
                                         "\"",
                                         "\"\"\"",
                                         "NOT",
                                         "AND OR NOT",
                                         "-",
                                         "--a",
                                         "~",
                                         "a~9",
                                         "kind:x",
                                         ":",
                                         "::",
                                         "XK:x",
                                         "^",
                                         "[a TO b]",
                                         "a NEAR/99999 b",
                                         std::string(1000, '('),
                                         std::string(999, '*'),
                                         std::string(245, 'a'),
                                         std::string(1000, 'a'),
                                         short_terms,
                                         "'; DROP TABLE record; --",
                                         "%",
                                         "\\",
                                         "\t\n",
                                         "\xe2\x80\xae",
                                         "\xf0\x9f\x92\xa9",
                                         "<script>"};
    for (const std::string& text : texts) {
        for (const std::string path : {"/v1/search?q=", "/v1/suggest?q=", "/v1/questions?q="}) {
            INFO(path << text.substr(0, 60));
            const Reply reply = running.reader.get(path + escape(text));
            CHECK((reply.status == 200 || reply.status == 400));
            CHECK(faults_of_headers(reply).empty());
        }
    }
    const std::vector<std::pair<std::string, int>> refused{
        {"/v1/search?q=" + escape(terms), 400},
        {"/v1/search?q=%00", 400},
        {"/v1/search?q=%ff", 400},
        {"/v1/search?q=a&q=b", 400},
        {"/v1/search?colour=red", 400},
        {"/v1/questions?pageSize=11", 400},
        {"/v1/questions?pageNumber=0", 400},
        {"/v1/questions?pageNumber=99999999999999999999", 400},
        {"/v1/questions?sort=colour", 400},
        {"/v1/questions?inForceOn=2026-02-30", 400},
        {"/v1/questions/..%2f..%2fetc", 404},
        {"/assets/..%2f..%2fetc%2fpasswd/x", 404},
    };
    for (const auto& [target, status] : refused) {
        INFO(target.substr(0, 80));
        const Reply reply = running.reader.get(target);
        CHECK(faults_of_problem(reply, status) == std::vector<std::string>{});
    }
    running.check_unharmed();
}
