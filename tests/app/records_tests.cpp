// Records from the outside: made, read, changed, removed and brought back, the same for every kind.
#include <catch2/catch.hpp>
#include <set>
#include <thread>

#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

const std::pair<std::string, std::string> any_version{"If-Match", "*"};

Reply replace(TestApp& app, const Json& record, const Json& body) {
    return app.call("PUT", app.url(record.at("kind"), record.at("id")),
                    {app.as(Role::admin), json_content, if_match(record)}, body.dump());
}

Reply patch(TestApp& app, const Json& record, const Json& change) {
    return app.call("PATCH", app.url(record.at("kind"), record.at("id")),
                    {app.as(Role::admin), patch_content, if_match(record)}, change.dump());
}

Reply remove(TestApp& app, const Json& record) {
    return app.call("DELETE", app.url(record.at("kind"), record.at("id")), {app.as(Role::admin), any_version});
}

}  // namespace

TEST_CASE("a record of every kind is made, and read back by its id and by its slug as it was sent", "[records]") {
    TestApp app;
    for (const Kind& kind : app.catalog->kinds()) {
        INFO(kind.name);
        const Json body = published(body_of(kind.name));
        const Reply made = app.call("POST", "/v1/" + kind.collection, {app.as(Role::admin), json_content}, body.dump());
        REQUIRE(made.status == 201);
        const Json record = made.json();
        CHECK(made.header("ETag").starts_with("\"r1."));
        CHECK(made.header("Location") == app.url(kind.name, record.at("id")));
        CHECK(record.at("revision") == 1);
        CHECK(record.at("createdAt") == record.at("updatedAt"));
        CHECK(record.at("updatedBy") == "admin");
        for (const auto& member : body.items()) CHECK(record.at(member.key()) == member.value());

        const Reply by_id = app.get(made.header("Location"));
        const Reply by_slug = app.get(app.url(kind.name, record.at("slug")));
        CHECK(by_id.json() == record);
        CHECK(by_slug.json() == record);
        CHECK(by_id.header("ETag") == made.header("ETag"));
        // A slug or an id of one kind is nothing in the folder of another.
        const std::string other = kind.name == "question" ? "funding" : "question";
        CHECK(app.get(app.url(other, record.at("id"))).status == 404);
        CHECK(app.get(app.url(other, record.at("slug"))).status == 404);
    }
}

TEST_CASE("what the author leaves out is filled in, and a slug that is taken is refused only when the author chose it",
          "[records]") {
    TestApp app;
    const Json first = app.create("question", body_of("question"));
    CHECK(first.at("status") == "draft");
    CHECK(first.at("visibility") == "public");
    const Json second = app.create("question", body_of("question"));
    CHECK(second.at("slug") == first.at("slug").get<std::string>() + "-2");
    Json body = body_of("question");
    body["slug"] = first.at("slug");
    const Reply reply = app.call("POST", "/v1/questions", {app.as(Role::admin), json_content}, body.dump());
    CHECK(reply.status == 400);
    CHECK(reply.has_error("slug.taken", "/slug"));
}

TEST_CASE("who has the newest version is told that nothing changed", "[records]") {
    TestApp app;
    const Json record = app.create_published("agreement", body_of("agreement"));
    const std::string url = app.url("agreement", record.at("id"));
    const std::string tag = app.get(url).header("ETag");
    for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
        INFO(known);
        const Reply reply = app.get(url, {{"If-None-Match", known}});
        CHECK(reply.status == 304);
        CHECK(reply.header("ETag") == tag);
    }
    CHECK(app.get(url, {{"If-None-Match", "\"r1\""}}).status == 200);
    const std::string list_tag = app.get("/v1/agreements").header("ETag");
    CHECK(app.get("/v1/agreements", {{"If-None-Match", list_tag}}).status == 304);
    app.create_published("agreement", body_of("agreement"));
    CHECK(app.get("/v1/agreements", {{"If-None-Match", list_tag}}).status == 200);
    // Another view of the record is another representation.
    CHECK(app.get(url + "?fields=title").header("ETag") != tag);
}

TEST_CASE("nobody overwrites what they have not seen", "[records]") {
    TestApp app;
    const Json record = app.create_published("question", body_of("question"));
    const std::string url = app.url("question", record.at("id"));
    const auto token = app.as(Role::admin);
    Json body = body_of("question");
    body["state"] = "resolved";
    const auto put = [&](const api::Headers& more) {
        api::Headers headers{token, json_content};
        headers.insert(headers.end(), more.begin(), more.end());
        return app.call("PUT", url, headers, body.dump());
    };
    CHECK(put({}).status == 428);
    for (const char* stale : {"\"r2\"", "\"r0\"", "W/\"r1\"", "\"other\"", "\"r99999999999999999999\""}) {
        INFO(stale);
        const Reply reply = put({{"If-Match", stale}});
        CHECK(reply.status == 412);
        CHECK(reply.header("ETag") == "\"r1\"");
    }
    for (const char* nonsense : {"r1", "\"r1", "", ","}) {
        INFO(nonsense);
        CHECK(put({{"If-Match", nonsense}}).status == 400);
    }
    body["state"] = app.catalog->find_vocabulary("question-states")->terms.back().code;
    const Reply done = put({{"If-Match", "\"r7\", \"r1\""}});
    CHECK(done.status == 200);
    CHECK(done.header("ETag").starts_with("\"r2."));
    CHECK(put({{"If-Match", "\"r1\""}}).status == 412);
    CHECK(put({{"If-Match", "*"}}).status == 200);
    CHECK(app.call("DELETE", url, {token}).status == 428);
    CHECK(app.call("DELETE", url, {token, {"If-Match", "\"r1\""}}).status == 412);
}

TEST_CASE("get, edit, put works with all that the server sent", "[records]") {
    TestApp app;
    for (const Kind& kind : app.catalog->kinds()) {
        INFO(kind.name);
        const Json made = app.create_published(kind.name, body_of(kind.name));
        Json record = app.get(app.url(kind.name, made.at("id"))).json();
        record[kind.title_field] = "Een nieuwe naam";
        record["derived"] = Json{{"boundary", "within"}};
        record["updatedBy"] = "iemand anders";
        const Json after = replace(app, made, record).json();
        CHECK(after.at("revision") == 2);
        CHECK(after.at(kind.title_field) == "Een nieuwe naam");
        CHECK(after.at("slug") == made.at("slug"));  // addresses stay
        CHECK(after.at("updatedBy") == "admin");
        CHECK(after.at("derived") == made.at("derived"));
        CHECK(after.at("createdAt") == made.at("createdAt"));
        // Sending it once more changes nothing, so there is no new revision.
        CHECK(replace(app, after, after).json().at("revision") == 2);
    }
}

TEST_CASE("a merge patch changes what it names, null takes away, and what is required cannot go", "[records]") {
    TestApp app;
    const Json made = app.create_published("agreement", body_of("agreement"));
    const Json after =
        patch(app, made, {{"summary", nullptr}, {"themes", {"inductie"}}, {"id", nullptr}, {"revision", 40}}).json();
    CHECK_FALSE(after.contains("summary"));
    CHECK(after.at("themes") == Json::array({"inductie"}));
    CHECK(after.at("title") == made.at("title"));
    CHECK(after.at("id") == made.at("id"));
    CHECK(after.at("revision") == 2);

    const Reply refused = patch(app, after, {{"title", nullptr}, {"themes", {"bestaatniet"}}});
    CHECK(refused.status == 400);
    CHECK(refused.has_error("required", "/title"));
    CHECK(refused.has_error("vocabulary", "/themes/0"));
    CHECK(patch(app, after, Json::array()).status == 400);
    CHECK(patch(app, after, "text").status == 400);
    CHECK(patch(app, after, Json::object()).json().at("revision") == 2);
}

TEST_CASE("validateOnly tells what would happen, and nothing happens", "[records]") {
    TestApp app;
    const Json made = app.create_published("question", body_of("question"));
    const std::string url = app.url("question", made.at("id"));
    const std::int64_t before = app.last_seq();
    const auto token = app.as(Role::admin);
    const Reply create =
        app.call("POST", "/v1/questions?validateOnly=true", {token, json_content}, body_of("question").dump());
    CHECK(create.status == 200);
    CHECK(create.text("slug") == made.at("slug").get<std::string>() + "-2");
    Json body = body_of("question");
    body["title"] = "Anders";
    CHECK(
        app.call("PUT", url + "?validateOnly=true", {token, json_content, if_match(made)}, body.dump()).text("title") ==
        "Anders");
    CHECK(app.call("PATCH", url + "?validateOnly=true", {token, patch_content, if_match(made)}, R"({"title":"Anders"})")
              .text("title") == "Anders");
    CHECK(app.call("POST", url + "/revisions/1/_restore?validateOnly=true", {token, if_match(made)}).status == 200);
    CHECK(app.call("POST", "/v1/questions?validateOnly=true", {token, json_content}, R"({"title":""})").status == 400);
    CHECK(app.call("PUT", url + "?validateOnly=true", {token, json_content, {"If-Match", "\"r9\""}}, body.dump())
              .status == 412);
    CHECK(app.call("PUT", url + "?validateOnly=maybe", {token, json_content, if_match(made)}, body.dump()).status ==
          400);
    CHECK(app.last_seq() == before);
    CHECK(app.get(url).json() == made);
    CHECK(app.get("/v1/questions").total() == 1);
}

TEST_CASE("the same request with the same Idempotency-Key happens once", "[records][idempotency]") {
    TestApp app;
    const auto token = app.as(Role::admin);
    const std::string body = body_of("question").dump();
    const auto post = [&](const std::string& key, const std::string& content) {
        return app.call("POST", "/v1/questions", {token, json_content, {"Idempotency-Key", key}}, content);
    };
    const Reply first = post("k-1", body);
    const Reply again = post("k-1", body);
    CHECK(first.status == 201);
    CHECK(again.status == 201);
    CHECK(again.json() == first.json());
    CHECK(again.header("Location") == first.header("Location"));
    CHECK(again.header("Idempotent-Replayed") == "true");
    CHECK(app.get("/v1/questions", {token}).total() == 1);

    const Reply other = post("k-1", named_body(*app.catalog, "question", "Een andere vraag").dump());
    CHECK(other.status == 422);
    CHECK(post("k-2", R"({"title":""})").status == 400);
    CHECK(post("k-2", body).status == 201);  // what was refused used no key up
    for (const std::string& key : {std::string(), std::string(256, 'k'), std::string("met spatie"), std::string("é")}) {
        INFO(key);
        CHECK(post(key, body).status == 400);
    }
    // A key is of who sent it.
    CHECK(app.call("POST", "/v1/questions", {app.as(Role::contributor), json_content, {"Idempotency-Key", "k-1"}}, body)
              .header("Idempotent-Replayed")
              .empty());
}

TEST_CASE("twenty senders at once with one Idempotency-Key make one record", "[records][idempotency][threads]") {
    TestApp app;
    const api::Headers headers{app.as(Role::admin), json_content, {"Idempotency-Key", "one"}};
    const std::string body = published(body_of("question")).dump();
    std::vector<Reply> replies(20);
    std::vector<std::thread> threads;
    for (Reply& reply : replies) {
        threads.emplace_back([&] { reply = app.ask("POST", "/v1/questions", headers, body); });
    }
    for (std::thread& thread : threads) thread.join();
    std::set<std::string> ids;
    int replayed = 0;
    for (const Reply& reply : replies) {
        CHECK(reply.status == 201);
        ids.insert(reply.text("id"));
        replayed += reply.header("Idempotent-Replayed") == "true" ? 1 : 0;
    }
    CHECK(ids.size() == 1);
    CHECK(replayed == 19);
    CHECK(app.get("/v1/questions").total() == 1);
}

TEST_CASE("of many writers with the same ETag exactly one wins", "[records][threads]") {
    TestApp app;
    const Json record = app.create_published("question", body_of("question"));
    const std::string url = app.url("question", record.at("id"));
    const api::Headers headers{app.as(Role::admin), patch_content, {"If-Match", "\"r1\""}};
    std::vector<Reply> replies(12);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < replies.size(); ++i) {
        threads.emplace_back([&, i] {
            replies[i] = app.ask("PATCH", url, headers, Json{{"title", "Versie " + std::to_string(i)}}.dump());
        });
    }
    for (std::thread& thread : threads) thread.join();
    const auto won =
        std::count_if(replies.begin(), replies.end(), [](const Reply& reply) { return reply.status == 200; });
    const auto lost =
        std::count_if(replies.begin(), replies.end(), [](const Reply& reply) { return reply.status == 412; });
    CHECK(won == 1);
    CHECK(lost == 11);
    CHECK(app.get(url).json().at("revision") == 2);
}

TEST_CASE("what is referred to cannot be removed until nothing refers to it; then it is gone", "[records]") {
    TestApp app;
    const Json organisation = app.create_published("organisation", body_of("organisation"));
    Json body = published(body_of("partnership"));
    body["leadOrganisationId"] = organisation.at("id");
    body["members"] = Json::array({Json{{"organisationId", organisation.at("id")}}});
    const Json partnership = app.create("partnership", body);

    const Reply refused = remove(app, organisation);
    CHECK(refused.status == 409);
    const Json problem = refused.json();
    CHECK(problem.at("referredByTotal") == 1);  // one record, in two places
    REQUIRE(problem.at("referredBy").size() == 1);
    CHECK(problem.at("referredBy")[0].at("id") == partnership.at("id"));
    CHECK(problem.at("referredBy")[0].at("href") == app.url("partnership", partnership.at("id")));

    CHECK(patch(app, partnership, {{"leadOrganisationId", nullptr}, {"members", nullptr}}).status == 200);
    CHECK(remove(app, organisation).status == 204);
    for (const char* tail : {"", "/revisions", "/revisions/1", "/related"}) {
        INFO(tail);
        CHECK(app.get(app.url("organisation", organisation.at("id")) + tail).status == 404);
    }
    CHECK(app.get(app.url("organisation", organisation.at("slug"))).status == 404);
    CHECK(app.get("/v1/organisations").total() == 0);
    const Json found = app.get("/v1/search?q=" + escape(organisation.at("name").get<std::string>())).json();
    for (const Json& item : found.at("items")) CHECK(item.at("id") != organisation.at("id"));
    CHECK(remove(app, organisation).status == 404);
    CHECK(patch(app, organisation, {{"note", "toch"}}).status == 404);
}

TEST_CASE("the slug of what was removed is free again", "[records]") {
    TestApp app;
    const Json first = app.create_published("question", body_of("question"));
    CHECK(remove(app, first).status == 204);
    const Json second = app.create_published("question", body_of("question"));
    CHECK(second.at("slug") == first.at("slug"));
    // Brought back beside it, the old one gets another address instead of failing.
    const auto token = app.as(Role::admin);
    const Reply restored =
        app.call("POST", app.url("question", first.at("id")) + "/revisions/1/_restore", {token, any_version});
    CHECK(restored.status == 200);
    CHECK(restored.text("slug") == first.at("slug").get<std::string>() + "-2");
}

TEST_CASE("the history tells who did what and why, and what changed", "[records][history]") {
    TestApp app;
    const auto token = app.as(Role::admin);
    const Json made = app.create_published("agreement", body_of("agreement"));
    const std::string url = app.url("agreement", made.at("id"));
    const Reply changed = app.call(
        "PATCH", url + "?changeNote=" + escape("Besluit van de stuurgroep"), {token, patch_content, if_match(made)},
        R"({"title":"Nieuwe titel","themes":["begeleiden"],"summary":null,"validUntil":"2028-07-31"})");
    REQUIRE(changed.status == 200);

    const Json history = app.get(url + "/revisions").json().at("items");
    REQUIRE(history.size() == 2);
    const auto by_number = [&](int number) {
        return *std::find_if(history.begin(), history.end(),
                             [&](const Json& row) { return row.at("revision") == number; });
    };
    CHECK(by_number(1).at("operation") == "create");
    CHECK(by_number(2).at("operation") == "update");
    CHECK(by_number(2).at("changeNote") == "Besluit van de stuurgroep");
    CHECK(by_number(2).at("by") == "admin");

    const Json first = app.get(url + "/revisions/1").json();
    CHECK(first.at("record").at("title") == made.at("title"));
    CHECK(first.at("record").at("summary") == made.at("summary"));

    const Json difference = app.get(url + "/revisions/1?compareTo=2").json();
    CHECK(difference.at("from").at("revision") == 1);
    CHECK(difference.at("to").at("revision") == 2);
    std::map<std::string, std::string> changes;
    for (const Json& row : difference.at("changes")) {
        changes[row.at("pointer").get<std::string>()] = row.at("change").get<std::string>();
        CHECK_FALSE(row.at("label").at("nl").get<std::string>().empty());
    }
    CHECK(changes ==
          std::map<std::string, std::string>{
              {"/title", "changed"}, {"/validUntil", "added"}, {"/summary", "removed"}, {"/themes/1", "removed"}});
    CHECK(app.get(url + "/revisions/2?compareTo=2").json().at("changes").empty());
    for (const char* absent :
         {"/revisions/3", "/revisions/0", "/revisions/x", "/revisions/1?compareTo=9", "/revisions/99999999999"}) {
        INFO(absent);
        CHECK(app.get(url + absent).status == 404);
    }
    CHECK(app.get(url + "/revisions/1?compareTo=0").status == 400);
}

TEST_CASE("an old revision comes back as a new one, also of a record that was removed", "[records][history]") {
    TestApp app;
    const auto token = app.as(Role::admin);
    const Json made = app.create_published("question", body_of("question"));
    const std::string url = app.url("question", made.at("id"));
    const Json changed = patch(app, made, {{"title", "Anders"}, {"themes", nullptr}}).json();
    const Reply restored = app.call("POST", url + "/revisions/1/_restore", {token, if_match(changed)});
    CHECK(restored.status == 200);
    CHECK(restored.header("ETag").starts_with("\"r3."));
    CHECK(restored.text("title") == made.at("title"));
    CHECK(restored.json().at("themes") == made.at("themes"));

    CHECK(remove(app, made).status == 204);
    CHECK(app.get(url).status == 404);
    CHECK(app.get(url + "/revisions", {token}).json().at("items").size() == 4);
    CHECK(app.call("POST", url + "/revisions/2/_restore", {token, {"If-Match", "\"r3\""}}).status == 412);
    const Reply back = app.call("POST", url + "/revisions/2/_restore", {token, {"If-Match", "\"r4\""}});
    CHECK(back.status == 200);
    CHECK(back.text("title") == "Anders");
    CHECK(app.get(url).text("title") == "Anders");
    CHECK(app.get("/v1/search?q=Anders").total() == 1);
    CHECK(app.call("POST", url + "/revisions/44/_restore", {token, any_version}).status == 404);
}

TEST_CASE("related records are those that refer to it and those that look like it", "[records]") {
    TestApp app;
    const Json agreement = app.create_published("agreement", body_of("agreement"));
    const Json alike = app.create_published(
        "agreement", named_body(*app.catalog, "agreement", "Convenant begeleiding startende leraren Zuid"));
    app.create_published("organisation", body_of("organisation"));
    Json body = published(body_of("question"));
    body["approaches"] = Json::array({Json{{"text", "Zie daar"}, {"recordIds", Json::array({agreement.at("id")})}}});
    const Json question = app.create("question", body);
    const Json related = app.get(app.url("agreement", agreement.at("id")) + "/related").json();
    REQUIRE(related.at("referredBy").size() == 1);
    CHECK(related.at("referredBy")[0].at("id") == question.at("id"));
    CHECK(related.at("referredBy")[0].at("pointer") == "/approaches/0/recordIds/0");
    REQUIRE_FALSE(related.at("similar").empty());
    CHECK(related.at("similar")[0].at("id") == alike.at("id"));
    for (const Json& item : related.at("similar")) CHECK(item.at("id") != agreement.at("id"));
}

TEST_CASE("expand brings the records that are referred to, and fields brings only what is asked", "[records]") {
    TestApp app;
    const Json organisation = app.create_published("organisation", body_of("organisation"));
    Json body = published(body_of("partnership"));
    body["leadOrganisationId"] = organisation.at("id");
    const Json partnership = app.create("partnership", body);
    const std::string url = app.url("partnership", partnership.at("id"));
    const Json expanded = app.get(url + "?expand=references").json();
    REQUIRE(expanded.at("expanded").at("references").size() == 1);
    CHECK(expanded.at("expanded").at("references")[0] == organisation);
    CHECK(expanded.at("derived").at("references")[0].at("title") == organisation.at("name"));
    CHECK(app.get("/v1/partnerships?expand=references").json().at("items")[0].at("expanded").at("references")[0] ==
          organisation);

    const Json small = app.ask("GET", url + "?fields=name,status").json();
    CHECK(small == Json{{"id", partnership.at("id")},
                        {"kind", "partnership"},
                        {"status", "published"},
                        {"name", partnership.at("name")}});
    CHECK(app.ask("GET", "/v1/partnerships?fields=slug").json().at("items")[0].size() == 3);
    CHECK(app.get(url + "?fields=name,nosuch").status == 400);
    CHECK(app.get(url + "?expand=everything").status == 400);
}

TEST_CASE("in force is told for today, or for the day that is asked", "[records]") {
    TestApp app;
    Json body = published(body_of("agreement"));
    body["validFrom"] = "2020-08-01";
    body["validUntil"] = "2021-07-31";
    const Json record = app.create("agreement", body);
    const std::string url = app.url("agreement", record.at("id"));
    CHECK(app.get(url).json().at("derived").at("inForce") == false);
    CHECK(app.get(url + "?inForceOn=2021-07-31").json().at("derived").at("inForce") == true);
    CHECK(app.get(url + "?inForceOn=2021-08-01").json().at("derived").at("inForce") == false);
    CHECK(app.get("/v1/agreements?inForceOn=2020-08-01").total() == 1);
    CHECK(app.get("/v1/agreements?inForceOn=2020-07-31").total() == 0);
    CHECK(app.get(url + "?inForceOn=2021-02-30").status == 400);
}

TEST_CASE("what a record takes from another follows when that one changes", "[records]") {
    TestApp app;
    const Json north =
        app.create_published("onderwijsregio", named_body(*app.catalog, "onderwijsregio", "Regio Noord"));
    const Json south = app.create_published("onderwijsregio", named_body(*app.catalog, "onderwijsregio", "Regio Zuid"));
    const auto partner = [&](const std::string& name, const Json& region) {
        Json body = published(named_body(*app.catalog, "partnership", name));
        body["regions"] = Json::array({Json{{"regionId", region.at("id")}}});
        return app.create("partnership", body);
    };
    const Json one = partner("Partnerschap Een", north);
    const Json two = partner("Partnerschap Twee", north);
    Json body = published(body_of("agreement"));
    body["parties"] = Json::array({Json{{"partyId", one.at("id")}}, Json{{"partyId", two.at("id")}}});
    const Json agreement = app.create("agreement", body);
    const std::string url = app.url("agreement", agreement.at("id"));
    CHECK(agreement.at("derived").at("boundary").at("value") == "within");
    const std::string tag = app.get(url).header("ETag");

    CHECK(patch(app, two, {{"regions", Json::array({Json{{"regionId", south.at("id")}}})}}).status == 200);
    const Json after = app.get(url).json();
    CHECK(after.at("derived").at("boundary").at("value") == "across");
    CHECK(after.at("revision") == 1);  // nobody edited it
    // Who reads it again gets what is new; who writes has seen all that was written.
    CHECK(app.get(url, {{"If-None-Match", tag}}).status == 200);
    CHECK(app.call("PATCH", url, {app.as(Role::admin), patch_content, {"If-Match", tag}}, "{}").status == 200);
    CHECK(app.get("/v1/agreements?boundary=across").total() == 1);
    CHECK(app.get("/v1/search?boundary=across&kind=agreement").total() == 1);
    CHECK(app.get("/v1/agreements?onderwijsregio=" + south.at("slug").get<std::string>()).total() == 1);
}
