#include "service/app/records.hpp"

#include "schema/error.hpp"
#include "service/app/difference.hpp"

namespace afb::app {
namespace {

constexpr std::size_t listed_referrers = 100;

std::string_view operation_name(storage::Operation operation) {
    switch (operation) {
        case storage::Operation::create:
            return "create";
        case storage::Operation::update:
            return "update";
        case storage::Operation::restore:
            return "restore";
        case storage::Operation::remove:
            return "remove";
    }
    return "update";
}

Json head_of(const storage::Revision& revision) {
    Json head{{"revision", revision.revision},
              {"operation", operation_name(revision.operation)},
              {"at", revision.at},
              {"by", revision.by}};
    if (!revision.change_note.empty()) head["changeNote"] = revision.change_note;
    return head;
}

}  // namespace

Records::Records(storage::Store& store, Indexing& indexing, std::shared_ptr<const Catalog> catalog, Clock clock)
    : store_(store), indexing_(indexing), catalog_(std::move(catalog)), clock_(std::move(clock)) {
    for (const Kind& kind : catalog_->kinds()) validators_.emplace(kind.name, Validator(kind.schema, catalog_.get()));
}

Records::~Records() = default;

Date Records::today() const {
    return Date::from_days(std::chrono::floor<std::chrono::days>(clock_()));
}

storage::StoredRecord Records::get_visible(storage::Reader& reader, const Actor& actor, const Kind& kind,
                                           std::string_view id_or_slug, bool deleted_too) const {
    auto record = reader.find(id_or_slug);
    if (!record) record = reader.find_by_slug(kind.name, id_or_slug);
    const bool gone = record && record->deleted && !(deleted_too && actor.sees_everything());
    if (!record || record->kind != kind.name || gone || !may_see(actor, record->body)) throw_not_found(kind.label);
    return std::move(*record);
}

Json Records::read(const Actor& actor, const Kind& kind, std::string_view id_or_slug, const ViewOptions& options,
                   std::int64_t* revision) const {
    Json view;
    store_.read([&](storage::Reader& reader) {
        const storage::StoredRecord record = get_visible(reader, actor, kind, id_or_slug);
        *revision = record.revision;
        view = view_record(*catalog_, record, reader, actor, options);
    });
    return view;
}

Json Records::list(const Actor& actor, RecordQuery query, const ViewOptions& options, std::int64_t* total) const {
    limit_to_visible(actor, query);
    Json items = Json::array();
    store_.read([&](storage::Reader& reader) {
        const storage::Page page = reader.list(query);
        *total = page.total;
        for (const storage::StoredRecord& record : page.records) {
            items.push_back(view_record(*catalog_, record, reader, actor, options));
        }
    });
    return items;
}

Json Records::list_revisions(const Actor& actor, const Kind& kind, std::string_view id_or_slug) const {
    Json items = Json::array();
    store_.read([&](storage::Reader& reader) {
        const storage::StoredRecord record = get_visible(reader, actor, kind, id_or_slug, true);
        for (const storage::Revision& revision : reader.list_revisions(record.id)) {
            // What was a draft then is not shown to who may not see drafts now.
            if (may_see(actor, revision.body)) items.push_back(head_of(revision));
        }
    });
    return items;
}

Json Records::read_revision(const Actor& actor, const Kind& kind, std::string_view id_or_slug,
                            std::int64_t revision) const {
    Json view;
    store_.read([&](storage::Reader& reader) {
        const storage::StoredRecord record = get_visible(reader, actor, kind, id_or_slug, true);
        const auto found = reader.find_revision(record.id, revision);
        if (!found || !may_see(actor, found->body)) throw_not_found({"Revisie", "Revision"});
        view = head_of(*found);
        view["record"] = Json{{"id", record.id}, {"kind", record.kind}};
        for (const auto& member : found->body.items()) view["record"][member.key()] = member.value();
    });
    return view;
}

Json Records::compare(const Actor& actor, const Kind& kind, std::string_view id_or_slug, std::int64_t from,
                      std::int64_t to) const {
    Json answer;
    store_.read([&](storage::Reader& reader) {
        const storage::StoredRecord record = get_visible(reader, actor, kind, id_or_slug, true);
        const auto before = reader.find_revision(record.id, from);
        const auto after = reader.find_revision(record.id, to);
        if (!before || !after || !may_see(actor, before->body) || !may_see(actor, after->body)) {
            throw_not_found({"Revisie", "Revision"});
        }
        answer = Json{{"from", head_of(*before)},
                      {"to", head_of(*after)},
                      {"changes", list_differences(kind, before->body, after->body)}};
    });
    return answer;
}

Json Records::referrers(const Actor& actor, const Kind& kind, std::string_view id_or_slug, std::string* id) const {
    Json items = Json::array();
    store_.read([&](storage::Reader& reader) {
        const storage::StoredRecord record = get_visible(reader, actor, kind, id_or_slug);
        *id = record.id;
        std::int64_t total = 0;
        for (const storage::Reference& reference : reader.referrers_of(record.id, listed_referrers, &total)) {
            const auto referrer = reader.find(reference.id);
            if (!referrer || !may_see(actor, referrer->body)) continue;
            Json item = summarise(*catalog_, *referrer);
            item["pointer"] = reference.pointer;
            items.push_back(std::move(item));
        }
    });
    return items;
}

}  // namespace afb::app
