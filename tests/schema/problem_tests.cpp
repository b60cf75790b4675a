#include "schema/problem.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>
#include <set>
#include <stdexcept>

#include "schema/error.hpp"

using namespace afb;

namespace {

std::set<std::string> placeholders(std::string_view text) {
    static const std::regex placeholder("\\{([a-z0-9]*)\\}");
    const std::string copy(text);
    std::set<std::string> names;
    for (std::sregex_iterator it(copy.begin(), copy.end(), placeholder), end; it != end; ++it) names.insert((*it)[1]);
    return names;
}

}  // namespace

TEST_CASE("the table of problem codes is sorted, without doubles, so that a code is found and reviewed easily") {
    const auto codes = problem_codes();
    REQUIRE(codes.size() > 60);
    for (std::size_t i = 1; i < codes.size(); ++i) {
        INFO(codes[i - 1].code << " before " << codes[i].code);
        CHECK(codes[i - 1].code < codes[i].code);
    }
}

TEST_CASE("every problem code has a Dutch and an English sentence with the same placeholders") {
    for (const ProblemCode& row : problem_codes()) {
        INFO(row.code);
        REQUIRE(row.text_nl.size() > 10);
        REQUIRE(row.text_en.size() > 10);
        CHECK(row.text_nl != row.text_en);
        CHECK(row.text_nl.back() == '.');
        CHECK(row.text_en.back() == '.');
        CHECK(placeholders(row.text_nl) == placeholders(row.text_en));
        CHECK(std::count(row.text_nl.begin(), row.text_nl.end(), '{') ==
              std::count(row.text_nl.begin(), row.text_nl.end(), '}'));
    }
}

TEST_CASE("every problem code can be filled in, and its numbered placeholders have no gaps") {
    for (const ProblemCode& row : problem_codes()) {
        INFO(row.code);
        auto names = placeholders(row.text_en);
        names.erase("label");
        std::vector<Text> arguments;
        for (std::size_t i = 0; i < names.size(); ++i) {
            CHECK(names.count(std::to_string(i)) == 1);
            arguments.push_back({"nl" + std::to_string(i), "en" + std::to_string(i)});
        }
        const Problem problem = body_problem(row.code, "/x", {"Titel", "Title"}, arguments);
        CHECK(problem.detail.find('{') == std::string::npos);
        CHECK(problem.detail_nl.find('{') == std::string::npos);
        CHECK(problem.detail.find("nl0") == std::string::npos);
    }
}

TEST_CASE("a problem names the field by its label in each language") {
    const Problem problem = body_problem("required", "/title", {"Titel", "Title"}, {});
    CHECK(problem.in == "body");
    CHECK(problem.location == "/title");
    CHECK(problem.code == "required");
    CHECK(problem.detail == "“Title” is required: fill it in.");
    CHECK(problem.detail_nl == "“Titel” is verplicht: vul het in.");
}

TEST_CASE("without a label a problem speaks of this field, or of the parameter or header by name") {
    CHECK(body_problem("required", "/x").detail_nl == "Dit veld is verplicht: vul het in.");
    CHECK(body_problem("required", "", Text{}, {}).detail_nl == "Deze waarde is verplicht: vul het in.");
    CHECK(query_problem("query.repeated", "pageSize").detail == "“pageSize” can be given only once.");
    CHECK(query_problem("query.repeated", "pageSize").in == "query");
    CHECK(header_problem("header.ifMatch", "If-Match").detail.find("The header If-Match must be") == 0);
    CHECK(header_problem("header.ifMatch", "If-Match").in == "header");
}

TEST_CASE("arguments are put in literally, braces and all") {
    CHECK(body_problem("reference.notFound", "/x", {"{0}{label}", "agreement"}).detail.find("{0}{label}") !=
          std::string::npos);
}

TEST_CASE("an unknown code or a missing argument is a programming error") {
    CHECK_THROWS_AS(body_problem("noSuchCode", ""), std::logic_error);
    CHECK_THROWS_AS(body_problem("reference.notFound", "/x"), std::logic_error);
}

TEST_CASE("a pointer escapes tilde and slash") {
    CHECK(pointer_to("", "a/b~c") == "/a~1b~0c");
    CHECK(pointer_to("/tariffs", std::size_t{3}) == "/tariffs/3");
    CHECK(pointer_to("/a", "") == "/a/");
}

TEST_CASE("an invalid body becomes one error that counts its problems") {
    try {
        throw_invalid({body_problem("required", "/a"), body_problem("required", "/b")});
        FAIL("nothing thrown");
    } catch (const Error& error) {
        CHECK(error.kind == ErrorKind::invalid);
        CHECK(error.problems.size() == 2);
        CHECK(error.detail.en == "The input has 2 problems; see errors.");
        CHECK(error.detail.nl == "De invoer heeft 2 fouten; zie errors.");
    }
}

TEST_CASE("what is not found is said in both languages") {
    try {
        throw_not_found({"afspraak x", "agreement x"});
        FAIL("nothing thrown");
    } catch (const Error& error) {
        CHECK(error.kind == ErrorKind::not_found);
        CHECK(error.detail.nl == "Niet gevonden: afspraak x.");
        CHECK(std::string(error.what()) == "Not found: agreement x.");
    }
}
