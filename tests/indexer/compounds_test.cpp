#include "indexer/compounds.hpp"

#include <catch2/catch.hpp>
#include <ctime>
#include <fstream>
#include <iostream>
#include <set>

#include "indexer/dutch.hpp"
#include "indexer/folding.hpp"
#include "indexer/word_report.hpp"

using namespace afb::indexer;

namespace {

std::string divided(const std::string& word) {
    DutchText dutch;
    const std::string report = word_report(word, dutch);
    const std::size_t parts = report.find('\t') + 1;
    return report.substr(parts, report.find('\t', parts) - parts);
}

// A word of a gold file, with its boundaries as bytes of the word.
struct Labelled {
    std::string word;
    std::set<std::size_t> required;
    std::set<std::size_t> optional;
};

std::vector<Labelled> read_gold(const std::string& name) {
    std::ifstream in(std::string(AFB_SOURCE_DIR) + "/tests/relevance/data/compounds_" + name + "_gold.txt");
    std::vector<Labelled> words;
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line.front() == '#') continue;
        Labelled labelled;
        for (const char c : line) {
            if (c == '+') labelled.required.insert(labelled.word.size());
            if (c == '~') labelled.optional.insert(labelled.word.size());
            if (c != '+' && c != '~' && c != '_') labelled.word.push_back(c);
        }
        words.push_back(std::move(labelled));
    }
    return words;
}

double boundary_f1(const std::string& name) {
    DutchText dutch;
    double right = 0;
    double found = 0;
    double required = 0;
    for (const Labelled& labelled : read_gold(name)) {
        required += static_cast<double>(labelled.required.size());
        for (const Token& token : dutch.analyse(labelled.word)) {
            for (const Part& part : token.parts) {
                if (part.joined || part.begin == token.begin || labelled.optional.contains(part.begin)) continue;
                ++found;
                if (labelled.required.contains(part.begin)) ++right;
            }
        }
    }
    const double precision = right / found;
    const double recall = right / required;
    const double f1 = 2 * precision * recall / (precision + recall);
    std::cout << "splitter, " << name << ": precision " << precision << ", recall " << recall << ", F1 " << f1 << "\n";
    return f1;
}

double cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

}  // namespace

TEST_CASE("Compounds are taken apart where people who labelled them by hand would", "[compounds]") {
    CHECK(boundary_f1("domain") >= 0.97);
    CHECK(boundary_f1("general") >= 0.95);
    CHECK(boundary_f1("running") >= 0.95);
}

TEST_CASE("The field's words have their parts, with the linking morpheme at the part before", "[compounds]") {
    for (const char* word :
         {"stage+vergoeding", "reis+kosten+vergoeding", "begeleidings+tijd", "arbeids+markt+tekort",
          "arbeids+markt+tekorten", "opdenk+sessies", "werk+plek+begeleider", "werk+plek+leren", "lio+stage",
          "pabo+studenten", "leer+arbeids+overeenkomst", "onderwijs+regio's", "onderwijs+regio’s", "Stage+Vergoeding",
          "regio+coördinatoren", "opleidings+school+bestuur", "kilometer+vergoeding", "school+opleiders"}) {
        std::string joined = word;
        std::erase(joined, '+');
        CHECK(divided(joined) == word);
    }
    CHECK(divided("zij-instroomsubsidie") == "zij+instroom+subsidie");
}

TEST_CASE("Words that only look like compounds stay whole", "[compounds]") {
    for (const char* word :
         {"deelnemer",   "partnerschap", "samenwerking", "begeleiding", "vergoeding",  "eenheid",      "beleid",
          "leerling",    "bestuur",      "selecteert",   "wachtwoord",  "tijdens",     "volgens",      "maandag",
          "kantoor",     "controleren",  "herstellen",   "markering",   "oplossing",   "horizontaal",  "regelmatig",
          "cultuur",     "overeenkomst", "bijeenkomst",  "aanvraag",    "medewerkers", "gekregen",     "stages",
          "coördinator", "Saxion",       "Windesheim",   "Fontys",      "Amersfoort",  "compatibility"}) {
        CHECK(divided(word) == word);
    }
}

TEST_CASE("Foreign, senseless and hostile words cost little, and no byte is lost", "[compounds]") {
    std::vector<std::string> words{"",
                                   "a",
                                   "żółć",
                                   std::string(60, 's'),
                                   std::string(5'000, 'e'),
                                   "covid19maatregel",
                                   "\xFF\xFE\x80",
                                   "ωωω",
                                   "İI",
                                   "e\u0301\u0301\u0301lan"};
    for (const char* piece : {"dag", "stage", "en", "s", "regen", "kosten", "arbeids", "tijd", "één"}) {
        std::string word;
        while (word.size() < 60) word += piece;
        words.push_back(word);
        words.push_back(word + word + word);
    }
    const Lexicon lexicon = Lexicon::built_in();
    for (const std::string& word : words) {
        const double start = cpu_ms();
        split_compound(fold(word), lexicon);
        DutchText().analyse(word);
        CHECK(cpu_ms() - start < 100);  // mostly below 1, also when every letter can begin a part
        std::string letters = divided(word);
        std::erase(letters, '+');
        CHECK(letters.size() <= std::min<std::size_t>(word.size() * 3, 1'000));
    }
}

TEST_CASE("The parts of a closed compound stand at its place, also under accents and ligatures", "[compounds]") {
    const auto table = [](const std::string& text) {
        std::string rows;
        DutchText dutch;
        for (const Token& token : dutch.analyse(text)) {
            for (const Part& part : token.parts) {
                rows += (rows.empty() ? "" : " ") + part.folded + "=" + text.substr(part.begin, part.end - part.begin) +
                        "@" + std::to_string(part.offset) + (part.hyphenated ? "-" : "") + (part.joined ? "+" : "");
            }
            rows += " /" + std::to_string(token.width);
        }
        return rows;
    };
    CHECK(table("Begeleidingstijd") == "begeleiding=Begeleiding@0 tijd=tijd@0 /1");
    CHECK(table("de coördinatorenoverleggen") == " /1 coordinatoren=coördinatoren@0 overleggen=overleggen@0 /1");
    CHECK(table("o\u0308konomiee\u0301n") == " /1");
    CHECK(table("ideee\u0308nbus") == "ideeen=ideee\u0308n@0 bus=bus@0 /1");
    CHECK(table("onderwĳsregio’s") == "onderwijs=onderwĳs@0 regio=regio@0 /1");
    CHECK(table("stage\u00ADvergoeding") == "stage=stage\u00AD@0 vergoeding=vergoeding@0 /1");
    CHECK(table("werkplekbegeleider") == "werk=werk@0 werkplek=werkplek@0+ plek=plek@0 begeleider=begeleider@0 /1");
    CHECK(table("zij-instroomsubsidie") ==
          "zij=zij@0- instroomsubsidie=instroomsubsidie@1-+ instroom=instroom@1 subsidie=subsidie@1 /2");
}

TEST_CASE("Analysis remembers words and gives the same after it forgot them", "[compounds]") {
    DutchText dutch;
    const auto reading = [&](const std::string& word) { return word_report(word, dutch); };
    const std::string before = reading("reiskostenvergoedingen");
    for (int i = 0; i < 30'000; ++i) {
        std::string word = "woord";
        for (int rest = i; rest > 0; rest /= 26) word.push_back(static_cast<char>('a' + rest % 26));
        dutch.stem(word);
    }
    CHECK(reading("reiskostenvergoedingen") == before);
}
