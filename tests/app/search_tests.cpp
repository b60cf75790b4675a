// Finding, over the starter collection: lists and search mean the same, facets are exact, and what was written is found
// at once.
#include <catch2/catch.hpp>
#include <set>

#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

// Only read by the tests below.
TestApp& starter() {
    static TestApp app;
    static const app::ImportReport report = app.import_starter();
    REQUIRE(report.committed);
    return app;
}

std::vector<storage::StoredRecord> all_records(TestApp& app) {
    std::vector<storage::StoredRecord> records;
    app.store.read([&](storage::Reader& reader) {
        std::int64_t cursor = 0;
        do {
            std::int64_t next = 0;
            for (storage::StoredRecord& record : reader.scan(cursor, 1000, &next)) records.push_back(std::move(record));
            cursor = next;
        } while (cursor != 0);
    });
    return records;
}

// The values that a record has for a filter, from its text alone.
std::set<std::string> values_of(const Catalog& catalog, const storage::StoredRecord& record,
                                const std::string& filter) {
    std::set<std::string> values;
    if (filter == "kind") return {record.kind};
    Json whole = record.body;
    whole["derived"] = record.derived;
    for (const Field& field : catalog.get_kind(record.kind).fields) {
        if (field.filter != filter) continue;
        field.for_each(whole, [&](const Json& value, const std::string&) {
            values.insert(value.is_string() ? value.get<std::string>() : value.dump());
        });
    }
    return values;
}

std::map<std::string, std::int64_t> counts_in(const Json& facets, const std::string& name) {
    std::map<std::string, std::int64_t> counts;
    for (const Json& facet : facets) {
        if (facet.at("name") != name) continue;
        for (const Json& value : facet.at("values"))
            counts[value.at("value").get<std::string>()] = value.at("count").get<std::int64_t>();
    }
    return counts;
}

std::string title_of(const Reply& reply, std::size_t at = 0) {
    const Json page = reply.json();
    return page.at("items").size() > at ? page.at("items")[at].at("title").get<std::string>() : "";
}

}  // namespace

TEST_CASE("a write waits for the very first index, so that it is found when it is answered", "[search]") {
    TestApp app({.start_indexing = false});
    app.create_published("question", body_of("question"));
    app.indexing.start();
    CHECK(app.indexing.wait_for(app.last_seq()));
    CHECK(app.get("/v1/search?kind=question").total() == 1);
}

TEST_CASE("for every value of every filter, the lists together hold exactly what search finds and what the records say",
          "[search][starter]") {
    TestApp& app = starter();
    const auto records = all_records(app);
    std::size_t compared = 0;
    for (const FilterDefinition& filter : app.catalog->filters()) {
        std::map<std::string, std::int64_t> expected;
        std::map<std::string, std::map<std::string, std::int64_t>> by_kind;
        for (const storage::StoredRecord& record : records) {
            for (const std::string& value : values_of(*app.catalog, record, filter.name)) {
                ++expected[value];
                ++by_kind[value][record.kind];
            }
        }
        std::size_t taken = 0;
        for (const auto& [value, count] : expected) {
            if (++taken > 6) break;  // enough of each
            INFO(filter.name << "=" << value);
            const std::string query = "?" + filter.name + "=" + escape(value);
            CHECK(app.get("/v1/search" + query).total() == count);
            for (const auto& [kind, of_kind] : by_kind.at(value)) {
                CHECK(app.get("/v1/" + app.catalog->get_kind(kind).collection + query).total() == of_kind);
            }
            ++compared;
        }
    }
    CHECK(compared > 60);
}

TEST_CASE("facet counts are exact, and each ignores its own filter", "[search][starter]") {
    TestApp& app = starter();
    const auto records = all_records(app);
    const std::vector<std::map<std::string, std::set<std::string>>> questions{
        {},
        {{"sector", {"vo"}}},
        {{"sector", {"vo", "po"}}},
        {{"sector", {"mbo"}}, {"kind", {"partnership"}}},
        {{"kind", {"agreement", "question"}}}};
    for (const auto& conditions : questions) {
        std::string query;
        for (const auto& [name, values] : conditions) {
            for (const std::string& value : values) query += (query.empty() ? "?" : "&") + name + "=" + value;
        }
        INFO("/v1/search" << query);
        const Json answer = app.get("/v1/search" + query).json();
        std::set<std::string> names{"kind"};
        for (const FilterDefinition& filter : app.catalog->filters()) {
            if (filter.facet) names.insert(filter.name);
        }
        for (const std::string& name : names) {
            std::map<std::string, std::int64_t> expected;
            for (const storage::StoredRecord& record : records) {
                const bool fits = std::all_of(conditions.begin(), conditions.end(), [&](const auto& condition) {
                    if (condition.first == name) return true;
                    const auto values = values_of(*app.catalog, record, condition.first);
                    return std::any_of(values.begin(), values.end(),
                                       [&](const std::string& value) { return condition.second.count(value) > 0; });
                });
                if (!fits) continue;
                for (const std::string& value : values_of(*app.catalog, record, name)) ++expected[value];
            }
            INFO("facet " << name);
            CHECK(counts_in(answer.at("facets"), name) == expected);
        }
    }
}

TEST_CASE("clicking a facet value gives as many results as it said", "[search][starter]") {
    TestApp& app = starter();
    for (const char* question : {"?q=stagevergoeding", "?q=opleiden&sector=vo", "?q=school"}) {
        const Json answer = app.get(std::string("/v1/search") + question).json();
        for (const Json& facet : answer.at("facets")) {
            const std::string name = facet.at("name").get<std::string>();
            if (std::string(question).find(name + "=") != std::string::npos) continue;
            std::size_t clicked = 0;
            for (const Json& value : facet.at("values")) {
                if (++clicked > 5) break;
                INFO(question << " " << name << " " << value.dump());
                CHECK_FALSE(value.at("label").get<std::string>().empty());
                const std::string target = std::string("/v1/search") + question + "&" + name + "=" +
                                           escape(value.at("value").get<std::string>());
                CHECK(app.ask("GET", target).total() == value.at("count").get<std::int64_t>());
            }
        }
    }
}

TEST_CASE("the whole name of a record puts it on top", "[search][starter]") {
    TestApp& app = starter();
    std::size_t asked = 0;
    std::map<std::string, int> named;
    const auto records = all_records(app);
    for (const storage::StoredRecord& record : records) ++named[record.title];
    for (const storage::StoredRecord& record : records) {
        if (++asked % 5 != 0 || named[record.title] > 1 || record.title.size() > 200) continue;
        const Kind& kind = app.catalog->get_kind(record.kind);
        if (!kind.find_field(kind.title_field)->exact) continue;
        INFO(record.kind << ": " << record.title);
        const Reply reply = app.ask("GET", "/v1/search?q=" + escape(record.title));
        // A name may also be another's alias; then that one may share the first places.
        const std::string first = title_of(reply);
        const std::string second = title_of(reply, 1);
        CHECK((first == record.title || second == record.title));
    }
}

TEST_CASE("an identifier typed in any way finds its organisation first", "[search]") {
    TestApp app;
    Json body = published(body_of("organisation"));
    body["identifiers"] = {{"brin", "02TD"}};
    const Json record = app.create("organisation", body);
    app.create_published("organisation", named_body(*app.catalog, "organisation", "Stichting 02 en TD"));
    for (const char* typed : {"02TD", "02td"}) {
        INFO(typed);
        CHECK(app.get(std::string("/v1/search?q=") + typed).json().at("items")[0].at("id") == record.at("id"));
    }
    CHECK(app.get("/v1/organisations?brin=02TD").total() == 1);
}

TEST_CASE("what was written is found in the next request, and what was removed is not", "[search]") {
    TestApp app;
    for (int i = 0; i < 25; ++i) {
        const std::string word = "woord" + std::to_string(i) + "x";
        const Json record = app.create_published("question", named_body(*app.catalog, "question", "Vraag " + word));
        CHECK(app.get("/v1/search?q=" + word).total() == 1);
        CHECK(app.get("/v1/questions?q=" + word).total() == 1);
        const std::string url = app.url("question", record.at("id"));
        const api::Headers headers{app.as(Role::admin), patch_content, {"If-Match", "*"}};
        REQUIRE(app.call("PATCH", url, headers, Json{{"title", "Vraag nu" + word}}.dump()).status == 200);
        CHECK(app.get("/v1/search?q=" + word).total() == 0);
        CHECK(app.get("/v1/search?q=nu" + word).total() == 1);
        REQUIRE(app.call("DELETE", url, {app.as(Role::admin), {"If-Match", "*"}}).status == 204);
        CHECK(app.get("/v1/search?q=nu" + word).total() == 0);
    }
}

TEST_CASE("a word with a typing error is corrected as a proposal, and nothing is replaced", "[search]") {
    TestApp app;
    app.create_published("question", named_body(*app.catalog, "question", "Begeleiding van zijinstromers"));
    const Json wrong = app.get("/v1/search?q=zijinstromesr").json();
    REQUIRE(wrong.contains("corrected"));
    CHECK(wrong.at("corrected") == "zijinstromers");
    CHECK(app.get("/v1/search?q=" + escape(wrong.at("corrected").get<std::string>())).total() == 1);
    CHECK_FALSE(app.get("/v1/search?q=zijinstromers").json().contains("corrected"));
}

TEST_CASE("results tell why they were found: the hits in title and passage, and facts", "[search]") {
    TestApp app;
    Json body = published(named_body(*app.catalog, "question", "Kleine scholen"));
    body["description"] = "Op een kleine school is begeleiding door een schoolopleider lastig te regelen.";
    app.create("question", body);
    const Json item = app.get("/v1/search?q=schoolopleider+scholen&explain=true").json().at("items")[0];
    const auto hits = [](const Json& fragments) {
        std::vector<std::string> found;
        std::string whole;
        for (const Json& fragment : fragments) {
            whole += fragment.at("text").get<std::string>();
            if (fragment.at("hit") == true) found.push_back(fragment.at("text").get<std::string>());
        }
        return std::make_pair(whole, found);
    };
    CHECK(hits(item.at("titleFragments")).first == "Kleine scholen");
    CHECK(hits(item.at("titleFragments")).second == std::vector<std::string>{"scholen"});
    const auto passage = hits(item.at("snippet")).second;
    CHECK(std::find(passage.begin(), passage.end(), "schoolopleider") != passage.end());
    CHECK(item.contains("explain"));
    CHECK_FALSE(item.at("facts").empty());
    CHECK(app.get("/v1/search?q=scholen", {{"Accept-Language", "en"}}).json().at("items")[0].at("facts") !=
          item.at("facts"));
}

TEST_CASE("one result a holder, with how many more it has and where they are", "[search]") {
    TestApp app;
    std::vector<std::string> holders;
    for (const char* name : {"Samen Noord", "Samen Zuid"}) {
        const Json holder = app.create_published("partnership", named_body(*app.catalog, "partnership", name));
        holders.push_back(holder.at("id").get<std::string>());
    }
    const auto create = [&](const char* kind, const std::string& title, const std::string& holder, bool open = true) {
        Json body = named_body(*app.catalog, kind, title);
        if (!holder.empty()) body["holderId"] = holder;
        app.create(kind, open ? published(body) : body);
    };
    for (const char* title : {"Vergoeding hbo", "Vergoeding wo", "Vergoeding voor iedere dag"})
        create("stagevergoeding", title, holders[0]);
    for (const char* title : {"Vergoeding per maand", "Vergoeding per uur"})
        create("stagevergoeding", title, holders[1]);
    create("stagevergoeding", "Vergoeding van niemand", "");
    create("funding", "Vergoeding van het Rijk", holders[0]);
    create("stagevergoeding", "Vergoeding in voorbereiding", holders[0], false);

    struct Expected {
        std::string target;
        std::int64_t hits = 0;
        std::int64_t records = 0;
    };
    const Expected cases[] = {
        {"/v1/search?q=vergoeding", 3, 7},              // Noord 4, Zuid 2, niemand
        {"/v1/search?q=%22vergoeding%20per%22", 1, 2},  // a phrase: Zuid
        {"/v1/search?sort=-title", 5, 9},               // and the two holders themselves
        {"/v1/stagevergoedingen?q=vergoeding", 3, 6},
        {"/v1/stagevergoedingen?sort=title", 3, 6},
        {"/v1/search?q=vergoeding&holder=" + holders[0] + "&holder=" + holders[1], 2, 6},
        {"/v1/fundings?q=vergoeding", 1, 1},
    };
    for (const Expected& expected : cases) {
        INFO(expected.target);
        CHECK_FALSE(app.get(expected.target).json().contains("totalRecords"));
        const Json page = app.get(expected.target + "&collapse=holder").json();
        CHECK(page.at("totalItems") == expected.hits);
        CHECK(page.at("items").size() == static_cast<std::size_t>(expected.hits));
        CHECK(page.at("totalRecords") == expected.records);
        std::int64_t records = 0;
        for (const Json& item : page.at("items")) {
            ++records;
            if (!item.contains("collapsed")) continue;
            const Json& collapsed = item.at("collapsed");
            const std::int64_t count = collapsed.at("count").get<std::int64_t>();
            records += count;
            const Json there = app.get(collapsed.at("href").get<std::string>()).json();
            CHECK(there.at("totalItems") == count + 1);
            CHECK(there.at("items")[0].at("id") == item.at("id"));
        }
        CHECK(records == expected.records);
    }
}

TEST_CASE("a flag is true, false, 1 or 0, and nothing else", "[search]") {
    TestApp app;
    Json body = named_body(*app.catalog, "question", "Kleine scholen");
    body["national"] = true;
    app.create_published("question", body);
    for (const char* flag : {"true", "1"}) {
        INFO(flag);
        CHECK(app.get(std::string("/v1/search?q=scholen&explain=") + flag).json().contains("explain"));
        CHECK(app.get(std::string("/v1/questions?national=") + flag).total() == 1);
    }
    for (const char* flag : {"false", "0"}) {
        INFO(flag);
        CHECK_FALSE(app.get(std::string("/v1/search?q=scholen&explain=") + flag).json().contains("explain"));
        CHECK(app.get(std::string("/v1/questions?national=") + flag).total() == 0);
    }
    for (const char* flag : {"", "ja", "TRUE", "2", "01"}) {
        INFO(flag);
        CHECK(app.get(std::string("/v1/search?q=scholen&explain=") + flag).status == 400);
    }
}

TEST_CASE("a list collapses only by what its kind has once", "[search]") {
    TestApp app;
    CHECK(app.get("/v1/agreements?collapse=owner").status == 200);
    CHECK(app.get("/v1/agreements?collapse=holder").status == 400);
    CHECK(app.get("/v1/search?collapse=party").status == 400);
    CHECK(app.get("/v1/search?collapse=").status == 400);
}

TEST_CASE("suggestions complete a name as it is typed", "[search]") {
    TestApp app;
    const Json record =
        app.create_published("partnership", named_body(*app.catalog, "partnership", "Opleidingsschool Voorne"));
    for (const char* typed : {"opl", "Opleidingss", "voor", "opleidingsschool v"}) {
        INFO(typed);
        const Json items = app.get("/v1/suggest?q=" + escape(typed)).json().at("items");
        CHECK(std::any_of(items.begin(), items.end(),
                          [&](const Json& item) { return item.value("id", "") == record.at("id"); }));
    }
    CHECK(app.get("/v1/suggest?q=").json().at("items").empty());
    CHECK(app.get("/v1/suggest?q=xyzzy").json().at("items").empty());
    CHECK(app.get("/v1/suggest?q=o&limit=1").json().at("items").size() <= 1);
    CHECK(app.get("/v1/suggest?q=o&limit=0").status == 400);
    CHECK(app.get("/v1/suggest?q=o&limit=21").status == 400);
}

TEST_CASE("an index made anew gives the same answers", "[search][starter]") {
    TestApp app;
    REQUIRE(app.import_starter().committed);
    const std::vector<std::string> questions{"/v1/search",
                                             "/v1/search?q=stagevergoeding",
                                             "/v1/search?q=opleiden&sector=vo&pageSize=50",
                                             "/v1/search?q=%22samen+opleiden%22&sort=title",
                                             "/v1/organisations?q=school",
                                             "/v1/suggest?q=opl"};
    std::vector<std::string> before;
    for (const std::string& question : questions) before.push_back(app.get(question).body);
    app.indexing.rebuild();
    for (std::size_t i = 0; i < questions.size(); ++i) {
        INFO(questions[i]);
        CHECK(app.get(questions[i]).body == before[i]);
    }
}
