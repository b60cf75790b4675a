#include "service/storage/typed_projection.hpp"

#include <string>

namespace afb::storage {
namespace {

// An onderwijsregio is its own region; a partnership names its regions; of the others we know what was derived from
// their parties or holder.
constexpr std::string_view insert_own_region = R"(
INSERT INTO region_link (record_no, region_id) VALUES (:no, :id)
)";

constexpr std::string_view insert_named_regions = R"(
INSERT INTO region_link (record_no, region_id, nature, is_main)
SELECT :no, j.value ->> '$.regionId', j.value ->> '$.nature', j.value ->> '$.main'
FROM json_each(:list) j
WHERE j.value ->> '$.regionId' IS NOT NULL
ON CONFLICT DO NOTHING
)";

constexpr std::string_view insert_derived_regions = R"(
INSERT INTO region_link (record_no, region_id)
SELECT :no, j.value FROM json_each(:list) j WHERE j.type = 'text'
ON CONFLICT DO NOTHING
)";

constexpr std::string_view insert_parties = R"(
INSERT INTO party (record_no, position, party_id, name, role, signed_on)
SELECT :no, j.key, j.value ->> '$.partyId', j.value ->> '$.name', j.value ->> '$.role', j.value ->> '$.signedOn'
FROM json_each(:list) j
)";

// derived.tariffs names by its index the tariff it is about.
constexpr std::string_view insert_tariffs = R"(
WITH d AS MATERIALIZED (
    SELECT
        e.value ->> '$.index' AS position,
        afb_cents(e.value ->> '$.comparableMin') AS comparable_min,
        afb_cents(e.value ->> '$.comparableMax') AS comparable_max,
        e.value ->> '$.notComparable' AS not_comparable
    FROM json_each(:derived) e
)
INSERT INTO tariff (
    record_no, position, amount_state, amount_cents, min_cents, max_cents, currency, percentage, scale, unit,
    days_per_week, gross_net, comparable_min_cents, comparable_max_cents, not_comparable, scale_amount_cents,
    hours_per_day, max_months_per_year)
SELECT
    :no, j.key,
    j.value ->> '$.amount.state',
    CASE j.value ->> '$.amount.state' WHEN 'zero' THEN 0 ELSE afb_cents(j.value ->> '$.amount.value') END,
    afb_cents(j.value ->> '$.amount.min'),
    afb_cents(j.value ->> '$.amount.max'),
    j.value ->> '$.amount.currency',
    j.value ->> '$.amount.percentage',
    j.value ->> '$.amount.scale',
    j.value ->> '$.unit',
    j.value ->> '$.daysPerWeek',
    j.value ->> '$.grossNet',
    d.comparable_min, d.comparable_max, d.not_comparable,
    afb_cents(j.value ->> '$.amount.scaleAmount'),
    j.value ->> '$.hoursPerDay',
    j.value ->> '$.maxMonthsPerYear'
FROM json_each(:list) j
LEFT JOIN d ON d.position = j.key
)";

// Each value by the name of the filter that finds the record by it.
constexpr std::string_view insert_tariff_scopes = R"(
WITH scope (name, path) AS (
    VALUES ('sector', '$.appliesTo.sectors'), ('programme', '$.appliesTo.programmes'),
        ('studyMode', '$.appliesTo.studyModes'), ('studyYear', '$.appliesTo.studyYears'),
        ('contractForm', '$.appliesTo.contractForms'), ('unit', '$.unit'), ('grossNet', '$.grossNet')
)
INSERT INTO tariff_scope (record_no, position, name, value)
SELECT :no, j.key, s.name, CAST(v.value AS TEXT)
FROM json_each(:list) j JOIN scope s JOIN json_each(j.value, s.path) v
WHERE v.value IS NOT NULL
ON CONFLICT DO NOTHING
)";

constexpr std::string_view insert_funding = R"(
INSERT INTO funding (
    record_no, scheme, scheme_reference, school_year, calendar_year, currency, per_student_cents, total_cents,
    student_count, divided_cents, undivided_cents, is_overdivided)
VALUES (
    :no, :body ->> '$.scheme.name', :body ->> '$.scheme.reference', :body ->> '$.period.schoolYear',
    :body ->> '$.period.calendarYear', :body ->> '$.currency', afb_cents(:body ->> '$.amountPerStudent'),
    afb_cents(:body ->> '$.totalAmount'), :body ->> '$.studentCount', afb_cents(:division ->> '$.total'),
    afb_cents(:division ->> '$.undivided'), :division ->> '$.overdivided')
)";

constexpr std::string_view insert_division = R"(
INSERT INTO division (record_no, position, actor, organisation_id, basis, value_cents, purpose)
SELECT
    :no, j.key, j.value ->> '$.to.actor', j.value ->> '$.to.organisationId', j.value ->> '$.basis',
    afb_cents(j.value ->> '$.value'), j.value ->> '$.purpose'
FROM json_each(:list) j
)";

constexpr std::string_view insert_route_steps = R"(
INSERT INTO route_step (
    record_no, position, step_order, role, from_actor, from_organisation_id, to_actor, to_organisation_id,
    funding_source, share, amount_cents, timing, is_known)
SELECT
    :no, j.key, j.value ->> '$.order', j.value ->> '$.role',
    j.value ->> '$.from.actor', j.value ->> '$.from.organisationId',
    j.value ->> '$.to.actor', j.value ->> '$.to.organisationId',
    j.value ->> '$.fundingSource', j.value ->> '$.share', afb_cents(j.value ->> '$.amount'), j.value ->> '$.timing',
    j.value ->> '$.known'
FROM json_each(:list) j
)";

constexpr std::string_view insert_coverage = R"(
INSERT INTO coverage (
    record_no, position, school_year, students_total, students_in_samen_opleiden, schools_total, schools_participating,
    intake)
SELECT
    :no, j.key, j.value ->> '$.schoolYear', j.value ->> '$.studentsTotal', j.value ->> '$.studentsInSamenOpleiden',
    j.value ->> '$.schoolsTotal', j.value ->> '$.schoolsParticipating', j.value ->> '$.intake'
FROM json_each(:list) j
)";

constexpr std::string_view insert_participations = R"(
INSERT INTO participation (record_no, position, organisation_id, valid_from, valid_until)
SELECT :no, j.key, j.value ->> '$.organisationId', j.value ->> '$.from', j.value ->> '$.until'
FROM json_each(:list) j
)";

constexpr std::string_view insert_party_counts = R"(
INSERT INTO party_count (record_no, position, party_type, sector, number, as_of)
SELECT
    :no, j.key, j.value ->> '$.partyType', j.value ->> '$.sector', j.value ->> '$.number', j.value ->> '$.asOf'
FROM json_each(:list) j
)";

const Json* list_at(const Json& object, const char* name) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(name);
    return found != object.end() && found->is_array() && !found->empty() ? &*found : nullptr;
}

void insert(Connection& connection, std::string_view sql, std::int64_t no, const Json* list) {
    if (list != nullptr) Query(connection, sql).bind(":no", no).bind(":list", list->dump()).run();
}

void insert_tariff_list(Connection& connection, std::int64_t no, const StoredRecord& record) {
    const auto* tariffs = list_at(record.body, "tariffs");
    if (tariffs == nullptr) return;
    insert(connection, insert_tariff_scopes, no, tariffs);
    const auto* derived = list_at(record.derived, "tariffs");
    Query query(connection, insert_tariffs);
    query.bind(":no", no).bind(":list", tariffs->dump()).bind(":derived", derived ? derived->dump() : "[]").run();
}

void insert_funding_figures(Connection& connection, std::int64_t no, const StoredRecord& record) {
    const auto division = record.derived.find("division");
    Query query(connection, insert_funding);
    query.bind(":no", no).bind(":body", record.body.dump());
    query.bind(":division", division != record.derived.end() ? division->dump() : "{}").run();
    insert(connection, insert_division, no, list_at(record.body, "division"));
}

}  // namespace

void write_typed_projections(Connection& connection, const StoredRecord& record, std::int64_t no) {
    const auto& body = record.body;
    if (record.kind == "onderwijsregio")
        Query(connection, insert_own_region).bind(":no", no).bind(":id", record.id).run();
    insert(connection, insert_named_regions, no, list_at(body, "regions"));
    insert(connection, insert_derived_regions, no, list_at(record.derived, "regionIds"));
    insert(connection, insert_parties, no, list_at(body, "parties"));
    insert_tariff_list(connection, no, record);
    if (const auto route = body.find("paymentRoute"); route != body.end())
        insert(connection, insert_route_steps, no, list_at(*route, "steps"));
    insert(connection, insert_coverage, no, list_at(body, "coverage"));
    insert(connection, insert_participations, no, list_at(body, "participants"));
    if (const auto composition = body.find("composition"); composition != body.end())
        insert(connection, insert_party_counts, no, list_at(*composition, "counts"));
    if (record.kind == "funding") insert_funding_figures(connection, no, record);
}

}  // namespace afb::storage
