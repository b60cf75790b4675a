#include <stdexcept>

#include "service/storage/list_query.hpp"
#include "service/storage/record_row.hpp"
#include "service/storage/session.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view find_by_id = R"(
SELECT r.no, r.id, r.kind, r.slug, r.title, r.revision, r.seq, r.created_at, r.updated_at, r.updated_by, r.deleted_at,
    v.body, d.derived
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.id = :id
)";

constexpr std::string_view heading_by_id = R"(
SELECT r.kind, r.slug, r.title, r.status, r.visibility, r.deleted_at FROM record r WHERE r.id = :id
)";

constexpr std::string_view find_by_number = R"(
SELECT r.no, r.id, r.kind, r.slug, r.title, r.revision, r.seq, r.created_at, r.updated_at, r.updated_by, r.deleted_at,
    v.body, d.derived
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.no = :no
)";

constexpr std::string_view find_live_slug = R"(
SELECT r.no, r.id, r.kind, r.slug, r.title, r.revision, r.seq, r.created_at, r.updated_at, r.updated_by, r.deleted_at,
    v.body, d.derived
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.kind = :kind AND r.slug = :slug AND r.deleted_at IS NULL
)";

constexpr std::string_view scan_all = R"(
SELECT r.no, r.id, r.kind, r.slug, r.title, r.revision, r.seq, r.created_at, r.updated_at, r.updated_by, r.deleted_at,
    v.body, d.derived
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.no > :after AND r.deleted_at IS NULL
ORDER BY r.no
LIMIT :limit
)";

// The plus keeps SQLite on the record's number: by an index on the kind it would sort all of them for every batch.
constexpr std::string_view scan_kind = R"(
SELECT r.no, r.id, r.kind, r.slug, r.title, r.revision, r.seq, r.created_at, r.updated_at, r.updated_by, r.deleted_at,
    v.body, d.derived
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.no > :after AND +r.kind = :kind AND +r.deleted_at IS NULL
ORDER BY r.no
LIMIT :limit
)";

constexpr std::string_view find_unique_value = R"(
SELECT r.id FROM unique_value u JOIN record r ON r.no = u.record_no
WHERE u.kind = :kind AND u.path = :path AND u.value = :value
)";

constexpr std::string_view revisions_of_record = R"(
SELECT v.revision, v.operation, v.at, v.by, v.change_note, v.body
FROM revision v JOIN record r ON r.no = v.record_no
WHERE r.id = :id
ORDER BY v.revision
)";

constexpr std::string_view one_revision = R"(
SELECT v.revision, v.operation, v.at, v.by, v.change_note, v.body
FROM revision v JOIN record r ON r.no = v.record_no
WHERE r.id = :id AND v.revision = :revision
)";

constexpr std::string_view references_of_record = R"(
SELECT f.pointer, t.id, t.kind, t.title
FROM record r
JOIN reference f ON f.record_no = r.no
JOIN record t ON t.id = f.to_id
WHERE r.id = :id
ORDER BY f.position
)";

// One row a referring record, with the first place where it refers. That a record refers to itself does not bind it.
constexpr std::string_view referrers_of_record = R"(
SELECT min(f.position), f.pointer, r.id, r.kind, r.title
FROM reference f JOIN record r ON r.no = f.record_no
WHERE f.to_id = :id AND r.id <> :id
GROUP BY f.record_no
ORDER BY r.kind, r.title_key, r.id
LIMIT :limit
)";

constexpr std::string_view count_referrers = R"(
SELECT count(DISTINCT f.record_no) FROM reference f JOIN record r ON r.no = f.record_no WHERE f.to_id = :id AND r.id <> :id
)";

constexpr std::string_view changes_after = R"(
SELECT c.seq, r.id, r.kind, c.revision, c.operation, c.at
FROM change c JOIN record r ON r.no = c.record_no
WHERE c.seq > :after
ORDER BY c.seq
LIMIT :limit
)";

constexpr std::string_view last_change = "SELECT coalesce(max(seq), 0) FROM change";
constexpr std::string_view count_kind = "SELECT count(*) FROM record WHERE kind = :kind AND deleted_at IS NULL";
// As a sum over the kinds, so that the narrow index is read and not the table.
constexpr std::string_view count_all = "SELECT count(*) FROM record INDEXED BY record_recent WHERE deleted_at IS NULL";

std::optional<StoredRecord> first_record(Query& query) {
    if (!query.step()) return std::nullopt;
    return record_from(query);
}

std::vector<Revision> all_revisions(Query& query) {
    std::vector<Revision> revisions;
    while (query.step()) {
        revisions.push_back({.revision = query.integer(0),
                             .operation = operation_of(query.text(1)),
                             .at = query.text(2),
                             .by = query.text(3),
                             .change_note = query.text(4),
                             .body = Json::parse(query.text(5))});
    }
    return revisions;
}

std::int64_t limit_of(std::size_t limit) {
    return static_cast<std::int64_t>(limit);
}

}  // namespace

std::string_view operation_name(Operation operation) {
    switch (operation) {
        case Operation::create:
            return "create";
        case Operation::update:
            return "update";
        case Operation::restore:
            return "restore";
        case Operation::remove:
            return "remove";
    }
    throw std::logic_error("no such operation");
}

Operation operation_of(std::string_view name) {
    for (const auto operation : {Operation::create, Operation::update, Operation::restore, Operation::remove})
        if (operation_name(operation) == name) return operation;
    throw std::runtime_error("unknown operation in the database: " + std::string(name));
}

std::optional<StoredRecord> Session::find(std::string_view id) {
    Query query(connection_, find_by_id);
    return first_record(query.bind(":id", id));
}

std::optional<Heading> Session::find_heading(std::string_view id) {
    Query query(connection_, heading_by_id);
    if (!query.bind(":id", id).step()) return std::nullopt;
    return Heading{.kind = query.text(0),
                   .slug = query.text(1),
                   .title = query.text(2),
                   .status = query.text(3),
                   .visibility = query.text(4),
                   .deleted = !query.is_null(5)};
}

std::optional<StoredRecord> Session::find_by_slug(std::string_view kind, std::string_view slug) {
    Query query(connection_, find_live_slug);
    return first_record(query.bind(":kind", kind).bind(":slug", slug));
}

std::vector<StoredRecord> Session::find_many(const std::vector<std::string>& ids) {
    std::vector<StoredRecord> records;
    records.reserve(ids.size());
    for (const auto& id : ids)
        if (auto record = find(id)) records.push_back(std::move(*record));
    return records;
}

std::optional<std::string> Session::find_unique(std::string_view kind, std::string_view path, std::string_view value) {
    Query query(connection_, find_unique_value);
    query.bind(":kind", kind).bind(":path", path).bind(":value", value);
    if (!query.step()) return std::nullopt;
    return query.text(0);
}

Page Session::list(const RecordQuery& query) {
    const auto selection = select_records(connection_, catalog_, query);
    Page page{.records = {}, .total = selection.total};
    page.records.reserve(selection.numbers.size());
    for (const auto no : selection.numbers) {
        Query one(connection_, find_by_number);
        if (auto record = first_record(one.bind(":no", no))) page.records.push_back(std::move(*record));
    }
    return page;
}

std::vector<Revision> Session::list_revisions(std::string_view id) {
    Query query(connection_, revisions_of_record);
    return all_revisions(query.bind(":id", id));
}

std::optional<Revision> Session::find_revision(std::string_view id, std::int64_t revision) {
    Query query(connection_, one_revision);
    auto found = all_revisions(query.bind(":id", id).bind(":revision", revision));
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}

std::vector<Reference> Session::references_of(std::string_view id) {
    Query query(connection_, references_of_record);
    query.bind(":id", id);
    std::vector<Reference> references;
    while (query.step()) references.push_back({query.text(0), query.text(1), query.text(2), query.text(3)});
    return references;
}

std::vector<Reference> Session::referrers_of(std::string_view id, std::size_t limit, std::int64_t* total) {
    if (total != nullptr) {
        Query query(connection_, count_referrers);
        *total = query.bind(":id", id).number();
    }
    Query query(connection_, referrers_of_record);
    query.bind(":id", id).bind(":limit", limit_of(limit));
    std::vector<Reference> referrers;
    while (query.step()) referrers.push_back({query.text(1), query.text(2), query.text(3), query.text(4)});
    return referrers;
}

std::int64_t Session::last_seq() {
    return Query(connection_, last_change).number();
}

std::vector<Change> Session::list_changes(std::int64_t after, std::size_t limit) {
    Query query(connection_, changes_after);
    query.bind(":after", after).bind(":limit", limit_of(limit));
    std::vector<Change> changes;
    while (query.step()) {
        changes.push_back({.seq = query.integer(0),
                           .id = query.text(1),
                           .kind = query.text(2),
                           .revision = query.integer(3),
                           .operation = query.text(4),
                           .at = query.text(5)});
    }
    return changes;
}

std::vector<StoredRecord> Session::scan(std::int64_t after, std::size_t limit, std::int64_t* next,
                                        std::string_view kind) {
    Query query(connection_, kind.empty() ? scan_all : scan_kind);
    query.bind(":after", after).bind(":limit", limit_of(limit));
    if (!kind.empty()) query.bind(":kind", kind);
    std::vector<StoredRecord> records;
    std::int64_t last = 0;
    while (query.step()) {
        records.push_back(record_from(query));
        last = records.back().no;
    }
    if (next != nullptr) *next = records.size() < limit ? 0 : last;
    return records;
}

std::int64_t Session::count(std::string_view kind) {
    if (kind.empty()) return Query(connection_, count_all).number();
    return Query(connection_, count_kind).bind(":kind", kind).number();
}

}  // namespace afb::storage
