#include "service/app/knowledge.hpp"

#include "schema/error.hpp"
#include "schema/problem.hpp"
#include "service/app/coverage_view.hpp"
#include "service/app/funding_view.hpp"
#include "service/app/governance_view.hpp"
#include "service/app/insight_parts.hpp"
#include "service/app/series_view.hpp"
#include "service/insights/region_rows.hpp"

namespace afb::app {
namespace {

using insights::VisibleRecords;

std::int32_t get_region(const VisibleRecords& records, const std::string& id, std::string parameter) {
    if (id.empty()) return insights::no_record;
    const std::int32_t region = records.find(std::string_view(id));
    const auto regions = records.of_kind("onderwijsregio");
    if (region < regions.begin || region >= regions.end) {
        throw_invalid({query_problem("query.value", std::move(parameter), {id})});
    }
    return region;
}

}  // namespace

// What a question is about: all that may be seen, and the chosen among it.
struct Knowledge::FieldOfView {
    InsightView view;
    std::shared_ptr<const KnownRecords> known;
    std::vector<bool> chosen;  // empty: all

    const VisibleRecords& records() const { return known->records(); }
};

Knowledge::FieldOfView Knowledge::look(const Actor& actor, const InsightQuestion& question) const {
    FieldOfView field{.view = insights_.look(actor, question), .known = nullptr, .chosen = {}};
    field.known = known_.of(actor, field.view.facts);
    field.chosen = chosen_among(field.records(), field.view.records);
    return field;
}

InsightAnswer Knowledge::attention(const Actor& actor, const InsightQuestion& question, const AttentionChoice& choice,
                                   Date day, std::int64_t* total) const {
    const FieldOfView field = look(actor, question);
    const auto found = field.known->attention_on(day);
    Json body = view_attention(field.records(), *found, field.chosen, choice, total);
    body["day"] = day.text();
    return finish_answer(std::move(body), field.view, question, insights_.minimum_group(actor));
}

InsightAnswer Knowledge::boundaries(const Actor& actor, const InsightQuestion& question, BoundariesChoice choice,
                                    const std::string& region, const std::string& other_region,
                                    std::int64_t* total) const {
    const FieldOfView field = look(actor, question);
    choice.region = get_region(field.records(), region, "region");
    choice.other_region = get_region(field.records(), other_region, "otherRegion");
    const auto& sites = field.known->sites_in_several_regions();
    const auto answer = [&](const insights::Boundaries& found) {
        return finish_answer(view_boundaries(field.records(), found, sites, choice, total), field.view, question,
                             insights_.minimum_group(actor));
    };
    if (field.chosen.empty()) return answer(field.known->boundaries());
    const insights::Placed& placed = field.known->placed();
    return answer(insights::find_boundaries(placed.agreements, placed.partnerships, field.chosen));
}

InsightAnswer Knowledge::series(const Actor& actor, const InsightQuestion& question, const std::string& id,
                                Date day) const {
    const FieldOfView field = look(actor, question);
    const std::int32_t number = field.records().find(std::string_view(id));
    const auto regulations = field.records().of_kind("stagevergoeding");
    if (number < regulations.begin || number >= regulations.end) {
        throw_not_found({"Stagevergoeding", "Stagevergoeding"});
    }
    Json body = view_series(field.records(), field.known->chains(), number, insights::day_number(day));
    body["day"] = day.text();
    return finish_answer(std::move(body), field.view, question, insights_.minimum_group(actor));
}

InsightAnswer Knowledge::coverage(const Actor& actor, const InsightQuestion& question, std::size_t listed) const {
    const FieldOfView field = look(actor, question);
    return finish_answer(view_coverage(field.records(), field.chosen, listed), field.view, question,
                         insights_.minimum_group(actor));
}

InsightAnswer Knowledge::governance(const Actor& actor, const InsightQuestion& question, std::size_t listed,
                                    Date day) const {
    const FieldOfView field = look(actor, question);
    const auto regions = insights::governed_regions_of(field.records(), field.chosen, field.known->boundaries(),
                                                       insights::day_number(day));
    Json body =
        view_governance(field.records(), regions, {.listed = listed, .minimum_group = insights_.minimum_group(actor)});
    body["day"] = day.text();
    return finish_answer(std::move(body), field.view, question, insights_.minimum_group(actor));
}

InsightAnswer Knowledge::funding(const Actor& actor, const InsightQuestion& question, std::size_t listed) const {
    const FieldOfView field = look(actor, question);
    const auto figures = insights::find_funding(insights::funding_rows_of(field.records(), field.chosen));
    const std::int64_t minimum = insights_.minimum_group(actor);
    return finish_answer(view_funding(field.records(), figures, {.listed = listed, .minimum_group = minimum}),
                         field.view, question, minimum);
}

}  // namespace afb::app
