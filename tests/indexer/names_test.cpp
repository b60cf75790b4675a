// Exact names first: whoever types a whole name, abbreviation, alias or identifier gets the record that has it on top.
#include <catch2/catch.hpp>
#include <random>
#include <set>

#include "cmake/embedded.hpp"
#include "indexer/terms.hpp"
#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

std::map<std::string, std::string> schema_files() {
    std::map<std::string, std::string> files;
    for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
    return files;
}

// Who has which name.
class Names {
public:
    void add(const Catalog& catalog, const Entry& entry) {
        by_record_.emplace_back();
        keep(entry.slug, entry.id, false);
        for (const Field& field : catalog.get_kind(entry.kind).fields) {
            if (!field.exact) continue;
            field.for_each(entry.body, [&](const Json& value, const std::string&) {
                keep(value.get<std::string>(), entry.id, field.type == FieldType::identifier);
            });
        }
    }
    // As people would type them, record by record.
    const std::vector<std::vector<std::string>>& by_record() const { return by_record_; }
    std::set<std::string> holders(const std::string& name) const {
        const std::string exact = exact_form(name);
        std::set<std::string> ids;
        for (const std::string& form : {exact, without_spaces(exact)}) {
            if (const auto found = holders_.find(form); found != holders_.end())
                ids.insert(found->second.begin(), found->second.end());
        }
        return ids;
    }

private:
    void keep(const std::string& name, const std::string& id, bool identifier) {
        const std::string exact = exact_form(name);
        if (exact.empty()) return;
        by_record_.back().push_back(name);
        holders_[exact].insert(id);
        if (identifier) holders_[without_spaces(exact)].insert(id);
    }

    std::vector<std::vector<std::string>> by_record_;
    std::map<std::string, std::set<std::string>> holders_;
};

// The first hits are all who have the name, and nobody else.
void check_on_top(TestIndex& index, const std::string& typed, const std::set<std::string>& holders) {
    INFO(typed);
    REQUIRE_FALSE(holders.empty());
    const Ids found = index.ids(RecordQuery{.text = typed, .public_only = false, .limit = holders.size()});
    const bool on_top = std::set<std::string>(found.begin(), found.end()) == holders;
    if (!on_top) CHECK(Ids(holders.begin(), holders.end()) == found);
}

// Words that could be names.
std::vector<std::string> generated_words(std::size_t count, std::mt19937& random) {
    const std::vector<std::string> syllables = {"ka",  "lo",  "mer", "ti",  "ven", "dor",
                                                "pas", "gri", "boe", "nij", "wa"};
    std::vector<std::string> words;
    while (words.size() < count) {
        std::string word;
        for (std::size_t n = 2 + random() % 2; n > 0; --n) word += syllables[random() % syllables.size()];
        words.push_back(std::move(word));
    }
    return words;
}

// Organisations and partnerships with names made of the same words, so that each is much like many others.
std::vector<Entry> generated_records(std::size_t count) {
    std::mt19937 random(5);
    const std::vector<std::string> kinds = {"stichting",        "vereniging",   "scholengroep",
                                            "opleidingsschool", "partnerschap", "onderwijsgroep",
                                            "Coöperatie",       "SO&P",         "basisschool"};
    const std::vector<std::string> things = generated_words(120, random);
    std::vector<std::string> places = generated_words(80, random);
    places.insert(places.end(), {"Noord-Holland", "'s-Gravenhage", "Curaçao", "Súdwest-Fryslân", "IJsselland"});
    const auto draw = [&](const std::vector<std::string>& from) { return from[random() % from.size()]; };
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string number = std::to_string(10'000 + i);
        std::string name = draw(kinds);
        for (std::size_t n = 1 + random() % 4; n > 0; --n) name += " " + draw(things);
        name += " " + draw(places);
        if (random() % 3 != 0) name += " " + number;  // the others often share their name
        const std::string alias = draw(things) + " & " + draw(places) + " (" + std::to_string(i % 5'000) + ")";
        const bool partnership = i % 4 == 0;
        Json body = {{"name", name}, {"aliases", {alias}}, {"note", draw(things) + " " + draw(places) + " " + name}};
        if (partnership) {
            body["abbreviation"] =
                "P" + std::to_string(i % 2'500) + "&" + std::string(1, static_cast<char>('A' + i % 26));
        } else {
            body["identifiers"] = {{"bestuursnummer", number}};
            if (i % 2 == 0) {
                std::string brin = number.substr(1, 2) + "AA";
                brin[2] = static_cast<char>('A' + i / 26 % 26);
                brin[3] = static_cast<char>('A' + i % 26);
                body["identifiers"]["brin"] = brin;
            }
        }
        entries.push_back(
            make_entry("record-" + number, partnership ? "partnership" : "organisation", std::move(body)));
    }
    return entries;
}

}  // namespace

TEST_CASE("Every name of every record of the starter collection puts its records on top", "[names][index]") {
    const auto files = schema_files();
    const auto catalog = Catalog::from_files(files);
    TestIndex index(catalog);
    Names names;
    std::vector<Entry> entries;
    for (const auto& [path, content] : files) {
        if (!path.starts_with("schema/starter/")) continue;
        for (std::size_t at = 0; at < content.size();) {
            const std::size_t end = std::min(content.find('\n', at), content.size());
            if (end > at) {
                Json body = Json::parse(content.substr(at, end - at));
                Entry entry = make_entry(body.at("id"), body.at("kind"), body);
                entry.slug = body.value("slug", entry.id);
                names.add(*catalog, entry);
                entries.push_back(std::move(entry));
            }
            at = end + 1;
        }
    }
    CHECK(entries.size() > 300);
    index.put(std::move(entries));
    std::size_t asked = 0;
    for (const auto& of_record : names.by_record()) {
        asked += of_record.size();
        for (const std::string& typed : of_record) check_on_top(index, typed, names.holders(typed));
    }
    CHECK(asked > 700);
}

// A test of its own for ctest (names): it takes longer than all others here together.
TEST_CASE("Every record of ten thousand much like each other comes on top for each of its names", "[.long]") {
    const auto catalog = Catalog::from_files(schema_files());
    TestIndex index(catalog);
    Names names;
    std::vector<Entry> entries = generated_records(10'000);
    for (const Entry& entry : entries) names.add(*catalog, entry);
    index.index().apply(std::move(entries), 1);
    CHECK(names.by_record().size() == 10'000);
    for (const auto& of_record : names.by_record()) {
        for (const std::string& typed : of_record) check_on_top(index, typed, names.holders(typed));
    }
}

TEST_CASE(
    "Two records of one name are on top together, however long the one is; a name is found whatever the signs in it",
    "[names][index]") {
    TestIndex index;
    std::string long_text;
    for (int i = 0; i < 3'000; ++i) long_text += "woord" + std::to_string(i) + " ";
    index.put({agreement("short", "Samen opleiden: ja -nee +wel (\"2024\")"),
               agreement("long", "Samen opleiden: ja -nee +wel (\"2024\")", "", {{"text", long_text}}),
               agreement("like", "Samen opleiden ja nee wel 2024 en meer", "Samen opleiden ja nee wel 2024"),
               organisation("field", "Stichting status:draft sector:po")});
    const Ids both = index.ids("samen opleiden: JA -nee +wel (\"2024\")");
    REQUIRE(both.size() >= 2);
    CHECK(std::set<std::string>{both[0], both[1]} == std::set<std::string>{"short", "long"});
    CHECK(index.ids("Stichting status:draft sector:po").at(0) == "field");
    // What is only excluded is not asked for, also when it is a name.
    index.put(agreement("pabo", "Pabo"));
    const Ids others = index.ids("-pabo");
    CHECK(std::find(others.begin(), others.end(), "pabo") == others.end());
}
