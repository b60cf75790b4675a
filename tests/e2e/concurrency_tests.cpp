// Several people at once.
#include <array>
#include <atomic>
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;

namespace {

void in_parallel(int count, const std::function<void(int)>& work) {
    std::vector<std::thread> threads;
    for (int i = 0; i < count; ++i) threads.emplace_back(work, i);
    for (std::thread& thread : threads) thread.join();
}

}  // namespace

TEST_CASE("of two editors who start from the same revision one wins and the other is told", "[concurrency]") {
    const Folder folder;
    const std::string token = make_token(folder.data());
    const Server server(folder.data());
    Client client(server.port(), token);
    Json record = client.post("/v1/questions", question("Wie het eerst komt")).json();
    const std::string url = "/v1/questions/" + record.at("id").get<std::string>();
    for (int round = 0; round < 20; ++round) {
        std::array<Reply, 2> replies;
        in_parallel(2, [&](int i) {
            Client editor(server.port(), token);
            replies.at(static_cast<std::size_t>(i)) = editor.send(
                "PATCH", url, {{"If-Match", etag_of(record)}, {"Content-Type", "application/merge-patch+json"}},
                Json{{"description", "Ronde " + std::to_string(round) + " van " + std::to_string(i)}}.dump());
        });
        const std::size_t winner = replies[0].status == 200 ? 0 : 1;
        CHECK(replies.at(winner).status == 200);
        CHECK(faults_of_problem(replies.at(1 - winner), 412).empty());
        // The revision; what else is in the tag of the record is no matter to who writes.
        const std::string tag = replies.at(1 - winner).field("ETag");
        CHECK(replies.at(winner).field("ETag").starts_with(tag.substr(0, tag.size() - 1) + "."));
        const Json now = client.get(url).json();
        CHECK(now.at("revision") == record.at("revision").get<int>() + 1);
        CHECK(now.at("description") == replies.at(winner).json().at("description"));
        record = now;
    }
}

TEST_CASE("100 people create while others search: nobody fails, and the counts are exact", "[concurrency]") {
    const Folder folder;
    const std::string token = make_token(folder.data());
    Server server(folder.data());
    server.wait_until_ready();
    constexpr int creators = 100;
    std::atomic<int> created = 0;
    std::atomic<int> not_found = 0;
    std::atomic<int> failed_searches = 0;
    std::atomic<bool> done = false;
    std::thread searching([&] {
        Client client(server.port());
        std::int64_t last = 0;
        while (!done) {
            const std::int64_t total = client.get("/v1/search?q=gelijktijdig").total();
            if (total < last) ++failed_searches;  // also when it is -1
            last = total;
        }
    });
    in_parallel(creators, [&](int i) {
        Client client(server.port(), token);
        const std::string word = "uniek" + std::to_string(i) + "x";
        if (client.post("/v1/questions", question("Gelijktijdig " + word)).status == 201) ++created;
        // The next request sees one's own write.
        if (client.get("/v1/search?q=" + word).total() != 1) ++not_found;
    });
    done = true;
    searching.join();
    CHECK(created == creators);
    CHECK(not_found == 0);
    CHECK(failed_searches == 0);
    Client client(server.port());
    CHECK(client.get("/v1/questions").total() == creators);
    CHECK(client.get("/v1/search?q=gelijktijdig").total() == creators);
    CHECK(client.get("/v1/search").total() == creators);
}

TEST_CASE("the same Idempotency-Key from 20 clients at once makes one record", "[concurrency]") {
    const Folder folder;
    const std::string token = make_token(folder.data());
    const Server server(folder.data());
    std::array<Reply, 20> replies;
    in_parallel(20, [&](int i) {
        Client client(server.port(), token);
        replies.at(static_cast<std::size_t>(i)) =
            client.post("/v1/questions", question("Eenmalig"), {{"Idempotency-Key", "\"9f1c-e2e\""}});
    });
    std::set<std::string> ids;
    for (const Reply& reply : replies) {
        INFO(reply.body);
        CHECK(reply.status == 201);
        if (reply.status == 201) ids.insert(reply.json().at("id").get<std::string>());
    }
    CHECK(ids.size() == 1);
    Client client(server.port(), token);
    CHECK(client.get("/v1/questions").total() == 1);
    const Reply reused = client.post("/v1/questions", question("Iets anders"), {{"Idempotency-Key", "\"9f1c-e2e\""}});
    CHECK(faults_of_problem(reused, 422).empty());
    CHECK(client.get("/v1/questions").total() == 1);
}
