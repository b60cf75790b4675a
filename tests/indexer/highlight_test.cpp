#include <catch2/catch.hpp>

#include "indexer/folding.hpp"
#include "indexer/highlighter.hpp"
#include "tests/indexer/kit.hpp"

using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::string marked(const std::string& query, const std::string& text) {
    DutchText dutch;
    return joined(Highlighter(parse_query(query, dutch), dutch).mark(text));
}

std::string passage(const std::string& query, const std::vector<std::string>& texts, std::size_t length = 60) {
    DutchText dutch;
    return joined(Highlighter(parse_query(query, dutch), dutch).best_passage(texts, length));
}

bool is_utf8(const std::string& text) {
    return clean(text, text.size()) == text;
}

}  // namespace

TEST_CASE("Hits are marked where they are, also inside longer words and under accents", "[highlight]") {
    struct Row {
        const char* query;
        const char* text;
        const char* marked;
    };
    const Row rows[] = {
        {"vergoeding", "De stagevergoedingen bedragen € 300.", "De stage[vergoedingen] bedragen € 300."},
        {"vergoeding", "Een vergoedingsregeling", "Een [vergoeding]sregeling"},
        {"vergoedingen", "Reiskostenvergoeding", "Reiskosten[vergoeding]"},
        {"coordinator", "De coördinatoren", "De [coördinatoren]"},
        {"coördinator", "De regiocoördinator.", "De regio[coördinator]."},
        {"instromer", "Zij-instromers leren", "Zij-[instromers] leren"},
        {"zijinstromer", "Zij-instromers leren", "[Zij-instromers] leren"},
        {"zij-instromer", "Een instromer, zij", "Een [instromer], [zij]"},
        {"regio", "De regio's en onderwijsregio’s", "De [regio]'s en onderwijs[regio]’s"},
        {"stage pabo", "Stage pabo", "[Stage] [pabo]"},
        {"-stage pabo", "Stage pabo", "Stage [pabo]"},
        {"\"samen opleiden\"", "Samen opleiden", "[Samen opleiden]"},
        {"begeleider", "begeleiding en beleid", "[begeleiding] en beleid"},
        {"voortgezet", "De voortgang", "De voortgang"},
        {"pabo", "", ""},
        {"", "Pabo", "Pabo"},
        {"een", "e\u0301e\u0301n é", "[e\u0301e\u0301n] é"},
        {"so&p", "Partnerschap SO&P", "Partnerschap [SO&P]"},
        {"vergoeding", "stagevergoeding", "stage[vergoeding]"},
        {"stagevergoeding", "De stagevergoeding", "De [stagevergoeding]"},
        {"stagevergoeding", "vergoeding voor de stage", "[vergoeding] voor de [stage]"},
        {"stagevergoeding", "Reiskostenvergoeding", "Reiskosten[vergoeding]"},
        {"\"vergoeding per maand\"", "stagevergoeding per maand; per maand vergoeding",
         "stage[vergoeding per maand]; per maand vergoeding"},
        {"\"stage vergoeding\"", "Stagevergoeding", "[Stagevergoeding]"},
        {"1250 euro", "Dat is € 1.250,- of 1250.", "Dat is [€ 1.250,-] of [1250]."},
        {"24/25", "schooljaar 2024-2025", "schooljaar [2024-2025]"},
    };
    for (const Row& row : rows) {
        INFO(row.query << " / " << row.text);
        CHECK(marked(row.query, row.text) == row.marked);
    }
}

TEST_CASE("The passage is the piece with most of the words, cut between words", "[highlight]") {
    const std::string filler = "Dit gaat over iets heel anders en wel zo lang dat het niet past. ";
    const std::string text = filler + filler + "De stage op de pabo wordt vergoed. " + filler;
    const std::string found = passage("pabo stage", {text});
    CHECK(found.find("[stage] op de [pabo]") != std::string::npos);
    CHECK(found.starts_with("…"));
    CHECK(found.ends_with("…"));
    CHECK(passage("pabo", {"", "Geen hit hier.", "Wel op de pabo."}) == "Wel op de [pabo].");
    CHECK(passage("pabo", {"Geen hit hier.", "Hier ook niet."}) == "Geen hit hier.");
    CHECK(passage("pabo", {}).empty());
    CHECK(passage("pabo", {"een\n\n  twee\tpabo"}) == "een twee [pabo]");
}

TEST_CASE("Fragments never cut a character, whatever the length", "[highlight]") {
    const std::string text =
        "Één coördinator—ééń pabo’s 😀 geünificeerd überhaupt ĳĳĳ stagevergoedingën ééééééééééééééééééé";
    for (std::size_t length = 1; length < text.size() + 5; ++length) {
        DutchText dutch;
        for (const char* query : {"coordinator pabo", "vergoeding", "nothing"}) {
            for (const Fragment& fragment :
                 Highlighter(parse_query(query, dutch), dutch).best_passage({text}, length)) {
                CHECK(is_utf8(fragment.text));
                CHECK(!fragment.text.empty());
            }
        }
    }
    const std::string whole = marked("coordinator vergoeding", text);
    std::string without_marks = whole;
    std::erase_if(without_marks, [](char c) { return c == '[' || c == ']'; });
    CHECK(without_marks == text);
}

TEST_CASE("A search answers with titles and passages from the store", "[highlight][index]") {
    TestIndex index;
    index.put({agreement("a", "Convenant over de pabo", "Eerst iets anders.",
                         {{"text", "De stagevergoeding op de pabo is hoog."}}),
               agreement("b", "Pabo")});
    auto result = index.search("pabo vergoeding");
    REQUIRE(result.hits.size() == 2);
    CHECK(joined(result.hits[0].title) == "Convenant over de [pabo]");
    CHECK(joined(result.hits[0].snippet) == "De stage[vergoeding] op de [pabo] is hoog.");
    CHECK(result.hits[1].snippet.empty());
    CHECK(index.search("").hits[0].snippet.empty());
}
