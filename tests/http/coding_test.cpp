// Compression and what it does to entity tags.
#include <brotli/decode.h>
#include <zlib.h>

#include <catch2/catch.hpp>

#include "service/http/content_coding.hpp"
#include "tests/http/kit.hpp"

using namespace afb;
using namespace afb::test;
using http::Coding;

namespace {

std::string decoded(const Reply& reply) {
    std::string text(1'000'000, '\0');
    if (reply.header("content-encoding") == "gzip") {
        z_stream stream{};
        REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
        std::string input = reply.body;
        stream.next_in = reinterpret_cast<Bytef*>(input.data());
        stream.avail_in = static_cast<uInt>(input.size());
        stream.next_out = reinterpret_cast<Bytef*>(text.data());
        stream.avail_out = static_cast<uInt>(text.size());
        CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
        text.resize(stream.total_out);
        inflateEnd(&stream);
        return text;
    }
    if (reply.header("content-encoding") == "br") {
        std::size_t size = text.size();
        CHECK(BrotliDecoderDecompress(reply.body.size(), reinterpret_cast<const uint8_t*>(reply.body.data()), &size,
                                      reinterpret_cast<uint8_t*>(text.data())) == BROTLI_DECODER_RESULT_SUCCESS);
        text.resize(size);
        return text;
    }
    return reply.body;
}

Coding best(const std::string& value) {
    return http::parse_accept_encoding({value}).best;
}

}  // namespace

TEST_CASE("the coding follows the weights; br goes first among equals") {
    CHECK(http::parse_accept_encoding({}).best == Coding::identity);
    CHECK(best("") == Coding::identity);
    CHECK(best("gzip") == Coding::gzip);
    CHECK(best("GZIP, Br") == Coding::br);
    CHECK(best("gzip, deflate, br, zstd") == Coding::br);
    CHECK(best("gzip;q=1.0, br;q=0.9") == Coding::gzip);
    CHECK(best("gzip;q=0.5, br;q=0.500") == Coding::br);
    CHECK(best("br;q=0, gzip") == Coding::gzip);
    CHECK(best("br;q=0.000, gzip; Q=0") == Coding::identity);
    CHECK(best("*") == Coding::br);
    CHECK(best("*;q=0.1, br;q=0") == Coding::gzip);
    CHECK(best("identity, gzip;q=0.5") == Coding::identity);
    CHECK(best("identity;q=0, gzip;q=0.1") == Coding::gzip);
    CHECK(best("deflate") == Coding::identity);
    CHECK(http::parse_accept_encoding({"gzip", "br;q=0.2"}).best == Coding::gzip);
    CHECK_FALSE(http::parse_accept_encoding({"identity;q=0"}).identity);
    CHECK_FALSE(http::parse_accept_encoding({"*;q=0"}).identity);
    CHECK(http::parse_accept_encoding({"gzip;q=0"}).identity);
    CHECK(best("gzip;q=;;, ,br;q=abc") == Coding::br);
}

TEST_CASE("tags get a suffix for their coding and lose it again") {
    CHECK(http::tag_with_coding("\"r3\"", Coding::gzip) == "\"r3-gzip\"");
    CHECK(http::tag_with_coding("\"r3\"", Coding::br) == "\"r3-br\"");
    CHECK(http::tag_with_coding("\"r3\"", Coding::identity) == "\"r3\"");
    CHECK(http::tag_with_coding("W/\"r3\"", Coding::gzip) == "W/\"r3\"");
    CHECK(http::tags_without_coding("\"r3-gzip\", W/\"x-br\", \"r4\", *", nullptr) == "\"r3\", W/\"x\", \"r4\", *");
    CHECK(http::tags_without_coding("\"a, b-gzip\"", nullptr) == "\"a, b\"");
    CHECK(http::tags_without_coding("\"r3-gzip", nullptr) == "\"r3-gzip");
    CHECK(http::tags_without_coding("\"-gzip\"", nullptr) == "\"-gzip\"");
    const auto gzip_only = http::parse_accept_encoding({"gzip"});
    CHECK(http::tags_without_coding("\"r3-br\", \"r4-gzip\"", &gzip_only) == "\"r3-br\", \"r4\"");
}

TEST_CASE("text over a kilobyte is compressed when the client asks") {
    TestServer server;
    for (const std::string coding : {"gzip", "br"}) {
        const auto reply = server.ask(server.get("/json?size=20000", "Accept-Encoding: " + coding + "\r\n"));
        CHECK(reply.header("content-encoding") == coding);
        CHECK(reply.header("etag") == "\"r3-" + coding + "\"");
        CHECK(reply.header("vary") == "Accept, Accept-Encoding");
        CHECK(reply.body.size() < 15'000);
        CHECK(decoded(reply) == big_text(20'000));
    }
    const auto plain = server.ask(server.get("/json?size=20000"));
    CHECK_FALSE(plain.has("content-encoding"));
    CHECK(plain.header("etag") == "\"r3\"");
    CHECK(plain.header("vary") == "Accept, Accept-Encoding");
    CHECK(plain.body == big_text(20'000));
}

TEST_CASE("small, binary and already coded answers stay as they are") {
    TestServer server;
    const std::string both = "Accept-Encoding: gzip, br\r\n";
    const auto small = server.ask(server.get("/json?size=1024", both));
    CHECK_FALSE(small.has("content-encoding"));
    CHECK(small.header("etag") == "\"r3\"");
    CHECK(server.ask(server.get("/json?size=1025", both)).header("content-encoding") == "br");
    const auto binary = server.ask(server.get("/big?size=20000", both));
    CHECK_FALSE(binary.has("content-encoding"));
    CHECK_FALSE(binary.has("vary"));
    const auto coded = server.ask(server.get("/fields?Content-Encoding=br&pad=" + std::string(2000, 'x'), both));
    CHECK(coded.header("content-encoding").starts_with("br"));
    CHECK(coded.body.starts_with("method GET"));
    const auto forced = server.ask(server.get("/json?size=300", "Accept-Encoding: gzip, identity;q=0\r\n"));
    CHECK(forced.header("content-encoding") == "gzip");
    CHECK(decoded(forced) == big_text(300));
    CHECK(server.ask(server.get("/json?size=2000", "Accept-Encoding: identity;q=0\r\n")).body == big_text(2000));
    CHECK(http::is_compressible("text/csv; charset=utf-8"));
    CHECK(http::is_compressible("application/problem+json"));
    CHECK(http::is_compressible("image/svg+xml"));
    CHECK_FALSE(http::is_compressible("image/png"));
    CHECK_FALSE(http::is_compressible("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"));
    CHECK_FALSE(http::is_compressible(""));
}

TEST_CASE("a 304 carries the tag of the coding that the 200 would have had") {
    TestServer server;
    const auto tag = [&](const std::string& accept, const std::string& condition) {
        const auto reply = server.ask(
            server.get("/json?size=2000", "Accept-Encoding: " + accept + "\r\nIf-None-Match: " + condition + "\r\n"));
        return std::to_string(reply.status) + " " + reply.header("etag");
    };
    CHECK(tag("gzip", "\"r3-gzip\"") == "304 \"r3-gzip\"");
    CHECK(tag("gzip, br", "\"r3-br\"") == "304 \"r3-br\"");
    CHECK(tag("gzip, br", "\"r3-gzip\", \"r3-br\"") == "304 \"r3-br\"");
    CHECK(tag("gzip, br", "\"r3-gzip\"") == "304 \"r3-gzip\"");
    CHECK(tag("gzip", "W/\"r3-gzip\"") == "304 \"r3-gzip\"");
    CHECK(tag("identity", "\"r3\"") == "304 \"r3\"");
    CHECK(tag("gzip", "\"r2-gzip\"") == "200 \"r3-gzip\"");
    CHECK(tag("gzip", "\"r3-br\"") == "200 \"r3-gzip\"");  // it cannot read br now
    CHECK(tag("identity", "\"r3-gzip\"") == "200 \"r3\"");
    const auto reply = server.ask(server.get("/json?size=2000", "If-None-Match: \"r3\"\r\n"));
    CHECK(reply.header("vary") == "Accept, Accept-Encoding");
    CHECK_FALSE(reply.has("content-encoding"));
}

TEST_CASE("If-Match is about the record, whatever coding it was read in") {
    TestServer server;
    const auto reply = server.ask(server.get("/json?size=1", "If-Match: \"r3-gzip\", \"r4-br\"\r\n"));
    CHECK(reply.header("x-if-match") == "\"r3\", \"r4\"");
}
