#include "service/app/record_view.hpp"

#include <algorithm>
#include <set>

namespace afb::app {
namespace {

std::optional<Date> date_member(const Json& body, std::string_view name) {
    const auto found = body.find(name);
    if (found == body.end() || !found->is_string()) return std::nullopt;
    return Date::parse(found->get_ref<const std::string&>());
}

Json reference_list(const std::vector<storage::Reference>& references, storage::Reader& reader, const Actor& actor) {
    Json list = Json::array();
    for (const storage::Reference& reference : references) {
        Json item{{"pointer", reference.pointer}, {"id", reference.id}};
        if (const auto target = reader.find_heading(reference.id)) {
            item["kind"] = target->kind;
            if (!target->deleted && may_see(actor, target->status, target->visibility)) item["title"] = target->title;
        }
        list.push_back(std::move(item));
    }
    return list;
}

}  // namespace

std::string href_of(const Catalog& catalog, std::string_view kind, std::string_view id) {
    return "/v1/" + catalog.get_kind(kind).collection + "/" + std::string(id);
}

Json summarise(const Catalog& catalog, const storage::StoredRecord& record) {
    return Json{{"kind", record.kind},
                {"id", record.id},
                {"slug", record.slug},
                {"title", record.title},
                {"href", href_of(catalog, record.kind, record.id)}};
}

Json view_record(const Catalog& catalog, const storage::StoredRecord& record, storage::Reader& reader,
                 const Actor& actor, const ViewOptions& options) {
    const Kind& kind = catalog.get_kind(record.kind);
    const bool wants_all = options.fields.empty();
    const auto wants = [&](std::string_view name) {
        return wants_all || std::find(options.fields.begin(), options.fields.end(), name) != options.fields.end();
    };

    Json view{{"id", record.id}, {"kind", record.kind}};
    if (wants("revision")) view["revision"] = record.revision;
    // The order of the schema: the reader finds a member in the same place in every record.
    for (const auto& property : kind.schema.at("properties").items()) {
        const auto found = record.body.find(property.key());
        if (found != record.body.end() && wants(property.key())) view[property.key()] = *found;
    }
    if (wants("createdAt")) view["createdAt"] = record.created_at;
    if (wants("updatedAt")) view["updatedAt"] = record.updated_at;
    if (wants("updatedBy")) view["updatedBy"] = record.updated_by;

    if (wants("derived")) {
        Json derived = record.derived.is_object() ? record.derived : Json::object();
        if (kind.find_field("derived.inForce") != nullptr) {
            const Validity validity{date_member(record.body, "validFrom"), date_member(record.body, "validUntil")};
            if (validity.from || validity.until) derived["inForce"] = validity.in_force_on(options.day);
        }
        const std::vector<storage::Reference> references = reader.references_of(record.id);
        if (!references.empty()) derived["references"] = reference_list(references, reader, actor);
        if (!references.empty() && options.expand_references) {
            std::set<std::string> ids;
            for (const storage::Reference& reference : references) ids.insert(reference.id);
            Json expanded = Json::array();
            for (const storage::StoredRecord& target : reader.find_many({ids.begin(), ids.end()})) {
                if (target.deleted || !may_see(actor, target.body)) continue;
                expanded.push_back(view_record(catalog, target, reader, actor, {.day = options.day}));
            }
            view["expanded"] = Json{{"references", std::move(expanded)}};
        }
        view["derived"] = std::move(derived);
    }
    return view;
}

}  // namespace afb::app
