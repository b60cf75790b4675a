#include "service/insights/boundaries.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <deque>
#include <random>
#include <set>
#include <string>

using namespace afb;
using namespace afb::insights;

namespace {

using Records = std::vector<std::int32_t>;
using Parties = std::vector<std::vector<RegionNumber>>;

// The regions are kept for as long as the program runs.
PlacedAgreement agreement(std::int32_t record, BoundaryValue value, Parties parties) {
    static std::deque<Parties> kept;
    const Parties& there = kept.emplace_back(std::move(parties));
    return {.record = record,
            .value = value,
            .computed = value,
            .overridden = false,
            .parties = {there.begin(), there.end()}};
}

// What one agreement gives in the matrix.
std::vector<Border> places_of(const PlacedAgreement& one) {
    std::vector<Border> places;
    for (const auto& [border, cell] : find_boundaries(std::vector{one}, {}).matrix) places.push_back(border);
    return places;
}

constexpr Period always{};

}  // namespace

TEST_CASE("an agreement within is in the cell of each region that all its parties work in") {
    CHECK(places_of(agreement(1, BoundaryValue::within, {{10}, {10, 20}})) == std::vector<Border>{{10, 10}});
    CHECK(places_of(agreement(1, BoundaryValue::within, {{10, 20}, {20, 10}})) ==
          std::vector<Border>{{10, 10}, {20, 20}});
}

TEST_CASE("an agreement across is on the border between regions that different parties work in") {
    CHECK(places_of(agreement(1, BoundaryValue::across, {{20}, {10}})) == std::vector<Border>{{10, 20}});
    CHECK(places_of(agreement(1, BoundaryValue::across, {{10}, {20}, {30}})) ==
          std::vector<Border>{{10, 20}, {10, 30}, {20, 30}});
    // Whoever works in 20 works in 10 or 30 as well: the border that is crossed is that between 10 and 30.
    CHECK(places_of(agreement(1, BoundaryValue::across, {{10, 20}, {20, 30}, {10, 30}})) ==
          std::vector<Border>{{10, 20}, {10, 30}, {20, 30}});
    CHECK(places_of(agreement(1, BoundaryValue::across, {{10, 20}, {30}})) == std::vector<Border>{{10, 30}, {20, 30}});
}

TEST_CASE("unknown, national and known are counted apart, with why it is unknown") {
    PlacedAgreement by_hand = agreement(5, BoundaryValue::unknown, {{10}, {10}});
    by_hand.overridden = true;
    by_hand.computed = BoundaryValue::within;
    const std::vector<PlacedAgreement> agreements{agreement(1, BoundaryValue::within, {{10}, {10}}),
                                                  agreement(2, BoundaryValue::national, {{10}}),
                                                  agreement(3, BoundaryValue::unknown, {}),
                                                  agreement(4, BoundaryValue::unknown, {{}, {10}}),
                                                  by_hand,
                                                  agreement(6, BoundaryValue::unknown, {{}, {}})};
    const Boundaries found = find_boundaries(agreements, {});
    CHECK(found.agreements.at(BoundaryValue::within) == Records{1});
    CHECK(found.agreements.at(BoundaryValue::across).empty());
    CHECK(found.agreements.at(BoundaryValue::national) == Records{2});
    CHECK(found.agreements.at(BoundaryValue::unknown) == Records{3, 4, 5, 6});
    CHECK(found.unknown.at(UnknownReason::no_parties) == Records{3});
    CHECK(found.unknown.at(UnknownReason::some_region_unknown) == Records{4});
    CHECK(found.unknown.at(UnknownReason::set_by_hand) == Records{5});
    CHECK(found.unknown.at(UnknownReason::no_region_known) == Records{6});
    // Only the one within has a place in the matrix.
    REQUIRE(found.matrix.size() == 1);
    CHECK(found.matrix.at({10, 10}).agreements == Records{1});
    const RegionCounts& counts = found.regions.at(10);
    CHECK(std::array{counts.within, counts.across, counts.national, counts.unknown} == std::array{1, 0, 1, 2});
}

TEST_CASE("an override that says otherwise than the parties is told; one that fills a gap is not") {
    PlacedAgreement contradicting = agreement(1, BoundaryValue::within, {{10}, {20}});
    contradicting.overridden = true;
    contradicting.computed = BoundaryValue::across;
    PlacedAgreement filling = agreement(2, BoundaryValue::across, {{10}, {}});
    filling.overridden = true;
    filling.computed = BoundaryValue::unknown;
    const Boundaries found = find_boundaries(std::vector{contradicting, filling}, {});
    CHECK(found.contradicting == Records{1});
    // Both count as their record says, and their parties give neither a place.
    CHECK(found.without_place == Records{1, 2});
    CHECK(found.matrix.empty());
}

TEST_CASE("a partnership is within one region, spans two or more, or its region is not known") {
    const std::vector<RegionNumber> one{10};
    const std::vector<RegionNumber> three{30, 10, 20, 10};
    const std::vector<PlacedPartnership> partnerships{{1, one}, {2, three}, {3, {}}};
    const Boundaries found = find_boundaries({}, partnerships);
    CHECK(found.within_one == Records{1});
    CHECK(found.spanning == Records{2});
    CHECK(found.region_unknown == Records{3});
    CHECK(found.matrix.size() == 4);
    CHECK(found.matrix.at({10, 10}).partnerships == Records{1});
    for (const Border& border : {Border{10, 20}, Border{10, 30}, Border{20, 30}}) {
        CHECK(found.matrix.at(border).partnerships == Records{2});
    }
}

TEST_CASE("borders are ranked by how much crosses them, agreements and partnerships together") {
    const std::vector<PlacedAgreement> agreements{agreement(1, BoundaryValue::across, {{10}, {20}}),
                                                  agreement(2, BoundaryValue::across, {{20}, {30}}),
                                                  agreement(3, BoundaryValue::within, {{10}, {10}})};
    const std::vector<RegionNumber> two{20, 30};
    const std::vector<PlacedPartnership> partnerships{{4, two}};
    CHECK(find_boundaries(agreements, partnerships).ranked == std::vector<Border>{{20, 30}, {10, 20}});
}

TEST_CASE(
    "a school site in two regions at the same time is told, but not when one is exempt or they follow each other") {
    const auto told = [](std::vector<Participation> participations) {
        Records sites;
        for (const SeveralRegions& one : find_several_regions(std::move(participations))) sites.push_back(one.site);
        return sites;
    };
    CHECK(told({{1, 10, false, always}, {1, 20, false, always}, {2, 10, false, always}}) == Records{1});
    CHECK(told({{1, 10, false, always}, {1, 20, true, always}}).empty());
    CHECK(told({{1, 10, false, always}, {1, 10, false, always}}).empty());
    CHECK(told({{1, 10, false, {0, 99}}, {1, 20, false, {100, 199}}}).empty());
    const auto found =
        find_several_regions({{1, 20, false, {0, 99}}, {1, 10, false, {99, 199}}, {1, 30, false, {200, 300}}});
    REQUIRE(found.size() == 1);
    CHECK(found[0].regions == std::vector<RegionNumber>{10, 20});
}

TEST_CASE(
    "whatever the parties, a place in the matrix follows from their regions, and every agreement across has one") {
    std::mt19937 random(20261128);
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    int across = 0;
    for (int round = 0; round < 2000; ++round) {
        Parties parties;
        BoundaryQuestion question;
        for (int i = below(5); i >= 0; --i) {
            std::set<RegionNumber> regions;
            for (int n = below(4); n > 0; --n) regions.insert(1 + below(5));
            parties.emplace_back(regions.begin(), regions.end());
            question.parties.push_back({.pointer = {}, .name = {}, .regions = {}});
            for (const RegionNumber region : regions) {
                question.parties.back().regions.push_back({.id = std::to_string(region), .title = {}});
            }
        }
        const BoundaryValue value = find_boundary(question).value;
        // Worked out from the words of the rule, party by party.
        std::vector<Border> expected;
        const auto works = [](const std::vector<RegionNumber>& party, RegionNumber region) {
            return std::find(party.begin(), party.end(), region) != party.end();
        };
        for (RegionNumber one = 1; one <= 5; ++one) {
            const bool all = std::all_of(parties.begin(), parties.end(), [&](const auto& p) { return works(p, one); });
            if (value == BoundaryValue::within && all) expected.emplace_back(one, one);
            for (RegionNumber other = one + 1; other <= 5 && value == BoundaryValue::across; ++other) {
                bool only_one = false;
                bool only_other = false;
                for (const auto& party : parties) {
                    only_one = only_one || (works(party, one) && !works(party, other));
                    only_other = only_other || (works(party, other) && !works(party, one));
                }
                if (only_one && only_other) expected.emplace_back(one, other);
            }
        }
        std::sort(expected.begin(), expected.end());
        CHECK(places_of(agreement(1, value, parties)) == expected);
        const bool placed = value == BoundaryValue::within || value == BoundaryValue::across;
        CHECK(expected.empty() != placed);
        across += value == BoundaryValue::across ? 1 : 0;
    }
    CHECK(across > 100);  // the rounds are about something
}
