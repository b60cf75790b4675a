#include "service/storage/projection.hpp"

#include <array>
#include <optional>
#include <vector>

#include "service/storage/typed_projection.hpp"
#include "service/storage/values.hpp"

namespace afb::storage {
namespace {

constexpr const char* default_status = "draft";
constexpr const char* default_visibility = "public";

constexpr std::array clear_sql{
    "DELETE FROM filter_value WHERE record_no = :no", "DELETE FROM range_value WHERE record_no = :no",
    "DELETE FROM sort_value WHERE record_no = :no",   "DELETE FROM unique_value WHERE record_no = :no",
    "DELETE FROM reference WHERE record_no = :no",    "DELETE FROM region_link WHERE record_no = :no",
    "DELETE FROM party WHERE record_no = :no",        "DELETE FROM tariff WHERE record_no = :no",
    "DELETE FROM route_step WHERE record_no = :no",   "DELETE FROM coverage WHERE record_no = :no",
    "DELETE FROM tariff_scope WHERE record_no = :no", "DELETE FROM funding WHERE record_no = :no",
    "DELETE FROM division WHERE record_no = :no",     "DELETE FROM participation WHERE record_no = :no",
    "DELETE FROM party_count WHERE record_no = :no",
};

// A value may stand in a record more than once, and two fields may share a filter.
constexpr std::string_view insert_filter = R"(
INSERT INTO filter_value (kind, name, value, is_public, record_no) VALUES (:kind, :name, :value, :is_public, :no)
ON CONFLICT DO NOTHING
)";

constexpr std::string_view insert_range = R"(
INSERT INTO range_value (kind, name, value, is_public, record_no) VALUES (:kind, :name, :value, :is_public, :no)
ON CONFLICT DO NOTHING
)";

constexpr std::string_view insert_sort = R"(
INSERT INTO sort_value (record_no, name, value) VALUES (:no, :name, :value) ON CONFLICT DO NOTHING
)";

constexpr std::string_view insert_unique = R"(
INSERT INTO unique_value (kind, path, value, record_no) VALUES (:kind, :path, :value, :no)
)";

constexpr std::string_view insert_reference = R"(
INSERT INTO reference (record_no, position, path, pointer, to_id) VALUES (:no, :position, :path, :pointer, :to_id)
)";

// Where a field is looked up: in the body, or beside it, in what the server set and computed. Kept apart so that the
// body, by far the largest, is not copied for every write.
struct Places {
    const Json& body;
    Json beside;

    const Json& of(const Field& field) const {
        const bool here = !field.segments.empty() && beside.contains(field.segments.front());
        return here ? beside : body;
    }
};

Places places_of(const StoredRecord& record) {
    Json beside = {{"id", record.id},
                   {"kind", record.kind},
                   {"slug", record.slug},
                   {"revision", record.revision},
                   {"createdAt", record.created_at},
                   {"updatedAt", record.updated_at},
                   {"updatedBy", record.updated_by},
                   {"status", status_of(record.body)},
                   {"visibility", visibility_of(record.body)},
                   {"derived", record.derived}};
    return {record.body, std::move(beside)};
}

class Writing {
public:
    Writing(Connection& connection, const Kind& kind, const Projected& projected)
        : connection_(connection), kind_(kind), projected_(projected) {}

    void field(const Field& field, const Places& places) {
        const bool derived = !field.segments.empty() && field.segments.front() == "derived";
        bool sorted = field.sort.empty() || !sort_column(kind_, field).empty();
        field.for_each(places.of(field), [&](const Json& value, const std::string& pointer) {
            if (!field.filter.empty()) filter(field, value);
            if (!field.range.empty()) range(field, value);
            if (!sorted) sorted = sort(field, value);
            if (field.unique && !derived) unique(field, value);
            if (!field.references.empty() && !derived) reference(field, value, pointer);
        });
    }

private:
    void filter(const Field& field, const Json& value) {
        const auto text = filter_text(value);
        if (!text) return;
        Query query(connection_, insert_filter);
        query.bind(":kind", kind_.name).bind(":name", field.filter).bind(":value", *text);
        query.bind(":is_public", is_public()).bind(":no", projected_.no).run();
    }

    void range(const Field& field, const Json& json) {
        const auto value = range_value(field.type, json);
        if (!value) return;
        Query query(connection_, insert_range);
        query.bind(":kind", kind_.name).bind(":name", field.range).bind_value(":value", *value);
        query.bind(":is_public", is_public()).bind(":no", projected_.no).run();
    }

    bool sort(const Field& field, const Json& json) {
        const auto value = sort_value(field.type, json);
        if (!value) return false;
        Query query(connection_, insert_sort);
        query.bind(":no", projected_.no).bind(":name", field.sort).bind_value(":value", *value).run();
        return true;
    }

    void unique(const Field& field, const Json& value) {
        const auto text = filter_text(value);
        if (!text) return;
        Query query(connection_, insert_unique);
        query.bind(":kind", kind_.name)
            .bind(":path", field.path)
            .bind(":value", *text)
            .bind(":no", projected_.no)
            .run();
    }

    void reference(const Field& field, const Json& value, const std::string& pointer) {
        if (!value.is_string()) return;
        Query query(connection_, insert_reference);
        query.bind(":no", projected_.no).bind(":position", position_++).bind(":path", field.path);
        query.bind(":pointer", pointer).bind(":to_id", value.get_ref<const std::string&>()).run();
    }

    std::int64_t is_public() const { return projected_.is_public ? 1 : 0; }

    Connection& connection_;
    const Kind& kind_;
    const Projected& projected_;
    std::int64_t position_ = 0;
};

}  // namespace

std::optional<std::string> text_member(const Json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || !found->is_string()) return std::nullopt;
    return found->get<std::string>();
}

std::string status_of(const Json& body) {
    return text_member(body, "status").value_or(default_status);
}

std::string visibility_of(const Json& body) {
    return text_member(body, "visibility").value_or(default_visibility);
}

bool is_public(const Json& body) {
    return status_of(body) == "published" && visibility_of(body) == "public";
}

void clear_projections(Connection& connection, std::int64_t no) {
    for (const auto* sql : clear_sql) Query(connection, sql).bind(":no", no).run();
}

void write_projections(Connection& connection, const Kind& kind, const StoredRecord& record,
                       const Projected& projected) {
    if (!projected.fresh) clear_projections(connection, projected.no);
    if (record.deleted) return;
    const auto places = places_of(record);
    Writing writing(connection, kind, projected);
    for (const auto& field : kind.fields) writing.field(field, places);
    write_typed_projections(connection, record, projected.no);
}

std::string_view sort_column(const Kind& kind, const Field& field) {
    if (field.path == kind.title_field) return "title_key";
    if (field.path == "validFrom") return "valid_from";
    if (field.path == "validUntil") return "valid_until";
    if (field.path == "createdAt") return "created_at";
    if (field.path == "updatedAt") return "updated_at";
    return {};
}

}  // namespace afb::storage
