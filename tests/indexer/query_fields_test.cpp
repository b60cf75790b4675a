#include "indexer/query_fields.hpp"

#include <catch2/catch.hpp>

#include "indexer/query.hpp"
#include "indexer/synonyms.hpp"
#include "tests/indexer/kit.hpp"
#include "tests/indexer/product_catalog.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::string text_of(const FieldTest& test) {
    if (test.use == FieldTest::Use::range)
        return test.name + "=" + test.range.from.value_or("") + ".." + test.range.until.value_or("");
    std::string text = test.name + "=";
    for (std::size_t i = 0; i < test.values.size(); ++i) text += (i > 0 ? "," : "") + test.values[i];
    if (test.use == FieldTest::Use::reference) text += "?";
    if (test.use == FieldTest::Use::written) text += "~";
    return text;
}

// Conditions in braces, then the words: "{sector=po} stage".
std::string tree_of(const std::string& text) {
    static const QueryFields fields(real_catalog());
    DutchText dutch;
    const TextQuery query = parse_query(text, dutch, {.fields = &fields, .synonyms = nullptr});
    std::string tree;
    for (const FieldCondition& condition : query.conditions) {
        tree += condition.excluded ? "-{" : "{";
        for (std::size_t i = 0; i < condition.tests.size(); ++i)
            tree += (i > 0 ? " | " : "") + text_of(condition.tests[i]);
        tree += "}";
    }
    for (const Clause& clause : query.clauses) {
        if (!tree.empty()) tree += " ";
        tree += clause.demand == Demand::must ? "+" : clause.demand == Demand::must_not ? "-" : "";
        for (std::size_t i = 0; i < clause.tokens.size(); ++i) tree += (i > 0 ? "_" : "") + clause.tokens[i].folded;
    }
    return tree;
}

Ids sorted(Ids ids) {
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace

TEST_CASE("field:value becomes a condition, by code or label, in Dutch and English", "[fields]") {
    const std::pair<const char*, const char*> rows[] = {
        {"sector:po", "{sector=po}"},
        {"SECTOR:PO", "{sector=po}"},
        {"sector:\"primair onderwijs\"", "{sector=po}"},
        {"sector:\"Primary education\"", "{sector=po}"},
        {"sector:basisonderwijs", "{sector=po}"},
        {"onderwijssector:vo stage", "{sector=vo} stage"},
        {"stage sector:vo pabo", "{sector=vo} stage pabo"},
        {"sector:po sector:vo", "{sector=po}{sector=vo}"},
        {"-sector:po stage", "-{sector=po} stage"},
        {"+sector:po", "{sector=po}"},
        {"(sector:po)", "{sector=po}"},
        {"sector::po", "{sector=po}"},
        {"sector:po, stage", "{sector=po} stage"},
        {"soort:stagevergoeding", "{kind=stagevergoeding | allowanceType=stagevergoeding}"},
        {"soort:afspraken", "{kind=agreement}"},
        {"kind:agreement", "{kind=agreement}"},
        {"type:convenant", "{agreementType=convenant}"},
        {"thema:werven", "{theme=werven}"},
        {"theme:recruiting", "{theme=werven}"},
        {"jaar:2024-2025", "{schoolYear=2024-2025}"},
        {"jaar:24/25", "{schoolYear=2024-2025}"},
        {"schooljaar:2024", "{schoolYear=2024-2025}"},
        {"jaar:2025", "{schoolYear=2025-2026 | calendarYear=2025}"},
        {"regio:Utrecht", "{onderwijsregio=Utrecht?}"},
        {"onderwijsregio:\"Midden Brabant\"", "{onderwijsregio=Midden Brabant?}"},
        {"penvoerder:Saxion", "{lead=Saxion?}"},
        {"brin:25lz", "{brin=25lz~}"},
        {"bestuursnummer:41234", "{bestuursnummer=41234~}"},
        {"gemeente:\"Den Haag\"", "{municipality=Den Haag~}"},
        {"titel:convenant", "{title=convenant}"},
        {"title:\"samen opleiden\"", "{title=samen opleiden}"},
        {"bedrag:300", "{amount=300.00..300.00}"},
        {"bedrag:€300", "{amount=300.00..300.00}"},
        {"bedrag:1.250,50", "{amount=1250.50..1250.50}"},
        {"bedrag:100..200", "{amount=100.00..200.00}"},
        {"bedrag:>=100", "{amount=100.00..}"},
        {"amount:<250", "{amount=..250.00}"},
        {"vanaf:2024", "{validFrom=2024-01-01..2024-12-31}"},
        {"landelijk:ja", "{national=true}"},
        {"status:gepubliceerd", "{status=published}"},
    };
    for (const auto& [text, tree] : rows) {
        INFO(text);
        CHECK(tree_of(text) == tree);
    }
}

TEST_CASE("What is no field, or no value of it, is words", "[fields]") {
    const std::pair<const char*, const char*> rows[] = {
        {"sektor:po", "sektor po"},
        {"sector:", "sector"},
        {"sector:xyz", "sector xyz"},
        {"-sector:xyz", "-{}"},
        {"sector: po", "sector po"},
        {"sector:\"po", "sector po"},
        {":po", "po"},
        {"https://voorbeeld.nl/pad", "https voorbeeld nl pad"},
        {"12:30", "12 30"},
        {"jaar:ooit", "jaar ooit"},
        {"bedrag:veel", "bedrag veel"},
        {"bedrag:..", "bedrag"},
        {"bedrag:>", "bedrag"},
        {"landelijk:misschien", "landelijk misschien"},
        {"titel:", "titel"},
        {"\"sector:po\"", "+sector_po"},
        {"a-sector:po", "asector po"},
    };
    for (const auto& [text, tree] : rows) {
        INFO(text);
        CHECK(tree_of(text) == tree);
    }
    std::string many;
    for (int i = 0; i < 100; ++i) many += "sector:po ";
    DutchText dutch;
    const QueryFields fields(real_catalog());
    CHECK(parse_query(many, dutch, {.fields = &fields, .synonyms = nullptr}).conditions.size() == most_conditions);
}

TEST_CASE("Every filter and range is a field by its own name and by its labels; every other name leads to one",
          "[fields]") {
    const auto catalog = real_catalog();
    const QueryFields fields(catalog);
    for (const auto* definitions : {&catalog->filters(), &catalog->ranges()}) {
        for (const FilterDefinition& definition : *definitions) {
            INFO(definition.name);
            CHECK(fields.knows(definition.name));
            CHECK(fields.knows(definition.label.nl));
            CHECK(fields.knows(definition.label.en));
        }
    }
    const std::string* table = catalog->find_table("search-fields");
    REQUIRE(table != nullptr);
    for (const auto& row : read_rows(*table)) {
        REQUIRE(row.size() > 1);
        for (std::size_t i = 1; i < row.size(); ++i) {
            INFO(row.front() << " -> " << row[i]);
            const bool known = row[i] == "kind" || row[i] == "title" || catalog->find_filter(row[i]) != nullptr ||
                               catalog->find_range(row[i]) != nullptr;
            CHECK(known);
        }
    }
}

TEST_CASE("Conditions limit what is found, and ranking goes on within them", "[fields][index]") {
    TestIndex index(real_catalog());
    const std::string region = "01900000-0000-7000-8000-000000000001";
    const std::string draft = "01900000-0000-7000-8000-000000000002";
    const auto computed = [](Entry entry, Json derived) {
        entry.derived = std::move(derived);
        return entry;
    };
    index.put(
        {make_entry(region, "onderwijsregio", {{"name", "Onderwijsregio Utrecht"}, {"aliases", {"Utrecht Leert"}}}),
         make_entry(draft, "onderwijsregio", {{"name", "Onderwijsregio Geheim"}, {"status", "draft"}}),
         computed(agreement("a", "Convenant stage", "", {{"type", "convenant"}}),
                  {{"sectors", {"po"}}, {"regionIds", {region}}}),
         computed(agreement("b", "Stage", "Convenant"), {{"sectors", {"vo"}}, {"schoolYears", {"2024-2025"}}}),
         computed(agreement("c", "Pabo", "Stage"), {{"sectors", {"po", "vo"}}, {"regionIds", {draft}}}),
         organisation("o", "Stichting", {{"identifiers", {{"brin", "25LZ"}}}, {"municipality", "'s-Gravenhage"}})});
    CHECK(sorted(index.ids("sector:po")) == Ids{"a", "c"});
    CHECK(index.ids("stage sector:po") == Ids{"a", "c"});
    CHECK(sorted(index.ids("sector:po sector:vo")) == Ids{"a", "b", "c"});
    CHECK(index.ids("sector:po -sector:vo") == Ids{"a"});
    CHECK(index.ids("sector:po jaar:24/25").empty());
    CHECK(index.ids("jaar:24/25") == Ids{"b"});
    CHECK(index.ids("regio:Utrecht") == Ids{"a"});
    CHECK(index.ids("regio:\"utrecht leert\" stage") == Ids{"a"});
    CHECK(index.ids("soort:convenant") == Ids{"a"});
    CHECK(sorted(index.ids("soort:afspraak stage")) == Ids{"a", "b", "c"});
    CHECK(index.ids("titel:convenant") == Ids{"a"});
    CHECK(index.ids("titel:\"stage convenant\"") == Ids{"a"});
    CHECK(index.ids("brin:25lz") == Ids{"o"});
    CHECK(index.ids("gemeente:\"s gravenhage\"") == Ids{"o"});
    CHECK(index.search("sector:po stage").total == 2);
    // The name of a record that may not be seen is no value; then it is words.
    CHECK(index.ids(RecordQuery{.text = "regio:Geheim", .public_only = false}) == Ids{"c"});
    CHECK(index.ids("regio:Geheim").empty());
    CHECK(index.ids("regio:Nergens stage").size() == 3);
    const SearchResult explained =
        index.index().search({.query = {.text = "stage sector:po"}, .facets = false, .explain = true});
    CHECK(explained.explain["conditions"] ==
          Json::parse(R"([{"field": "sector", "value": "po", "excluded": false, "means": ["sector=po"]}])"));
    CHECK(explained.explain["words"][0]["text"] == "stage");
}

TEST_CASE("What is only in a draft neither answers nor shows by what is not answered", "[fields][index]") {
    TestIndex index(real_catalog());
    index.put({organisation("open", "Kwidofantel", {{"municipality", "Opendorp"}}),
               organisation("draft", "Dofant", {{"status", "draft"}, {"municipality", "Geheimdorp"}}),
               agreement("stage", "Stage")});
    // A free value of drafts only is words, as one that nobody has is.
    CHECK(index.ids("gemeente:Opendorp stage").empty());
    CHECK(index.ids("gemeente:Geheimdorp stage") == index.ids("gemeente:Nergensdorp stage"));
    // A word of drafts only still finds the longer words that contain it.
    CHECK(index.ids("dofant") == Ids{"open"});
}

TEST_CASE("A free value is found however it is written, among any number of values and at any length",
          "[fields][index]") {
    TestIndex index;
    Json many = Json::array();
    for (int i = 0; i < 6'000; ++i)
        many.push_back("Aa " + std::to_string(i));  // before all others in the order of terms
    const std::string name = "Zuidelijke Coöperatie ";
    const std::string longest = std::string(50, 'x') + " Één";  // longer than a term of the index may be
    index.put({agreement("many", "Stage", "", {{"sectors", std::move(many)}}),
               agreement("a", "Stage", "", {{"sectors", {name + "25 LZ", longest + " a"}}}),
               agreement("b", "Stage", "", {{"sectors", {name + "25lz", longest + " b"}}}),
               agreement("draft", "Stage", "", {{"status", "draft"}, {"sectors", {"Zuider", name + "25-LZ"}}}),
               agreement("words", "Zuider")});
    for (const char* typed :
         {"Zuidelijke Coöperatie 25 LZ", "ZUIDELIJKE COOPERATIE 25LZ", "zuidelijkecooperatie25lz"}) {
        const std::string text = "sector:\"" + std::string(typed) + "\"";
        CHECK(sorted(index.ids(text)) == Ids{"a", "b"});
        CHECK(sorted(index.ids(RecordQuery{.text = text, .public_only = false})) == Ids{"a", "b", "draft"});
        CHECK(sorted(index.ids("stage -" + text)) == Ids{"many"});
    }
    CHECK(index.ids("sector:\"aa 5999\"") == Ids{"many"});
    CHECK(index.ids("sector:\"" + longest + " A\"") == Ids{"a"});
    // Of a draft only: words, for who may not see it.
    CHECK(index.ids("sector:zuider") == Ids{"words"});
    CHECK(index.ids(RecordQuery{.text = "sector:zuider", .public_only = false}) == Ids{"draft"});
    // A filter of its own stays exact.
    CHECK(index.ids(RecordQuery{.conditions = {{.name = "sector", .values = {name + "25lz"}}}}) == Ids{"b"});
}

TEST_CASE("What nobody has excludes nobody, and what is excluded is never looked for", "[fields][index]") {
    TestIndex index(real_catalog());
    index.put({agreement("a", "Stage", "begeleiding"), agreement("b", "Sector", "poo")});
    CHECK(sorted(index.ids("-partij:begeleiding")) == Ids{"a", "b"});
    CHECK(sorted(index.ids("-sector:poo")) == Ids{"a", "b"});
    CHECK(index.ids("stage -partij:begeleiding") == Ids{"a"});
    CHECK(index.ids("sector -sector:poo") == Ids{"b"});
}

TEST_CASE("A name that many records have means all of them, however often it is asked", "[fields][index]") {
    TestIndex index(real_catalog());
    std::vector<Entry> entries;
    for (int i = 0; i < 300; ++i) {
        const std::string id = "01900000-0000-7000-8000-000000000" + std::to_string(100 + i);
        entries.push_back(organisation(id, "Stichting " + std::to_string(i)));
        if (i % 10 == 0) {
            entries.push_back(
                agreement("a" + std::to_string(i), "Stage", "", {{"parties", Json::array({Json{{"partyId", id}}})}}));
        }
    }
    index.put(std::move(entries));
    CHECK(index.search("partij:stichting").total == 30);
    CHECK(index.search("stage partij:stichting partij:stichting").total == 30);
    CHECK(index.search("stage -partij:stichting").total == 0);
}

TEST_CASE("Several values of one field are alternatives, by whatever name of the field", "[fields][index]") {
    TestIndex index(real_catalog());
    const auto in = [](const char* id, const char* sector) {
        Entry entry = agreement(id, "Stage");
        entry.derived = {{"sectors", {sector}}};
        return entry;
    };
    index.put({in("a", "po"), in("b", "vo"), in("c", "mbo")});
    CHECK(sorted(index.ids("sector:po onderwijssector:vo")) == Ids{"a", "b"});
}

TEST_CASE("A condition does not change how words are ranked, and a record of the whole name stays on top",
          "[fields][index]") {
    TestIndex index(real_catalog());
    std::vector<Entry> entries;
    for (int i = 0; i < 12; ++i) {
        Entry entry = agreement("a" + std::to_string(i), "Vergoeding " + std::to_string(i),
                                i % 3 == 0 ? "pabo reis" : "reis kosten");
        entry.derived = {{"sectors", {"po"}}};
        entries.push_back(std::move(entry));
    }
    entries.push_back(agreement("named", "Vergoeding sector:po"));
    index.put(std::move(entries));
    const auto filtered = index.ids(
        RecordQuery{.text = "vergoeding reis", .conditions = {{.name = "sector", .values = {"po"}}}, .limit = 50});
    CHECK(filtered.size() == 12);
    CHECK(index.ids(RecordQuery{.text = "vergoeding reis sector:po", .limit = 50}) == filtered);
    CHECK(index.ids("vergoeding sector:po").front() == "named");
}
