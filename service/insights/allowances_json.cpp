#include "service/insights/allowances_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "service/insights/allowance_parts.hpp"

namespace afb::insights {
namespace {

constexpr std::array<std::pair<Per, std::string_view>, 3> pers{
    {{Per::month, "month"}, {Per::day, "day"}, {Per::school_year, "schoolYear"}}};
constexpr std::string_view kind = "stagevergoeding";

Text days_text(int days) {
    return {fmt::format("{} {} per week", days, days == 1 ? "dag" : "dagen"),
            fmt::format("{} {} a week", days, days == 1 ? "day" : "days")};
}

Text formula_of(const Basis& basis) {
    const Text days = days_text(basis.days_per_week);
    switch (basis.per) {
        case Per::month:
            return {"Bedrag per maand voor elke dag per week × " + days.nl + " = bedrag per maand.",
                    "Amount a month for each day a week × " + days.en + " = amount a month."};
        case Per::day:
            return {"Bedrag per maand voor elke dag per week × 12 maanden / 52 weken = bedrag per stagedag.",
                    "Amount a month for each day a week × 12 months / 52 weeks = amount a placement day."};
        case Per::school_year:
            break;
    }
    return {"Bedrag per maand voor elke dag per week × " + days.nl + " × het aantal maanden = bedrag per schooljaar.",
            "Amount a month for each day a week × " + days.en + " × the number of months = amount a school year."};
}

std::string joined(const std::vector<std::string>& parts) {
    return fmt::format("{}", fmt::join(parts, ", "));
}

// What was assumed, and what of the choice is easily misread.
class Assumptions {
public:
    Assumptions(const Allowances& found, const RecordQuery& query, const AllowanceOptions& options)
        : found_(found), query_(query), options_(options) {}

    Json list() {
        counting();
        conversion();
        choice();
        grouping();
        return std::move(list_);
    }

private:
    void add(std::string nl, std::string en) { list_.push_back(json_of(Text{std::move(nl), std::move(en)})); }

    void counting() {
        add("Kwantielen zijn van type 7, zoals in R en NumPy; er wordt exact gerekend en één keer afgerond, op hele "
            "centen (een halve cent naar boven).",
            "Quantiles are of type 7, as in R and NumPy; the computation is exact and rounded once, to whole cents "
            "(half a cent goes up).");
        add("Uitdrukkelijk 0 euro telt mee als bedrag; een onbekend bedrag en een bedrag dat niet te vergelijken is "
            "niet. "
            "Een bereik of een grens (\"ten hoogste\") is geen bedrag. Een regeling zonder tarieven telt één keer als "
            "onbekend, of als 0 als zij zegt dat er geen vergoeding is.",
            "Expressly EUR 0 counts as an amount; an unknown amount and one that cannot be compared do not. A range or "
            "a "
            "limit (\"at most\") is no amount. A regulation without tariffs counts once as unknown, or as 0 when it "
            "says "
            "that there is no allowance.");
    }

    void conversion() {
        add("Een bedrag bij een ander aantal dagen per week is naar rato omgerekend, ook als de regeling dat niet "
            "zegt.",
            "An amount for another number of days a week was converted pro rata, also when the regulation does not say "
            "so.");
        const Basis& basis = options_.basis;
        if (basis.per == Per::day)
            add("Een jaar heeft 52 weken en 12 maanden: één dag per week is 52 / 12 dagen per maand.",
                "A year has 52 weeks and 12 months: one day a week is 52 / 12 days a month.");
        if (basis.per == Per::school_year)
            add(fmt::format("{} van de bedragen noemen zelf hoeveel maanden per jaar ze gelden; voor de andere is "
                            "gerekend met {} maanden.",
                            found_.own_months, basis.months),
                fmt::format("{} of the amounts state how many months a year they are paid; for the others {} months "
                            "were used.",
                            found_.own_months, basis.months));
    }

    void choice() {
        if (found_.without_type > 0)
            add(fmt::format("{} van de regelingen noemen geen soort vergoeding en tellen als stagevergoeding.",
                            found_.without_type),
                fmt::format("{} of the regulations state no type of allowance and count as an internship allowance.",
                            found_.without_type));
        if (found_.proposals > 0)
            add(fmt::format("{} van de regelingen zijn nog een voorstel; regulationState=adopted laat ze weg.",
                            found_.proposals),
                fmt::format("{} of the regulations are a proposal still; regulationState=adopted leaves them out.",
                            found_.proposals));
        if (!found_.mixed.empty())
            add("Let op: in deze cijfers staan verschillende soorten geld bij elkaar, omdat daarom gevraagd is: " +
                    joined(found_.mixed) + ".",
                "Mind: these figures hold several kinds of money together, because they were asked for: " +
                    joined(found_.mixed) + ".");
        if (!found_.narrowing.empty())
            add("Deze filters kiezen ook binnen een regeling welke tarieven meetellen: " + joined(found_.narrowing) +
                    ". Een tarief dat daar niets over zegt telt dan niet mee (bij sector geldt die van de regeling).",
                "These filters also choose which tariffs of a regulation count: " + joined(found_.narrowing) +
                    ". A tariff that says nothing about it does not count then (for sector that of its regulation "
                    "holds).");
        if (!query_.text.empty())
            add("De zoekwoorden en voorwaarden in `q` kiezen regelingen; al hun tarieven tellen mee.",
                "The words and conditions in `q` choose regulations; all their tariffs count.");
    }

    void grouping() {
        if (options_.group_by.empty()) return;
        if (found_.overlapping)
            add("Een tarief dat in meer groepen hoort telt in elke groep één keer mee; de groepen zijn samen daarom "
                "meer "
                "dan het geheel.",
                "A tariff that belongs to several groups counts once in each; so the groups together are more than the "
                "whole.");
        if (options_.minimum_group > 1)
            add(fmt::format(
                    "Groepen van minder dan {} regelingen hebben geen cijfers, en zo nodig een andere groep ook "
                    "niet, zodat ze niet door aftrekken bekend worden.",
                    options_.minimum_group),
                fmt::format("Groups of fewer than {} regulations have no figures, nor has another group where "
                            "subtraction would give them away.",
                            options_.minimum_group));
    }

    const Allowances& found_;
    const RecordQuery& query_;
    const AllowanceOptions& options_;
    Json list_ = Json::array();
};

class Writing {
public:
    Writing(const Facts& facts, const Allowances& found, const AllowanceOptions& options, const Telling& telling)
        : facts_(facts), found_(found), options_(options), telling_(telling) {}

    void put_figures(Json& out, const Figures& figures, const std::optional<std::string>& condition) const {
        out["regulations"] = figures.regulations;
        out["count"] = figures.count;
        out["paid"] = figures.paid;
        out["zero"] = figures.zero;
        out["unknown"] = figures.unknown;
        out["notComparable"] = reasons(figures);
        if (figures.distribution) {
            out["min"] = figures.distribution->min.text();
            out["p25"] = figures.distribution->p25.text();
            out["median"] = figures.distribution->median.text();
            out["p75"] = figures.distribution->p75.text();
            out["max"] = figures.distribution->max.text();
            out["mean"] = figures.distribution->mean.text();
        }
        out["behind"] = behind(figures, condition);
    }

    Json group(const Group& group) const {
        Json out = key_json(facts_, options_, group.key, telling_);
        if (group.withheld) {
            out["withheld"] = true;
        } else {
            put_figures(out, group.figures, condition_of(facts_, options_, group.key));
        }
        return out;
    }

    Json left_out() const {
        Json list = Json::array();
        for (const LeftOut& row : found_.left_out) {
            Json item{{"direction", row.direction}};
            if (!row.type.empty()) item["allowanceType"] = row.type;
            item["regulations"] = row.regulations;
            list.push_back(std::move(item));
        }
        return list;
    }

private:
    Json reasons(const Figures& figures) const {
        std::vector<std::pair<std::string_view, std::pair<Code, std::int64_t>>> sorted;
        for (const auto& row : figures.not_comparable) sorted.emplace_back(facts_.codes().text(row.first), row);
        std::sort(sorted.begin(), sorted.end());
        Json list = Json::array();
        for (const auto& [reason, row] : sorted)
            list.push_back(Json{{"reason", reason},
                                {"label", label_of(facts_, row.first, "notComparable", telling_)},
                                {"count", row.second}});
        return list;
    }

    // The figures rest on these; `href` lists all of the regulations, where filters can.
    Json behind(const Figures& figures, const std::optional<std::string>& condition) const {
        std::int64_t tariffs = figures.count + figures.unknown;
        for (const auto& [reason, count] : figures.not_comparable) tariffs += count;
        Json listed = Json::array();
        for (const std::uint32_t number : figures.observations)
            listed.push_back(observation_json(facts_, found_, number));
        JsonMembers out;
        out.reserve(3);
        out.emplace_back("observations", tariffs);
        out.emplace_back("listed", std::move(listed));
        if (condition) out.emplace_back("href", list_href(facts_, kind, *condition, telling_));
        return out;
    }

    const Facts& facts_;
    const Allowances& found_;
    const AllowanceOptions& options_;
    const Telling& telling_;
};

}  // namespace

std::string_view code_of(Per per) {
    return pers.at(static_cast<std::size_t>(per)).second;
}

std::optional<Per> per_of(std::string_view code) {
    for (const auto& [per, name] : pers)
        if (name == code) return per;
    return std::nullopt;
}

Json json_of(const Facts& facts, const Allowances& found, const RecordQuery& query, const AllowanceOptions& options,
             const Telling& telling) {
    const Writing writing(facts, found, options, telling);
    Json out{{"per", code_of(options.basis.per)},
             {"daysPerWeek", options.basis.days_per_week},
             {"monthsPerYear", options.basis.months},
             {"currency", "EUR"}};
    if (found.withheld) {
        out["withheld"] = true;
    } else {
        writing.put_figures(out, found.total, std::string());
    }
    Json group_by = Json::array();
    for (const Dimension dimension : options.group_by) group_by.push_back(name_of(dimension).name);
    out["groupBy"] = std::move(group_by);
    out["groupsOverlap"] = found.overlapping;
    Json groups = Json::array();
    for (const Group& group : found.groups) groups.push_back(writing.group(group));
    out["groups"] = std::move(groups);
    out["leftOut"] = writing.left_out();
    out["formula"] = json_of(formula_of(options.basis));
    out["assumptions"] = Assumptions(found, query, options).list();
    return out;
}

}  // namespace afb::insights
