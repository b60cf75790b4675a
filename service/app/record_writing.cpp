// The writing half of Records: every change is one transaction.
#include <algorithm>

#include "schema/error.hpp"
#include "service/app/preparation.hpp"
#include "service/app/records.hpp"
#include "service/auth/random.hpp"

namespace afb::app {
namespace {

constexpr std::chrono::hours idempotency_kept{24};
constexpr std::size_t listed_referrers = 100;

void require_precondition(const std::optional<Precondition>& precondition, std::int64_t revision) {
    const std::string etag = "\"r" + std::to_string(revision) + "\"";
    if (!precondition) {
        Error error(ErrorKind::precondition_required, {"Stuur `If-Match` mee met de ETag van het record dat u kent, "
                                                       "zodat u geen wijziging van een ander overschrijft.",
                                                       "Send `If-Match` with the ETag of the record you know, so that "
                                                       "you do not overwrite somebody else's change."});
        throw error;
    }
    const auto& known = precondition->revisions;
    if (precondition->any || std::find(known.begin(), known.end(), revision) != known.end()) return;
    Error error(ErrorKind::precondition_failed,
                {"Het record is intussen gewijzigd; haal het opnieuw op (zie ETag) en voer uw wijziging nog eens uit.",
                 "The record has changed meanwhile; fetch it again (see ETag) and make your change once more."});
    error.headers.emplace_back("ETag", etag);
    throw error;
}

}  // namespace

Written Records::create(const Actor& actor, const Kind& kind, Json body, const WriteOptions& options) {
    const auto moment = clock_();
    const Date day = today();
    Written written;
    std::int64_t seq = 0;

    const auto prepare = [&](storage::Reader& reader) {
        std::vector<Problem> problems;
        const bool slug_chosen = body.is_object() && body.contains("slug");
        Prepared prepared = prepare_body(kind, validators_.at(kind.name), body, nullptr, problems);
        if (prepared.body.is_object())
            check_against_store(*catalog_, kind, written.id, prepared, slug_chosen, reader, problems);
        if (!problems.empty()) throw_invalid(std::move(problems));
        require_may_write(actor, written.id, {}, nullptr, prepared.body);
        return prepared;
    };
    written.id = auth::make_uuid_v7(moment);

    if (options.validate_only) {
        store_.read([&](storage::Reader& reader) {
            const Prepared prepared = prepare(reader);
            storage::StoredRecord record;
            record.id = written.id;
            record.kind = kind.name;
            record.slug = prepared.slug;
            record.title = prepared.title;
            record.revision = 1;
            record.body = prepared.body;
            record.derived = derive_record(kind, written.id, prepared.body, reader, day);
            record.created_at = record.updated_at = utc_text(moment);
            record.updated_by = actor.name;
            written.view = view_record(*catalog_, record, reader, actor, {.day = day});
        });
        return written;
    }

    store_.write([&](storage::Writer& writer) {
        if (options.idempotency) {
            const auto earlier =
                writer.find_idempotent(actor.id, options.idempotency->key, utc_text(moment - idempotency_kept));
            if (earlier) {
                if (earlier->request_hash != options.idempotency->request_hash) {
                    throw Error(
                        ErrorKind::idempotency_reused,
                        {"Deze Idempotency-Key hoort bij een ander verzoek; kies voor elk nieuw verzoek een nieuwe.",
                         "This Idempotency-Key belongs to another request; choose a new one for each new request."});
                }
                const Json head = Json::parse(earlier->headers);
                written.id = head.at("id").get<std::string>();
                written.revision = head.at("revision").get<std::int64_t>();
                written.view = Json::parse(earlier->body);
                written.replayed = true;
                return;
            }
        }
        Prepared prepared = prepare(writer);
        Json derived = derive_record(kind, written.id, prepared.body, writer, day);
        const storage::StoredRecord stored = writer.write({.operation = storage::Operation::create,
                                                           .id = written.id,
                                                           .kind = kind.name,
                                                           .slug = prepared.slug,
                                                           .title = prepared.title,
                                                           .body = std::move(prepared.body),
                                                           .derived = std::move(derived),
                                                           .by = actor.name,
                                                           .change_note = options.change_note});
        rederive_dependents(*catalog_, kind, stored.id, nullptr, stored.body, writer, day);
        written.revision = stored.revision;
        written.view = view_record(*catalog_, stored, writer, actor, {.day = day});
        seq = writer.last_seq();
        if (options.idempotency) {
            const Json head{{"id", written.id}, {"revision", written.revision}};
            writer.save_idempotent(actor.id, options.idempotency->key,
                                   {.request_hash = options.idempotency->request_hash,
                                    .status = 201,
                                    .headers = head.dump(),
                                    .body = written.view.dump()});
            writer.forget_idempotent(utc_text(moment - idempotency_kept));
        }
    });
    if (seq != 0) indexing_.wait_for(seq);
    return written;
}

Written Records::change(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                        const std::optional<Precondition>& precondition, const WriteOptions& options,
                        storage::Operation operation, const Change& make_body) {
    const Date day = today();
    Written written;
    std::int64_t seq = 0;

    const auto prepare = [&](storage::Reader& reader, storage::StoredRecord& head, std::string& created_by) {
        head = get_visible(reader, actor, kind, id_or_slug, operation == storage::Operation::restore);
        const auto first = reader.find_revision(head.id, 1);
        created_by = first ? first->by : std::string();
        require_may_write(actor, head.id, created_by, head.body, head.body);
        require_precondition(precondition, head.revision);
        Json body = make_body(head, reader);
        const bool slug_chosen = body.is_object() && body.contains("slug") && body["slug"] != head.slug;
        std::vector<Problem> problems;
        Prepared prepared = prepare_body(kind, validators_.at(kind.name), std::move(body), &head, problems);
        if (prepared.body.is_object())
            check_against_store(*catalog_, kind, head.id, prepared, slug_chosen, reader, problems);
        if (!problems.empty()) throw_invalid(std::move(problems));
        require_may_write(actor, head.id, created_by, head.body, prepared.body);
        return prepared;
    };

    if (options.validate_only) {
        store_.read([&](storage::Reader& reader) {
            storage::StoredRecord head;
            std::string created_by;
            Prepared prepared = prepare(reader, head, created_by);
            head.slug = prepared.slug;
            head.title = prepared.title;
            head.derived = derive_record(kind, head.id, prepared.body, reader, day);
            head.body = std::move(prepared.body);
            written.id = head.id;
            written.revision = head.revision;
            written.view = view_record(*catalog_, head, reader, actor, {.day = day});
        });
        return written;
    }

    store_.write([&](storage::Writer& writer) {
        storage::StoredRecord head;
        std::string created_by;
        Prepared prepared = prepare(writer, head, created_by);
        written.id = head.id;
        if (!head.deleted && prepared.body == head.body) {  // nothing changed: no revision for that
            written.revision = head.revision;
            written.view = view_record(*catalog_, head, writer, actor, {.day = day});
            return;
        }
        Json derived = derive_record(kind, head.id, prepared.body, writer, day);
        const storage::StoredRecord stored = writer.write({.operation = operation,
                                                           .id = head.id,
                                                           .kind = kind.name,
                                                           .slug = prepared.slug,
                                                           .title = prepared.title,
                                                           .body = std::move(prepared.body),
                                                           .derived = std::move(derived),
                                                           .by = actor.name,
                                                           .change_note = options.change_note});
        rederive_dependents(*catalog_, kind, stored.id, head.deleted ? Json(nullptr) : head.body, stored.body, writer,
                            day);
        written.revision = stored.revision;
        written.view = view_record(*catalog_, stored, writer, actor, {.day = day});
        seq = writer.last_seq();
    });
    if (seq != 0) indexing_.wait_for(seq);
    return written;
}

Written Records::replace(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                         const std::optional<Precondition>& precondition, Json body, const WriteOptions& options) {
    return change(actor, kind, id_or_slug, precondition, options, storage::Operation::update,
                  [&](const storage::StoredRecord&, storage::Reader&) { return body; });
}

Written Records::merge(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                       const std::optional<Precondition>& precondition, const Json& patch,
                       const WriteOptions& options) {
    if (!patch.is_object()) throw_invalid({body_problem("type", "", {"object"})});
    return change(actor, kind, id_or_slug, precondition, options, storage::Operation::update,
                  [&](const storage::StoredRecord& head, storage::Reader&) {
                      Json body = head.body;
                      Json own = patch;
                      for (const std::string_view name : server_members) own.erase(std::string(name));
                      body.merge_patch(own);
                      return body;
                  });
}

Written Records::restore(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                         const std::optional<Precondition>& precondition, std::int64_t revision,
                         const WriteOptions& options) {
    return change(actor, kind, id_or_slug, precondition, options, storage::Operation::restore,
                  [&](const storage::StoredRecord& head, storage::Reader& reader) {
                      auto found = reader.find_revision(head.id, revision);
                      if (!found) throw_not_found({"Revisie", "Revision"});
                      return std::move(found->body);
                  });
}

void Records::remove(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                     const std::optional<Precondition>& precondition, const std::string& change_note) {
    std::int64_t seq = 0;
    store_.write([&](storage::Writer& writer) {
        const storage::StoredRecord head = get_visible(writer, actor, kind, id_or_slug);
        const auto first = writer.find_revision(head.id, 1);
        require_may_write(actor, head.id, first ? first->by : std::string(), head.body, head.body);
        require_precondition(precondition, head.revision);
        std::int64_t total = 0;
        const std::vector<storage::Reference> referrers = writer.referrers_of(head.id, listed_referrers, &total);
        if (total > 0) {
            const std::string count = std::to_string(total);
            Error error(ErrorKind::conflict,
                        {"Er verwijst nog iets naar dit record (" + count + "); pas die records eerst aan.",
                         "Other records still refer to this one (" + count + "); change those first."});
            Json list = Json::array();
            for (const storage::Reference& reference : referrers) {
                list.push_back(Json{{"kind", reference.kind},
                                    {"id", reference.id},
                                    {"title", reference.title},
                                    {"pointer", reference.pointer},
                                    {"href", href_of(*catalog_, reference.kind, reference.id)}});
            }
            error.extensions["referredBy"] = std::move(list);
            error.extensions["referredByTotal"] = total;
            throw error;
        }
        writer.write({.operation = storage::Operation::remove,
                      .id = head.id,
                      .kind = kind.name,
                      .slug = head.slug,
                      .title = head.title,
                      .body = head.body,
                      .derived = head.derived,
                      .by = actor.name,
                      .change_note = change_note});
        rederive_dependents(*catalog_, kind, head.id, head.body, nullptr, writer, today());
        seq = writer.last_seq();
    });
    indexing_.wait_for(seq);
}

}  // namespace afb::app
