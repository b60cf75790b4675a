#include <catch2/catch.hpp>

#include "service/api/message.hpp"

using namespace afb;

TEST_CASE("header names are compared without regard to case") {
    CHECK(api::same_header("Content-Type", "content-TYPE"));
    CHECK_FALSE(api::same_header("Content-Type", "Content-Typ"));
    CHECK_FALSE(api::same_header("A", ""));
    CHECK_FALSE(api::same_header("\xC4", "\xE4"));  // only ASCII has cases here
}

TEST_CASE("find_header gives the first of repeated fields") {
    api::Request request;
    request.headers = {{"Accept", "a"}, {"ACCEPT", "b"}};
    CHECK(request.find_header("accept") == "a");
    CHECK(request.find_header("Host") == std::nullopt);
}

TEST_CASE("set_header leaves one field of that name, in the place of the first") {
    api::Response response;
    response.headers = {{"Vary", "Accept"}, {"ETag", "\"r1\""}, {"vary", "Origin"}};
    response.set_header("VARY", "Accept, Origin");
    CHECK(response.headers == api::Headers{{"Vary", "Accept, Origin"}, {"ETag", "\"r1\""}});
    response.set_header("Allow", "GET");
    CHECK(response.find_header("allow") == "GET");
}
