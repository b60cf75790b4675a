#include "service/app/knowledge.hpp"

#include "schema/error.hpp"
#include "schema/problem.hpp"
#include "service/app/coverage_view.hpp"
#include "service/app/funding_view.hpp"
#include "service/app/governance_view.hpp"
#include "service/app/insight_parts.hpp"
#include "service/app/series_view.hpp"
#include "service/insights/attention_rows.hpp"
#include "service/insights/region_links.hpp"
#include "service/insights/region_rows.hpp"

namespace afb::app {
namespace {

using insights::VisibleRecords;

constexpr std::size_t most_known = 3;  // one for each of the three things a role may see

RecordQuery limits_of(const Actor& actor) {
    RecordQuery limits;
    limit_to_visible(actor, limits);
    return limits;
}

// What a question is about: all that may be seen, and the chosen among it.
struct FieldOfView {
    InsightView view;
    VisibleRecords records;
    std::vector<bool> chosen;

    FieldOfView(const Insights& insights, const Actor& actor, const InsightQuestion& question)
        : view(insights.look(actor, question)),
          records(*view.facts, limits_of(actor)),
          chosen(chosen_among(records, view.records)) {}
};

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

// Of one snapshot, day and way of seeing.
struct Knowledge::KnownAttention {
    std::shared_ptr<const insights::Facts> facts;
    Role role;
    Date day;
    VisibleRecords records;
    insights::KnowledgeAttention found;

    KnownAttention(const Actor& actor, std::shared_ptr<const insights::Facts> of, Date on)
        : facts(std::move(of)),
          role(actor.role),
          day(on),
          records(*facts, limits_of(actor)),
          found(insights::attention_of(records, insights::day_number(day))) {}
};

Knowledge::Knowledge(const Insights& insights) : insights_(insights) {}

Knowledge::~Knowledge() = default;

std::shared_ptr<const Knowledge::KnownAttention> Knowledge::attention_of(const Actor& actor, const InsightView& view,
                                                                         Date day) const {
    {
        const std::lock_guard lock(mutex_);
        for (const auto& known : known_) {
            if (known->facts == view.facts && known->role == actor.role && known->day == day) return known;
        }
    }
    // Not under the lock: who asks at the same moment computes the same.
    auto made = std::make_shared<const KnownAttention>(actor, view.facts, day);
    const std::lock_guard lock(mutex_);
    known_.push_front(made);
    if (known_.size() > most_known) known_.pop_back();
    return made;
}

InsightAnswer Knowledge::attention(const Actor& actor, const InsightQuestion& question, const AttentionChoice& choice,
                                   Date day, std::int64_t* total) const {
    const InsightView view = insights_.look(actor, question);
    const auto known = attention_of(actor, view, day);
    Json body = view_attention(known->records, known->found, chosen_among(known->records, view.records), choice, total);
    body["day"] = day.text();
    return finish_answer(std::move(body), view, question, insights_.minimum_group(actor));
}

InsightAnswer Knowledge::boundaries(const Actor& actor, const InsightQuestion& question, BoundariesChoice choice,
                                    const std::string& region, const std::string& other_region,
                                    std::int64_t* total) const {
    FieldOfView field(insights_, actor, question);
    choice.region = get_region(field.records, region, "region");
    choice.other_region = get_region(field.records, other_region, "otherRegion");
    const insights::Placed placed = insights::place_records(field.records, field.chosen);
    const auto found = insights::find_boundaries(placed.agreements, placed.partnerships);
    const auto sites = insights::sites_in_several_regions(field.records);
    return finish_answer(view_boundaries(field.records, found, sites, choice, total), field.view, question,
                         insights_.minimum_group(actor));
}

InsightAnswer Knowledge::series(const Actor& actor, const InsightQuestion& question, const std::string& id,
                                Date day) const {
    FieldOfView field(insights_, actor, question);
    const std::int32_t number = field.records.find(std::string_view(id));
    const auto regulations = field.records.of_kind("stagevergoeding");
    if (number < regulations.begin || number >= regulations.end) {
        throw_not_found({"Stagevergoeding", "Stagevergoeding"});
    }
    Json body = view_series(field.records, number, insights::day_number(day));
    body["day"] = day.text();
    return finish_answer(std::move(body), field.view, question, insights_.minimum_group(actor));
}

InsightAnswer Knowledge::coverage(const Actor& actor, const InsightQuestion& question, std::size_t listed) const {
    FieldOfView field(insights_, actor, question);
    return finish_answer(view_coverage(field.records, field.chosen, listed), field.view, question,
                         insights_.minimum_group(actor));
}

InsightAnswer Knowledge::governance(const Actor& actor, const InsightQuestion& question, std::size_t listed,
                                    Date day) const {
    FieldOfView field(insights_, actor, question);
    const auto regions = insights::governed_regions_of(field.records, field.chosen, insights::day_number(day));
    Json body =
        view_governance(field.records, regions, {.listed = listed, .minimum_group = insights_.minimum_group(actor)});
    body["day"] = day.text();
    return finish_answer(std::move(body), field.view, question, insights_.minimum_group(actor));
}

InsightAnswer Knowledge::funding(const Actor& actor, const InsightQuestion& question, std::size_t listed) const {
    FieldOfView field(insights_, actor, question);
    const auto figures = insights::find_funding(insights::funding_rows_of(field.records, field.chosen));
    return finish_answer(view_funding(field.records, figures, listed), field.view, question,
                         insights_.minimum_group(actor));
}

}  // namespace afb::app
