#include "service/api/openapi_30.hpp"

#include <catch2/catch.hpp>

#include "tests/openapi/fixture.hpp"

using namespace afb;
using namespace afb::api;
using namespace afb::test;

namespace {

Json schema_30(const char* schema) {
    Json document = {{"openapi", "3.1.0"},
                     {"info", {{"title", "T"}, {"summary", "S"}}},
                     {"components", {{"schemas", Json::object()}}}};
    document["components"]["schemas"]["X"] = Json::parse(schema);
    return openapi_30(document)["components"]["schemas"]["X"];
}

}  // namespace

TEST_CASE("3.0: the version is 3.0.4 and there is no summary in info") {
    const Json document = small_document(OpenApiVersion::v3_0);
    CHECK(document["openapi"] == "3.0.4");
    CHECK_FALSE(document["info"].contains("summary"));
}

TEST_CASE("3.0: null becomes nullable, whichever way it was written") {
    CHECK(schema_30(R"({"type": ["integer", "null"]})") == Json::parse(R"({"type": "integer", "nullable": true})"));
    CHECK(schema_30(R"({"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]})") ==
          Json::parse(R"({"type": "string", "format": "date", "nullable": true})"));
    CHECK(schema_30(R"({"type": ["string", "null"], "enum": ["a"]})") ==
          Json::parse(R"({"type": "string", "enum": ["a", null], "nullable": true})"));
}

TEST_CASE("3.0: a named schema or null stays a choice, for nullable beside a $ref says nothing") {
    CHECK(
        schema_30(R"({"anyOf": [{"$ref": "#/components/schemas/Y"}, {"type": "null"}]})") ==
        Json::parse(
            R"({"anyOf": [{"$ref": "#/components/schemas/Y"}, {"type": "string", "nullable": true, "enum": [null]}]})"));
}

TEST_CASE("3.0: const becomes enum, examples becomes example") {
    CHECK(schema_30(R"({"type": "string", "const": "x"})") == Json::parse(R"({"type": "string", "enum": ["x"]})"));
    CHECK(schema_30(R"({"const": 1})") == Json::parse(R"({"enum": [1]})"));
    CHECK(schema_30(R"({"type": "string", "examples": ["a", "b"]})") ==
          Json::parse(R"({"type": "string", "example": "a"})"));
}

TEST_CASE("3.0: a $ref stands alone") {
    CHECK(schema_30(R"({"$ref": "#/components/schemas/Y"})") == Json::parse(R"({"$ref": "#/components/schemas/Y"})"));
    CHECK(schema_30(R"({"$ref": "#/components/schemas/Y", "description": "d"})") ==
          Json::parse(R"({"description": "d", "allOf": [{"$ref": "#/components/schemas/Y"}]})"));
}

TEST_CASE("3.0: a property may have the name of a keyword") {
    CHECK(
        schema_30(
            R"({"type": "object", "properties": {"const": {"type": "string"}, "examples": {"type": "array", "items": {"const": 1}}}})") ==
        Json::parse(
            R"({"type": "object", "properties": {"const": {"type": "string"}, "examples": {"type": "array", "items": {"enum": [1]}}}})"));
}

TEST_CASE("3.0: a binary body is a string of format binary") {
    CHECK(schema_30(R"({"type": "string", "contentMediaType": "image/png"})") ==
          Json::parse(R"({"type": "string", "format": "binary"})"));
}

TEST_CASE("3.0: what we have no rule for is refused, not passed on") {
    CHECK_THROWS_WITH(schema_30(R"({"prefixItems": []})"), Catch::Matchers::Contains("prefixItems"));
    CHECK_THROWS_AS(schema_30(R"({"type": ["string", "integer"]})"), std::logic_error);
}
