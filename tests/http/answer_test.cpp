// The answers' outer form, and when a connection stays open.
#include <catch2/catch.hpp>

#include "service/http/answer.hpp"
#include "tests/http/kit.hpp"

using namespace afb;
using namespace afb::test;

TEST_CASE("HEAD has the fields of GET and no body") {
    TestServer server;
    const std::string rest = " /json?size=5000 HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n";
    const auto get = server.ask("GET" + rest);
    auto client = server.client();
    client.send("HEAD" + rest + server.get("/id/next"));
    const auto head = client.reply(true);
    REQUIRE(head);
    CHECK(head->status == 200);
    auto get_fields = get.headers;
    auto head_fields = head->headers;
    get_fields.erase("date");
    head_fields.erase("date");
    CHECK(head_fields == get_fields);
    CHECK(head->header("content-length") == std::to_string(get.body.size()));
    CHECK(client.reply()->body == "next");  // no byte of a body in between
}

TEST_CASE("204 and 304 have no body and no length, 205 an empty one") {
    TestServer server;
    auto client = server.client();
    for (const int status : {204, 304}) {
        client.send(server.get("/status?code=" + std::to_string(status)));
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == status);
        CHECK_FALSE(reply->has("content-length"));
    }
    client.send(server.get("/status?code=205"));
    CHECK(client.reply()->header("content-length") == "0");
    client.send(server.get("/id/after"));
    CHECK(client.reply()->body == "after");
}

TEST_CASE("a status that is none becomes 500") {
    TestServer server;
    for (const std::string code : {"99", "100", "1000", "-1"})
        CHECK(server.ask(server.get("/status?code=" + code)).status == 500);
    CHECK(server.ask(server.get("/status?code=299")).status_line.starts_with("HTTP/1.1 299 "));
}

TEST_CASE("Date is in IMF-fixdate") {
    CHECK(http::imf_fixdate(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
    CHECK(http::imf_fixdate(951782400) == "Tue, 29 Feb 2000 00:00:00 GMT");
    TestServer server;
    const auto date = server.ask(server.get("/")).header("date");
    CHECK(date.size() == 29);
    CHECK(date.ends_with(" GMT"));
}

TEST_CASE("header values cannot break the head, and the transport's own fields are not the handler's") {
    TestServer server;
    const auto reply = server.ask(server.get("/fields?X-A=1&Bad%20Name=2&Date=3&Content-Length=4&connection=close"));
    CHECK(reply.header("x-a").starts_with("1  X-Evil: 1"));
    CHECK_FALSE(reply.has("x-evil"));
    CHECK_FALSE(reply.has("bad name"));
    CHECK(reply.headers.count("date") == 1);
    CHECK(reply.headers.count("content-length") == 1);
    CHECK_FALSE(reply.has("connection"));
}

TEST_CASE("an exception in the handler is a 500 that tells nothing of it") {
    TestServer server;
    auto client = server.client();
    client.send(server.get("/throw") + server.get("/id/next"));
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == 500);
    CHECK(reply->body.find("secret") == std::string::npos);
    CHECK(client.reply()->body == "next");
}

TEST_CASE("Connection: close really closes, for HTTP/1.0 by default") {
    TestServer server;
    const auto closes = [&](const std::string& request) {
        auto client = server.client();
        client.send(request);
        const auto reply = client.reply();
        REQUIRE(reply);
        CHECK(reply->status == 200);
        const bool says_close = reply->header("connection") == "close";
        if (says_close) CHECK(client.ended());
        if (!says_close) {
            client.send(server.get("/id/again"));
            CHECK(client.reply()->body == "again");
        }
        return says_close;
    };
    CHECK(closes(server.get("/", "Connection: close\r\n")));
    CHECK(closes(server.get("/", "Connection: x, CLOSE\r\n")));
    CHECK(closes(server.get("/", "Connection: x\r\nconnection: close\r\n")));
    CHECK(closes(server.get("/", "Connection: keep-alive, close\r\n")));
    CHECK(closes("GET / HTTP/1.0\r\n\r\n"));
    CHECK_FALSE(closes("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"));
    CHECK_FALSE(closes(server.get("/")));
    CHECK_FALSE(closes(server.get("/", "Connection: keep-alive\r\n")));
    CHECK(server.ask("GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").header("connection") == "keep-alive");
}

TEST_CASE("nothing after a request with Connection: close is run") {
    TestServer server;
    auto client = server.client();
    client.send(server.get("/id/1", "Connection: close\r\n") + server.get("/id/2"));
    CHECK(client.reply()->body == "1");
    CHECK(client.ended());
    CHECK(server.handled == 1);
}

TEST_CASE("a client that closes its half gets its answers, all of them") {
    TestServer server;
    auto client = server.client();
    client.send(server.get("/held") + server.get("/id/2") + server.get("/id/3"));
    client.finish_sending();
    REQUIRE(eventually([&] { return server.gate.waiting() == 1; }));
    server.gate.open();
    CHECK(client.reply()->status == 200);
    CHECK(client.reply()->body == "2");
    const auto last = client.reply();
    REQUIRE(last);
    CHECK(last->body == "3");
    CHECK(client.ended());
    CHECK(eventually([&] { return server.server.stats().connections == 0; }));
}

TEST_CASE("a large answer after a half-close arrives whole") {
    TestServer server;
    auto client = server.client();
    client.send(server.get("/big?size=20000000"));
    client.finish_sending();
    const auto reply = client.reply(false, 60s);
    REQUIRE(reply);
    CHECK(reply->body == big_text(20'000'000));
}
