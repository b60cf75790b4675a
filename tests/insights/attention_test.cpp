#include "service/insights/attention.hpp"

#include <catch2/catch.hpp>
#include <string>

using namespace afb::insights;

namespace {

constexpr Day today = 20'000;

RecordRow record(std::int32_t number) {
    return {.record = number,
            .kind = 1,
            .holder = 5,
            .title = static_cast<std::uint64_t>(number),
            .period = {},
            .created = today};
}

// "code: records (number)" of each finding.
std::vector<std::string> told(const Attention& attention) {
    std::vector<std::string> lines;
    for (const Finding& finding : attention.findings) {
        std::string line(code_of(finding.reason));
        for (const std::int32_t one : attention.records_of(finding)) line += " " + std::to_string(one);
        lines.push_back(line);
    }
    return lines;
}

std::vector<std::string> told(const RecordRow& row) {
    return told(find_attention({.today = today, .records = std::span(&row, 1)}));
}

std::vector<std::string> told(const RegulationRow& row) {
    return told(find_attention({.today = today, .regulations = std::span(&row, 1)}));
}

std::vector<std::string> told(const AgreementRow& row) {
    return told(find_attention({.today = today, .agreements = std::span(&row, 1)}));
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE(
    "a record that ended yesterday is expired, one that ends within 90 days ends soon, one that ends later neither") {
    RecordRow row = record(1);
    row.period.until = today - 1;
    CHECK(told(row) == Lines{"expiredNotReplaced 1"});
    row.period.until = today;
    CHECK(told(row) == Lines{"endingSoon 1"});
    row.period.until = today + 90;
    CHECK(told(row) == Lines{"endingSoon 1"});
    row.period.until = today + 91;
    CHECK(told(row).empty());
}

TEST_CASE("an end that is replaced, decided or renewed by itself needs no attention, and an open one has no end") {
    RecordRow row = record(1);
    row.period.until = today - 1;
    SECTION("replaced") {
        row.replaced = true;
    }
    SECTION("ended by decision") {
        row.over = true;
    }
    SECTION("renews itself") {
        row.continues = true;
    }
    SECTION("open") {
        row.period.until = Period::open_end;
    }
    CHECK(told(row).empty());
}

TEST_CASE("a check is good for a year; never checked is another finding, from a year after it was made") {
    RecordRow row = record(1);
    row.checked = today - 365;
    CHECK(told(row).empty());
    row.checked = today - 366;
    CHECK(told(row) == Lines{"checkedLongAgo 1"});
    row.checked = day_not_stated;
    CHECK(told(row).empty());
    row.created = today - 366;
    CHECK(told(row) == Lines{"neverChecked 1"});
}

TEST_CASE("a route that is not stated and a step that is not known are two findings; paying nothing needs no route") {
    CHECK(told(RegulationRow{.record = 1, .needs_route = true}) == Lines{"routeNotStated 1"});
    CHECK(told(RegulationRow{.record = 1, .needs_route = true, .steps = 3, .unknown_steps = 2}) ==
          Lines{"routeUnknownSteps 1"});
    CHECK(told(RegulationRow{.record = 1, .needs_route = false}).empty());
    CHECK(told(RegulationRow{.record = 1, .needs_route = true, .steps = 3}).empty());
}

TEST_CASE("amounts without a basis and a missing agreement are told of the regulation") {
    CHECK(told(RegulationRow{.record = 1, .tariffs_without_basis = 2, .needs_agreement = true}) ==
          Lines{"missingBasis 1", "missingAgreement 1"});
    const RegulationRow row{.record = 1, .tariffs_without_basis = 2};
    CHECK(find_attention({.regulations = std::span(&row, 1)}).findings.at(0).number == 2);
}

TEST_CASE(
    "an agreement needs its sides; who is known by name only is another finding, and so is a contradicting override") {
    CHECK(told(AgreementRow{.record = 1, .sides = 1, .sides_needed = 2}) == Lines{"partyMissing 1"});
    CHECK(told(AgreementRow{.record = 1, .sides = 2, .sides_needed = 2}).empty());
    CHECK(told(AgreementRow{.record = 1, .sides = 0, .sides_needed = 0}).empty());
    CHECK(told(AgreementRow{.record = 1, .sides = 2, .sides_needed = 2, .not_linked = 1}) == Lines{"partyNotLinked 1"});
    CHECK(told(AgreementRow{.record = 1, .override_contradicts = true}) == Lines{"overrideContradicts 1"});
}

TEST_CASE("duplicates are records of one kind, holder and title whose periods touch; renewals are not") {
    RecordRow one = record(1);
    RecordRow two = record(2);
    RecordRow three = record(3);
    one.title = two.title = three.title = 99;
    const auto all = [&] { return told(find_attention({.today = today, .records = std::vector{three, one, two}})); };
    CHECK(all() == Lines{"duplicate 1 2 3"});
    SECTION("another holder, another kind") {
        two.holder = 6;
        three.kind = 2;
        CHECK(all().empty());
    }
    SECTION("no holder stated on two of them") {
        one.holder = two.holder = unstated_code;
        CHECK(all() == Lines{"duplicate 1 2"});
    }
    SECTION("a name that others may have") {
        one.may_repeat = two.may_repeat = true;
        CHECK(all().empty());
    }
    SECTION("one after the other") {
        one.period = {.from = today + 500, .until = today + 599};
        two.period = {.from = today + 600, .until = today + 699};
        three.period = {.from = today + 700, .until = today + 799};
        CHECK(all().empty());
        three.period.from = today + 699;
        CHECK(all() == Lines{"duplicate 2 3"});
    }
}

TEST_CASE("findings are in order of urgency, then of the day, then of the record") {
    RecordRow late = record(1);
    late.period.until = today - 1;
    RecordRow long_ago = record(2);
    long_ago.period.until = today - 100;
    const std::vector<RecordRow> rows{late, long_ago};
    const std::vector<RegulationRow> regulations{{.record = 1, .tariffs_without_basis = 1}};
    const std::vector<Contradiction> contradictions{{.subject = {}, .cells = {}, .records = {4, 9}, .claims = {}}};
    const std::vector<std::int32_t> sites{8};
    const Attention attention = find_attention({.today = today,
                                                .records = rows,
                                                .regulations = regulations,
                                                .contradictions = contradictions,
                                                .in_several_regions = sites});
    CHECK(told(attention) == Lines{"amountsContradict 4 9", "inSeveralRegions 8", "expiredNotReplaced 2",
                                   "expiredNotReplaced 1", "missingBasis 1"});
}
