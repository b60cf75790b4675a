// Facts in memory against the store: the same records, now, after writes, and of a moment before.
#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <map>
#include <thread>

#include "service/insights/selection.hpp"
#include "tests/insights/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

std::shared_ptr<const insights::Facts> read_anew(TestApp& app) {
    insights::LiveFacts fresh(app.store, app.catalog);
    return fresh.current();
}

struct Knowledge {
    TestApp app;
    RandomRecords records;
    std::vector<std::pair<std::string, std::int64_t>> regulations;  // id and revision
    std::pair<std::string, std::string> admin = app.as(app::Role::admin);

    explicit Knowledge(unsigned seed) : records{.random = std::mt19937(seed)} {
        for (int i = 0; i < 3; ++i)
            records.regions.push_back(app.create_published("onderwijsregio", named_body(*app.catalog, "onderwijsregio",
                                                                                        "Regio " + std::to_string(i)))
                                          .at("id"));
        for (int i = 0; i < 4; ++i) {
            Json body = named_body(*app.catalog, "partnership", "Partnerschap " + std::to_string(i));
            body["regions"] = Json::array({{{"regionId", records.regions[static_cast<std::size_t>(i) % 3]}}});
            records.partnerships.push_back(app.create_published("partnership", body).at("id"));
        }
    }

    void add() {
        const Json made = app.create("stagevergoeding", records.regulation());
        regulations.emplace_back(made.at("id"), 1);
    }

    void change_one() {
        auto& [id, revision] =
            regulations[static_cast<std::size_t>(records.below(static_cast<int>(regulations.size())))];
        const api::Headers headers{admin, json_content, {"If-Match", "\"r" + std::to_string(revision) + "\""}};
        const std::string url = app.url("stagevergoeding", id);
        if (records.below(4) == 0) {
            if (app.ask("DELETE", url, headers).status == 204) revision = -1;
            std::erase_if(regulations, [](const auto& row) { return row.second < 0; });
        } else {
            REQUIRE(app.ask("PUT", url, headers, records.regulation().dump()).status == 200);
            ++revision;
        }
    }

    // A partnership moves to another region: what its regulations derive changes with it.
    void move_partnership() {
        const std::string& id = records.partnerships[static_cast<std::size_t>(records.below(4))];
        const Json now = app.get(app.url("partnership", id), {admin}).json();
        Json body = now;
        body["regions"] = Json::array({{{"regionId", records.regions[static_cast<std::size_t>(records.below(3))]}}});
        const api::Headers headers{admin, json_content, if_match(now)};
        REQUIRE(app.ask("PUT", app.url("partnership", id), headers, body.dump()).status == 200);
    }
};

std::vector<std::string> ids_in_store(TestApp& app, RecordQuery query) {
    query.limit = 10'000;
    std::vector<std::string> ids;
    app.store.read([&](storage::Reader& reader) {
        for (const auto& record : reader.list(query).records) ids.push_back(record.id);
    });
    std::sort(ids.begin(), ids.end());
    return ids;
}

std::vector<std::string> ids_in_facts(const insights::Facts& facts, const RecordQuery& query) {
    std::vector<std::string> ids;
    for (const auto& record : insights::select(facts, query)) ids.emplace_back(record.id());
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

TEST_CASE("facts that were kept up by writes are those that are read anew") {
    Knowledge knowledge(1);
    knowledge.app.facts.current();
    for (int i = 0; i < 25; ++i) knowledge.add();
    for (int i = 0; i < 40; ++i) {
        if (i % 10 == 9) knowledge.move_partnership();
        if (i % 3 == 0) knowledge.add();
        knowledge.change_one();
        const auto kept = knowledge.app.facts.current();
        const auto anew = read_anew(knowledge.app);
        CHECK(kept->seq() == anew->seq());
        REQUIRE(written_out(*kept) == written_out(*anew));
    }
}

TEST_CASE("the facts of a moment before are what the facts were then, after edits, removals and moves") {
    Knowledge knowledge(2);
    for (int i = 0; i < 15; ++i) knowledge.add();
    std::map<std::int64_t, std::vector<std::string>> then;
    for (int i = 0; i < 30; ++i) {
        const auto facts = knowledge.app.facts.current();
        then[facts->seq()] = written_out(*facts);
        if (i % 7 == 6) knowledge.move_partnership();
        if (i % 4 == 0) knowledge.add();
        knowledge.change_one();
    }
    for (const auto& [seq, lines] : then) {
        const auto past = knowledge.app.facts.at(seq);
        CHECK(past->complete);
        CHECK(past->facts->seq() == seq);
        CHECK(written_out(*past->facts) == lines);
    }
    CHECK(knowledge.app.facts.at(0)->facts->count() == 0);
}

TEST_CASE("a query finds the same records in the facts as a list does, for every filter and range of the catalog") {
    TestApp app;
    app.import_starter();
    const auto facts = app.facts.current();
    std::mt19937 random(3);
    // Values that occur, by filter.
    std::map<std::string, std::vector<std::string>> values;
    app.store.read([&](storage::Reader& reader) {
        reader.visit_facts([&](const storage::FactRow& row) {
            for (const auto& filter : row.filters) values[filter.name].push_back(filter.value);
        });
    });
    std::size_t found = 0;
    for (const FilterDefinition& filter : app.catalog->filters()) {
        if (values[filter.name].empty()) values[filter.name].push_back("nobody has this");
        for (int i = 0; i < 4; ++i) {
            RecordQuery query;
            query.public_only = i % 2 == 0;
            const auto& known = values[filter.name];
            query.conditions.push_back({filter.name, {known[random() % known.size()], known[random() % known.size()]}});
            if (i == 3) query.kinds = {filter.kinds.front()};
            INFO(filter.name);
            const auto ids = ids_in_facts(*facts, query);
            CHECK(ids == ids_in_store(app, query));
            found += ids.size();
        }
    }
    CHECK(found > 500);
    for (const FilterDefinition& range : app.catalog->ranges()) {
        const bool money = range.type == FieldType::money;
        for (const auto& [from, until] : {std::pair{money ? "50.00" : "2023-08-01", money ? "62.50" : "2024-07-31"},
                                          std::pair{money ? "0.00" : "2024-08-01", ""}}) {
            RecordQuery query;
            query.ranges.push_back({range.name, from, std::nullopt});
            if (*until != '\0') query.ranges.back().until = until;
            INFO(range.name << " " << from);
            CHECK(ids_in_facts(*facts, query) == ids_in_store(app, query));
        }
    }
    for (const char* day : {"2000-01-01", "2023-07-31", "2023-08-01", "2024-07-31", "2024-08-01", "2030-01-01"}) {
        RecordQuery query;
        query.in_force_on = Date::parse(day);
        CHECK(ids_in_facts(*facts, query) == ids_in_store(app, query));
    }
    RecordQuery unknown;
    unknown.conditions.push_back({"colour", {"red"}});
    CHECK_THROWS_AS(ids_in_facts(*facts, unknown), std::invalid_argument);
}

TEST_CASE("who asks while others write and ask gets at least what was written before") {
    TestApp app;
    app.create_published("stagevergoeding", allowance("Eerste", {tariff("1.00", 1)}));
    const api::Headers admin{app.as(app::Role::admin), json_content};
    std::atomic<bool> done = false;
    std::atomic<int> asked = 0;
    std::atomic<int> lost = 0;
    std::vector<std::thread> askers;
    for (int i = 0; i < 3; ++i) {
        askers.emplace_back([&] {
            std::int64_t most = 0;
            while (!done) {
                const Reply reply = app.ask("GET", "/v1/insights/stagevergoedingen?groupBy=binding");
                const std::int64_t count =
                    reply.status == 200 ? Json::parse(reply.body).at("count").get<std::int64_t>() : -1;
                if (count < most) ++lost;
                most = count;
                // What is kept for a snapshot is made by one and read by all.
                for (const char* other : {"boundaries", "attention", "coverage", "governance", "funding"})
                    if (app.ask("GET", std::string("/v1/insights/") + other).status != 200) ++lost;
                ++asked;
            }
        });
    }
    int short_of = 0;
    for (int i = 2; i <= 30; ++i) {
        Json body = allowance("Nummer " + std::to_string(i), {tariff("1.00", 1)});
        app.ask("POST", "/v1/stagevergoedingen", admin, published(body).dump());
        if (app.facts.current()->chunks("stagevergoeding").back()->records.size() != static_cast<std::size_t>(i))
            ++short_of;
    }
    while (asked < 30) std::this_thread::yield();
    done = true;
    for (std::thread& asker : askers) asker.join();
    CHECK(short_of == 0);
    CHECK(lost == 0);
}

TEST_CASE("an unknown amount, nothing, a range and an amount are four things in the facts") {
    TestApp app;
    app.create_published(
        "stagevergoeding",
        allowance("Vier",
                  {tariff("100.00", 3),
                   {{"amount", {{"state", "zero"}}}},
                   {{"amount", {{"state", "unknown"}}}},
                   {{"amount", {{"state", "stated"}, {"max", "395.00"}}}, {"unit", "month"}, {"daysPerWeek", 5}},
                   {{"amount", {{"state", "stated"}, {"min", "80.00"}, {"max", "80.00"}}},
                    {"unit", "month"},
                    {"daysPerWeek", 4}}}));
    const auto facts = app.facts.current();
    const auto records = insights::select(*facts, of_kind("stagevergoeding"));
    REQUIRE(records.size() == 1);
    const auto tariffs = records[0].chunk->tariffs(*records[0].record);
    REQUIRE(tariffs.size() == 5);
    using insights::Outcome;
    CHECK(tariffs[0].outcome == Outcome::comparable);
    // EUR 100 for three days is 33 1/3 a day, exactly: 10,000 / 3 cents.
    CHECK(tariffs[0].numerator == 10'000);
    CHECK(tariffs[0].denominator == 3);
    CHECK(tariffs[1].outcome == Outcome::zero);
    CHECK(tariffs[2].outcome == Outcome::unknown);
    CHECK(tariffs[3].outcome == Outcome::not_comparable);
    CHECK(facts->codes().text(tariffs[3].reason) == "range");
    CHECK(tariffs[4].outcome == Outcome::comparable);
    CHECK(tariffs[4].numerator == 2'000);
}
