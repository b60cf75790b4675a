#include "schema/boundary.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>

using namespace afb;

namespace {

// "T" and "H" are regional regions, "G" and "R" national ones; "" is a party whose region is not known.
std::vector<Party> parties_of(const std::vector<std::string>& letters) {
    std::vector<Party> parties;
    for (const std::string& own : letters) {
        Party party{"/parties/" + std::to_string(parties.size()), "Partij " + std::to_string(parties.size()), {}};
        for (const char letter : own) {
            const std::string id(1, letter);
            party.regions.push_back({id, "Regio " + id, letter == 'G' || letter == 'R'});
        }
        parties.push_back(party);
    }
    return parties;
}

std::string computed(const std::vector<std::string>& letters) {
    return std::string(code_of(find_boundary({false, parties_of(letters)}).computed));
}

std::vector<std::size_t> unknown(const std::vector<std::string>& letters) {
    return find_boundary({false, parties_of(letters)}).unknown_parties;
}

using Indexes = std::vector<std::size_t>;

}  // namespace

TEST_CASE("The boundary follows from the regions of the parties") {
    struct Row {
        std::vector<std::string> parties;
        const char* boundary;
        Indexes unknown;
    };
    const auto row = GENERATE(values<Row>({
        {{}, "unknown", {}},
        {{""}, "unknown", {0}},
        {{"", ""}, "unknown", {0, 1}},
        {{"T"}, "within", {}},
        {{"TH"}, "within", {}},
        {{"T", "T"}, "within", {}},
        {{"T", "H"}, "across", {}},
        {{"TH", "H"}, "within", {}},
        {{"TH", "HZ", "H"}, "within", {}},
        // Each two have a region in common, but no single one holds them all.
        {{"TH", "HZ", "TZ"}, "across", {}},
        {{"T", ""}, "unknown", {1}},
        {{"", "T"}, "unknown", {0}},
        {{"T", "T", ""}, "unknown", {2}},
        // Whatever the third turns out to be, the first two already lie apart.
        {{"T", "H", ""}, "across", {2}},
        {{"", "T", "", "H"}, "across", {0, 2}},
        // A national region counts as national only when it is the only one.
        {{"G"}, "national", {}},
        {{"G", "G"}, "national", {}},
        {{"G", ""}, "unknown", {1}},
        {{"G", "T"}, "across", {}},
        {{"G", "R"}, "across", {}},
        {{"GT", "GT"}, "within", {}},
        {{"GT", "G"}, "within", {}},
        {{"GT", "T"}, "within", {}},
    }));
    INFO("parties: " << row.parties.size());
    CHECK(computed(row.parties) == row.boundary);
    CHECK(unknown(row.parties) == row.unknown);
}

TEST_CASE("An agreement at national level is national, whoever signed it") {
    for (const auto& letters : std::vector<std::vector<std::string>>{{}, {""}, {"T"}, {"T", "H"}, {"T", ""}}) {
        const Boundary boundary = find_boundary({true, parties_of(letters)});
        CHECK(boundary.value == BoundaryValue::national);
        CHECK(boundary.computed == BoundaryValue::national);
        CHECK(boundary.unknown_parties.empty());
        CHECK(boundary.reason == Text{"De afspraak geldt landelijk.", "The agreement is made at national level."});
    }
}

TEST_CASE("The reason says which region it is, or which parties are not known") {
    const auto reason = [](const std::vector<std::string>& letters) {
        return find_boundary({false, parties_of(letters)}).reason;
    };
    CHECK(reason({}) == Text{"Er zijn geen partijen genoemd.", "No parties are named."});
    CHECK(reason({"T", "T"}).nl == "Alle partijen werken in de onderwijsregio Regio T.");
    CHECK(reason({"TH", "HT"}).en == "All parties work in the onderwijsregio Regio H and Regio T.");
    CHECK(reason({"T", "", "", ""}).nl ==
          "Niet bekend is in welke onderwijsregio deze partijen werken: Partij 1, Partij 2 en Partij 3.");
    CHECK(reason({"T", ""}).en == "It is not known in which onderwijsregio these parties work: Partij 1.");
    CHECK(reason({"T", "H"}).nl == "Geen enkele onderwijsregio omvat alle partijen waarvan de regio bekend is.");
    CHECK(reason({"G"}).nl == "Alle partijen werken in de landelijke onderwijsregio Regio G.");

    CHECK(reason(std::vector<std::string>(6, ""))
              .nl.ends_with(": Partij 0, Partij 1, Partij 2, Partij 3, Partij 4 en nog 1."));
    CHECK(reason(std::vector<std::string>(200, "")).en.ends_with(", Partij 4 and 195 more."));
    CHECK(
        reason(std::vector<std::string>(5, "")).nl.ends_with(": Partij 0, Partij 1, Partij 2, Partij 3 en Partij 4."));

    const Party untitled{"/parties/0", "Partij", {{"018f", "", false}}};
    CHECK(find_boundary({false, {untitled}}).reason.nl == "Alle partijen werken in de onderwijsregio 018f.");
}

TEST_CASE("A choice by hand counts, keeps what was computed, and is a contradiction when that says otherwise") {
    struct Row {
        std::vector<std::string> parties;
        BoundaryValue by_hand;
        bool contradicts;
    };
    const auto row = GENERATE(values<Row>({
        {{"T", "T"}, BoundaryValue::within, false},
        {{"T", "T"}, BoundaryValue::across, true},
        {{"T", "T"}, BoundaryValue::national, true},
        {{"T", "T"}, BoundaryValue::unknown, true},
        {{"T", "H"}, BoundaryValue::within, true},
        {{"T", "H"}, BoundaryValue::across, false},
        {{"T", ""}, BoundaryValue::within, false},
        {{"T", ""}, BoundaryValue::across, false},
        {{"T", ""}, BoundaryValue::unknown, false},
        {{"G"}, BoundaryValue::within, true},
        {{"G"}, BoundaryValue::national, false},
        {{}, BoundaryValue::national, false},
    }));
    const Boundary boundary =
        find_boundary({false, parties_of(row.parties), BoundaryOverride{row.by_hand, "Zo bedoeld."}});
    CHECK(boundary.value == row.by_hand);
    CHECK(code_of(boundary.computed) == computed(row.parties));
    CHECK(boundary.override_contradicts == row.contradicts);
    CHECK(boundary.unknown_parties == unknown(row.parties));
    CHECK(boundary.reason.nl.starts_with("Met de hand bepaald: Zo bedoeld. Uit de partijen volgt: "));
    CHECK(boundary.reason.en.starts_with("Set by hand: Zo bedoeld. From the parties follows: "));
}

TEST_CASE("The values of a boundary are those of the vocabulary") {
    for (const char* code : {"within", "across", "national", "unknown"})
        CHECK(code_of(boundary_of(code).value()) == code);
    CHECK_FALSE(boundary_of(""));
    CHECK_FALSE(boundary_of("Within"));
}

TEST_CASE("Random agreements agree with counting regions, and the order of the parties does not matter") {
    std::mt19937 random(5);
    std::uniform_int_distribution<int> count(0, 6);
    std::uniform_int_distribution<unsigned> mask(0, 15);
    for (int i = 0; i < 20000; ++i) {
        std::vector<std::string> letters;
        const int parties = count(random);
        for (int p = 0; p < parties; ++p) {
            std::string own;
            const unsigned bits = mask(random) | (mask(random) & 3U);
            for (unsigned bit = 0; bit < 4; ++bit) {
                if ((bits & (1U << bit)) != 0) own += "THGZ"[bit];
            }
            letters.push_back(own);
        }
        // By hand: how many of the known parties does each region hold?
        std::size_t known = 0;
        std::set<char> all;
        bool holds_all = false;
        for (const auto& own : letters) known += own.empty() ? 0U : 1U;
        for (const char region : std::string("THGZ")) {
            std::size_t held = 0;
            for (const auto& own : letters) held += own.find(region) != std::string::npos ? 1U : 0U;
            if (held > 0) all.insert(region);
            if (known > 0 && held == known) holds_all = true;
        }
        std::string expected = "within";
        if (known == 0) {
            expected = "unknown";
        } else if (!holds_all) {
            expected = "across";
        } else if (known < letters.size()) {
            expected = "unknown";
        } else if (all == std::set<char>{'G'}) {
            expected = "national";
        }
        REQUIRE(computed(letters) == expected);
        std::shuffle(letters.begin(), letters.end(), random);
        REQUIRE(computed(letters) == expected);
    }
}
