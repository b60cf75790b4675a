#include "service/app/funding_view.hpp"

#include <algorithm>
#include <string>

#include "schema/money.hpp"
#include "service/app/insight_parts.hpp"

namespace afb::app {
namespace {

using insights::ActorShare;
using insights::FundingFigures;
using insights::VisibleRecords;

std::string euros(std::int64_t cents) {
    return Money::from_cents(cents).text();
}

std::string_view basis_code(DivisionBasis basis) {
    switch (basis) {
        case DivisionBasis::per_student:
            return "perStudent";
        case DivisionBasis::share:
            return "share";
        case DivisionBasis::fixed:
            break;
    }
    return "fixed";
}

Json year_json(const insights::FundingYear& year) {
    const std::string start = std::to_string(year.year);
    switch (year.kind) {
        case insights::FundingYear::Kind::school:
            return {{"schoolYear", start + "-" + std::to_string(year.year + 1)}};
        case insights::FundingYear::Kind::calendar:
            return {{"calendarYear", year.year}};
        case insights::FundingYear::Kind::unstated:
            break;
    }
    return Json::object();
}

Json per_student_json(const VisibleRecords& records, const FundingFigures& figures, std::size_t listed) {
    Json out{{"count", figures.per_student.size()},
             {"unknown", figure_json(records, figures.per_student_unknown, listed)}};
    if (!figures.per_student.empty()) {
        out["min"] = euros(figures.per_student.front().cents);
        out["max"] = euros(figures.per_student.back().cents);
    }
    Json amounts = Json::array();
    for (const insights::PerStudent& one : figures.per_student) {
        if (amounts.size() == listed) break;
        amounts.push_back({{"amount", euros(one.cents)},
                           {"computed", one.computed},
                           {"record", reference_json(records, one.record)}});
    }
    out["amounts"] = std::move(amounts);
    return out;
}

Json sum_json(const VisibleRecords& records, const insights::Summed& sum, std::size_t listed) {
    Json out = figure_json(records, sum.records, listed);
    if (sum.cents) out["total"] = euros(*sum.cents);
    out["unknown"] = figure_json(records, sum.unknown, listed);
    return out;
}

Json share_json(const VisibleRecords& records, const ActorShare& share, std::size_t listed) {
    const std::string actor(records.facts().codes().text(share.actor));
    const Catalog& catalog = records.facts().catalog();
    Json out = figure_json(records, share.records, listed);
    out["actor"] = actor;
    out["label"] = insights::json_of(label_of(catalog, "actors", actor));
    out["basis"] = basis_code(share.basis);
    out["basisLabel"] = insights::json_of(label_of(catalog, "division-bases", basis_code(share.basis)));
    if (share.min_cents) out["min"] = euros(*share.min_cents);
    if (share.max_cents) out["max"] = euros(*share.max_cents);
    if (share.min_share) out["minPercent"] = share.min_share->text();
    if (share.max_share) out["maxPercent"] = share.max_share->text();
    out["unknownParts"] = share.unknown;
    return out;
}

Json item_json(const VisibleRecords& records, const FundingFigures& figures, const FundingChoice& choice) {
    Json out = year_json(figures.year);
    if (figures.scheme != insights::unstated_code) out["scheme"] = records.facts().codes().text(figures.scheme);
    const bool withheld = static_cast<std::int64_t>(figures.records.size()) < choice.minimum_group;
    out["withheld"] = withheld;
    if (withheld) return out;
    const std::size_t listed = choice.listed;
    out["fundings"] = figure_json(records, figures.records, listed);
    out["perStudent"] = per_student_json(records, figures, listed);
    out["available"] = sum_json(records, figures.available, listed);
    Json students{{"unknown", figure_json(records, figures.students_unknown, listed)}};
    if (figures.students) students["total"] = *figures.students;
    out["students"] = std::move(students);
    Json divisions = Json::array();
    for (const ActorShare& share : figures.divisions) divisions.push_back(share_json(records, share, listed));
    out["divisions"] = std::move(divisions);
    out["undivided"] = sum_json(records, figures.undivided, listed);
    out["withoutDivision"] = figure_json(records, figures.without_division, listed);
    out["overdivided"] = figure_json(records, figures.overdivided, listed);
    return out;
}

Text assumptions() {
    return {
        "Een regeling zonder verwijzing of naam, of zonder jaar, staat apart; schooljaren en kalenderjaren worden niet "
        "vermengd. Een bedrag per student is vermeld, of het vermelde totaal gedeeld door het vermelde aantal "
        "studenten. "
        "De rest is wat de verdeling overlaat van wat er is; wat niet bekend is, telt als onbekend en "
        "nooit "
        "als 0.",
        "A scheme without a reference or name, or without a year, stands apart; school years and calendar years are "
        "not "
        "mixed. An amount per student is stated, or the stated total divided by the stated number of students. "
        "The rest is what the division leaves of what there is; what is not known counts as unknown and "
        "never as 0."};
}

}  // namespace

Json view_funding(const VisibleRecords& records, const std::vector<FundingFigures>& figures,
                  const FundingChoice& choice) {
    Json items = Json::array();
    for (const FundingFigures& one : figures) items.push_back(item_json(records, one, choice));
    return {{"items", std::move(items)}, {"assumptions", Json::array({insights::json_of(assumptions())})}};
}

}  // namespace afb::app
