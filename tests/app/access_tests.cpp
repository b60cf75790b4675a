// Who may see and do what. What you may not see is not found: not in a list, a search, a facet, a suggestion, a title
// or a history.
#include <catch2/catch.hpp>

#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

const std::pair<std::string, std::string> any_version{"If-Match", "*"};
const std::string secret = "Zwaluwstaartje";  // a word that stands in one hidden record only

Json hidden_body(TestApp& app, const std::string& kind, const std::string& status, const std::string& visibility) {
    Json body = named_body(*app.catalog, kind, secret + " " + status + " " + visibility);
    body["status"] = status;
    body["visibility"] = visibility;
    return body;
}

bool sees(TestApp& app, Role role, const Json& record) {
    const auto token = app.as(role);
    const std::string url = app.url(record.at("kind"), record.at("id"));
    const bool found = app.get(url, {token}).status == 200;
    INFO(app::role_name(role) << " and " << record.at("status") << " " << record.at("visibility"));
    CHECK((app.get(app.url(record.at("kind"), record.at("slug")), {token}).status == 200) == found);
    CHECK((app.get(url + "/revisions", {token}).status == 200) == found);
    CHECK((app.get(url + "/revisions/1", {token}).status == 200) == found);
    CHECK((app.get(url + "/revisions/1?compareTo=1", {token}).status == 200) == found);
    CHECK((app.get(url + "/related", {token}).status == 200) == found);
    const std::string folder = "/v1/" + app.catalog->get_kind(record.at("kind").get<std::string>()).collection;
    const auto among = [&](const std::string& target) {
        const std::vector<std::string> ids = ids_of(app.get(target, {token}).json());
        return std::find(ids.begin(), ids.end(), record.at("id").get<std::string>()) != ids.end();
    };
    CHECK(among(folder + "?pageSize=250") == found);
    CHECK(among(folder + "?q=" + secret) == found);
    CHECK(among("/v1/search?pageSize=250") == found);
    CHECK(among("/v1/search?pageSize=250&q=" + secret) == found);
    CHECK(among(folder + "?pageSize=250&status=" + record.at("status").get<std::string>()) == found);
    return found;
}

Reply post(TestApp& app, const std::pair<std::string, std::string>& token, const std::string& kind, const Json& body) {
    return app.call("POST", "/v1/" + app.catalog->get_kind(kind).collection, {token, json_content}, body.dump());
}

Reply patch(TestApp& app, const std::pair<std::string, std::string>& token, const Json& record, const Json& change) {
    return app.call("PATCH", app.url(record.at("kind"), record.at("id")), {token, patch_content, any_version},
                    change.dump());
}

}  // namespace

TEST_CASE("each role sees its records everywhere, and others nowhere", "[access]") {
    TestApp app;
    for (const Kind& kind : app.catalog->kinds()) {
        for (const char* status : {"draft", "submitted", "published", "archived"}) {
            for (const char* visibility : {"public", "members"}) {
                if (kind.name != "question" && std::string(status) != "draft")
                    continue;  // the rule is one for all kinds
                const Json record = app.create(kind.name, hidden_body(app, kind.name, status, visibility));
                const bool is_published = std::string(status) == "published";
                CHECK(sees(app, Role::anonymous, record) == (is_published && std::string(visibility) == "public"));
                CHECK(sees(app, Role::reader, record) == is_published);
                CHECK(sees(app, Role::contributor, record));
                if (kind.name != "question") continue;
                CHECK(sees(app, Role::moderator, record));
                CHECK(sees(app, Role::admin, record));
            }
        }
    }
}

TEST_CASE("totals and facets count only what may be seen", "[access]") {
    TestApp app;
    for (const char* status : {"draft", "submitted", "published", "archived"}) {
        for (const char* visibility : {"public", "members"})
            app.create("question", hidden_body(app, "question", status, visibility));
    }
    const std::map<Role, std::int64_t> expected{
        {Role::anonymous, 1}, {Role::reader, 2}, {Role::contributor, 8}, {Role::moderator, 8}, {Role::admin, 8}};
    for (const auto& [role, count] : expected) {
        INFO(app::role_name(role));
        const auto token = app.as(role);
        CHECK(app.get("/v1/questions", {token}).total() == count);
        CHECK(app.get("/v1/questions?q=" + secret, {token}).total() == count);
        CHECK(app.get("/v1/questions?status=draft", {token}).total() == (count == 8 ? 2 : 0));
        CHECK(app.get("/v1/search?status=draft", {token}).total() == (count == 8 ? 2 : 0));
        const Json found = app.get("/v1/search?q=" + secret, {token}).json();
        CHECK(found.at("totalItems") == count);
        CHECK(static_cast<std::int64_t>(found.at("items").size()) == count);
        for (const Json& facet : found.at("facets")) {
            if (facet.at("name") != "status") continue;
            std::int64_t sum = 0;
            for (const Json& value : facet.at("values")) sum += value.at("count").get<std::int64_t>();
            CHECK(sum == count);
        }
    }
    CHECK(app.get("/v1").json().at("collections").back().at("count") == 1);
}

TEST_CASE("a hidden title does not come out by way of suggestions, corrections or the records that refer to it",
          "[access]") {
    TestApp app;
    const Json hidden = app.create("organisation", hidden_body(app, "organisation", "draft", "public"));
    const Json region = app.create("onderwijsregio", named_body(*app.catalog, "onderwijsregio", secret + " regio"));
    Json body = published(body_of("partnership"));
    body["leadOrganisationId"] = hidden.at("id");
    body["regions"] = Json::array({Json{{"regionId", region.at("id")}}});
    const Json open = app.create("partnership", body);
    const std::string url = app.url("partnership", open.at("id"));

    const auto leaks = [&](const Reply& reply) {
        std::string text = reply.body;
        std::transform(text.begin(), text.end(), text.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        return text.find("zwaluwstaart") != std::string::npos;
    };
    for (const std::string& target :
         {url, url + "?expand=references", url + "/related", url + "/revisions/1",
          std::string("/v1/partnerships?expand=references"), std::string("/v1/suggest?q=zwaluws"),
          std::string("/v1/suggest?q=zwal"), std::string("/v1/search"), std::string("/v1/search?q=partnerschap"),
          std::string("/v1/search?q=zwaluwstartje"), std::string("/v1/search?kind=partnership&explain=true"),
          std::string("/v1")}) {
        INFO(target);
        CHECK_FALSE(leaks(app.get(target)));
        CHECK_FALSE(leaks(app.get(target, {app.as(Role::reader)})));
    }
    CHECK(app.get("/v1/search?q=" + secret).total() == 0);
    CHECK(app.get("/v1/partnerships?q=" + secret).total() == 0);
    CHECK(app.get("/v1/partnerships?lead=" + hidden.at("slug").get<std::string>()).status == 400);
    CHECK(leaks(app.get(url + "?expand=references", {app.as(Role::contributor)})));
    CHECK(leaks(app.get("/v1/suggest?q=zwaluws", {app.as(Role::contributor)})));

    // Once it is published, what refers to it is found by its name; and no longer when it is withdrawn.
    CHECK(patch(app, app.as(Role::admin), hidden, {{"status", "published"}}).status == 200);
    CHECK(app.get("/v1/search?q=" + secret).total() == 2);
    CHECK(leaks(app.get(url)));
    CHECK(patch(app, app.as(Role::admin), hidden, {{"status", "draft"}}).status == 200);
    CHECK(app.get("/v1/search?q=" + secret).total() == 0);
    CHECK_FALSE(leaks(app.get(url)));
}

TEST_CASE("what was a draft once stays hidden in the history of what is published now", "[access]") {
    TestApp app;
    const Json draft = app.create("question", hidden_body(app, "question", "draft", "public"));
    REQUIRE(patch(app, app.as(Role::admin), draft, {{"title", "Open vraag"}, {"status", "published"}}).status == 200);
    const std::string url = app.url("question", draft.at("id"));
    CHECK(app.get(url).status == 200);
    CHECK(app.get(url + "/revisions").json().at("items").size() == 1);
    CHECK(app.get(url + "/revisions/1").status == 404);
    CHECK(app.get(url + "/revisions/2").status == 200);
    CHECK(app.get(url + "/revisions/2?compareTo=1").status == 404);
    CHECK(app.get(url + "/revisions/1?compareTo=2").status == 404);
    CHECK(app.get(url + "/revisions", {app.as(Role::contributor)}).json().at("items").size() == 2);
}

TEST_CASE("nobody writes without a token, and a reader's token does not write", "[access]") {
    TestApp app;
    const Json record = app.create_published("question", body_of("question"));
    const std::string url = app.url("question", record.at("id"));
    const auto nobody = app.as(Role::anonymous);
    CHECK(post(app, nobody, "question", body_of("question")).status == 401);
    CHECK(patch(app, nobody, record, {{"title", "x"}}).status == 401);
    CHECK(app.call("DELETE", url, {any_version}).status == 401);
    CHECK(app.call("POST", url + "/revisions/1/_restore", {any_version}).status == 401);
    const auto reader = app.as(Role::reader);
    CHECK(post(app, reader, "question", body_of("question")).status == 403);
    CHECK(patch(app, reader, record, {{"title", "x"}}).status == 403);
    CHECK(app.call("DELETE", url, {reader, any_version}).status == 403);
    // A bad token is not the same as none: also reading is refused, so that a mistake is noticed.
    for (const char* header : {"Bearer", "Bearer ", "Bearer x", "Basic YTpi", "afb_123",
                               "Bearer afb_000000000000000000000000000000000000"}) {
        INFO(header);
        CHECK(app.get(url, {{"Authorization", header}}).status == 401);
    }
    const std::string token = app.as(Role::admin).second;
    CHECK(app.get(url, {{"Authorization", token + "x"}}).status == 401);
    CHECK(app.get(url, {{"Authorization", "bearer " + token.substr(7)}}).status == 200);
}

TEST_CASE("a revoked or expired token is refused at once", "[access]") {
    TestApp app;
    const auto token = app.as(Role::admin);
    CHECK(app.get("/v1/questions", {token}).status == 200);
    std::string id;
    app.store.read([&](storage::Reader& reader) { id = reader.list_tokens().front().id; });
    app.store.write([&](storage::Writer& writer) { CHECK(writer.revoke_token(id)); });
    CHECK(app.get("/v1/questions", {token}).status == 401);
    CHECK(post(app, token, "question", body_of("question")).status == 401);

    const auto other = app.as(Role::moderator);
    app.store.write([&](storage::Writer& writer) {
        for (storage::Token& row : writer.list_tokens()) {
            if (row.name != "moderator") continue;
            row.expires_at = "2020-01-01T00:00:00.000Z";
            writer.save_token(row);
        }
    });
    CHECK(app.get("/v1/questions", {other}).status == 401);
}

TEST_CASE("a contributor writes for the partnerships and regions it acts for, and a moderator publishes", "[access]") {
    TestApp app;
    const Json ours = app.create_published("partnership", named_body(*app.catalog, "partnership", "Ons partnerschap"));
    const Json theirs =
        app.create_published("partnership", named_body(*app.catalog, "partnership", "Hun partnerschap"));
    const auto token = app.as(Role::contributor, {ours.at("id").get<std::string>()});
    const auto moderator = app.as(Role::moderator);

    Json body = body_of("agreement");
    body["ownerId"] = ours.at("id");
    const Reply made = post(app, token, "agreement", body);
    REQUIRE(made.status == 201);
    CHECK(patch(app, token, made.json(), {{"status", "submitted"}}).status == 200);
    CHECK(patch(app, token, made.json(), {{"status", "published"}}).status == 403);
    CHECK(patch(app, token, made.json(), {{"status", "archived"}}).status == 403);
    CHECK(patch(app, token, made.json(), {{"ownerId", theirs.at("id")}}).status == 403);
    CHECK(patch(app, moderator, made.json(), {{"status", "published"}}).status == 200);
    CHECK(patch(app, token, made.json(), {{"summary", "Bijgewerkt"}}).status == 200);

    CHECK(post(app, token, "agreement", published(body)).status == 403);
    body["ownerId"] = theirs.at("id");
    CHECK(post(app, token, "agreement", body).status == 403);
    const Reply other = post(app, moderator, "agreement", body);
    REQUIRE(other.status == 201);
    CHECK(patch(app, token, other.json(), {{"summary", "x"}}).status == 403);
    CHECK(patch(app, token, other.json(), {{"ownerId", ours.at("id")}}).status == 403);
    CHECK(app.call("DELETE", app.url("agreement", other.text("id")), {token, any_version}).status == 403);

    CHECK(patch(app, token, ours, {{"note", "Van ons"}}).status == 200);
    CHECK(patch(app, token, theirs, {{"note", "Niet van ons"}}).status == 403);

    // What has no owner is of who made it.
    const Reply loose = post(app, token, "question", body_of("question"));
    REQUIRE(loose.status == 201);
    CHECK(patch(app, token, loose.json(), {{"title", "Van mij"}}).status == 200);
    CHECK(patch(app, app.as(Role::contributor), loose.json(), {{"title", "Van mij?"}}).status == 403);
    CHECK(app.call("DELETE", app.url("question", loose.text("id")), {token, any_version}).status == 204);
}
