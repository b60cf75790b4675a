// The validator against the JSON Schema test suite (draft 7), for the keywords it has. Where a schema of the suite goes
// outside our subset the validator must refuse it as a whole: never ignore a keyword silently.
#include <array>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <stdexcept>
#include <string>

#include "schema/validator.hpp"

using namespace afb;

namespace {

constexpr const char* suite_folder = "/usr/share/json-schema-test-suite/tests/draft7/";

// Of every file the number of cases that must at least run, so that a validator that refuses everything does not pass.
const std::map<std::string, int> files = {
    {"type", 30},     {"properties", 6}, {"required", 5},     {"additionalProperties", 1},
    {"items", 4},     {"enum", 9},       {"const", 12},       {"minLength", 4},
    {"maxLength", 4}, {"pattern", 3},    {"minimum", 4},      {"maximum", 4},
    {"minItems", 3},  {"maxItems", 3},   {"uniqueItems", 10}, {"minProperties", 4},
    {"anyOf", 8},     {"default", 3}};

struct Count {
    int ran = 0;
    int outside = 0;
};

Count run_file(const std::string& name) {
    Count count;
    std::ifstream in(suite_folder + name + ".json");
    REQUIRE(in);
    const Json groups = Json::parse(in);
    for (const Json& group : groups) {
        std::unique_ptr<Validator> validator;
        try {
            validator = std::make_unique<Validator>(group["schema"]);
        } catch (const std::runtime_error&) {
            count.outside += static_cast<int>(group["tests"].size());
            continue;
        }
        for (const Json& test : group["tests"]) {
            INFO(name << ": " << group["description"] << ": " << test["description"] << ": " << group["schema"] << " "
                      << test["data"]);
            CHECK(validator->validate(test["data"]).empty() == test["valid"].get<bool>());
            ++count.ran;
        }
    }
    return count;
}

}  // namespace

TEST_CASE("the validator agrees with the JSON Schema test suite wherever a schema stays inside our subset") {
    if (!std::filesystem::exists(suite_folder)) {
        WARN("the JSON Schema test suite is not installed (Debian package json-schema-test-suite): skipped");
        return;
    }
    Count all;
    for (const auto& [name, least] : files) {
        const Count count = run_file(name);
        INFO(name << ": " << count.ran << " cases ran, " << count.outside << " outside our subset");
        CHECK(count.ran >= least);
        all.ran += count.ran;
        all.outside += count.outside;
    }
    std::cout << "JSON Schema test suite: " << all.ran << " cases ran, " << all.outside << " outside our subset\n";
}

TEST_CASE("a schema of the suite that uses what we do not have is refused, not half understood") {
    if (!std::filesystem::exists(suite_folder)) return;
    for (const char* name :
         {"allOf", "oneOf", "not", "contains", "dependencies", "if-then-else", "multipleOf", "patternProperties",
          "propertyNames", "exclusiveMaximum", "exclusiveMinimum", "maxProperties", "ref", "refRemote"}) {
        std::ifstream in(std::string(suite_folder) + name + ".json");
        REQUIRE(in);
        for (const Json& group : Json::parse(in)) {
            if (group["schema"].dump().find('"' + std::string(name).substr(0, 3)) == std::string::npos) continue;
            INFO(name << ": " << group["schema"]);
            CHECK_THROWS_AS(Validator(group["schema"]), std::runtime_error);
        }
    }
}
