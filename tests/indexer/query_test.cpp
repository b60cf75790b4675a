#include "indexer/query.hpp"

#include <catch2/catch.hpp>
#include <random>

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

TEST_CASE("Hundreds of words are cut to what is looked for", "[query]") {
    std::string text;
    for (int i = 0; i < 500; ++i) text += "w" + std::to_string(i % 100) + " ";
    DutchText dutch;
    CHECK(parse_query(text, dutch).clauses.size() == most_query_words);
    CHECK(parse_query("\"" + text + "\"", dutch).clauses.at(0).tokens.size() == most_query_words);
    // Said twice is said once.
    CHECK(parse_query("stage +stage stage -\"de stage\" +stage -\"de stage\"", dutch).clauses.size() == 3);
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

TEST_CASE("Texts made at random of words and signs are queries too, and give the same answer twice", "[query]") {
    TestIndex index;
    index.put({agreement("a", "Stagevergoeding op de pabo", "€ 1.250,- in 2024/25", {{"sectors", {"po"}}}),
               agreement("b", "Overleg"), organisation("c", "Samen & Co", {{"brin", "25LZ"}})});
    const std::vector<std::string> pieces = {
        "pabo", "stage", "vergoeding", "sector:", "sector:po", "titel:", "brin:25lz", "kind:",  "amount:>", "..",
        "+",    "-",     "\"",         "„",       "”",         "(",      ")",         "*",      ":",        ",",
        ".",    "'",     "’s",         "&",       "€",         "1250",   "24/25",     "/",      " ",        " ",
        " ",    "\t",    "\n",         "AND",     "NOT",       "😀",      "é",         "\u00AD", "\xC3",     "\xFF",
        "x",    "25LZ",  "#",          "<b>",     "%",         "\\",     "~",         "\u2212"};
    std::mt19937 random(9);
    for (int round = 0; round < 2'000; ++round) {
        std::string text;
        for (std::size_t n = random() % 14; n > 0; --n) text += pieces[random() % pieces.size()];
        INFO(text);
        SearchResult first;
        REQUIRE_NOTHROW(first = index.index().search({.query = {.text = text}, .facets = false, .explain = true}));
        REQUIRE(TestIndex::ids_of(first) == index.ids(text));
        REQUIRE(first.total == static_cast<std::int64_t>(first.hits.size()));
    }
}

TEST_CASE("What stands between two words belongs to the word behind it only", "[query]") {
    const std::pair<const char*, const char*> rows[] = {
        {"+1250 euro", "+1250"},
        {"€ 1.250,- -pabo", "1250 -pabo"},
        {"+pabo/stage hbo", "+pabo +stage hbo"},
        {"pabo,-stage", "pabo -stage"},
        {"2024 -2025", "20242025"},
        {"pabo -\"2024 - 2025\"", "pabo -\"20242025\""},
        {"\u2212pabo stage", "-pabo stage"},
        {"a\"b c\"d", "a +\"b c\" d"},
        {"-€ 300 pabo", "-300 pabo"},
        {"+\"pabo", "+pabo"},
    };
    for (const auto& [text, tree] : rows) {
        INFO(text);
        CHECK(tree_of(text) == tree);
    }
}
