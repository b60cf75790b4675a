// A text sought in records as they were: a small index of its own, in a temporary folder, gone with this object.
#pragma once

#include <memory>
#include <string>
#include <unordered_set>
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

    // By number.
    bool has_changed(std::int64_t no) const { return changed_.contains(no); }
    // Which of these records, by number, the query's text finds as they were.
    std::vector<bool> find_among(const RecordQuery& query, const std::vector<bool>& numbers) const {
        return index_->find_among(query, numbers);
    }

private:
    std::string folder_;
    std::unordered_set<std::int64_t> changed_;
    std::unique_ptr<indexer::Index> index_;
};

}  // namespace afb::app
