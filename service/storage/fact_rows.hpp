// Records as insights compute with them: no texts, everything typed, read from the projections in one go.
//
// Guarantees: rows come in the order of the record's number; each is whole. A row of the past is made by the same
// projections from what the record and its derivation were then, so a fact of then and one of now mean the same.
// Leaves out: bodies, and what can be had from the head of a record only when it is shown.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/dates.hpp"

namespace afb::storage {

// A value of a filter of the catalog.
struct FilterFact {
    std::string name;
    std::string value;
};

// A value of a range of the catalog; `rank` is that of values.hpp.
struct RangeFact {
    std::string name;
    std::int64_t rank = 0;
};

struct RegionLinkFact {
    std::string region_id;
    std::string nature;  // of a partnership's region: full, partial, crossBorder; "" not stated
    bool is_main = false;
};

struct PartyFact {
    std::string party_id;  // "" for a party by name only
    std::string name;
    std::string role;
    bool is_signed = false;  // a day is stated
};

struct TariffRow {
    std::int64_t position = 0;
    std::string amount_state;
    std::optional<std::int64_t> amount_cents;
    std::optional<std::int64_t> min_cents;
    std::optional<std::int64_t> max_cents;
    std::string currency;
    std::string percentage;  // decimal texts; "" not stated
    std::optional<std::int64_t> scale_amount_cents;
    std::string unit;
    std::string days_per_week;
    std::string hours_per_day;
    std::optional<std::int64_t> max_months_per_year;
    std::vector<FilterFact> scope;  // for whom, and in which unit
};

struct RouteStepRow {
    std::int64_t order = 0;
    std::string role;
    std::string from_actor;
    std::string from_id;
    std::string to_actor;
    std::string to_id;
    std::string funding_source;
    std::string share;  // percent, a decimal text
    std::optional<std::int64_t> amount_cents;
    std::optional<bool> known;
};

struct CoverageRow {
    std::string school_year;
    std::optional<std::int64_t> students_total;
    std::optional<std::int64_t> students_in_samen_opleiden;
    std::optional<std::int64_t> schools_total;
    std::optional<std::int64_t> schools_participating;
    std::optional<std::int64_t> intake;
};

struct DivisionRow {
    std::string actor;
    std::string organisation_id;
    std::string basis;
    std::optional<std::int64_t> value_cents;  // of a share: hundredths of a per cent
    std::string purpose;
};

struct FundingRow {
    std::string scheme;
    std::string scheme_reference;
    std::string school_year;
    std::optional<std::int64_t> calendar_year;
    std::string currency;
    std::optional<std::int64_t> per_student_cents;
    std::optional<std::int64_t> total_cents;
    std::optional<std::int64_t> student_count;
    std::optional<std::int64_t> divided_cents;
    std::optional<std::int64_t> undivided_cents;
    std::optional<bool> overdivided;
    std::vector<DivisionRow> division;
};

struct ParticipationRow {
    std::string organisation_id;
    std::optional<Date> valid_from;
    std::optional<Date> valid_until;
};

struct PartyCountRow {
    std::string party_type;
    std::int64_t number = 0;
    std::optional<Date> as_of;
};

struct FactRow {
    std::int64_t no = 0;
    std::string id;
    std::string kind;
    std::string title;
    bool is_public = false;
    std::optional<Date> valid_from;
    std::optional<Date> valid_until;
    std::string created_at;
    std::string updated_at;
    std::string boundary;  // of an agreement: what was derived, as JSON; else ""
    std::vector<FilterFact> filters;
    std::vector<RangeFact> ranges;
    std::vector<FilterFact> references;  // to records of the same kind that no filter names: name is the field's path
    std::vector<RegionLinkFact> regions;
    std::vector<PartyFact> parties;
    std::vector<TariffRow> tariffs;
    std::vector<RouteStepRow> steps;
    std::vector<CoverageRow> coverage;
    std::optional<FundingRow> funding;
    std::vector<ParticipationRow> participations;  // of a region: who takes part
    std::vector<PartyCountRow> party_counts;       // of a region: how it says it is made up
};

using VisitFacts = std::function<void(const FactRow&)>;

}  // namespace afb::storage
