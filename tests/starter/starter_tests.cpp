// The starter collection as it travels in the program: valid, linked, sourced, and nothing of the collected material
// lost on the way.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "cmake/embedded.hpp"
#include "schema/catalog.hpp"
#include "schema/derive.hpp"
#include "schema/strict_json.hpp"
#include "schema/validator.hpp"

using namespace afb;
namespace fs = std::filesystem;

namespace {

struct Collection {
    std::shared_ptr<const Catalog> catalog;
    std::vector<Json> records;  // in the order of the files
    std::map<std::string, const Json*> by_id;
    std::map<std::pair<std::string, std::string>, const Json*> by_slug;  // kind, slug
};

std::vector<std::string> lines_of(std::string_view text) {
    std::vector<std::string> lines;
    std::istringstream stream{std::string(text)};
    for (std::string line; std::getline(stream, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

std::string content_of(const fs::path& path) {
    std::ifstream file(path);
    std::stringstream text;
    text << file.rdbuf();
    return text.str();
}

Collection load() {
    std::map<std::string, std::string> files;
    for (const auto& file : embedded::schema_files()) files.emplace(file.path, file.content);
    Collection collection;
    collection.catalog = Catalog::from_files(files);
    for (const Kind& kind : collection.catalog->kinds()) {
        for (const std::string& line : lines_of(files.at("schema/starter/" + kind.collection + ".ndjson"))) {
            collection.records.push_back(parse_json(line));
            REQUIRE(collection.records.back().at("kind") == kind.name);
        }
    }
    for (const Json& record : collection.records) {
        const auto kind = record.at("kind").get<std::string>();
        INFO(record.at("slug"));
        CHECK(collection.by_id.emplace(record.at("id").get<std::string>(), &record).second);
        CHECK(collection.by_slug.emplace(std::pair{kind, record.at("slug").get<std::string>()}, &record).second);
    }
    return collection;
}

const Collection& collection() {
    static const Collection loaded = load();
    return loaded;
}

const Json& record(const std::string& kind, const std::string& slug) {
    return *collection().by_slug.at({kind, slug});
}

Json derived_of(const Json& body) {
    DeriveContext context;
    context.today = *Date::parse("2026-09-01");
    context.find_linked = [](std::string_view id) -> std::optional<LinkedRecord> {
        const auto found = collection().by_id.find(std::string(id));
        if (found == collection().by_id.end()) return std::nullopt;
        const Json& linked = *found->second;
        const Kind& kind = collection().catalog->get_kind(linked.at("kind").get<std::string>());
        LinkedRecord result;
        result.id = id;
        result.kind = kind.name;
        result.title = kind.title_of(linked);
        if (kind.name == "onderwijsregio") result.region_ids = {result.id};
        return result;
    };
    return derive(collection().catalog->get_kind(body.at("kind").get<std::string>()), body, context);
}

std::set<std::string> source_urls(const Json& body) {
    std::set<std::string> urls;
    for (const Json& source : body.at("sources")) urls.insert(source.value("url", ""));
    return urls;
}

struct Landing {
    std::string kind;
    std::string slug;
};

// coverage.tsv: entry -> where it landed.
std::map<std::string, Landing> coverage() {
    std::map<std::string, Landing> result;
    for (const std::string& line : lines_of(content_of(fs::path(AFB_SOURCE_DIR) / "schema/starter/coverage.tsv"))) {
        if (line.starts_with('#')) continue;
        const auto first = line.find('\t');
        const auto second = line.find('\t', first + 1);
        REQUIRE(second != std::string::npos);
        CHECK(result
                  .emplace(line.substr(0, first),
                           Landing{line.substr(first + 1, second - first - 1), line.substr(second + 1)})
                  .second);
    }
    return result;
}

std::string url_at_start(const std::string& text) {
    return text.substr(0, text.find_first_of(" ;,"));
}

}  // namespace

TEST_CASE("every starter record is valid by its schema and by the rules over several fields") {
    for (const Json& body : collection().records) {
        const Kind& kind = collection().catalog->get_kind(body.at("kind").get<std::string>());
        const Validator validator(kind.schema, collection().catalog.get());
        const Json normal = normalise(kind, body);
        auto problems = validator.validate(normal);
        const auto more = check_rules(kind, normal);
        problems.insert(problems.end(), more.begin(), more.end());
        for (const Problem& problem : problems) {
            FAIL_CHECK(body.at("slug") << " " << problem.location << ": " << problem.detail);
        }
    }
}

TEST_CASE("every reference of a starter record is to a starter record of a kind that is allowed there") {
    for (const Json& body : collection().records) {
        const Kind& kind = collection().catalog->get_kind(body.at("kind").get<std::string>());
        for (const Field& field : kind.fields) {
            if (field.type != FieldType::reference || field.read_only) continue;
            field.for_each(body, [&](const Json& id, const std::string& pointer) {
                INFO(body.at("slug") << " " << pointer);
                const auto found = collection().by_id.find(id.get<std::string>());
                REQUIRE(found != collection().by_id.end());
                const auto target = found->second->at("kind").get<std::string>();
                CHECK(std::count(field.references.begin(), field.references.end(), target) == 1);
            });
        }
    }
}

TEST_CASE("identifiers are unique within a kind") {
    std::set<std::string> seen;
    for (const Json& body : collection().records) {
        const Kind& kind = collection().catalog->get_kind(body.at("kind").get<std::string>());
        for (const Field& field : kind.fields) {
            if (!field.unique) continue;
            field.for_each(body, [&](const Json& value, const std::string&) {
                INFO(body.at("slug") << " " << value);
                CHECK(seen.insert(kind.name + field.path + value.get<std::string>()).second);
            });
        }
    }
    CHECK(seen.size() >= 100);
}

TEST_CASE("every starter record is published, public, and has a source with an address") {
    for (const Json& body : collection().records) {
        INFO(body.at("slug"));
        CHECK(body.at("status") == "published");
        CHECK(body.at("visibility") == "public");
        for (const std::string& url : source_urls(body)) CHECK(url.starts_with("http"));
    }
}

TEST_CASE("the starter ids are version 7 UUIDs") {
    for (const Json& body : collection().records) {
        const auto id = body.at("id").get<std::string>();
        INFO(id);
        REQUIRE(id.size() == 36);
        CHECK(id[14] == '7');
        CHECK(std::string("89ab").find(id[19]) != std::string::npos);
    }
}

TEST_CASE("every collected entry landed in a record that exists") {
    const auto landings = coverage();
    CHECK(landings.size() == 397);
    for (const auto& [entry, landing] : landings) {
        INFO(entry);
        CHECK(collection().by_slug.count({landing.kind, landing.slug}) == 1);
    }
}

TEST_CASE("every collected entry kept its source") {
    const auto landings = coverage();
    std::size_t checked = 0;
    for (const char* name : {"records.json", "records-more.json"}) {
        const fs::path path = fs::path(AFB_SOURCE_DIR) / "../shared/domain" / name;
        if (!fs::exists(path)) continue;
        for (const Json& entry : Json::parse(content_of(path))) {
            const auto id = entry.at("id").get<std::string>();
            INFO(id);
            const auto landing = landings.find(id);
            REQUIRE(landing != landings.end());
            CHECK(source_urls(record(landing->second.kind, landing->second.slug))
                      .count(url_at_start(entry.at("source").get<std::string>())) == 1);
            ++checked;
        }
    }
    if (checked == 0) WARN("the collected material is not here; its sources were not compared");
}

TEST_CASE("the cao vo of 2025 and the proposal of 2024 are the same amounts on another basis") {
    const Json cao = derived_of(record("stagevergoeding", "stagevergoeding-cao-vo-2025"));
    const Json proposal = derived_of(record("stagevergoeding", "stagevergoeding-voorstel-vo-raad-2024"));
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(cao["tariffs"][i]["comparableMin"] == proposal["tariffs"][i]["comparableMin"]);
    }
    CHECK(cao["tariffs"][1]["comparableMin"] == "50.00");
}

TEST_CASE("an explicit zero stays apart from an amount the source does not give") {
    const Json zero = derived_of(record("stagevergoeding", "stagevergoeding-cao-vo-2025"))["tariffs"][0];
    CHECK(zero["zero"] == true);
    CHECK(zero["comparableMin"] == "0.00");
    const Json unknown = derived_of(record("stagevergoeding", "stagevergoeding-vo-haaglanden"))["tariffs"][0];
    CHECK(unknown["unknown"] == true);
    CHECK_FALSE(unknown.contains("comparableMin"));
}

TEST_CASE("the fifty regions of the desk file are there, each with its desk") {
    std::size_t with_desk = 0;
    for (const Json& body : collection().records) {
        if (body.at("kind") != "onderwijsregio" || !body.contains("participants")) continue;
        const Json& participants = body.at("participants");
        with_desk += std::any_of(participants.begin(), participants.end(),
                                 [](const Json& participant) { return participant.value("role", "") == "desk"; });
    }
    CHECK(with_desk == 50);
}
