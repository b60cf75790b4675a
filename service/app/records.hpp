// The use cases on records, the same for every kind: policy, then validation, then one transaction, then the index,
// then the answer.
//
// All of them throw Error with the one right ErrorKind; a call that throws has changed nothing.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/validator.hpp"
#include "service/app/actor.hpp"
#include "service/app/indexing.hpp"
#include "service/app/record_view.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

using Clock = std::function<std::chrono::system_clock::time_point()>;

// From If-Match: the revisions the client knows, or any (`*`).
struct Precondition {
    bool any = false;
    std::vector<std::int64_t> revisions;
};

struct IdempotencyKey {
    std::string key;
    std::string request_hash;  // of method, path and body
};

struct WriteOptions {
    bool validate_only = false;  // check everything, change nothing, answer what would be stored
    std::string change_note;
    std::optional<IdempotencyKey> idempotency;
};

struct Written {
    Json view;
    std::string id;
    std::int64_t revision = 0;
    bool replayed = false;  // the stored answer to an earlier request with the same Idempotency-Key
};

class Records {
public:
    Records(storage::Store& store, Indexing& indexing, std::shared_ptr<const Catalog> catalog, Clock clock);
    ~Records();

    // ---- reading
    Json read(const Actor& actor, const Kind& kind, std::string_view id_or_slug, const ViewOptions& options,
              std::int64_t* revision) const;
    // {items, total}: query.text is not looked at.
    Json list(const Actor& actor, RecordQuery query, const ViewOptions& options, std::int64_t* total) const;
    Json list_revisions(const Actor& actor, const Kind& kind, std::string_view id_or_slug) const;
    Json read_revision(const Actor& actor, const Kind& kind, std::string_view id_or_slug, std::int64_t revision) const;
    // Field by field: {from, to, changes[] {pointer, label {nl,en}, change, before, after}}.
    Json compare(const Actor& actor, const Kind& kind, std::string_view id_or_slug, std::int64_t from,
                 std::int64_t to) const;
    // Records that refer to this one: {items[], total}.
    Json referrers(const Actor& actor, const Kind& kind, std::string_view id_or_slug, std::string* id) const;

    // ---- writing
    Written create(const Actor& actor, const Kind& kind, Json body, const WriteOptions& options);
    Written replace(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                    const std::optional<Precondition>& precondition, Json body, const WriteOptions& options);
    Written merge(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                  const std::optional<Precondition>& precondition, const Json& patch, const WriteOptions& options);
    Written restore(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                    const std::optional<Precondition>& precondition, std::int64_t revision,
                    const WriteOptions& options);
    void remove(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                const std::optional<Precondition>& precondition, const std::string& change_note);

    Date today() const;

private:
    friend class Importer;
    using Change =
        std::function<Json(const storage::StoredRecord&, storage::Reader&)>;  // from the head to the new body

    Written change(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                   const std::optional<Precondition>& precondition, const WriteOptions& options,
                   storage::Operation operation, const Change& make_body);
    storage::StoredRecord get_visible(storage::Reader& reader, const Actor& actor, const Kind& kind,
                                      std::string_view id_or_slug, bool deleted_too = false) const;

    storage::Store& store_;
    Indexing& indexing_;
    std::shared_ptr<const Catalog> catalog_;
    Clock clock_;
    std::map<std::string, Validator, std::less<>> validators_;  // by kind
};

}  // namespace afb::app
