// The records as they are kept: one SQLite database, append-only revisions, typed projections, and the order of all
// changes.
//
// Guarantees: what `write` returned is on disk (WAL, synchronous=FULL) and survives kill -9; a transaction is all or
// nothing; readers never wait for the writer. SQLite is the truth, the search index is made from it by change number
// (`seq`). Leaves out: policy, validation, derivation: the caller (service/app) does these, inside the same transaction
// where it must.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/derive.hpp"
#include "schema/json.hpp"
#include "schema/record_query.hpp"
#include "service/storage/fact_rows.hpp"

namespace afb::storage {

enum class Operation { create, update, restore, remove };

// A record's head. `body` is what the author wrote (without server members), `derived` what we computed.
struct StoredRecord {
    std::int64_t no = 0;  // internal number, for ever
    std::string id;
    std::string kind;
    std::string slug;
    std::string title;
    std::int64_t revision = 0;
    std::int64_t seq = 0;  // of its last change
    std::string created_at;
    std::string updated_at;
    std::string updated_by;
    bool deleted = false;
    Json body;
    Json derived;
};

// The little of a head that checking a reference or showing a title takes: no body is read for it.
struct Heading {
    std::string kind;
    std::string slug;
    std::string title;
    std::string status;
    std::string visibility;
    bool deleted = false;
};

struct Revision {
    std::int64_t revision = 0;
    Operation operation = Operation::create;
    std::string at;
    std::string by;
    std::string change_note;
    Json body;
};

// Reference of one record to another.
struct Reference {
    std::string pointer;  // of the value, in the referring body: "/parties/0/partyId"
    std::string id;       // of the record at the other end
    std::string kind;
    std::string title;
};

struct Page {
    std::vector<StoredRecord> records;
    std::int64_t total = 0;  // exact
};

struct Change {
    std::int64_t seq = 0;
    std::string id;
    std::string kind;
    std::int64_t revision = 0;
    std::string operation;  // create, update, restore, remove, derive (nothing the author wrote changed)
    std::string at;
};

// A record as it was at a moment before.
struct PastRecord {
    std::int64_t no = 0;
    std::string id;
    // Nothing when there was no such record, or it was removed. `derived` is null when it is not known any more what
    // was computed then (before that was kept); `slug` is the id.
    std::optional<StoredRecord> record;
};

struct IdempotentAnswer {
    std::string request_hash;  // of method, path and body
    int status = 0;
    std::string headers;  // JSON
    std::string body;
};

struct Token {
    std::string id;
    std::string name;
    std::string role;
    std::string hash;                  // SHA-256, hex
    std::string hint;                  // prefix and last four, for people
    std::vector<std::string> members;  // ids of partnerships and regions it acts for
    std::string created_at;
    std::string expires_at;  // "" never
    std::string revoked_at;  // "" valid
};

// Everything that can be read. Made by Store::read (own snapshot) or inside a write transaction (sees its own writes).
class Reader {
public:
    virtual ~Reader() = default;

    virtual std::optional<StoredRecord> find(std::string_view id) = 0;     // deleted ones too
    virtual std::optional<Heading> find_heading(std::string_view id) = 0;  // deleted ones too
    virtual std::optional<StoredRecord> find_by_slug(std::string_view kind,
                                                     std::string_view slug) = 0;  // live ones only
    virtual std::vector<StoredRecord> find_many(
        const std::vector<std::string>& ids) = 0;  // in the order asked; missing ones left out
    virtual std::optional<LinkedRecord> find_linked(std::string_view id) = 0;  // live ones only
    // The live record of `kind` whose unique field (x-unique path) has this value.
    virtual std::optional<std::string> find_unique(std::string_view kind, std::string_view path,
                                                   std::string_view value) = 0;

    virtual Page list(const RecordQuery& query) = 0;  // without query.text
    virtual std::vector<Revision> list_revisions(std::string_view id) = 0;
    virtual std::optional<Revision> find_revision(std::string_view id, std::int64_t revision) = 0;

    virtual std::vector<Reference> references_of(std::string_view id) = 0;  // what it refers to (live or not)
    // Live records that refer to it, by kind and title. `kind` of the answer is the referring record's. The whole
    // number in *total.
    virtual std::vector<Reference> referrers_of(std::string_view id, std::size_t limit, std::int64_t* total) = 0;

    virtual std::int64_t last_seq() = 0;
    virtual std::vector<Change> list_changes(std::int64_t after, std::size_t limit) = 0;  // ascending
    // Live records in order of their internal number, `limit` at a time, for rebuilding and export. Start with after =
    // 0; *next is 0 at the end.
    virtual std::vector<StoredRecord> scan(std::int64_t after, std::size_t limit, std::int64_t* next,
                                           std::string_view kind = {}) = 0;
    virtual std::int64_t count(std::string_view kind = {}) = 0;  // live ones

    // Facts of the live records, by internal number. `visit` must not use this reader.
    virtual void visit_facts(const VisitFacts& visit) = 0;
    virtual std::optional<FactRow> find_facts(std::int64_t no) = 0;
    virtual std::vector<std::int64_t> list_changed_numbers(std::int64_t after) = 0;  // of records, ascending

    // The last change until this moment (text as in Change::at); 0: none.
    virtual std::int64_t last_seq_at(std::string_view moment) = 0;
    virtual std::string moment_of(std::int64_t seq) = 0;  // "" when there is no such change
    // The records with a number above `after` that changed after `seq`, as they were then, by number; and the facts of
    // those that lived.
    virtual std::vector<PastRecord> list_past(std::int64_t seq, std::int64_t after, std::size_t limit) = 0;
    virtual std::optional<StoredRecord> find_past(std::string_view id, std::int64_t seq) = 0;
    virtual std::vector<FactRow> project_past(const std::vector<PastRecord>& past) = 0;

    virtual std::optional<IdempotentAnswer> find_idempotent(std::string_view actor, std::string_view key,
                                                            std::string_view not_before) = 0;
    virtual std::optional<Token> find_token_by_hash(std::string_view hash) = 0;
    virtual std::vector<Token> list_tokens() = 0;
    virtual std::optional<std::string> find_meta(std::string_view key) = 0;
};

struct Write {
    Operation operation = Operation::update;
    std::string id;
    std::string kind;
    std::string slug;
    std::string title;
    Json body;  // of a removal: the last body
    Json derived;
    std::string by;
    std::string change_note;
};

// A write transaction (BEGIN IMMEDIATE). `now` is one moment for all of it.
class Writer : public Reader {
public:
    // Adds the revision, moves the head, rewrites the projections (references, filter values, parties, tariffs, route
    // steps, region links, coverage) and adds the change. Answers the stored head. A slug already in use is made unique
    // by the caller beforehand; a clash throws.
    virtual StoredRecord write(const Write& write) = 0;
    // Only `derived` (and the projections) made anew: no revision, a change of kind "derive" when it differs. Answers
    // whether it did.
    virtual bool rederive(std::string_view id, const Json& derived) = 0;
    virtual void save_idempotent(std::string_view actor, std::string_view key, const IdempotentAnswer& answer) = 0;
    virtual void forget_idempotent(std::string_view before) = 0;
    virtual void save_token(const Token& token) = 0;
    virtual bool revoke_token(std::string_view id) = 0;
    virtual void set_meta(std::string_view key, std::string_view value) = 0;
    virtual const std::string& now() const = 0;
};

class Store {
public:
    // Opens or creates DIR/afsprakenbank.db, migrates it, and makes the readable views of the catalog's kinds. Throws
    // std::runtime_error for a database of a newer version or one that is damaged.
    Store(const std::string& file, std::shared_ptr<const Catalog> catalog,
          std::function<std::chrono::system_clock::time_point()> clock = std::chrono::system_clock::now);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // Runs `use` on a consistent snapshot; from any thread, any number at once.
    void read(const std::function<void(Reader&)>& use);
    // Runs `use` in one transaction, one at a time; an exception rolls everything back and goes on to the caller.
    void write(const std::function<void(Writer&)>& use);

    void backup(const std::string& file);  // consistent copy while in use
    std::vector<std::string> check();      // what SQLite finds wrong; empty: nothing
    // A throwaway statement that proves that the database answers. Throws when it does not.
    void ping();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace afb::storage
