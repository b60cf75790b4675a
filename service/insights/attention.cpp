#include "service/insights/attention.hpp"

#include <algorithm>
#include <array>
#include <tuple>

namespace afb::insights {
namespace {

constexpr std::array<std::string_view, reasons> codes{
    "amountsContradict", "overrideContradicts", "inSeveralRegions", "expiredNotReplaced", "endingSoon",
    "duplicate",         "partyMissing",        "partyNotLinked",   "missingBasis",       "missingAgreement",
    "routeNotStated",    "routeUnknownSteps",   "checkedLongAgo",   "neverChecked",
};

class Collector {
public:
    void add(AttentionReason reason, std::int32_t record, Day day = 0, std::int32_t number = 0) {
        add(reason, std::span(&record, 1), day, number);
    }
    void add(AttentionReason reason, std::span<const std::int32_t> records, Day day, std::int32_t number) {
        const auto begin = static_cast<std::uint32_t>(found_.records.size());
        found_.records.insert(found_.records.end(), records.begin(), records.end());
        found_.findings.push_back({reason, day, number, begin, static_cast<std::uint32_t>(found_.records.size())});
    }

    Attention sorted() {
        const auto& records = found_.records;
        std::sort(found_.findings.begin(), found_.findings.end(), [&](const Finding& left, const Finding& right) {
            return std::tie(left.reason, left.day, records[left.begin], left.number, left.begin) <
                   std::tie(right.reason, right.day, records[right.begin], right.number, right.begin);
        });
        return std::move(found_);
    }

private:
    Attention found_;
};

void check_end(const RecordRow& row, Day today, Collector& collector) {
    if (row.period.until == Period::open_end || row.replaced || row.over || row.continues) return;
    if (row.period.until < today) {
        collector.add(AttentionReason::expired_not_replaced, row.record, row.period.until);
    } else if (row.period.until <= today + soon) {
        collector.add(AttentionReason::ending_soon, row.record, row.period.until);
    }
}

void check_checked(const RecordRow& row, Day today, Collector& collector) {
    if (row.checked != day_not_stated) {
        if (row.checked < today - check_every)
            collector.add(AttentionReason::checked_long_ago, row.record, row.checked);
    } else if (row.created < today - check_every) {
        collector.add(AttentionReason::never_checked, row.record, row.created);
    }
}

void check_regulation(const RegulationRow& row, Collector& collector) {
    if (row.tariffs_without_basis > 0) {
        collector.add(AttentionReason::missing_basis, row.record, 0, row.tariffs_without_basis);
    }
    if (row.needs_agreement) collector.add(AttentionReason::missing_agreement, row.record);
    if (row.needs_route && row.steps == 0) collector.add(AttentionReason::route_not_stated, row.record);
    if (row.unknown_steps > 0) collector.add(AttentionReason::route_unknown_steps, row.record, 0, row.unknown_steps);
}

void check_agreement(const AgreementRow& row, Collector& collector) {
    if (row.sides < row.sides_needed)
        collector.add(AttentionReason::party_missing, row.record, 0, row.sides_needed - row.sides);
    if (row.not_linked > 0) collector.add(AttentionReason::party_not_linked, row.record, 0, row.not_linked);
    if (row.override_contradicts) collector.add(AttentionReason::override_contradicts, row.record);
}

// Records of one kind, holder and title whose periods are one stretch of time: those that follow each other, as
// renewals do, are no duplicates. Between two that say nothing of their period nothing tells them apart.
void add_duplicates(std::span<const RecordRow* const> alike, Collector& collector) {
    for (std::size_t begin = 0; begin < alike.size();) {
        Day reached = alike[begin]->period.until;
        std::vector<std::int32_t> records{alike[begin]->record};
        std::size_t end = begin + 1;
        for (; end < alike.size() && alike[end]->period.from <= reached; ++end) {
            reached = std::max(reached, alike[end]->period.until);
            records.push_back(alike[end]->record);
        }
        std::sort(records.begin(), records.end());
        if (records.size() > 1)
            collector.add(AttentionReason::duplicate, records, 0, static_cast<std::int32_t>(records.size()));
        begin = end;
    }
}

void find_duplicates(std::span<const RecordRow> rows, Collector& collector) {
    std::vector<const RecordRow*> sorted;
    sorted.reserve(rows.size());
    for (const RecordRow& row : rows) {
        if (!row.may_repeat) sorted.push_back(&row);
    }
    std::sort(sorted.begin(), sorted.end(), [](const RecordRow* left, const RecordRow* right) {
        return std::tie(left->title, left->kind, left->holder, left->period.from, left->record) <
               std::tie(right->title, right->kind, right->holder, right->period.from, right->record);
    });
    const auto alike = [](const RecordRow* left, const RecordRow* right) {
        return left->title == right->title && left->kind == right->kind && left->holder == right->holder;
    };
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && alike(sorted[begin], sorted[end])) ++end;
        if (end - begin > 1) add_duplicates(std::span(sorted).subspan(begin, end - begin), collector);
        begin = end;
    }
}

}  // namespace

std::string_view code_of(AttentionReason reason) {
    return codes.at(static_cast<std::size_t>(reason));
}

Attention find_attention(const AttentionInput& input) {
    Collector collector;
    for (std::size_t i = 0; i < input.contradictions.size(); ++i) {
        collector.add(AttentionReason::amounts_contradict, input.contradictions[i].records, 0,
                      static_cast<std::int32_t>(i));
    }
    for (const std::int32_t record : input.in_several_regions)
        collector.add(AttentionReason::in_several_regions, record);
    for (const RecordRow& row : input.records) {
        check_end(row, input.today, collector);
        check_checked(row, input.today, collector);
    }
    for (const RegulationRow& row : input.regulations) check_regulation(row, collector);
    for (const AgreementRow& row : input.agreements) check_agreement(row, collector);
    find_duplicates(input.records, collector);
    return collector.sorted();
}

}  // namespace afb::insights
