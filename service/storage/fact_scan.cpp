#include "service/storage/fact_scan.hpp"

#include "service/storage/values.hpp"

namespace afb::storage {
namespace {

constexpr std::string_view heads = R"(
SELECT r.no, r.id, r.kind, r.title, r.is_public, r.valid_from, r.valid_until, r.updated_at, r.created_at,
    CASE r.kind WHEN 'agreement' THEN d.derived -> '$.boundary' END
FROM record r JOIN derivation d ON d.record_no = r.no
WHERE r.no BETWEEN :first AND :last AND r.deleted_at IS NULL
ORDER BY r.no
)";

constexpr std::string_view filters = R"(
SELECT record_no, name, value FROM filter_value
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no
)";

constexpr std::string_view ranges = R"(
SELECT record_no, name, value FROM range_value
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no
)";

constexpr std::string_view references = R"(
SELECT record_no, path, to_id FROM reference
WHERE record_no BETWEEN :first AND :last AND path IN ('supersedesId', 'mergedIntoId')
ORDER BY record_no, position
)";

constexpr std::string_view regions = R"(
SELECT record_no, region_id, nature, is_main FROM region_link
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, region_id
)";

constexpr std::string_view parties = R"(
SELECT record_no, party_id, name, role, signed_on IS NOT NULL FROM party
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

constexpr std::string_view tariffs = R"(
SELECT record_no, position, amount_state, amount_cents, min_cents, max_cents, currency, percentage, scale_amount_cents,
    unit, days_per_week, hours_per_day, max_months_per_year
FROM tariff
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

constexpr std::string_view scopes = R"(
SELECT record_no, position, name, value FROM tariff_scope
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position, name, value
)";

constexpr std::string_view steps = R"(
SELECT record_no, step_order, role, from_actor, from_organisation_id, to_actor, to_organisation_id, funding_source,
    share, amount_cents, is_known
FROM route_step
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

constexpr std::string_view coverages = R"(
SELECT record_no, school_year, students_total, students_in_samen_opleiden, schools_total, schools_participating, intake
FROM coverage
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

constexpr std::string_view fundings = R"(
SELECT record_no, scheme, scheme_reference, school_year, calendar_year, currency, per_student_cents, total_cents,
    student_count, divided_cents, undivided_cents, is_overdivided
FROM funding
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no
)";

constexpr std::string_view divisions = R"(
SELECT record_no, actor, organisation_id, basis, value_cents, purpose FROM division
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

constexpr std::string_view participations = R"(
SELECT record_no, organisation_id, valid_from, valid_until FROM participation
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

constexpr std::string_view party_counts = R"(
SELECT record_no, party_type, number, as_of FROM party_count
WHERE record_no BETWEEN :first AND :last
ORDER BY record_no, position
)";

std::optional<std::int64_t> optional_integer(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return query.integer(column);
}

std::optional<bool> optional_flag(const Query& query, int column) {
    if (query.is_null(column)) return std::nullopt;
    return query.integer(column) != 0;
}

// The rows of one table, which come in the order of the record's number: column 0.
class Cursor {
public:
    Cursor(Connection& connection, std::string_view sql, std::int64_t first, std::int64_t last)
        : query_(connection, sql) {
        query_.bind(":first", first).bind(":last", last);
        next();
    }

    // Calls use(query) for each row of this record, and passes over those of earlier ones.
    template <class Use>
    void rows_of(std::int64_t no, Use use) {
        while (!ended_ && no_ <= no) {
            if (no_ == no) use(query_);
            next();
        }
    }

private:
    void next() {
        ended_ = !query_.step();
        if (!ended_) no_ = query_.integer(0);
    }

    Query query_;
    std::int64_t no_ = 0;
    bool ended_ = false;
};

TariffRow tariff_from(const Query& row) {
    return {.position = row.integer(1),
            .amount_state = row.text(2),
            .amount_cents = optional_integer(row, 3),
            .min_cents = optional_integer(row, 4),
            .max_cents = optional_integer(row, 5),
            .currency = row.text(6),
            .percentage = row.text(7),
            .scale_amount_cents = optional_integer(row, 8),
            .unit = row.text(9),
            .days_per_week = row.text(10),
            .hours_per_day = row.text(11),
            .max_months_per_year = optional_integer(row, 12),
            .scope = {}};
}

RouteStepRow step_from(const Query& row) {
    return {.order = row.integer(1),
            .role = row.text(2),
            .from_actor = row.text(3),
            .from_id = row.text(4),
            .to_actor = row.text(5),
            .to_id = row.text(6),
            .funding_source = row.text(7),
            .share = row.text(8),
            .amount_cents = optional_integer(row, 9),
            .known = optional_flag(row, 10)};
}

CoverageRow coverage_from(const Query& row) {
    return {.school_year = row.text(1),
            .students_total = optional_integer(row, 2),
            .students_in_samen_opleiden = optional_integer(row, 3),
            .schools_total = optional_integer(row, 4),
            .schools_participating = optional_integer(row, 5),
            .intake = optional_integer(row, 6)};
}

FundingRow funding_from(const Query& row) {
    return {.scheme = row.text(1),
            .scheme_reference = row.text(2),
            .school_year = row.text(3),
            .calendar_year = optional_integer(row, 4),
            .currency = row.text(5),
            .per_student_cents = optional_integer(row, 6),
            .total_cents = optional_integer(row, 7),
            .student_count = optional_integer(row, 8),
            .divided_cents = optional_integer(row, 9),
            .undivided_cents = optional_integer(row, 10),
            .overdivided = optional_flag(row, 11),
            .division = {}};
}

DivisionRow division_from(const Query& row) {
    return {.actor = row.text(1),
            .organisation_id = row.text(2),
            .basis = row.text(3),
            .value_cents = optional_integer(row, 4),
            .purpose = row.text(5)};
}

FactRow head_from(const Query& row) {
    FactRow fact;
    fact.no = row.integer(0);
    fact.id = row.text(1);
    fact.kind = row.text(2);
    fact.title = row.text(3);
    fact.is_public = row.integer(4) != 0;
    fact.valid_from = Date::parse(row.text(5));
    fact.valid_until = Date::parse(row.text(6));
    fact.updated_at = row.text(7);
    fact.created_at = row.text(8);
    fact.boundary = row.text(9);
    return fact;
}

class Scan {
public:
    Scan(Connection& connection, std::int64_t first, std::int64_t last)
        : filters_(connection, filters, first, last),
          ranges_(connection, ranges, first, last),
          references_(connection, references, first, last),
          regions_(connection, regions, first, last),
          parties_(connection, parties, first, last),
          tariffs_(connection, tariffs, first, last),
          scopes_(connection, scopes, first, last),
          steps_(connection, steps, first, last),
          coverages_(connection, coverages, first, last),
          fundings_(connection, fundings, first, last),
          divisions_(connection, divisions, first, last),
          participations_(connection, participations, first, last),
          party_counts_(connection, party_counts, first, last) {}

    void complete(FactRow& fact) {
        filters_.rows_of(fact.no, [&](const Query& row) { fact.filters.push_back({row.text(1), row.text(2)}); });
        ranges_.rows_of(fact.no, [&](const Query& row) {
            fact.ranges.push_back({row.text(1), rank_of(row.value(2))});
        });
        references_.rows_of(fact.no, [&](const Query& row) { fact.references.push_back({row.text(1), row.text(2)}); });
        regions_.rows_of(fact.no, [&](const Query& row) {
            fact.regions.push_back({row.text(1), row.text(2), row.integer(3) != 0});
        });
        parties_.rows_of(fact.no, [&](const Query& row) {
            fact.parties.push_back({row.text(1), row.text(2), row.text(3), row.integer(4) != 0});
        });
        tariffs_.rows_of(fact.no, [&](const Query& row) { fact.tariffs.push_back(tariff_from(row)); });
        scopes_.rows_of(fact.no, [&](const Query& row) {
            const auto position = static_cast<std::size_t>(row.integer(1));  // tariffs are numbered 0, 1, 2 ...
            if (position < fact.tariffs.size()) fact.tariffs[position].scope.push_back({row.text(2), row.text(3)});
        });
        steps_.rows_of(fact.no, [&](const Query& row) { fact.steps.push_back(step_from(row)); });
        coverages_.rows_of(fact.no, [&](const Query& row) { fact.coverage.push_back(coverage_from(row)); });
        fundings_.rows_of(fact.no, [&](const Query& row) { fact.funding = funding_from(row); });
        divisions_.rows_of(fact.no, [&](const Query& row) {
            if (fact.funding) fact.funding->division.push_back(division_from(row));
        });
        participations_.rows_of(fact.no, [&](const Query& row) {
            fact.participations.push_back({row.text(1), Date::parse(row.text(2)), Date::parse(row.text(3))});
        });
        party_counts_.rows_of(fact.no, [&](const Query& row) {
            fact.party_counts.push_back({row.text(1), row.integer(2), Date::parse(row.text(3))});
        });
    }

private:
    Cursor filters_;
    Cursor ranges_;
    Cursor references_;
    Cursor regions_;
    Cursor parties_;
    Cursor tariffs_;
    Cursor scopes_;
    Cursor steps_;
    Cursor coverages_;
    Cursor fundings_;
    Cursor divisions_;
    Cursor participations_;
    Cursor party_counts_;
};

}  // namespace

void scan_facts(Connection& connection, std::int64_t first, std::int64_t last, const VisitFacts& visit) {
    Query records(connection, heads);
    records.bind(":first", first).bind(":last", last);
    Scan scan(connection, first, last);
    while (records.step()) {
        FactRow fact = head_from(records);
        scan.complete(fact);
        visit(fact);
    }
}

}  // namespace afb::storage
