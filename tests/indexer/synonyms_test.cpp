#include "indexer/synonyms.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "indexer/folding.hpp"
#include "indexer/query.hpp"
#include "tests/indexer/kit.hpp"
#include "tests/indexer/product_catalog.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

const Synonyms& real_synonyms() {
    static const Synonyms synonyms = [] {
        DutchText dutch;
        return Synonyms(*real_catalog(), dutch);
    }();
    return synonyms;
}

// What is also meant by words of a text: "wpb" -> {"werkplekbegeleider", ...}.
std::set<std::string> also(const std::string& text) {
    DutchText dutch;
    const Grammar grammar{.fields = nullptr, .synonyms = &real_synonyms()};
    std::set<std::string> texts;
    for (const Widening& widening : parse_query(text, dutch, grammar).widenings) {
        for (const Phrase& phrase : widening.phrases) texts.insert(fold(phrase.text));
    }
    return texts;
}

bool has(const std::set<std::string>& texts, const std::string& text) {
    return texts.count(text) > 0;
}

}  // namespace

TEST_CASE("A table is read line by line: comments, empty cells and spaces are left out", "[synonyms]") {
    const auto rows = read_rows("# no\nterm\tone, two ,,three\tmeaning, not read\n\nalone\r\n a \tb\r\n");
    CHECK(rows == std::vector<std::vector<std::string>>{{"term", "one", "two", "three"}, {"alone"}, {"a", "b"}});
    CHECK(read_rows("").empty());
}

TEST_CASE("Each member of a group stands for the others, one step far", "[synonyms]") {
    CHECK(has(also("WPB"), "werkplekbegeleider"));
    CHECK(has(also("werkplekbegeleiders"), "wpb"));
    CHECK(has(also("mentor"), "werkplekbegeleider"));
    CHECK(has(also("reiskosten"), "reiskostenvergoeding"));
    CHECK(has(also("stagegeld voor pabo"), "stagevergoeding"));
    CHECK_FALSE(has(also("stagegeld"), "onkostenvergoeding"));
    CHECK(also("convenantje").empty());
    CHECK(also("").empty());
    CHECK(has(also("scholing"), "professionaliseren"));
    CHECK(also("school").empty());  // of which the stem is the same
    CHECK(also("scholen").empty());
}

TEST_CASE("The longest match over several words wins", "[synonyms]") {
    CHECK(has(also("SO&P"), "opleiden in de school"));
    CHECK(has(also("SO en P"), "opleiden in de school"));
    CHECK(has(also("leraar in opleiding"), "lio"));
    CHECK(has(also("opleiden in de school in Utrecht"), "so&p"));
    const auto nothing_paid = also("0 euro");
    CHECK(has(nothing_paid, "geen vergoeding"));
    CHECK(also("0").empty());
    CHECK(also("euro").empty());
    CHECK(has(also("primair onderwijs"), "po"));
}

TEST_CASE("Ambiguous words are neither widened nor added", "[synonyms]") {
    for (const char* word : {"AOS", "SO", "so", "LB", "OS", "OA", "LO", "IO", "opleiding", "opleidingen", "partner",
                             "partners", "regio", "regio's"}) {
        INFO(word);
        CHECK(also(word).empty());
    }
    for (const char* word :
         {"opleidingsschool", "academische opleidingsschool", "aspirant-opleidingsschool", "instituutsopleider",
          "leraarondersteuner", "onderwijsassistent", "salarisschaal", "lerarenopleiding", "speciaal onderwijs"}) {
        INFO(word);
        const auto texts = also(word);
        CHECK_FALSE(texts.empty());
        for (const char* ambiguous : {"aos", "so", "lb", "os", "oa", "lo", "io", "opleiding", "partner", "regio"})
            CHECK_FALSE(has(texts, ambiguous));
    }
}

TEST_CASE("Internship and samen opleiden stay apart", "[synonyms]") {
    for (const char* word : {"stage", "stages", "werkplekleren", "WPL", "stageperiode"}) {
        for (const std::string& text : also(word)) {
            INFO(word << " -> " << text);
            CHECK(text.find("samen opleiden") == std::string::npos);
            CHECK(text.find("so&p") == std::string::npos);
        }
    }
    for (const char* words : {"samen opleiden", "SO&P", "OidS", "opleiden in de school"}) {
        for (const std::string& text : also(words)) {
            INFO(words << " -> " << text);
            CHECK(text.find("stage") == std::string::npos);
            CHECK(text.find("werkplekleren") == std::string::npos);
        }
    }
}

TEST_CASE("What people type for a term of a vocabulary stands for its label, in English too", "[synonyms]") {
    CHECK(has(also("stagefonds"), "fonds"));
    CHECK(has(also("internship allowance"), "stagevergoeding"));
    CHECK(has(also("secondary education"), "voortgezet onderwijs"));
}

TEST_CASE("Words with a sign and phrases are taken as they are", "[synonyms]") {
    CHECK(also("+mentor").empty());
    CHECK(also("-mentor").empty());
    CHECK(also("\"mentor\"").empty());
    CHECK(also("opleiden -in de school").empty());
}

TEST_CASE("A synonym is found after the word itself, marked, and explained", "[synonyms][index]") {
    TestIndex index(real_catalog());
    index.put({agreement("synonym", "Taken van de werkplekbegeleider"), agreement("word", "Taken van de WPB"),
               agreement("phrase", "Afspraken", "Zo gaat opleiden in de school bij ons."),
               agreement("scattered", "Afspraken", "School en in de opleiden."), agreement("other", "Overleg")});
    CHECK(index.ids("wpb") == Ids{"word", "synonym"});
    const SearchResult result = index.index().search({.query = {.text = "wpb"}, .facets = false, .explain = true});
    CHECK(joined(result.hits.at(1).title) == "Taken van de [werkplekbegeleider]");
    CHECK(result.hits.at(1).explain["matched"] ==
          Json::parse(R"([{"how": "synonym", "word": "wpb", "text": "werkplekbegeleider", "field": "title"}])"));
    CHECK(result.explain["synonyms"][0]["text"] == "wpb");
    CHECK(index.ids("OidS") == Ids{"phrase"});
    CHECK(joined(index.search("OidS").hits.at(0).snippet) == "Zo gaat [opleiden in de school] bij ons.");
    CHECK(index.ids("+OidS").empty());
}

TEST_CASE("Other names of a record that has the name typed are meant too", "[synonyms][index]") {
    TestIndex index(real_catalog());
    index.put({organisation("hu", "Hogeschool Utrecht", {{"aliases", {"HU", "HU Pabo"}}}),
               organisation("so", "Speciaal Onder Dak", {{"aliases", {"SO"}}}),
               organisation("draft", "Geheime Academie", {{"aliases", {"GAX"}}, {"status", "draft"}}),
               agreement("prose", "Stagekosten", "De hogeschool Utrecht betaalt de reizen."),
               agreement("short", "Stagekosten", "Dat doet de HU zelf."),
               agreement("apart", "Stagekosten", "Een hogeschool buiten Utrecht."),
               agreement("dak", "Dak", "Speciaal onder dak."),
               agreement("overleg", "Overleg", "De Geheime Academie.")});
    CHECK(index.ids("HU") == Ids{"hu", "short", "prose"});
    CHECK(index.ids("hu pabo").front() == "hu");
    const std::vector<std::string> whole = index.ids("Hogeschool Utrecht");
    CHECK(whole.front() == "hu");
    CHECK(std::find(whole.begin(), whole.end(), "short") != whole.end());  // says HU only
    // Within a question, at the longest name; and not for words with a sign or in quotes.
    const std::vector<std::string> part = index.ids("reizen hu");
    CHECK(std::find(part.begin(), part.end(), "prose") != part.end());
    CHECK(index.ids("\"hu\"").size() == 2);
    CHECK(index.ids("so") == Ids{"so"});  // left alone: it is more than a name
    const SearchResult result = index.index().search({.query = {.text = "hu"}, .facets = false, .explain = true});
    CHECK(result.explain["synonyms"][0] == Json::parse(R"({"text": "hu", "also": ["HU Pabo", "Hogeschool Utrecht"]})"));
    CHECK(joined(result.hits.at(2).snippet) == "De [hogeschool Utrecht] betaalt de reizen.");
    // Who may not see a draft is not told what it is called.
    CHECK(index.ids(RecordQuery{.text = "gax", .public_only = true}).empty());
    CHECK(index.ids(RecordQuery{.text = "gax", .public_only = false}) == Ids{"draft", "overleg"});

    index.put(organisation("hu", "Hogeschool Elders", {{"aliases", {"HU"}}}));  // known at once
    CHECK(index.ids("HU") == Ids{"hu", "short"});
}

TEST_CASE("A name of many records is no name of one", "[synonyms][index]") {
    TestIndex index(real_catalog());
    std::vector<Entry> entries{agreement("prose", "Overleg", "De bijnaam komt voor.")};
    for (int i = 0; i < 8; ++i)
        entries.push_back(organisation("o" + std::to_string(i), "Dubbelganger", {{"aliases", {"Bijnaam"}}}));
    index.put(entries);
    CHECK(index.search("Dubbelganger").total == 9);
    index.put(organisation("o8", "Dubbelganger", {{"aliases", {"Bijnaam"}}}));
    CHECK(index.search("Dubbelganger").total == 9);  // without the prose
}
