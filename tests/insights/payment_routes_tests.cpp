// Payment routes: what is known of who decides, funds and pays, and what is not.
#include <catch2/catch.hpp>

#include <algorithm>
#include <map>

#include "tests/insights/kit.hpp"

using namespace afb;
using namespace afb::test;

namespace {

const std::string path = "/v1/insights/payment-routes";

Json step(int order, const std::string& role, const std::string& from, const std::string& to = "") {
    Json row{{"order", order}, {"role", role}, {"from", {{"actor", from}}}};
    if (!to.empty()) row["to"] = {{"actor", to}};
    return row;
}

Json with_route(const std::string& title, const std::string& value, Json steps) {
    Json body = allowance(title, {tariff(value, 1)});
    body["paymentRoute"]["steps"] = std::move(steps);
    return body;
}

Json link_of(const Json& answer, const std::string& role, const std::string& from, const std::string& to) {
    for (const Json& link : answer.at("links"))
        if (link.at("role") == role && link.at("from") == from && link.value("to", "") == to) return link;
    return nullptr;
}

Json node_of(const Json& answer, const std::string& actor) {
    for (const Json& node : answer.at("nodes"))
        if (node.at("actor") == actor) return node;
    return nullptr;
}

std::map<std::string, std::string> medians(const Json& answer) {
    std::map<std::string, std::string> found;
    for (const Json& group : answer.at("patterns")) {
        const Json& pattern = group.at("key").at("route");
        found[pattern.is_null() ? "-" : pattern.get<std::string>()] = group.value("median", "none");
    }
    return found;
}

}  // namespace

TEST_CASE("each pattern has its count and median, and what is not known is not filled in") {
    TestApp app;
    const Json region_pays =
        Json::array({step(1, "decides", "onderwijsregio"), step(1, "funds", "onderwijsregio", "schoolbestuur"),
                     step(2, "pays", "schoolbestuur", "student")});
    Json with_amount = region_pays;
    with_amount[1]["amount"] = "1000.00";
    app.create_published("stagevergoeding", with_route("A", "100.00", region_pays));
    app.create_published("stagevergoeding", with_route("B", "200.00", with_amount));
    app.create_published("stagevergoeding",
                         with_route("C", "60.00", Json::array({step(1, "pays", "school", "student")})));
    app.create_published("stagevergoeding",
                         with_route("D", "30.00", Json::array({step(1, "pays", "unknown", "student")})));
    app.create_published("stagevergoeding", allowance("E", {tariff("10.00", 1)}));
    const Json answer = app.get(path).json();
    CHECK(answer.at("regulations") == 5);
    CHECK(answer.at("withRoute") == 4);
    CHECK(answer.at("withoutRoute") == 1);
    CHECK(answer.at("withUnknownSteps") == 1);
    // 100 and 200: the median is 150.
    CHECK(medians(answer) == std::map<std::string, std::string>{{"onderwijsregio > schoolbestuur > student", "150.00"},
                                                                {"school > student", "60.00"},
                                                                {"unknown > student", "30.00"},
                                                                {"-", "10.00"}});
    const Json funds = link_of(answer, "funds", "onderwijsregio", "schoolbestuur");
    CHECK(funds.at("regulations") == 2);
    CHECK(funds.at("amountsStated") == 1);
    CHECK(funds.at("leastAmount") == "1000.00");
    CHECK(link_of(answer, "decides", "onderwijsregio", "").at("regulations") == 2);
    const Json unknown = link_of(answer, "pays", "unknown", "student");
    CHECK(unknown.at("unknownSteps") == 1);
    CHECK_FALSE(unknown.contains("leastAmount"));
    CHECK(node_of(answer, "student").at("receives") == 4);
    CHECK(node_of(answer, "schoolbestuur").at("pays") == 2);
    CHECK(node_of(answer, "schoolbestuur").at("receives") == 2);
    CHECK(node_of(answer, "onderwijsregio").at("decides") == 2);

    CHECK(app.get(path + "?routeFrom=onderwijsregio").json().at("regulations") == 2);
    CHECK(app.get(path + "?routeFrom=onderwijsregio&routeTo=student").json().at("regulations") == 0);
    CHECK(app.get(path + "?routeFrom=school&routeFrom=unknown&routeTo=student").json().at("regulations") == 2);
    CHECK(app.get(path + "?paidBy=schoolbestuur").json().at("regulations") == 2);
    CHECK(app.get(path + "?routeFrom=colour").status == 400);
}

TEST_CASE("a step counts in how many regulations it is, and how often") {
    TestApp app;
    app.create_published("stagevergoeding", with_route("Twee bijdragen", "100.00",
                                                       Json::array({step(1, "funds", "ministry", "schoolbestuur"),
                                                                    step(1, "funds", "municipality", "schoolbestuur"),
                                                                    step(2, "pays", "schoolbestuur", "student")})));
    const Json answer = app.get(path).json();
    CHECK(link_of(answer, "funds", "ministry", "schoolbestuur").at("steps") == 1);
    CHECK(node_of(answer, "schoolbestuur").at("receives") == 1);
    CHECK(node_of(answer, "ministry").at("funds") == 1);
}

TEST_CASE("the routes of the starter collection: nobody has published a whole one") {
    TestApp app;
    app.import_starter();
    const Json answer = app.get(path).json();
    // Rotterdam and Den Haag, Haaglanden, Zaanstreek and the cao vo have a step that is not known: who funds. Of the
    // first two it is not known who pays either; of the others the board does.
    CHECK(answer.at("withUnknownSteps") == 4);
    CHECK(link_of(answer, "funds", "unknown", "unknown").at("unknownSteps") == 4);
    CHECK(link_of(answer, "pays", "unknown", "student").at("unknownSteps") == 2);
    CHECK(link_of(answer, "pays", "schoolbestuur", "student").at("unknownSteps") == 0);
    CHECK(node_of(answer, "schoolbestuur").at("pays") == 2);
    CHECK(node_of(answer, "schoolbestuur").at("decides") == 2);
    const std::string cited = answer.at("snapshot").at("href");
    const std::string body = app.get(cited).body;
    app.create_published("stagevergoeding",
                         with_route("Nieuw", "1.00", Json::array({step(1, "pays", "school", "student")})));
    CHECK(app.get(cited).body == body);
    CHECK(app.get(path).body != body);
}
