// A row of record, revision and derivation as a StoredRecord.
#pragma once

#include <cstdint>

#include "service/storage/connection.hpp"
#include "service/storage/store.hpp"

namespace afb::storage {

// The query's columns: no, id, kind, slug, title, revision, seq, created_at, updated_at, updated_by, deleted_at, body,
// derived.
inline StoredRecord record_from(const Query& query) {
    return {.no = query.integer(0),
            .id = query.text(1),
            .kind = query.text(2),
            .slug = query.text(3),
            .title = query.text(4),
            .revision = query.integer(5),
            .seq = query.integer(6),
            .created_at = query.text(7),
            .updated_at = query.text(8),
            .updated_by = query.text(9),
            .deleted = !query.is_null(10),
            .body = Json::parse(query.text(11)),
            .derived = Json::parse(query.text(12))};
}

}  // namespace afb::storage
