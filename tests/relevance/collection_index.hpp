// A judged collection in a real index, in a folder that goes with it: what is measured is what people search in.
#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "indexer/index.hpp"
#include "tests/relevance/ranking.hpp"

namespace afb::relevance {

// The kinds and vocabularies of the product.
std::shared_ptr<const Catalog> product_catalog();

// A new folder; it goes with what is in it.
class ScratchFolder {
public:
    ScratchFolder();
    ~ScratchFolder();
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

// Each document is an agreement: its title weighs as a title, its text as a text.
indexer::Entry as_agreement(const JudgedDocument& document);

class CollectionIndex {
public:
    // `snippets`: also cut them, as a search does for people.
    explicit CollectionIndex(const Collection& collection, bool snippets = false);

    indexer::SearchResult search(const std::string& text, std::size_t limit) const;
    std::vector<std::string> rank(const std::string& text) const;  // a Ranker

private:
    ScratchFolder folder_;
    std::unique_ptr<indexer::Index> index_;
};

}  // namespace afb::relevance
