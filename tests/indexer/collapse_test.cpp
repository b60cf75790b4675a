// Records shown as one, held against what follows from the same search without.
#include <catch2/catch.hpp>
#include <map>
#include <random>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

using Holders = std::map<std::string, std::string>;  // by record; "" for none

// Few words and few moments of change: many records are equally good, and some equally new.
std::vector<Entry> random_records(std::mt19937& random, Holders& holders) {
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    const char* words[] = {"alfa", "beta", "gamma", "delta"};
    std::vector<Entry> records;
    for (int i = 0; i < 300; ++i) {
        const std::string id = "r" + std::to_string(i);
        if (below(6) == 0) {
            records.push_back(organisation(id, words[below(4)]));
            holders[id] = "";
            continue;
        }
        Json body = {{"status", below(5) == 0 ? "draft" : "published"}, {"sectors", {below(2) == 0 ? "po" : "vo"}}};
        if (below(5) > 0) body["holder"] = "holder" + std::to_string(below(12));
        holders[id] = body.value("holder", "");
        records.push_back(agreement(id, words[below(4)], std::string(words[below(4)]) + " " + words[below(4)], body));
        records.back().updated_at = "2026-01-0" + std::to_string(1 + below(3)) + "T00:00:00.000Z";
    }
    return records;
}

struct Shown {
    std::vector<std::string> ids;
    std::map<std::string, std::int64_t> behind;  // by holder, where there are any
};

// The first of each holder in the order of the whole list, and all without one.
Shown shown_of(const std::vector<std::string>& all, const Holders& holders) {
    Shown shown;
    std::map<std::string, std::int64_t> found;
    for (const std::string& id : all) {
        const std::string& holder = holders.at(id);
        if (holder.empty() || ++found[holder] == 1) shown.ids.push_back(id);
    }
    for (const auto& [holder, count] : found) {
        if (count > 1) shown.behind[holder] = count - 1;
    }
    return shown;
}

void compare(TestIndex& index, const Holders& holders, RecordQuery query) {
    query.limit = 1'000;
    const SearchResult all = index.search(query, true);
    REQUIRE(all.records == all.total);
    const Shown expected = shown_of(TestIndex::ids_of(all), holders);

    query.collapse = "holder";
    const SearchResult result = index.search(query, true);
    CHECK(TestIndex::ids_of(result) == expected.ids);
    CHECK(result.total == static_cast<std::int64_t>(expected.ids.size()));
    CHECK(result.records == all.total);
    std::map<std::string, std::int64_t> behind;
    for (const Hit& hit : result.hits) {
        if (hit.collapsed.count == 0) continue;
        CHECK(hit.collapsed.value == holders.at(hit.id));
        behind[hit.collapsed.value] = hit.collapsed.count;
    }
    CHECK(behind == expected.behind);
    // Facets count records, whatever is shown.
    REQUIRE(result.facets.size() == all.facets.size());
    for (std::size_t i = 0; i < all.facets.size(); ++i) {
        REQUIRE(result.facets[i].values.size() == all.facets[i].values.size());
        for (std::size_t k = 0; k < all.facets[i].values.size(); ++k)
            CHECK(result.facets[i].values[k].count == all.facets[i].values[k].count);
    }

    Ids paged;
    for (query.offset = 0, query.limit = 7; query.offset < expected.ids.size(); query.offset += 7) {
        const SearchResult page = index.search(query);
        CHECK(page.total == result.total);
        for (const std::string& id : TestIndex::ids_of(page)) paged.push_back(id);
    }
    CHECK(paged == expected.ids);
}

}  // namespace

TEST_CASE("Of each holder the best record is shown, with exact numbers, in any order and on any page", "[collapse]") {
    std::mt19937 random(20'261'128);
    TestIndex index;
    Holders holders;
    index.put(random_records(random, holders));
    for (const bool public_only : {true, false}) {
        for (const char* text :
             {"", "alfa", "beta gamma", "\"alfa beta\"", "+delta alfa", "sector:po beta", "nergens"}) {
            INFO(text << (public_only ? ", public" : ""));
            compare(index, holders, {.text = text, .public_only = public_only});
            compare(index, holders, {.text = text, .conditions = {{"sector", {"po"}}}, .public_only = public_only});
            compare(index, holders, {.text = text, .public_only = public_only, .sort = {{"title", true}}});
        }
    }
}

TEST_CASE("Who stands for others changes with the records", "[collapse]") {
    TestIndex index;
    const auto of = [](const std::string& id, const std::string& title, const Json& holder) {
        return agreement(id, title, "", {{"holder", holder}});
    };
    index.put({of("a", "vergoeding", "h"), of("b", "vergoeding en nog veel meer dan dat", "h"),
               of("c", "vergoeding elders", "i")});
    const auto found = [&] {
        const SearchResult result = index.search(RecordQuery{.text = "vergoeding", .collapse = "holder"});
        std::string text;
        for (const Hit& hit : result.hits) text += hit.id + "+" + std::to_string(hit.collapsed.count) + " ";
        return text + "of " + std::to_string(result.records);
    };
    CHECK(found() == "a+1 c+0 of 3");
    index.put(of("c", "vergoeding elders", "h"));
    CHECK(found() == "a+2 of 3");
    index.put(removal("a"));
    CHECK(found() == "c+1 of 2");
    index.rebuild();
    CHECK(found() == "c+1 of 2");
    index.close();
    index.open(true);  // as another process sees it
    CHECK(found() == "c+1 of 2");
}
