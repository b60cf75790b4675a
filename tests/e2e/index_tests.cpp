// The index is disposable: without it, or with a broken one, records are there at once and searching works again by
// itself.
#include <atomic>
#include <catch2/catch.hpp>
#include <fstream>
#include <thread>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;
namespace fs = std::filesystem;

namespace {

const std::vector<std::string> questions{"stagevergoeding", "samen opleiden", "begeleiding", "zij-instroom",
                                         "rotterdam"};

struct Answer {
    std::int64_t total = -1;
    std::vector<std::string> ids;

    bool operator==(const Answer&) const = default;
};

std::vector<Answer> ask_all(Client& client) {
    std::vector<Answer> answers;
    for (const std::string& text : questions) {
        const Reply reply = client.get("/v1/search?pageSize=50&q=" + escape(text));
        Answer answer{.total = reply.total(), .ids = {}};
        if (reply.status == 200) {
            const Json page = reply.json();
            for (const Json& item : page.at("items")) answer.ids.push_back(item.at("id").get<std::string>());
        }
        answers.push_back(std::move(answer));
    }
    return answers;
}

std::vector<fs::path> index_files(const std::string& data) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(data + "/index")) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    REQUIRE_FALSE(files.empty());
    return files;
}

}  // namespace

TEST_CASE("an index that is missing, cut short or garbage is made anew while records can be read", "[index]") {
    const Folder folder;
    run_well({"import", "--data", folder.data(), "--starter"});
    const std::string slug = "/v1/questions/rol-in-de-100-ambitie";
    std::vector<Answer> before;
    {
        Server server(folder.data());
        server.wait_until_ready();
        Client client(server.port());
        before = ask_all(client);
        for (const Answer& answer : before) CHECK(answer.total > 0);
        CHECK(server.stop() == 0);
    }
    const std::vector<std::pair<std::string, std::function<void()>>> damages{
        {"no folder", [&] { fs::remove_all(folder.data() + "/index"); }},
        {"empty files",
         [&] {
             for (const fs::path& file : index_files(folder.data())) fs::resize_file(file, 0);
         }},
        {"files cut in half",
         [&] {
             for (const fs::path& file : index_files(folder.data())) fs::resize_file(file, fs::file_size(file) / 2);
         }},
        {"garbage",
         [&] {
             for (const fs::path& file : index_files(folder.data())) write_file(file, std::string(20'000, '\xa5'));
         }},
        {"garbage inside",
         [&] {
             for (const fs::path& file : index_files(folder.data())) {
                 if (fs::file_size(file) < 4096) continue;
                 std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
                 stream.seekp(static_cast<std::streamoff>(fs::file_size(file) / 2));
                 stream << std::string(2048, '\x5a');
             }
         }},
    };
    for (const auto& [name, damage] : damages) {
        INFO(name);
        damage();
        Server server(folder.data());
        Client client(server.port());
        CHECK(client.get(slug).status == 200);
        CHECK(client.get("/v1/questions").total() == 9);
        server.wait_until_ready();
        ask_all(client);  // what a start does not find, the first search does: it is not ready again
        server.wait_until_ready();
        CHECK(ask_all(client) == before);
        CHECK(server.stop() == 0);
    }
    CHECK_THAT(run_well({"check", "--data", folder.data()}), Catch::Contains(" records, 0 faults"));
}

TEST_CASE("while the index is rebuilt every search gives the right answer", "[index]") {
    const Folder folder;
    run_well({"import", "--data", folder.data(), "--starter"});
    Server server(folder.data());
    server.wait_until_ready();
    Client client(server.port());
    const std::vector<Answer> before = ask_all(client);
    std::atomic<bool> done = false;
    std::atomic<int> asked = 0;
    std::atomic<int> wrong = 0;
    std::thread searching([&] {
        Client other(server.port());
        while (!done) {
            for (std::size_t i = 0; i < questions.size(); ++i) {
                const Reply reply = other.get("/v1/search?q=" + escape(questions[i]));
                ++asked;
                if (reply.total() != before[i].total) ++wrong;
            }
        }
    });
    for (int i = 0; i < 2; ++i) {
        const Finished finished = run({"reindex", "--data", folder.data()});
        CHECK(finished.code == 0);
        CHECK_THAT(finished.err, Catch::Contains("the running server rebuilds its index"));
    }
    done = true;
    searching.join();
    CHECK(asked > 10);
    CHECK(wrong == 0);
    CHECK(ask_all(client) == before);
    CHECK(server.stop() == 0);
    CHECK_THAT(run_well({"reindex", "--data", folder.data()}), Catch::Contains("369 documents"));
}

TEST_CASE("while the index is rebuilt what is written is found by the next request", "[index]") {
    const Folder folder;
    run_well({"import", "--data", folder.data(), "--starter"});
    Server server(folder.data());
    server.wait_until_ready();
    std::atomic<bool> done = false;
    std::atomic<int> written = 0;
    std::atomic<int> not_found = 0;
    std::thread writing([&, token = make_token(folder.data())] {
        Client client(server.port(), token);
        while (!done) {
            const std::string word = "kwyjibo" + std::to_string(++written);
            const Reply reply = client.post("/v1/questions", question(word));
            if (reply.status != 201 || client.get("/v1/search?q=" + word).total() != 1) ++not_found;
        }
    });
    for (int i = 0; i < 3; ++i) CHECK(run({"reindex", "--data", folder.data()}).code == 0);
    done = true;
    writing.join();
    CHECK(written > 10);
    CHECK(not_found == 0);
    CHECK(server.stop() == 0);
    CHECK_THAT(run_well({"reindex", "--data", folder.data()}),
               Catch::Contains(std::to_string(369 + written) + " documents"));
}
