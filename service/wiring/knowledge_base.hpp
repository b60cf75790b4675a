// The opened data folder: catalog, store, index and the use cases on them, in the order in which they depend on one
// another.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "indexer/index.hpp"
#include "schema/catalog.hpp"
#include "service/app/indexing.hpp"
#include "service/app/insights.hpp"
#include "service/app/knowledge.hpp"
#include "service/app/records.hpp"
#include "service/app/search.hpp"
#include "service/insights/live_facts.hpp"
#include "service/storage/store.hpp"

namespace afb::wiring {

std::shared_ptr<const Catalog> load_catalog();  // from the files inside the program

// Held by the process that owns the index of a data folder: the server, or a command that runs without one.
class FolderLock {
public:
    explicit FolderLock(const std::string& folder);  // makes the folder when missing
    ~FolderLock();
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

    bool held() const { return held_; }

private:
    int file_ = -1;
    bool held_ = false;
};

struct KnowledgeBase {
    // `owns_index`: this process writes the index (it holds the FolderLock).
    KnowledgeBase(const std::string& folder, std::shared_ptr<const Catalog> catalog, bool owns_index,
                  app::InsightSettings insight_settings = {});

    std::shared_ptr<const Catalog> catalog;
    storage::Store store;
    indexer::Index index;
    app::Indexing indexing;
    app::Records records;
    app::Search search;
    insights::LiveFacts facts;
    app::Insights insights;
    app::Knowledge knowledge;
};

// Stored `derived` and projections made by another catalog, another version of the domain logic or in another school
// year are made anew. Answers how many records that were.
std::size_t refresh_derived(storage::Store& store, const Catalog& catalog, Date today);

std::string database_file(const std::string& folder);
// For commands that need what is there already: a mistyped folder must not become a new, empty knowledge base.
void require_database(const std::string& folder);
std::string index_folder(const std::string& folder);

}  // namespace afb::wiring
