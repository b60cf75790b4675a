// Scores made word after word are those of Xapian's matcher, and what is kept in memory of a document follows what is
// written.
#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "indexer/columns.hpp"
#include "indexer/dutch.hpp"
#include "indexer/facets.hpp"
#include "indexer/phrases.hpp"
#include "indexer/scoring.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"
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
        .alternatives = {
            {.terms = {term("regio")},
             .phrases = {{.terms = {term("reis"), term("kosten")}, .order = {}},
                         {.terms = {term("school"), term("student")},
                          .order = {phrase_word(dutch.stem("school")), phrase_word(dutch.stem("student"))}}},
             .weight = 0.7}}};
    const std::vector<double> scores = score_documents(database, Columns(database), text).weight;

    const auto half = [](const Xapian::Query& query) {
        return Xapian::Query(Xapian::Query::OP_SCALE_WEIGHT, query, 0.5);
    };
    const auto both = [](const WordsTogether& words) {
        return Xapian::Query(Xapian::Query::OP_AND, words.terms.begin(), words.terms.end());
    };
    const WordsTogether& anywhere = text.alternatives.front().phrases.front();
    const WordsTogether& behind = text.alternatives.front().phrases.back();
    const Xapian::Query in_order((new PhraseSource(slots::words, behind.order))->release());
    const std::vector<Xapian::Query> best_of{Xapian::Query(term("regio")), half(both(anywhere)),
                                             half(Xapian::Query(Xapian::Query::OP_FILTER, both(behind), in_order))};
    std::vector<Xapian::Query> ways{
        {Xapian::Query::OP_SCALE_WEIGHT, Xapian::Query(Xapian::Query::OP_MAX, best_of.begin(), best_of.end()), 0.7}};
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

TEST_CASE("words that mean the same are one word: as rare as any of them, said as often as all of them") {
    TestIndex index;
    index.put({agreement("a", "stage", "reis reis kosten school"),
               agreement("b", "stage", "kosten school school school"),
               agreement("c", "stage", "school school school school")});
    const Xapian::Database database = open_generation(index);
    DutchText dutch;
    const Columns columns(database);
    const std::string reis = word_term(dutch.stem("reis"));
    const std::string kosten = word_term(dutch.stem("kosten"));
    const std::vector<double> scores =
        score_documents(database, columns, {.alternatives = {{.terms = {reis, kosten}, .phrases = {}, .weight = 0.1}}})
            .weight;
    const auto number_of = [&](const std::string& id) { return *database.postlist_begin(id_term(id)); };
    const TermWeights weights(database, columns);
    // Two of the three documents have one of them; the first one three times.
    CHECK(scores[number_of("a")] == Approx(0.1 * weights.of_term(2) * weights.of_times(number_of("a"), 3)));
    CHECK(scores[number_of("b")] == Approx(0.1 * weights.of_term(2) * weights.of_times(number_of("b"), 1)));
    CHECK(scores[number_of("c")] == 0);
}

TEST_CASE("only who has all that is demanded is found, and what is demanded weighs") {
    TestIndex index;
    index.put({agreement("a", "stage", "reis kosten school"), agreement("b", "stage", "kosten reis school"),
               agreement("c", "stage", "reis kosten"), agreement("d", "school", "school")});
    const Xapian::Database database = open_generation(index);
    DutchText dutch;
    const Columns columns(database);
    const auto term = [&](const char* word) { return word_term(dutch.stem(word)); };
    const WordsTogether reis_kosten{.terms = {term("reis"), term("kosten")},
                                    .order = {phrase_word(dutch.stem("reis")), phrase_word(dutch.stem("kosten"))}};
    const Scores scores =
        score_documents(database, columns,
                        {.words = {{{.term = term("school"), .weight = 1}}},
                         .demands = {{.terms = {}, .phrases = {reis_kosten}, .weight = 2},
                                     {.terms = {term("school"), term("nergens")}, .phrases = {}, .weight = 0}}});
    const auto number_of = [&](const std::string& id) { return *database.postlist_begin(id_term(id)); };
    const TermWeights weights(database, columns);
    CHECK(scores.found[number_of("a")]);
    CHECK_FALSE(scores.found[number_of("b")]);  // in another order
    CHECK_FALSE(scores.found[number_of("c")]);  // no school
    CHECK_FALSE(scores.found[number_of("d")]);
    // Three have reis, three kosten, three school, each once; the two words of the phrase weigh as much as apart.
    const double once = weights.of_term(3) * weights.of_times(number_of("a"), 1);
    CHECK(scores.weight[number_of("a")] == Approx(3 * once));
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
        CHECK(std::ranges::equal(followed->facets(document), anew.facets(document)));
        CHECK(followed->id(document) == anew.id(document));
    }
}

TEST_CASE("who still reads the snapshot before the newest keeps its columns, and the others keep theirs") {
    TestIndex index;
    std::mt19937 random(6);
    fill(index, 50, random);
    ColumnCache cache;
    Xapian::Database before = open_generation(index);
    Xapian::Database newest = open_generation(index);
    auto read_before = cache.at(before);
    index.put(agreement("n", "nieuw"));
    newest.reopen();
    cache.note_commit(before.get_revision(), newest.get_revision(), {newest.get_lastdocid()});
    const auto read_newest = cache.at(newest);
    CHECK(read_newest->revision() == newest.get_revision());
    CHECK(cache.at(before) == read_before);  // nothing is read again
    CHECK(cache.at(newest) == read_newest);

    read_before.reset();  // then it is read anew, once for all who need it
    read_before = cache.at(before);
    CHECK(read_before->revision() == before.get_revision());
    CHECK(read_before->last() == before.get_lastdocid());
    CHECK(cache.at(before) == read_before);
    CHECK(cache.at(newest) == read_newest);
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
