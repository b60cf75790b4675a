#include "indexer/columns.hpp"

#include "indexer/document.hpp"
#include "indexer/packing.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

// More changed documents than this are not worth reading one by one.
constexpr std::size_t most_changes = 500;

std::uint32_t unpack_number(const std::string& packed) {
    std::string_view bytes = packed;
    return take_number(bytes);
}

}  // namespace

Columns::Columns(const Xapian::Database& database)
    : revision_(database.get_revision()), rows_(std::size_t{database.get_lastdocid()} + 1) {
    const auto all_end = database.postlist_end("");
    for (auto at = database.postlist_begin(""); at != all_end; ++at) rows_[*at].length = at.get_doclength();
    const auto public_end = database.postlist_end(public_term);
    for (auto at = database.postlist_begin(public_term); at != public_end; ++at) rows_[*at].is_public = true;
    const auto numbers_end = database.valuestream_end(slots::number);
    for (auto at = database.valuestream_begin(slots::number); at != numbers_end; ++at)
        rows_[at.get_docid()].number = unpack_number(*at);
    auto facets = database.valuestream_begin(slots::facets);
    const auto facets_end = database.valuestream_end(slots::facets);
    const auto keys_end = database.valuestream_end(slots::newest);
    for (auto key = database.valuestream_begin(slots::newest); key != keys_end; ++key) {
        if (facets != facets_end) facets.skip_to(key.get_docid());
        const bool has_facets = facets != facets_end && facets.get_docid() == key.get_docid();
        keep(rows_[key.get_docid()], id_of_newest_key(*key), has_facets ? *facets : std::string());
    }
}

Columns::Columns(const Columns& before, const Xapian::Database& database, const std::vector<Xapian::docid>& changed)
    : Columns(before) {
    revision_ = database.get_revision();
    rows_.resize(std::size_t{database.get_lastdocid()} + 1);
    for (const Xapian::docid document : changed) read_again(database, document);
}

void Columns::keep(Row& row, std::string_view id, std::string_view packed) {
    row.id_begin = static_cast<std::uint32_t>(ids_.size());
    row.id_size = static_cast<std::uint16_t>(id.size());
    ids_.append(id);
    row.facets_begin = static_cast<std::uint32_t>(facets_.size());
    while (!packed.empty()) facets_.push_back(take_number(packed));
    row.facets_size = static_cast<std::uint16_t>(facets_.size() - row.facets_begin);
}

void Columns::read_again(const Xapian::Database& database, Xapian::docid document) {
    if (document >= rows_.size()) return;  // added and removed again
    Row& row = rows_[document];
    ++wasted_;
    row = {};
    try {
        row.length = database.get_doclength(document);
        const Xapian::Document now = database.get_document(document);
        const NamedRecord named = unpack_record(now.get_data());
        row.is_public = named.is_public;
        row.number = unpack_number(now.get_value(slots::number));
        keep(row, named.id, now.get_value(slots::facets));
    } catch (const Xapian::DocNotFoundError&) {
        row = {};
    }
}

void ColumnCache::note_commit(Xapian::rev before, Xapian::rev after, std::vector<Xapian::docid> changed) {
    const std::lock_guard lock(mutex_);
    if (columns_ == nullptr) return;
    noted_ += changed.size();
    if (noted_ > most_changes) {
        commits_.clear();
        columns_ = nullptr;
        least_ = after;
        noted_ = 0;
        return;
    }
    commits_.push_back({.before = before, .after = after, .changed = std::move(changed)});
}

// Whether the commits noted lead from the one revision to the other without a gap.
bool ColumnCache::collect_changes(Xapian::rev from, Xapian::rev until, std::vector<Xapian::docid>& changed) const {
    for (const Commit& commit : commits_) {
        if (commit.after <= from) continue;
        if (commit.before != from || commit.after > until) return false;
        changed.insert(changed.end(), commit.changed.begin(), commit.changed.end());
        from = commit.after;
        if (from == until) return true;
    }
    return false;
}

std::shared_ptr<const Columns> ColumnCache::at(const Xapian::Database& database) {
    const Xapian::rev revision = database.get_revision();
    {
        const std::lock_guard lock(mutex_);
        if ((columns_ == nullptr ? least_ : columns_->revision()) <= revision) return follow(database);
        if (auto before = before_.lock(); before != nullptr && before->revision() == revision) return before;
    }
    // Somebody still reads what was before: the newer columns stay for the others, who do not wait for this reading.
    auto before = std::make_shared<const Columns>(database);
    const std::lock_guard lock(mutex_);
    before_ = before;
    return before;
}

// Brings the columns to the database's revision, which is not older. The caller has the lock.
std::shared_ptr<const Columns> ColumnCache::follow(const Xapian::Database& database) {
    const Xapian::rev revision = database.get_revision();
    if (columns_ != nullptr && columns_->revision() == revision) return columns_;
    before_ = columns_;
    std::vector<Xapian::docid> changed;
    if (columns_ != nullptr && !columns_->is_mostly_waste() &&
        collect_changes(columns_->revision(), revision, changed)) {
        columns_ = std::make_shared<const Columns>(*columns_, database, changed);
    } else {
        columns_ = std::make_shared<const Columns>(database);
    }
    std::erase_if(commits_, [&](const Commit& commit) { return commit.after <= revision; });
    noted_ = 0;
    for (const Commit& commit : commits_) noted_ += commit.changed.size();
    return columns_;
}

}  // namespace afb::indexer
