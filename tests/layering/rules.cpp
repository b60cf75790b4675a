#include "tests/layering/rules.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <utility>

namespace afb::layering {
namespace {

using Names = std::set<std::string, std::less<>>;

// Rooms a room may include, besides itself. schema <- {indexer, storage <- insights, auth, transfer} <- app <- api <-
// http <- wiring.
const std::map<std::string, Names, std::less<>>& allowed_rooms() {
    static const std::map<std::string, Names, std::less<>> rooms{
        {"schema", {}},
        {"indexer", {"schema", "cmake"}},
        {"service/storage", {"schema", "cmake"}},
        {"service/insights", {"schema", "service/storage"}},
        {"service/auth", {"schema"}},
        {"service/transfer", {"schema"}},
        {"service/app",
         {"schema", "indexer", "service/storage", "service/insights", "service/auth", "service/transfer", "cmake"}},
        {"service/api",
         {"schema", "indexer", "service/storage", "service/insights", "service/auth", "service/transfer", "service/app",
          "cmake"}},
        {"service/http", {"schema", "service/api"}},
        {"service/wiring",
         {"schema", "indexer", "service/storage", "service/insights", "service/auth", "service/transfer", "service/app",
          "service/api", "service/http", "cmake"}},
        {"cmake", {}},
    };
    return rooms;
}

struct Library {
    std::string_view prefix;  // of what stands between < >
    Names rooms;              // that may include it
};

const std::vector<Library>& libraries() {
    static const Names everywhere{"schema",       "indexer",          "service/storage", "service/insights",
                                  "service/auth", "service/transfer", "service/app",     "service/api",
                                  "service/http", "service/wiring"};
    static const Names from_app{"service/app", "service/api", "service/http", "service/wiring"};
    static const std::vector<Library> table{
        {"nlohmann/", everywhere},
        {"fmt/", everywhere},
        {"xapian", {"indexer"}},
        {"SQLiteCpp/", {"service/storage"}},
        {"sqlite3", {"service/storage"}},
        {"pistache/", {"service/http"}},
        {"boost/beast/", {"service/http"}},
        {"boost/asio/", {"service/http"}},
        {"boost/multiprecision/", {"service/insights"}},
        {"brotli/", {"service/http"}},
        {"zlib.h", {"service/auth", "service/transfer", "service/http"}},
        {"openssl/", {"service/auth", "service/app", "service/api", "service/http"}},
        {"re2/", {"schema"}},
        {"spdlog/", from_app},
        {"prometheus/", from_app},
        {"CLI/", {"service/wiring"}},
    };
    return table;
}

// Standard C++ headers that reach outside the program; `schema` is free of I/O.
const Names& io_headers() {
    static const Names names{"fstream", "iostream", "filesystem",         "cstdio",
                             "thread",  "mutex",    "condition_variable", "future"};
    return names;
}

// Typed, pure domain values: no third-party header may show in these headers (their use must not pull a JSON library
// in).
const Names& pure_headers() {
    static const Names names{"schema/dates.hpp",   "schema/money.hpp",      "schema/text.hpp",
                             "schema/error.hpp",   "schema/comparable.hpp", "schema/payment_route.hpp",
                             "schema/boundary.hpp"};
    return names;
}

std::vector<std::string_view> lines_of(std::string_view content) {
    std::vector<std::string_view> lines;
    while (!content.empty()) {
        const auto end = content.find('\n');
        lines.push_back(content.substr(0, end));
        if (end == std::string_view::npos) break;
        content.remove_prefix(end + 1);
    }
    return lines;
}

// What an #include line names, with its bracket or quote in front: "<vector", "\"schema/dates.hpp". Empty for other
// lines.
std::string_view included(std::string_view line) {
    const auto text = line.find_first_not_of(" \t");
    if (text == std::string_view::npos || line[text] != '#') return {};
    const auto word = line.find_first_not_of(" \t", text + 1);
    if (word == std::string_view::npos || !line.substr(word).starts_with("include")) return {};
    const auto open = line.find_first_of("<\"", word);
    if (open == std::string_view::npos) return {};
    const auto close = line.find_first_of(">\"", open + 1);
    return close == std::string_view::npos ? std::string_view{} : line.substr(open, close - open);
}

bool is_header(std::string_view path) {
    return path.ends_with(".hpp");
}

std::string at(std::string_view path, std::size_t line) {
    return std::string(path) + ":" + std::to_string(line) + ": ";
}

// Why `room` may not include the bracketed header `name`; empty when it may.
std::string library_problem(std::string_view path, std::string_view room, std::string_view name) {
    for (const auto& library : libraries()) {
        if (!name.starts_with(library.prefix)) continue;
        if (!library.rooms.contains(room)) return std::string(room) + " may not include <" + std::string(name) + ">";
        if (pure_headers().contains(path)) return "a pure domain header may not include <" + std::string(name) + ">";
        return {};
    }
    const bool standard = name.find_first_of("./") == std::string_view::npos;
    if (standard) {
        if (room == "schema" && io_headers().contains(name))
            return "schema does no I/O and starts no threads: <" + std::string(name) + ">";
        return {};
    }
    static constexpr std::array posix_folders{"sys/", "netinet/", "arpa/", "linux/"};
    static const Names posix{"unistd.h", "fcntl.h", "poll.h", "signal.h", "pthread.h", "netdb.h", "time.h", "malloc.h"};
    const bool system =
        posix.contains(name) || std::any_of(posix_folders.begin(), posix_folders.end(),
                                            [&](const char* folder) { return name.starts_with(folder); });
    if (system && room != "schema") return {};
    return std::string(room) + " includes <" + std::string(name) + ">, which no rule knows (tests/layering/rules.cpp)";
}

std::string room_problem(std::string_view room, std::string_view name) {
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) return "\"" + std::string(name) + "\" is not a path from the project's root";
    const auto other = room_of(name);
    if (other == room) return {};
    const auto found = allowed_rooms().find(room);
    if (found != allowed_rooms().end() && found->second.contains(other)) return {};
    return std::string(room) + " may not include " + other + " (\"" + std::string(name) + "\")";
}

struct Ban {
    std::string_view text;
    std::string_view reason;
};

constexpr std::array bans{
    Ban{"std::regex", "backtracks without bounds on input from outside: use RE2"},
    Ban{"<regex>", "backtracks without bounds on input from outside: use RE2"},
    Ban{"bindNoCopy", "keeps a pointer to a temporary in SQLiteCpp 3.2.1"},
    Ban{"SELECT *", "name the columns: a migration must not change a query's shape"},
    Ban{"select *", "name the columns: a migration must not change a query's shape"},
    Ban{"rawSub()", "aborts on hostile input in Pistache 0.0.5"},
    Ban{"ResponseStream", "aborts the process on valid traffic in Pistache 0.0.5"},
    Ban{"serveFile", "dies of SIGPIPE in Pistache 0.0.5"},
    Ban{"timeoutAfter", "leaks a file descriptor each in Pistache 0.0.5"},
};

bool is_comment(std::string_view line) {
    const auto text = line.find_first_not_of(" \t");
    return text != std::string_view::npos && line.substr(text).starts_with("//");
}

}  // namespace

std::string room_of(std::string_view path) {
    const auto first = path.find('/');
    if (first == std::string_view::npos) return std::string(path);
    if (path.substr(0, first) != "service") return std::string(path.substr(0, first));
    const auto second = path.find('/', first + 1);
    return std::string(path.substr(0, second));
}

std::vector<std::string> include_problems(std::string_view path, std::string_view content) {
    std::vector<std::string> problems;
    const auto room = room_of(path);
    if (room == "tests") return problems;  // tests may look into every room
    if (!allowed_rooms().contains(room)) return {std::string(path) + ": no such room as " + room};
    std::size_t number = 0;
    for (const auto line : lines_of(content)) {
        ++number;
        const auto name = included(line);
        if (name.empty()) continue;
        auto problem =
            name[0] == '<' ? library_problem(path, room, name.substr(1)) : room_problem(room, name.substr(1));
        if (!problem.empty()) problems.push_back(at(path, number) + problem);
    }
    return problems;
}

std::vector<std::string> style_problems(std::string_view path, std::string_view content) {
    std::vector<std::string> problems;
    const auto lines = lines_of(content);
    const bool test = room_of(path) == "tests";
    if (is_header(path)) {
        if (lines.empty() || !lines.front().starts_with("//"))
            problems.push_back(at(path, 1) + "a header opens with a comment that says what it is");
        if (std::find(lines.begin(), lines.end(), "#pragma once") == lines.end())
            problems.push_back(at(path, 1) + "#pragma once is missing");
    }
    // The aim is 150 lines a header and 400 a source; here stands where it is certainly too long.
    const std::size_t limit = path.ends_with("service/wiring/main.cpp") ? 40 : test ? 900 : is_header(path) ? 250 : 600;
    if (lines.size() > limit) {
        problems.push_back(at(path, lines.size()) + "too long: at most " + std::to_string(limit) +
                           " lines, split it by concept");
    }
    if (test) return problems;
    std::size_t number = 0;
    for (const auto line : lines) {
        ++number;
        if (is_comment(line)) continue;
        for (const auto& ban : bans) {
            if (line.find(ban.text) != std::string_view::npos) {
                problems.push_back(at(path, number) + std::string(ban.text) + ": " + std::string(ban.reason));
            }
        }
    }
    return problems;
}

}  // namespace afb::layering
