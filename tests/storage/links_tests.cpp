#include <catch2/catch.hpp>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

using Ids = std::vector<std::string>;

LinkedRecord linked(TestStore& store, const std::string& id) {
    const auto found = store.read([&](Reader& reader) { return reader.find_linked(id); });
    REQUIRE(found);
    return *found;
}

}  // namespace

TEST_CASE("who refers to a record is listed by kind and title, each once, with the exact total") {
    TestStore store;
    store.create("organisation", "o");
    store.create("organisation", "child", {{"parentId", "o"}, {"name", "Zusje"}});
    store.create("agreement", "b",
                 {{"title", "Beta"}, {"parties", {{{"name", "x"}}, {{"partyId", "o"}}, {{"partyId", "o"}}}}});
    store.create("agreement", "a", {{"title", "alfa"}, {"parties", {{{"partyId", "o"}}}}});
    store.create("agreement", "gone", {{"parties", {{{"partyId", "o"}}}}});
    store.remove("agreement", "gone");

    std::int64_t total = 0;
    auto referrers = store.read([&](Reader& reader) { return reader.referrers_of("o", 2, &total); });
    CHECK(total == 3);
    REQUIRE(referrers.size() == 2);
    CHECK(referrers[0].id == "a");
    CHECK(referrers[1].id == "b");
    CHECK(referrers[1].pointer == "/parties/1/partyId");
    CHECK(referrers[1].kind == "agreement");
    CHECK(referrers[1].title == "Beta");
    referrers = store.read([&](Reader& reader) { return reader.referrers_of("o", 10, nullptr); });
    REQUIRE(referrers.size() == 3);
    CHECK(referrers[2].id == "child");
    CHECK(store.read([&](Reader& reader) { return reader.referrers_of("a", 10, &total); }).empty());
    CHECK(total == 0);
}

TEST_CASE("a record that refers to itself does not hold itself") {
    TestStore store;
    store->write([](Writer& writer) {
        writer.write(draft(Operation::create, "agreement", "a", {{"supersedesId", "a"}}));
    });
    std::int64_t total = -1;
    CHECK(store.read([&](Reader& reader) { return reader.referrers_of("a", 10, &total); }).empty());
    CHECK(total == 0);
}

TEST_CASE("references follow the newest revision, and what was computed is no reference") {
    TestStore store;
    store.create("organisation", "o");
    store.create("onderwijsregio", "r");
    store.create("agreement", "a", {{"parties", {{{"partyId", "o"}}}}, {"derived", {{"regionIds", {"r"}}}}});
    const auto targets = [&] {
        Ids ids;
        for (const auto& reference : store.read([](Reader& reader) { return reader.references_of("a"); }))
            ids.push_back(reference.id);
        return ids;
    };
    CHECK(targets() == Ids{"o"});
    store.update("agreement", "a", {{"parties", {{{"partyId", "r"}}}}});
    CHECK(targets() == Ids{"r"});
    store.remove("onderwijsregio", "r");
    CHECK(targets() == Ids{"r"});
    CHECK(store.ids(ask().where("region", {"r"})).empty());
}

TEST_CASE("an onderwijsregio is its own region") {
    TestStore store;
    store.create("onderwijsregio", "r", {{"name", "Regio R"}, {"sectors", {"po", "vo"}}, {"reach", "national"}});
    const auto region = linked(store, "r");
    CHECK(region.kind == "onderwijsregio");
    CHECK(region.title == "Regio R");
    CHECK(region.region_ids == Ids{"r"});
    CHECK(region.sectors == Ids{"po", "vo"});
    CHECK(region.national_region);
    store.create("onderwijsregio", "s", {{"reach", "regional"}});
    CHECK_FALSE(linked(store, "s").national_region);
}

TEST_CASE("a partnership works in the regions it names") {
    TestStore store;
    store.create("onderwijsregio", "r1");
    store.create("onderwijsregio", "r2");
    store.create("partnership", "p",
                 {{"regions", {{{"regionId", "r2"}, {"main", true}, {"nature", "partial"}}, {{"regionId", "r1"}}}}});
    CHECK(linked(store, "p").region_ids == Ids{"r1", "r2"});
    CHECK(store.rows("SELECT region_id, nature, is_main FROM region_link WHERE record_no = 3 ORDER BY region_id") ==
          Ids{"r1|-|-", "r2|partial|1"});
}

TEST_CASE("an organisation is in the regions it, or one above it, takes part in") {
    TestStore store;
    store.create("organisation", "board");
    store.create("organisation", "school", {{"parentId", "board"}});
    store.create("organisation", "site", {{"parentId", "school"}});
    store.create("onderwijsregio", "r1", {{"participants", {{{"organisationId", "board"}}}}});
    store.create("onderwijsregio", "r2", {{"leadOrganisationId", "site"}});
    CHECK(linked(store, "board").region_ids == Ids{"r1"});
    CHECK(linked(store, "site").region_ids == Ids{"r1", "r2"});
    store.remove("onderwijsregio", "r1");
    CHECK(linked(store, "board").region_ids.empty());
}

TEST_CASE("an organisation in no region is in those of its partnerships") {
    TestStore store;
    store.create("organisation", "o");
    store.create("organisation", "child", {{"parentId", "o"}});
    store.create("onderwijsregio", "r1");
    store.create("partnership", "p", {{"members", {{{"organisationId", "o"}}}}, {"regions", {{{"regionId", "r1"}}}}});
    CHECK(linked(store, "o").region_ids == Ids{"r1"});
    CHECK(linked(store, "child").region_ids == Ids{"r1"});
    store.create("onderwijsregio", "r2", {{"participants", {{{"organisationId", "o"}}}}});
    CHECK(linked(store, "o").region_ids == Ids{"r2"});
}

TEST_CASE("a circle of parents ends") {
    TestStore store;
    store->write([](Writer& writer) {
        writer.write(draft(Operation::create, "organisation", "a", {{"parentId", "b"}}));
        writer.write(draft(Operation::create, "organisation", "b", {{"parentId", "a"}}));
    });
    store.create("onderwijsregio", "r", {{"participants", {{{"organisationId", "b"}}}}});
    CHECK(linked(store, "a").region_ids == Ids{"r"});
}

TEST_CASE("only live records are linked to") {
    TestStore store;
    store.create("organisation", "o");
    store.remove("organisation", "o");
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_linked("o"); }));
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_linked("nobody"); }));
}
