// What insights are made from: facts of now, and of a moment before.
#include <fmt/format.h>

#include <limits>

#include "service/storage/fact_scan.hpp"
#include "service/storage/migrations.hpp"
#include "service/storage/projection.hpp"
#include "service/storage/session.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view numbers_changed = R"(
SELECT DISTINCT record_no FROM change WHERE seq > :after ORDER BY record_no
)";

// Moments are texts of one form, so they are compared as texts.
constexpr std::string_view change_until = R"(
SELECT coalesce(max(seq), 0) FROM change WHERE at <= :moment
)";

constexpr std::string_view moment_of_change = "SELECT at FROM change WHERE seq = :seq";

constexpr std::string_view changed_since = R"(
SELECT DISTINCT record_no AS no FROM change WHERE seq > :seq AND record_no > :after ORDER BY record_no LIMIT :limit
)";

constexpr std::string_view named = "SELECT no FROM record WHERE id = :id";

// Of each record of {0}: its last change until one, and what was kept by it.
constexpr std::string_view records_at = R"(
WITH wanted AS ({0}),
last AS (
    SELECT w.no, (SELECT max(h.seq) FROM change h WHERE h.record_no = w.no AND h.seq <= :seq) AS seq
    FROM wanted w
)
SELECT r.no, r.id, r.kind, c.revision, c.seq, r.created_at, v.at, v.by, v.operation, v.body,
    (SELECT d.derived FROM derivation_history d
     WHERE d.record_no = r.no AND d.seq <= :seq ORDER BY d.seq DESC LIMIT 1)
FROM last l
JOIN record r ON r.no = l.no
LEFT JOIN change c ON c.seq = l.seq
LEFT JOIN revision v ON v.record_no = r.no AND v.revision = c.revision
ORDER BY r.no
)";

constexpr std::int64_t largest_number = std::numeric_limits<std::int64_t>::max();

StoredRecord past_record(const Query& row, const Catalog& catalog) {
    StoredRecord record;
    record.no = row.integer(0);
    record.id = row.text(1);
    record.kind = row.text(2);
    record.slug = record.id;  // what it was then is not kept, and nothing is looked up by it
    record.revision = row.integer(3);
    record.seq = row.integer(4);
    record.created_at = row.text(5);
    record.updated_at = row.text(6);
    record.updated_by = row.text(7);
    record.body = Json::parse(row.text(9));
    if (!row.is_null(10)) record.derived = Json::parse(row.text(10));
    if (const auto* kind = catalog.find_kind(record.kind)) record.title = kind->title_of(record.body);
    return record;
}

PastRecord past_from(const Query& row, const Catalog& catalog) {
    PastRecord past{.no = row.integer(0), .id = row.text(1), .record = std::nullopt};
    const bool lived = !row.is_null(9) && row.text(8) != operation_name(Operation::remove);
    if (lived) past.record = past_record(row, catalog);
    return past;
}

}  // namespace

void Session::visit_facts(const VisitFacts& visit) {
    scan_facts(connection_, 0, largest_number, visit);
}

std::optional<FactRow> Session::find_facts(std::int64_t no) {
    std::optional<FactRow> found;
    scan_facts(connection_, no, no, [&](const FactRow& row) { found = row; });
    return found;
}

std::vector<std::int64_t> Session::list_changed_numbers(std::int64_t after) {
    Query query(connection_, numbers_changed);
    query.bind(":after", after);
    std::vector<std::int64_t> numbers;
    while (query.step()) numbers.push_back(query.integer(0));
    return numbers;
}

std::int64_t Session::last_seq_at(std::string_view moment) {
    return Query(connection_, change_until).bind(":moment", moment).number();
}

std::string Session::moment_of(std::int64_t seq) {
    Query query(connection_, moment_of_change);
    return query.bind(":seq", seq).step() ? query.text(0) : std::string();
}

std::vector<PastRecord> Session::list_past(std::int64_t seq, std::int64_t after, std::size_t limit) {
    Query query(connection_, fmt::format(records_at, changed_since));
    query.bind(":seq", seq).bind(":after", after).bind(":limit", static_cast<std::int64_t>(limit));
    std::vector<PastRecord> past;
    while (query.step()) past.push_back(past_from(query, catalog_));
    return past;
}

std::optional<StoredRecord> Session::find_past(std::string_view id, std::int64_t seq) {
    Query query(connection_, fmt::format(records_at, named));
    if (!query.bind(":seq", seq).bind(":id", id).step()) return std::nullopt;
    return past_from(query, catalog_).record;
}

std::vector<FactRow> Session::project_past(const std::vector<PastRecord>& past) {
    // A database of its own, in memory: the same tables and the same code that fills them.
    Connection scratch(":memory:", Access::write);
    scratch.execute("PRAGMA foreign_keys = OFF");
    migrate(scratch, embedded_migrations());
    Session session(scratch, catalog_, {});
    Transaction transaction(scratch, "BEGIN IMMEDIATE");
    for (const auto& row : past)
        if (row.record) session.insert_past(*row.record);
    std::vector<FactRow> facts;
    scan_facts(scratch, 0, largest_number, [&](const FactRow& fact) { facts.push_back(fact); });
    return facts;
}

void Session::insert_past(const StoredRecord& record) {
    const auto* kind = catalog_.find_kind(record.kind);
    if (kind == nullptr) return;  // of a kind that the program no longer knows
    insert_head(record, record.body);
    insert_derivation(record);
    write_projections(connection_, *kind, record,
                      {.no = record.no, .is_public = is_public(record.body), .fresh = true});
}

}  // namespace afb::storage
