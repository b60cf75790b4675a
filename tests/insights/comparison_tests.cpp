// Records side by side.
#include <catch2/catch.hpp>

#include "tests/insights/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

Json field_of(const Json& answer, const std::string& path) {
    for (const Json& field : answer.at("fields"))
        if (field.at("path") == path) return field;
    return nullptr;
}

std::string ids(const Json& one, const Json& other) {
    return one.at("id").get<std::string>() + "," + other.at("id").get<std::string>();
}

}  // namespace

TEST_CASE("records of one kind stand side by side, what differs first, with labels and titles") {
    TestApp app;
    const Json holder = app.create_published("partnership", named_body(*app.catalog, "partnership", "Samen"));
    Json one = allowance("Een", {tariff("100.00", 2)});
    one["holderId"] = holder.at("id");
    one["binding"] = "cao";
    const Json first = app.create_published("stagevergoeding", one);
    Json two = allowance("Twee", {tariff("200.00", 4)});
    two["binding"] = "guideline";
    const Json second = app.create_published("stagevergoeding", two);
    const Json answer = app.get("/v1/compare?ids=" + ids(first, second), {{"Accept-Language", "en"}}).json();
    CHECK(answer.at("kind") == "stagevergoeding");
    CHECK(answer.at("records")[0].at("title") == "Een");
    bool same_began = false;
    for (const Json& field : answer.at("fields")) {
        if (!field.at("differs").get<bool>()) same_began = true;
        if (same_began) CHECK_FALSE(field.at("differs").get<bool>());
    }
    CHECK(same_began);
    CHECK(field_of(answer, "holderId").at("values") == Json::array({Json::array({"Samen"}), Json::array()}));
    const Vocabulary& bindings = *app.catalog->find_vocabulary("bindings");
    CHECK(field_of(answer, "binding").at("values") ==
          Json::array(
              {Json::array({bindings.find("cao")->label.en}), Json::array({bindings.find("guideline")->label.en})}));
    // EUR 100 for two days and 200 for four are the same EUR 50 a day a week.
    CHECK(field_of(answer, "tariffs[].amount.value").at("differs") == true);
    CHECK(field_of(answer, "derived.comparableMin").at("differs") == false);
    CHECK(field_of(answer, "validUntil").is_null());

    // As it was, later.
    const std::string cited = answer.at("snapshot").at("href");
    Json changed = one;
    changed["binding"] = "agreement";
    changed["status"] = "published";
    CHECK(app.call("PUT", app.url("stagevergoeding", first.at("id")),
                   {app.as(app::Role::admin), json_content, if_match(first)}, changed.dump())
              .status == 200);
    CHECK(app.get(cited, {{"Accept-Language", "en"}}).json() == answer);
    CHECK(app.get("/v1/compare?ids=" + ids(first, second), {{"Accept-Language", "en"}}).json() != answer);
}

TEST_CASE("only two to six different records of one kind, that the asker may see, are compared") {
    TestApp app;
    const Json one = app.create_published("question", named_body(*app.catalog, "question", "Een"));
    const Json other = app.create_published("partnership", named_body(*app.catalog, "partnership", "Ander"));
    const Json draft = app.create("question", named_body(*app.catalog, "question", "Concept"));
    const std::string id = one.at("id");
    CHECK(app.get("/v1/compare?ids=" + id).has_error("query.compareCount", "ids"));
    CHECK(app.get("/v1/compare?ids=" + id + "," + id).has_error("query.compareCount", "ids"));
    CHECK(app.get("/v1/compare?ids=1,2,3,4,5,6,7").has_error("query.compareCount", "ids"));
    CHECK(app.get("/v1/compare?ids=" + ids(one, other)).has_error("query.compareKinds", "ids"));
    CHECK(app.get("/v1/compare?ids=" + ids(one, draft)).has_error("query.value", "ids"));
    CHECK(app.get("/v1/compare?ids=" + ids(one, draft), {app.as(app::Role::moderator)}).status == 200);
    CHECK(app.get("/v1/compare?ids=" + id + ",nergens").has_error("query.value", "ids"));
    CHECK(app.get("/v1/compare").status == 400);
}
