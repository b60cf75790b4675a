// What the service keeps beside the records: answers given before, tokens, and its own notes.
#include "service/storage/session.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view find_answer = R"(
SELECT request_hash, status, headers, body FROM idempotency WHERE actor = :actor AND key = :key AND at >= :not_before
)";

constexpr std::string_view save_answer = R"(
INSERT INTO idempotency (actor, key, request_hash, status, headers, body, at)
VALUES (:actor, :key, :request_hash, :status, :headers, :body, :at)
ON CONFLICT (actor, key) DO UPDATE SET
    request_hash = excluded.request_hash, status = excluded.status, headers = excluded.headers, body = excluded.body,
    at = excluded.at
)";

constexpr std::string_view forget_answers = "DELETE FROM idempotency WHERE at < :before";

constexpr std::string_view token_by_hash = R"(
SELECT id, name, role, hash, hint, members, created_at, expires_at, revoked_at FROM token WHERE hash = :hash
)";

constexpr std::string_view all_tokens = R"(
SELECT id, name, role, hash, hint, members, created_at, expires_at, revoked_at FROM token ORDER BY created_at, id
)";

constexpr std::string_view save_token_row = R"(
INSERT INTO token (id, name, role, hash, hint, members, created_at, expires_at, revoked_at)
VALUES (:id, :name, :role, :hash, :hint, :members, :created_at, :expires_at, :revoked_at)
ON CONFLICT (id) DO UPDATE SET
    name = excluded.name, role = excluded.role, hash = excluded.hash, hint = excluded.hint, members = excluded.members,
    expires_at = excluded.expires_at, revoked_at = excluded.revoked_at
)";

constexpr std::string_view revoke = R"(
UPDATE token SET revoked_at = :now WHERE id = :id AND revoked_at = '' RETURNING id
)";

constexpr std::string_view find_note = "SELECT value FROM meta WHERE key = :key";
constexpr std::string_view save_note = R"(
INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value
)";

Token token_from(const Query& query) {
    return {.id = query.text(0),
            .name = query.text(1),
            .role = query.text(2),
            .hash = query.text(3),
            .hint = query.text(4),
            .members = Json::parse(query.text(5)).get<std::vector<std::string>>(),
            .created_at = query.text(6),
            .expires_at = query.text(7),
            .revoked_at = query.text(8)};
}

}  // namespace

std::optional<IdempotentAnswer> Session::find_idempotent(std::string_view actor, std::string_view key,
                                                         std::string_view not_before) {
    Query query(connection_, find_answer);
    query.bind(":actor", actor).bind(":key", key).bind(":not_before", not_before);
    if (!query.step()) return std::nullopt;
    return IdempotentAnswer{.request_hash = query.text(0),
                            .status = static_cast<int>(query.integer(1)),
                            .headers = query.text(2),
                            .body = query.text(3)};
}

void Session::save_idempotent(std::string_view actor, std::string_view key, const IdempotentAnswer& answer) {
    Query query(connection_, save_answer);
    query.bind(":actor", actor).bind(":key", key).bind(":request_hash", answer.request_hash);
    query.bind(":status", std::int64_t{answer.status}).bind(":headers", answer.headers).bind(":body", answer.body);
    query.bind(":at", now_).run();
}

void Session::forget_idempotent(std::string_view before) {
    Query(connection_, forget_answers).bind(":before", before).run();
}

std::optional<Token> Session::find_token_by_hash(std::string_view hash) {
    Query query(connection_, token_by_hash);
    if (!query.bind(":hash", hash).step()) return std::nullopt;
    return token_from(query);
}

std::vector<Token> Session::list_tokens() {
    Query query(connection_, all_tokens);
    std::vector<Token> tokens;
    while (query.step()) tokens.push_back(token_from(query));
    return tokens;
}

void Session::save_token(const Token& token) {
    Query query(connection_, save_token_row);
    query.bind(":id", token.id).bind(":name", token.name).bind(":role", token.role).bind(":hash", token.hash);
    query.bind(":hint", token.hint).bind(":members", Json(token.members).dump());
    query.bind(":created_at", token.created_at.empty() ? now_ : token.created_at);
    query.bind(":expires_at", token.expires_at).bind(":revoked_at", token.revoked_at).run();
}

bool Session::revoke_token(std::string_view id) {
    Query query(connection_, revoke);
    return query.bind(":now", now_).bind(":id", id).step();
}

std::optional<std::string> Session::find_meta(std::string_view key) {
    Query query(connection_, find_note);
    if (!query.bind(":key", key).step()) return std::nullopt;
    return query.text(0);
}

void Session::set_meta(std::string_view key, std::string_view value) {
    Query(connection_, save_note).bind(":key", key).bind(":value", value).run();
}

}  // namespace afb::storage
