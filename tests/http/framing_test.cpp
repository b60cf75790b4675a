// Where a request begins and ends: everything two readers could see differently is refused, and the connection closes.
#include <catch2/catch.hpp>

#include "tests/http/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

const std::string host = "Host: localhost\r\n";

// The first reply is a refusal with this status, nothing of the request or of what came behind it reaches the handler,
// and the connection ends.
void check_refused(TestServer& server, int status, const std::string& bytes) {
    INFO(bytes.substr(0, 200));
    const int before = server.handled;
    auto client = server.client();
    client.try_send(bytes + "GET /id/smuggled HTTP/1.1\r\n" + host + "\r\n");
    const auto reply = client.reply(bytes.starts_with("HEAD "));
    REQUIRE(reply);
    CHECK(reply->status == status);
    CHECK(reply->header("connection") == "close");
    CHECK(reply->header("content-type") == "application/problem+json");
    CHECK(reply->header("x-request-id").size() == 36);
    CHECK(client.ended());
    CHECK(server.handled == before);
}

}  // namespace

TEST_CASE("ambiguous and malformed heads are refused with 400 and the connection closes") {
    TestServer server;
    const std::vector<std::string> heads{
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: a, b\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
        "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : a\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\n" + host + "X-A: 1\r\n\tfolded\r\n\r\n",
        "GET / HTTP/1.1\r\n folded: 1\r\n" + host + "\r\n",
        "GET / HTTP/1.1\n" + host + "\r\n",
        "GET / HTTP/1.1\nHost: a\n\n",
        "GET / HTTP/1.1\r\nHost: a\n\r\n",
        "GET / HTTP/1.1\r\nX: a\rb\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nX: a\r\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nX: a" + std::string(1, '\0') + "b\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nX: a\x01 b\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nX: a\x7f b\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nno colon\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\n: no name\r\n" + host + "\r\n",
        "GET / HTTP/1.1\r\nX\xC3\xA9: 1\r\n" + host + "\r\n",
        "GET  / HTTP/1.1\r\n" + host + "\r\n",
        "GET / HTTP/1.1 \r\n" + host + "\r\n",
        "GET /a b HTTP/1.1\r\n" + host + "\r\n",
        "GET\t/ HTTP/1.1\r\n" + host + "\r\n",
        "GET /\r\n" + host + "\r\n",
        "GET / http/1.1\r\n" + host + "\r\n",
        "GET / HTTP/11\r\n" + host + "\r\n",
        "GET / HTTP/1.1x\r\n" + host + "\r\n",
        " GET / HTTP/1.1\r\n" + host + "\r\n",
        "G@T / HTTP/1.1\r\n" + host + "\r\n",
        "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a TLS hello",
    };
    for (const auto& head : heads) check_refused(server, 400, head);
}

TEST_CASE("ambiguous and malformed lengths are refused with 400 and the connection closes") {
    TestServer server;
    const std::string post = "POST /echo HTTP/1.1\r\n" + host;
    const std::vector<std::string> requests{
        post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!",
        post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello",
        post + "Content-Length: 5, 5\r\n\r\nhello",
        post + "Content-Length: +5\r\n\r\nhello",
        post + "Content-Length: -5\r\n\r\nhello",
        post + "Content-Length: 0x5\r\n\r\nhello",
        post + "Content-Length: 5 5\r\n\r\nhello",
        post + "Content-Length: five\r\n\r\nhello",
        post + "Content-Length:\r\n\r\nhello",
        post + "Content-Length: 99999999999999999999999999\r\n\r\nhello",
        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: identity\r\n\r\nhello",
        post + "Transfer-Encoding:\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        post +
            "Transfer-Encoding: \x0b"
            "chunked\r\n\r\n0\r\n\r\n",
        "POST /echo HTTP/1.0\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    };
    for (const auto& request : requests) check_refused(server, 400, request);
    check_refused(server, 501, post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n");
}

TEST_CASE("malformed chunks are refused with 400 and the connection closes") {
    TestServer server;
    const std::string chunked = "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    for (const std::string body :
         {"g\r\nhello\r\n0\r\n\r\n", "-5\r\nhello\r\n0\r\n\r\n", "0x5\r\nhello\r\n0\r\n\r\n",
          "5\r\nhelloX\r\n0\r\n\r\n", "5 \r\nhello\r\n0\r\n\r\n", "5\nhello\r\n0\r\n\r\n", "5\r\nhello\n0\r\n\r\n",
          "5;a\rb\r\nhello\r\n0\r\n\r\n", "\r\n5\r\nhello\r\n0\r\n\r\n", "5\r\nhello\r\n0\r\nX : 1\r\n\r\n",
          "5\r\nhello\r\n0\r\nContent-Length: 5\r\n\r\n", "fffffffffffffffff\r\nhello",
          "5\r\nhello\r\n0\r\nTransfer-Encoding: chunked\r\n\r\n"})
        check_refused(server, 400, chunked + body);
}

TEST_CASE("a chunked body that is mostly chunk lines is refused") {
    TestServer server;
    auto client = server.client();
    client.send("POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n");
    const std::string wasteful = "1;" + std::string(2000, 'x') + "\r\na\r\n";
    for (int i = 0; i < 200 && client.try_send(wasteful); ++i) continue;
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == 400);
    check_refused(server, 400,
                  "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n1;" + std::string(9000, 'x'));
}

TEST_CASE("a chunked body arrives whole however it is cut") {
    TestServer server;
    const std::string request = "POST /echo HTTP/1.1\r\n" + host +
                                "Transfer-Encoding: chunked\r\n\r\n"
                                "5\r\nhello\r\n6;name=\"v\"\r\n world\r\n000\r\nTrailer-Field: x\r\n\r\n";
    for (std::size_t cut = 1; cut < request.size(); ++cut) {  // between CR and LF too
        INFO(cut);
        auto client = server.client();
        client.send(request.substr(0, cut));
        client.send(request.substr(cut));
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        CHECK(has_line(*reply, "body hello world"));
        CHECK(reply->body.find("Trailer-Field") == std::string::npos);  // a trailer is not a header
    }
}

TEST_CASE("a chunk that waits between CR and LF hangs nobody") {
    http::ServerOptions options;
    options.io_threads = 1;
    options.workers = 1;
    TestServer server(options);
    auto waiting = server.client();
    waiting.send("POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r");
    CHECK(server.ask(server.get("/id/other")).body == "other");
    waiting.send("\n0\r");
    CHECK(server.ask(server.get("/id/another")).body == "another");
    waiting.send("\n\r\n");
    const auto reply = waiting.reply();
    REQUIRE(reply);
    CHECK(has_line(*reply, "body hello"));
}

TEST_CASE("one byte at a time is a request too") {
    TestServer server;
    auto client = server.client();
    for (const char c : "\r\n\r\nPOST /echo?a=b HTTP/1.1\r\n" + host + "Content-Length: 4\r\n\r\nbody")
        client.send(std::string_view(&c, 1));
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(has_line(*reply, "query a=b"));
    CHECK(has_line(*reply, "body body"));
}

TEST_CASE("pipelined requests are answered in order") {
    TestServer server;
    auto client = server.client();
    std::string requests;
    for (int i = 0; i < 500; ++i) {
        requests += server.get("/id/" + std::to_string(i));
        requests += "POST /id/p" + std::to_string(i) + " HTTP/1.1\r\n" + host + "Content-Length: 3\r\n\r\nabc";
    }
    client.send(requests);
    for (int i = 0; i < 500; ++i) {
        auto reply = client.reply();
        REQUIRE(reply);
        REQUIRE(reply->body == std::to_string(i));
        reply = client.reply();
        REQUIRE(reply);
        REQUIRE(reply->body == "p" + std::to_string(i));
    }
}

TEST_CASE("a pipelined request after a malformed one is never run") {
    TestServer server;
    auto client = server.client();
    client.send(server.get("/id/1") + "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n" + server.get("/id/2"));
    CHECK(client.reply()->body == "1");
    CHECK(client.reply()->status == 400);
    CHECK(client.ended());
    CHECK(server.handled == 1);
}

TEST_CASE("more pipelined bytes than are kept close the connection after the answer under way") {
    http::ServerOptions options;
    options.max_body = 1024;
    TestServer server(options);
    auto client = server.client();
    client.send(server.get("/held"));
    REQUIRE(eventually([&] { return server.gate.waiting() == 1; }));
    const auto flood = server.get("/id/1", "X: " + std::string(900, 'x') + "\r\n");
    for (int i = 0; i < 100 && client.try_send(flood); ++i) continue;
    REQUIRE(eventually([&] { return server.server.stats().buffered > 20'000; }));
    server.gate.open();
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == 200);
    CHECK(reply->header("connection") == "close");
    CHECK(eventually([&] { return server.server.stats().buffered == 0; }));
}

TEST_CASE("limits on line, head and body have their own statuses") {
    http::ServerOptions options;
    options.max_body = 1000;
    options.body_limit = [](const std::string& method, const std::string& path) -> std::size_t {
        return method == "POST" && path == "/echo/import" ? 5000 : 1000;
    };
    TestServer server(options);
    const auto long_path = "/" + std::string(8191, 'a');
    CHECK(server.ask(server.get(long_path)).status == 200);
    check_refused(server, 414, server.get(long_path + "a"));
    check_refused(server, 414, "GET /" + std::string(20'000, 'a'));  // without waiting for the end
    check_refused(server, 431, server.get("/", "X: " + std::string(17'000, 'x') + "\r\n"));
    check_refused(server, 431, "GET / HTTP/1.1\r\nX: " + std::string(20'000, 'x'));
    std::string many;
    for (int i = 0; i < 300; ++i) many += "a:b\r\n";
    check_refused(server, 431, server.get("/", many));

    const auto post = [](const std::string& path, std::size_t size) {
        return "POST " + path + " HTTP/1.1\r\n" + host + "Content-Length: " + std::to_string(size) + "\r\n\r\n";
    };
    CHECK(server.ask(post("/echo", 1000) + std::string(1000, 'b')).status == 200);
    check_refused(server, 413, post("/echo", 1001));  // before a byte of the body
    check_refused(server, 413, post("/echo", 9'999'999'999));
    CHECK(server.ask(post("/echo/import", 5000) + std::string(5000, 'b')).status == 200);
    check_refused(server, 413, post("/echo/import", 5001));
    check_refused(server, 413, "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n3e9\r\n");
    std::string chunks = "POST /echo HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\n";
    for (int i = 0; i < 11; ++i) chunks += "64\r\n" + std::string(100, 'c') + "\r\n";
    check_refused(server, 413, chunks);
}

TEST_CASE("unknown methods are 501, other versions 505") {
    TestServer server;
    for (const std::string method : {"TRACE", "CONNECT", "PROPFIND", "get", "GETT", "QUERY"})
        check_refused(server, 501, method + " / HTTP/1.1\r\n" + host + "\r\n");
    check_refused(server, 501, std::string(5000, 'A'));
    for (const std::string version : {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.0"})
        check_refused(server, 505, "GET / " + version + "\r\n" + host + "\r\n");
    check_refused(server, 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
    for (const std::string method : {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
        CHECK(has_line(server.ask(method + " /echo HTTP/1.1\r\n" + host + "\r\n"), "method " + method));
}

TEST_CASE("a refused HEAD has no body") {
    TestServer server;
    auto client = server.client();
    client.send("HEAD /%zz HTTP/1.1\r\n" + host + "\r\n");
    const auto reply = client.reply(true);
    REQUIRE(reply);
    CHECK(reply->status == 400);
    CHECK(client.ended());
}

TEST_CASE("a large body arrives whole and goes out whole") {
    http::ServerOptions options;
    options.max_body = 40'000'000;
    TestServer server(options);
    const auto body = big_text(20'000'000);
    auto client = server.client();
    client.send("PUT /echo HTTP/1.1\r\n" + host + "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body);
    const auto reply = client.reply(false, 60s);
    REQUIRE(reply);
    CHECK(reply->body.find("\nbody " + body + "\nend\n") != std::string::npos);
    CHECK(eventually([&] { return server.server.stats().buffered == 0; }));
}

TEST_CASE("100 Continue is sent when the client waits for it, and not when the body is refused") {
    http::ServerOptions options;
    options.max_body = 100;
    TestServer server(options);
    const auto head = [](const std::string& size, const std::string& expect) {
        return "POST /echo HTTP/1.1\r\n" + host + "Expect: " + expect + "\r\nContent-Length: " + size + "\r\n\r\n";
    };
    auto client = server.client();
    client.send(head("5", "100-Continue"));
    CHECK(client.reply()->status_line == "HTTP/1.1 100 Continue");
    client.send("hello");
    CHECK(has_line(*client.reply(), "body hello"));
    client.send(head("5", "100-continue") + "hello");  // it did not wait
    CHECK(client.reply()->status == 200);
    client.send(head("0", "100-continue"));  // nothing to wait for
    CHECK(client.reply()->status == 200);
    check_refused(server, 413, head("101", "100-continue"));
    check_refused(server, 417, head("5", "200-ok"));
    CHECK(
        has_line(server.ask("POST /echo HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi"), "body hi"));
}
