// A small catalog, records that are easy to write, and a real index in a temporary folder.
#pragma once

#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "indexer/index.hpp"
#include "schema/catalog.hpp"
#include "schema/error.hpp"

// Queries in tests name only what they are about.
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"

namespace afb::indexer::kit {

inline std::shared_ptr<const Catalog> make_catalog(const std::string& extra_theme = {}) {
    const std::string labels = R"("x-labels": {"nl": "L", "en": "L"})";
    const auto field = [&](const std::string& rest) { return "{" + rest + ", " + labels + "}"; };
    const auto list = [&](const std::string& item) {
        return R"({"type": "array", "items": )" + item + ", " + labels + "}";
    };
    const std::string plain = R"({"type": "string", )" + labels + "}";
    const std::string common =
        R"({"$id": "common.schema.json", "title": "Common", "type": "object", "properties": {
      "id": )" +
        field(R"("type": "string", "readOnly": true)") + R"(, "kind": )" +
        field(R"("type": "string", "readOnly": true)") + R"(,
      "revision": )" +
        field(R"("type": "integer", "readOnly": true)") + R"(,
      "createdAt": )" +
        field(R"("type": "string", "format": "date-time", "readOnly": true, "x-sort": "createdAt")") + R"(,
      "updatedAt": )" +
        field(R"("type": "string", "format": "date-time", "readOnly": true, "x-sort": "updatedAt")") + R"(,
      "slug": )" +
        plain + R"(, "status": )" +
        field(R"("type": "string", "x-vocabulary": "statuses", "x-filter": "status", "x-facet": true)") + R"(,
      "visibility": )" +
        plain + R"(}, "required": []})";
    const std::string agreement =
        R"({"$id": "agreement.schema.json", "title": "Agreement", "x-kind": "agreement", "x-collection": "agreements",
      "x-order": 1, "x-labels": {"nl": "Afspraak", "en": "Agreement"}, "x-labels-plural": {"nl": "Afspraken", "en": "Agreements"},
      "x-help": {"nl": "h", "en": "h"}, "x-title-field": "title", "type": "object", "required": ["title"], "properties": {
      "title": )" +
        field(R"("type": "string", "x-search": {"weight": 3, "phrase": true}, "x-exact": true, "x-sort": "title")") +
        R"(,
      "summary": )" +
        field(R"("type": "string", "x-search": {"weight": 1, "phrase": true})") + R"(,
      "text": )" +
        field(R"("type": "string", "x-type": "markdown", "x-search": {"weight": 1, "phrase": true})") + R"(,
      "themes": )" +
        list(field(R"("type": "string", "x-vocabulary": "themes", "x-filter": "theme", "x-facet": true)")) + R"(,
      "sectors": )" +
        list(field(R"("type": "string", "x-filter": "sector", "x-facet": true)")) + R"(,
      "amounts": )" +
        list(field(R"("type": "string", "x-type": "money", "x-range": "amount", "x-sort": "amount")")) + R"(,
      "year": )" +
        field(R"("type": "integer", "x-filter": "year", "x-facet": true, "x-range": "year", "x-sort": "year")") + R"(,
      "national": )" +
        field(R"("type": "boolean", "x-filter": "national")") + R"(,
      "holder": )" +
        field(R"("type": "string", "x-filter": "holder", "x-collapse": true)") + R"(,
      "validFrom": )" +
        field(R"("type": "string", "format": "date", "x-range": "validFrom", "x-sort": "validFrom")") + R"(,
      "validUntil": )" +
        field(R"("type": "string", "format": "date", "x-range": "validUntil")") + R"(,
      "derived": {"type": "object", "readOnly": true, "x-labels": {"nl": "L", "en": "L"}, "properties": {
        "boundary": )" +
        field(R"("type": "string", "x-filter": "boundary", "x-facet": true)") + R"(}, "additionalProperties": false}
      }, "additionalProperties": false})";
    const std::string organisation =
        R"({"$id": "organisation.schema.json", "title": "Organisation", "x-kind": "organisation",
      "x-collection": "organisations", "x-order": 2, "x-labels": {"nl": "Organisatie", "en": "Organisation"},
      "x-labels-plural": {"nl": "Organisaties", "en": "Organisations"}, "x-help": {"nl": "h", "en": "h"}, "x-title-field": "name",
      "type": "object", "required": ["name"], "properties": {
      "name": )" +
        field(R"("type": "string", "x-search": {"weight": 3, "phrase": true}, "x-exact": true, "x-sort": "title")") +
        R"(,
      "abbreviation": )" +
        field(R"("type": "string", "x-search": {"weight": 3, "phrase": true}, "x-exact": true)") + R"(,
      "aliases": )" +
        list(field(R"("type": "string", "x-search": {"weight": 3, "phrase": true}, "x-exact": true)")) + R"(,
      "brin": )" +
        field(
            R"("type": "string", "x-type": "identifier", "x-normalise": "identifier", "x-exact": true, "x-filter": "brin")") +
        R"(,
      "sectors": )" +
        list(field(R"("type": "string", "x-filter": "sector", "x-facet": true)")) + R"(,
      "note": )" +
        field(R"("type": "string", "x-search": {"weight": 1, "phrase": true})") + R"(
      }, "additionalProperties": false})";
    const auto term = [](const std::string& code, const std::string& nl, const std::string& en) {
        return R"({"code": ")" + code + R"(", "label": {"nl": ")" + nl + R"(", "en": ")" + en + R"("}})";
    };
    const auto vocabulary = [](const std::string& name, const std::string& terms) {
        return R"({"name": ")" + name +
               R"(", "title": {"nl": "t", "en": "t"}, "description": {"nl": "d", "en": "d"}, "terms": [)" + terms +
               "]}";
    };
    std::string themes = term("werven", "Werven", "Recruitment") + "," + term("begeleiden", "Begeleiden", "Coaching");
    if (!extra_theme.empty()) themes += "," + term(extra_theme, extra_theme, extra_theme);
    return Catalog::from_files({
        {"schema/records/common.schema.json", common},
        {"schema/records/agreement.schema.json", agreement},
        {"schema/records/organisation.schema.json", organisation},
        {"schema/vocabularies/themes.json", vocabulary("themes", themes)},
        {"schema/vocabularies/statuses.json",
         vocabulary("statuses",
                    term("draft", "Concept", "Draft") + "," + term("published", "Gepubliceerd", "Published"))},
    });
}

// A folder of its own that goes with the test.
class TemporaryFolder {
public:
    TemporaryFolder() {
        static std::atomic<int> count = 0;
        path_ = std::filesystem::temp_directory_path() /
                ("afb-index-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
        std::filesystem::remove_all(path_);
        std::filesystem::create_directories(path_);
    }
    ~TemporaryFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }
    std::string text() const { return (path_ / "index").string(); }

private:
    std::filesystem::path path_;
};

// Stands in for the store: the records as they should be, and who fetches them.
class Records {
public:
    void put(const Entry& entry) {
        const std::lock_guard lock(mutex_);
        if (entry.removed) {
            entries_.erase(entry.id);
        } else {
            entries_[entry.id] = entry;
        }
    }
    std::vector<Entry> fetch(const std::vector<std::string>& ids) const {
        const std::lock_guard lock(mutex_);
        std::vector<Entry> found;
        for (const std::string& id : ids) {
            if (const auto entry = entries_.find(id); entry != entries_.end()) found.push_back(entry->second);
        }
        return found;
    }
    std::vector<Entry> all() const {
        const std::lock_guard lock(mutex_);
        std::vector<Entry> found;
        for (const auto& [id, entry] : entries_) found.push_back(entry);
        return found;
    }

private:
    mutable std::mutex mutex_;
    std::map<std::string, Entry> entries_;
};

inline Entry make_entry(const std::string& id, const std::string& kind, Json body) {
    if (!body.contains("status")) body["status"] = "published";
    Entry entry{.id = id,
                .kind = kind,
                .slug = id,
                .revision = 1,
                .removed = false,
                .updated_at = "2026-01-01T00:00:00.000Z",
                .body = std::move(body)};
    entry.derived = Json::object();
    return entry;
}

inline Entry agreement(const std::string& id, const std::string& title, const std::string& summary = {},
                       Json more = Json::object()) {
    more["title"] = title;
    if (!summary.empty()) more["summary"] = summary;
    return make_entry(id, "agreement", std::move(more));
}

inline Entry organisation(const std::string& id, const std::string& name, Json more = Json::object()) {
    more["name"] = name;
    return make_entry(id, "organisation", std::move(more));
}

inline Entry removal(const std::string& id) {
    Entry entry;
    entry.id = id;
    entry.removed = true;
    return entry;
}

// An index over `records`, ready for use.
class TestIndex {
public:
    explicit TestIndex(std::shared_ptr<const Catalog> catalog = make_catalog()) : catalog_(std::move(catalog)) {
        open();
        rebuild();
    }

    void open(bool read_only = false) {
        index_.reset();
        index_ = std::make_unique<Index>(folder_.text(), catalog_, fetcher(), read_only);
    }
    void close() { index_.reset(); }
    FetchRecords fetcher() {
        return [this](const std::vector<std::string>& ids) { return records_.fetch(ids); };
    }

    // As the store's changes would: one after the other.
    void put(std::vector<Entry> entries) {
        for (const Entry& entry : entries) records_.put(entry);
        index_->apply(std::move(entries), ++seq_);
    }
    void put(Entry entry) { put(std::vector<Entry>{std::move(entry)}); }

    void rebuild() {
        bool given = false;
        index_->rebuild(
            [&] {
                std::vector<Entry> batch = given ? std::vector<Entry>{} : records_.all();
                given = true;
                return batch;
            },
            seq_, [&](std::int64_t after) { return std::pair(std::vector<Entry>{}, after); });
    }

    SearchResult search(const std::string& text) { return search(RecordQuery{.text = text}); }
    SearchResult search(RecordQuery query, bool facets = false) {
        return index_->search({.query = std::move(query), .facets = facets, .explain = false});
    }
    std::vector<std::string> ids(const std::string& text) { return ids_of(search(text)); }
    std::vector<std::string> ids(RecordQuery query) { return ids_of(search(std::move(query))); }
    static std::vector<std::string> ids_of(const SearchResult& result) {
        std::vector<std::string> ids;
        for (const Hit& hit : result.hits) ids.push_back(hit.id);
        return ids;
    }

    Index& index() { return *index_; }
    Records& records() { return records_; }
    const TemporaryFolder& folder() const { return folder_; }
    std::shared_ptr<const Catalog> catalog() const { return catalog_; }
    std::int64_t seq() const { return seq_; }

private:
    std::shared_ptr<const Catalog> catalog_;
    TemporaryFolder folder_;
    Records records_;
    std::int64_t seq_ = 0;
    std::unique_ptr<Index> index_;
};

using Ids = std::vector<std::string>;

inline std::string joined(const std::vector<Fragment>& fragments) {
    std::string text;
    for (const Fragment& fragment : fragments) text += fragment.hit ? "[" + fragment.text + "]" : fragment.text;
    return text;
}

}  // namespace afb::indexer::kit
