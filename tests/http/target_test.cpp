// The request target: what the handler gets, and what it never gets.
#include <catch2/catch.hpp>

#include "service/http/target.hpp"
#include "tests/http/kit.hpp"

using namespace afb;
using namespace afb::test;
using http::parse_target;
using Query = std::vector<std::pair<std::string, std::string>>;

TEST_CASE("path and query are decoded, nothing is normalised") {
    CHECK(parse_target("GET", "/v1//x/../y/")->path == "/v1//x/../y/");
    CHECK(parse_target("GET", "/a%20b%2Fc+d")->path == "/a b/c+d");
    CHECK(parse_target("GET", "/caf%C3%A9")->path == "/caf\xC3\xA9");
    CHECK(parse_target("GET", "/caf\xC3\xA9")->path == "/caf\xC3\xA9");
    CHECK(parse_target("GET", "/%F0%9F%98%80")->path == "/\xF0\x9F\x98\x80");
    CHECK(parse_target("GET", "/x?a=1+2%2B3")->query == Query{{"a", "1 2+3"}});
    CHECK(parse_target("GET", "/x?a=1&b=2&a=3")->query == Query{{"a", "1"}, {"b", "2"}, {"a", "3"}});
    CHECK(parse_target("GET", "/x?a&b=&=c&&d=e=f?")->query == Query{{"a", ""}, {"b", ""}, {"", "c"}, {"d", "e=f?"}});
    CHECK(parse_target("GET", "/x?")->query.empty());
    CHECK(parse_target("GET", "/x?a%26b%3D=%26")->query == Query{{"a&b=", "&"}});
}

TEST_CASE("malformed targets are nothing") {
    for (const std::string_view target : {"",
                                          "x",
                                          "/%",
                                          "/%4",
                                          "/%zz",
                                          "/%4g",
                                          "/x?a=%",
                                          "/x?%=1",
                                          "/%00",
                                          "/x?a=%00",
                                          "/%0A",
                                          "/%0d",
                                          "/%7f",
                                          "/%1F",
                                          "/%C2%85",
                                          "/%FF",
                                          "/%C3",
                                          "/%C3%28",
                                          "/%C0%AF",
                                          "/%ED%A0%80",
                                          "/%F4%90%80%80",
                                          "/%F8%88%80%80%80",
                                          "/%E2%82",
                                          "/x?a=%E9",
                                          "/x#y",
                                          "/x?a#b",
                                          "http",
                                          "http:",
                                          "http:/x",
                                          "http://",
                                          "http:///x",
                                          "ftp://a/x",
                                          "http://a b/",
                                          "http://u@a/x",
                                          "http://a:b/",
                                          "http://a:123456/",
                                          "localhost:80",
                                          "//",
                                          "*x"}) {
        INFO(target);
        if (target == "//")
            CHECK(parse_target("GET", target)->path == "//");  // a path, not an authority
        else
            CHECK_FALSE(parse_target("GET", target));
    }
    CHECK_FALSE(parse_target("GET", "*"));
    CHECK_FALSE(parse_target("GET", std::string_view("/a\0b", 4)));
}

TEST_CASE("the absolute form names the host, the asterisk is the root for OPTIONS") {
    const auto absolute = parse_target("GET", "HTTP://Example.nl:8080/v1/x?y=z");
    REQUIRE(absolute);
    CHECK(absolute->path == "/v1/x");
    CHECK(absolute->query == Query{{"y", "z"}});
    CHECK(absolute->authority == "Example.nl:8080");
    CHECK(parse_target("GET", "https://[::1]?a=b")->path == "/");
    CHECK(parse_target("OPTIONS", "*")->path == "/");
}

TEST_CASE("the handler sees the decoded target, and the host of the absolute form instead of Host") {
    TestServer server;
    const auto reply = server.ask("GET http://elsewhere:99/echo%20x?q=a+b&q=%C3%A9 HTTP/1.1\r\nhost: here\r\n\r\n");
    CHECK(has_line(reply, "path /echo x"));
    CHECK(has_line(reply, "query q=a b"));
    CHECK(has_line(reply, "query q=\xC3\xA9"));
    CHECK(has_line(reply, "header Host=elsewhere:99"));
    CHECK(reply.body.find("here\n") == std::string::npos);
    CHECK(has_line(server.ask("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n"), "path /"));
    CHECK(server.ask("GET * HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
    CHECK(server.ask("GET /x#y HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
    CHECK(server.ask("GET /%C3%28 HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
    CHECK(server.ask("GET /?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
    CHECK(server.ask("GET http://a@b/ HTTP/1.1\r\nHost: a\r\n\r\n").status == 400);
    CHECK(server.ask("GET http://b/ HTTP/1.1\r\n\r\n").status == 400);  // Host is needed all the same
}

TEST_CASE("header fields reach the handler trimmed, with repeats and their own case") {
    TestServer server;
    const auto reply = server.ask(
        "GET /echo HTTP/1.1\r\nHost: a\r\nX-Many:  one \t\r\nx-many:two\r\nX-Empty:\r\nX-Utf8: caf\xC3\xA9\r\n\r\n");
    CHECK(has_line(reply, "header X-Many=one"));
    CHECK(has_line(reply, "header x-many=two"));
    CHECK(has_line(reply, "header X-Empty="));
    CHECK(has_line(reply, "header X-Utf8=caf\xC3\xA9"));
    CHECK(has_line(reply, "peer 127.0.0.1"));
}

TEST_CASE("every request has its own id, a UUID of version 7") {
    TestServer server;
    const auto id = [&] {
        for (const auto& line : lines_of(server.ask(server.get("/echo")).body))
            if (line.starts_with("id ")) return line.substr(3);
        return std::string();
    };
    const auto first = id();
    const auto second = id();
    REQUIRE(first.size() == 36);
    CHECK(first[14] == '7');
    CHECK(std::string("89ab").find(first[19]) != std::string::npos);
    CHECK(first.find_first_not_of("0123456789abcdef-") == std::string::npos);
    CHECK(first != second);
}
