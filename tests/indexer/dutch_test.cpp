#include "indexer/dutch.hpp"

#include <catch2/catch.hpp>

#include "indexer/folding.hpp"

using namespace afb::indexer;

TEST_CASE("Folding takes away case, accents and invisible marks, and is done in one go", "[dutch]") {
    const std::pair<const char*, const char*> rows[] = {
        {"Coördinator", "coordinator"},
        {"ÉÉN", "een"},
        {"ĳsbeer", "ijsbeer"},
        {"Ĳmuiden", "ijmuiden"},
        {"straße", "strasse"},
        {"Curaçao", "curacao"},
        {"Łódź", "lodz"},
        {"œuvre", "oeuvre"},
        {"e\u0301e\u0301n", "een"},
        {"af\u00ADspraak", "afspraak"},
        {"ﬁets", "fiets"},
        {"Ștefan", "stefan"},
        {"Ὀδυσσεύς", "ὀδυσσεύς"},
    };
    for (const auto& [text, folded] : rows) {
        INFO(text);
        CHECK(fold(text) == folded);
        CHECK(fold(fold(text)) == fold(text));
    }
}

TEST_CASE("Invalid UTF-8 is read without harm", "[dutch]") {
    for (const std::string text :
         {"\xFF", "\xC3", "a\xE2\x82", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xC0\xAF", "\xF0\x80\x80\x80x"}) {
        fold(text);
        DutchText().analyse(text);
        CHECK(clean(text, 100).find('\xFF') == std::string::npos);
        CHECK(clean(clean(text, 100), 100) == clean(text, 100));
    }
    CHECK(clean("a\x01\x1F\x7Fz\n", 100) == "a   z ");
    CHECK(clean("ééé", 5) == "éé");
}

TEST_CASE("Words have one stem for their forms, and begeleiding is not beleid", "[dutch]") {
    DutchText dutch;
    const std::pair<const char*, const char*> same[] = {
        {"stage", "stages"},
        {"partnerschap", "partnerschappen"},
        {"subsidie", "subsidies"},
        {"uur", "uren"},
        {"vergoeding", "vergoedingen"},
        {"opleiden", "opgeleid"},
        {"financieren", "gefinancierd"},
        {"school", "scholen"},
        {"leraar", "leraren"},
        {"gemeente", "gemeenten"},
        {"gebruik", "gebruiken"},
        {"begeleiding", "begeleiden"},
        {"uur", "uurtje"},
        {"regio", "regios"},
        {"hoog", "hoge"},
        {"vergoeden", "vergoedt"},
        {"overeenkomst", "overeenkomsten"},
        {"financieel", "financiele"},
        {"bevoegd", "bevoegde"},
        {"onbevoegd", "onbevoegden"},
        {"regelen", "regelt"},
        {"ontwikkeld", "ontwikkeling"},
        {"ondertekend", "ondertekening"},
        {"verzekert", "verzekering"},
        {"uitbetaald", "uitbetaling"},
        {"stagevergoeding", "stagevergoedingen"},
        {"werkplekbegeleider", "werkplekbegeleiders"},
        {"basisschool", "basisscholen"},
        {"arbeidsmarkttekort", "arbeidsmarkttekorten"},
        {"honorering", "honoreren"},
        {"honoreren", "gehonoreerd"},
        {"detachering", "detacheert"},
        {"detacheren", "gedetacheerd"},
        {"evalueren", "evalueert"},
        {"organiseren", "georganiseerd"},
        {"veranderen", "verandert"},
    };
    for (const auto& [a, b] : same) {
        INFO(a << " " << b);
        CHECK(dutch.stem(a) == dutch.stem(b));
    }
    const std::pair<const char*, const char*> different[] = {
        {"begeleiding", "beleid"},  {"begeleiden", "beleid"},
        {"begeleider", "beleider"}, {"gebied", "bieden"},
        {"gelijk", "lijk"},         {"gebruik", "bruik"},
        {"gemeente", "meent"},      {"stagevergoeding", "stavergoeding"},
        {"stage", "staag"},         {"school", "schol"},
        {"leraar", "leren"},        {"regio", "regie"},
        {"bestuur", "sturen"},      {"student", "studie"},
        {"verband", "verbannen"},
    };
    for (const auto& [a, b] : different) {
        INFO(a << " " << b);
        CHECK(dutch.stem(a) != dutch.stem(b));
    }
    CHECK(dutch.stem("27um") == "27um");
}

namespace {

std::string table_of(const std::string& text) {
    std::string table;
    for (const Token& token : DutchText().analyse(text)) {
        table += (table.empty() ? "" : " ") + token.folded + "(" + text.substr(token.begin, token.end - token.begin);
        for (const Part& part : token.parts)
            table += "|" + part.folded + "=" + text.substr(part.begin, part.end - part.begin);
        table += ")";
    }
    return table;
}

}  // namespace

TEST_CASE("Words are found where they stand", "[dutch]") {
    const std::pair<const char*, const char*> rows[] = {
        {"", ""},
        {" .,!? ", ""},
        {"De regio's van foto’s.", "de(De) regio(regio) van(van) foto(foto)"},
        {"zij-instromers", "zijinstromers(zij-instromers|zij=zij|instromers=instromers)"},
        {"SO&P", "so&p(SO&P|so=SO|p=P)"},
        {"so & p", "so(so) p(p)"},
        {"2024-2025", "20242025(2024-2025|2024=2024|2025=2025)"},
        {"€ 1.250,00", "1250(€ 1.250,00|1250=1.250,00|euro=€)"},
        {"in 1.25 en 1.2500", "in(in) 1.25(1.25) en(en) 1(1) 2500(2500)"},
        {"één—twee", "een(één) twee(twee)"},
        {"-min plus-", "min(min) plus(plus)"},
        {"'s-Hertogenbosch", "shertogenbosch(s-Hertogenbosch|s=s|hertogenbosch=Hertogenbosch)"},
        {"snake_case", "snake(snake) case(case)"},
        {"zij\u2011instroom", "zijinstroom(zij\u2011instroom|zij=zij|instroom=instroom)"},
    };
    for (const auto& [text, table] : rows) CHECK(table_of(text) == table);
}

TEST_CASE("A word never makes a term that Xapian refuses", "[dutch]") {
    const auto tokens =
        DutchText().analyse(std::string(5'000, 'a') + " " + std::string("é-") + std::string(3'000, 'b'));
    for (const Token& token : tokens) {
        CHECK(token.folded.size() <= 60);
        CHECK(token.stem.size() <= 60);
    }
    std::string accents;
    for (int i = 0; i < 200; ++i) accents += "\u03C9";
    CHECK(DutchText().analyse(accents).at(0).folded.size() == 60);
}

TEST_CASE("Families are the first five letters of words that have them", "[dutch]") {
    CHECK(family("stagevergoeding") == "stage");
    CHECK(family("vier").empty());
    CHECK(family("20242025").empty());
    CHECK(family("\u03C9\u03C9\u03C9\u03C9\u03C9\u03C9") == "\u03C9\u03C9\u03C9\u03C9\u03C9");
}

TEST_CASE("The list of words without meaning can be searched", "[dutch]") {
    for (const char* word : {"aan", "de", "een", "het", "van", "zijn", "the"}) CHECK(is_stop_word(word));
    for (const char* word : {"pabo", "stage", "", "zzz"}) CHECK_FALSE(is_stop_word(word));
}
