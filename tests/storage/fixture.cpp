#include "tests/storage/fixture.hpp"

#include <stdlib.h>

#include <map>
#include <stdexcept>

#include "cmake/embedded.hpp"

namespace afb::storage::testing {
namespace {

constexpr const char* common = R"({
    "properties": {
        "id": {"type": "string", "readOnly": true},
        "createdAt": {"type": "string", "format": "date-time", "readOnly": true, "x-sort": "createdAt"},
        "updatedAt": {"type": "string", "format": "date-time", "readOnly": true, "x-sort": "updatedAt"},
        "slug": {"type": "string"},
        "status": {"type": "string", "x-filter": "status"},
        "visibility": {"type": "string", "x-filter": "visibility"},
        "ownerId": {"type": "string", "x-reference": ["partnership", "onderwijsregio"], "x-filter": "owner"},
        "sectors": {"type": "array", "items": {"type": "string", "x-filter": "sector", "x-facet": true}}
    }
})";

constexpr const char* kinds[] = {
    R"({"x-kind": "onderwijsregio", "x-collection": "onderwijsregios", "x-order": 1, "x-title-field": "name", "properties": {
        "name": {"type": "string", "x-sort": "title"},
        "reach": {"type": "string"},
        "leadOrganisationId": {"type": "string", "x-reference": ["organisation"]},
        "participants": {"type": "array", "items": {"type": "object", "properties": {
            "organisationId": {"type": "string", "x-reference": ["organisation"]}}}},
        "coverage": {"type": "array", "items": {"type": "object", "properties": {
            "schoolYear": {"type": "string", "x-type": "schoolYear"}, "studentsTotal": {"type": "integer"},
            "studentsInSamenOpleiden": {"type": "integer"}}}}}})",
    R"({"x-kind": "organisation", "x-collection": "organisations", "x-order": 2, "x-title-field": "name", "properties": {
        "name": {"type": "string", "x-sort": "title"},
        "parentId": {"type": "string", "x-reference": ["organisation"], "x-acyclic": true},
        "identifiers": {"type": "object", "properties": {"brin": {"type": "string", "x-unique": true, "x-column": "BRIN"}}}}})",
    R"({"x-kind": "partnership", "x-collection": "partnerships", "x-order": 3, "x-title-field": "name", "properties": {
        "name": {"type": "string", "x-sort": "title"},
        "leadOrganisationId": {"type": "string", "x-reference": ["organisation"]},
        "regions": {"type": "array", "items": {"type": "object", "properties": {
            "regionId": {"type": "string", "x-reference": ["onderwijsregio"], "x-filter": "region"},
            "nature": {"type": "string"}, "main": {"type": "boolean"}}}},
        "members": {"type": "array", "items": {"type": "object", "properties": {
            "organisationId": {"type": "string", "x-reference": ["organisation"]}}}}}})",
    R"({"x-kind": "agreement", "x-collection": "agreements", "x-order": 4, "x-title-field": "title", "properties": {
        "title": {"type": "string", "x-sort": "title"},
        "themes": {"type": "array", "items": {"type": "string", "x-filter": "theme", "x-facet": true}},
        "parties": {"type": "array", "items": {"type": "object", "properties": {
            "partyId": {"type": "string", "x-reference": ["partnership", "onderwijsregio", "organisation"]},
            "name": {"type": "string"}, "role": {"type": "string"}, "signedOn": {"type": "string", "format": "date"}}}},
        "validFrom": {"type": "string", "format": "date", "x-range": "validFrom", "x-sort": "validFrom"},
        "validUntil": {"type": "string", "format": "date", "x-range": "validUntil", "x-sort": "validUntil"},
        "signedOn": {"type": "string", "format": "date", "x-sort": "signedOn"},
        "automatic": {"type": "boolean", "x-filter": "automatic"},
        "supersedesId": {"type": "string", "x-reference": ["agreement"], "x-acyclic": true},
        "derived": {"type": "object", "readOnly": true, "properties": {
            "boundary": {"type": "string", "x-filter": "boundary"},
            "regionIds": {"type": "array", "items": {"type": "string", "x-reference": ["onderwijsregio"], "x-filter": "region"}}}}}})",
    R"({"x-kind": "stagevergoeding", "x-collection": "stagevergoedingen", "x-order": 5, "x-title-field": "title", "properties": {
        "title": {"type": "string", "x-sort": "title"},
        "tariffs": {"type": "array", "items": {"type": "object", "properties": {
            "amount": {"type": "object", "properties": {"state": {"type": "string"},
                "value": {"type": "string", "x-type": "money", "x-range": "amount", "x-sort": "amount"},
                "min": {"type": "string", "x-type": "money"}, "max": {"type": "string", "x-type": "money"},
                "currency": {"type": "string"}}},
            "unit": {"type": "string", "x-filter": "unit"}, "daysPerWeek": {"type": "number", "x-range": "days"}}}},
        "paymentRoute": {"type": "object", "properties": {"steps": {"type": "array", "items": {"type": "object", "properties": {
            "order": {"type": "integer"}, "role": {"type": "string"},
            "from": {"type": "object", "properties": {"actor": {"type": "string"},
                "organisationId": {"type": "string", "x-reference": ["organisation"]}}},
            "to": {"type": "object", "properties": {"actor": {"type": "string"}}},
            "amount": {"type": "string", "x-type": "money"}, "share": {"type": "number"}}}}}},
        "derived": {"type": "object", "readOnly": true, "properties": {
            "tariffs": {"type": "array", "items": {"type": "object", "properties": {
                "index": {"type": "integer"}, "comparableMin": {"type": "string", "x-type": "money"},
                "notComparable": {"type": "string"}}}}}}}})",
};

// What the catalog asks of every schema and these tests don't look at.
void complete(Json& node, bool property) {
    const Json labels = {{"nl", "Veld"}, {"en", "Field"}};
    if (property) node["x-labels"] = labels;
    if (node.contains("properties")) {
        node["type"] = "object";
        node["additionalProperties"] = false;
        for (auto& [name, child] : node["properties"].items()) complete(child, true);
    }
    if (node.contains("items")) complete(node["items"], false);
}

std::string completed_kind(const char* text, const Json& extra) {
    auto schema = Json::parse(text);
    if (schema["x-kind"] == "agreement") schema["properties"].update(extra);
    complete(schema, false);
    schema["x-labels"] = schema["x-labels-plural"] = {{"nl", "Soort"}, {"en", "Kind"}};
    schema["required"] = {schema["x-title-field"]};
    return schema.dump();
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    auto pattern = (std::filesystem::temp_directory_path() / "afb-storage-XXXXXX").string();
    if (::mkdtemp(pattern.data()) == nullptr) throw std::runtime_error("no temporary folder");
    path_ = pattern;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::shared_ptr<const Catalog> small_catalog(const Json& extra) {
    auto shared = Json::parse(common);
    for (auto& [name, property] : shared["properties"].items()) complete(property, true);
    std::map<std::string, std::string> files{{"schema/records/common.schema.json", shared.dump()}};
    for (const auto* kind : kinds) {
        const auto name = Json::parse(kind)["x-kind"].get<std::string>();
        files.emplace("schema/records/" + name + ".schema.json", completed_kind(kind, extra));
    }
    return Catalog::from_files(files);
}

std::shared_ptr<const Catalog> shipped_catalog() {
    std::map<std::string, std::string> files;
    for (const auto& file : embedded::schema_files()) files.emplace(file.path, file.content);
    return Catalog::from_files(files);
}

Write draft(Operation operation, const std::string& kind, const std::string& name, Json body) {
    const bool titled = kind == "agreement" || kind == "stagevergoeding" || kind == "funding" || kind == "question";
    const char* title_field = titled ? "title" : "name";
    if (!body.contains(title_field)) body[title_field] = name;
    if (!body.contains("status")) body["status"] = "published";
    Json derived = body.contains("derived") ? body["derived"] : Json::object();
    body.erase("derived");
    auto title = body[title_field].get<std::string>();
    return {.operation = operation,
            .id = name,
            .kind = kind,
            .slug = name,
            .title = std::move(title),
            .body = std::move(body),
            .derived = std::move(derived),
            .by = "tester",
            .change_note = ""};
}

TestStore::TestStore(std::shared_ptr<const Catalog> catalog)
    : catalog_(std::move(catalog)), now_(std::chrono::sys_days(std::chrono::year(2026) / 1 / 15)) {
    reopen();
}

void TestStore::reopen(std::shared_ptr<const Catalog> catalog) {
    if (catalog != nullptr) catalog_ = std::move(catalog);
    store_.reset();
    store_ = std::make_unique<Store>(file(), catalog_, [this] { return now_; });
}

StoredRecord TestStore::write(const Write& write) {
    StoredRecord record;
    store_->write([&](Writer& writer) { record = writer.write(write); });
    return record;
}

StoredRecord TestStore::create(const std::string& kind, const std::string& name, Json body) {
    return write(draft(Operation::create, kind, name, std::move(body)));
}

StoredRecord TestStore::update(const std::string& kind, const std::string& name, Json body) {
    return write(draft(Operation::update, kind, name, std::move(body)));
}

StoredRecord TestStore::remove(const std::string& kind, const std::string& name, Json body) {
    return write(draft(Operation::remove, kind, name, std::move(body)));
}

std::optional<StoredRecord> TestStore::find(const std::string& id) {
    return read([&](Reader& reader) { return reader.find(id); });
}

Page TestStore::list(const RecordQuery& query) {
    return read([&](Reader& reader) { return reader.list(query); });
}

std::vector<std::string> TestStore::ids(const RecordQuery& query) {
    std::vector<std::string> ids;
    for (const auto& record : list(query).records) ids.push_back(record.id);
    return ids;
}

std::vector<std::string> TestStore::rows(const std::string& sql) {
    SQLite::Database database(file(), SQLite::OPEN_READONLY);
    SQLite::Statement statement(database, sql);
    std::vector<std::string> rows;
    while (statement.executeStep()) {
        std::string row;
        for (int i = 0; i < statement.getColumnCount(); ++i) {
            const auto column = statement.getColumn(i);
            row += (i == 0 ? "" : "|") + (column.isNull() ? std::string("-") : column.getString());
        }
        rows.push_back(row);
    }
    return rows;
}

std::int64_t TestStore::number(const std::string& sql) {
    return std::stoll(rows(sql).at(0));
}

}  // namespace afb::storage::testing
