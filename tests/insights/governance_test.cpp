#include "service/insights/governance.hpp"

#include <catch2/catch.hpp>
#include <initializer_list>

using namespace afb::insights;

namespace {

using Regions = std::vector<RegionNumber>;

std::vector<Exact> amounts(std::initializer_list<std::int64_t> cents) {
    std::vector<Exact> list;
    for (const std::int64_t one : cents) list.push_back(*Exact::of(one, 1, afb::Fraction()));
    return list;
}

GovernedRegion region(RegionNumber number, Code model) {
    return {.region = number, .model = model, .counts = {}, .boundary = {}, .allowances = {}, .per_student = {}};
}

}  // namespace

TEST_CASE("regions are grouped by model, most regions first, and a model that is not stated is a group of its own") {
    const auto groups =
        compare_governance(std::vector{region(1, unstated_code), region(2, 5), region(3, 6), region(4, 6),
                                       region(5, unstated_code), region(6, unstated_code)})
            .by_model;
    REQUIRE(groups.size() == 3);
    CHECK(groups[0].model == 6);
    CHECK(groups[0].regions == Regions{3, 4});
    CHECK(groups[1].regions == Regions{2});
    CHECK(groups[2].model == unstated_code);
    CHECK(groups[2].regions == Regions{1, 5, 6});
}

TEST_CASE("a group's figures are sums and medians of its regions, absent without a base") {
    GovernedRegion one = region(1, 5);
    one.boundary = {.within = 1, .across = 2, .national = 4, .unknown = 8};
    one.allowances = amounts({0, 5000});
    one.allowances_unknown = 3;
    one.per_student = amounts({125000});
    GovernedRegion two = region(2, 5);
    two.boundary = {.within = 0, .across = 1};
    two.allowances = amounts({6250});
    const auto group = compare_governance(std::vector{one, two}).by_model.at(0);
    CHECK(group.boundary.across == 3);
    CHECK(group.across_share == 750);  // 3 of 4; national and unknown are neither
    CHECK(group.allowance.amount->cents() == 5000);
    CHECK(group.allowance.base == 3);
    CHECK(group.allowances_unknown == 3);
    CHECK(group.per_student.amount->cents() == 125000);
    CHECK(group.regions_without_funding == 1);

    const auto empty = compare_governance(std::vector{region(3, 5)}).by_model.at(0);
    CHECK_FALSE(empty.across_share);
    CHECK_FALSE(empty.allowance.amount);
    CHECK_FALSE(empty.per_student.amount);
}

TEST_CASE(
    "composition is which types take part; a stated zero does not, and what is not stated is a group of its own") {
    GovernedRegion boards = region(1, 5);
    boards.counts = {{.party_type = 9, .number = 14}, {.party_type = 8, .number = 3}};
    GovernedRegion same = region(2, 5);
    same.counts = {{.party_type = 8, .number = 1}, {.party_type = 9, .number = 2}, {.party_type = 7, .number = 0}};
    const auto groups = compare_governance(std::vector{region(3, 5), boards, same}).by_composition;
    REQUIRE(groups.size() == 2);
    CHECK(groups[0].party_types == std::vector<Code>{8, 9});
    CHECK(groups[0].regions == Regions{1, 2});
    CHECK(groups[1].party_types.empty());
    CHECK(groups[1].regions == Regions{3});
}

TEST_CASE("of several counts of one type the newest holds; one without a date yields") {
    const auto counts = newest_counts({{.party_type = 9, .number = 18},
                                       {.party_type = 9, .number = 14, .as_of = 100},
                                       {.party_type = 9, .number = 24, .as_of = 200}});
    REQUIRE(counts.size() == 1);
    CHECK(counts[0].number == 24);
}

TEST_CASE("a median is the one quantile there is, with the number of amounts it rests on") {
    CHECK_FALSE(median_of({}).amount);
    CHECK(median_of(amounts({9, 1, 5})).amount->cents() == 5);
    CHECK(median_of(amounts({4, 1})).amount->cents() == 3);  // 2.5, half up
    CHECK(median_of(amounts({0, 0})).amount->cents() == 0);
    CHECK(median_of(amounts({0, 0})).base == 2);
}
