#include "indexer/lexicon.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <sstream>

#include "cmake/embedded.hpp"
#include "indexer/lexicon/automaton.hpp"
#include "indexer/lexicon/compounds.hpp"
#include "indexer/lexicon/hunspell.hpp"

using namespace afb::indexer;
using Catch::Matchers::Contains;

TEST_CASE("The lexicon knows words and what they are forms of", "[lexicon]") {
    const Lexicon lexicon = Lexicon::built_in();
    CHECK(lexicon.size() > 400'000);
    const std::pair<const char*, const char*> lemmas[] = {{"vergoedingen", "vergoeding"},
                                                          {"scholen", "school"},
                                                          {"uren", "uur"},
                                                          {"stage", "stage"},
                                                          {"stages", "stage"},
                                                          {"hoge", "hoog"},
                                                          {"leraren", "leraar"},
                                                          {"regios", "regio"},
                                                          {"begeleidt", "begeleid"},
                                                          {"beleid", "beleid"},
                                                          {"deelnemers", "deelnemers"}};
    for (const auto& [form, lemma] : lemmas) {
        INFO(form);
        const Lexicon::Row* row = lexicon.find(form);
        REQUIRE(row != nullptr);
        CHECK(lexicon.lemma(form, *row) == lemma);
    }
    for (const char* word : {"", "q", "vergoedin", "vergoedingenn", "Vergoeding", "\xFF"}) {
        INFO(word);
        CHECK(lexicon.find(word) == nullptr);
    }
}

TEST_CASE("What is no lexicon is refused", "[lexicon]") {
    const std::string_view whole = afb::embedded::lexicon_file().front().content;
    CHECK_THROWS_AS(Lexicon(""), std::invalid_argument);
    CHECK_THROWS_AS(Lexicon(whole.substr(0, 1'000)), std::invalid_argument);
    alignas(8) char other[1'000] = "no lexicon";
    CHECK_THROWS_AS(Lexicon(std::string_view(other, sizeof other)), std::invalid_argument);
    CHECK(Lexicon(whole).hash() == lexicon_format::hash_of(whole.substr(sizeof(lexicon_format::Header))));
}

TEST_CASE("An automaton of words numbers them in their order", "[lexicon]") {
    const std::vector<std::string> words{"a", "aan", "dag", "dagen", "lagen", "zagen"};
    const lexicon::Automaton automaton = lexicon::make_automaton(words);
    CHECK(automaton.edges.size() == automaton.skips.size());
    CHECK(automaton.edges.size() < 16);  // endings are shared
    std::size_t number = 0;
    for (const std::string& word : words) {
        std::uint32_t edge = 0;
        std::uint32_t before = 0;
        std::uint32_t at = automaton.root;
        for (const char c : word) {
            while ((automaton.edges[at] & 0xFFU) != static_cast<unsigned char>(c)) ++at;
            edge = automaton.edges[at];
            before += automaton.skips[at] + ((edge & lexicon_format::ends_word) != 0 ? 1 : 0);
            at = edge >> lexicon_format::target_shift;
        }
        CHECK((edge & lexicon_format::ends_word) != 0);
        CHECK(before == ++number);
    }
}

namespace {

lexicon::Words expanded(const std::string& dictionary) {
    std::istringstream affixes(
        "SET UTF-8\nFLAG long\nCOMPOUNDBEGIN Ca\n"
        "SFX Zb Y 2\nSFX Zb 0 en/CaCbCp [^e]\nSFX Zb e en e\n"
        "SFX Al Y 1\nSFX Al ag ge aag\n"
        "SFX V3 Y 1\nSFX V3 0 t [^t]\n"
        "SFX Ch Y 1\nSFX Ch 0 s/CaCbCxCp .\n"
        "PFX Pj Y 1\nPFX Pj 0 af .\n");
    std::istringstream words("9\n" + dictionary);
    return lexicon::read_hunspell(affixes, words);
}

std::string lemma(const lexicon::Words& words, const std::string& form) {
    return lexicon::lemma_of(form, words.at(form), [](const std::string&) { return 0U; });
}

}  // namespace

TEST_CASE("Affix rules give the forms of a word, and what may be part of a compound", "[lexicon]") {
    const lexicon::Words words =
        expanded("staag/Al\nstage/CcCaZb\nopleiding/ChCcZb\nwerk/V3Pj\nfout/Fw\nPlaats\nĳs/Ca\nin-huis\n");
    CHECK(lemma(words, "opleidingen") == "opleiding");
    CHECK(lemma(words, "stagen") == "stage");
    CHECK(lemma(words, "stage") == "stage");  // not of staag: it has endings of its own
    CHECK(lemma(words, "werkt") == "werk");
    CHECK(lemma(words, "afwerkt") == "afwerk");
    CHECK(words.at("opleiding").takes_s);
    CHECK(words.at("opleiding").ends);
    CHECK_FALSE(words.at("opleiding").begins);
    CHECK(words.at("opleidingen").begins);
    CHECK(words.at("ijs").begins);
    CHECK_FALSE(words.at("plaats").lower_case);
    CHECK(words.find("fout") == words.end());
    CHECK(words.find("opleidings") == words.end());
    CHECK(words.find("in-huis") == words.end());
}

TEST_CASE("A word that can be a form of two is one of the more common", "[lexicon]") {
    const lexicon::Words words = expanded("schol/CcZb\nscholee/CcZb\n");
    lexicon::Word scholen;
    scholen.origins = {{.lemma = "schol", .inflection = lexicon::Inflection::plural},
                       {.lemma = "school", .inflection = lexicon::Inflection::plural}};
    const auto uses = [](const std::string& word) { return word == "school" ? 900U : 3U; };
    CHECK(lexicon::lemma_of("scholen", scholen, uses) == "school");
    CHECK(lexicon::lemma_of("scholen", scholen, [](const std::string&) { return 1U; }) == "schol");
}

TEST_CASE("Dictionaries of another form are refused", "[lexicon]") {
    std::istringstream no_rules("SET UTF-8\n");
    std::istringstream words("1\nstage\n");
    CHECK_THROWS_WITH(lexicon::read_hunspell(no_rules, words), Contains("affix rules"));
    CHECK_THROWS_WITH(expanded(""), Contains("no words"));
}

TEST_CASE("The list of compounds is read by its sections, and a line that is wrong is named", "[lexicon]") {
    std::istringstream good(
        "# comment\n[not before another part]\nover aan # particles\n[not last]\nschap\n[words]\narbeid_s+markt\n"
        "deelnemer\nlio = part\n");
    const lexicon::Compounds compounds = lexicon::read_compounds(good);
    CHECK(compounds.barred.before_another.size() == 2);
    CHECK(compounds.barred.last.contains("schap"));
    CHECK(compounds.words.at("arbeidsmarkt").boundaries == 1U << 7U);
    CHECK(compounds.words.at("arbeidsmarkt").links == 1U << 6U);
    CHECK(compounds.words.at("deelnemer").boundaries == 0);
    CHECK(compounds.words.at("lio").part);
    for (const char* text : {"outside\n", "[words]\nLio\n", "[words]\nlio is part\n", "[words]\nlio = whole\n",
                             "[words]\nlio = part of\n", "[words]\ncoördinator\n"}) {
        std::istringstream bad(text);
        CHECK_THROWS_AS(lexicon::read_compounds(bad), std::runtime_error);
    }
    std::istringstream too_long("[words]\n" + std::string(70, 'a') + "\n");
    CHECK_THROWS_WITH(lexicon::read_compounds(too_long), Contains("too long"));
}
