// Clients that are slow, silent, too many or gone: the others notice nothing.
#include <catch2/catch.hpp>
#include <random>
#include <thread>

#include "tests/http/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

struct Score {
    std::atomic<int> checked = 0;
    std::atomic<int> wrong = 0;
    std::atomic<int> aborted = 0;
    std::atomic<bool> done = false;
};

// Asks for something that only this client asks for, and counts the answers that are not its own.
void check_answers(const TestServer& server, int client_number, int requests, Score& score) {
    std::mt19937 random(static_cast<unsigned>(client_number));
    auto client = std::make_unique<RawClient>(server.port());
    for (int i = 0; i < requests; ++i) {
        const auto own = std::to_string(client_number) + "-" + std::to_string(i) + "-" +
                         std::string(random() % 3000, static_cast<char>('a' + client_number % 26));
        client->send(server.get("/id/" + own));
        const auto reply = client->reply(false, 60s);
        if (!reply || reply->status != 200 || reply->body != own) ++score.wrong;
        ++score.checked;
        if (!reply || random() % 50 == 0) client = std::make_unique<RawClient>(server.port());
    }
}

// Connects, says a little or a lot, and goes away without listening.
void abort_often(const TestServer& server, unsigned seed, Score& score) {
    std::mt19937 random(seed);
    while (!score.done) {
        // Two for every three answers checked: a crowd, not a flood.
        if (!eventually([&] { return score.done || score.aborted * 3 < score.checked * 2 + 300; })) continue;
        ++score.aborted;
        RawClient client(server.port());
        std::string requests;
        for (auto i = random() % 4; i > 0; --i)
            requests += server.get("/id/abort-" + std::string(random() % 5000, 'z'));
        if (random() % 3 == 0) requests += server.get("/big?size=300000");
        client.try_send(requests.substr(0, random() % (requests.size() + 1)));
        if (random() % 2 == 0) client.try_send(requests);
        if (random() % 2 == 0) client.read_some(std::chrono::milliseconds(random() % 2));
        if (random() % 2 == 0) client.abort();
    }
}

void no_wrong_answers(int requests) {
    http::ServerOptions options;
    options.max_queued_requests = 10'000;
    TestServer server(options);
    constexpr int checkers = 4;
    Score score;
    std::vector<std::thread> aborting;
    for (unsigned i = 0; i < 2; ++i) aborting.emplace_back([&, i] { abort_often(server, i, score); });
    std::vector<std::thread> checking;
    for (int i = 0; i < checkers; ++i)
        checking.emplace_back([&, i] { check_answers(server, i, requests / checkers, score); });
    for (auto& thread : checking) thread.join();
    score.done = true;
    for (auto& thread : aborting) thread.join();
    CHECK(score.checked == requests);
    CHECK(score.wrong == 0);
    CHECK(score.aborted > requests / 2);
    CHECK(eventually([&] { return server.server.stats().connections == 0; }));
    CHECK(eventually([&] {
        const auto stats = server.server.stats();
        return stats.busy + stats.queued + stats.buffered + stats.slow_readers == 0;
    }));
}

}  // namespace

TEST_CASE("no client gets another's answer while others abort") {
    no_wrong_answers(20'000);
}

TEST_CASE("no client gets another's answer in 100,000 while others abort", "[.long]") {
    no_wrong_answers(100'000);
}

TEST_CASE("slow readers cost the others nothing and get their whole answer") {
    http::ServerOptions options;
    options.workers = 1;
    options.io_threads = 1;
    TestServer server(options);
    std::vector<RawClient> slow;
    for (int i = 0; i < 20; ++i) {
        slow.emplace_back(server.port(), 4096);
        slow.back().send(server.get("/big?size=3000000"));
    }
    REQUIRE(eventually([&] { return server.server.stats().slow_readers == 20; }));
    for (int i = 0; i < 200; ++i) CHECK(server.ask(server.get("/id/fast")).body == "fast");
    const auto expected = big_text(3'000'000);
    for (auto& client : slow) {
        const auto reply = client.reply(false, 60s);
        REQUIRE(reply);
        CHECK(reply->body == expected);
    }
    slow[0].send(server.get("/id/next"));
    CHECK(slow[0].reply()->body == "next");
    CHECK(server.server.stats().dropped == 0);
}

TEST_CASE("a reader that takes nothing is given up after the deadline") {
    http::ServerOptions options;
    options.write_timeout = 200ms;
    options.slowest_rate = 1'000'000'000;
    TestServer server(options);
    RawClient client(server.port(), 4096);
    client.send(server.get("/big?size=20000000"));
    CHECK(eventually([&] { return server.server.stats().dropped == 1; }));
    CHECK(server.server.stats().slow_readers == 0);
    CHECK(eventually([&] { return server.server.stats().connections == 0; }));
}

TEST_CASE("what slow readers may hold up has a bound") {
    http::ServerOptions options;
    options.max_unsent = 25'000'000;
    TestServer server(options);
    std::vector<RawClient> slow;
    for (int i = 0; i < 3; ++i) {
        slow.emplace_back(server.port(), 4096);
        slow.back().send(server.get("/big?size=20000000"));
    }
    CHECK(eventually([&] { return server.server.stats().dropped == 2; }));
    CHECK(server.server.stats().slow_readers == 1);
}

TEST_CASE("half-sent requests end in 408, silent connections are closed without a word") {
    http::ServerOptions options;
    options.idle_timeout = 1s;
    options.head_timeout = 500ms;
    options.body_timeout = 500ms;
    TestServer server(options);
    auto half_head = server.client();
    half_head.send("GET / HTTP/1.1\r\nHost:");
    auto half_body = server.client();
    half_body.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf");
    auto half_chunk = server.client();
    half_chunk.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel");
    for (auto* client : {&half_head, &half_body, &half_chunk}) {
        const auto reply = client->reply();
        REQUIRE(reply);
        CHECK(reply->status == 408);
        CHECK(reply->header("connection") == "close");
        CHECK(client->ended());
    }
    auto silent = server.client();
    CHECK(silent.ended());
    auto only_empty_lines = server.client();
    only_empty_lines.send("\r\n\r\n");
    CHECK(only_empty_lines.ended());
    auto kept = server.client();
    kept.send(server.get("/id/1"));
    CHECK(kept.reply()->body == "1");
    CHECK(kept.ended());
    CHECK(server.handled == 1);
    CHECK(eventually([&] { return server.server.stats().connections == 0; }));
}

TEST_CASE("a head that dribbles in does not outlive its deadline") {
    http::ServerOptions options;
    options.head_timeout = 300ms;
    TestServer server(options);
    auto client = server.client();
    client.send("GET / HTTP/1.1\r\n");
    const auto start = std::chrono::steady_clock::now();
    std::optional<Reply> reply;
    while (!reply && std::chrono::steady_clock::now() - start < 30s) {
        client.try_send("X: y\r\n");
        reply = client.reply(false, 20ms);
    }
    REQUIRE(reply);
    CHECK(reply->status == 408);
}

TEST_CASE("a long-running request is not cut off by the idle time-out") {
    http::ServerOptions options;
    options.idle_timeout = 500ms;
    options.head_timeout = 500ms;
    TestServer server(options);
    auto client = server.client();
    client.send(server.get("/held"));
    REQUIRE(eventually([&] { return server.gate.waiting() == 1; }));
    CHECK_FALSE(client.reply(false, 1500ms));
    server.gate.open();
    const auto reply = client.reply();
    REQUIRE(reply);
    CHECK(reply->status == 200);
}

TEST_CASE("a thousand idle connections leave room for others, and each still works") {
    TestServer server;
    std::vector<RawClient> idle;
    for (int i = 0; i < 1000; ++i) idle.emplace_back(server.port());
    REQUIRE(eventually([&] { return server.server.stats().connections == 1000; }));
    CHECK(server.ask(server.get("/id/other")).body == "other");
    for (std::size_t i = 0; i < idle.size(); ++i) {
        idle[i].send(server.get("/id/" + std::to_string(i)));
        const auto reply = idle[i].reply();
        REQUIRE(reply);
        REQUIRE(reply->body == std::to_string(i));
    }
    CHECK(eventually([&] { return server.server.stats().buffered == 0; }));
    idle.clear();
    CHECK(eventually([&] { return server.server.stats().connections == 0; }));
}

TEST_CASE("connections over the cap hear 503 and when to come back") {
    http::ServerOptions options;
    options.max_connections = 20;
    TestServer server(options);
    std::vector<RawClient> held;
    for (int i = 0; i < 20; ++i) held.emplace_back(server.port());
    REQUIRE(eventually([&] { return server.server.stats().connections == 20; }));
    auto late = server.client();
    const auto reply = late.reply();
    REQUIRE(reply);
    CHECK(reply->status == 503);
    CHECK(reply->has("retry-after"));
    CHECK(late.ended());
    {
        std::vector<RawClient> flood;  // far over it they are cut off, and nothing grows
        for (int i = 0; i < 200; ++i) flood.emplace_back(server.port());
        CHECK(eventually([&] { return server.server.stats().accepted >= 221; }));
        CHECK(server.server.stats().connections <= 20 + 64 + 2);  // each receiving thread may let one too many in
    }
    held[0].send(server.get("/id/held"));
    CHECK(held[0].reply()->body == "held");
    held.clear();
    REQUIRE(eventually([&] { return server.server.stats().connections == 0; }));
    CHECK(server.ask(server.get("/id/again")).body == "again");
}

TEST_CASE("a full queue answers 503 and when to come back, at once") {
    http::ServerOptions options;
    options.workers = 1;
    options.max_queued_requests = 2;
    TestServer server(options);
    std::vector<RawClient> waiting;
    for (std::size_t i = 0; i < 3; ++i) {
        waiting.emplace_back(server.port());
        waiting.back().send(server.get("/held"));
        const auto stands = [&] { return server.gate.waiting() == 1 && server.server.stats().queued == i; };
        REQUIRE(eventually(stands));
    }
    const auto refused = server.ask(server.get("/id/too-much") + server.get("/id/more"));
    CHECK(refused.status == 503);
    CHECK(refused.has("retry-after"));
    CHECK(server.server.stats().busy == 1);
    server.gate.open();
    for (auto& client : waiting) CHECK(client.reply()->status == 200);
    CHECK(server.ask(server.get("/id/later")).body == "later");
    CHECK(server.server.stats().answers.at(503) == 1);
    CHECK(server.server.stats().answers.at(200) == 4);
}

TEST_CASE("bodies of all connections together have a bound") {
    http::ServerOptions options;
    options.max_body = 10'000'000;
    options.max_buffered = 1'000'000;
    TestServer server(options);
    const auto upload = [&](RawClient& client) {
        client.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n");
        client.try_send(std::string(600'000, 'x'));
    };
    auto first = server.client();
    upload(first);
    REQUIRE(eventually([&] { return server.server.stats().buffered >= 600'000; }));
    auto second = server.client();
    upload(second);
    const auto reply = second.reply();
    REQUIRE(reply);
    CHECK(reply->status == 503);
    first.send(std::string(300'000, 'x'));
    const auto finished = first.reply();
    REQUIRE(finished);
    CHECK(finished->status == 200);
}

TEST_CASE("random bytes and mangled requests leave the server standing") {
    TestServer server;
    std::mt19937 random(20260701);
    const std::string good =
        "POST /echo?a=b HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n\r\n"
        "5\r\nhello\r\n0\r\n\r\nGET /id/1 HTTP/1.1\r\nHost: a\r\n\r\n";
    for (int round = 0; round < 1500; ++round) {
        std::string bytes = good;
        for (auto i = 1 + random() % 4; i > 0; --i) {
            const auto at = random() % bytes.size();
            switch (random() % 4) {
                case 0:
                    bytes[at] = static_cast<char>(random());
                    break;
                case 1:
                    bytes.erase(at, random() % 8);
                    break;
                case 2:
                    bytes.insert(at, bytes.substr(random() % bytes.size(), random() % 20));
                    break;
                default:
                    bytes.insert(at, "\r\n\0:%"[random() % 5] + std::string());
                    break;
            }
        }
        auto client = server.client();
        for (std::size_t at = 0; at < bytes.size();) {
            const auto size = 1 + random() % bytes.size();
            if (!client.try_send(std::string_view(bytes).substr(at, size))) break;
            at += size;
        }
        client.finish_sending();
        while (const auto reply = client.reply()) CHECK(reply->status >= 200);
    }
    CHECK(server.ask(server.get("/id/alive")).body == "alive");
    CHECK(eventually([&] { return server.server.stats().connections == 0; }));
    CHECK(server.server.stats().buffered == 0);
}
