// One use of a connection: everything that can be read, and, inside a write transaction, everything that can be
// written.
//
// Reads see what this session wrote. The store hands it out as a Reader when there is no write transaction; SQLite
// refuses to write then.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/storage/connection.hpp"
#include "service/storage/store.hpp"

namespace afb::storage {

class Session final : public Writer {
public:
    // `now` is the one moment of the transaction; empty when only reading.
    Session(Connection& connection, const Catalog& catalog, std::string now)
        : connection_(connection), catalog_(catalog), now_(std::move(now)) {}

    std::optional<StoredRecord> find(std::string_view id) override;
    std::optional<Heading> find_heading(std::string_view id) override;
    std::optional<StoredRecord> find_by_slug(std::string_view kind, std::string_view slug) override;
    std::vector<StoredRecord> find_many(const std::vector<std::string>& ids) override;
    std::optional<LinkedRecord> find_linked(std::string_view id) override;
    std::optional<std::string> find_unique(std::string_view kind, std::string_view path,
                                           std::string_view value) override;
    Page list(const RecordQuery& query) override;
    std::vector<Revision> list_revisions(std::string_view id) override;
    std::optional<Revision> find_revision(std::string_view id, std::int64_t revision) override;
    std::vector<Reference> references_of(std::string_view id) override;
    std::vector<Reference> referrers_of(std::string_view id, std::size_t limit, std::int64_t* total) override;
    std::int64_t last_seq() override;
    std::vector<Change> list_changes(std::int64_t after, std::size_t limit) override;
    std::vector<StoredRecord> scan(std::int64_t after, std::size_t limit, std::int64_t* next,
                                   std::string_view kind) override;
    std::int64_t count(std::string_view kind) override;
    void visit_facts(const VisitFacts& visit) override;
    std::optional<FactRow> find_facts(std::int64_t no) override;
    std::vector<std::int64_t> list_changed_numbers(std::int64_t after) override;
    std::int64_t last_seq_at(std::string_view moment) override;
    std::string moment_of(std::int64_t seq) override;
    std::vector<PastRecord> list_past(std::int64_t seq, std::int64_t after, std::size_t limit) override;
    std::optional<StoredRecord> find_past(std::string_view id, std::int64_t seq) override;
    std::vector<FactRow> project_past(const std::vector<PastRecord>& past) override;
    std::optional<IdempotentAnswer> find_idempotent(std::string_view actor, std::string_view key,
                                                    std::string_view not_before) override;
    std::optional<Token> find_token_by_hash(std::string_view hash) override;
    std::vector<Token> list_tokens() override;
    std::optional<std::string> find_meta(std::string_view key) override;

    StoredRecord write(const Write& write) override;
    bool rederive(std::string_view id, const Json& derived) override;
    void save_idempotent(std::string_view actor, std::string_view key, const IdempotentAnswer& answer) override;
    void forget_idempotent(std::string_view before) override;
    void save_token(const Token& token) override;
    bool revoke_token(std::string_view id) override;
    void set_meta(std::string_view key, std::string_view value) override;
    const std::string& now() const override { return now_; }

    // The projections of all records made anew, as at the start with another catalog. Derived values stay as they are.
    void project_all();

    // A write ended halfway, so that the transaction must not be committed, also when somebody caught the exception.
    bool broken() const { return broken_; }

private:
    std::optional<StoredRecord> find_head(std::string_view id);  // without body and derived
    std::int64_t next_seq();
    void insert_head(const StoredRecord& head, const Json& body);
    void update_head(const StoredRecord& head, const Json& body);
    void insert_change(const StoredRecord& head, std::string_view operation);
    void insert_past(const StoredRecord& record);
    void insert_derivation(const StoredRecord& record);

    Connection& connection_;
    const Catalog& catalog_;
    std::string now_;
    std::int64_t next_no_ = 0;  // 0: not looked up yet
    std::int64_t next_seq_ = 0;
    bool broken_ = false;
};

std::string_view operation_name(Operation operation);
Operation operation_of(std::string_view name);

}  // namespace afb::storage
