// Signing in from the page: a token becomes a cookie that scripts cannot read, and a cookie alone never lets another
// site write.
#include <catch2/catch.hpp>

#include "service/api/sign_in.hpp"
#include "service/auth/sessions.hpp"
#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

const std::pair<std::string, std::string> own_page{"Sec-Fetch-Site", "same-origin"};

std::string token_of(TestApp& app, Role role) {
    return app.as(role).second.substr(std::string("Bearer ").size());
}

Reply sign_in(TestApp& app, const std::string& token, const api::Headers& more = {own_page}) {
    api::Headers headers = more;
    headers.push_back(json_content);
    return app.call("POST", "/session", headers, Json{{"token", token}}.dump());
}

// "__Host-afb=..." of a Set-Cookie header.
std::pair<std::string, std::string> cookie_of(const Reply& reply) {
    const std::string header = reply.header("Set-Cookie");
    return {"Cookie", "other=1; " + header.substr(0, header.find(';'))};
}

std::string draft(TestApp& app) {
    return named_body(*app.catalog, "agreement", "Convenant").dump();
}

}  // namespace

TEST_CASE("a token pasted on the page becomes a session in a cookie that scripts cannot read", "[session]") {
    TestApp app;
    CHECK(app.get("/session").json() == Json::object());
    const Reply signed_in = sign_in(app, token_of(app, Role::contributor));
    REQUIRE(signed_in.status == 200);
    CHECK(signed_in.json().at("me").at("role") == "contributor");
    const std::string cookie = signed_in.header("Set-Cookie");
    CHECK(cookie.rfind("__Host-afb=", 0) == 0);
    for (const char* wanted : {"; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"})
        CHECK(cookie.find(wanted) != std::string::npos);
    CHECK(cookie.find("Domain") == std::string::npos);
    CHECK(signed_in.header("Cache-Control") == "no-store");

    const auto session = cookie_of(signed_in);
    CHECK(app.get("/session", {session}).json().at("me").at("role") == "contributor");
    const Reply added = app.call("POST", "/v1/agreements", {session, own_page, json_content}, draft(app));
    CHECK(added.status == 201);
    const std::string own = app.url("agreement", added.text("id"));
    CHECK(app.get(own).status == 404);
    const Reply seen = app.get(own, {session});
    CHECK(seen.status == 200);
    CHECK(seen.header("Cache-Control") == "no-store");
}

TEST_CASE("a cookie that another site sends along does not write", "[session]") {
    TestApp app;
    const auto session = cookie_of(sign_in(app, token_of(app, Role::admin)));
    const std::vector<api::Headers> foreign = {{{"Sec-Fetch-Site", "cross-site"}},
                                               {{"Sec-Fetch-Site", "same-site"}},
                                               {{"Origin", "https://elsewhere.example"}, {"Host", "bank.example"}},
                                               {{"Origin", "null"}, {"Host", "bank.example"}},
                                               {}};
    for (api::Headers headers : foreign) {
        headers.push_back(session);
        headers.push_back(json_content);
        CHECK(app.call("POST", "/v1/agreements", headers, draft(app)).status == 401);
        CHECK(app.call("DELETE", "/session", headers).status == 403);
    }
    // An older browser says only where the page came from.
    const api::Headers older = {session, json_content, {"Origin", "https://bank.example"}, {"Host", "bank.example"}};
    CHECK(app.call("POST", "/v1/agreements", older, draft(app)).status == 201);
}

TEST_CASE("signing in refuses what is no good token, and another site", "[session]") {
    TestApp app;
    for (const char* token : {"", "afb_", "geheim"}) CHECK(sign_in(app, token).has_error("token.unknown", "/token"));
    CHECK(sign_in(app, std::string(5000, 'a')).has_error("token.unknown", "/token"));
    CHECK(app.call("POST", "/session", {own_page, json_content}, "[]").has_error("token.unknown", "/token"));
    CHECK(sign_in(app, token_of(app, Role::admin), {}).status == 403);
}

TEST_CASE("signing out ends the session, and so does revoking the token", "[session]") {
    TestApp app;
    const auto token = token_of(app, Role::reader);
    const auto first = cookie_of(sign_in(app, token));
    const Reply out = app.call("DELETE", "/session", {first, own_page});
    CHECK(out.status == 204);
    CHECK(out.header("Set-Cookie").find("Max-Age=0") != std::string::npos);
    CHECK(app.get("/session", {first}).json() == Json::object());

    const auto second = cookie_of(sign_in(app, token));
    CHECK(app.get("/session", {second}).json().contains("me"));
    app.store.write([](storage::Writer& writer) {
        for (const storage::Token& each : writer.list_tokens()) writer.revoke_token(each.id);
    });
    CHECK(app.get("/session", {second}).json() == Json::object());
}

TEST_CASE("a session that is not used ends by itself, and there is a most of them", "[session]") {
    auth::Sessions sessions;
    const auth::Sessions::Time start{};
    const std::string secret = sessions.open("hash", start);
    CHECK(sessions.find_token_hash(secret, start + std::chrono::hours(11)) == "hash");
    CHECK(sessions.find_token_hash(secret, start + std::chrono::hours(22)) == "hash");
    CHECK_FALSE(sessions.find_token_hash(secret, start + std::chrono::hours(35)));
    CHECK_FALSE(sessions.find_token_hash("unheard of", start));

    const std::string oldest = sessions.open("oldest", start);
    const std::string kept = sessions.open("kept", start + std::chrono::seconds(1));
    for (std::size_t i = 0; i + 1 < auth::Sessions::most; ++i) sessions.open("other", start + std::chrono::seconds(2));
    CHECK_FALSE(sessions.find_token_hash(oldest, start + std::chrono::seconds(3)));
    CHECK(sessions.find_token_hash(kept, start + std::chrono::seconds(3)) == "kept");
}

TEST_CASE("the page is one document at every address of a view, with the hashed names of its files", "[session]") {
    TestApp app;
    // But for the script that is announced: that of the view.
    const auto page_at = [&](const std::string& address, const std::string& script) {
        std::string body = app.get(address).body;
        const std::size_t at = body.find("/" + script + ".js");
        INFO(address);
        REQUIRE(at != std::string::npos);
        return body.replace(at + 1, script.size(), "VIEW");
    };
    const std::string start = page_at("/", "search");
    CHECK(start.find("{assets}") == std::string::npos);
    const std::size_t at = start.find("/assets/");
    REQUIRE(at != std::string::npos);
    const Reply asset = app.get(start.substr(at, start.find('"', at) - at));
    CHECK(asset.status == 200);
    CHECK(asset.header("Cache-Control").find("immutable") != std::string::npos);
    for (const Kind& kind : app.catalog->kinds()) {
        CHECK(page_at("/" + kind.collection + "/iets", "record") == start);
        CHECK(page_at("/" + kind.collection + "/iets/geschiedenis?van=1&van=2&wat=dan%20ook", "record") == start);
    }
    const Reply english = app.get("/?lang=en");
    CHECK(english.body.find("<html lang=\"en\">") != std::string::npos);
    CHECK(english.header("Content-Security-Policy").find("require-trusted-types-for 'script'") != std::string::npos);
}
