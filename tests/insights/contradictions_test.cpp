#include "service/insights/contradictions.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

using namespace afb::insights;

namespace {

// Codes as plain numbers: what they stand for does not matter here.
const std::vector<Code> vo{1};
const std::vector<Code> po{2};
const std::vector<Code> year_3{3};
const std::vector<Code> years_2_to_4{2, 3, 4};

Audience audience_of(std::span<const Code> sectors, std::span<const Code> years = {}) {
    Audience audience;
    audience[static_cast<std::size_t>(Aspect::sector)] = sectors;
    audience[static_cast<std::size_t>(Aspect::study_year)] = years;
    return audience;
}

Claim claim(std::int32_t record, std::int64_t cents, Period period, Audience audience = audience_of(vo, year_3)) {
    return {.subject = {.holder = 7, .direction = 0, .type = 0, .measure = 0},
            .audience = audience,
            .period = period,
            .numerator = cents,
            .record = record,
            .tariff = 0};
}

constexpr Period from_100{.from = 100, .until = Period::open_end};
constexpr Period from_200{.from = 200, .until = Period::open_end};

}  // namespace

TEST_CASE(
    "two regulations of one holder for the same people at the same time with other amounts contradict each other") {
    const std::vector<Claim> claims{claim(1, 5000, from_100), claim(2, 6250, from_200)};
    const auto found = find_contradictions(claims);
    REQUIRE(found.size() == 1);
    CHECK(found[0].records == std::vector<std::int32_t>{1, 2});
    CHECK(found[0].claims == std::vector<std::uint32_t>{0, 1});
    CHECK(found[0].cells == std::vector<Cell>{{1, unstated_code, unstated_code, 3, unstated_code}});
    CHECK(found[0].subject == claims[0].subject);
}

TEST_CASE("the same amount, another time, other people, another holder or another measure is no contradiction") {
    const Claim one = claim(1, 5000, {.from = 100, .until = 199});
    Claim other = claim(2, 6250, {.from = 150, .until = 300});
    REQUIRE(find_contradictions(std::vector{one, other}).size() == 1);
    SECTION("the same amount") {
        other.numerator = 5000;
    }
    SECTION("the day after the other ends") {
        other.period.from = 200;
    }
    SECTION("another sector") {
        other.audience = audience_of(po, year_3);
    }
    SECTION("another holder") {
        other.subject.holder = 8;
    }
    SECTION("another measure") {
        other.subject.measure = 1;
    }
    SECTION("another direction") {
        other.subject.direction = 1;
    }
    SECTION("another type") {
        other.subject.type = 1;
    }
    SECTION("one regulation with two tariffs") {
        other.record = 1;
    }
    CHECK(find_contradictions(std::vector{one, other}).empty());
}

TEST_CASE("what is not stated is not taken for everything: silence meets only silence") {
    const Claim silent = claim(1, 5000, from_100, audience_of({}, year_3));
    CHECK(find_contradictions(std::vector{silent, claim(2, 6250, from_100, audience_of(vo, year_3))}).empty());
    CHECK(find_contradictions(std::vector{silent, claim(2, 6250, from_100, audience_of({}, year_3))}).size() == 1);

    Claim no_holder = claim(2, 6250, from_100);
    no_holder.subject.holder = unstated_code;
    CHECK(find_contradictions(std::vector{no_holder, no_holder, claim(1, 5000, from_100)}).empty());
    CHECK(find_contradictions(std::vector{claim(2, 6250, Period{}), claim(1, 5000, from_100)}).empty());
}

TEST_CASE("expressly nothing contradicts an amount, and half of 125 euros is another amount than 62") {
    CHECK(find_contradictions(std::vector{claim(1, 0, from_100), claim(2, 6250, from_100)}).size() == 1);
    Claim half = claim(1, 125, from_100);
    half.denominator = 2;
    CHECK(find_contradictions(std::vector{half, claim(2, 62, from_100)}).size() == 1);
}

TEST_CASE("one finding tells all cells and records that clash; a stretch of time apart is a finding of its own") {
    std::vector<Claim> claims{claim(1, 5000, {.from = 0, .until = 10}, audience_of(vo, years_2_to_4)),
                              claim(2, 6000, {.from = 5, .until = 20}, audience_of(vo, years_2_to_4)),
                              claim(3, 7000, {.from = 30, .until = 40}, audience_of(vo, years_2_to_4)),
                              claim(4, 8000, {.from = 40, .until = 50}, audience_of(vo, years_2_to_4))};
    const auto found = find_contradictions(claims);
    REQUIRE(found.size() == 2);
    CHECK(found[0].records == std::vector<std::int32_t>{1, 2});
    CHECK(found[0].cells.size() == 3);
    CHECK(found[1].records == std::vector<std::int32_t>{3, 4});
}

TEST_CASE("on random claims exactly those records clash that clash when each is held against each") {
    std::mt19937 random(20261128);
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    const std::array<std::vector<Code>, 4> sectors{std::vector<Code>{}, {1}, {2}, {1, 2}};
    for (int round = 0; round < 300; ++round) {
        std::vector<Claim> claims;
        for (int i = 0; i < 12; ++i) {
            const int start = below(50);
            // A period belongs to the record.
            const std::int32_t record = i / 2;
            const Period period =
                i % 2 == 1 ? claims.back().period : Period{start, below(4) == 0 ? Period::open_end : start + below(20)};
            claims.push_back(
                claim(record, 100 * below(3), period, audience_of(sectors[static_cast<std::size_t>(below(4))])));
        }
        // Each cell on its own, each pair of records, whole sets of amounts.
        std::set<std::int32_t> expected;
        for (const Code sector : std::array<Code, 3>{unstated_code, 1, 2}) {
            std::map<std::int32_t, std::set<std::int64_t>> amounts;
            for (const Claim& one : claims) {
                const auto stated = one.audience[0];
                const bool here = sector == unstated_code
                                      ? stated.empty()
                                      : std::find(stated.begin(), stated.end(), sector) != stated.end();
                if (here) amounts[one.record].insert(one.numerator);
            }
            for (const auto& [left, of_left] : amounts) {
                for (const auto& [right, of_right] : amounts) {
                    const auto period = [&](std::int32_t record) {
                        return claims[static_cast<std::size_t>(record) * 2].period;
                    };
                    if (left != right && of_left != of_right && period(left).overlaps(period(right)))
                        expected.insert(left);
                }
            }
        }
        std::set<std::int32_t> found;
        for (const Contradiction& one : find_contradictions(claims))
            found.insert(one.records.begin(), one.records.end());
        CHECK(found == expected);
    }
}
