// A text sought in records as they were: a small index of its own, in a temporary folder, gone with this object.
#pragma once

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index.hpp"
#include "schema/catalog.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

class PastText {
public:
    // Throws std::system_error when there is no place for it.
    explicit PastText(std::shared_ptr<const Catalog> catalog);
    ~PastText();
    PastText(const PastText&) = delete;
    PastText& operator=(const PastText&) = delete;

    // The records that changed after `seq`, as they were then. Once.
    void add_changed_since(std::int64_t seq, storage::Store& store);

    bool has_changed(std::string_view id) const { return changed_.contains(id); }
    // Ids of those that were there and that the query finds.
    std::vector<std::string> find(const RecordQuery& query) const { return index_->find_ids(query); }

private:
    std::string folder_;
    std::set<std::string, std::less<>> changed_;
    std::unique_ptr<indexer::Index> index_;
};

}  // namespace afb::app
