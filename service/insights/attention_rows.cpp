#include "service/insights/attention_rows.hpp"

#include <algorithm>
#include <array>

#include "service/insights/region_links.hpp"
#include "service/insights/step_codes.hpp"

namespace afb::insights {
namespace {

// Codes of the values that the rules look at.
struct Values {
    explicit Values(Codes& codes)
        : archived(codes.code("status", "archived")),
          ended(codes.code("regulationState", "ended")),
          terminated(codes.code("agreementState", "terminated")),
          renews(codes.code("automaticRenewal", "true")),
          rests_on_agreement(codes.code("binding", "agreement")),
          to_student(codes.code("direction", "toStudent")),
          allowance(codes.code("allowanceType", "stagevergoeding")),
          none(codes.code("allowanceType", "none")),
          national(codes.code("level", "national")),
          between(codes.code("level", "betweenPartnerships")),
          of_region(codes.code("level", "onderwijsregio")),
          of_partnership(codes.code("level", "partnership")),
          cao(codes.code("agreementType", "cao")) {
        for (const char* reason : {"no-unit", "no-days-basis", "percentage-without-scale", "per-year-without-months",
                                   "per-hour-without-hours"}) {
            without_basis.push_back(codes.code("notComparable", reason));
        }
    }

    Code archived, ended, terminated, renews, rests_on_agreement, to_student, allowance, none, national, between,
        of_region, of_partnership, cao;
    std::vector<Code> without_basis;
};

bool has(const RecordRef& record, Code code) {
    return has_any(record.filters(), std::array{code});
}

class Rows {
public:
    Rows(const VisibleRecords& records, const Chains& chains, Day today)
        : records_(records),
          chains_(chains),
          today_(today),
          names_(records.facts().codes()),
          values_(records.facts().codes()),
          steps_(records.facts()) {}

    void read(AttentionInput& input) {
        find_replaced();
        owner_ = records_.facts().codes().name("owner");
        const auto organisations = records_.of_kind("organisation");
        const auto fundings = records_.of_kind("funding");
        const auto agreements = records_.of_kind("agreement");
        const auto regulations = records_.of_kind("stagevergoeding");
        const auto within = [](std::int32_t number, VisibleRecords::Range range) {
            return number >= range.begin && number < range.end;
        };
        rows_.reserve(records_.all().size());
        for (std::int32_t number = 0; number < static_cast<std::int32_t>(records_.all().size()); ++number) {
            const RecordRef& record = records_.at(number);
            if (has(record, values_.archived)) continue;
            RecordRow row = row_of(number);
            row.may_repeat = within(number, organisations);
            row.over = row.over || within(number, fundings);
            rows_.push_back(row);
            if (within(number, agreements)) agreements_.push_back(agreement_of(number));
            if (within(number, regulations) && !row.over && row.period.until >= today_) {
                regulations_.push_back(regulation_of(number));
            }
        }
        input.records = rows_;
        input.agreements = agreements_;
        input.regulations = regulations_;
    }

private:
    void find_replaced() {
        replaced_.assign(records_.all().size(), false);
        for (const SeriesLink& link : chains_.links) {
            replaced_[static_cast<std::size_t>(chains_.regulations[link.from].record)] = true;
        }
        for (const AgreementSuccession& succession : chains_.successions) {
            replaced_[static_cast<std::size_t>(succession.supersedes)] = true;
        }
    }

    RecordRow row_of(std::int32_t number) {
        const RecordRef& record = records_.at(number);
        const DetailRecord& detail = record.detail();
        RecordRow row{.record = number,
                      .kind = static_cast<Code>(kind_number(number)),
                      .holder = holder_of(record, names_),
                      .title = detail.title,
                      .period = detail.period,
                      .created = detail.created,
                      .checked = checked_on(record)};
        if (row.holder == unstated_code) row.holder = first_code(record, owner_);
        row.over = has_any(record.filters(), std::array{values_.ended, values_.terminated});
        row.continues = has(record, values_.renews);
        row.replaced = replaced_[static_cast<std::size_t>(number)];
        return row;
    }

    // Records come by kind.
    std::size_t kind_number(std::int32_t number) {
        const auto& kinds = records_.facts().catalog().kinds();
        while (number >= records_.of_kind(kinds[kind_].name).end) ++kind_;
        return kind_;
    }

    Day checked_on(const RecordRef& record) {
        if (!checked_) checked_ = records_.facts().codes().name("lastCheckedOn");
        for (const RangeValue& value : record.chunk->ranges(*record.record)) {
            if (value.name == *checked_) return day_of_digits(value.rank);
        }
        return day_not_stated;
    }

    RegulationRow regulation_of(std::int32_t number) const {
        const RecordRef& record = records_.at(number);
        RegulationRow row{.record = number};
        const bool to_student = has(record, values_.to_student);
        const Code type = first_code(record, names_.type);
        bool pays = type != values_.none;
        const auto tariffs = record.chunk->tariffs(*record.record);
        if (!tariffs.empty()) {
            pays = pays && std::any_of(tariffs.begin(), tariffs.end(),
                                       [](const TariffFact& tariff) { return tariff.outcome != Outcome::zero; });
        }
        row.needs_route = to_student && pays;
        row.needs_agreement =
            has(record, values_.rests_on_agreement) && first_code(record, names_.agreement) == unstated_code;
        if (to_student && (type == unstated_code || type == values_.allowance)) {
            row.tariffs_without_basis = static_cast<std::int32_t>(
                std::count_if(tariffs.begin(), tariffs.end(), [&](const TariffFact& t) { return lacks_basis(t); }));
        }
        const auto steps = record.chunk->steps(*record.record);
        row.steps = static_cast<std::int32_t>(steps.size());
        row.unknown_steps = static_cast<std::int32_t>(
            std::count_if(steps.begin(), steps.end(), [&](const StepFact& step) { return steps_.is_unknown(step); }));
        return row;
    }

    bool lacks_basis(const TariffFact& tariff) const {
        const auto& codes = values_.without_basis;
        return tariff.outcome == Outcome::not_comparable &&
               std::find(codes.begin(), codes.end(), tariff.reason) != codes.end();
    }

    AgreementRow agreement_of(std::int32_t number) {
        const RecordRef& record = records_.at(number);
        AgreementRow row{.record = number};
        const DetailRecord& detail = record.detail();
        row.override_contradicts = detail.computed != BoundaryValue::unknown && detail.computed != detail.boundary;
        const auto regions = records_.of_kind("onderwijsregio");
        const auto partnerships = records_.of_kind("partnership");
        bool speaks_for_all = false;
        for (const Code party : record.parties()) {
            if (party == unstated_code) {
                ++row.not_linked;
                ++row.sides;
                continue;
            }
            const std::int32_t other = records_.find(party);
            const bool is_partnership = other >= partnerships.begin && other < partnerships.end;
            const bool is_region = other >= regions.begin && other < regions.end;
            if (!has(record, values_.between) || is_partnership || other == no_record) ++row.sides;
            speaks_for_all = speaks_for_all || (is_region && has(record, values_.of_region)) ||
                             (is_partnership && has(record, values_.of_partnership));
        }
        // A region or partnership that makes an agreement of its own level speaks for all that are in it.
        row.sides_needed = speaks_for_all ? 1 : 2;
        if (has_any(record.filters(), std::array{values_.national, values_.cao})) row.sides_needed = 0;
        return row;
    }

    const VisibleRecords& records_;
    const Chains& chains_;
    Day today_;
    RegulationNames names_;
    Values values_;
    StepCodes steps_;
    NameNumber owner_ = 0;
    std::optional<NameNumber> checked_;
    std::size_t kind_ = 0;
    std::vector<bool> replaced_;
    std::vector<RecordRow> rows_;
    std::vector<AgreementRow> agreements_;
    std::vector<RegulationRow> regulations_;
};

}  // namespace

KnowledgeAttention attention_of(const VisibleRecords& records, const Chains& chains,
                                std::span<const SeveralRegions> sites, Day today) {
    KnowledgeAttention found;
    found.claims = claims_of(records, today);
    found.contradictions = find_contradictions(found.claims);
    std::vector<std::int32_t> in_several;
    for (const SeveralRegions& site : sites) in_several.push_back(site.site);
    AttentionInput input{.today = today, .contradictions = found.contradictions, .in_several_regions = in_several};
    Rows rows(records, chains, today);
    rows.read(input);
    found.attention = find_attention(input);
    return found;
}

}  // namespace afb::insights
