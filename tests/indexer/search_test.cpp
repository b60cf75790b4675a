#include <catch2/catch.hpp>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

TEST_CASE("A word in the title counts for more than one in the text", "[index]") {
    TestIndex index;
    index.put({agreement("b", "Overleg in de regio", "Het gaat hier over werving van leraren."),
               agreement("a", "Werving van leraren", "Overleg in de regio.")});
    CHECK(index.ids("werving") == Ids{"a", "b"});
    CHECK(index.ids("regio") == Ids{"b", "a"});
}

TEST_CASE("Forms of one word find each other", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Vergoedingen voor stages"), agreement("b", "Coördinatoren van de onderwijsregio's"),
               agreement("c", "Begeleiding")});
    CHECK(index.ids("vergoeding") == Ids{"a"});
    CHECK(index.ids("coordinator") == Ids{"b"});
    CHECK(index.ids("ONDERWIJSREGIO") == Ids{"b"});
    CHECK(index.ids("beleid").empty());
}

TEST_CASE("Compounds and their parts find each other, the whole word first", "[index]") {
    TestIndex index;
    index.put({agreement("whole", "Stagevergoeding"), agreement("apart", "Vergoeding voor de stage"),
               agreement("longer", "Reiskostenvergoeding"), agreement("behind", "Een stage vergoeding"),
               agreement("other", "Overleg")});
    Ids found = index.ids("vergoeding");
    std::sort(found.begin(), found.end());
    CHECK(found == Ids{"apart", "behind", "longer", "whole"});
    CHECK(index.ids("stagevergoeding").front() == "whole");
    CHECK(index.ids("stagevergoedingen").size() == 4);
    // +word: its forms, the compounds with it, and its parts behind each other.
    found = index.ids("+stagevergoeding");
    std::sort(found.begin(), found.end());
    CHECK(found == Ids{"behind", "whole"});
    CHECK(index.ids("+vergoeding").size() == 4);
    found = index.ids("stage -vergoeding");
    CHECK(found.empty());
    CHECK(index.ids("\"een stagevergoeding\"") == Ids{"behind"});
}

TEST_CASE("A phrase finds words inside compounds, where these stand", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Afspraken", "De stagevergoeding per maand is hoog."),
               agreement("b", "Afspraken", "Per maand de vergoeding van de stage.")});
    CHECK(index.ids("\"vergoeding per maand\"") == Ids{"a"});
    CHECK(index.ids("\"de stage vergoeding per maand\"") == Ids{"a"});
    CHECK(joined(index.search("\"vergoeding per maand\"").hits.at(0).snippet) ==
          "De stage[vergoeding per maand] is hoog.");
}

TEST_CASE("Begeleiding is no beleid, in any way of asking", "[index]") {
    TestIndex index;
    index.put(
        {agreement("supervision", "Begeleiding", "De begeleiders begeleiden; begeleidingstijd, werkplekbegeleider."),
         agreement("policy", "Beleid", "Beleidsplan, personeelsbeleid en beleidsmedewerker.")});
    for (const char* typed : {"begeleiding", "begeleiden", "begeleider", "begeleidingen", "+begeleiding",
                              "\"begeleiding\"", "begeleidingstijd", "werkplekbegeleider", "titel:begeleiding"}) {
        INFO(typed);
        CHECK(index.ids(typed) == Ids{"supervision"});
    }
    for (const char* typed : {"beleid", "+beleid", "\"beleid\"", "beleidsplan", "personeelsbeleid", "titel:beleid"}) {
        INFO(typed);
        CHECK(index.ids(typed) == Ids{"policy"});
    }
}

TEST_CASE("A word finds the longer words that contain it, after the word itself", "[index]") {
    TestIndex index;
    index.put(
        {agreement("long", "Reiskostenvergoeding"), agreement("short", "Vergoeding"), agreement("other", "Overleg")});
    CHECK(index.ids("vergoeding") == Ids{"short", "long"});
    CHECK(index.ids("vergoedingen") == Ids{"short", "long"});
    CHECK(index.ids("+vergoeding").size() == 2);
}

TEST_CASE("Words with a hyphen are found joined, apart and by their parts", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Begeleiding van zij-instromers"), agreement("b", "Begeleiding van zijinstromers"),
               agreement("c", "Iets anders")});
    for (const char* typed : {"zij-instromer", "zijinstromers", "zij-instromers", "\"van zij-instromers\"",
                              "\"begeleiding van zijinstromer\""}) {
        INFO(typed);
        Ids found = index.ids(typed);
        std::sort(found.begin(), found.end());
        CHECK(found == Ids{"a", "b"});
    }
    CHECK(index.ids("\"zij instromers\"") == Ids{"a", "b"});
}

TEST_CASE("A whole name, abbreviation, alias, identifier, slug or id puts the record on top", "[index]") {
    TestIndex index;
    std::vector<Entry> entries{
        organisation("0199-target", "De Haagse Hogeschool",
                     {{"abbreviation", "HHS"}, {"aliases", {"SO&P Den Haag", "PLG+"}}, {"brin", "27UM"}})};
    entries[0].slug = "haagse-hogeschool-den-haag";
    for (int i = 0; i < 40; ++i) {
        entries.push_back(agreement("x" + std::to_string(i),
                                    "Haagse hogeschool HHS 27UM SO&P Den Haag De Haagse Hogeschool PLG",
                                    "De Haagse Hogeschool HHS SO&P Den Haag 27UM haagse hogeschool den haag"));
    }
    index.put(entries);
    for (const char* typed :
         {"De Haagse Hogeschool", "de haagse hogeschool", "hhs", "\"HHS\"", "SO&P Den Haag", "so & p den haag", "PLG+",
          "27UM", "27 um", "haagse-hogeschool-den-haag", "0199-target"}) {
        INFO(typed);
        const Ids found = index.ids(typed);
        REQUIRE(!found.empty());
        CHECK(found.front() == "0199-target");
    }
}

TEST_CASE("Records are found by the Dutch and English labels of their codes and by the titles they refer to",
          "[index]") {
    TestIndex index;
    Entry linked = agreement("a", "Convenant", "", {{"themes", {"werven"}}});
    linked.linked_texts = {"Partnerschap De Leertuin"};
    index.put({linked, agreement("b", "Convenant")});
    CHECK(index.ids("recruitment") == Ids{"a"});
    CHECK(index.ids("werven") == Ids{"a"});
    CHECK(index.ids("leertuin") == Ids{"a"});
}

TEST_CASE("Phrases, +must and -not", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Vergoeding per maand"), agreement("b", "Per maand een vergoeding"),
               agreement("c", "Maand van de pabo")});
    CHECK(index.ids("\"vergoeding per maand\"") == Ids{"a"});
    CHECK(index.ids("maand -vergoeding") == Ids{"c"});
    CHECK(index.search("+vergoeding pabo maand").total == 2);
    CHECK(index.search("-vergoeding").total == 1);
    CHECK(index.search("maand -\"vergoeding per maand\"").total == 2);
}

TEST_CASE("A phrase of two words finds the word in one piece, and does not cross fields", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Stagevergoeding"), agreement("b", "Stage", "Vergoeding")});
    CHECK(index.ids("\"stage vergoeding\"") == Ids{"a"});
}

TEST_CASE("A phrase with a short word is not found without it, though both in one piece are a form of the other",
          "[index]") {
    TestIndex index;
    index.put({agreement("a", "School de regio"), agreement("b", "School regio"), agreement("c", "Schoolde regio")});
    CHECK(index.ids("\"school de regio\"") == Ids{"a"});
    CHECK(index.search("-\"school de\"").total == 2);
}

TEST_CASE("Who is named like what is left out is not found by that name", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Convenant"), agreement("b", "Pabo convenant"), agreement("c", "Pabo"),
               agreement("d", "Status draft", "", {{"status", "draft"}})});
    const auto ids = [&](const std::string& text) {
        return index.ids(RecordQuery{.text = text, .public_only = false});
    };
    CHECK(ids("-\"convenant\"") == Ids{"c", "d"});
    CHECK(ids("pabo -\"convenant\"") == Ids{"c"});
    CHECK(ids("-status:draft") == Ids{"a", "b", "c"});
}

TEST_CASE("Without a text everything is there, newest first, then by id", "[index]") {
    TestIndex index;
    std::vector<Entry> entries{agreement("c", "Een"), agreement("a", "Twee"), agreement("b", "Drie")};
    entries[2].updated_at = "2026-02-01T00:00:00.000Z";
    index.put(entries);
    CHECK(index.ids("") == Ids{"b", "a", "c"});
    CHECK(index.ids(" * ") == Ids{"b", "a", "c"});
    CHECK(index.ids("* een") == Ids{"c"});
}

TEST_CASE("Equal scores go by newest change, then id", "[index]") {
    TestIndex index;
    std::vector<Entry> entries{agreement("c", "Pabo"), agreement("a", "Pabo"), agreement("b", "Pabo")};
    entries[0].updated_at = "2026-02-01T00:00:00.000Z";
    index.put(entries);
    CHECK(index.ids("pabo's") == Ids{"c", "a", "b"});
}

TEST_CASE("Only published, public records are found unless asked otherwise", "[index]") {
    TestIndex index;
    index.put({agreement("draft", "Pabo", "", {{"status", "draft"}}),
               agreement("members", "Pabo", "", {{"visibility", "members"}}),
               agreement("open", "Pabo", "", {{"visibility", "public"}})});
    CHECK(index.ids("pabo") == Ids{"open"});
    CHECK(index.ids(RecordQuery{.text = "pabo", .public_only = false}).size() == 3);
    CHECK(index.ids("draft").empty());
}

TEST_CASE("A removed or changed record is gone or changed in the next search", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Pabo"), agreement("b", "Pabo")});
    index.put(removal("a"));
    CHECK(index.ids("pabo") == Ids{"b"});
    index.put(agreement("b", "Hogeschool"));
    CHECK(index.ids("pabo").empty());
    CHECK(index.ids("hogeschool") == Ids{"b"});
    CHECK(index.index().state().documents == 1);
    CHECK(index.index().state().seq == index.seq());
}

TEST_CASE("Filters: any value of one, all of several", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Een", "", {{"sectors", {"po"}}, {"year", 2024}, {"national", true}}),
               agreement("b", "Twee", "", {{"sectors", {"vo", "mbo"}}, {"year", 2024}, {"national", false}}),
               organisation("c", "Drie", {{"sectors", {"vo"}}})});
    CHECK(index.ids(RecordQuery{.conditions = {{"sector", {"po"}}}}) == Ids{"a"});
    CHECK(index.ids(RecordQuery{.conditions = {{"sector", {"vo"}}}}) == Ids{"b", "c"});
    CHECK(index.ids(RecordQuery{.conditions = {{"sector", {"po", "mbo"}}}}) == Ids{"a", "b"});
    CHECK(index.ids(RecordQuery{.conditions = {{"sector", {"vo"}}, {"year", {"2024"}}}}) == Ids{"b"});
    CHECK(index.ids(RecordQuery{.conditions = {{"national", {"true"}}}}) == Ids{"a"});
    CHECK(index.ids(RecordQuery{.kinds = {"organisation"}}) == Ids{"c"});
    CHECK(index.ids(RecordQuery{.kinds = {"agreement"}, .conditions = {{"sector", {"vo"}}}}) == Ids{"b"});
    CHECK(index.ids(RecordQuery{.conditions = {{"sector", {"xx"}}}}).empty());
}

TEST_CASE("Ranges are inclusive and look at every value of a record", "[index]") {
    TestIndex index;
    index.put({agreement("a", "A", "", {{"amounts", {"50.00", "300.00"}}, {"validFrom", "2024-08-01"}}),
               agreement("b", "B", "", {{"amounts", {"180.00"}}, {"validFrom", "2025-08-01"}}), agreement("c", "C")});
    const auto amount = [&](std::optional<std::string> from, std::optional<std::string> until) {
        return index.ids(RecordQuery{.ranges = {{"amount", std::move(from), std::move(until)}}});
    };
    CHECK(amount("100.00", "200.00") == Ids{"b"});  // not a: 50 and 300 lie around it
    CHECK(amount("180.00", "180.00") == Ids{"b"});
    CHECK(amount("180.01", {}) == Ids{"a"});
    CHECK(amount({}, "50.00") == Ids{"a"});
    CHECK(amount({}, {}) == Ids{"a", "b"});
    CHECK(amount("no money", {}).empty());
    CHECK(index.ids(RecordQuery{.ranges = {{"validFrom", "2024-08-01", "2025-07-31"}}}) == Ids{"a"});
    CHECK(index.ids(RecordQuery{.text = "A B C", .ranges = {{"amount", "100.00", "200.00"}}}) == Ids{"b"});
}

TEST_CASE("In force on a day: open ends count", "[index]") {
    TestIndex index;
    index.put({agreement("a", "A", "", {{"validFrom", "2024-08-01"}, {"validUntil", "2025-07-31"}}),
               agreement("b", "B", "", {{"validFrom", "2025-08-01"}}),
               agreement("c", "C", "", {{"validUntil", "2023-07-31"}}), agreement("d", "D")});
    const auto on = [&](const char* day) { return index.ids(RecordQuery{.in_force_on = Date::parse(day)}); };
    CHECK(on("2024-08-01") == Ids{"a", "d"});
    CHECK(on("2025-07-31") == Ids{"a", "d"});
    CHECK(on("2025-08-01") == Ids{"b", "d"});
    CHECK(on("2000-01-01") == Ids{"c", "d"});
}

TEST_CASE("Sorting puts records without the value last in both directions, and ends with the id", "[index]") {
    TestIndex index;
    index.put({agreement("d", "Échte", "", {{"year", 2024}, {"amounts", {"1000.00"}}}),
               agreement("b", "Allen", "", {{"year", 2024}, {"amounts", {"90.00"}}}),
               agreement("c", "zo", "", {{"year", 2023}}), agreement("a", "Fiets")});
    CHECK(index.ids(RecordQuery{.sort = {{"year", false}}}) == Ids{"c", "b", "d", "a"});
    CHECK(index.ids(RecordQuery{.sort = {{"year", true}}}) == Ids{"b", "d", "c", "a"});
    CHECK(index.ids(RecordQuery{.sort = {{"year", true}, {"title", true}}}) == Ids{"d", "b", "c", "a"});
    CHECK(index.ids(RecordQuery{.sort = {{"title", false}}}) == Ids{"b", "d", "a", "c"});
    CHECK(index.ids(RecordQuery{.sort = {{"amount", false}}}) == Ids{"b", "d", "a", "c"});
    CHECK(index.ids(RecordQuery{.text = "allen zo fiets", .sort = {{"title", true}}}) == Ids{"c", "a", "b"});
}

TEST_CASE("Pages together are the whole list, with the exact total on each", "[index]") {
    TestIndex index;
    std::vector<Entry> entries;
    for (int i = 0; i < 95; ++i)
        entries.push_back(agreement("r" + std::to_string(i), i % 3 == 0 ? "Pabo en pabo" : "Pabo",
                                    std::string(static_cast<std::size_t>(i), 'x')));
    index.put(entries);
    const Ids whole = index.ids(RecordQuery{.text = "pabo", .limit = 200});
    Ids paged;
    for (std::size_t offset = 0; offset < 100; offset += 10) {
        const SearchResult page = index.search(RecordQuery{.text = "pabo", .offset = offset, .limit = 10});
        CHECK(page.total == 95);
        for (const Hit& hit : page.hits) paged.push_back(hit.id);
    }
    CHECK(whole.size() == 95);
    CHECK(paged == whole);
    CHECK(index.search(RecordQuery{.text = "pabo", .limit = 0}).total == 95);
    CHECK(index.search(RecordQuery{.text = "pabo", .offset = 1'000'000}).hits.empty());
}

TEST_CASE("Twenty pages of ten are one page of two hundred, also among equals", "[index]") {
    TestIndex index;
    std::vector<Entry> entries;
    for (int i = 0; i < 230; ++i) {
        Entry entry = agreement("r" + std::to_string(i * 7919 % 1'000), "Stagevergoeding " + std::to_string(i % 4),
                                i % 3 == 0 ? "vergoeding" : "");
        entry.updated_at = "2026-01-0" + std::to_string(1 + i % 3) + "T00:00:00.000Z";
        entries.push_back(std::move(entry));
    }
    index.put(entries);
    const Ids whole = index.ids(RecordQuery{.text = "vergoeding", .limit = 200});
    Ids paged;
    for (std::size_t page = 0; page < 20; ++page) {
        for (const std::string& id : index.ids(RecordQuery{.text = "vergoeding", .offset = page * 10, .limit = 10}))
            paged.push_back(id);
    }
    CHECK(whole.size() == 200);
    CHECK(paged == whole);
    index.rebuild();  // other document numbers, the same order
    CHECK(index.ids(RecordQuery{.text = "vergoeding", .limit = 200}) == whole);
}

TEST_CASE("Explain says how the query was read, and which word or part was found in which field", "[index]") {
    TestIndex index;
    index.put({agreement("a", "Begeleiding", "De reiskostenvergoeding en de begeleider.", {{"themes", {"werven"}}})});
    const auto explained = [&](const std::string& text) {
        return index.index().search({.query = {.text = text}, .facets = false, .explain = true});
    };
    const auto rows = [&](const std::string& text) {
        std::vector<std::string> out;
        const SearchResult result = explained(text);
        for (const Json& row : result.hits.at(0).explain.at("matched"))
            out.push_back(row.at("how").get<std::string>() + " " + row.at("word").get<std::string>() + " " +
                          row.at("text").get<std::string>() + " " + row.at("field").get<std::string>());
        return out;
    };
    using Rows = std::vector<std::string>;
    CHECK(rows("begeleiding") == Rows{"name begeleiding Begeleiding title", "word begeleiding Begeleiding title",
                                      "contains begeleiding begeleider summary"});
    CHECK(rows("vergoedingen") == Rows{"part vergoedingen vergoeding summary"});
    CHECK(rows("stagevergoeding") == Rows{"part stagevergoeding vergoeding summary"});
    CHECK(rows("\"de reiskostenvergoeding\"") ==
          Rows{"phrase de reiskostenvergoeding De reiskostenvergoeding summary"});
    CHECK(rows("recruitment") == Rows{"word recruitment Recruitment themes[]"});
    const Json words = explained("+stagevergoeding -pabo").explain.at("words");
    CHECK(words == Json::parse(R"([
        {"text": "stagevergoeding", "demand": "must", "phrase": false,
         "tokens": [{"word": "stagevergoeding", "stem": "stagevergoed", "parts": ["stage", "vergoeding"]}]},
        {"text": "pabo", "demand": "mustNot", "phrase": false,
         "tokens": [{"word": "pabo", "stem": "pabo", "parts": []}]}])"));
    CHECK(index.search("begeleider").hits[0].explain.is_null());
    CHECK(index.search("begeleider").explain.is_null());
}

TEST_CASE("Records most like one share its words; others' drafts stay unseen", "[index]") {
    TestIndex index;
    std::vector<Entry> entries{
        agreement("a", "Stagevergoeding voor studenten van de pabo", "De student krijgt reiskosten vergoed."),
        agreement("b", "Stagevergoeding voor de pabo", "Reiskosten van de student."),
        agreement("c", "Governance van de regio"),
        agreement("d", "Stagevergoeding pabo student", "", {{"status", "draft"}})};
    for (int i = 0; i < 10; ++i) entries.push_back(agreement("z" + std::to_string(i), "Overleg " + std::to_string(i)));
    index.put(entries);
    CHECK(index.index().similar("a", 5, true).at(0) == "b");
    const Ids seen = index.index().similar("a", 5, true);
    CHECK(std::find(seen.begin(), seen.end(), "d") == seen.end());
    CHECK(std::find(seen.begin(), seen.end(), "a") == seen.end());
    const Ids all = index.index().similar("a", 2, false);
    CHECK(std::find(all.begin(), all.end(), "d") != all.end());
    CHECK(index.index().similar("nothing", 5, true).empty());
}

TEST_CASE("A record of an unknown kind is refused; others in the batch are found", "[index]") {
    TestIndex index;
    CHECK_THROWS_AS(index.index().apply({make_entry("x", "nonsense", Json::object()), agreement("a", "Pabo")}, 5),
                    std::invalid_argument);
    index.records().put(agreement("a", "Pabo"));
    CHECK(index.ids("pabo") == Ids{"a"});
}
