// Starting and stopping.
#include <csignal>

#include <catch2/catch.hpp>
#include <thread>

#include "tests/http/kit.hpp"

using namespace afb;
using namespace afb::test;

TEST_CASE("a stop finishes the requests under way, delivers them, and lets nobody else in") {
    http::ServerOptions options;
    options.workers = 2;
    TestServer server(options);
    auto idle = server.client();
    std::vector<RawClient> held;
    for (int i = 0; i < 6; ++i) {  // two at work, four in the queue
        held.emplace_back(server.port());
        held.back().send(server.get("/held?" + std::to_string(i)));
    }
    auto half = server.client();
    half.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\nha");
    REQUIRE(eventually([&] { return server.gate.waiting() == 2 && server.server.stats().queued == 4; }));
    REQUIRE(eventually([&] { return server.server.stats().buffered >= 2; }));

    bool all_done = false;
    std::thread stopping([&] { all_done = server.server.stop(60s); });
    CHECK(idle.ended());
    auto late = server.client();
    const auto refused = late.reply();
    REQUIRE(refused);
    CHECK(refused->status == 503);
    half.send("lf");
    const auto half_reply = [&] {
        server.gate.open();
        return half.reply();
    }();
    REQUIRE(half_reply);
    CHECK(has_line(*half_reply, "body half"));
    CHECK(half_reply->header("connection") == "close");
    CHECK(half.ended());
    for (std::size_t i = 0; i < held.size(); ++i) {
        const auto reply = held[i].reply();
        REQUIRE(reply);
        CHECK(has_line(*reply, "query " + std::to_string(i) + "="));
        CHECK(reply->header("connection") == "close");
        CHECK(held[i].ended());
    }
    stopping.join();
    CHECK(all_done);
    CHECK_THROWS(RawClient(server.port()));
}

TEST_CASE("a stop delivers a large answer to a slow reader before it returns") {
    TestServer server;
    RawClient slow(server.port(), 4096);
    slow.send(server.get("/big?size=5000000"));
    REQUIRE(eventually([&] { return server.server.stats().slow_readers == 1; }));
    bool all_done = false;
    std::thread stopping([&] { all_done = server.server.stop(60s); });
    const auto reply = slow.reply(false, 60s);
    REQUIRE(reply);
    CHECK(reply->body == big_text(5'000'000));
    stopping.join();
    CHECK(all_done);
}

TEST_CASE("a stop does not wait beyond its deadline") {
    TestServer server;
    RawClient stuck(server.port(), 4096);
    stuck.send(server.get("/big?size=20000000"));
    REQUIRE(eventually([&] { return server.server.stats().slow_readers == 1; }));
    const auto start = std::chrono::steady_clock::now();
    CHECK_FALSE(server.server.stop(300ms));
    CHECK(std::chrono::steady_clock::now() - start < 15s);
}

TEST_CASE("a server stops at once after its start, and without any") {
    for (int i = 0; i < 5; ++i) {
        TestServer server;
        CHECK(server.server.stop(1s));
    }
    const http::Server never_started(
        {}, [](const api::Request&) { return api::Response(); },
        [](int, const std::string&, const std::string&, const std::string&) { return api::Response(); });
}

TEST_CASE("an address in use is an error at the start") {
    const TestServer first;
    http::ServerOptions options;
    options.port = first.port();
    CHECK_THROWS_AS(TestServer(options), std::runtime_error);
}

TEST_CASE("it listens on IPv6 and by name") {
    for (const std::string address : {"::1", "[::1]", "localhost", "0.0.0.0", "::"}) {
        INFO(address);
        http::ServerOptions options;
        options.address = address;
        const TestServer server(options);
        if (address != "::1" && address != "[::1]") CHECK(has_line(server.ask(server.get("/echo")), "peer 127.0.0.1"));
    }
}

TEST_CASE("a client that closes while it is answered raises no SIGPIPE") {
    TestServer server;
    for (int i = 0; i < 50; ++i) {
        auto client = server.client();
        client.send(server.get("/big?size=1000000"));
        client.abort();
    }
    CHECK(server.ask(server.get("/id/alive")).body == "alive");
    struct sigaction action {};
    sigaction(SIGPIPE, nullptr, &action);
    CHECK(action.sa_handler == SIG_IGN);
}

TEST_CASE("connects are served at once, every one of them") {
    TestServer server;  // a lost wake-up would show as a stall
    std::chrono::steady_clock::duration longest{};
    for (int i = 0; i < 3000; ++i) {
        const auto start = std::chrono::steady_clock::now();
        CHECK(server.ask(server.get("/id/x")).body == "x");
        longest = std::max(longest, std::chrono::steady_clock::now() - start);
    }
    CHECK(longest < 10s);
}
