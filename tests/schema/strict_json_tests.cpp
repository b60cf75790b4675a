#include "schema/strict_json.hpp"

#include <catch2/catch.hpp>
#include <chrono>
#include <string>

#include "schema/error.hpp"

using namespace afb;

namespace {

struct Refusal {
    std::string code = "accepted";
    std::string location;
    std::string detail;
};

Refusal refusal(std::string_view text, const JsonLimits& limits = {}) {
    try {
        parse_json(text, limits);
        return {};
    } catch (const Error& error) {
        CHECK(error.kind == ErrorKind::malformed);
        REQUIRE(error.problems.size() == 1);
        const Problem& problem = error.problems[0];
        CHECK(problem.in == "body");
        CHECK(error.detail == Text{problem.detail_nl, problem.detail});
        return {problem.code, problem.location, problem.detail};
    }
}

std::string code(std::string_view text) {
    return refusal(text).code;
}

std::string repeat(std::string_view piece, std::size_t times) {
    std::string result;
    for (std::size_t i = 0; i < times; ++i) result += piece;
    return result;
}

}  // namespace

TEST_CASE("what is JSON is read as it is, members in the order of the author") {
    const Json value =
        parse_json(R"( {"b": [1, -2, 3.5, 1e2, true, false, null], "a": {"": "x\u00e9\ud83d\ude00\t\n"}, "c": []} )");
    CHECK(value.dump() == R"({"b":[1,-2,3.5,100.0,true,false,null],"a":{"":"xé😀\t\n"},"c":[]})");
    CHECK(value["b"][0].is_number_integer());
    CHECK(parse_json("7") == 7);
    CHECK(parse_json("\"x\"") == "x");
    CHECK(parse_json("null").is_null());
    CHECK(parse_json("{}").is_object());
    CHECK(parse_json("9007199254740991") == 9007199254740991);
    CHECK(parse_json("-9007199254740991") == -9007199254740991);
    CHECK(parse_json("\xEF\xBB\xBF[]").is_array());
    CHECK(parse_json("1e-400") == 0.0);
}

TEST_CASE("what is not JSON is refused") {
    for (const char* text :
         {"{",   "[",        "[1,]",      "{\"a\":}", "{\"a\" 1}", "{a:1}",      "{'a':1}", "[1 2]",        "nul",
          "NaN", "Infinity", "-",         "01",       "+1",        "1.",         ".5",      "0x10",         "[1]]",
          "\"",  "\"\\x\"",  "\"\\u12\"", "// c\n1",  "/* c */1",  "{\"a\":1,}", "[,1]",    "\xEF\xBB\xBF", "tru",
          "]",   "}",        ":",         ","}) {
        INFO(text);
        const std::string found = code(text);
        CHECK((found == "json.syntax" || found == "json.trailing"));
    }
    CHECK(code("") == "json.empty");
    CHECK(code(" \n\t\r ") == "json.empty");
    CHECK(code("{} {}") == "json.trailing");
    CHECK(code("1 x") == "json.trailing");
    CHECK(code(std::string("{}\0", 3)) == "json.nul");
    CHECK(code(std::string("{}\0 x", 5)) == "json.nul");
}

TEST_CASE("a fault has a line, a column in characters, and the place reached") {
    const Refusal fault = refusal("{\n  \"é\": [1,\n  {\"b\": tru}]\n}");
    CHECK(fault.code == "json.syntax");
    CHECK(fault.location == "/é/1/b");
    CHECK_THAT(fault.detail, Catch::Contains("line 3, column 12"));
    CHECK_THAT(refusal("{\"é€\" 1}").detail, Catch::Contains("line 1, column 7"));
    CHECK(refusal("{\"a\": 1, \"b\" 2}").location == "/b");
    CHECK(refusal("[0, 1, x]").location == "/2");
    CHECK(refusal("{\"a/b~\": x}").location == "/a~1b~0");
}

TEST_CASE("a member may be there once, whether an object is small or large") {
    CHECK(refusal(R"({"a": 1, "b": {"a": 1}, "a": 2})").code == "json.duplicateKey");
    CHECK(refusal(R"({"x": {"a": 1, "a": 2}})").location == "/x/a");
    CHECK(code(R"({"a": 1, "\u0061": 2})") == "json.duplicateKey");
    CHECK(code(R"([{"a": 1}, {"a": 1}])") == "accepted");
    for (const int doubled : {0, 15, 16, 17, 499}) {
        std::string text = "{";
        for (int i = 0; i < 500; ++i) text += "\"k" + std::to_string(i) + "\":1,";
        text += "\"k" + std::to_string(doubled) + "\":2}";
        INFO(doubled);
        CHECK(refusal(text).location == "/k" + std::to_string(doubled));
    }
}

TEST_CASE("depth is limited, however deep the bomb") {
    CHECK(code(repeat("[", 32) + repeat("]", 32)) == "accepted");
    CHECK(code(repeat("[", 33) + repeat("]", 33)) == "json.depth");
    CHECK(code(repeat("[", 10'000)) == "json.depth");
    CHECK(code(repeat("[", 5'000'000)) == "json.depth");
    CHECK(code(repeat("{\"a\":", 10'000) + "1" + repeat("}", 10'000)) == "json.depth");
    CHECK(refusal(repeat("{\"a\":", 3), {.max_depth = 2}).location == "/a/a");
}

TEST_CASE("texts, names and the number of values are limited") {
    CHECK(code("\"" + std::string(200'000, 'x') + "\"") == "accepted");
    CHECK(code("\"" + std::string(200'001, 'x') + "\"") == "json.stringTooLong");
    CHECK(code("\"" + std::string(10'000'000, 'x') + "\"") == "json.stringTooLong");
    CHECK(code("{\"" + std::string(1'000, 'x') + "\": 1}") == "accepted");
    CHECK(code("{\"" + std::string(1'001, 'x') + "\": 1}") == "json.stringTooLong");
    CHECK(code("[" + repeat("1,", 19'998) + "1]") == "accepted");
    CHECK(code("[" + repeat("1,", 19'999) + "1]") == "json.tooManyValues");
    CHECK(code("[" + repeat("{},", 30'000) + "1]") == "json.tooManyValues");
    std::string members = "{";
    for (int i = 0; i < 100'000; ++i) members += "\"k" + std::to_string(i) + "\":1,";
    CHECK(code(members + "\"end\":1}") == "json.tooManyValues");
}

TEST_CASE("an object of 100,000 members takes time by its size, not by its square") {
    std::string text = "{";
    for (int i = 0; i < 100'000; ++i) text += "\"k" + std::to_string(i) + "\":{\"v\":" + std::to_string(i) + "},";
    text += "\"end\":1}";
    const auto start = std::chrono::steady_clock::now();
    const Json value = parse_json(text, {.max_members = 1'000'000});
    const auto spent = std::chrono::steady_clock::now() - start;
    CHECK(value.size() == 100'001);
    // Looking through all members on each insertion would take minutes.
    CHECK(spent < std::chrono::seconds(20));
}

TEST_CASE("NUL, other control characters and half surrogate pairs are refused in texts and in names") {
    CHECK(code(R"(["a\u0000b"])") == "json.nul");
    CHECK(code(R"({"a\u0000": 1})") == "json.nul");
    CHECK(refusal(R"({"x": ["\u0000"]})").location == "/x/0");
    CHECK(code(R"(["\u0001"])") == "json.controlCharacter");
    CHECK(code(R"(["\b"])") == "json.controlCharacter");
    CHECK(code(R"(["\u001f"])") == "json.controlCharacter");
    CHECK(code(R"(["\t\r\n\u0009"])") == "accepted");
    CHECK(code("[\"a\tb\"]") == "json.controlCharacter");
    CHECK(code("[\"a\nb\"]") == "json.controlCharacter");
    CHECK(code(std::string("[\"a\0b\"]", 7)) == "json.nul");
    CHECK(code(R"(["\ud800"])") == "json.loneSurrogate");
    CHECK(code(R"(["\udc00"])") == "json.loneSurrogate");
    CHECK(code(R"(["\ud800x"])") == "json.loneSurrogate");
    CHECK(code(R"(["\ud800\ud800"])") == "json.loneSurrogate");
    CHECK(code(R"(["\ud800\u0041"])") == "json.loneSurrogate");
    CHECK(code(R"(["\ud83d\ude00"])") == "accepted");
}

TEST_CASE("text must be UTF-8: no overlong forms, surrogates, cut-off characters or code points that do not exist") {
    for (const char* bytes :
         {"\xff", "\x80", "\xC0\xAF", "\xC1\x81", "\xE0\x80\xAF", "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\xAF",
          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xC3", "\xE2\x82", "\xF0\x9F\x98", "\xC3("}) {
        CHECK(code("[\"" + std::string(bytes) + "\"]") == "json.utf8");
        CHECK(code(std::string(bytes)) == "json.utf8");
    }
    CHECK(
        code(
            "[\"\xC2\x80\xDF\xBF\xE0\xA0\x80\xED\x9F\xBF\xEE\x80\x80\xEF\xBF\xBF\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\"]") ==
        "accepted");
    CHECK_THAT(refusal("[\n\"é\xff\"]").detail, Catch::Contains("line 2, column 3"));
}

TEST_CASE("numbers that cannot be kept exactly are refused") {
    for (const char* text : {"1e400", "-1e400", "9007199254740992", "-9007199254740992", "18446744073709551615",
                             "-9223372036854775808", "123456789012345678901234567890"}) {
        INFO(text);
        CHECK(code(text) == "json.number");
        CHECK(refusal("{\"a\": [" + std::string(text) + "]}").location == "/a/0");
    }
    CHECK(code("1" + std::string(100'000, '0')) == "json.number");
    CHECK(code("1." + std::string(100'000, '0')) == "accepted");
    CHECK(code("1e308") == "accepted");
}

TEST_CASE("whatever is changed in a document, it is read or refused, never worse") {
    const std::string seed =
        R"({"a":[1,-2.5e3,{"b":"x\u00e9\ud83d\ude00 \"é😀"}],"c":{"d":null,"e":[true,false,[[]]]},"f":""})";
    unsigned state = 7;
    const auto random = [&state](std::size_t below) {
        state = state * 1664525U + 1013904223U;
        return static_cast<std::size_t>(state >> 8U) % below;
    };
    const std::string alphabet = "{}[]\",:\\u0019ed.-+ntf \n\x80\xff\xC3\xA9";
    std::size_t accepted = 0;
    for (int round = 0; round < 5'000; ++round) {
        std::string text = seed;
        for (std::size_t change = random(4) + 1; change > 0; --change) {
            const std::size_t at = random(text.size());
            switch (random(4)) {
                case 0:
                    text[at] = alphabet[random(alphabet.size())];
                    break;
                case 1:
                    text.erase(at, random(8) + 1);
                    break;
                case 2:
                    text.insert(at, 1, alphabet[random(alphabet.size())]);
                    break;
                default:
                    text.insert(at, text.substr(random(text.size()), random(12)));
                    break;
            }
            if (text.empty()) text = "x";
        }
        if (code(text) == "accepted") {
            ++accepted;
            REQUIRE(parse_json(parse_json(text).dump()) == parse_json(text));
        }
    }
    CHECK(accepted > 25);
}
