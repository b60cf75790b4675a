#include "service/insights/series.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace afb::insights;

namespace {

const std::vector<Code> vo{1};
const std::vector<Code> po{2};

Audience of_sector(std::span<const Code> sectors) {
    Audience audience;
    audience[static_cast<std::size_t>(Aspect::sector)] = sectors;
    return audience;
}

// A regulation of holder 7 from a day until the day before the next hundred.
Regulation regulation(std::int32_t record, Day from) {
    return {.record = record, .holder = 7, .direction = 0, .type = 0, .period = {from, from + 99}, .audiences = {}};
}

// "1>2 renewal" for each link, by record.
std::vector<std::string> told(const std::vector<Regulation>& regulations, const std::vector<SeriesLink>& links) {
    std::vector<std::string> lines;
    for (const SeriesLink& link : links) {
        lines.push_back(std::to_string(regulations[link.from].record) + ">" +
                        std::to_string(regulations[link.to].record) + " " + std::string(code_of(link.basis)));
    }
    return lines;
}

std::vector<std::string> links_of(const std::vector<Regulation>& regulations,
                                  const std::vector<AgreementSuccession>& agreements = {}) {
    return told(regulations, find_links(regulations, agreements));
}

std::vector<std::int32_t> records_of(const std::vector<Regulation>& regulations,
                                     const std::vector<std::uint32_t>& indexes) {
    std::vector<std::int32_t> records;
    for (const std::uint32_t index : indexes) records.push_back(regulations[index].record);
    return records;
}

using Lines = std::vector<std::string>;
using Records = std::vector<std::int32_t>;

}  // namespace

TEST_CASE("a regulation renews the nearest earlier one of its holder, direction and type") {
    CHECK(links_of({regulation(3, 300), regulation(1, 100), regulation(2, 200)}) ==
          Lines{"1>2 renewal", "2>3 renewal"});
    Regulation other = regulation(2, 200);
    SECTION("another holder") {
        other.holder = 8;
    }
    SECTION("no holder stated") {
        other.holder = unstated_code;
    }
    SECTION("another direction") {
        other.direction = 1;
    }
    SECTION("another type") {
        other.type = 1;
    }
    SECTION("no start stated") {
        other.period.from = Period::open_start;
    }
    SECTION("the same start") {
        other.period.from = 100;
    }
    CHECK(links_of({regulation(1, 100), other}).empty());
}

TEST_CASE("regulations for other people are not each other's renewal; silence may be about the same people") {
    Regulation for_vo = regulation(1, 100);
    for_vo.audiences = {of_sector(vo)};
    Regulation for_po = regulation(2, 200);
    for_po.audiences = {of_sector(po)};
    Regulation silent = regulation(3, 300);
    CHECK(links_of({for_vo, for_po}).empty());
    // The nearest is the one for po; what came before that is not looked at.
    CHECK(links_of({for_vo, for_po, silent}) == Lines{"2>3 renewal"});
    for_po.period.from = 100;
    CHECK(links_of({for_vo, for_po, silent}) == Lines{"1>3 renewal", "2>3 renewal"});
}

TEST_CASE("what is stated goes before what is inferred") {
    Regulation third = regulation(3, 300);
    third.supersedes = 1;
    CHECK(links_of({regulation(1, 100), regulation(2, 200), third}) == Lines{"1>2 renewal", "1>3 supersedes"});
}

TEST_CASE("a regulation follows the one whose agreement its own agreement supersedes") {
    Regulation before = regulation(1, 100);
    before.holder = unstated_code;
    before.agreement = 50;
    Regulation after = regulation(2, 200);
    after.agreement = 51;
    const std::vector<AgreementSuccession> successions{{.agreement = 51, .supersedes = 50}};
    CHECK(links_of({before, after}, successions) == Lines{"1>2 agreement"});
    after.type = 1;
    CHECK(links_of({before, after}, successions).empty());
}

TEST_CASE("the series of a regulation is everything before and after it, in order of time") {
    const std::vector<Regulation> regulations{regulation(3, 300), regulation(1, 100), regulation(2, 200), [] {
                                                  Regulation other = regulation(9, 100);
                                                  other.holder = 8;
                                                  return other;
                                              }()};
    const auto links = find_links(regulations, {});
    for (const std::uint32_t start : {0U, 1U, 2U}) {
        CHECK(records_of(regulations, series_of(start, regulations, links).members) == Records{1, 2, 3});
    }
    const Series alone = series_of(3, regulations, links);
    CHECK(records_of(regulations, alone.members) == Records{9});
    CHECK(alone.links.empty());
}

TEST_CASE("a fork is told: one regulation that two follow") {
    Regulation second = regulation(2, 200);
    Regulation third = regulation(3, 300);
    second.supersedes = third.supersedes = 1;
    const std::vector<Regulation> regulations{regulation(1, 100), second, third};
    const Series series = series_of(1, regulations, find_links(regulations, {}));
    CHECK(records_of(regulations, series.members) == Records{1, 2, 3});
    CHECK(records_of(regulations, series.forks) == Records{1});
    CHECK(series.in_circle.empty());
}

TEST_CASE("a circle ends, and its members are told; what hangs on it is not in it") {
    Regulation first = regulation(1, 100);
    Regulation second = regulation(2, 200);
    Regulation third = regulation(3, 300);
    Regulation tail = regulation(4, 400);
    first.supersedes = 3;
    second.supersedes = 1;
    third.supersedes = 2;
    tail.supersedes = 3;
    const std::vector<Regulation> regulations{first, second, third, tail};
    const Series series = series_of(3, regulations, find_links(regulations, {}));
    CHECK(records_of(regulations, series.members) == Records{1, 2, 3, 4});
    CHECK(records_of(regulations, series.in_circle) == Records{1, 2, 3});
    CHECK(records_of(regulations, series.forks) == Records{3});
}

TEST_CASE("a regulation that supersedes itself, or a record that is not there, is tied to nothing by that") {
    Regulation self = regulation(1, 100);
    self.supersedes = 1;
    Regulation lost = regulation(2, 200);
    lost.holder = 8;
    lost.supersedes = 99;
    CHECK(links_of({self, lost}).empty());
}

TEST_CASE("between two periods there are days, none or less; open ends give no number") {
    CHECK(days_between({0, 99}, {100, 199}) == 0);
    CHECK(days_between({0, 99}, {103, 199}) == 3);
    CHECK(days_between({0, 99}, {90, 199}) == -10);
    CHECK_FALSE(days_between({0, Period::open_end}, {100, 199}));
    CHECK_FALSE(days_between({0, 99}, {}));
}
