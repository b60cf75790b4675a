#include <catch2/catch.hpp>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

Token token(const std::string& id) {
    return {.id = id,
            .name = "Import",
            .role = "contributor",
            .hash = "hash-" + id,
            .hint = "afb_…1234",
            .members = {"p1", "r1"},
            .created_at = "2026-01-01T00:00:00.000Z",
            .expires_at = "",
            .revoked_at = ""};
}

}  // namespace

TEST_CASE("a token is found by its hash until the end of time, also when it was revoked") {
    TestStore store;
    store->write([](Writer& writer) {
        writer.save_token(token("t1"));
        writer.save_token(token("t2"));
    });
    auto found = store.read([](Reader& reader) { return reader.find_token_by_hash("hash-t1"); });
    REQUIRE(found);
    CHECK(found->members == std::vector<std::string>{"p1", "r1"});
    CHECK(found->role == "contributor");
    CHECK(found->revoked_at.empty());
    CHECK_FALSE(store.read([](Reader& reader) { return reader.find_token_by_hash("t1"); }));

    bool revoked = false;
    store->write([&](Writer& writer) { revoked = writer.revoke_token("t1"); });
    CHECK(revoked);
    store->write([&](Writer& writer) { revoked = writer.revoke_token("t1"); });
    CHECK_FALSE(revoked);
    found = store.read([](Reader& reader) { return reader.find_token_by_hash("hash-t1"); });
    CHECK(found->revoked_at == "2026-01-15T00:00:00.000Z");
    CHECK(store.read([](Reader& reader) { return reader.list_tokens(); }).size() == 2);
}

TEST_CASE("an answer given before is found again within its time, by the same actor and key only") {
    TestStore store;
    const auto find = [&](const char* actor, const char* key, const char* not_before) {
        return store.read([&](Reader& reader) { return reader.find_idempotent(actor, key, not_before); });
    };
    store->write([](Writer& writer) { writer.save_idempotent("me", "k", {"h", 201, R"({"ETag":"r1"})", "{}"}); });
    const auto found = find("me", "k", "2026-01-14");
    REQUIRE(found);
    CHECK(found->status == 201);
    CHECK(found->request_hash == "h");
    CHECK_FALSE(find("you", "k", "2026-01-14"));
    CHECK_FALSE(find("me", "k2", "2026-01-14"));
    CHECK_FALSE(find("me", "k", "2026-01-16"));

    store.advance(std::chrono::hours(48));
    store->write([](Writer& writer) { writer.save_idempotent("me", "k", {"h2", 200, "{}", ""}); });
    CHECK(find("me", "k", "2026-01-16")->request_hash == "h2");
    store->write([](Writer& writer) { writer.forget_idempotent("2027-01-01"); });
    CHECK_FALSE(find("me", "k", ""));
}

TEST_CASE("a note of the service is kept and replaced") {
    TestStore store;
    store->write([](Writer& writer) { writer.set_meta("derived", "1"); });
    store->write([](Writer& writer) { writer.set_meta("derived", "2"); });
    CHECK(store.read([](Reader& reader) { return reader.find_meta("derived"); }) == "2");
}
