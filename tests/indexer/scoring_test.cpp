// Scores made word after word are those of Xapian's matcher, and what is kept in memory of a document follows what is
// written.
#include <catch2/catch.hpp>
#include <random>

#include "indexer/columns.hpp"
#include "indexer/dutch.hpp"
#include "indexer/facets.hpp"
#include "indexer/scoring.hpp"
#include "indexer/terms.hpp"
#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

Xapian::Database open_generation(const TestIndex& index) {
    std::string path;
    for (const auto& entry : std::filesystem::directory_iterator(index.folder().text())) {
        if (entry.is_directory()) path = entry.path().string();
    }
    return Xapian::Database(path);
}

std::string random_text(std::mt19937& random, std::size_t words) {
    const char* vocabulary[] = {"stage", "vergoeding", "school", "regio", "student", "begeleider", "reis", "kosten"};
    std::string text;
    for (std::size_t i = 0; i < words; ++i) text.append(vocabulary[random() % (1 + random() % 8)]).append(" ");
    return text;
}

void fill(TestIndex& index, int count, std::mt19937& random) {
    std::vector<Entry> entries;
    for (int i = 0; i < count; ++i) {
        entries.push_back(agreement(
            "a" + std::to_string(i), random_text(random, 3), random_text(random, 2 + random() % 40),
            {{"sectors", {random() % 2 == 0 ? "po" : "vo"}}, {"status", random() % 4 == 0 ? "draft" : "published"}}));
    }
    index.put(std::move(entries));
}

}  // namespace

TEST_CASE("words scored one after the other weigh what Xapian's matcher makes of them") {
    TestIndex index;
    std::mt19937 random(3);
    fill(index, 200, random);
    const Xapian::Database database = open_generation(index);
    DutchText dutch;
    const auto term = [&](const char* word) { return word_term(dutch.stem(word)); };
    const RankedText text{
        .words = {{{.term = term("stage"), .weight = 1}, {.term = term("vergoeding"), .weight = 0.3}},
                  {{.term = term("vergoeding"), .weight = 0.4}},
                  {{.term = term("nergens"), .weight = 1}}},
        .rest = Xapian::Query(Xapian::Query::OP_SYNONYM, Xapian::Query(term("regio")), Xapian::Query(term("kosten")))};
    const std::vector<double> scores = score_documents(database, Columns(database), text);

    std::vector<Xapian::Query> ways{text.rest};
    for (const WordWays& word : text.words) {
        for (const WeightedTerm& way : word)
            ways.emplace_back(Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(way.term), way.weight);
    }
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(ranking());
    enquire.set_query(Xapian::Query(Xapian::Query::OP_OR, ways.begin(), ways.end()));
    const Xapian::MSet all = enquire.get_mset(0, database.get_doccount());
    std::size_t scored = 0;
    for (const double score : scores) scored += score > 0 ? 1U : 0U;
    REQUIRE(all.size() > 100);
    CHECK(scored == all.size());
    bool same = true;
    for (auto hit = all.begin(); hit != all.end(); ++hit)
        same = same && scores[*hit] == Approx(hit.get_weight()).epsilon(1e-9);
    CHECK(same);
}

TEST_CASE("what is kept of documents after writes is what reading everything anew gives") {
    TestIndex index;
    std::mt19937 random(4);
    fill(index, 50, random);
    ColumnCache cache;
    Xapian::Database database = open_generation(index);
    cache.at(database);
    const auto write = [&](std::vector<Entry> entries, std::vector<Xapian::docid> changed) {
        const Xapian::rev before = database.get_revision();
        index.put(std::move(entries));
        database.reopen();
        cache.note_commit(before, database.get_revision(), std::move(changed));
    };
    const auto number_of = [&](const std::string& id) { return *database.postlist_begin(id_term(id)); };
    write({agreement("a7", "veel langer dan het was", random_text(random, 80), {{"status", "draft"}})},
          {number_of("a7")});
    write({removal("a9")}, {number_of("a9")});
    write({agreement("b1", "nieuw", "stage", {{"sectors", {"po"}}})}, {database.get_lastdocid() + 1});

    const auto followed = cache.at(database);
    const Columns anew(database);
    REQUIRE(followed->last() == anew.last());
    CHECK(followed->revision() == anew.revision());
    for (Xapian::docid document = 1; document <= anew.last(); ++document) {
        INFO("document " << document);
        CHECK(followed->length(document) == anew.length(document));
        CHECK(followed->is_public(document) == anew.is_public(document));
        CHECK(followed->facets(document) == anew.facets(document));
    }
}

TEST_CASE("a search after many writes counts what is there") {
    TestIndex index;
    std::mt19937 random(5);
    fill(index, 40, random);
    const RecordQuery anything{.text = "stage school", .public_only = false, .limit = 100};
    const auto total = index.search(anything, true).total;
    REQUIRE(total > 10);
    for (int i = 0; i < 30; ++i) index.put(agreement("n" + std::to_string(i), "stage", {}, {{"sectors", {"mbo"}}}));
    CHECK(index.search(anything, true).total == total + 30);
    for (int i = 0; i < 10; ++i) index.put(removal("n" + std::to_string(i)));
    const SearchResult found = index.search(anything, true);
    CHECK(found.total == total + 20);
    for (const Facet& facet : found.facets) {
        if (facet.name != "sector") continue;
        for (const FacetValue& value : facet.values) {
            if (value.value == "mbo") CHECK(value.count == 20);
        }
    }
}
