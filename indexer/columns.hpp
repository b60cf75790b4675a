// What a search asks of every document it finds, by document number, in memory: id, number, length, facet values, open
// to all.
//
// Guarantees: what `at` gives is that of the database's own snapshot. Leaves out: texts (the store has them). Made
// anew for a snapshot by reading it whole; or, after a commit of this process, from the documents that it changed.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

namespace afb::indexer {

class Columns {
public:
    explicit Columns(const Xapian::Database& database);
    // `before`, with these documents read again.
    Columns(const Columns& before, const Xapian::Database& database, const std::vector<Xapian::docid>& changed);

    Xapian::rev revision() const { return revision_; }
    Xapian::docid last() const { return static_cast<Xapian::docid>(rows_.size() - 1); }
    std::uint32_t length(Xapian::docid document) const { return rows_[document].length; }
    bool is_public(Xapian::docid document) const { return rows_[document].is_public; }
    // Of the record; "" for a document that is not there.
    std::string_view id(Xapian::docid document) const {
        const Row& row = rows_[document];
        return std::string_view(ids_).substr(row.id_begin, row.id_size);
    }
    // Of the record (Entry::number); 0 for a document that is not there.
    std::uint32_t number(Xapian::docid document) const { return rows_[document].number; }
    // Numbers of the FacetDictionary.
    std::span<const std::uint32_t> facets(Xapian::docid document) const {
        const Row& row = rows_[document];
        return std::span(facets_).subspan(row.facets_begin, row.facets_size);
    }
    bool is_mostly_waste() const { return wasted_ > rows_.size(); }

private:
    struct Row {
        std::uint32_t length = 0;
        std::uint32_t number = 0;
        std::uint32_t id_begin = 0;  // in ids_
        std::uint32_t facets_begin = 0;
        std::uint16_t facets_size = 0;
        std::uint16_t id_size = 0;
        bool is_public = false;
    };
    void keep(Row& row, std::string_view id, std::string_view packed);
    void read_again(const Xapian::Database& database, Xapian::docid document);

    Xapian::rev revision_;
    std::vector<Row> rows_;
    std::string ids_;
    std::vector<std::uint32_t> facets_;
    std::size_t wasted_ = 0;  // rows that stand in ids_ and facets_ though nobody points at them any more
};

// The columns of one generation of the index. Safe between threads.
class ColumnCache {
public:
    // The writer's side: what one commit changed.
    void note_commit(Xapian::rev before, Xapian::rev after, std::vector<Xapian::docid> changed);
    // Who asks for an older snapshot than others did does not hold those up.
    std::shared_ptr<const Columns> at(const Xapian::Database& database);

private:
    struct Commit {
        Xapian::rev before = 0;
        Xapian::rev after = 0;
        std::vector<Xapian::docid> changed;
    };
    std::shared_ptr<const Columns> follow(const Xapian::Database& database);
    bool collect_changes(Xapian::rev from, Xapian::rev until, std::vector<Xapian::docid>& changed) const;

    std::mutex mutex_;
    std::shared_ptr<const Columns> columns_;  // of the newest snapshot that was asked for
    std::weak_ptr<const Columns> before_;     // of one before it, while somebody reads that
    Xapian::rev least_ = 0;                   // without columns: of a snapshot to begin with
    std::vector<Commit> commits_;             // since columns_, oldest first
    std::size_t noted_ = 0;                   // documents in commits_
};

}  // namespace afb::indexer
