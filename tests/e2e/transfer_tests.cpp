// Bringing records in and out by the command line, and copies of the whole.
#include <catch2/catch.hpp>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;
using Catch::Contains;

namespace {

std::string line(const std::string& title) {
    Json record = question(title);
    record["kind"] = "question";
    return record.dump() + "\n";
}

}  // namespace

TEST_CASE("import takes files and standard input, and loading twice changes nothing", "[transfer]") {
    const Folder folder;
    const std::string data = folder.data();
    Json chosen = question("Met eigen slug");
    chosen["slug"] = "met-eigen-slug";
    write_file(folder.file("a.ndjson"), line("Uit een bestand") + "\n" + line("Tweede regel"));
    CHECK_THAT(run_well({"import", "--data", data, "--dry-run", folder.file("a.ndjson")}),
               Contains("2 nieuw") && Contains("proefdraai"));
    CHECK_THAT(run_well({"check", "--data", data}), Contains("0 records, 0 faults"));
    CHECK_THAT(run_well({"import", "--data", data, folder.file("a.ndjson")}),
               Contains("2 nieuw, 0 gewijzigd, 0 ongewijzigd, 0 geweigerd"));
    CHECK_THAT(run_well({"import", "--data", data, "--kind", "question", "-"}, chosen.dump()), Contains("1 nieuw"));
    CHECK_THAT(run_well({"import", "--data", data, "--kind", "question", "-"}, chosen.dump()),
               Contains("0 nieuw, 0 gewijzigd, 1 ongewijzigd"));
    CHECK_THAT(run_well({"search", "--data", data, "bestand"}), Contains("1 gevonden") && Contains("Uit een bestand"));
    CHECK_THAT(run_well({"search", "--data", data, "--explain", "bestand"}), Contains("1 gevonden"));
    CHECK_THAT(run_well({"check", "--data", data}), Contains("3 records, 0 faults"));
}

TEST_CASE("searching an empty knowledge base finds nothing, and says so", "[transfer]") {
    const Folder folder;
    make_token(folder.data());  // makes the database, and no index
    CHECK(run_well({"search", "--data", folder.data(), "iets"}) == "0 gevonden\n");
    CHECK(run_well({"reindex", "--data", folder.data()}) == "0 documents\n");
    CHECK(run_well({"export", "--data", folder.data()}).empty());
}

TEST_CASE("an import with wrong lines tells each by its number and stores nothing", "[transfer]") {
    const Folder folder;
    const std::string file = folder.file("wrong.ndjson");
    write_file(file, line("Goed") + "{\"kind\":\"question\"\n" + "{\"kind\":\"unicorn\"}\n" + line("Ook goed") +
                         R"({"kind":"question","title":"","colour":"red"})" + "\n" + std::string(200'000, '[') + "\n");
    for (const bool dry : {true, false}) {
        std::vector<std::string> arguments{"import", "--data", folder.data(), file};
        if (dry) arguments.emplace_back("--dry-run");
        const Finished finished = run(arguments);
        INFO(finished.out);
        CHECK(finished.code == 1);
        for (const char* number : {":2: ", ":3: ", ":5: ", ":6: "}) CHECK_THAT(finished.out, Contains(file + number));
        for (const char* number : {":1: ", ":4: "}) CHECK_THAT(finished.out, !Contains(file + number));
        CHECK_THAT(finished.out,
                   Contains(":5: /colour unknownField") && Contains("4 geweigerd; er is niets opgeslagen"));
    }
    CHECK_THAT(run_well({"check", "--data", folder.data()}), Contains("0 records, 0 faults"));
}

TEST_CASE("what is imported beside a running server is found through it when the command returns", "[transfer]") {
    const Folder folder;
    Server server(folder.data());
    server.wait_until_ready();
    Client client(server.port());
    for (int i = 0; i < 3; ++i) {
        const std::string word = "ernaast" + std::to_string(i) + "x";
        CHECK_THAT(run_well({"import", "--data", folder.data(), "-"}, line("Vraag " + word)), Contains("1 nieuw"));
        CHECK(client.get("/v1/search?q=" + word).total() == 1);
    }
    CHECK_THAT(run_well({"search", "--data", folder.data(), "ernaast1x"}), Contains("1 gevonden"));
    CHECK_THAT(run_well({"check", "--data", folder.data()}), Contains("3 records, 0 faults"));
}

TEST_CASE("what is exported and imported elsewhere is exported the same, byte for byte", "[transfer]") {
    const Folder folder;
    CHECK_THAT(run_well({"import", "--data", folder.data(), "--starter"}),
               Contains(" nieuw, 0 gewijzigd, 0 ongewijzigd, 0 geweigerd"));
    CHECK_THAT(run_well({"import", "--data", folder.data(), "--starter"}), Contains("0 nieuw, 0 gewijzigd"));
    const std::string exported = run_well({"export", "--data", folder.data()});
    CHECK(lines_of(exported).size() == starter_records().size());
    CHECK(run_well({"export", "--data", folder.data(), "--all"}) == exported);
    CHECK(lines_of(run_well({"export", "--data", folder.data(), "--kind", "question"})).size() == 9);
    run_well({"import", "--data", folder.file("other"), "-"}, exported);
    CHECK(run_well({"export", "--data", folder.file("other")}) == exported);
}

TEST_CASE("a backup of a serving program, put back elsewhere, has every record", "[transfer]") {
    const Folder folder;
    const std::string copy = folder.file("copy.db");
    std::string exported;
    {
        const std::string token = make_token(folder.data());
        Server server(folder.data());
        Client client(server.port(), token);
        for (int i = 0; i < 20; ++i)
            REQUIRE(client.post("/v1/questions", question("Bewaard " + std::to_string(i))).status == 201);
        run_well({"backup", "--data", folder.data(), copy});
        exported = run_well({"export", "--data", folder.data()});
        REQUIRE(client.post("/v1/questions", question("Na de kopie")).status == 201);
        const Finished refused = run({"restore", "--data", folder.data(), copy});
        CHECK(refused.code == 1);
        CHECK_THAT(refused.err, Contains("a server is running on"));
        CHECK(client.get("/v1/questions").total() == 21);
        CHECK(server.stop() == 0);
    }
    for (const std::string& data : {folder.data(), folder.file("elsewhere")}) {
        run_well({"restore", "--data", data, copy});
        CHECK(run_well({"export", "--data", data}) == exported);
        CHECK_THAT(run_well({"check", "--data", data}), Contains("20 records, 0 faults"));
        Server server(data);
        server.wait_until_ready();
        Client client(server.port());
        CHECK(client.get("/v1/search?q=bewaard").total() == 20);
        CHECK(server.stop() == 0);
    }
}
