#include "tests/relevance/collection_index.hpp"

#include <fmt/format.h>
#include <stdlib.h>

#include <map>
#include <system_error>

#include "cmake/embedded.hpp"

namespace afb::relevance {

namespace {

// Ids of records are made like those of the store; the number of the document is its end.
constexpr std::string_view id_stem = "01900000-0000-7000-8000-";
constexpr std::size_t id_digits = 12;

std::string record_id(const std::string& document) {
    return fmt::format("{}{:0>{}}", id_stem, document, id_digits);
}

std::string document_id(const std::string& record) {
    const std::size_t digits = record.find_first_not_of('0', id_stem.size());
    return digits == std::string::npos ? "0" : record.substr(digits);
}

}  // namespace

std::shared_ptr<const Catalog> product_catalog() {
    std::map<std::string, std::string> files;
    for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
    return Catalog::from_files(files);
}

ScratchFolder::ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "afb-relevance-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::system_error(errno, std::generic_category(), name);
    path_ = name;
}

ScratchFolder::~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

indexer::Entry as_agreement(const JudgedDocument& document) {
    indexer::Entry entry;
    entry.id = record_id(document.id);
    entry.kind = "agreement";
    entry.slug = "agreement-" + document.id;
    entry.revision = 1;
    entry.updated_at = "2026-01-01T00:00:00.000Z";
    entry.body = Json{{"title", document.title}, {"text", document.text}, {"status", "published"}};
    entry.derived = Json::object();
    return entry;
}

CollectionIndex::CollectionIndex(const Collection& collection, bool snippets) {
    indexer::FetchRecords fetch;
    if (snippets) {
        auto documents = std::make_shared<std::map<std::string, JudgedDocument>>();
        for (const JudgedDocument& document : collection.documents)
            documents->emplace(record_id(document.id), document);
        fetch = [documents](const std::vector<std::string>& ids) {
            std::vector<indexer::Entry> entries;
            for (const std::string& id : ids) entries.push_back(as_agreement(documents->at(id)));
            return entries;
        };
    }
    index_ = std::make_unique<indexer::Index>((folder_.path() / "index").string(), product_catalog(), fetch);
    bool given = false;
    const auto next_batch = [&] {
        std::vector<indexer::Entry> entries;
        if (given) return entries;
        given = true;
        for (const JudgedDocument& document : collection.documents) entries.push_back(as_agreement(document));
        return entries;
    };
    index_->rebuild(next_batch, 1, [](std::int64_t after) { return std::pair(std::vector<indexer::Entry>{}, after); });
}

indexer::SearchResult CollectionIndex::search(const std::string& text, std::size_t limit) const {
    indexer::SearchRequest request;
    request.query.text = text;
    request.query.limit = limit;
    return index_->search(request);
}

std::vector<std::string> CollectionIndex::rank(const std::string& text) const {
    std::vector<std::string> ids;
    for (const indexer::Hit& hit : search(text, recall_depth).hits) ids.push_back(document_id(hit.id));
    return ids;
}

}  // namespace afb::relevance
