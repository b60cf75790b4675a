// Which of some records a text finds: what a search for it finds, whatever the text is.
#include <catch2/catch.hpp>

#include <random>
#include <set>

#include "tests/indexer/kit.hpp"

using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

constexpr std::size_t records = 120;

std::string id_of(std::size_t number) {
    return "r" + std::to_string(number);
}

// Numbers from 1, ids r1, r2, ...
std::vector<Entry> random_entries() {
    constexpr std::array words{"stagevergoeding",  "vergoeding", "stage",     "student", "begeleiding", "convenant",
                               "opleidingsschool", "reiskosten", "rotterdam", "zwolle",  "hogeschool",  "bestuur"};
    std::mt19937 random(7);
    const auto word = [&] { return std::string(words.at(random() % words.size())); };
    std::vector<Entry> entries;
    for (std::size_t number = 1; number <= records; ++number) {
        const std::string summary = word() + " " + word() + " " + word();
        Entry entry = number % 3 == 0 ? organisation(id_of(number), word() + " " + word())
                                      : agreement(id_of(number), word() + " " + word(), summary);
        if (number % 5 == 0) entry.body["status"] = "draft";
        entry.number = static_cast<std::uint32_t>(number);
        entries.push_back(std::move(entry));
    }
    return entries;
}

std::set<std::string> found_among(TestIndex& index, const std::string& text, const std::vector<bool>& numbers) {
    const auto found = index.index().find_among(afb::RecordQuery{.text = text, .public_only = false}, numbers);
    std::set<std::string> ids;
    for (std::size_t number = 0; number < found.size(); ++number)
        if (found[number]) ids.insert(id_of(number));
    return ids;
}

}  // namespace

TEST_CASE("which of some records a text finds is what a search for it finds") {
    TestIndex index;
    index.put(random_entries());
    const std::string text = GENERATE(as<std::string>(), "stagevergoeding", "stagevergoeding rotterdam",
                                      "\"stage vergoeding\"", "begeleiding -zwolle", "+student convenant", "-rotterdam",
                                      "hogeschool bestuur", "title:stage", "kind:organisation zwolle", "status:draft",
                                      "onbekendwoord", "r17", "studenten", "vergoed", "*", "kind:agreement");
    CAPTURE(text);
    const auto ids = index.ids(afb::RecordQuery{.text = text, .public_only = false, .limit = records});
    const std::set<std::string> searched(ids.begin(), ids.end());
    CHECK(found_among(index, text, std::vector<bool>(records + 1, true)) == searched);

    std::vector<bool> odd(records + 1, false);
    std::set<std::string> searched_odd;
    for (std::size_t number = 1; number <= records; number += 2) {
        odd[number] = true;
        if (searched.contains(id_of(number))) searched_odd.insert(id_of(number));
    }
    CHECK(found_among(index, text, odd) == searched_odd);
}

TEST_CASE("a record is found by its number after it changed, and not when it is gone") {
    TestIndex index;
    index.put(random_entries());
    Entry changed = agreement(id_of(2), "Zeldzaamheid");
    changed.number = 2;
    index.put(changed);
    index.put(removal(id_of(4)));
    CHECK(found_among(index, "zeldzaamheid", std::vector<bool>(records + 1, true)) == std::set{id_of(2)});
    CHECK(found_among(index, "*", {false, true, false, false, true}) == std::set{id_of(1)});
    // A number that no record has, and one that the index does not have yet.
    CHECK(found_among(index, "*", {true}).empty());
    CHECK(found_among(index, "zeldzaamheid", std::vector<bool>(records * 2, false)).empty());
}
