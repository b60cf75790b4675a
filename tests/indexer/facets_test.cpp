#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::map<std::string, std::int64_t> counts_of(const SearchResult& result, const std::string& name) {
    std::map<std::string, std::int64_t> counts;
    for (const Facet& facet : result.facets) {
        if (facet.name != name) continue;
        for (const FacetValue& value : facet.values) counts[value.value] = value.count;
    }
    return counts;
}

std::set<std::string> values_of(const Entry& entry, const std::string& facet) {
    if (facet == "kind") return {entry.kind};
    if (facet == "theme" || facet == "sector") {
        const Json& list = entry.body.value(facet + "s", Json::array());
        return {list.begin(), list.end()};
    }
    if (facet == "year")
        return entry.body.contains("year") ? std::set<std::string>{entry.body["year"].dump()} : std::set<std::string>{};
    if (facet == "boundary")
        return entry.derived.contains("boundary") ? std::set<std::string>{entry.derived["boundary"]}
                                                  : std::set<std::string>{};
    return {entry.body["status"].get<std::string>()};
}

bool meets(const Entry& entry, const RecordQuery& query, const std::string& without) {
    if (query.public_only && entry.body["status"] != "published") return false;
    if (!query.text.empty() &&
        entry.body.value("title", entry.body.value("name", "")).find(query.text) == std::string::npos)
        return false;
    if (without != "kind" && !query.kinds.empty() &&
        std::find(query.kinds.begin(), query.kinds.end(), entry.kind) == query.kinds.end())
        return false;
    return std::all_of(query.conditions.begin(), query.conditions.end(), [&](const Condition& condition) {
        if (condition.name == without) return true;
        const auto values = values_of(entry, condition.name);
        return std::any_of(condition.values.begin(), condition.values.end(),
                           [&](const std::string& value) { return values.contains(value); });
    });
}

std::vector<Entry> random_records(std::mt19937& random, int count) {
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    const char* sectors[] = {"po", "vo", "mbo", "so"};
    const char* words[] = {"alfa", "beta", "gamma"};
    std::vector<Entry> records;
    for (int i = 0; i < count; ++i) {
        Json body = {{"status", below(5) == 0 ? "draft" : "published"}, {"sectors", Json::array()}};
        for (const char* sector : sectors) {
            if (below(3) == 0) body["sectors"].push_back(sector);
        }
        const std::string title = std::string(words[below(3)]) + " " + words[below(3)];
        const std::string id = "r" + std::to_string(i);
        if (below(4) == 0) {
            records.push_back(organisation(id, title, body));
            continue;
        }
        if (below(2) == 0) body["themes"] = {below(2) == 0 ? "werven" : "begeleiden"};
        if (below(3) > 0) body["year"] = 2020 + below(5);
        records.push_back(agreement(id, title, "", body));
        if (below(2) == 0) records.back().derived["boundary"] = below(2) == 0 ? "within" : "across";
    }
    return records;
}

void compare(TestIndex& index, const std::vector<Entry>& records, const RecordQuery& query) {
    const SearchResult result = index.search(query, true);
    CHECK(result.total ==
          std::count_if(records.begin(), records.end(), [&](const Entry& entry) { return meets(entry, query, ""); }));
    for (const std::string facet : {"kind", "theme", "sector", "year", "boundary", "status"}) {
        INFO(facet);
        std::map<std::string, std::int64_t> expected;
        for (const Entry& entry : records) {
            if (!meets(entry, query, facet)) continue;
            for (const std::string& value : values_of(entry, facet)) ++expected[value];
        }
        CHECK(counts_of(result, facet) == expected);
    }
}

}  // namespace

TEST_CASE("Facet counts and totals are those of counting by hand, each facet as if its own condition were not set",
          "[facets]") {
    std::mt19937 random(20'261'124);
    TestIndex index;
    const std::vector<Entry> records = random_records(random, 400);
    index.put(records);
    for (const bool public_only : {true, false}) {
        for (const char* text : {"", "alfa", "gamma"}) {
            compare(index, records, {.text = text, .public_only = public_only});
            compare(index, records, {.text = text, .conditions = {{"sector", {"po"}}}, .public_only = public_only});
            compare(index, records,
                    {.kinds = {"agreement"},
                     .text = text,
                     .conditions = {{"sector", {"po", "vo"}}, {"year", {"2021", "2024"}}},
                     .public_only = public_only});
            compare(index, records,
                    {.kinds = {"organisation"},
                     .text = text,
                     .conditions = {{"theme", {"werven"}}},
                     .public_only = public_only});
            compare(index, records,
                    {.text = text,
                     .conditions = {{"boundary", {"across"}}, {"status", {"draft"}}},
                     .public_only = public_only});
        }
    }
}

TEST_CASE("Facets stay exact while records change and go, and on any page", "[facets]") {
    std::mt19937 random(7);
    TestIndex index;
    std::vector<Entry> records = random_records(random, 120);
    index.put(records);
    const std::vector<Entry> others = random_records(random, 60);  // replace the first half
    index.put(others);
    std::copy(others.begin(), others.end(), records.begin());
    std::vector<Entry> removals;
    for (int i = 0; i < 30; ++i) removals.push_back(removal(records[static_cast<std::size_t>(i)].id));
    index.put(removals);
    records.erase(records.begin(), records.begin() + 30);
    compare(index, records, {.public_only = false});
    compare(index, records, {.conditions = {{"sector", {"mbo"}}}, .public_only = false, .offset = 20, .limit = 3});
    index.close();
    index.open();
    compare(index, records, {.text = "beta", .public_only = false, .limit = 0});
}

TEST_CASE("Facet values come most first, then by value; facets without values are there too", "[facets]") {
    TestIndex index;
    index.put({agreement("a", "A", "", {{"sectors", {"vo", "po"}}}), agreement("b", "B", "", {{"sectors", {"vo"}}}),
               agreement("c", "C", "", {{"sectors", {"mbo"}}})});
    const SearchResult result = index.search(RecordQuery{}, true);
    REQUIRE(result.facets.size() == 6);
    CHECK(result.facets[0].name == "kind");
    for (const Facet& facet : result.facets) {
        if (facet.name == "boundary") CHECK(facet.values.empty());
        if (facet.name != "sector") continue;
        REQUIRE(facet.values.size() == 3);
        CHECK(facet.values[0].value == "vo");
        CHECK(facet.values[1].value == "mbo");
        CHECK(facet.values[2].value == "po");
    }
    CHECK(index.search(RecordQuery{}).facets.empty());
}
