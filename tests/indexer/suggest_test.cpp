#include <catch2/catch.hpp>

#include "tests/indexer/kit.hpp"
#include "tests/indexer/product_catalog.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::vector<std::string> texts_of(const std::vector<Suggestion>& suggestions) {
    std::vector<std::string> texts;
    for (const Suggestion& suggestion : suggestions) texts.push_back(suggestion.text);
    return texts;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("Typing offers names that begin so, then words, then names with a later word that begins so", "[suggest]") {
    TestIndex index;
    index.put({organisation("a", "Hogeschool Rotterdam", {{"aliases", {"HR"}}}), organisation("b", "Rotterdamse Pabo"),
               agreement("c", "Coördinatie"), organisation("d", "Rotterdam", {{"status", "draft"}})});
    for (const bool reopened : {false, true}) {
        if (reopened) {
            index.close();
            index.open();
        }
        const auto offered = index.index().suggest("rott", 10, true);
        CHECK(texts_of(offered) == Texts{"Rotterdamse Pabo", "rotterdam", "rotterdamse", "Hogeschool Rotterdam"});
        REQUIRE(offered.size() == 4);
        CHECK(offered[0].kind == "organisation");
        CHECK(offered[0].id == "b");
        CHECK(offered[1].kind.empty());
        CHECK(texts_of(index.index().suggest("rotterdam", 1, false)) == Texts{"Rotterdam"});
        CHECK(texts_of(index.index().suggest("Hr", 10, true)) == Texts{"HR"});
        CHECK(texts_of(index.index().suggest("coor", 10, true)) == Texts{"Coördinatie", "coördinatie"});
        CHECK(texts_of(index.index().suggest("de coord", 10, true)) == Texts{"de coördinatie"});
        CHECK(index.index().suggest("", 10, true).empty());
        CHECK(index.index().suggest("zzz", 10, true).empty());
        CHECK(index.index().suggest("rott", 0, true).empty());
    }
}

TEST_CASE("What was removed, renamed or withdrawn is not offered any more", "[suggest]") {
    TestIndex index;
    index.put({organisation("a", "Penvoerder Een"), organisation("b", "Penvoerder Twee"),
               organisation("c", "Penvoerder Drie")});
    CHECK(index.index().suggest("penvoerder", 10, true).size() == 3);
    index.put(removal("a"));
    index.put(organisation("b", "Anders"));
    index.put(organisation("c", "Penvoerder Drie", {{"status", "draft"}}));
    CHECK(index.index().suggest("penvoerder", 10, true).empty());
    CHECK(index.index().suggest("penv", 10, true).empty());  // nor the word, which now stands in a draft only
    CHECK(texts_of(index.index().suggest("ander", 10, true)) == Texts{"Anders", "anders"});
}

TEST_CASE("Suggestions keep up with many changes", "[suggest]") {
    TestIndex index;
    for (int round = 0; round < 4; ++round) {
        std::vector<Entry> entries;
        for (int i = 0; i < 700; ++i)
            entries.push_back(organisation("o" + std::to_string(i),
                                           "Ronde" + std::to_string(round) + " school " + std::to_string(i)));
        index.put(entries);
        CHECK(index.index().suggest("ronde" + std::to_string(round) + " school 69", 20, true).size() == 11);
        if (round > 0) CHECK(index.index().suggest("ronde" + std::to_string(round - 1) + " school", 20, true).empty());
    }
}

TEST_CASE("Another spelling is offered only for words that have no hits", "[suggest]") {
    TestIndex index;
    index.put({agreement("a", "Stagevergoeding voor de pabo"), agreement("b", "Stagevergoeding voor coördinatoren"),
               agreement("c", "Geheimhouding", "", {{"status", "draft"}})});
    const auto corrected = [&](const std::string& text) { return index.search(text).corrected; };
    CHECK(corrected("stagevergoedign") == "stagevergoeding");
    CHECK(corrected("de stagevregoeding op pabo") == "de stagevergoeding op pabo");
    CHECK(corrected("+stagevergoedng -pabo") == "+stagevergoeding -pabo");
    CHECK(corrected("\"stagevergoedng voor\"") == "\"stagevergoeding voor\"");
    CHECK(corrected("coordinatroen") == "coördinatoren");
    CHECK(corrected("stagevergoeding") == std::nullopt);
    CHECK(corrected("vergoeding") == std::nullopt);  // stands inside a word
    CHECK(corrected("xyzxyzxyz") == std::nullopt);
    CHECK(corrected("12345") == std::nullopt);
    CHECK(corrected("geheimhoudign") == std::nullopt);  // only in a draft
    CHECK(index.search(RecordQuery{.text = "geheimhoudign", .public_only = false}).corrected == "geheimhouding");
    index.put(removal("c"));
    CHECK(index.search(RecordQuery{.text = "geheimhoudign", .public_only = false}).corrected == std::nullopt);
}

TEST_CASE("Typing the beginning of a part offers the compounds with it, after the words that begin so", "[suggest]") {
    TestIndex index;
    index.put({agreement("a", "Afspraak", "De reiskostenvergoeding en de vergoeding voor een stagedag."),
               agreement("b", "Afspraak", "Reiskostenvergoeding of stagevergoeding."),
               agreement("c", "Afspraak", "Onkostenvergoeding", {{"status", "draft"}})});
    for (const bool reopened : {false, true}) {
        if (reopened) {
            index.close();
            index.open();
        }
        CHECK(texts_of(index.index().suggest("vergoe", 10, true)) ==
              Texts{"vergoeding", "reiskostenvergoeding", "stagevergoeding"});
        CHECK(texts_of(index.index().suggest("hoge vergoe", 10, true)) ==
              Texts{"hoge vergoeding", "hoge reiskostenvergoeding", "hoge stagevergoeding"});
        CHECK(texts_of(index.index().suggest("kosten", 10, true)) == Texts{"reiskostenvergoeding"});
    }
    // What came after the table was made.
    index.put(agreement("d", "Afspraak", "Een begeleidingsvergoeding."));
    index.put(removal("b"));
    const Texts later = texts_of(index.index().suggest("vergoe", 10, true));
    CHECK(std::find(later.begin(), later.end(), "begeleidingsvergoeding") != later.end());
    CHECK(std::find(later.begin(), later.end(), "stagevergoeding") == later.end());
}

TEST_CASE("Words with hyphens are offered whole, typed with the hyphen or joined", "[suggest]") {
    TestIndex index;
    index.put({agreement("a", "Afspraak", "Een zij-instromer zijn, met zij-instroom en informatie in Zijpe."),
               agreement("b", "Afspraak", "Zij-instromers"), agreement("c", "Afspraak", "Coördinator-opleider"),
               agreement("d", "Afspraak", "Een zij-ingang", {{"status", "draft"}})});
    for (const bool reopened : {false, true}) {
        if (reopened) {
            index.close();
            index.open();
        }
        const auto offered = [&](const char* typed) { return texts_of(index.index().suggest(typed, 10, true)); };
        CHECK(offered("zij-in") == Texts{"zij-instromer", "zij-instromers", "zij-instroom"});
        CHECK(offered("Zijin") == Texts{"zij-instromer", "zij-instromers", "zij-instroom"});
        CHECK(offered("zij-") == Texts{"zij-instromer", "zij-instromers", "zij-instroom"});
        CHECK(offered("de zij-instroo") == Texts{"de zij-instroom"});
        CHECK(offered("instro") == Texts{"instromer", "instromers", "instroom", "zij-instromer", "zij-instromers"});
        CHECK(offered("coördinator-o") == Texts{"coördinator-opleider"});
        CHECK(offered("zij-x").empty());
        CHECK(texts_of(index.index().suggest("zij-ing", 10, false)) == Texts{"zij-ingang"});
        CHECK(offered("zij-ing").empty());
    }
    index.put(agreement("e", "Afspraak", "Zij-instroomtraject"));  // after the table was made
    CHECK(texts_of(index.index().suggest("zij-instroomt", 10, true)) == Texts{"zij-instroomtraject"});
}

TEST_CASE("Labels of codes that records have are offered, in Dutch and English, and so is what is written for them",
          "[suggest]") {
    TestIndex index(real_catalog());
    index.put({agreement("a", "Afspraak", "", {{"themes", {"stagevergoeding", "kwaliteit-peer-review"}}}),
               agreement("b", "Afspraak", "", {{"themes", {"stagevergoeding"}}}),
               agreement("c", "Afspraak", "", {{"themes", {"inductie"}}, {"status", "draft"}}),
               agreement("d", "Afspraak", "Een werkplekbegeleider.")});
    const auto offered = [&](const char* typed) { return texts_of(index.index().suggest(typed, 10, true)); };
    CHECK(offered("internship al") == Texts{"Internship allowance"});
    CHECK(offered("allow") == Texts{"allowance", "Internship allowance"});  // a later word of the label
    CHECK(offered("peer re") == Texts{"peer review"});
    CHECK(offered("zelfeva") == Texts{"zelfevaluatie"});  // which nobody wrote
    CHECK(offered("Zelfevaluatie") == Texts{"Kwaliteit en peer review"});
    CHECK(offered("pabo internship a") == Texts{"pabo Internship allowance"});
    CHECK(offered("wpb") == Texts{"werkplekbegeleider"});
    CHECK(offered("praktijkbegel") == Texts{"praktijkbegeleider"});  // as one of a group that has a word in the index
    CHECK(offered("workplace m") == Texts{"werkplekbegeleider"});    // what the table says in English
    // What is offered finds something.
    for (const char* typed : {"internship al", "zelfeva", "workplace m"})
        CHECK(index.search(offered(typed).front()).total > 0);
    // Codes that nobody has, that only drafts have, and words that may mean two things.
    CHECK(offered("recruiting").empty());
    CHECK(offered("induct").empty());
    CHECK(texts_of(index.index().suggest("induct", 10, false)) == Texts{"inductie", "induction"});
    CHECK(offered("aos").empty());
    CHECK(offered("peer-review") == Texts{"Kwaliteit en peer review"});
    index.put(removal("a"));
    CHECK(offered("peer re").empty());
}

TEST_CASE("Behind a word that records have, only words of the same records are offered", "[suggest]") {
    TestIndex index;
    index.put({agreement("a", "Afspraak", "peer review en de regio"), agreement("b", "Afspraak", "regeling of regels"),
               agreement("c", "Afspraak", "regeling"),
               agreement("d", "Afspraak", "peer regent", {{"status", "draft"}})});
    const auto offered = [&](const char* typed) { return texts_of(index.index().suggest(typed, 10, true)); };
    CHECK(offered("peer re") == Texts{"peer regio", "peer review"});
    CHECK(offered("de rege") == Texts{"de regeling", "de regels"});              // a word without a meaning of its own
    CHECK(offered("zomaar rege") == Texts{"zomaar regeling", "zomaar regels"});  // a word that nobody has
    CHECK(texts_of(index.index().suggest("peer rege", 10, false)) == Texts{"peer regent"});
    CHECK(offered("regel regeli").empty());  // which says it twice
}

TEST_CASE(
    "Another spelling is found inside a compound that is not in the index; a word of the dictionary is left alone",
    "[suggest]") {
    TestIndex index;
    index.put({agreement("a", "Stage en vergoeding"), agreement("b", "Begeleiding en onderwijs"),
               agreement("c", "Coördinator")});
    const auto corrected = [&](const std::string& text) { return index.search(text).corrected; };
    CHECK(corrected("stagevergoedign") == "stagevergoeding");
    CHECK(corrected("stgaevergoeding") == "stagevergoeding");
    CHECK(corrected("onderwijsbegeleidnig") == "onderwijsbegeleiding");
    CHECK(corrected("begeleidingsonderwjis") == "begeleidingsonderwijs");
    CHECK(corrected("stagecoordinatro") == "stagecoördinator");
    CHECK(corrected("overlegd") == std::nullopt);
    CHECK(corrected("fietsen") == std::nullopt);  // known, though no record has it
    CHECK(corrected("vergoedign") == "vergoeding");
}
