#include "indexer/synonyms.hpp"

#include <catch2/catch.hpp>
#include <set>

#include "cmake/embedded.hpp"
#include "indexer/folding.hpp"
#include "indexer/query.hpp"
#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::shared_ptr<const Catalog> real_catalog() {
    static const std::shared_ptr<const Catalog> catalog = [] {
        std::map<std::string, std::string> files;
        for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
        return Catalog::from_files(files);
    }();
    return catalog;
}

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
