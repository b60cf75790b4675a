#include "schema/payment_route.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

using namespace afb;

namespace {

// "schoolbestuur" or "schoolbestuur#a" (with the organisation's id), "" for not stated.
Place place(std::string_view text) {
    const auto hash = text.find('#');
    if (hash == std::string_view::npos) return {std::string(text), {}};
    return {std::string(text.substr(0, hash)), std::string(text.substr(hash + 1))};
}

RouteStep step(int order, RouteRole role, std::string_view from, std::string_view to) {
    return {.order = order, .role = role, .from = place(from), .to = place(to)};
}

RouteStep decides(int order, std::string_view from) {
    return step(order, RouteRole::decides, from, "");
}

RouteStep funds(int order, std::string_view from, std::string_view to) {
    return step(order, RouteRole::funds, from, to);
}

RouteStep pays(int order, std::string_view from, std::string_view to) {
    return step(order, RouteRole::pays, from, to);
}

RouteStep settles(int order, std::string_view from, std::string_view to) {
    return step(order, RouteRole::settles, from, to);
}

RouteStep with_amount(RouteStep one, std::string_view text) {
    one.amount = Money::parse(text).value();
    return one;
}

RouteStep with_share(RouteStep one, std::string_view text) {
    one.share = Decimal::parse(text).value();
    return one;
}

RouteStep known(RouteStep one, bool value = true) {
    one.known = value;
    return one;
}

RouteStep from_source(RouteStep one, std::string source) {
    one.funding_source = std::move(source);
    return one;
}

RouteStep timed(RouteStep one, std::string when) {
    one.timing = std::move(when);
    return one;
}

// "1 route.gap, 2 route.circle!" : index, code, "!" when refused.
std::string findings(const std::vector<RouteStep>& steps) {
    std::string out;
    for (const RouteFinding& finding : check_route(steps)) {
        if (!out.empty()) out += ", ";
        out += std::to_string(finding.step) + " " + std::string(code_of(finding.fault)).substr(6) +
               (finding.refused ? "!" : "");
    }
    return out;
}

std::string pattern(const std::vector<RouteStep>& steps) {
    return summarise(steps).pattern;
}

using Steps = std::vector<RouteStep>;
using Actors = std::vector<std::string>;

}  // namespace

TEST_CASE("A route that joins up has its chain as pattern and nothing to remark") {
    const Steps steps{decides(1, "schoolbestuur"), funds(2, "onderwijsregio", "schoolbestuur"),
                      pays(3, "schoolbestuur", "student"), settles(4, "onderwijsregio", "schoolbestuur")};
    const RouteSummary summary = summarise(steps);
    CHECK(summary.pattern == "onderwijsregio > schoolbestuur > student");
    CHECK(summary.decides == Actors{"schoolbestuur"});
    CHECK(summary.funds == Actors{"onderwijsregio"});
    CHECK(summary.pays == Actors{"schoolbestuur"});
    CHECK(summary.settles == Actors{"onderwijsregio"});
    CHECK(summary.unknown_steps == 0);
    CHECK(findings(steps) == "");
}

TEST_CASE("Steps count in their order, not as they are written down") {
    const Steps steps{pays(3, "schoolbestuur", "student"), funds(1, "ministry", "onderwijsregio"),
                      funds(2, "onderwijsregio", "schoolbestuur")};
    CHECK(pattern(steps) == "ministry > onderwijsregio > schoolbestuur > student");
    CHECK(summarise(steps).funds == Actors{"ministry", "onderwijsregio"});
    CHECK(findings(steps) == "");
}

TEST_CASE("Patterns show what is not known, what lies beside each other, and where the steps do not join") {
    struct Row {
        Steps steps;
        const char* pattern;
        std::size_t unknown;
    };
    const auto row = GENERATE(values<Row>({
        {{}, "", 0},
        {{decides(1, "schoolbestuur")}, "", 0},
        {{decides(1, "")}, "", 1},
        {{pays(1, "schoolbestuur", "student")}, "schoolbestuur > student", 0},
        {{pays(1, "unknown", "student")}, "unknown > student", 1},
        {{pays(1, "", "student")}, "unknown > student", 1},
        {{funds(1, "ministry", "unknown"), pays(2, "unknown", "student")}, "ministry > unknown > student", 2},
        {{funds(1, "ministry", "onderwijsregio"), known(pays(2, "", ""), false), pays(3, "schoolbestuur", "student")},
         "ministry > onderwijsregio > unknown > schoolbestuur > student",
         1},
        {{funds(1, "ministry", "onderwijsregio"), known(pays(2, "unknown", "unknown"), false),
          pays(3, "schoolbestuur", "student")},
         "ministry > onderwijsregio > unknown > schoolbestuur > student",
         1},
        {{funds(1, "ministry", "onderwijsregio"), known(pays(2, "onderwijsregio", "student"), false)},
         "ministry > onderwijsregio > student",
         1},
        // Whose money it is, without where it goes.
        {{funds(1, "schoolbestuur", ""), pays(2, "schoolbestuur", "student")}, "schoolbestuur > student", 0},
        {{funds(1, "ministry", ""), pays(2, "schoolbestuur", "student")},
         "ministry > unknown > schoolbestuur > student",
         0},
        {{funds(1, "ministry", "")}, "ministry", 0},
        // A gap.
        {{funds(1, "ministry", "onderwijsregio"), pays(2, "schoolbestuur", "student")},
         "ministry > onderwijsregio > unknown > schoolbestuur > student",
         0},
        // Beside each other.
        {{funds(1, "ministry", "onderwijsregio"), funds(2, "onderwijsregio", "schoolbestuur"),
          funds(2, "onderwijsregio", "institute"), pays(3, "schoolbestuur", "student")},
         "ministry > onderwijsregio > institute + schoolbestuur > student",
         0},
        {{funds(1, "ministry", "onderwijsregio"), funds(2, "onderwijsregio", "schoolbestuur"),
          funds(3, "municipality", "schoolbestuur"), pays(4, "schoolbestuur", "student")},
         "ministry > municipality + onderwijsregio > schoolbestuur > student",
         0},
        {{funds(1, "ministry", "schoolbestuur#a"), funds(1, "ministry", "schoolbestuur#b"),
          pays(2, "schoolbestuur#a", "student"), pays(2, "schoolbestuur#b", "student")},
         "ministry > schoolbestuur > student",
         0},
        {{pays(1, "schoolbestuur#a", "schoolbestuur#b"), pays(2, "schoolbestuur#b", "student")},
         "schoolbestuur > schoolbestuur > student",
         0},
        // Round in a circle.
        {{pays(1, "school", "schoolbestuur"), pays(2, "schoolbestuur", "school"), pays(3, "school", "student")},
         "school > schoolbestuur > school > student",
         0},
    }));
    CHECK(pattern(row.steps) == row.pattern);
    CHECK(summarise(row.steps).unknown_steps == row.unknown);
}

TEST_CASE("Who decides, funds, pays and settles is listed once, in order, with unknown where it is not known who") {
    const Steps steps{decides(4, "school"),          decides(1, "schoolbestuur"), decides(2, "onderwijsregio"),
                      decides(3, "schoolbestuur#b"), pays(5, "", "student"),      pays(6, "unknown", "student")};
    CHECK(summarise(steps).decides == Actors{"schoolbestuur", "onderwijsregio", "school"});
    CHECK(summarise(steps).pays == Actors{"unknown"});
    CHECK(summarise(steps).funds.empty());
    CHECK(summarise(steps).settles.empty());
}

TEST_CASE("Two places are the same by organisation when both name one, else by actor") {
    CHECK(same_place(place("school"), place("school")));
    CHECK(same_place(place("school#a"), place("school")));
    CHECK(same_place(place("school#a"), place("school#a")));
    CHECK(same_place(place("partnership#a"), place("school#a")));
    CHECK_FALSE(same_place(place("school#a"), place("school#b")));
    CHECK_FALSE(same_place(place("school"), place("schoolbestuur")));
    CHECK_FALSE(same_place(place("unknown"), place("unknown")));
    CHECK_FALSE(same_place(place(""), place("")));
}

TEST_CASE("Gaps") {
    const auto [name, steps, expected] = GENERATE(table<const char*, Steps, const char*>({
        {"money that did not come in",
         {funds(1, "ministry", "onderwijsregio"), pays(2, "schoolbestuur", "student")},
         "1 gap"},
        {"at the step that was written first",
         {pays(2, "schoolbestuur", "student"), funds(1, "ministry", "onderwijsregio")},
         "0 gap"},
        {"another organisation of the same kind",
         {funds(1, "ministry", "schoolbestuur#a"), pays(2, "schoolbestuur#b", "student")},
         "1 gap"},
        {"the same kind without names",
         {funds(1, "ministry", "schoolbestuur#a"), pays(2, "schoolbestuur", "student")},
         ""},
        {"two starts",
         {funds(1, "ministry", "schoolbestuur"), funds(1, "municipality", "schoolbestuur"),
          pays(2, "schoolbestuur", "student")},
         ""},
        {"new money for a place on the route",
         {funds(1, "ministry", "onderwijsregio"), funds(2, "municipality", "schoolbestuur"),
          funds(3, "onderwijsregio", "schoolbestuur"), pays(4, "schoolbestuur", "student")},
         ""},
        {"new money that leaves the first money behind",
         {funds(1, "ministry", "onderwijsregio"), funds(2, "school", "schoolbestuur"),
          pays(3, "schoolbestuur", "student")},
         "1 gap"},
        {"somebody who pays without having received",
         {funds(1, "ministry", "schoolbestuur"), pays(2, "school", "schoolbestuur")},
         "1 gap"},
        {"an unknown step before it", {funds(1, "ministry", "unknown"), pays(2, "schoolbestuur", "student")}, ""},
        {"a step that does not say where the money goes",
         {funds(1, "ministry", ""), pays(2, "schoolbestuur", "student")},
         ""},
        {"an unknown payer", {funds(1, "ministry", "onderwijsregio"), pays(2, "unknown", "student")}, ""},
        {"a step said not to be known",
         {funds(1, "ministry", "onderwijsregio"), known(pays(2, "schoolbestuur", "student"), false)},
         ""},
        {"deciding and settling move no money",
         {decides(1, "school"), funds(2, "ministry", "schoolbestuur"), settles(3, "institute", "school"),
          pays(4, "schoolbestuur", "student")},
         ""},
        {"the same payer again",
         {pays(1, "school", "student"), pays(2, "school", "institute"), pays(3, "schoolbestuur", "student"),
          pays(4, "schoolbestuur", "institute")},
         "2 gap"},
        {"one movement told twice", {funds(1, "schoolbestuur", "student"), pays(2, "schoolbestuur", "student")}, ""},
    }));
    INFO(name);
    CHECK(findings(steps) == expected);
}

TEST_CASE("Circles") {
    const auto [name, steps, expected] = GENERATE(table<const char*, Steps, const char*>({
        {"there and back", {pays(1, "school", "schoolbestuur"), pays(2, "schoolbestuur", "school")}, "1 circle"},
        {"by a detour",
         {funds(1, "ministry", "onderwijsregio"), funds(2, "onderwijsregio", "schoolbestuur"),
          pays(3, "schoolbestuur", "school"), pays(4, "school", "onderwijsregio")},
         "3 circle"},
        {"to one's own kind, nobody named", {pays(1, "schoolbestuur", "schoolbestuur")}, "0 circle"},
        {"to one's own kind, one named", {pays(1, "schoolbestuur#a", "schoolbestuur")}, "0 circle"},
        {"to another of one's kind",
         {pays(1, "schoolbestuur#a", "schoolbestuur#b"), pays(2, "schoolbestuur#b", "student")},
         ""},
        {"three of a kind in a row",
         {pays(1, "schoolbestuur#a", "schoolbestuur#b"), pays(2, "schoolbestuur#b", "schoolbestuur#c"),
          pays(3, "schoolbestuur#c", "student")},
         ""},
        {"three of a kind in a ring",
         {pays(1, "schoolbestuur#a", "schoolbestuur#b"), pays(2, "schoolbestuur#b", "schoolbestuur#c"),
          pays(3, "schoolbestuur#c", "schoolbestuur#a")},
         "2 circle"},
        {"two branches that meet again",
         {funds(1, "ministry", "onderwijsregio"), funds(1, "ministry", "school"), funds(2, "onderwijsregio", "school"),
          pays(3, "school", "student")},
         ""},
        {"a step said not to be known",
         {pays(1, "school", "schoolbestuur"), known(pays(2, "schoolbestuur", "school"), false)},
         ""},
        {"a settlement afterwards", {pays(1, "school", "schoolbestuur"), settles(2, "schoolbestuur", "school")}, ""},
        {"through an unknown place", {pays(1, "school", "unknown"), pays(2, "unknown", "school")}, ""},
    }));
    INFO(name);
    CHECK(findings(steps) == expected);
}

TEST_CASE("More out than came in") {
    const auto [name, steps, expected] = GENERATE(table<const char*, Steps, const char*>({
        {"as much as came in",
         {with_amount(funds(1, "ministry", "school"), "100.00"), with_amount(pays(2, "school", "student"), "100.00")},
         ""},
        {"a cent more",
         {with_amount(funds(1, "ministry", "school"), "100.00"), with_amount(pays(2, "school", "student"), "100.01")},
         "1 moreOut"},
        {"a cent more, all known",
         {known(with_amount(funds(1, "ministry", "school"), "100.00")),
          known(with_amount(pays(2, "school", "student"), "100.01"))},
         "1 moreOut!"},
        {"all known, but with money of its own",
         {known(with_amount(funds(1, "ministry", "school"), "100.00")),
          from_source(known(with_amount(pays(2, "school", "student"), "100.01")), "lumpsum")},
         "1 moreOut"},
        {"what came in is not said to be known",
         {with_amount(funds(1, "ministry", "school"), "100.00"),
          known(with_amount(pays(2, "school", "student"), "100.01"))},
         "1 moreOut"},
        {"from two givers",
         {known(with_amount(funds(1, "ministry", "school"), "60.00")),
          known(with_amount(funds(1, "municipality", "school"), "50.00")),
          known(with_amount(pays(2, "school", "student"), "110.00"))},
         ""},
        {"to two receivers, reported where it passes",
         {known(with_amount(funds(1, "ministry", "school"), "100.00")),
          known(with_amount(pays(2, "school", "student"), "60.00")),
          known(with_amount(pays(3, "school", "institute"), "60.00")),
          known(with_amount(pays(4, "school", "partnership"), "60.00"))},
         "2 moreOut!"},
        {"paid in advance",
         {with_amount(funds(1, "ministry", "school"), "10.00"), with_amount(pays(2, "school", "student"), "30.00"),
          with_amount(funds(3, "ministry", "school"), "20.00")},
         ""},
        {"one inflow without an amount",
         {with_amount(funds(1, "ministry", "school"), "10.00"), funds(1, "municipality", "school"),
          with_amount(pays(2, "school", "student"), "30.00")},
         ""},
        {"money may have come by an unknown step",
         {with_amount(funds(1, "ministry", "school"), "10.00"), funds(1, "municipality", "unknown"),
          with_amount(pays(2, "school", "student"), "30.00")},
         ""},
        {"a source is not bounded",
         {with_amount(funds(1, "ministry", "school"), "10.00"),
          with_amount(funds(1, "ministry", "institute"), "20.00")},
         ""},
        {"half of what came in, handed on",
         {known(with_amount(funds(1, "ministry", "onderwijsregio"), "1250.00")),
          known(with_share(funds(2, "onderwijsregio", "school"), "50")),
          known(with_amount(pays(3, "school", "student"), "625.00"))},
         ""},
        {"more than half of what came in, handed on",
         {known(with_amount(funds(1, "ministry", "onderwijsregio"), "1250.00")),
          known(with_share(funds(2, "onderwijsregio", "school"), "50")),
          known(with_amount(pays(3, "school", "student"), "625.01"))},
         "2 moreOut!"},
        {"three thirds of a cent are one cent",
         {with_amount(funds(1, "ministry", "onderwijsregio"), "0.01"),
          with_share(funds(2, "onderwijsregio", "school#a"), "33.3333"),
          with_share(funds(2, "onderwijsregio", "school#b"), "33.3333"),
          with_share(funds(2, "onderwijsregio", "school#c"), "33.3334")},
         ""},
        {"an amount and a share together",
         {with_amount(funds(1, "ministry", "school"), "100.00"), with_amount(pays(2, "school", "student"), "60.00"),
          with_share(pays(3, "school", "institute"), "50")},
         "2 moreOut"},
        {"shares in two orders",
         {with_share(pays(1, "school", "student"), "60"), with_share(pays(2, "school", "institute"), "60")},
         "1 moreOut"},
        {"shares in two orders of a known amount",
         {with_amount(funds(1, "ministry", "school"), "100.00"), with_share(pays(2, "school", "student"), "60"),
          with_share(pays(3, "school", "institute"), "60")},
         "2 moreOut"},
        {"shares in one order",
         {with_share(pays(1, "school", "student"), "60"), with_share(pays(1, "school", "institute"), "40.0001")},
         "1 shareSum!"},
        {"shares in one order of a known amount",
         {with_amount(funds(1, "ministry", "school"), "100.00"), with_share(pays(2, "school", "student"), "60"),
          with_share(pays(2, "school", "institute"), "60")},
         "2 shareSum!"},
        {"shares in one order that fit",
         {with_share(pays(1, "school", "student"), "60"), with_share(pays(1, "school", "institute"), "40")},
         ""},
        {"one share over the whole", {with_share(pays(1, "school", "student"), "100.5")}, "0 shareSum!"},
        {"shares of different boards",
         {with_share(pays(1, "schoolbestuur#a", "student"), "100"),
          with_share(pays(1, "schoolbestuur#b", "student"), "100")},
         ""},
        {"one movement told twice counts once",
         {with_amount(funds(1, "ministry", "school"), "100.00"), with_amount(funds(2, "school", "student"), "100.00"),
          with_amount(pays(3, "school", "student"), "100.00")},
         ""},
        {"shares in a circle end",
         {with_share(pays(1, "school", "schoolbestuur"), "50"), with_share(pays(2, "schoolbestuur", "school"), "50")},
         "1 circle"},
    }));
    INFO(name);
    CHECK(findings(steps) == expected);
}

TEST_CASE("Contradictions") {
    const auto [name, steps, expected] = GENERATE(table<const char*, Steps, const char*>({
        {"paying oneself", {pays(1, "schoolbestuur#a", "schoolbestuur#a")}, "0 contradiction!"},
        {"paying oneself under another name", {pays(1, "partnership#a", "schoolbestuur#a")}, "0 contradiction!"},
        {"settling with oneself", {settles(1, "school#a", "school#a")}, "0 contradiction!"},
        {"deciding for oneself is fine", {step(1, RouteRole::decides, "school#a", "school#a")}, ""},
        {"the same step twice", {pays(1, "school", "student"), pays(1, "school", "student")}, "1 contradiction!"},
        {"the same decision twice", {decides(1, "school"), decides(1, "school")}, "1 contradiction!"},
        {"the same step of another moment",
         {timed(pays(1, "school", "student"), "september"), timed(pays(1, "school", "student"), "februari")},
         ""},
        {"the same step from another source",
         {from_source(pays(1, "school", "student"), "lumpsum"), from_source(pays(1, "school", "student"), "subsidie")},
         ""},
        {"the same step in another order", {pays(1, "school", "student"), pays(2, "school", "student")}, ""},
        {"perhaps the same step", {pays(1, "school#a", "student"), pays(1, "school", "student")}, "1 contradiction"},
        {"two of the same kind", {pays(1, "school#a", "student"), pays(1, "school#b", "student")}, ""},
        {"two deciders", {decides(1, "school"), decides(1, "schoolbestuur")}, ""},
        {"two unknown steps", {known(pays(1, "", ""), false), known(pays(1, "", ""), false)}, ""},
        {"two unknown actors", {pays(1, "unknown", "unknown"), pays(1, "unknown", "unknown")}, ""},
        {"to and fro in one order",
         {pays(1, "school", "schoolbestuur"), pays(1, "schoolbestuur", "school")},
         "1 circle, 1 contradiction"},
        {"one movement with two amounts",
         {with_amount(funds(1, "school", "student"), "100.00"), with_amount(pays(1, "school", "student"), "90.00")},
         "1 contradiction"},
        {"one movement with two shares",
         {with_share(funds(1, "school", "student"), "100"), with_share(pays(2, "school", "student"), "90")},
         "1 contradiction"},
        {"one movement with the same amount",
         {with_amount(funds(1, "school", "student"), "100.00"), with_amount(pays(1, "school", "student"), "100.00")},
         ""},
    }));
    INFO(name);
    CHECK(findings(steps) == expected);
}

TEST_CASE("A step that pays out what its own order brings in has no clear order") {
    CHECK(findings({funds(1, "ministry", "school"), pays(1, "school", "student")}) == "1 order");
    CHECK(findings({pays(1, "school", "student"), funds(1, "ministry", "school")}) == "0 order");
    CHECK(findings({funds(1, "ministry", "school"), funds(2, "municipality", "school"),
                    pays(2, "school", "student")}) == "");
}

TEST_CASE("The roles and codes of a route are those of the vocabulary and the problem table") {
    CHECK(route_role_of("decides") == RouteRole::decides);
    CHECK(route_role_of("funds") == RouteRole::funds);
    CHECK(route_role_of("pays") == RouteRole::pays);
    CHECK(route_role_of("settles") == RouteRole::settles);
    CHECK_FALSE(route_role_of(""));
    CHECK(code_of(RouteFault::more_out) == "route.moreOut");
    CHECK(code_of(RouteFault::order) == "route.order");
}

TEST_CASE("A chain of different organisations is always sound and read in full, however it is written down") {
    std::mt19937 random(7);
    for (int i = 0; i < 300; ++i) {
        const int length = 1 + i % 40;
        Steps steps;
        std::string expected = "school";
        for (int s = 0; s < length; ++s) {
            const std::string from = "school#" + std::to_string(s);
            steps.push_back(known(with_share(pays(s + 1, from, "school#" + std::to_string(s + 1)), "100")));
            expected += " > school";
        }
        std::shuffle(steps.begin(), steps.end(), random);
        REQUIRE(findings(steps) == "");
        REQUIRE(pattern(steps) == expected);
    }
}

TEST_CASE("Random routes are checked in little time, the same each time, with findings in order") {
    std::mt19937 random(8);
    const std::vector<std::string> actors{"school", "schoolbestuur", "onderwijsregio", "unknown",
                                          "",       "school#a",      "school#b",       "student"};
    std::uniform_int_distribution<std::size_t> actor(0, actors.size() - 1);
    std::uniform_int_distribution<int> small(0, 3);
    std::uniform_int_distribution<std::int64_t> percent(0, 1'000'000);
    for (int i = 0; i < 1000; ++i) {
        Steps steps;
        for (int s = 0; s < 50; ++s) {
            RouteStep one = step(1 + small(random) * (i % 7), static_cast<RouteRole>(small(random)),
                                 actors[actor(random)], actors[actor(random)]);
            if (small(random) == 0) one.amount = Money::from_cents(percent(random));
            if (small(random) == 0) one.share = Decimal::from_ten_thousandths(percent(random));
            if (small(random) == 0) one.known = small(random) > 0;
            steps.push_back(one);
        }
        const auto found = check_route(steps);
        REQUIRE(found == check_route(steps));
        for (std::size_t f = 0; f < found.size(); ++f) {
            REQUIRE(found[f].step < steps.size());
            if (f > 0) REQUIRE((found[f - 1].step < found[f].step || found[f - 1].fault < found[f].fault));
        }
        REQUIRE(summarise(steps).unknown_steps <= steps.size());
    }
}
