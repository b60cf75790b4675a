// What was acknowledged is there, whatever happens to the process.
#include <catch2/catch.hpp>
#include <csignal>
#include <memory>
#include <random>
#include <thread>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;

namespace {

struct Acknowledged {
    std::string id;
    std::string word;  // only this record has it
};

// Posts records one after another until the server is gone.
std::vector<Acknowledged> post_until_gone(std::uint16_t port, const std::string& token, const std::string& prefix) {
    std::vector<Acknowledged> done;
    Client client(port, token);
    for (int i = 0;; ++i) {
        const std::string word = prefix + "q" + std::to_string(i);
        const Reply reply = client.post("/v1/questions", question("Vraag " + word + " over afspraken"));
        if (reply.status != 201) return done;
        const Json record = Json::parse(reply.body, nullptr, false);
        if (!record.is_object()) return done;
        done.push_back({record.at("id").get<std::string>(), word});
    }
}

void check_all_there(const Server& server, const std::vector<Acknowledged>& records) {
    Client client(server.port());
    const std::int64_t stored = client.get("/v1/questions").total();
    REQUIRE(eventually([&] { return client.get("/v1/search?q=afspraken").total() == stored; }));
    for (const auto& [id, word] : records) {
        INFO(id << " " << word);
        const Reply read = client.get("/v1/questions/" + id);
        REQUIRE(read.status == 200);
        CHECK(read.json().at("title") == "Vraag " + word + " over afspraken");
        const Json found = client.get("/v1/search?q=" + word).json();
        REQUIRE(found.at("totalItems") == 1);
        CHECK(found.at("items").at(0).at("id") == id);
    }
}

}  // namespace

TEST_CASE("every acknowledged record survives kill -9 at any moment and can be found again", "[crash]") {
    const Folder folder;
    const std::string token = make_token(folder.data());
    const unsigned seed = std::random_device{}();
    INFO("seed " << seed);
    std::mt19937 random(seed);
    std::vector<Acknowledged> before;
    std::vector<std::string> ids;
    for (int round = 0; round < 8; ++round) {
        INFO("round " << round);
        Server server(folder.data());
        check_all_there(server, before);
        std::vector<Acknowledged> first;
        const std::string name = "kx" + std::to_string(round);
        std::thread one([&] { first = post_until_gone(server.port(), token, name + "a"); });
        std::thread two([&] { before = post_until_gone(server.port(), token, name + "b"); });
        std::this_thread::sleep_for(std::chrono::milliseconds(40 + random() % 260));
        server.kill();
        one.join();
        two.join();
        before.insert(before.end(), first.begin(), first.end());
        for (const Acknowledged& record : before) ids.push_back(record.id);
    }
    CHECK(ids.size() > 16);
    CHECK_THAT(run_well({"check", "--data", folder.data()}), Catch::Contains(" records, 0 faults"));
    Server server(folder.data());
    check_all_there(server, before);
    Client client(server.port());
    for (const std::string& id : ids) CHECK(client.get("/v1/questions/" + id).status == 200);
    CHECK(server.stop() == 0);
}

TEST_CASE("SIGTERM: what is under way gets its answer, and the exit code is 0", "[crash]") {
    const Folder folder;
    const std::string token = make_token(folder.data());
    Server server(folder.data());
    const std::string body = question("Onderweg").dump();
    const std::string head = head_of("POST", "/v1/questions",
                                     {{"Authorization", "Bearer " + token},
                                      {"Content-Type", "application/json"},
                                      {"Expect", "100-continue"},
                                      {"Content-Length", std::to_string(body.size())}});
    std::vector<std::unique_ptr<Client>> clients;
    for (int i = 0; i < 8; ++i) {
        clients.push_back(std::make_unique<Client>(server.port()));
        REQUIRE(clients.back()->write(head));
        REQUIRE(clients.back()->read().status == 100);  // the server has it in hand
    }
    server.process.signal(SIGTERM);
    std::vector<std::string> ids;
    for (const auto& client : clients) {
        REQUIRE(client->write(body));
        const Reply reply = client->read();
        REQUIRE(reply.status == 201);
        CHECK(faults_of_headers(reply).empty());
        ids.push_back(reply.json().at("id").get<std::string>());
    }
    CHECK(server.process.wait() == 0);
    const Server again(folder.data());
    Client reader(again.port());
    for (const std::string& id : ids) CHECK(reader.get("/v1/questions/" + id).status == 200);
}

TEST_CASE("SIGTERM in a stream of writes: what was stored was also acknowledged", "[crash]") {
    const Folder folder;
    const std::string token = make_token(folder.data());
    Server server(folder.data());
    std::vector<Acknowledged> first;
    std::vector<Acknowledged> second;
    std::thread one([&] { first = post_until_gone(server.port(), token, "sa"); });
    std::thread two([&] { second = post_until_gone(server.port(), token, "sb"); });
    Client client(server.port());
    CHECK(eventually([&] { return client.get("/v1/questions").total() > 10; }));
    CHECK(server.stop() == 0);
    one.join();
    two.join();
    first.insert(first.end(), second.begin(), second.end());
    Server again(folder.data());
    Client reader(again.port());
    CHECK(reader.get("/v1/questions").total() == static_cast<std::int64_t>(first.size()));
    check_all_there(again, first);
}

TEST_CASE("SIGINT ends an idle server at once, with exit code 0", "[crash]") {
    const Folder folder;
    Server server(folder.data());
    Client idle(server.port());
    CHECK(idle.get("/health/live").status == 200);
    server.process.signal(SIGINT);
    CHECK(server.process.wait() == 0);
    CHECK(server.process.out() == "listening on " + server.url() + "\n");
}
