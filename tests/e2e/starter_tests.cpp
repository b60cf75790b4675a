// The starter collection as somebody sees it who just installed the program.
#include <catch2/catch.hpp>
#include <set>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;

namespace {

std::string title_of(const Json& record) {
    return record.contains("title") ? record.at("title").get<std::string>() : record.at("name").get<std::string>();
}

}  // namespace

TEST_CASE("every starter record is read by its slug, and its full title finds it first", "[starter]") {
    const Folder folder;
    const std::vector<Json> records = starter_records();
    run_well({"import", "--data", folder.data(), "--starter"});
    Server server(folder.data());
    server.wait_until_ready();
    Client client(server.port());
    std::map<std::string, std::int64_t> counts;
    for (const Json& record : records) {
        const std::string kind = record.at("kind");
        const std::string title = title_of(record);
        INFO(kind << " " << title);
        ++counts[kind];
        const Reply reply = client.get("/v1/" + collection_of(kind) + "/" + record.at("slug").get<std::string>());
        REQUIRE(reply.status == 200);
        const Json read = reply.json();
        CHECK(read.at("id") == record.at("id"));
        for (const auto& member : record.items()) CHECK(read.at(member.key()) == member.value());
        const Json found = client.get("/v1/search?pageSize=10&q=" + escape(title)).json();
        REQUIRE_FALSE(found.at("items").empty());
        INFO(found.at("items").at(0).dump());
        CHECK(found.at("items").at(0).at("title") == title);
    }
    std::int64_t all = 0;
    for (const auto& [kind, count] : counts) {
        CHECK(client.get("/v1/" + collection_of(kind)).total() == count);
        CHECK(client.get("/v1/search?kind=" + kind).total() == count);
        all += count;
    }
    CHECK(counts.size() == 7);
    CHECK(client.get("/v1/search").total() == all);
    CHECK(server.alive());
}
