#include "service/insights/coverage.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace afb::insights {
namespace {

using Count = std::optional<std::int64_t>;

std::optional<NoShare> why_no_share(const Count& part, const Count& whole) {
    if (!part && !whole) return NoShare::neither_stated;
    if (!part) return NoShare::part_not_stated;
    if (!whole) return NoShare::whole_not_stated;
    if (*whole == 0) return NoShare::whole_is_zero;
    if (*part > *whole) return NoShare::part_above_whole;
    return std::nullopt;
}

Share share_of(const Count& part, const Count& whole) {
    Share share{.part = part, .whole = whole};
    share.reason = why_no_share(part, whole);
    if (share.reason) return share;
    share.share = permille(*part, *whole);
    share.distance = everything - *share.share;
    share.left = *whole - *part;
    return share;
}

CoverageYear without_share(Year year, bool missing, NoShare reason) {
    CoverageYear one{.year = year, .missing = missing, .students = {}, .schools = {}, .intake = {}};
    one.students.reason = reason;
    one.schools.reason = reason;
    return one;
}

// The rows of one record and year.
CoverageYear year_of(std::span<const CoverageRow> rows) {
    const CoverageRow& row = rows.front();
    const bool agree = std::all_of(rows.begin(), rows.end(), [&](const CoverageRow& other) { return other == row; });
    if (!agree) return without_share(row.year, false, NoShare::stated_differently);
    return {.year = row.year,
            .missing = false,
            .students = share_of(row.students_in, row.students_total),
            .schools = share_of(row.schools_in, row.schools_total),
            .intake = {.value = row.intake}};
}

void add_changes(std::vector<CoverageYear>& years, Share CoverageYear::*which) {
    const CoverageYear* before = nullptr;
    for (CoverageYear& year : years) {
        Share& share = year.*which;
        if (!share.share) continue;
        if (before != nullptr) {
            share.change = *share.share - *(before->*which).share;
            share.change_since = before->year;
        }
        before = &year;
    }
}

void add_intake_changes(std::vector<CoverageYear>& years) {
    const CoverageYear* before = nullptr;
    for (CoverageYear& year : years) {
        IntakeChange& intake = year.intake;
        if (!intake.value) continue;
        if (before != nullptr) {
            const std::int64_t was = *before->intake.value;
            intake.change = *intake.value - was;
            intake.change_since = before->year;
            if (was != 0) intake.percent = permille(*intake.change, was);
        }
        before = &year;
    }
}

// Half up, also below zero.
Permille divided(std::int64_t value, std::int64_t by) {
    const std::int64_t doubled = 2 * value + by;
    const std::int64_t quotient = doubled / (2 * by);
    return static_cast<Permille>(doubled % (2 * by) < 0 ? quotient - 1 : quotient);
}

std::optional<Pace> pace_of(const std::vector<CoverageYear>& years, Share CoverageYear::*which) {
    const auto has_share = [&](const CoverageYear& year) { return (year.*which).share.has_value(); };
    const auto first = std::find_if(years.begin(), years.end(), has_share);
    if (first == years.end()) return std::nullopt;
    const auto last = std::find_if(years.rbegin(), years.rend(), has_share);
    Pace pace{.from = first->year, .until = last->year};
    const Permille reached = *((*last).*which).share;
    if (pace.until > pace.from) pace.a_year = divided(reached - *((*first).*which).share, pace.until - pace.from);
    if (pace.until < ambition_year) pace.needed = divided(everything - reached, ambition_year - pace.until);
    return pace;
}

CoverageLine line_of(std::span<const CoverageRow> rows) {
    CoverageLine line{.record = rows.front().record, .years = {}, .students = {}, .schools = {}};
    for (std::size_t begin = 0; begin < rows.size();) {
        while (!line.years.empty() && line.years.back().year + 1 < rows[begin].year) {
            line.years.push_back(without_share(line.years.back().year + 1, true, NoShare::year_missing));
        }
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].year == rows[begin].year) ++end;
        line.years.push_back(year_of(rows.subspan(begin, end - begin)));
        begin = end;
    }
    add_changes(line.years, &CoverageYear::students);
    add_changes(line.years, &CoverageYear::schools);
    add_intake_changes(line.years);
    line.students = pace_of(line.years, &CoverageYear::students);
    line.schools = pace_of(line.years, &CoverageYear::schools);
    return line;
}

// Sums of the parts and wholes of which both are known.
struct Sum {
    std::int64_t part = 0;
    std::int64_t whole = 0;

    void add(const Share& share, std::int32_t& counted, std::int32_t& unknown) {
        if (!share.share) {
            ++unknown;
            return;
        }
        ++counted;
        part += *share.part;
        whole += *share.whole;
    }
};

CoverageTotal total_of(Year year, std::span<const CoverageYear* const> lines, std::int32_t absent) {
    CoverageTotal total{.year = year, .students = {}, .schools = {}};
    total.students_unknown = total.schools_unknown = total.intake_unknown = absent;
    Sum students;
    Sum schools;
    for (const CoverageYear* line : lines) {
        students.add(line->students, total.students_counted, total.students_unknown);
        schools.add(line->schools, total.schools_counted, total.schools_unknown);
        if (line->intake.value) {
            total.intake = total.intake.value_or(0) + *line->intake.value;
            ++total.intake_counted;
        } else {
            ++total.intake_unknown;
        }
    }
    const auto share = [](const Sum& sum, std::int32_t counted) {
        return counted == 0 ? share_of({}, {}) : share_of(sum.part, sum.whole);
    };
    total.students = share(students, total.students_counted);
    total.schools = share(schools, total.schools_counted);
    return total;
}

}  // namespace

std::string_view code_of(NoShare reason) {
    switch (reason) {
        case NoShare::year_missing:
            return "yearMissing";
        case NoShare::part_not_stated:
            return "partNotStated";
        case NoShare::whole_not_stated:
            return "wholeNotStated";
        case NoShare::neither_stated:
            return "neitherStated";
        case NoShare::whole_is_zero:
            return "wholeIsZero";
        case NoShare::part_above_whole:
            return "partAboveWhole";
        case NoShare::stated_differently:
            break;
    }
    return "statedDifferently";
}

Permille permille(std::int64_t part, std::int64_t whole) {
    return divided(part * everything, whole);
}

std::vector<CoverageLine> find_coverage(std::vector<CoverageRow> rows) {
    std::sort(rows.begin(), rows.end(), [](const CoverageRow& left, const CoverageRow& right) {
        return std::tie(left.record, left.year) < std::tie(right.record, right.year);
    });
    std::vector<CoverageLine> lines;
    for (std::size_t begin = 0; begin < rows.size();) {
        std::size_t end = begin + 1;
        while (end < rows.size() && rows[end].record == rows[begin].record) ++end;
        lines.push_back(line_of(std::span(rows).subspan(begin, end - begin)));
        begin = end;
    }
    return lines;
}

std::vector<CoverageTotal> total_coverage(std::span<const CoverageLine> lines) {
    std::map<Year, std::vector<const CoverageYear*>> by_year;
    for (const CoverageLine& line : lines) {
        for (const CoverageYear& year : line.years) by_year[year.year].push_back(&year);
    }
    std::vector<CoverageTotal> totals;
    if (by_year.empty()) return totals;
    for (Year year = by_year.begin()->first; year <= by_year.rbegin()->first; ++year) {
        const auto& of_year = by_year[year];
        totals.push_back(total_of(year, of_year, static_cast<std::int32_t>(lines.size() - of_year.size())));
    }
    return totals;
}

}  // namespace afb::insights
