// The second look at the best: words that stand together, and records like the six best right behind those.
#include <catch2/catch.hpp>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

// Changed on this day of January: of equally good records the newest comes first.
Entry changed_on(int day, Entry entry) {
    entry.updated_at = (day < 10 ? "2026-01-0" : "2026-01-") + std::to_string(day) + "T00:00:00.000Z";
    return entry;
}

}  // namespace

TEST_CASE("Of records with the same words the one in which they stand together comes first", "[refining]") {
    TestIndex index;
    const std::string middle = " zonder maar tussen toen ";
    index.put({changed_on(1, agreement("together", "A", "hogeschool betaalt student" + middle + "boek lamp stoel")),
               changed_on(2, agreement("apart", "A", "hogeschool boek lamp" + middle + "betaalt stoel student")),
               changed_on(3, agreement("one", "A", "hogeschool boek lamp" + middle + "tafel stoel kaarten"))});
    CHECK(index.ids("betaalt de hogeschool de student") == Ids{"together", "apart", "one"});
    // A word by itself has nothing to stand near.
    CHECK(index.ids("hogeschool") == Ids{"one", "apart", "together"});
}

TEST_CASE("Behind the six best come those like them, and nobody is found by that", "[refining]") {
    TestIndex index;
    std::vector<Entry> entries;
    const auto add = [&](int day, const std::string& id, const std::string& title, const std::string& summary) {
        entries.push_back(changed_on(day, agreement(id, title, summary)));
    };
    for (int i = 0; i < 6; ++i) add(20, "best" + std::to_string(i), "vergoeding", "cafetaria fiets");
    for (int i = 0; i < 20; ++i) add(10, "other" + std::to_string(i), "stoel", "vergoeding lamp boek");
    add(1, "alike", "stoel", "vergoeding cafetaria boek");
    add(20, "without", "stoel", "cafetaria fiets");
    for (int i = 0; i < 200; ++i) add(1, "more" + std::to_string(i), "lamp", "boek stoel kast");
    index.put(entries);
    const auto check = [&] {
        const SearchResult found = index.search(RecordQuery{.text = "vergoeding", .limit = 100});
        const Ids ids = TestIndex::ids_of(found);
        CHECK(found.total == 27);
        REQUIRE(ids.size() == 27);
        for (std::size_t i = 0; i < 6; ++i) CHECK(ids[i].starts_with("best"));
        CHECK(ids[6] == "alike");
        for (std::size_t i = 1; i < found.hits.size(); ++i) CHECK(found.hits[i].score <= found.hits[i - 1].score);
    };
    check();
    index.rebuild();  // other document numbers
    check();
    // Who is too good to be pushed back is not.
    index.put(changed_on(1, agreement("named", "vergoeding en niets dan vergoeding")));
    CHECK(index.ids("vergoeding en niets dan vergoeding").front() == "named");
}
