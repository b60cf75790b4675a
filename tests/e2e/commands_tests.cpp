// The command line: results on stdout, the rest on stderr; exit 0 done, 1 failed, 2 wrongly asked.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <sstream>

#include "tests/e2e/kit.hpp"

using namespace afb::e2e;
using Catch::Contains;

namespace {

using Arguments = std::vector<std::string>;

// Failed, says why on stderr in one line, and printed no result.
void check_failure(const Finished& finished, const std::string& why) {
    INFO(finished.out << finished.err);
    CHECK(finished.code == 1);
    CHECK(finished.out.empty());
    CHECK_THAT(finished.err, Catch::StartsWith("afsprakenbank: ") && Contains(why));
}

std::string first_word(const std::string& text) {
    return text.substr(0, text.find(' '));
}

}  // namespace

TEST_CASE("every subcommand explains itself, names the variable of each option, and exits with 0", "[commands]") {
    const std::string all = run_well({"--help"});
    const std::vector<Arguments> commands{{"serve"},       {"import"},          {"export"},          {"search"},
                                          {"token"},       {"check"},           {"reindex"},         {"token", "list"},
                                          {"backup"},      {"restore"},         {"openapi"},         {"version"},
                                          {"healthcheck"}, {"token", "create"}, {"token", "revoke"}, {"analyse"}};
    for (Arguments command : commands) {
        CHECK_THAT(all, Contains(command.front()));
        command.emplace_back("--help");
        const Finished finished = run(command);
        INFO(command[0] << "\n" << finished.out << finished.err);
        CHECK(finished.code == 0);
        CHECK_THAT(finished.out, Contains("--help"));
        CHECK(finished.err.empty());
        std::istringstream lines(finished.out);
        for (std::string line; std::getline(lines, line);) {
            const bool option = line.rfind("  --", 0) == 0;
            if (option) CHECK_THAT(line, Contains("(Env:AFB_"));
        }
    }
}

TEST_CASE("what is asked wrongly exits with 2, explained on stderr", "[commands]") {
    const std::vector<Arguments> rows{{},
                                      {"nonsense"},
                                      {"serve", "--colour", "red"},
                                      {"serve", "--threads", "many"},
                                      {"serve", "--minimum-group", "0"},
                                      {"serve", "--log-level", "loud"},
                                      {"import", "--data", "x"},
                                      {"import", "--format", "xlsx", "f"},
                                      {"export", "--kind", "question", "--all"},
                                      {"search"},
                                      {"token"},
                                      {"token", "create", "--name", "a"},
                                      {"token", "create", "--name", "a", "--role", "emperor"},
                                      {"token", "create", "--name", "a", "--role", "admin", "--days", "0"},
                                      {"token", "revoke"},
                                      {"backup"},
                                      {"restore"},
                                      {"openapi", "--version", "2.0"},
                                      {"version", "--unknown"}};
    for (const Arguments& row : rows) {
        const Finished finished = run(row);
        INFO((row.empty() ? "nothing" : row.front()) << "\n" << finished.out << finished.err);
        CHECK(finished.code == 2);
        CHECK(finished.out.empty());
        CHECK_FALSE(finished.err.empty());
    }
}

TEST_CASE("what cannot be done exits with 1, the reason on stderr and nothing on stdout", "[commands]") {
    const Folder folder;
    const std::string data = folder.data();
    const std::string none = folder.file("none");
    for (const Arguments& command : std::vector<Arguments>{
             {"export"}, {"check"}, {"search", "iets"}, {"reindex"}, {"token", "list"}, {"backup", folder.file("b")}}) {
        Arguments row = command;
        row.insert(row.end(), {"--data", none});
        INFO(command.front());
        check_failure(run(row), "there is no database in " + none);
        CHECK_FALSE(std::filesystem::exists(none));  // a slip of the pen makes no empty knowledge base
    }
    run_well({"token", "create", "--data", data, "--name", "a", "--role", "admin"});
    check_failure(run({"import", "--data", data, folder.file("missing")}), "cannot read");
    check_failure(run({"export", "--data", data, "--kind", "unicorn"}), "unicorn");
    check_failure(run({"token", "create", "--data", data, "--name", "a", "--role", "admin"}), "a token of that name");
    check_failure(run({"token", "create", "--data", data, "--name", "b", "--role", "contributor", "--member", "x"}),
                  "--member x");
    check_failure(run({"token", "revoke", "--data", data, "x"}), "no valid token x");
    check_failure(run({"restore", "--data", data, folder.file("missing")}), "does not exist");
    write_file(folder.file("text"), "no database");
    check_failure(run({"restore", "--data", data, folder.file("text")}), "");
    check_failure(run({"backup", "--data", data, folder.file("text")}), "exists already");
    check_failure(run({"serve", "--data", data, "--listen", "nowhere"}), "HOST:PORT");
    check_failure(run({"serve", "--data", data, "--listen", "127.0.0.1:99999"}), "HOST:PORT");
    write_file(folder.file("data/afsprakenbank.db"), std::string(8192, 'x'));
    check_failure(run({"serve", "--data", data, "--listen", "127.0.0.1:0"}), "");
}

TEST_CASE("options come from the environment too, and the command line wins", "[commands]") {
    const Folder folder;
    const Fields set{{"AFB_DATA", folder.data()}, {"AFB_NAME", "uit de omgeving"}, {"AFB_ROLE", "reader"}};
    CHECK(run({"token", "create"}, set).code == 0);
    CHECK(run({"token", "create", "--name", "van de regel"}, set).code == 0);
    const Finished list = run({"token", "list"}, set);
    CHECK_THAT(list.out, Contains("uit de omgeving") && Contains("van de regel") && Contains("reader"));
    CHECK(run({"openapi"}, {{"AFB_OPENAPI_VERSION", "3.1"}}).out.find("\"openapi\": \"3.1") != std::string::npos);
    CHECK(run({"serve"}, {{"AFB_DATA", folder.data()}, {"AFB_LISTEN", "nowhere"}}).code == 1);
    CHECK(run({"serve"}, {{"AFB_DATA", folder.data()}, {"AFB_THREADS", "-3"}}).code == 2);
    CHECK(run({"healthcheck"}, {{"AFB_HEALTH_URL", "ftp://x"}}).code == 1);
    Server server(folder.data(), {{"AFB_PUBLIC_URL", "https://afspraken.example/"}, {"AFB_LOG_LEVEL", "error"}});
    Client client(server.port());
    const Json problem = client.get("/v1/questions/none").json();
    CHECK_THAT(problem.at("type").get<std::string>(), Catch::StartsWith("https://afspraken.example/docs/problems#"));
    CHECK(server.process.err().empty());
}

TEST_CASE("a token is shown once, listed without its secret, and worthless once revoked", "[commands]") {
    const Folder folder;
    const Finished created = run({"token", "create", "--data", folder.data(), "--name", "redactie", "--role", "admin"});
    CHECK(created.code == 0);
    REQUIRE(created.out.rfind("afb_", 0) == 0);
    CHECK(created.out.find_first_of(" \n") == created.out.size() - 1);
    const std::string token = created.out.substr(0, created.out.size() - 1);
    CHECK_THAT(created.err, !Contains(token));
    const Server server(folder.data());
    Client client(server.port(), token);
    CHECK(client.post("/v1/questions", question("Mag dit")).status == 201);
    const std::string list = run_well({"token", "list", "--data", folder.data()});
    CHECK_THAT(list, Contains("redactie") && Contains("valid") && !Contains(token) && !Contains(token.substr(12)));
    run_well({"token", "revoke", "--data", folder.data(), first_word(list)});
    const Reply refused = client.post("/v1/questions", question("Mag dit nog"));
    CHECK(faults_of_problem(refused, 401).empty());
    CHECK_THAT(refused.field("WWW-Authenticate"), Catch::StartsWith("Bearer"));
    CHECK_THAT(run_well({"token", "list", "--data", folder.data()}), Contains("revoked"));
    CHECK(run({"token", "revoke", "--data", folder.data(), first_word(list)}).code == 1);
}

TEST_CASE("version, and the API's document in both versions and languages", "[commands]") {
    CHECK_THAT(run_well({"version"}), Catch::Matches("afsprakenbank [0-9]+\\.[0-9]+\\.[0-9]+\n"));
    std::vector<std::string> titles;
    for (const std::string version : {"3.0", "3.1"}) {
        for (const std::string language : {"nl", "en"}) {
            const Json document = Json::parse(run_well({"openapi", "--version", version, "--lang", language}));
            CHECK(document.at("openapi").get<std::string>().rfind(version, 0) == 0);
            CHECK(document.at("paths").contains("/search"));
            titles.push_back(document.at("info").at("description").get<std::string>());
        }
    }
    CHECK(titles[0] != titles[1]);
    CHECK(titles[0] == titles[2]);
}

TEST_CASE("analyse prints of each line the word, its parts and its stem, whatever the bytes", "[commands]") {
    CHECK(run_well({"analyse"}, "begeleidingstijd\nonderwijsregio's\n\nzij-instromers\r\nvergoedingen") ==
          "begeleidingstijd\tbegeleidings+tijd\tbegeleidingstijd\n"
          "onderwijsregio's\tonderwijs+regio's\tonderwijsregio\n"
          "\t\t\n"
          "zij-instromers\tzij+instromers\tzijinstromer\n"
          "vergoedingen\tvergoedingen\tvergoed\n");
    std::string bytes;
    for (int i = 0; i < 256; ++i) bytes.push_back(static_cast<char>(i));
    const std::string long_line(100'000, 'x');
    const std::string out = run_well({"analyse"}, bytes + "\n" + long_line + "\nstage\n");
    CHECK(std::count(out.begin(), out.end(), '\n') == 4);  // one of the bytes ends a line
    CHECK_THAT(out, Catch::EndsWith("\nstage\tstage\tstage\n"));
}

TEST_CASE("healthcheck is 0 with a healthy server and 1 without", "[commands]") {
    const Folder folder;
    Server server(folder.data());
    const std::string url = server.url();
    CHECK(run({"healthcheck", "--url", url + "/health/ready"}).code == 0);
    CHECK(run({"healthcheck", "--url", url + "/nothing"}).code == 1);
    CHECK(server.stop() == 0);
    check_failure(run({"healthcheck", "--url", url + "/health/ready"}), "nothing answers");
    check_failure(run({"healthcheck", "--url", "https://example.org"}), "http://");
}

TEST_CASE("a second server on the same data folder, and a port in use, are refused in words", "[commands]") {
    const Folder folder;
    const Server server(folder.data());
    check_failure(run({"serve", "--data", folder.data(), "--listen", "127.0.0.1:0"}),
                  "another server or command is using the data folder");
    const std::string taken = "127.0.0.1:" + std::to_string(server.port());
    const Finished second = run({"serve", "--data", folder.file("other"), "--listen", taken, "--log-level", "error"});
    check_failure(second, "cannot listen on " + taken + ": Address already in use");
    Client client(server.port());
    CHECK(client.get("/health/live").status == 200);
}
