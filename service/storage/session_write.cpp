#include <fmt/format.h>

#include <stdexcept>

#include "service/storage/projection.hpp"
#include "service/storage/record_row.hpp"
#include "service/storage/session.hpp"
#include "service/storage/values.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view head_by_id = R"(
SELECT no, kind, slug, title, revision, seq, created_at, updated_at, updated_by, deleted_at
FROM record WHERE id = :id
)";

constexpr std::string_view next_number = "SELECT coalesce(max(no), 0) + 1 FROM record";
constexpr std::string_view next_sequence = "SELECT coalesce(max(seq), 0) + 1 FROM change";

constexpr std::string_view insert_record = R"(
INSERT INTO record (
    no, id, kind, slug, title, title_key, status, visibility, owner_id, valid_from, valid_until, revision, seq,
    created_at, updated_at, updated_by, deleted_at, is_public)
VALUES (
    :no, :id, :kind, :slug, :title, :title_key, :status, :visibility, :owner_id, :valid_from, :valid_until, :revision,
    :seq, :created_at, :updated_at, :updated_by, :deleted_at, :is_public)
)";

constexpr std::string_view update_record = R"(
UPDATE record SET
    slug = :slug, title = :title, title_key = :title_key, status = :status, visibility = :visibility,
    owner_id = :owner_id, valid_from = :valid_from, valid_until = :valid_until, revision = :revision, seq = :seq,
    updated_at = :updated_at, updated_by = :updated_by, deleted_at = :deleted_at, is_public = :is_public
WHERE no = :no
)";

constexpr std::string_view insert_revision = R"(
INSERT INTO revision (record_no, revision, operation, at, by, change_note, body)
VALUES (:no, :revision, :operation, :at, :by, :change_note, :body)
)";

constexpr std::string_view save_derivation = R"(
INSERT INTO derivation (record_no, derived) VALUES (:no, :derived)
ON CONFLICT (record_no) DO UPDATE SET derived = excluded.derived
)";

// Before `derivation` gets it, so that it is kept only when it differs.
constexpr std::string_view keep_derivation = R"(
INSERT INTO derivation_history (record_no, seq, derived)
SELECT :no, :seq, :derived
WHERE NOT EXISTS (SELECT 1 FROM derivation WHERE record_no = :no AND derived = :derived)
)";

constexpr std::string_view insert_change_row = R"(
INSERT INTO change (seq, record_no, revision, operation, at) VALUES (:seq, :no, :revision, :operation, :at)
)";

constexpr std::string_view move_seq = "UPDATE record SET seq = :seq WHERE no = :no";

constexpr std::string_view batch_after = R"(
SELECT r.no, r.id, r.kind, r.slug, r.title, r.revision, r.seq, r.created_at, r.updated_at, r.updated_by, r.deleted_at,
    v.body, d.derived
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.no > :after
ORDER BY r.no
LIMIT 500
)";

// What a record must be for an operation. The caller has looked; this keeps the store right when it has not.
void check_operation(const Write& write, bool exists, bool deleted) {
    const auto refuse = [&](std::string_view why) {
        throw std::logic_error(
            fmt::format("{} of {} {}: {}", operation_name(write.operation), write.kind, write.id, why));
    };
    if (write.operation == Operation::create) {
        if (exists) refuse("there is such a record already");
        return;
    }
    if (!exists) refuse("there is no such record");
    if (deleted && write.operation != Operation::restore) refuse("the record was removed");
}

void bind_head(Query& query, const StoredRecord& record, const Json& body) {
    query.bind(":no", record.no).bind(":slug", record.slug).bind(":title", record.title);
    query.bind(":title_key", fold_key(record.title));
    query.bind(":status", status_of(body)).bind(":visibility", visibility_of(body));
    query.bind_optional(":owner_id", text_member(body, "ownerId"));
    query.bind_optional(":valid_from", text_member(body, "validFrom"));
    query.bind_optional(":valid_until", text_member(body, "validUntil"));
    query.bind(":revision", record.revision).bind(":seq", record.seq);
    query.bind(":updated_at", record.updated_at).bind(":updated_by", record.updated_by);
    if (record.deleted) query.bind(":deleted_at", record.updated_at);
    query.bind(":is_public", std::int64_t{!record.deleted && is_public(body)});
}

}  // namespace

std::optional<StoredRecord> Session::find_head(std::string_view id) {
    Query query(connection_, head_by_id);
    if (!query.bind(":id", id).step()) return std::nullopt;
    return StoredRecord{.no = query.integer(0),
                        .id = std::string(id),
                        .kind = query.text(1),
                        .slug = query.text(2),
                        .title = query.text(3),
                        .revision = query.integer(4),
                        .seq = query.integer(5),
                        .created_at = query.text(6),
                        .updated_at = query.text(7),
                        .updated_by = query.text(8),
                        .deleted = !query.is_null(9),
                        .body = {},
                        .derived = {}};
}

std::int64_t Session::next_seq() {
    // Within a transaction nobody else writes.
    if (next_seq_ == 0) next_seq_ = Query(connection_, next_sequence).number();
    return next_seq_++;
}

void Session::insert_head(const StoredRecord& head, const Json& body) {
    Query query(connection_, insert_record);
    query.bind(":id", head.id).bind(":kind", head.kind).bind(":created_at", head.created_at);
    bind_head(query, head, body);
    query.run();
}

void Session::update_head(const StoredRecord& head, const Json& body) {
    Query query(connection_, update_record);
    bind_head(query, head, body);
    query.run();
}

void Session::insert_change(const StoredRecord& head, std::string_view operation) {
    Query query(connection_, insert_change_row);
    query.bind(":seq", head.seq).bind(":no", head.no).bind(":revision", head.revision);
    query.bind(":operation", operation).bind(":at", now_).run();
}

void Session::insert_derivation(const StoredRecord& record) {
    const auto derived = record.derived.dump();
    Query(connection_, keep_derivation).bind(":no", record.no).bind(":seq", record.seq).bind(":derived", derived).run();
    Query(connection_, save_derivation).bind(":no", record.no).bind(":derived", derived).run();
}

StoredRecord Session::write(const Write& write) {
    const auto& kind = catalog_.get_kind(write.kind);
    const auto existing = find_head(write.id);
    check_operation(write, existing.has_value(), existing && existing->deleted);
    if (existing && existing->kind != write.kind)
        throw std::logic_error("a record never changes its kind: " + write.id);

    broken_ = true;  // until all of it is there
    StoredRecord record = existing.value_or(StoredRecord{});
    if (!existing) {
        if (next_no_ == 0) next_no_ = Query(connection_, next_number).number();
        record.no = next_no_++;
        record.id = write.id;
        record.kind = write.kind;
        record.created_at = now_;
    }
    record.slug = write.slug;
    record.title = write.title;
    record.revision += 1;
    record.seq = next_seq();
    record.updated_at = now_;
    record.updated_by = write.by;
    record.deleted = write.operation == Operation::remove;
    record.body = write.body;
    record.derived = write.derived.is_null() ? Json::object() : write.derived;

    if (existing) {
        update_head(record, write.body);
    } else {
        insert_head(record, write.body);
    }
    Query revision(connection_, insert_revision);
    revision.bind(":no", record.no)
        .bind(":revision", record.revision)
        .bind(":operation", operation_name(write.operation));
    revision.bind(":at", now_).bind(":by", write.by).bind(":change_note", write.change_note);
    revision.bind(":body", record.body.dump()).run();
    insert_derivation(record);
    insert_change(record, operation_name(write.operation));
    const Projected projected{.no = record.no, .is_public = is_public(write.body), .fresh = !existing};
    write_projections(connection_, kind, record, projected);
    broken_ = false;
    return record;
}

bool Session::rederive(std::string_view id, const Json& derived) {
    auto record = find(id);
    if (!record || record->deleted) return false;
    if (record->derived == derived) return false;
    broken_ = true;  // until all of it is there
    record->derived = derived;
    record->seq = next_seq();
    insert_derivation(*record);
    Query(connection_, move_seq).bind(":no", record->no).bind(":seq", record->seq).run();
    insert_change(*record, "derive");
    const Projected projected{.no = record->no, .is_public = is_public(record->body)};
    write_projections(connection_, catalog_.get_kind(record->kind), *record, projected);
    broken_ = false;
    return true;
}

void Session::project_all() {
    std::vector<StoredRecord> batch;
    std::int64_t after = 0;
    do {
        batch.clear();
        {
            Query query(connection_, batch_after);
            query.bind(":after", after);
            while (query.step()) batch.push_back(record_from(query));
        }
        for (const auto& row : batch) {
            after = row.no;
            const auto* kind = catalog_.find_kind(row.kind);
            clear_projections(connection_, row.no);
            if (kind == nullptr) continue;  // of a kind that the program no longer knows
            const Projected projected{.no = row.no, .is_public = is_public(row.body), .fresh = true};
            write_projections(connection_, *kind, row, projected);
        }
    } while (!batch.empty());
}

}  // namespace afb::storage
