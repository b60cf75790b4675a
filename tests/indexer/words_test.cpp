#include "indexer/words.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "indexer/phrases.hpp"

using namespace afb::indexer;

namespace {

// Optimal string alignment, the plain way.
unsigned distance(const std::string& a, const std::string& b) {
    std::vector<std::vector<unsigned>> d(a.size() + 1, std::vector<unsigned>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                d[i][j] = static_cast<unsigned>(i + j);
                continue;
            }
            d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
        }
    }
    return d[a.size()][b.size()];
}

}  // namespace

TEST_CASE("Near words are exactly those that a full comparison finds", "[words]") {
    std::mt19937 random(3);
    const auto word = [&] {
        std::string text;
        for (std::size_t i = 3 + random() % 5; i > 0; --i) text.push_back(static_cast<char>('a' + random() % 4));
        return text;
    };
    std::vector<std::string> words;
    for (int i = 0; i < 1'500; ++i) words.push_back(word());
    const WordList list(words);
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    REQUIRE(list.size() == words.size());
    for (int i = 0; i < 100; ++i) {
        const std::string typed = word();
        for (const unsigned farthest : {0U, 1U, 2U}) {
            std::map<std::string, unsigned> found;
            list.for_each_near(typed, farthest,
                               [&](std::size_t w, unsigned d) { found[std::string(list.folded(w))] = d; });
            std::map<std::string, unsigned> expected;
            for (const std::string& other : words) {
                if (const unsigned d = distance(typed, other); d <= farthest) expected[other] = d;
            }
            CHECK(found == expected);
        }
    }
}

TEST_CASE("Phrases are words behind each other, whatever stands at the same place", "[words]") {
    WordOrder order;
    const char* words[] = {"de", "zijinstromer", "zij", "instromer", "zijinstromer", "leert", "de", "de", "pabo"};
    const std::uint32_t positions[] = {1, 2, 2, 3, 3, 4, 5, 6, 300};
    for (std::size_t i = 0; i < std::size(words); ++i) order.add(words[i], positions[i]);
    const auto has = [&](std::initializer_list<const char*> phrase) {
        std::vector<std::uint32_t> wanted;
        for (const char* word : phrase) wanted.push_back(phrase_word(word));
        return has_phrase(order.packed(), wanted);
    };
    CHECK(has({"de", "zijinstromer"}));
    CHECK(has({"de", "zij", "instromer", "leert", "de", "de"}));
    CHECK(has({"zijinstromer", "leert"}));
    CHECK(has({"pabo"}));
    CHECK_FALSE(has({"de", "instromer"}));
    CHECK_FALSE(has({"zij", "zijinstromer", "de"}));
    CHECK_FALSE(has({"de", "pabo"}));
    CHECK_FALSE(has({"de", "de", "de"}));
    CHECK_FALSE(has_phrase("", {1, 2}));
    CHECK_FALSE(has_phrase("\x01\x02", {1}));
}

TEST_CASE("Words by prefix and by what they contain", "[words]") {
    const WordList list({"reis", "stage", "stagevergoeding", "vergoeding", "coördinator", "coordinator"});
    const auto containing = [&](const char* needle) {
        std::vector<std::string> found;
        list.for_each_containing(needle, [&](std::size_t word) { found.emplace_back(list.folded(word)); });
        return found;
    };
    CHECK(containing("vergoeding") == std::vector<std::string>{"stagevergoeding", "vergoeding"});
    CHECK(containing("e") == std::vector<std::string>{"reis", "stage", "stagevergoeding", "vergoeding"});
    CHECK(containing("stage\nst").empty());
    CHECK(containing("").empty());
    const auto [first, last] = list.with_prefix("stage");
    CHECK(last - first == 2);
    CHECK(list.surface(0) == "coördinator");
    CHECK(list.size() == 5);
    const WordList none({});
    CHECK(none.with_prefix("a") == std::pair<std::size_t, std::size_t>(0, 0));
    none.for_each_near("abc", 2, [](std::size_t, unsigned) { FAIL("there are no words"); });
}
