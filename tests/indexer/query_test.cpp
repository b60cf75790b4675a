#include "indexer/query.hpp"

#include <catch2/catch.hpp>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::string tree_of(const std::string& text) {
    DutchText dutch;
    std::string tree;
    for (const Clause& clause : parse_query(text, dutch).clauses) {
        if (!tree.empty()) tree += " ";
        tree += clause.demand == Demand::must ? "+" : clause.demand == Demand::must_not ? "-" : "";
        if (clause.phrase) tree += "\"";
        for (std::size_t i = 0; i < clause.tokens.size(); ++i) tree += (i > 0 ? " " : "") + clause.tokens[i].folded;
        if (clause.phrase) tree += "\"";
    }
    return tree;
}

}  // namespace

TEST_CASE("What people type becomes a list of what they ask for", "[query]") {
    const std::pair<const char*, const char*> rows[] = {
        {"", ""},
        {"   ", ""},
        {"pabo stage", "pabo stage"},
        {"+pabo -stage", "+pabo -stage"},
        {"\"samen opleiden\" pabo", "+\"samen opleiden\" pabo"},
        {"-\"samen opleiden\"", "-\"samen opleiden\""},
        {"„samen opleiden”", "+\"samen opleiden\""},
        {"«samen opleiden»", "+\"samen opleiden\""},
        {"samen \"opleiden", "samen opleiden"},
        {"\"\" pabo", "pabo"},
        {"zij-instromer", "zijinstromer"},
        {"Noord - Zuid", "noord zuid"},
        {"+ pabo", "pabo"},
        {"--pabo", "pabo"},
        {"+-pabo", "pabo"},
        {"(pabo) (-stage)", "pabo -stage"},
        {"((((", ""},
        {"*", ""},
        {"pabo*", "pabo"},
        {"de stage van de pabo", "stage pabo"},
        {"de", "de"},
        {"\"de stage\"", "+\"de stage\""},
        {"+de stage", "+de stage"},
        {"a\tb\nc", "a b c"},
        {"titel:pabo", "titel pabo"},
    };
    for (const auto& [text, tree] : rows) {
        INFO(text);
        CHECK(tree_of(text) == tree);
    }
}

TEST_CASE("A thousand words are cut to what is looked for", "[query]") {
    std::string text;
    for (int i = 0; i < 1'000; ++i) text += "w" + std::to_string(i % 10) + " ";
    DutchText dutch;
    CHECK(parse_query(text, dutch).clauses.size() == most_query_words);
    CHECK(parse_query("\"" + text + "\"", dutch).clauses.at(0).tokens.size() == most_query_words);
}

TEST_CASE("Nothing that a person types is an error", "[query]") {
    TestIndex index;
    index.put({agreement("a", "Stagevergoeding op de pabo"), agreement("b", "Overleg")});
    std::vector<std::string> hostile{"((((",
                                     "))))",
                                     "*",
                                     "**",
                                     "\"",
                                     "\"\"",
                                     "\"\"\"",
                                     "+",
                                     "-",
                                     "+-",
                                     "-+\"",
                                     "NOT",
                                     "AND OR NOT",
                                     "a AND",
                                     "pabo OR (",
                                     "[",
                                     "{",
                                     "\\",
                                     "~1",
                                     "^5",
                                     "titel:",
                                     ":",
                                     "::",
                                     "XPUB",
                                     "Qa",
                                     "XKagreement",
                                     "Zpabo",
                                     "' OR 1=1 --",
                                     "<script>",
                                     "%00",
                                     "pabo AND NOT",
                                     "...",
                                     "----",
                                     "\"-\"",
                                     "\"pabo",
                                     "pabo\"",
                                     "a*b*c*",
                                     "?",
                                     "pabo~",
                                     "'s",
                                     "'",
                                     "’",
                                     std::string("pa\0bo", 5),
                                     std::string("\0\0\0", 3),
                                     "\x01\x02\x03",
                                     "\xFF\xFE",
                                     "\xC3",
                                     "pabo\xE2\x82",
                                     "😀",
                                     "😀 pabo 👩‍👩‍👧",
                                     "مرحبا",
                                     "漢字漢字",
                                     "\u202Epabo",
                                     "\uFEFFpabo",
                                     "e\u0301",
                                     "\u0301\u0301",
                                     "\u00AD",
                                     "-\u00AD",
                                     "\"\u00AD\"",
                                     "+\u00AD"};
    hostile.push_back(std::string(100'000, '('));
    hostile.push_back(std::string(100'000, 'a'));
    hostile.push_back(std::string(100'000, '"'));
    hostile.push_back(std::string(100'000, '-'));
    std::string words;
    std::string phrases;
    for (int i = 0; i < 1'000; ++i) {
        words += "woord" + std::to_string(i) + " ";
        phrases += "\"een twee\" -\"x y\" +z ";
    }
    hostile.push_back(words);
    hostile.push_back(phrases);
    for (const std::string& text : hostile) {
        INFO(text.substr(0, 80));
        CHECK_NOTHROW(index.search(RecordQuery{.text = text}, true));
        CHECK_NOTHROW(index.index().suggest(text, 10, true));
    }
    CHECK(index.ids("((((pabo") == Ids{"a"});
    CHECK(index.ids("XPUB").empty());
    CHECK(index.ids("Zpabo").empty());
}
