#include "service/insights/detail_facts.hpp"

#include <functional>
#include <string>

#include "schema/json.hpp"
#include "service/storage/values.hpp"

namespace afb::insights {
namespace {

std::uint64_t title_number(const std::string& title) {
    std::string folded;
    for (const char c : storage::fold_key(title)) {
        if (c == ' ' && (folded.empty() || folded.back() == ' ')) continue;
        folded += c;
    }
    while (!folded.empty() && folded.back() == ' ') folded.pop_back();
    return std::hash<std::string>{}(folded);
}

// A moment of the store; its day.
Day day_of(const std::string& moment) {
    const auto date = Date::parse(std::string_view(moment).substr(0, 10));
    return date ? day_number(*date) : 0;
}

BoundaryValue boundary_value(const Json& boundary, const char* member) {
    const auto found = boundary.find(member);
    if (found == boundary.end() || !found->is_string()) return BoundaryValue::unknown;
    return boundary_of(found->get_ref<const std::string&>()).value_or(BoundaryValue::unknown);
}

std::optional<Money> money_of(const std::optional<std::int64_t>& cents) {
    if (!cents) return std::nullopt;
    return Money::from_cents(*cents);
}

DividedPart part_of(const storage::DivisionRow& row, Codes& codes) {
    DividedPart part{.actor = codes.code("divisionActor", row.actor),
                     .basis = division_basis_of(row.basis).value_or(DivisionBasis::fixed)};
    if (part.basis != DivisionBasis::share) {
        part.cents = row.value_cents;
    } else if (row.value_cents) {
        part.share = Decimal::from_ten_thousandths(*row.value_cents * (Decimal::scale / 100));
    }
    return part;
}

FundingYear year_of(const storage::FundingRow& row) {
    if (const auto year = SchoolYear::parse(row.school_year)) return {FundingYear::Kind::school, year->start()};
    if (row.calendar_year) return {FundingYear::Kind::calendar, static_cast<std::int32_t>(*row.calendar_year)};
    return {};
}

FundingRow funding_of(const storage::FundingRow& row, Codes& codes) {
    FundingRow fact;
    // A reference is exact, a name is not; the same scheme is known by its reference where there is one.
    const std::string& scheme = row.scheme_reference.empty() ? row.scheme : row.scheme_reference;
    if (!scheme.empty()) fact.scheme = codes.code("scheme", scheme);
    fact.year = year_of(row);
    fact.amounts = {money_of(row.total_cents), money_of(row.per_student_cents), row.student_count};
    for (const storage::DivisionRow& part : row.division) fact.parts.push_back(part_of(part, codes));
    return fact;
}

}  // namespace

void Details::close(DetailRecord record) {
    record.parties_end = static_cast<std::uint32_t>(parties_.size());
    record.participations_end = static_cast<std::uint32_t>(participations_.size());
    record.counts_end = static_cast<std::uint32_t>(counts_.size());
    record.fundings_end = static_cast<std::uint32_t>(fundings_.size());
    records_.push_back(record);
}

void Details::add(const storage::FactRow& row, Codes& codes) {
    DetailRecord record{.title = title_number(row.title),
                        .period = period_of({row.valid_from, row.valid_until}),
                        .created = day_of(row.created_at)};
    if (!row.boundary.empty()) {
        const Json boundary = Json::parse(row.boundary);
        record.boundary = boundary_value(boundary, "value");
        record.computed = boundary_value(boundary, "computed");
    }
    for (const storage::PartyFact& party : row.parties) {
        parties_.push_back(party.party_id.empty() ? unstated_code : codes.code("party", party.party_id));
    }
    for (const storage::ParticipationRow& one : row.participations) {
        participations_.push_back(
            {codes.code("participant", one.organisation_id), period_of({one.valid_from, one.valid_until})});
    }
    for (const storage::PartyCountRow& count : row.party_counts) {
        counts_.push_back({.party_type = codes.code("partyType", count.party_type),
                           .number = count.number,
                           .as_of = count.as_of ? day_number(*count.as_of) : day_not_stated});
    }
    if (row.funding) fundings_.push_back(funding_of(*row.funding, codes));
    close(record);
}

void Details::add(const Details& other, std::size_t index) {
    const auto copy = [](auto& column, const auto& part) { column.insert(column.end(), part.begin(), part.end()); };
    copy(parties_, other.parties(index));
    copy(participations_, other.participations(index));
    copy(counts_, other.counts(index));
    copy(fundings_, other.funding(index));
    close(other.at(index));
}

}  // namespace afb::insights
