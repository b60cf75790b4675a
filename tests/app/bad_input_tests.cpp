// Whatever is sent, the answer is a clear 4xx, nothing changed (the test app checks that on every call) and the service
// lives.
#include <catch2/catch.hpp>

#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::Role;

namespace {

const std::string nowhere = "01890a5d-ac96-774b-bcce-b302099a8057";

Reply post(TestApp& app, const std::string& kind, const std::string& body) {
    return app.call("POST", "/v1/" + app.catalog->get_kind(kind).collection, {app.as(Role::admin), json_content}, body);
}

struct Change {
    std::string kind;
    std::string at;  // JSON Pointer
    Json value;
    std::string code;
    std::string location = {};  // when it is not `at`
};

}  // namespace

TEST_CASE("what is not good JSON is refused with the place where it goes wrong", "[badinput]") {
    TestApp app;
    const std::string deep(100'000, '[');
    const std::vector<std::pair<std::string, std::string>> rows{
        {"", "json.empty"},
        {"   ", "json.empty"},
        {"{", "json.syntax"},
        {R"({"title":"a",})", "json.syntax"},
        {R"({'title':'a'})", "json.syntax"},
        {R"({"title":NaN})", "json.syntax"},
        {R"({"title":01})", "json.syntax"},
        {R"({"title":"a"} x)", "json.trailing"},
        {R"({"title":"a"}{"title":"b"})", "json.trailing"},
        {R"({"title":"a","title":"b"})", "json.duplicateKey"},
        {R"({"title":"a","sources":[{"title":"x","type":"own","type":"own"}]})", "json.duplicateKey"},
        {deep, "json.depth"},
        {R"({"title":)" + deep, "json.depth"},
        {R"({"title":"a\u0000b"})", "json.nul"},
        {std::string("{\"title\":\"a\0b\"}", 15), "json.nul"},
        {"{\"title\":\"a\x01\"}", "json.controlCharacter"},
        {R"({"title":"\ud800"})", "json.loneSurrogate"},
        {R"({"title":"\udc00\ud800"})", "json.loneSurrogate"},
        {R"({"\ud800":1})", "json.loneSurrogate"},
        {"{\"title\":\"\xff\"}", "json.utf8"},
        {"{\"title\":\"\xed\xa0\x80\"}", "json.utf8"},
        {"{\"title\":\"\xc0\xaf\"}", "json.utf8"},
        {R"({"title":"a","national":1e999})", "json.number"},
        {R"({"title":")" + std::string(10'000'000, 'a') + R"("})", "json.stringTooLong"},
        {"[" + std::string(100'000, '1') + "]", "json.number"},
    };
    for (const auto& [body, code] : rows) {
        INFO(body.substr(0, 80));
        const Reply reply = post(app, "question", body);
        CHECK(reply.status == 400);
        CHECK(reply.codes() == std::vector<std::string>{code});
    }
    for (const char* body : {"null", "true", "1", "\"text\"", "[]", "[{}]"}) {
        INFO(body);
        const Reply reply = post(app, "question", body);
        CHECK(reply.status == 400);
        CHECK(reply.codes() == std::vector<std::string>{"type"});
    }
}

TEST_CASE("a body is refused with every fault at once, in Dutch and English", "[badinput]") {
    TestApp app;
    const Reply reply =
        post(app, "agreement", R"({"title":"","colour":"red","themes":["nope","nope"],"validFrom":"2026-02-30",
        "parties":[{}],"sources":[{"title":"x"}],"state":7})");
    CHECK(reply.status == 400);
    INFO(reply.body);
    CHECK(reply.has_error("minLength", "/title"));
    CHECK(reply.has_error("unknownField", "/colour"));
    CHECK(reply.has_error("vocabulary", "/themes/0"));
    CHECK(reply.has_error("format.date", "/validFrom"));
    CHECK(reply.has_error("anyOf", "/parties/0"));
    CHECK(reply.has_error("required", "/sources/0/type"));
    CHECK(reply.has_error("type", "/state"));
    const Json errors = reply.json().at("errors");
    for (const Json& error : errors) {
        CHECK(error.at("in") == "body");
        CHECK(error.at("detail") != error.at("detailNl"));
    }
    Json many = body_of("question");
    for (int i = 0; i < 500; ++i) many["unknown" + std::to_string(i)] = i;
    CHECK(post(app, "question", many.dump()).codes().size() == 100);
}

TEST_CASE("values that cannot be are refused one by one", "[badinput]") {
    TestApp app;
    const Json organisation = app.create_published("organisation", body_of("organisation"));
    const Json id = organisation.at("id");
    const std::vector<Change> changes{
        {"agreement", "/validFrom", "2025-02-29", "format.date"},
        {"agreement", "/validFrom", "2026-13-01", "format.date"},
        {"agreement", "/validFrom", "0000-00-00", "format.date"},
        {"agreement", "/validFrom", "9999-01-01", "format.date"},
        {"agreement", "/validFrom", "2026-1-1", "format.date"},
        {"agreement", "/validFrom", 20260101, "type"},
        {"agreement", "/validUntil", "2020-01-01", "dates.order"},
        {"agreement", "/title", Json::object(), "type"},
        {"agreement", "/title", nullptr, "required"},
        {"agreement", "/title", std::string(301, 'a'), "maxLength"},
        {"agreement", "/title", "   ", "minLength"},
        {"agreement", "/summary", std::string(20'001, 'a'), "maxLength"},
        {"agreement", "/parties/0/partyId", nowhere, "reference.notFound"},
        {"agreement", "/parties/0/partyId", "no uuid", "format.uuid"},
        {"agreement", "/ownerId", id, "reference.kind"},
        {"agreement", "/sources", Json::array(), "minItems"},
        {"agreement", "/sources", nullptr, "required"},
        {"agreement", "/sources/0/url", "javascript:alert(1)", "format.uri"},
        {"agreement", "/themes", Json::array({"inductie", "inductie"}), "uniqueItems"},
        {"agreement", "/slug", "Hoofd Letters", "pattern.slug"},
        {"agreement", "/slug", "../../etc/passwd", "pattern.slug"},
        {"agreement", "/status", "public", "vocabulary"},
        {"stagevergoeding", "/tariffs/0/amount/value", "-180.00", "money"},
        {"stagevergoeding", "/tariffs/0/amount/value", "180", "money"},
        {"stagevergoeding", "/tariffs/0/amount/value", "1e9", "money"},
        {"stagevergoeding", "/tariffs/0/amount/value", "99999999999999999999.00", "money"},
        {"stagevergoeding", "/tariffs/0/amount/value", 180.00, "type"},
        {"stagevergoeding", "/tariffs/0/amount/state", "zero", "amount.valueWithZero", "/tariffs/0/amount"},
        {"stagevergoeding", "/tariffs/0/daysPerWeek", 9, "maximum"},
        {"stagevergoeding", "/tariffs/0/daysPerWeek", -1, "minimum"},
        {"funding", "/studentCount", -1, "minimum"},
        {"funding", "/studentCount", 1.5, "type"},
        {"funding", "/period/schoolYear", "2026-2028", "schoolYear"},
        {"partnership", "/contact/email", "geen adres", "format.email"},
        {"organisation", "/identifiers", Json{{"brin", "geen brin"}}, "pattern"},
        {"question", "/approaches/0/recordIds", Json::array({id, id}), "uniqueItems"},
    };
    for (const Change& change : changes) {
        Json body = body_of(change.kind);
        if (change.value.is_null()) {
            body.erase(change.at.substr(1));
        } else {
            body[Json::json_pointer(change.at)] = change.value;
        }
        const Reply reply = post(app, change.kind, body.dump());
        INFO(change.kind << " " << change.at << " = " << change.value.dump().substr(0, 60) << "\n"
                         << reply.body.substr(0, 1000));
        CHECK(reply.status == 400);
        const std::string where = change.location.empty() ? change.at : change.location;
        const Json errors = reply.json().at("errors");
        CHECK(std::any_of(errors.begin(), errors.end(), [&](const Json& error) {
            return error.at("code").get<std::string>().rfind(change.code, 0) == 0 &&
                   error.at("location").get<std::string>().rfind(where, 0) == 0;
        }));
    }
}

TEST_CASE("an identifier is written in one way and is of one organisation", "[badinput]") {
    TestApp app;
    Json body = body_of("organisation");
    body["identifiers"] = {{"brin", " 02 td "}};
    const Json first = app.create("organisation", body);
    CHECK(first.at("identifiers").at("brin") == "02TD");
    body["identifiers"] = {{"brin", "02TD"}};
    const Reply reply = post(app, "organisation", body.dump());
    CHECK(reply.has_error("unique", "/identifiers/brin"));
}

TEST_CASE("an organisation is not part of itself, at whatever distance", "[badinput]") {
    TestApp app;
    const auto made = [&](const std::string& name) {
        return app.create("organisation", named_body(*app.catalog, "organisation", name));
    };
    const Json a = made("A");
    const Json b = made("B");
    const Json c = made("C");
    const auto move = [&](const Json& record, const Json& parent) {
        return app.call("PATCH", app.url("organisation", record.at("id")),
                        {app.as(Role::admin), patch_content, {"If-Match", "*"}}, Json{{"parentId", parent}}.dump());
    };
    CHECK(move(a, a.at("id")).has_error("reference.cycle", "/parentId"));
    CHECK(move(a, b.at("id")).status == 200);
    CHECK(move(b, c.at("id")).status == 200);
    CHECK(move(c, a.at("id")).has_error("reference.cycle", "/parentId"));
    CHECK(move(c, b.at("id")).has_error("reference.cycle", "/parentId"));
    CHECK(move(a, nullptr).status == 200);
    CHECK(move(c, a.at("id")).status == 200);
}

TEST_CASE("every text is a search: hostile syntax finds something or nothing, quickly", "[badinput]") {
    TestApp app;
    app.create_published("question", body_of("question"));
    std::string thousand;
    while (thousand.size() < 990) thousand += "a" + std::to_string(thousand.size()) + " ";
    for (const std::string& text : {std::string("(((("),
                                    std::string("*"),
                                    std::string("\""),
                                    std::string("\"\"\"\""),
                                    std::string("+-+-+-"),
                                    std::string("-school"),
                                    std::string("AND OR NOT"),
                                    std::string("school NEAR/99999 stage"),
                                    std::string("title:*"),
                                    std::string("XK:agreement"),
                                    std::string("' OR 1=1 --"),
                                    std::string("\xf0\x9f\x90\x94"),
                                    std::string("\xe2\x80\xae\xcc\x81"),
                                    std::string("\\"),
                                    std::string("%"),
                                    std::string("?????"),
                                    std::string("school*school*school"),
                                    std::string(250, '('),
                                    std::string(500, '-'),
                                    std::string(900, 'a')}) {
        INFO(text);
        CHECK(app.get("/v1/search?q=" + escape(text)).status == 200);
        CHECK(app.get("/v1/questions?q=" + escape(text)).status == 200);
        const Reply suggested = app.get("/v1/suggest?q=" + escape(text));
        CHECK(suggested.status == (text.size() <= 100 ? 200 : 400));
    }
    CHECK(app.get("/v1/search?q=" + escape(thousand)).status == 200);
    CHECK(app.get("/v1/search?q=" + std::string(1001, 'a')).status == 400);
    std::string long_query;
    for (int i = 0; i < 60; ++i) long_query += "&theme=stagevergoeding";
    CHECK(app.get("/v1/questions?" + long_query.substr(1)).codes() == std::vector<std::string>{"query.tooLong"});
}

TEST_CASE("odd addresses and headers are answered like any other", "[badinput]") {
    TestApp app;
    const Json record = app.create_published("question", body_of("question"));
    for (const std::string& id :
         {std::string("%27%20OR%201=1--"), std::string("%2e%2e"), std::string("a%2Fb"), std::string(5000, 'a'),
          std::string("01890A5D-AC96-774B-BCCE-B302099A8057"), nowhere, std::string("null"), std::string("_restore")}) {
        INFO(id.substr(0, 60));
        CHECK(app.get("/v1/questions/" + id).status == 404);
    }
    const std::string url = app.url("question", record.at("id"));
    for (const char* accept : {"*/*", "application/*", "application/json;q=0.1, image/png", "text/html,*/*;q=0.1",
                               "application/json;charset=utf-8", ""}) {
        INFO(accept);
        CHECK(app.get(url, {{"Accept", accept}}).status == 200);
    }
    for (const char* accept : {"text/html", "application/json;q=0", "*/*;q=0", "nonsense"}) {
        INFO(accept);
        CHECK(app.get(url, {{"Accept", accept}}).status == 406);
    }
    const auto token = app.as(Role::admin);
    const std::string body = body_of("question").dump();
    for (const char* type : {"", "json", "text/json", "application/x-www-form-urlencoded", "multipart/form-data",
                             "application/merge-patch+json"}) {
        INFO(type);
        CHECK(app.call("POST", "/v1/questions", {token, {"Content-Type", type}}, body).status == 415);
    }
    CHECK(app.call("POST", "/v1/questions", {token}, body).status == 415);
    CHECK(
        app.call("POST", "/v1/questions", {token, {"Content-Type", "Application/JSON; charset=UTF-8"}}, body).status ==
        201);
    const Reply refused = app.call("PATCH", url, {token, json_content, {"If-Match", "*"}}, R"({"title":"x"})");
    CHECK(refused.status == 415);
    CHECK(refused.header("Accept-Patch") == "application/merge-patch+json");
    CHECK(app.get(url, {{"Accept-Language", "en"}}).status == 200);
    CHECK(app.get("/v1/questions/x", {{"Accept-Language", "en-GB,en;q=0.8,nl;q=0.5"}}).text("title") == "Not found");
    CHECK(app.get("/v1/questions/x", {{"Accept-Language", "de"}}).text("title") == "Niet gevonden");
}
