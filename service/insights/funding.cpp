#include "service/insights/funding.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace afb::insights {
namespace {

std::optional<PerStudent> per_student_of(const FundingRow& row) {
    if (row.amounts.per_student) return PerStudent{row.record, row.amounts.per_student->cents(), false};
    if (!row.amounts.total || !row.amounts.students || *row.amounts.students == 0) return std::nullopt;
    const auto amount = divide(*row.amounts.total, *row.amounts.students);
    if (!amount) return std::nullopt;
    return PerStudent{row.record, amount->cents(), true};
}

void add_to(Summed& sum, const std::optional<Money>& amount, std::int32_t record) {
    const auto total = amount ? add(Money::from_cents(sum.cents.value_or(0)), *amount) : std::nullopt;
    if (!total) {
        sum.unknown.push_back(record);
        return;
    }
    sum.cents = total->cents();
    sum.records.push_back(record);
}

template <class Value>
void widen(std::optional<Value>& min, std::optional<Value>& max, const Value& value) {
    min = min ? std::min(*min, value) : value;
    max = max ? std::max(*max, value) : value;
}

using Shares = std::map<std::pair<Code, DivisionBasis>, ActorShare>;

void add_parts(const FundingRow& row, Shares& shares) {
    for (const DividedPart& part : row.parts) {
        ActorShare& share = shares[{part.actor, part.basis}];
        share.actor = part.actor;
        share.basis = part.basis;
        if (share.records.empty() || share.records.back() != row.record) share.records.push_back(row.record);
        if (part.cents) widen(share.min_cents, share.max_cents, *part.cents);
        if (part.share) widen(share.min_share, share.max_share, *part.share);
        if (!part.cents && !part.share) ++share.unknown;
    }
}

std::vector<DivisionPart> division_parts(const FundingRow& row) {
    std::vector<DivisionPart> parts;
    for (const DividedPart& part : row.parts) {
        parts.push_back(
            {part.basis, part.cents ? std::optional(Money::from_cents(*part.cents)) : std::nullopt, part.share});
    }
    return parts;
}

void add_division(const FundingRow& row, FundingFigures& figures) {
    if (row.parts.empty()) {
        figures.without_division.push_back(row.record);
        return;
    }
    const Division division = divide_funding(row.amounts, division_parts(row));
    if (division.overdivided == true) {
        figures.overdivided.push_back(row.record);
    } else {
        add_to(figures.undivided, division.undivided, row.record);
    }
}

void add_amounts(const FundingRow& row, FundingFigures& figures) {
    figures.records.push_back(row.record);
    if (const auto amount = per_student_of(row)) {
        figures.per_student.push_back(*amount);
    } else {
        figures.per_student_unknown.push_back(row.record);
    }
    add_to(figures.available, available(row.amounts), row.record);
    if (row.amounts.students) {
        figures.students = figures.students.value_or(0) + *row.amounts.students;
    } else {
        figures.students_unknown.push_back(row.record);
    }
}

FundingFigures figures_of(std::span<const FundingRow* const> rows) {
    FundingFigures figures;
    figures.scheme = rows.front()->scheme;
    figures.year = rows.front()->year;
    Shares shares;
    for (const FundingRow* row : rows) {
        add_amounts(*row, figures);
        add_division(*row, figures);
        add_parts(*row, shares);
    }
    for (auto& [key, share] : shares) figures.divisions.push_back(std::move(share));
    std::sort(figures.per_student.begin(), figures.per_student.end(), [](const auto& left, const auto& right) {
        return std::tie(left.cents, left.record) < std::tie(right.cents, right.record);
    });
    return figures;
}

}  // namespace

std::vector<FundingFigures> find_funding(std::span<const FundingRow> rows) {
    std::vector<const FundingRow*> sorted;
    sorted.reserve(rows.size());
    for (const FundingRow& row : rows) sorted.push_back(&row);
    const auto key = [](const FundingRow* row) { return std::pair(row->scheme == unstated_code, row->scheme); };
    std::sort(sorted.begin(), sorted.end(), [&](const FundingRow* left, const FundingRow* right) {
        if (key(left) != key(right)) return key(left) < key(right);
        return left->year != right->year ? left->year > right->year : left->record < right->record;
    });
    std::vector<FundingFigures> figures;
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && sorted[end]->scheme == sorted[begin]->scheme &&
               sorted[end]->year == sorted[begin]->year) {
            ++end;
        }
        figures.push_back(figures_of(std::span(sorted).subspan(begin, end - begin)));
        begin = end;
    }
    return figures;
}

}  // namespace afb::insights
