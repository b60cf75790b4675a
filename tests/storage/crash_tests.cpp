// kill -9 at any moment: what was acknowledged is there, and the database is sound. The writer is this same program,
// started anew.
#include <catch2/catch.hpp>

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <random>
#include <set>
#include <stdexcept>
#include <thread>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

constexpr const char* child_test = "the writer that is killed";
constexpr const char* file_variable = "AFB_CRASH_FILE";
constexpr const char* pipe_variable = "AFB_CRASH_PIPE";

struct Child {
    pid_t process = -1;
    int acknowledged = -1;  // the end we read from
};

Child start_writer(const std::string& file) {
    int ends[2];
    if (::pipe(ends) != 0) throw std::runtime_error("no pipe");
    const auto pipe_text = std::to_string(ends[1]);
    const pid_t process = ::fork();
    if (process < 0) throw std::runtime_error("no fork");
    if (process == 0) {
        ::close(ends[0]);
        ::setenv(file_variable, file.c_str(), 1);
        ::setenv(pipe_variable, pipe_text.c_str(), 1);
        ::freopen("/dev/null", "w", stdout);
        ::execl("/proc/self/exe", "test_storage", child_test, nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    return {process, ends[0]};
}

// Everything the writer said, until the pipe is empty and closed. A line that was cut off was not acknowledged.
std::vector<std::string> read_lines(int descriptor) {
    std::string text;
    char buffer[4096];
    for (ssize_t got = 0; (got = ::read(descriptor, buffer, sizeof buffer)) > 0;)
        text.append(buffer, static_cast<std::size_t>(got));
    ::close(descriptor);
    std::vector<std::string> lines;
    for (std::size_t begin = 0, end = 0; (end = text.find('\n', begin)) != std::string::npos; begin = end + 1)
        lines.push_back(text.substr(begin, end - begin));
    return lines;
}

void wait_for_first_byte(int descriptor) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(descriptor, &set);
    ::select(descriptor + 1, &set, nullptr, nullptr, nullptr);
}

}  // namespace

TEST_CASE("the writer that is killed", "[.][child]") {
    const char* file = ::getenv(file_variable);
    const char* pipe_text = ::getenv(pipe_variable);
    if (file == nullptr || pipe_text == nullptr) return;  // only makes sense when started by the test below
    const int pipe_end = std::stoi(pipe_text);
    Store store(file, small_catalog());
    for (;;) {
        std::string acknowledged;
        store.write([&](Writer& writer) {
            const auto n = writer.last_seq();
            const auto name = "r" + std::to_string(n);
            const Json body = {
                {"themes", {"werven", "opleiden"}}, {"sectors", {"vo"}}, {"title", std::string(2000, 'x')}};
            writer.write(draft(Operation::create, "agreement", name, body));
            acknowledged = name + "\n";
            if (n > 2 && n % 3 == 0) writer.write(draft(Operation::update, "agreement", name, body));
        });
        if (::write(pipe_end, acknowledged.data(), acknowledged.size()) < 0) return;
    }
}

TEST_CASE("every acknowledged write survives kill -9 at any moment", "[crash]") {
    const TemporaryFolder folder;
    std::mt19937 random(Catch::rngSeed());
    std::set<std::string> acknowledged;
    for (int round = 0; round < 20; ++round) {
        const auto writer = start_writer(folder.file());
        wait_for_first_byte(writer.acknowledged);
        // Not to wait for something: the moment of the kill is what varies.
        std::this_thread::sleep_for(std::chrono::microseconds(std::uniform_int_distribution<int>(0, 60'000)(random)));
        REQUIRE(::kill(writer.process, SIGKILL) == 0);
        int status = 0;
        ::waitpid(writer.process, &status, 0);
        REQUIRE(WIFSIGNALED(status));
        for (auto& line : read_lines(writer.acknowledged)) acknowledged.insert(std::move(line));

        Store store(folder.file(), small_catalog());
        std::size_t missing = 0;
        store.read([&](Reader& reader) {
            for (const auto& id : acknowledged) missing += reader.find(id) ? 0U : 1U;
            CHECK(reader.count({}) >= static_cast<std::int64_t>(acknowledged.size()));
            CHECK(reader.list(ask("agreement").where("theme", {"werven"})).total == reader.count({}));
        });
        CHECK(missing == 0);
        CHECK(store.check().empty());
    }
    CHECK(acknowledged.size() >= 20);
}
