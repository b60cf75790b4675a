// What search must at least reach on the evaluation sets: a change that costs more than it gains fails here.
#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "tests/relevance/collection_index.hpp"
#include "tests/relevance/gold.hpp"

using namespace afb;
using namespace afb::relevance;

namespace {

const std::string data = std::string(AFB_SOURCE_DIR) + "/tests/relevance/data";

std::string listed(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += "\n  " + line;
    return text;
}

enum class Doubtful { may_be_found, counts_as_wrong };  // boundaries that people would disagree about: `~`

// Words with a boundary found where there is none.
std::vector<std::string> taken_apart_wrongly(const std::vector<GoldWord>& gold, const Splitter& split,
                                             Doubtful doubtful) {
    std::vector<std::string> mistakes;
    for (const GoldWord& word : gold) {
        const std::set<std::size_t> found = split(word.word);
        const bool wrong = std::any_of(found.begin(), found.end(), [&](std::size_t at) {
            const bool allowed = doubtful == Doubtful::may_be_found && word.optional.contains(at);
            return !word.required.contains(at) && !allowed;
        });
        if (wrong) mistakes.push_back(word.word);
    }
    return mistakes;
}

}  // namespace

TEST_CASE("words are taken apart where people would") {
    struct Floor {
        const char* set;
        double f1;
    };
    indexer::DutchText dutch;
    for (const Floor& floor : {Floor{"domain", 0.97}, Floor{"general", 0.95}, Floor{"running", 0.95}}) {
        const std::vector<GoldWord> gold = read_gold(data + "/compounds_" + floor.set + "_gold.txt");
        REQUIRE(gold.size() >= 150);
        const SplitScore score = score_splits(gold, index_splitter(dutch));
        INFO(floor.set << ": precision " << score.precision() << ", recall " << score.recall() << ", F1 " << score.f1()
                       << listed(score.mistakes));
        CHECK(score.f1() >= floor.f1);
    }
}

TEST_CASE("of the commonest words hardly any is taken apart that is no compound") {
    indexer::DutchText dutch;
    const Splitter split = index_splitter(dutch);
    const std::vector<GoldWord> commonest = read_gold(data + "/commonest_gold.txt");
    REQUIRE(commonest.size() == 2'000);
    const std::vector<std::string> mistakes = taken_apart_wrongly(commonest, split, Doubtful::may_be_found);
    // At the first look at the labels 3 were: .15 %.
    INFO(listed(mistakes));
    CHECK(mistakes.size() <= 3);

    // Who holds that no doubtful boundary (`~`) should be found either still sees less than 1 %.
    const std::vector<std::string> strictly = taken_apart_wrongly(commonest, split, Doubtful::counts_as_wrong);
    INFO(listed(strictly));
    CHECK(strictly.size() * 100 <= commonest.size());

    // A splitter that leaves everything whole would pass the above: all compounds are found but "wachtwoord", which the
    // lexicon keeps in one piece.
    const SplitScore score = score_splits(commonest, split);
    INFO(listed(score.mistakes));
    CHECK(score.missed <= 1);
}

TEST_CASE("of the common words of texts about agreements hardly any is taken apart that is no compound") {
    indexer::DutchText dutch;
    const std::vector<GoldWord> common = read_gold(data + "/common_gold.txt");
    REQUIRE(common.size() > 1'600);
    const std::vector<std::string> mistakes =
        taken_apart_wrongly(common, index_splitter(dutch), Doubtful::may_be_found);
    INFO(listed(mistakes));
    CHECK(mistakes.size() * 100 <= common.size());
}

TEST_CASE("the agreements that answer a question come first") {
    const Collection collection = read_collection(data);
    REQUIRE(collection.documents.size() == 600);
    REQUIRE(collection.queries.size() == 78);
    const CollectionIndex index(collection);
    const std::vector<QueryScore> scores =
        score_queries(collection, [&](const std::string& text) { return index.rank(text); });
    CHECK(mean(scores).ndcg >= 0.79);
    CHECK(mean(scores).recall >= 0.73);
    // What was chosen on one half of the topics holds on the other: neither half may be what pays for the other. Halves
    // differ by how hard their topics are: before the second look (refining.hpp) they had .820 and .712, .741 and .606.
    std::vector<QueryScore> halves[2];
    for (std::size_t i = 0; i < scores.size(); ++i) halves[i / 3 % 2].push_back(scores[i]);  // three wordings a topic
    CHECK(mean(halves[0]).ndcg >= 0.83);
    CHECK(mean(halves[1]).ndcg >= 0.73);
    CHECK(mean(halves[0]).recall >= 0.80);
    CHECK(mean(halves[1]).recall >= 0.65);
}
