#include "indexer/numbers.hpp"

#include <catch2/catch.hpp>
#include <random>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

// "1250(1250,euro)": each token with its parts.
std::string read(const std::string& text) {
    DutchText dutch;
    std::string out;
    for (const Token& token : dutch.analyse(text)) {
        if (!out.empty()) out += " ";
        out += token.folded;
        for (std::size_t i = 0; i < token.parts.size(); ++i)
            out += (i == 0 ? "(" : ",") + token.parts[i].folded + (i + 1 == token.parts.size() ? ")" : "");
    }
    return out;
}

}  // namespace

TEST_CASE("One amount in any spelling is one token", "[numbers]") {
    const std::pair<const char*, const char*> rows[] = {
        {"1250", "1250"},
        {"1.250", "1250"},
        {"1 250", "1 250"},
        {"1\u00A0250", "1250"},
        {"1250,00", "1250"},
        {"1250.00", "1250"},
        {"1.250,-", "1250"},
        {"1.250,--", "1250"},
        {"1.250,–", "1250"},
        {"1,250.00", "1250"},
        {"1.250.000", "1250000"},
        {"12,5", "12.5"},
        {"12,50", "12.5"},
        {"0,19", "0.19"},
        {"€ 1.250,-", "1250(1250,euro)"},
        {"€1250", "1250(1250,euro)"},
        {"€ 1.250,50", "1250.5(1250.5,euro)"},
        {"EUR 1250,00", "1250(1250,euro)"},
        {"1250 euro", "1250(1250,euro)"},
        {"1.250,- Euro", "1250(1250,euro)"},
        {"1250 €", "1250(1250,euro)"},
        {"euro 1250", "1250(1250,euro)"},
        {"300 euro per maand", "300(300,euro) per maand"},
        {"van 300, 400 en 500.", "van 300 400 en 500"},
        {"euro per student", "euro per student"},
        {"europees", "europees"},
        {"100%-ambitie", "100 ambitie"},
        {"50.000 euro.", "50000(50000,euro)"},
    };
    for (const auto& [text, tokens] : rows) {
        INFO(text);
        CHECK(read(text) == tokens);
    }
}

TEST_CASE("One school year in any spelling is one token", "[numbers]") {
    for (const char* text : {"2024-2025", "2024/2025", "2024–2025", "2024 - 2025", "2024 / 2025", "2024-25", "2024/25",
                             "24/25", "24-25", "24–25"}) {
        INFO(text);
        CHECK(read(text) == "20242025(2024,2025)");
        CHECK(read_school_year(text) == "2024-2025");
    }
    CHECK(read("schooljaar 24-25,") == "schooljaar(school,jaar) 20242025(2024,2025)");
    CHECK(read("1999-2000") == "19992000(1999,2000)");
    CHECK(read_school_year("  24/25 ") == "2024-2025");
}

TEST_CASE("What only looks like an amount or a school year stays a word", "[numbers]") {
    const std::pair<const char*, const char*> rows[] = {
        {"25LZ", "25lz"},
        {"41234", "41234"},
        {"02TD", "02td"},
        {"7/8", "7 8"},
        {"23-25", "2325(23,25)"},
        {"2023-2026", "20232026(2023,2026)"},
        {"12-05-2024", "12052024(12,05,2024)"},
        {"1.2.3", "1 2 3"},
        {"24/25/26", "24 25 26"},
        {"2e", "2e"},
        {"L10", "l10"},
        {"090025LZ", "090025lz"},
        {"eur5", "eur5"},
        {"€", ""},
        {"€ per student", "per student"},
        {"12345678901234567890", "12345678901234567890"},
    };
    for (const auto& [text, tokens] : rows) {
        INFO(text);
        CHECK(read(text) == tokens);
        CHECK(read_school_year(text) == std::nullopt);
    }
}

TEST_CASE("Tokens of numbers lie within the text, in order, whatever the text", "[numbers]") {
    const std::vector<std::string> pieces = {"€", " ",    "1",   "24", "250", "2024", ".",      ",", "-",    "/",
                                             "–", "euro", "EUR", "'s", "&",   "x",    "\u00A0", "%", "\xE2", "0"};
    std::mt19937 random(3);
    DutchText dutch;
    for (int round = 0; round < 5'000; ++round) {
        std::string text;
        for (std::size_t n = random() % 10; n > 0; --n) text += pieces[random() % pieces.size()];
        INFO(text);
        std::size_t done = 0;
        for (const Token& token : dutch.analyse(text)) {
            REQUIRE(token.begin >= done);
            REQUIRE(token.end > token.begin);
            REQUIRE(token.end <= text.size());
            for (const Part& part : token.parts) {
                REQUIRE(part.begin >= token.begin);
                REQUIRE(part.end <= token.end);
                REQUIRE(part.end > part.begin);
                REQUIRE_FALSE(part.stem.empty());
            }
            done = token.end;
        }
    }
}

TEST_CASE("Amounts as records have them", "[numbers]") {
    CHECK(read_amount("1250") == "1250.00");
    CHECK(read_amount("€ 1.250,-") == "1250.00");
    CHECK(read_amount("1250,5 euro") == "1250.50");
    CHECK(read_amount("0,19") == "0.19");
    CHECK(read_amount("veel") == std::nullopt);
    CHECK(read_amount("12 euro en meer") == std::nullopt);
    CHECK(read_amount("24/25") == std::nullopt);
    CHECK(read_amount("") == std::nullopt);
}

TEST_CASE("An amount, a school year, a BRIN and a number of a board are found however they are typed",
          "[numbers][index]") {
    TestIndex index;
    index.put({agreement("amount", "Vergoeding", "De student krijgt € 1.250,- per jaar."),
               agreement("year", "Afspraken", "Geldt in schooljaar 2024/25."),
               agreement("other", "Afspraken", "Geldt in schooljaar 2021/2022 voor 1200 euro."),
               organisation("brin", "School", {{"brin", "25LZ"}})});
    for (const char* typed :
         {"1250", "€ 1.250,-", "+1250 euro", "\"EUR 1250,00\"", "1.250,00", "\"1250 euro per jaar\""}) {
        INFO(typed);
        REQUIRE_FALSE(index.ids(typed).empty());
        CHECK(index.ids(typed).front() == "amount");
    }
    for (const char* typed : {"2024-2025", "24/25", "\"schooljaar 24-25\"", "+2024/2025"}) {
        INFO(typed);
        REQUIRE_FALSE(index.ids(typed).empty());
        CHECK(index.ids(typed).front() == "year");
    }
    CHECK(index.ids("25 lz").front() == "brin");
}
