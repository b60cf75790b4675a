#include "schema/slug.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace afb;

TEST_CASE("a slug is the title in plain lower-case letters, digits and single hyphens") {
    CHECK(make_slug("Stagevergoeding Rotterdam 2024-2025") == "stagevergoeding-rotterdam-2024-2025");
    CHECK(make_slug("  Coöperatie Zaan & IJmond – 's-Hertogenbosch!  ") == "cooperatie-zaan-ijmond-s-hertogenbosch");
    CHECK(make_slug("Één regio: Fryslân, Curaçao, Ĳsselmonde") == "een-regio-fryslan-curacao-ijsselmonde");
    CHECK(make_slug("Straße Øresund Łódź Æsir þing œuvre Đorđe žižkov") ==
          "strasse-oresund-lodz-aesir-thing-oeuvre-dorde-zizkov");
    CHECK(make_slug("2 × 3 ÷ 1") == "2-3-1");
}

TEST_CASE("an accent written apart from its letter is dropped") {
    CHECK(make_slug("Reu\xCC\x88nie") == "reunie");
}

TEST_CASE("a slug is never empty") {
    CHECK(make_slug("") == "record");
    CHECK(make_slug("日本語 / !!!") == "record");
    CHECK(make_slug("---") == "record");
}

TEST_CASE("a long title is cut between words at 100 bytes at most") {
    std::string title;
    for (int i = 0; i < 40; ++i) title += "woorden ";
    const std::string slug = make_slug(title);
    CHECK(slug.size() <= 100);
    CHECK(slug.size() > 90);
    CHECK(slug.ends_with("woorden"));
    CHECK(make_slug(std::string(300, 'a')) == std::string(100, 'a'));
    CHECK(make_slug(std::string(100, 'a') + " b") == std::string(100, 'a'));
    CHECK(make_slug(std::string(98, 'a') + " b") == std::string(98, 'a') + "-b");
    CHECK(make_slug(std::string(99, 'a') + " bc") == std::string(99, 'a'));
    CHECK(make_slug(std::string(99, 'a') + "œ").size() <= 100);
}

TEST_CASE("a title in the shape of an id does not become one") {
    CHECK(make_slug("01890A5D-ac96-774b-bcce-b302099a8057") == "record-01890a5d-ac96-774b-bcce-b302099a8057");
}

TEST_CASE("whatever bytes come in, a slug is a slug") {
    std::string bytes;
    unsigned state = 1;
    for (int round = 0; round < 2000; ++round) {
        bytes.clear();
        for (int i = 0; i < 40; ++i) {
            state = state * 1664525U + 1013904223U;
            bytes.push_back(static_cast<char>(state >> 24U));
        }
        const std::string slug = make_slug(bytes);
        REQUIRE(!slug.empty());
        REQUIRE(slug.size() <= 107);
        REQUIRE(slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos);
        REQUIRE(slug.find("--") == std::string::npos);
        REQUIRE(slug.front() != '-');
        REQUIRE(slug.back() != '-');
    }
}
