#include "service/storage/projection.hpp"
#include "service/storage/session.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view linked_head = R"(
SELECT r.id, r.kind, r.title, v.body ->> '$.reach', v.body -> '$.sectors'
FROM record r JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
WHERE r.id = :id AND r.deleted_at IS NULL
)";

// An onderwijsregio is its own region, a partnership names its regions, of the other kinds the regions were derived.
constexpr std::string_view own_regions = R"(
SELECT l.region_id FROM record r JOIN region_link l ON l.record_no = r.no WHERE r.id = :id ORDER BY l.region_id
)";

// The regions an organisation or one of those above it takes part in, or leads. At most 16 levels, so that a circle of
// parents ends.
constexpr std::string_view regions_taken_part_in = R"(
WITH RECURSIVE above (id, level) AS (
    VALUES (:id, 0)
    UNION
    SELECT f.to_id, a.level + 1
    FROM above a
    JOIN record r ON r.id = a.id AND r.deleted_at IS NULL
    JOIN reference f ON f.record_no = r.no AND f.path = 'parentId'
    WHERE a.level < 16
)
SELECT DISTINCT g.id
FROM above a
JOIN reference f ON f.to_id = a.id AND f.path IN ('participants[].organisationId', 'leadOrganisationId')
JOIN record g ON g.no = f.record_no AND g.kind = 'onderwijsregio'
ORDER BY g.id
)";

// Otherwise: the regions of the partnerships it, or one above it, is a member of or leads.
constexpr std::string_view regions_of_partnerships = R"(
WITH RECURSIVE above (id, level) AS (
    VALUES (:id, 0)
    UNION
    SELECT f.to_id, a.level + 1
    FROM above a
    JOIN record r ON r.id = a.id AND r.deleted_at IS NULL
    JOIN reference f ON f.record_no = r.no AND f.path = 'parentId'
    WHERE a.level < 16
)
SELECT DISTINCT l.region_id
FROM above a
JOIN reference f ON f.to_id = a.id AND f.path IN ('members[].organisationId', 'leadOrganisationId')
JOIN record p ON p.no = f.record_no AND p.kind = 'partnership'
JOIN region_link l ON l.record_no = p.no
ORDER BY l.region_id
)";

std::vector<std::string> ids_from(Connection& connection, std::string_view sql, std::string_view id) {
    Query query(connection, sql);
    query.bind(":id", id);
    std::vector<std::string> ids;
    while (query.step()) ids.push_back(query.text(0));
    return ids;
}

std::vector<std::string> texts_of(const std::string& json) {
    std::vector<std::string> texts;
    if (json.empty()) return texts;
    for (const auto& value : Json::parse(json))
        if (value.is_string()) texts.push_back(value.get<std::string>());
    return texts;
}

}  // namespace

std::optional<LinkedRecord> Session::find_linked(std::string_view id) {
    LinkedRecord linked;
    {
        Query query(connection_, linked_head);
        if (!query.bind(":id", id).step()) return std::nullopt;
        linked.id = query.text(0);
        linked.kind = query.text(1);
        linked.title = query.text(2);
        linked.national_region = linked.kind == "onderwijsregio" && query.text(3) == "national";
        linked.sectors = texts_of(query.text(4));
    }
    if (linked.kind != "organisation") {
        linked.region_ids = ids_from(connection_, own_regions, id);
        return linked;
    }
    linked.region_ids = ids_from(connection_, regions_taken_part_in, id);
    if (linked.region_ids.empty()) linked.region_ids = ids_from(connection_, regions_of_partnerships, id);
    return linked;
}

}  // namespace afb::storage
