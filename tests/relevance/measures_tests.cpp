// The measures themselves, against numbers worked out by hand.
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/relevance/gold.hpp"
#include "tests/relevance/ranking.hpp"

using namespace afb::relevance;

TEST_CASE("a gold line says where parts begin, which boundaries are optional, and not where linking morphemes do") {
    const GoldWord word = parse_gold("voorloper_s+regio~'s");
    CHECK(word.word == "voorlopersregio's");
    CHECK(word.required == std::set<std::size_t>{10});
    CHECK(word.optional == std::set<std::size_t>{15});
}

TEST_CASE("a splitter is scored by the boundaries it finds, misses and makes up") {
    const std::vector<GoldWord> gold = {parse_gold("stage+vergoeding"), parse_gold("onder~wijs+regio"),
                                        parse_gold("beleid")};
    const auto split = [](const std::string& word) {
        if (word == "stagevergoeding") return std::set<std::size_t>{5, 8};  // one right, one made up
        if (word == "onderwijsregio") return std::set<std::size_t>{5};      // optional; one missed
        return std::set<std::size_t>{};
    };
    const SplitScore score = score_splits(gold, split);
    CHECK(score.words == 3);
    CHECK(score.right == 1);
    CHECK(score.wrong == 1);
    CHECK(score.missed == 1);
    CHECK(score.whole == 1);
    CHECK(score.precision() == Approx(0.5));
    CHECK(score.recall() == Approx(0.5));
    CHECK(score.f1() == Approx(0.5));
    REQUIRE(score.mistakes.size() == 2);
    CHECK(score.mistakes[0] == "stage+ver+goeding, should be stage+vergoeding");
}

TEST_CASE("a splitter that takes nothing apart has no precision to lose and no recall") {
    const SplitScore score =
        score_splits({parse_gold("stage+plek")}, [](const std::string&) { return std::set<std::size_t>{}; });
    CHECK(score.precision() == Approx(1));
    CHECK(score.recall() == Approx(0));
    CHECK(score.f1() == Approx(0));
}

TEST_CASE("nDCG is 1 for the best order, less for another, and does not look beyond its depth") {
    const Grades grades = {{"a", 2}, {"b", 1}, {"c", 1}};
    CHECK(ndcg({"a", "b", "c"}, grades) == Approx(1));
    const double ideal = 2 + 1 / std::log2(3) + 1 / std::log2(4);
    CHECK(ndcg({"x", "b", "a"}, grades) == Approx((1 / std::log2(3) + 2 / std::log2(4)) / ideal));
    const double steep_ideal = 3 + 1 / std::log2(3) + 1 / std::log2(4);
    CHECK(ndcg({"x", "b", "a"}, grades, Gain::steep) == Approx((1 / std::log2(3) + 3 / std::log2(4)) / steep_ideal));
    CHECK(ndcg({"x", "y", "a"}, grades, Gain::grade, 2) == Approx(0));
    CHECK(ndcg({}, grades) == Approx(0));
    CHECK(ndcg({"a"}, {}) == Approx(0));
}

TEST_CASE("recall is the share of the relevant documents within its depth") {
    const Grades grades = {{"a", 2}, {"b", 1}, {"c", 1}, {"d", 1}};
    CHECK(recall({"x", "a", "b"}, grades) == Approx(0.5));
    CHECK(recall({"x", "a", "b"}, grades, 2) == Approx(0.25));
    CHECK(recall({}, grades) == Approx(0));
}

TEST_CASE("means are taken over all queries or over one wording") {
    const JudgedQuery compound{.id = "1", .wording = 'c', .text = "", .grades = {}};
    const JudgedQuery everyday{.id = "2", .wording = 'v', .text = "", .grades = {}};
    const std::vector<QueryScore> scores = {{.query = &compound, .ndcg = 1, .steep_ndcg = 1, .recall = 0.5},
                                            {.query = &everyday, .ndcg = 0.5, .steep_ndcg = 0, .recall = 0}};
    CHECK(mean(scores).ndcg == Approx(0.75));
    CHECK(mean(scores).steep_ndcg == Approx(0.5));
    CHECK(mean(scores).recall == Approx(0.25));
    CHECK(mean(scores, 'v').ndcg == Approx(0.5));
    CHECK(mean(scores, 'v').queries == 1);
    CHECK(mean(scores, 'p').queries == 0);
}
