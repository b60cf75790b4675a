#include "schema/catalog.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <functional>
#include <set>
#include <stdexcept>

#include "tests/schema/fixtures.hpp"

using namespace afb;

namespace {

std::vector<std::string> names(const Json& object) {
    std::vector<std::string> result;
    for (const auto& [name, value] : object.items()) result.push_back(name);
    return result;
}

// The fault of a catalog whose note schema was changed; "" when there is none.
std::string fault_of(const fixtures::Files& files) {
    try {
        Catalog::from_files(files);
        return {};
    } catch (const std::runtime_error& error) {
        return error.what();
    }
}

std::string fault_with(const std::function<void(Json&)>& change) {
    Json note = fixtures::note_schema();
    change(note);
    return fault_of(fixtures::files(note));
}

std::string fault_with_property(const char* property) {
    return fault_with([property](Json& note) { note["properties"]["extra"] = Json::parse(property); });
}

Json second_kind(const char* property) {
    Json other = fixtures::note_schema();
    other["x-kind"] = "memo";
    other["x-collection"] = "memos";
    other["x-order"] = 1;
    other["properties"]["extra"] = Json::parse(property);
    return other;
}

}  // namespace

TEST_CASE("a kind's schema has the common properties in front of its own, the server members, and no references left") {
    const auto catalog = fixtures::catalog();
    const Json& schema = catalog->get_kind("note").schema;
    CHECK(names(schema["properties"]) == std::vector<std::string>{"owner", "title", "colour", "id", "kind", "revision",
                                                                  "createdAt", "updatedAt", "updatedBy", "derived"});
    CHECK(schema["required"] == Json({"owner", "title"}));
    CHECK(schema.dump().find("$ref") == std::string::npos);
    for (const std::string_view member : server_members) {
        INFO(member);
        CHECK(schema["properties"][std::string(member)]["readOnly"] == true);
    }
    CHECK(schema["properties"]["kind"]["const"] == "note");
}

TEST_CASE("annotations beside a reference are merged over the copy of the definition") {
    const auto catalog = fixtures::catalog();
    const Field* colour = catalog->get_kind("note").find_field("colour");
    REQUIRE(colour != nullptr);
    CHECK(colour->type == FieldType::code);
    CHECK(colour->label == Text{"Kleur", "Colour"});
    REQUIRE(colour->vocabulary != nullptr);
    CHECK(colour->vocabulary->find("red")->label.nl == "Rood");
    CHECK(colour->vocabulary->find("green") == nullptr);
    CHECK(colour->filter == "colour");
    CHECK(colour->facet);
}

TEST_CASE("a definition may refer to another, and the label of a list is that of its items") {
    Json note = fixtures::note_schema();
    note["properties"]["shades"] =
        Json::parse(R"({"$ref": "common.schema.json#/$defs/colours", "x-labels": {"nl": "Tinten", "en": "Shades"},
                        "items": {"x-labels": {"nl": "Tint", "en": "Shade"}}})");
    const auto catalog = fixtures::catalog(note);
    const Field* shades = catalog->get_kind("note").find_field("shades[]");
    REQUIRE(shades != nullptr);
    CHECK(shades->segments == std::vector<std::string>{"shades", "[]"});
    CHECK(shades->label == Text{"Tint", "Shade"});
    CHECK(shades->vocabulary != nullptr);
}

TEST_CASE("a kind may restate a common property to annotate it further") {
    Json note = fixtures::note_schema();
    note["properties"]["owner"] = Json::parse(R"({"x-search": {"weight": 2}, "x-labels": {"nl": "Van wie"}})");
    const auto catalog = fixtures::catalog(note);
    const Field* owner = catalog->get_kind("note").find_field("owner");
    CHECK(owner->search_weight == 2);
    CHECK_FALSE(owner->phrase);
    CHECK(owner->label == Text{"Van wie", "Owner"});
    CHECK(owner->required);
    CHECK(names(catalog->get_kind("note").schema["properties"]).front() == "owner");
}

TEST_CASE("every scalar and every list of scalars is a field with its path, type and place in its parent") {
    Json note = fixtures::note_schema();
    note["properties"]["parts"] = Json::parse(R"({
        "type": "array", "x-labels": {"nl": "Delen", "en": "Parts"},
        "items": {"type": "object", "required": ["on"], "additionalProperties": false, "properties": {
            "on": {"type": "string", "format": "date", "x-labels": {"nl": "Op", "en": "On"}, "x-range": "partOn"},
            "price": {"type": "string", "x-type": "money", "x-labels": {"nl": "Prijs", "en": "Price"}},
            "year": {"type": "string", "x-type": "schoolYear", "x-labels": {"nl": "Jaar", "en": "Year"}},
            "body": {"type": "string", "x-type": "markdown", "x-labels": {"nl": "Tekst", "en": "Text"}},
            "code": {"type": "string", "x-normalise": "identifier", "x-unique": true, "x-labels": {"nl": "Code", "en": "Code"}},
            "site": {"type": "string", "format": "uri", "x-labels": {"nl": "Site", "en": "Site"}},
            "at": {"anyOf": [{"type": "string", "format": "date-time"}, {"type": "null"}], "x-labels": {"nl": "Om", "en": "At"}},
            "noteIds": {"type": "array", "x-labels": {"nl": "Notities", "en": "Notes"},
                        "items": {"type": "string", "format": "uuid", "x-reference": ["note"], "x-acyclic": true}},
            "count": {"type": "integer", "x-labels": {"nl": "Aantal", "en": "Count"}},
            "share": {"type": "number", "x-labels": {"nl": "Deel", "en": "Share"}},
            "done": {"type": "boolean", "x-labels": {"nl": "Klaar", "en": "Done"}}
        }}
    })");
    note["properties"]["derived"] = Json::parse(R"({"type": "object", "x-labels": {"nl": "Berekend", "en": "Computed"},
        "readOnly": true, "properties": {"total": {"type": "integer", "x-labels": {"nl": "Totaal", "en": "Total"}}}})");
    const auto catalog = fixtures::catalog(note);
    const Kind& kind = catalog->get_kind("note");
    const auto type = [&kind](const char* path) {
        const Field* field = kind.find_field(path);
        REQUIRE(field != nullptr);
        return field->type;
    };
    CHECK(type("parts[].on") == FieldType::date);
    CHECK(type("parts[].price") == FieldType::money);
    CHECK(type("parts[].year") == FieldType::school_year);
    CHECK(type("parts[].body") == FieldType::markdown);
    CHECK(type("parts[].code") == FieldType::identifier);
    CHECK(type("parts[].site") == FieldType::url);
    CHECK(type("parts[].at") == FieldType::date_time);
    CHECK(type("parts[].noteIds[]") == FieldType::reference);
    CHECK(type("parts[].count") == FieldType::integer);
    CHECK(type("parts[].share") == FieldType::number);
    CHECK(type("parts[].done") == FieldType::boolean);
    CHECK(type("derived.total") == FieldType::integer);
    CHECK(kind.find_field("parts[].on")->required);
    CHECK_FALSE(kind.find_field("parts[].price")->required);
    CHECK(kind.find_field("derived.total")->read_only);
    CHECK(kind.find_field("id")->read_only);
    CHECK_FALSE(kind.find_field("title")->read_only);
    CHECK(kind.find_field("parts[].noteIds[]")->label.nl == "Notities");
    CHECK(kind.find_field("parts[].noteIds[]")->references == std::vector<std::string>{"note"});
    CHECK(kind.find_field("parts[].noteIds[]")->acyclic);
    CHECK(kind.find_field("parts[].code")->unique);
    CHECK(kind.find_field("parts") == nullptr);

    const Json record =
        Json::parse(R"({"parts": [{"noteIds": ["a", "b"]}, {}, 7, {"noteIds": [null, "c"]}, {"noteIds": "x"}]})");
    std::vector<std::string> found;
    kind.find_field("parts[].noteIds[]")->for_each(record, [&found](const Json& value, const std::string& pointer) {
        found.push_back(pointer + "=" + value.get<std::string>());
    });
    CHECK(found == std::vector<std::string>{"/parts/0/noteIds/0=a", "/parts/0/noteIds/1=b", "/parts/3/noteIds/1=c"});
}

TEST_CASE("kinds come in their own order and are found by name and by collection") {
    auto files = fixtures::files();
    files["schema/records/memo.schema.json"] =
        second_kind(R"({"type": "boolean", "x-labels": {"nl": "x", "en": "x"}})").dump();
    files["schema/starter/notes.ndjson"] = "not read here";
    files["schema/vocabularies/synonyms.tsv"] = "a\tb";
    const auto catalog = Catalog::from_files(files);
    REQUIRE(catalog->kinds().size() == 2);
    CHECK(catalog->kinds()[0].name == "memo");
    CHECK(catalog->kinds()[1].name == "note");
    CHECK(catalog->find_collection("notes") == catalog->find_kind("note"));
    CHECK(catalog->find_kind("notes") == nullptr);
    CHECK(catalog->find_collection("note") == nullptr);
    CHECK_THROWS_AS(catalog->get_kind("nothing"), std::out_of_range);
    CHECK(catalog->find_vocabulary("colours")->terms.size() == 2);
    CHECK(catalog->find_vocabulary("none") == nullptr);
    CHECK(*catalog->find_table("synonyms") == "a\tb");
    CHECK(catalog->find_table("notes") == nullptr);
    CHECK(catalog->get_kind("note").title_of(Json{{"title", "Hallo"}}) == "Hallo");
    CHECK(catalog->get_kind("note").title_of(Json{{"title", 7}}).empty());
    CHECK(catalog->get_kind("note").title_of(Json::array()).empty());

    CHECK(catalog->find_filter("colour")->kinds == std::vector<std::string>{"memo", "note"});
    CHECK(catalog->find_filter("colour")->facet);
    CHECK(catalog->find_sort("title")->type == FieldType::text);
    CHECK(catalog->find_range("colour") == nullptr);
}

TEST_CASE("filters of one name in several kinds unite the kinds they may refer to") {
    Json note = fixtures::note_schema();
    note["properties"]["by"] = Json::parse(
        R"({"type": "string", "x-reference": ["note"], "x-filter": "by", "x-labels": {"nl": "a", "en": "a"}})");
    auto files = fixtures::files(note);
    files["schema/records/memo.schema.json"] =
        second_kind(
            R"({"type": "string", "x-reference": ["memo"], "x-filter": "by", "x-labels": {"nl": "b", "en": "b"}})")
            .dump();
    const auto catalog = Catalog::from_files(files);
    CHECK(catalog->find_filter("by")->references == std::vector<std::string>{"memo", "note"});
    CHECK(std::is_sorted(catalog->filters().begin(), catalog->filters().end(),
                         [](const auto& a, const auto& b) { return a.name < b.name; }));
}

TEST_CASE("records are shown as one only by what each of them has once, in every kind with that filter") {
    const auto by = [](const std::string& more) {
        return Json::parse(R"({"type": "string", "x-filter": "by", "x-labels": {"nl": "a", "en": "a"})" + more + "}");
    };
    const auto fault_with = [](const Json& own, const Json& of_others) -> std::string {
        Json note = fixtures::note_schema();
        note["properties"]["by"] = own;
        auto files = fixtures::files(note);
        if (!of_others.is_null())
            files["schema/records/memo.schema.json"] = second_kind(of_others.dump().c_str()).dump();
        try {
            return Catalog::from_files(files)->find_filter("by")->collapse ? "" : "not to be shown as one";
        } catch (const std::runtime_error& error) {
            return error.what();
        }
    };
    const std::string once = R"(, "x-collapse": true)";
    const Json list = {{"type", "array"}, {"items", by(once)}, {"x-labels", {{"nl", "a"}, {"en", "a"}}}};
    CHECK(fault_with(by(once), nullptr).empty());
    CHECK(fault_with(by(once), by(once)).empty());
    CHECK(fault_with(by(""), by("")) == "not to be shown as one");
    CHECK_THAT(fault_with(list, nullptr),
               Catch::Contains("note: x-collapse of \"by\" needs one value a record, at by[]"));
    CHECK_THAT(fault_with(by(once), by("")), Catch::Contains("memo: x-collapse of \"by\" needs one value a record"));
    CHECK_THAT(fault_with(by(""), by(once)), Catch::Contains("note: x-collapse of \"by\" needs one value a record"));
}

TEST_CASE("the fingerprint follows every change in a schema or vocabulary, and nothing else") {
    const auto files = fixtures::files();
    const std::string before = Catalog::from_files(files)->fingerprint();
    CHECK(before.size() == 16);
    CHECK(Catalog::from_files(files)->fingerprint() == before);

    auto with_starter = files;
    with_starter["schema/starter/notes.ndjson"] = "{}";
    CHECK(Catalog::from_files(with_starter)->fingerprint() == before);

    auto other_label = files;
    auto& text = other_label["schema/vocabularies/colours.json"];
    text.replace(text.find("Rood"), 4, "ROOD");
    CHECK(Catalog::from_files(other_label)->fingerprint() != before);
}

TEST_CASE("a fault in a schema stops the start and names the file, the place and the fault") {
    CHECK(fault_with_property(R"({"type": "string"})") ==
          "schema/records/note.schema.json: /properties/extra: a property needs x-labels {nl, en}");
    CHECK(fault_with_property(R"({"type": "string", "x-labels": {"nl": "x", "en": "x"}, "maxLenght": 3})") ==
          "schema/records/note.schema.json: /properties/extra: unknown keyword \"maxLenght\"");
}

TEST_CASE("what the dialect does not have is refused") {
    const auto with = [](const std::string& members) {
        return fault_with_property(
            (R"({"type": "string", "x-labels": {"nl": "x", "en": "x"}, )" + members + "}").c_str());
    };
    CHECK_THAT(with(R"("oneOf": [])"), Catch::Contains("unknown keyword \"oneOf\""));
    CHECK_THAT(with(R"("x-label": {"nl": "x", "en": "x"})"), Catch::Contains("unknown keyword \"x-label\""));
    CHECK_THAT(with(R"("x-help": {"nl": "x"})"), Catch::Contains("x-help needs a text in nl and in en"));
    CHECK_THAT(with(R"("x-help": {"nl": "x", "en": ""})"), Catch::Contains("x-help needs a text in nl and in en"));
    CHECK_THAT(with(R"("x-vocabulary": "kleuren")"), Catch::Contains("unknown vocabulary \"kleuren\""));
    CHECK_THAT(with(R"("x-reference": ["person"])"), Catch::Contains("x-reference to unknown kind \"person\""));
    CHECK_THAT(with(R"("x-reference": [])"), Catch::Contains("x-reference must list kinds"));
    CHECK_THAT(with(R"("x-type": "amount")"), Catch::Contains("unknown x-type \"amount\""));
    CHECK_THAT(with(R"("x-normalise": "lower")"), Catch::Contains("x-normalise can only be"));
    CHECK_THAT(with(R"("x-facet": true)"), Catch::Contains("x-facet needs x-filter"));
    CHECK_THAT(with(R"("x-collapse": true)"), Catch::Contains("x-collapse needs x-filter"));
    CHECK_THAT(with(R"("x-filter": "extra", "x-collapse": 1)"), Catch::Contains("x-collapse must be true or false"));
    CHECK_THAT(with(R"("x-acyclic": true)"), Catch::Contains("x-acyclic needs x-reference"));
    CHECK_THAT(with(R"("x-unique": "yes")"), Catch::Contains("x-unique must be true or false"));
    CHECK_THAT(with(R"("x-search": 3)"), Catch::Contains("x-search must be {weight, phrase}"));
    CHECK_THAT(with(R"("x-search": {"phrase": true})"), Catch::Contains("x-search needs a weight"));
    CHECK_THAT(with(R"("x-search": {"weight": 0})"), Catch::Contains("x-search must be"));
    CHECK_THAT(with(R"("x-filter": "main-theme")"), Catch::Contains("x-filter must be a name in lowerCamelCase"));
    CHECK_THAT(with(R"("x-filter": "pageSize")"), Catch::Contains("two things would be called \"pageSize\""));
    CHECK_THAT(with(R"("x-range": "title")"), Catch::Contains("x-range at extra needs a date, a number or money"));
    CHECK_THAT(with(R"("x-sort": "title")"), Catch::Contains("x-sort \"title\" appears twice"));
    CHECK_THAT(with(R"("x-filter": "colour")"), Catch::Contains("\"colour\" has another type or vocabulary at extra"));
    CHECK_THAT(with(R"("pattern": "(")"), Catch::Contains("pattern"));
    CHECK_THAT(with(R"("format": "time")"), Catch::Contains("format \"time\" is not supported"));
    CHECK_THAT(with(R"("maxLength": -1)"), Catch::Contains("maxLength must be a whole number"));
    CHECK_THAT(with(R"("readOnly": 1)"), Catch::Contains("readOnly must be true or false"));
    CHECK(with(R"("maxLength": 9)").empty());
}

TEST_CASE("annotations on the wrong kind of node are refused") {
    CHECK_THAT(
        fault_with_property(R"({"type": "integer", "x-labels": {"nl": "x", "en": "x"}, "x-search": {"weight": 1}})"),
        Catch::Contains("x-search belongs on a string"));
    CHECK_THAT(
        fault_with_property(
            R"({"type": "array", "items": {"type": "string"}, "x-labels": {"nl": "x", "en": "x"}, "x-filter": "x"})"),
        Catch::Contains("x-filter belongs on a scalar (for a list: on its items)"));
    CHECK_THAT(fault_with_property(R"({"type": "object", "properties": {}, "x-labels": {"nl": "x", "en": "x"}})"),
               Catch::Contains("an object needs \"additionalProperties\": false"));
    CHECK_THAT(
        fault_with_property(R"({"type": "object", "additionalProperties": true, "x-labels": {"nl": "x", "en": "x"}})"),
        Catch::Contains("additionalProperties can only be false"));
    CHECK_THAT(fault_with_property(R"({"type": ["string", "null"], "x-labels": {"nl": "x", "en": "x"}})"),
               Catch::Contains("type [\"string\",\"null\"] is not supported"));
    CHECK_THAT(fault_with_property("true"), Catch::Contains("a schema must be an object"));
}

TEST_CASE("references lead somewhere and never in a circle") {
    CHECK_THAT(fault_with_property(R"({"$ref": "common.schema.json#/$defs/nothing"})"),
               Catch::Contains("no definition \"nothing\""));
    CHECK_THAT(fault_with_property(R"({"$ref": "https://example.org/schema"})"), Catch::Contains("does not point to"));
    CHECK_THAT(fault_with_property(R"({"$ref": 7})"), Catch::Contains("$ref must be a string"));
    Json common = fixtures::common_schema();
    common["$defs"]["colour"] = Json::parse(R"({"type": "array", "items": {"$ref": "#/$defs/colours"}})");
    CHECK_THAT(fault_of(fixtures::files(fixtures::note_schema(), common)), Catch::Contains("contains itself"));
}

TEST_CASE("a kind says what it is called, where it lives and what its title is") {
    for (const char* member :
         {"x-kind", "x-collection", "x-order", "x-labels", "x-labels-plural", "x-title-field", "type"}) {
        INFO(member);
        CHECK_THAT(fault_with([member](Json& note) { note.erase(member); }), Catch::Contains(member));
    }
    CHECK_THAT(fault_with([](Json& note) { note["x-title-field"] = "colour"; }),
               Catch::Contains("must be a required text"));
    CHECK_THAT(fault_with([](Json& note) {
                   note["required"] = {"title", "nothing"};
               }),
               Catch::Contains("which is not a property"));
    CHECK_THAT(fault_of({}), Catch::Contains("no kinds"));
    Json common = fixtures::common_schema();
    common["definitions"] = Json::object();
    CHECK_THAT(fault_of(fixtures::files(fixtures::note_schema(), common)),
               Catch::Contains("unknown member \"definitions\""));
    auto files = fixtures::files();
    files["schema/records/other.schema.json"] = fixtures::note_schema().dump();
    CHECK_THAT(fault_of(files), Catch::Contains("appears twice"));
    files["schema/records/other.schema.json"] = "{";
    CHECK_THAT(fault_of(files), Catch::Contains("schema/records/other.schema.json: This is not valid JSON"));
}

TEST_CASE("a vocabulary is complete and says nothing twice") {
    const auto with = [](const std::function<void(Json&)>& change) {
        Json colours = fixtures::colours();
        change(colours);
        auto files = fixtures::files();
        files["schema/vocabularies/colours.json"] = colours.dump();
        return fault_of(files);
    };
    CHECK_THAT(with([](Json& v) { v["name"] = "kleuren"; }), Catch::Contains("name must be the file's name"));
    CHECK_THAT(with([](Json& v) { v["terms"][1]["code"] = "red"; }), Catch::Contains("code \"red\" appears twice"));
    CHECK_THAT(with([](Json& v) { v["terms"][1]["label"].erase("en"); }),
               Catch::Contains("schema/vocabularies/colours.json: /terms/1: label needs a text in nl and in en"));
    CHECK_THAT(with([](Json& v) { v["terms"][0]["color"] = 1; }), Catch::Contains("unknown member \"color\""));
    CHECK_THAT(with([](Json& v) { v["terms"] = Json::array(); }), Catch::Contains("at least one term"));
    CHECK_THAT(with([](Json& v) { v["terms"][0]["synonyms"] = 7; }), Catch::Contains("/terms/0"));
    CHECK_THAT(with([](Json& v) { v = 7; }), Catch::Contains("an object is expected"));
}

TEST_CASE("the real schemas form a catalog of seven kinds, each field labelled and each filter one thing everywhere") {
    const auto catalog = Catalog::from_files(fixtures::real_files());
    std::vector<std::string> kinds;
    for (const Kind& kind : catalog->kinds()) kinds.push_back(kind.name);
    CHECK(kinds == std::vector<std::string>{"onderwijsregio", "partnership", "organisation", "agreement",
                                            "stagevergoeding", "funding", "question"});
    for (const Kind& kind : catalog->kinds()) {
        INFO(kind.name);
        CHECK(kind.schema.dump().find("$ref") == std::string::npos);
        std::set<std::string> paths;
        for (const Field& field : kind.fields) {
            INFO(field.path);
            CHECK(paths.insert(field.path).second);
            CHECK_FALSE(field.label.nl.empty());
            CHECK_FALSE(field.label.en.empty());
            CHECK((field.type == FieldType::code) == (field.vocabulary != nullptr));
            CHECK((field.type == FieldType::reference) == !field.references.empty());
        }
        for (const std::string_view member : server_members) {
            CHECK(kind.schema["properties"][std::string(member)]["readOnly"] == true);
        }
    }
    CHECK(catalog->find_filter("sector")->type == FieldType::code);
    CHECK(catalog->find_filter("sector")->kinds.size() >= 4);
}

TEST_CASE("one new property in a copy of the real schemas is a field with a filter, without any other edit") {
    auto files = fixtures::real_files();
    Json agreement = Json::parse(files.at("schema/records/agreement.schema.json"));
    agreement["properties"]["shelfMark"] = Json::parse(
        R"({"type": "string", "maxLength": 20, "x-labels": {"nl": "Plaatsingsnummer", "en": "Shelf mark"}, "x-filter": "shelfMark"})");
    const std::string before = Catalog::from_files(files)->fingerprint();
    files["schema/records/agreement.schema.json"] = agreement.dump();
    const auto catalog = Catalog::from_files(files);
    CHECK(catalog->get_kind("agreement").find_field("shelfMark")->label.en == "Shelf mark");
    CHECK(catalog->find_filter("shelfMark")->kinds == std::vector<std::string>{"agreement"});
    CHECK(catalog->fingerprint() != before);
}
