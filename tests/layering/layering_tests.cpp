#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/layering/rules.hpp"

namespace {

namespace fs = std::filesystem;
using afb::layering::include_problems;
using afb::layering::style_problems;

// Every C++ file of the project, by its path from the root.
std::vector<std::string> project_sources() {
    const fs::path root = AFB_SOURCE_DIR;
    std::vector<std::string> paths;
    for (const auto* folder : {"schema", "indexer", "service", "tests", "cmake"}) {
        for (auto entry = fs::recursive_directory_iterator(root / folder); entry != fs::recursive_directory_iterator();
             ++entry) {
            if (entry->is_directory() && entry->path().filename() == "node_modules") entry.disable_recursion_pending();
            const auto extension = entry->path().extension();
            if (extension == ".cpp" || extension == ".hpp")
                paths.push_back(entry->path().lexically_relative(root).generic_string());
        }
    }
    return paths;
}

std::string read_source(const std::string& path) {
    std::ifstream in(fs::path(AFB_SOURCE_DIR) / path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const auto& line : lines) text += "\n  " + line;
    return text;
}

}  // namespace

TEST_CASE("every include in the tree is one that its room may have", "[layering]") {
    const auto paths = project_sources();
    REQUIRE(paths.size() > 20);
    std::vector<std::string> problems;
    for (const auto& path : paths) {
        for (auto& problem : include_problems(path, read_source(path))) problems.push_back(std::move(problem));
    }
    INFO(joined(problems));
    CHECK(problems.empty());
}

TEST_CASE("headers open with a comment, files are short and nothing banned is used", "[layering]") {
    std::vector<std::string> problems;
    for (const auto& path : project_sources()) {
        for (auto& problem : style_problems(path, read_source(path))) problems.push_back(std::move(problem));
    }
    INFO(joined(problems));
    CHECK(problems.empty());
}

TEST_CASE("lower rooms cannot include higher ones", "[layering]") {
    CHECK(include_problems("service/app/a.cpp", "#include \"service/storage/store.hpp\"\n").empty());
    CHECK(include_problems("service/storage/a.cpp", "#include \"service/app/records.hpp\"\n").size() == 1);
    CHECK(include_problems("schema/a.cpp", "#include \"indexer/index.hpp\"\n").size() == 1);
    CHECK(include_problems("indexer/a.cpp", "#include \"service/storage/store.hpp\"\n").size() == 1);
    CHECK(include_problems("service/api/a.cpp", "#include \"service/http/server.hpp\"\n").size() == 1);
    CHECK(include_problems("service/http/a.cpp", "#include \"service/app/records.hpp\"\n").size() == 1);
}

TEST_CASE("a library stays in the one room that wraps it", "[layering]") {
    CHECK(include_problems("indexer/a.cpp", "#include <xapian.h>\n").empty());
    CHECK(include_problems("service/app/a.cpp", "#include <xapian.h>\n").size() == 1);
    CHECK(include_problems("service/app/a.cpp", "#include <SQLiteCpp/SQLiteCpp.h>\n").size() == 1);
    CHECK(include_problems("service/api/a.cpp", "#include <pistache/endpoint.h>\n").size() == 1);
    CHECK(include_problems("service/api/a.cpp", "  #  include <boost/beast/http.hpp>\n").size() == 1);
    CHECK(include_problems("indexer/a.cpp", "#include <re2/re2.h>\n").size() == 1);
    CHECK(include_problems("schema/dates.hpp", "#include <nlohmann/json.hpp>\n").size() == 1);
}

TEST_CASE("an include that no rule knows is refused, and so is I/O in schema", "[layering]") {
    CHECK(include_problems("service/app/a.cpp", "#include <valijson/validator.hpp>\n").size() == 1);
    CHECK(include_problems("schema/a.cpp", "#include <fstream>\n").size() == 1);
    CHECK(include_problems("schema/a.cpp", "#include <unistd.h>\n").size() == 1);
    CHECK(include_problems("schema/a.cpp", "#include \"dates.hpp\"\n").size() == 1);
    CHECK(include_problems("service/cache/a.cpp", "#include <vector>\n").size() == 1);
    CHECK(include_problems("schema/a.cpp", "#include <vector>\n#include \"schema/dates.hpp\"\n").empty());
}

TEST_CASE("what is banned is found, but may be spoken of in comments", "[layering]") {
    CHECK(style_problems("schema/a.cpp", "std::regex pattern;\n").size() == 1);
    CHECK(style_problems("service/storage/a.cpp", "query(\"SELECT * FROM record\");\n").size() == 1);
    CHECK(style_problems("service/storage/a.cpp", "statement.bindNoCopy(1, text);\n").size() == 1);
    CHECK(style_problems("schema/a.cpp", "// std::regex would not do\n").empty());
    CHECK(style_problems("schema/a.hpp", "#pragma once\n").size() == 1);
    CHECK(style_problems("schema/a.hpp", "// What it is.\n").size() == 1);
    CHECK(style_problems("service/wiring/main.cpp", std::string(41, '\n')).size() == 1);
}
