#include "service/app/coverage_view.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>

#include "service/app/insight_parts.hpp"
#include "service/insights/region_rows.hpp"

namespace afb::app {
namespace {

using insights::CoverageLine;
using insights::Share;
using insights::VisibleRecords;

std::string year_text(insights::Year start) {
    return std::to_string(start) + "-" + std::to_string(start + 1);
}

Text reason_text(insights::NoShare reason) {
    switch (reason) {
        case insights::NoShare::year_missing:
            return {"Over dit schooljaar staat er niets.", "Nothing is stated for this school year."};
        case insights::NoShare::part_not_stated:
            return {"Het aantal in samen opleiden staat er niet.", "The number in samen opleiden is not stated."};
        case insights::NoShare::whole_not_stated:
            return {"Het totaal staat er niet.", "The total is not stated."};
        case insights::NoShare::neither_stated:
            return {"Aantal en totaal staan er niet.", "Neither number nor total is stated."};
        case insights::NoShare::whole_is_zero:
            return {"Het totaal is nul.", "The total is zero."};
        case insights::NoShare::part_above_whole:
            return {"Het deel is groter dan het totaal.", "The part is larger than the total."};
        case insights::NoShare::stated_differently:
            break;
    }
    return {"Voor dit schooljaar staan er verschillende aantallen.",
            "Different numbers are stated for this school year."};
}

template <class Value>
void put(Json& object, const char* name, const std::optional<Value>& value) {
    if (value) object[name] = *value;
}

void put_percent(Json& object, const char* name, const std::optional<insights::Permille>& value) {
    if (value) object[name] = percent_json(*value);
}

Json share_json(const Share& share) {
    Json out = Json::object();
    put(out, "part", share.part);
    put(out, "total", share.whole);
    put_percent(out, "share", share.share);
    put_percent(out, "distance", share.distance);
    put(out, "left", share.left);
    put_percent(out, "change", share.change);
    if (share.change_since) out["changeSince"] = year_text(*share.change_since);
    if (share.reason) {
        out["unknown"] = insights::code_of(*share.reason);
        out["reason"] = insights::json_of(reason_text(*share.reason));
    }
    return out;
}

Json pace_json(const insights::Pace& pace) {
    Json out{{"from", year_text(pace.from)}, {"until", year_text(pace.until)}};
    put_percent(out, "aYear", pace.a_year);
    put_percent(out, "neededAYear", pace.needed);
    return out;
}

Json line_json(const VisibleRecords& records, const CoverageLine& line) {
    Json years = Json::array();
    for (const insights::CoverageYear& year : line.years) {
        Json row{{"schoolYear", year_text(year.year)},
                 {"missing", year.missing},
                 {"students", share_json(year.students)},
                 {"schools", share_json(year.schools)}};
        Json intake = Json::object();
        put(intake, "value", year.intake.value);
        put(intake, "change", year.intake.change);
        put_percent(intake, "changePercent", year.intake.percent);
        if (year.intake.change_since) intake["changeSince"] = year_text(*year.intake.change_since);
        row["intake"] = std::move(intake);
        years.push_back(std::move(row));
    }
    Json out{{"record", reference_json(records, line.record)}, {"years", std::move(years)}};
    if (line.students) out["studentsPace"] = pace_json(*line.students);
    if (line.schools) out["schoolsPace"] = pace_json(*line.schools);
    return out;
}

Json total_json(const insights::CoverageTotal& total) {
    Json students = share_json(total.students);
    students["counted"] = total.students_counted;
    students["unknownCount"] = total.students_unknown;
    Json schools = share_json(total.schools);
    schools["counted"] = total.schools_counted;
    schools["unknownCount"] = total.schools_unknown;
    Json intake{{"counted", total.intake_counted}, {"unknownCount", total.intake_unknown}};
    put(intake, "value", total.intake);
    return {{"schoolYear", year_text(total.year)},
            {"students", std::move(students)},
            {"schools", std::move(schools)},
            {"intake", std::move(intake)}};
}

Json level_json(const VisibleRecords& records, std::string_view kind, const std::vector<bool>& chosen,
                std::size_t listed) {
    const auto lines = insights::find_coverage(insights::coverage_rows_of(records, kind, chosen));
    Json totals = Json::array();
    for (const insights::CoverageTotal& total : insights::total_coverage(lines)) totals.push_back(total_json(total));
    Json items = Json::array();
    std::set<std::int32_t> with;
    for (const CoverageLine& line : lines) {
        with.insert(line.record);
        if (items.size() < listed) items.push_back(line_json(records, line));
    }
    std::vector<std::int32_t> without;
    const auto range = records.of_kind(kind);
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        const bool asked = chosen.empty() || chosen[static_cast<std::size_t>(number)];
        if (asked && !with.contains(number)) without.push_back(number);
    }
    return {{"count", lines.size()},
            {"totals", std::move(totals)},
            {"items", std::move(items)},
            {"without", figure_json(records, without, listed)}};
}

Text assumptions() {
    return {
        "Een aandeel heeft een vermeld deel en een vermeld totaal; anders staat er waarom het niet bekend is, en nooit "
        "0. "
        "Totalen tellen alleen wie allebei vermeldt. Percentages zijn op één decimaal, half naar boven; veranderingen "
        "zijn procentpunten sinds het vorige jaar met een aandeel. Wat per jaar nodig is, leidt tot 100% in 2029-2030. "
        "Regio's en "
        "partnerschappen gaan over dezelfde studenten en worden niet opgeteld.",
        "A share has a stated part and a stated total; otherwise it says why it is not known, and never 0. Totals "
        "count "
        "only those that state both. Percentages have one decimal, half up; changes are percentage points since the "
        "last year with a share. What is needed a year leads to 100% in 2029-2030. Regions and partnerships hold the "
        "same "
        "students and are not added up."};
}

}  // namespace

Json view_coverage(const VisibleRecords& records, const std::vector<bool>& chosen, std::size_t listed) {
    return {{"onderwijsregios", level_json(records, "onderwijsregio", chosen, listed)},
            {"partnerships", level_json(records, "partnership", chosen, listed)},
            {"ambition", {{"schoolYear", year_text(insights::ambition_year)}, {"share", 100}}},
            {"assumptions", Json::array({insights::json_of(assumptions())})}};
}

}  // namespace afb::app
