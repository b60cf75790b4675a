#include "schema/validator.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <stdexcept>
#include <utility>

#include "schema/formats.hpp"
#include "schema/json_compare.hpp"
#include "schema/suggest.hpp"
#include "tests/schema/fixtures.hpp"

using namespace afb;

namespace {

// "/pointer code" of every problem, in order.
std::vector<std::string> problems(const char* schema, const char* value) {
    std::vector<std::string> result;
    for (const Problem& problem : Validator(Json::parse(schema)).validate(Json::parse(value))) {
        CHECK(problem.in == "body");
        CHECK(!problem.detail.empty());
        CHECK(!problem.detail_nl.empty());
        result.push_back(problem.location + " " + problem.code);
    }
    return result;
}

using List = std::vector<std::string>;

std::string detail_nl(const char* schema, const char* value) {
    const auto found = Validator(Json::parse(schema)).validate(Json::parse(value));
    REQUIRE(found.size() == 1);
    return found[0].detail_nl;
}

bool accepts(const char* schema, const Json& value) {
    return Validator(Json::parse(schema)).validate(value).empty();
}

Json quoted_list(std::initializer_list<const char*> texts) {
    Json list = Json::array();
    for (const char* text : texts) list.push_back(text);
    return list;
}

}  // namespace

TEST_CASE("every problem of a body is reported at once, each at its own place, in the order of the document") {
    const char* schema = R"({
        "type": "object", "required": ["name", "kind"], "additionalProperties": false,
        "properties": {
            "name": {"type": "string"}, "kind": {"type": "string"},
            "age": {"type": "integer", "minimum": 0, "maximum": 120},
            "tags": {"type": "array", "maxItems": 2, "uniqueItems": true, "items": {"type": "string", "maxLength": 3}}
        }})";
    CHECK(problems(schema, R"({"tags": ["a", "toolong", "a", 7], "x/y": 1, "age": -1})") ==
          List{"/name required", "/kind required", "/tags maxItems", "/tags/1 maxLength", "/tags/2 uniqueItems",
               "/tags/3 type", "/x~1y unknownField", "/age minimum"});
    CHECK(problems(schema, R"({"name": "n", "kind": "k", "age": 120, "tags": ["a", "b"]})").empty());
    CHECK(problems(schema, R"({"name": null, "kind": ["k"], "age": 1.5})") ==
          List{"/name type", "/kind type", "/age type"});
    CHECK(problems(schema, "[]") == List{" type"});
}

TEST_CASE("at most a hundred problems are reported, the first ones") {
    Json body = Json::object();
    for (int i = 0; i < 500; ++i) body["x" + std::to_string(i)] = 1;
    const Validator validator(Json::parse(R"({"type": "object", "properties": {}, "additionalProperties": false})"));
    const auto found = validator.validate(body);
    CHECK(found.size() == max_problems);
    CHECK(found.front().location == "/x0");
    CHECK(found.back().location == "/x99");
}

TEST_CASE("what only the server sets is neither required nor looked into") {
    const char* schema =
        R"({"type": "object", "required": ["id", "name"], "additionalProperties": false, "properties": {
        "id": {"type": "string", "readOnly": true}, "name": {"type": "string"}}})";
    CHECK(problems(schema, R"({"name": "n"})").empty());
    CHECK(problems(schema, R"({"id": {"what": 7}, "name": "n"})").empty());
}

TEST_CASE("null is a value of the wrong type, also for an optional field, unless the schema has it as a branch") {
    CHECK(problems(R"({"properties": {"a": {"type": "string"}}})", R"({"a": null})") == List{"/a type"});
    CHECK(problems(R"({"properties": {"a": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]}}})",
                   R"({"a": null})")
              .empty());
}

TEST_CASE("an anyOf that fails reports the branch that the author must have meant") {
    const char* nullable = R"({"anyOf": [{"type": "null"}, {"type": "string", "format": "date", "maxLength": 3}]})";
    CHECK(problems(nullable, R"("2026-02-30")") == List{" maxLength", " format.date"});
    const char* tagged = R"({"anyOf": [
        {"type": "object", "properties": {"tag": {"const": "a"}, "x": {"type": "string"}}},
        {"type": "object", "properties": {"tag": {"const": "b"}, "x": {"type": "integer", "minimum": 3}, "y": {"type": "string"}}}]})";
    CHECK(problems(tagged, R"({"tag": "b", "x": 1, "y": 2})") == List{"/x minimum", "/y type"});
    CHECK(problems(tagged, R"({"tag": "a", "x": 1})") == List{"/x type"});
}

TEST_CASE("an anyOf of required members is one problem that names what to choose from") {
    const char* schema = R"({"type": "object",
        "properties": {"id": {"type": "string", "x-labels": {"nl": "Partij", "en": "Party"}}, "name": {"type": "string"}},
        "anyOf": [{"required": ["id"]}, {"required": ["name"]}]})";
    CHECK(problems(schema, "{}") == List{" anyOf"});
    CHECK(detail_nl(schema, "{}") == "Vul hier ten minste een van deze in: Partij, name.");
    CHECK(problems(schema, R"({"name": "x"})").empty());
}

TEST_CASE("texts name the field as people know it, in both languages") {
    const char* schema = R"({"type": "object", "required": ["title"], "properties": {
        "title": {"type": "string", "x-labels": {"nl": "Titel", "en": "Title"}},
        "sectors": {"type": "array", "x-labels": {"nl": "Sectoren", "en": "Sectors"}, "items": {"type": "string", "enum": ["po", "vo"]}}}})";
    CHECK(detail_nl(schema, "{}") == "“Titel” is verplicht: vul het in.");
    CHECK(detail_nl(schema, R"({"title": "x", "sectors": ["mbo"]})") ==
          "“Sectoren” kent deze waarde niet; kies een van: po, vo.");
    CHECK(detail_nl(R"({"type": "integer"})", "true") == "Deze waarde moet van dit type zijn: een geheel getal.");
    CHECK(detail_nl(schema, R"({"title": 1})") == "“Titel” moet van dit type zijn: een tekst.");
}

TEST_CASE("lengths count characters, not bytes") {
    CHECK(problems(R"({"maxLength": 3, "minLength": 3})", R"("ĳ€😀")").empty());
    CHECK(problems(R"({"maxLength": 2})", R"("ĳ€😀")") == List{" maxLength"});
    CHECK(problems(R"({"minLength": 4})", R"("ĳ€😀")") == List{" minLength"});
    CHECK(problems(R"({"minLength": 1, "pattern": "^[0-9]$"})", R"("")") == List{" minLength"});
}

TEST_CASE("numbers are compared exactly and 1.0 is a whole number") {
    CHECK(problems(R"({"type": "integer"})", "1.0").empty());
    CHECK(problems(R"({"type": "integer"})", "1.5") == List{" type"});
    CHECK(problems(R"({"type": "integer"})", "1e300") == List{" type"});
    CHECK(problems(R"({"type": "number"})", "1e300").empty());
    CHECK(problems(R"({"maximum": 9007199254740992})", "9007199254740993") == List{" maximum"});
    CHECK(problems(R"({"minimum": 9007199254740993})", "9007199254740992.0") == List{" minimum"});
    CHECK(problems(R"({"minimum": 0.1, "maximum": 0.3})", "0.3").empty());
    CHECK(problems(R"({"const": 1})", "1.0").empty());
    CHECK(problems(R"({"enum": [9007199254740993]})", "9007199254740992") == List{" enum"});
}

TEST_CASE("equality looks through the order of members and never mistakes one value for another") {
    const auto same = [](const char* a, const char* b) {
        return canonical_text(Json::parse(a)) == canonical_text(Json::parse(b));
    };
    CHECK(same(R"({"a": 1, "b": [2]})", R"({"b": [2.0], "a": 1})"));
    CHECK(same("-0.0", "0"));
    CHECK(same("1e2", "100"));
    CHECK_FALSE(same("0", "false"));
    CHECK_FALSE(same("1", "true"));
    CHECK_FALSE(same("null", "0"));
    CHECK_FALSE(same("\"1\"", "1"));
    CHECK_FALSE(same("[1, 23]", "[12, 3]"));
    CHECK_FALSE(same(R"(["a", "b"])", R"(["as1:b"])"));
    CHECK_FALSE(same("[[1], 2]", "[[1, 2]]"));
    CHECK_FALSE(same("{}", "[]"));
    CHECK_FALSE(same("18446744073709551615", "18446744073709551616"));
    CHECK_FALSE(same("0.1", "0.10000000000000002"));
}

TEST_CASE("the code of a form that is wrong follows from the kind of field") {
    CHECK(problems(R"({"pattern": "^a+$"})", R"("b")") == List{" pattern"});
    CHECK(problems(R"({"pattern": "^a+$", "examples": ["aa"]})", R"("b")") == List{" pattern.example"});
    CHECK(problems(R"({"pattern": "^[0-9]{5}$", "x-type": "identifier"})", R"("b")") == List{" pattern.identifier"});
    CHECK(problems(R"({"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})", R"("A b")") == List{" pattern.slug"});
    CHECK(problems(R"({"pattern": "^(0|[1-9][0-9]{0,8})[.][0-9]{2}$", "x-type": "money"})", R"("180")") ==
          List{" money"});
    CHECK(problems(R"({"x-type": "schoolYear"})", R"("2024-2026")") == List{" schoolYear"});
    CHECK(problems(R"({"pattern": "^2024", "x-type": "schoolYear"})", R"("2023-2024")") == List{" schoolYear"});
    CHECK(problems(R"({"x-type": "url"})", R"("www.example.org")") == List{" format.uri"});
}

TEST_CASE("a code outside the vocabulary is refused and the codes are named") {
    const auto catalog = fixtures::catalog();
    const Validator validator(catalog->get_kind("note").schema, catalog.get());
    const auto found = validator.validate(Json::parse(R"({"title": "x", "owner": "y", "colour": "green"})"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].code == "vocabulary");
    CHECK(found[0].location == "/colour");
    CHECK(found[0].detail == "“Colour” does not have the code “green”; choose from the code list colours: red, blue.");
    CHECK(validator.validate(Json::parse(R"({"title": "x", "owner": "y", "colour": "blue"})")).empty());
}

TEST_CASE("of many names the ten nearest are suggested, and what was sent is shown shortened") {
    List names;
    for (int i = 0; i < 30; ++i) names.push_back("field" + std::to_string(i));
    names.push_back("title");
    CHECK(list_nearest(names, "Titel").starts_with("title, "));
    CHECK(list_nearest(names, "Titel").ends_with(", …"));
    CHECK(list_nearest({"b", "a"}, "a") == "b, a");
    CHECK(list_nearest({}, "a").empty());
    CHECK(list_nearest(names, std::string(1'000'000, 'x')).size() < 200);
    std::string long_text;
    for (int i = 0; i < 100; ++i) long_text += "é";
    CHECK(shorten(long_text).size() == 60 * 2 + 3);
    CHECK(shorten("kort") == "kort");
}

TEST_CASE("dates are real days, moments have any offset but the unknown one") {
    const char* date = R"({"format": "date"})";
    CHECK(accepts(date, "2024-02-29"));
    for (const Json& text : quoted_list(
             {"2026-02-29", "2026-02-30", "2026-2-3", "20260203", "2026-02-03 ", "2026-13-01", "0000-00-00", ""})) {
        INFO(text);
        CHECK_FALSE(accepts(date, text));
    }
    const char* moment = R"({"format": "date-time"})";
    for (const Json& text :
         quoted_list({"2026-11-24T13:52:12Z", "2026-11-24T13:52:12.123Z", "2026-11-24T23:59:59.123456789+14:00",
                      "2026-11-24T00:00:00-05:30", "2026-11-24T13:52:12+00:00"})) {
        INFO(text);
        CHECK(accepts(moment, text));
    }
    for (const Json& text : quoted_list({"2026-11-24T13:52:12",
                                         "2026-11-24 13:52:12Z",
                                         "2026-11-24t13:52:12Z",
                                         "2026-11-24T13:52:12z",
                                         "2026-11-24T13:52:12-00:00",
                                         "2026-11-24T24:00:00Z",
                                         "2026-11-24T13:60:00Z",
                                         "2026-11-24T13:52:60Z",
                                         "2026-02-30T13:52:12Z",
                                         "2026-11-24T13:52Z",
                                         "2026-11-24T13:52:12.Z",
                                         "2026-11-24T13:52:12.1234567890Z",
                                         "2026-11-24T13:52:12.",
                                         "2026-11-24T13:52:12+0200",
                                         "2026-11-24T13:52:12+24:00",
                                         "2026-11-24T13:52:12+02:00 ",
                                         "2026-11-24T13:52:12.5",
                                         "2026-11-24T13:52:12|02:00",
                                         "2026-11-24T1a:52:12Z",
                                         "Z",
                                         ""})) {
        INFO(text);
        CHECK_FALSE(accepts(moment, text));
    }
}

TEST_CASE("an id is a UUID in lower case") {
    CHECK(is_uuid("01890a5d-ac96-774b-bcce-b302099a8057"));
    for (const char* text : {"01890A5D-ac96-774b-bcce-b302099a8057", "01890a5dac96774bbcceb302099a8057",
                             "01890a5d-ac96-774b-bcce-b302099a805", "01890a5d-ac96-774b-bcce-b302099a80577",
                             "{1890a5d-ac96-774b-bcce-b302099a8057", "01890a5d-ac96-774b-bcceb302-099a8057", ""}) {
        INFO(text);
        CHECK_FALSE(is_uuid(text));
    }
}

TEST_CASE("an e-mail address is one plain address") {
    for (const char* text : {"a@b.nl", "bureau.leraar+vo@regio-zuid.onderwijs.example", "o'neill@example.org"}) {
        INFO(text);
        CHECK(is_email(text));
    }
    for (const char* text :
         {"",           "@",       "a@",      "@b.nl",   "a@b",   "a b@c.nl", "a@b@c.nl",   ".a@b.nl",       "a.@b.nl",
          "a..b@c.nl",  "a@-b.nl", "a@b-.nl", "a@b..nl", "a@.nl", "a@b.nl.",  "\"a\"@b.nl", "a@[127.0.0.1]", "a@b.nl\n",
          "A <a@b.nl>", "é@b.nl",  "a@bé.nl"}) {
        INFO(text);
        CHECK_FALSE(is_email(text));
    }
    CHECK_FALSE(is_email(std::string(65, 'a') + "@b.nl"));
    CHECK_FALSE(is_email("a@" + std::string(64, 'b') + ".nl"));
}

TEST_CASE("a web address is absolute, http or https, and hides nothing") {
    for (const char* text : {"https://example.org", "http://example.org:8080/a/b?c=d&e=[1]#f", "HTTPS://Example.ORG/",
                             "https://xn--bcher-kva.example", "https://127.0.0.1/", "http://[::1]:80/x",
                             "https://localhost/x", "https://example.org/%C3%A9?q=(1)*,;=!$'@:~_-."}) {
        INFO(text);
        CHECK(is_web_address(text));
    }
    for (const char* text : {"",
                             "https://",
                             "http:///x",
                             "example.org",
                             "//example.org",
                             "ftp://example.org",
                             "javascript:alert(1)",
                             "JAVASCRIPT://example.org/%0aalert(1)",
                             "data:text/html,x",
                             "https:example.org",
                             "https://user@example.org/",
                             "https://user:pw@example.org/",
                             "https://example.org/a b",
                             "https://example.org/\n",
                             "https://example.org/<x>",
                             "https://example.org/\"x\"",
                             "https://example.org/%zz",
                             "https://example.org/%2",
                             "https://exa mple.org",
                             "https://example..org",
                             "https://-a.org",
                             "https://example.org:99999",
                             "https://example.org:",
                             "https://example.org:8a",
                             "https://[::1",
                             "https://[]",
                             "https://[zz:1]",
                             "https://example.org\\@evil.org",
                             "https://exämple.org",
                             " https://a.org"}) {
        INFO(text);
        CHECK_FALSE(is_web_address(text));
    }
}

TEST_CASE("money is a plain decimal text with two decimals") {
    for (const char* text : {"0.00", "180.00", "999999999.99", "1.05"}) {
        INFO(text);
        CHECK(is_money(text));
    }
    for (const char* text : {"", ".", ".00", "180", "180.0", "180.000", "180,00", "-1.00", "+1.00", "01.00", "1e3.00",
                             "1000000000.00", "1 000.00", "1.00 ", "1.0a", "€1.00"}) {
        INFO(text);
        CHECK_FALSE(is_money(text));
    }
}

TEST_CASE("a schema outside the subset is refused when it is compiled") {
    for (const char* schema : {R"({"oneOf": []})",
                               R"({"$ref": "#"})",
                               R"({"type": ["string", "null"]})",
                               R"({"type": "text"})",
                               R"({"additionalProperties": {}})",
                               R"({"items": [{}]})",
                               R"({"items": true})",
                               R"_({"pattern": "(?=a)"})_",
                               R"({"pattern": 7})",
                               R"({"format": "ipv4"})",
                               R"({"enum": []})",
                               R"({"anyOf": []})",
                               R"({"minLength": 1.5})",
                               R"({"minimum": "1"})",
                               R"({"required": "a"})",
                               R"({"required": [1]})",
                               R"({"properties": []})",
                               R"({"uniqueItems": 1})",
                               R"({"x-vocabulary": "colours"})",
                               "true",
                               "7"}) {
        INFO(schema);
        CHECK_THROWS_AS(Validator(Json::parse(schema)), std::runtime_error);
    }
    CHECK_NOTHROW(Validator(
        Json::parse(R"({"title": "t", "description": "d", "default": 1, "examples": [1], "x-anything": {}})")));
}

TEST_CASE("a validator can be moved and keeps working") {
    Validator first(Json::parse(R"({"type": "string"})"));
    Validator second(std::move(first));
    CHECK(second.validate(7).size() == 1);
    Validator third(Json::parse("{}"));
    third = std::move(second);
    CHECK(third.validate(7).size() == 1);
}

TEST_CASE("normalising trims texts but not Markdown, writes identifiers one way, and drops what the server sets") {
    Json note = fixtures::note_schema();
    note["properties"]["body"] =
        Json::parse(R"({"type": "string", "x-type": "markdown", "x-labels": {"nl": "Tekst", "en": "Text"}})");
    note["properties"]["codes"] = Json::parse(R"({"type": "array", "x-labels": {"nl": "Codes", "en": "Codes"},
        "items": {"type": "string", "x-normalise": "identifier"}})");
    note["properties"]["count"] = Json::parse(R"({"type": "integer", "x-labels": {"nl": "Aantal", "en": "Count"}})");
    note["properties"]["share"] = Json::parse(R"({"type": "number", "x-labels": {"nl": "Deel", "en": "Share"}})");
    note["properties"]["on"] = Json::parse(R"({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}],
        "x-labels": {"nl": "Op", "en": "On"}})");
    const auto catalog = fixtures::catalog(note);
    const Json body =
        Json::parse(R"({"id": "x", "kind": "note", "revision": 3, "createdAt": "x", "updatedAt": "x", "updatedBy": "x",
        "derived": {"a": 1}, "title": " \u00a0Hallo  daar\n\u200b", "body": "  - een\n", "codes": [" 12 ab\u00a0", "00AA01", 7],
        "count": 2.0, "share": 2.0, "on": " 2026-01-02 ", "unknown": {"id": " y "}})");
    const Json result = normalise(catalog->get_kind("note"), body);
    CHECK(result ==
          Json::parse(
              R"({"title": "Hallo  daar", "body": "  - een\n", "codes": ["12AB", "00AA01", 7], "count": 2, "share": 2.0,
        "on": "2026-01-02", "unknown": {"id": "y"}})"));
    CHECK(result["count"].is_number_integer());
    CHECK(result["share"].is_number_float());
    CHECK(normalise(catalog->get_kind("note"), Json::array({" x "})) == Json::array({" x "}));
    CHECK(normalise(catalog->get_kind("note"), 7) == 7);
}

TEST_CASE("the examples in the real schemas are valid by their own schema") {
    const auto catalog = Catalog::from_files(fixtures::real_files());
    std::size_t examples = 0;
    const std::function<void(const Json&)> walk = [&](const Json& node) {
        if (!node.is_object()) return;
        if (node.contains("examples") && node["examples"].is_array()) {
            const Validator validator(node, catalog.get());
            for (const Json& example : node["examples"]) {
                INFO(example);
                CHECK(validator.validate(example).empty());
                ++examples;
            }
        }
        for (const auto& [key, value] : node.items()) {
            if (key != "examples") walk(value);
        }
    };
    for (const Kind& kind : catalog->kinds()) walk(kind.schema);
    CHECK(examples > 0);
}

TEST_CASE("200,000 characters against every pattern and format of the real schemas: a problem, no crash, no wait") {
    const auto catalog = Catalog::from_files(fixtures::real_files());
    std::set<std::string> seen;  // many fields share one form
    const std::function<void(const Json&)> walk = [&](const Json& node) {
        if (!node.is_object()) return;
        if (node.contains("type") && (node.contains("pattern") || node.contains("format") || node.contains("x-type")) &&
            node["type"] == "string" &&
            seen.insert(node.value("pattern", "") + "|" + node.value("format", "") + "|" + node.value("x-type", ""))
                .second) {
            const Validator validator(node, catalog.get());
            for (const char* piece : {"a", "0", "a-", "-", "A", "0.", "é", " ", "https://a/", "2026-01-01", "@a."}) {
                std::string text;
                while (text.size() < 200'000) text += piece;
                validator.validate(text);
                validator.validate(text + "!");
            }
        }
        for (const auto& [key, value] : node.items()) walk(value);
    };
    for (const Kind& kind : catalog->kinds()) walk(kind.schema);
    CHECK(seen.size() >= 10);
}

TEST_CASE("a long list with unique items takes time by its length, not by its square") {
    Json list = Json::array();
    for (int i = 0; i < 100'000; ++i) list.push_back("item " + std::to_string(i));
    CHECK(accepts(R"({"uniqueItems": true})", list));
    list.push_back("item 5");
    CHECK(problems(R"({"uniqueItems": true})", list.dump().c_str()) == List{"/100000 uniqueItems"});
}

TEST_CASE("every code that a value can be refused with is provoked here, and stands in the table") {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {R"({"anyOf": [{"required": ["a"]}, {"required": ["b"]}]})", "{}"},
        {R"({"const": 1})", "2"},
        {R"({"enum": [1]})", "2"},
        {R"({"format": "date"})", R"("x")"},
        {R"({"format": "date-time"})", R"("x")"},
        {R"({"format": "email"})", R"("x")"},
        {R"({"format": "uri"})", R"("x")"},
        {R"({"format": "uuid"})", R"("x")"},
        {R"({"maxItems": 1})", "[1, 2]"},
        {R"({"maxLength": 1})", R"("xx")"},
        {R"({"maximum": 1})", "2"},
        {R"({"minItems": 1})", "[]"},
        {R"({"minLength": 1})", R"("")"},
        {R"({"minProperties": 1})", "{}"},
        {R"({"minimum": 1})", "0"},
        {R"({"x-type": "money"})", R"("x")"},
        {R"({"pattern": "a"})", R"("x")"},
        {R"({"pattern": "a", "examples": ["a"]})", R"("x")"},
        {R"({"pattern": "a", "x-type": "identifier"})", R"("x")"},
        {R"({"pattern": "^[a-z0-9]+(-[a-z0-9]+)*$"})", R"("X")"},
        {R"({"required": ["a"]})", "{}"},
        {R"({"x-type": "schoolYear"})", R"("x")"},
        {R"({"type": "null"})", "0"},
        {R"({"uniqueItems": true})", "[1, 1.0]"},
        {R"({"additionalProperties": false})", R"({"a": 1})"},
        {R"({"x-vocabulary": "colours"})", R"("x")"}};
    const auto catalog = fixtures::catalog();
    std::set<std::string> provoked;
    for (const auto& [schema, value] : cases) {
        const auto found = Validator(Json::parse(schema), catalog.get()).validate(Json::parse(value));
        INFO(schema);
        REQUIRE(found.size() == 1);
        provoked.insert(found[0].code);
    }
    CHECK(provoked.size() == cases.size());
    for (const std::string& code : provoked) {
        INFO(code);
        CHECK(std::count_if(problem_codes().begin(), problem_codes().end(),
                            [&](const auto& row) { return row.code == code; }) == 1);
    }
}
