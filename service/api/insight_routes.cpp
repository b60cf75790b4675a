// Comparing: what is paid, by which route, and how it stands over all records.
#include <algorithm>
#include <set>

#include "schema/error.hpp"
#include "schema/uri.hpp"
#include "service/api/call.hpp"
#include "service/api/insight_parameters.hpp"
#include "service/api/record_parameters.hpp"
#include "service/api/routes.hpp"
#include "service/insights/allowances_json.hpp"

namespace afb::api {
namespace {

constexpr std::size_t most_dimensions = 2;
constexpr int most_listed = 1000;
constexpr std::size_t least_compared = 2;
constexpr std::size_t most_compared = 6;
constexpr std::string_view regulation = "stagevergoeding";

int number_of(const Call& call, std::string_view parameter, int fallback) {
    const std::string* given = call.find(parameter);
    return given == nullptr ? fallback : std::stoi(*given);
}

insights::AllowanceOptions read_options(const Call& call) {
    insights::AllowanceOptions options;
    options.basis.per = insights::per_of(call.value_or("per", "month")).value_or(insights::Per::month);
    options.basis.days_per_week = number_of(call, "daysPerWeek", options.basis.days_per_week);
    options.basis.months = number_of(call, "months", options.basis.months);
    options.listed = static_cast<std::size_t>(number_of(call, "listed", static_cast<int>(options.listed)));
    if (const auto given = call.query.find("groupBy"); given != call.query.end()) {
        for (const std::string& name : given->second) options.group_by.push_back(*insights::find_dimension(name));
    }
    // In whatever order they were asked: the same question has the same answer.
    std::sort(options.group_by.begin(), options.group_by.end());
    const bool twice = options.group_by.size() == most_dimensions && options.group_by[0] == options.group_by[1];
    if (options.group_by.size() > most_dimensions || twice)
        throw_invalid({query_problem("query.groupBy", "groupBy", {})});
    return options;
}

Json whole_number(int from, int until, int fallback) {
    return {{"type", "integer"}, {"minimum", from}, {"maximum", until}, {"default", fallback}};
}

std::vector<Parameter> basis_parameters() {
    return {{.in = "query",
             .name = "per",
             .description = {"Waarnaar bedragen worden omgerekend: per maand, per stagedag of per schooljaar.",
                             "What amounts are converted to: a month, a placement day or a school year."},
             .schema = {{"type", "string"}, {"enum", {"month", "day", "schoolYear"}}, {"default", "month"}}},
            {.in = "query",
             .name = "daysPerWeek",
             .description = {"Voor zoveel stagedagen per week (niet bij per=day).",
                             "For so many placement days a week (not with per=day)."},
             .schema = whole_number(1, 5, 1),
             .example = 2},
            {.in = "query",
             .name = "months",
             .description = {"Maanden per schooljaar, voor een bedrag dat dit zelf niet zegt (bij per=schoolYear).",
                             "Months in a school year, for an amount that does not say so itself (with "
                             "per=schoolYear)."},
             .schema = whole_number(1, 12, 10)},
            {.in = "query",
             .name = "listed",
             .description = {"Zoveel tarieven noemt elk cijfer waar het op rust; `href` geeft ze allemaal.",
                             "Each figure lists so many of the tariffs it rests on; `href` gives all."},
             .schema = whole_number(0, most_listed, 10)}};
}

Parameter group_parameter() {
    Json dimensions = Json::array();
    for (const insights::DimensionName& row : insights::dimensions()) dimensions.push_back(row.name);
    return {.in = "query",
            .name = "groupBy",
            .description = {"Ook in groepen, naar een of twee (herhaal de parameter) van deze.",
                            "In groups too, by one or two (repeat the parameter) of these."},
            .schema = {{"type", "string"}, {"enum", std::move(dimensions)}},
            .repeatable = true,
            .example = "sector"};
}

// An actor of the vocabulary.
Parameter actor_parameter(const Catalog& catalog, const char* name, Text description) {
    Json actors = Json::array();
    for (const Term& term : catalog.find_vocabulary("actors")->terms) actors.push_back(term.code);
    return {.in = "query",
            .name = name,
            .description = std::move(description),
            .schema = {{"type", "string"}, {"enum", std::move(actors)}},
            .repeatable = true};
}

std::vector<std::string> values_of(const Call& call, const std::string& parameter) {
    const auto given = call.query.find(parameter);
    return given == call.query.end() ? std::vector<std::string>() : given->second;
}

Response payment_routes(Call& call) {
    const Kind& kind = call.services.catalog->get_kind(regulation);
    const app::InsightQuestion question = read_insight_question(call, &kind);
    const app::MoneyEnds ends{.from = values_of(call, "routeFrom"), .to = values_of(call, "routeTo")};
    return insight_response(
        call, call.services.insights.payment_routes(call.actor, question, ends, read_options(call), call.language));
}

Response allowances(Call& call) {
    const Kind& kind = call.services.catalog->get_kind(regulation);
    const app::InsightQuestion question = read_insight_question(call, &kind);
    return insight_response(call,
                            call.services.insights.allowances(call.actor, question, read_options(call), call.language));
}

Route allowance_route(const Catalog& catalog) {
    Route route = insight_route(catalog, &catalog.get_kind(regulation), "stagevergoedingen");
    route.operation_id = "compareAllowances";
    route.summary = {"Wat stagiairs krijgen, vergeleken", "What interns are paid, compared"};
    route.description = {
        "De verdeling van de bedragen van precies die regelingen die dezelfde vraag in lijsten en zoeken vindt, op één "
        "grondslag. Salarissen, onkosten, begeleiding en geld voor scholen tellen alleen mee als daarom gevraagd wordt "
        "(`allowanceType`, `direction`). Elk cijfer noemt de tarieven waar het op rust; `snapshot.href` geeft later "
        "dezelfde cijfers.",
        "The distribution of the amounts of exactly those regulations that the same question finds in lists and "
        "search, "
        "on one basis. Salaries, expenses, supervision and money for schools count only when asked for "
        "(`allowanceType`, `direction`). Each figure lists the tariffs it rests on; `snapshot.href` gives the same "
        "figures later."};
    for (Parameter& parameter : basis_parameters()) route.parameters.push_back(std::move(parameter));
    route.parameters.push_back(group_parameter());
    route.parameters.push_back(
        {.in = "query",
         .name = "mine",
         .description =
             {"Id of slug van een partnerschap, onderwijsregio of organisatie: waar staan de tarieven daarvan, "
              "en wie lijkt er het meest op?",
              "Id or slug of a partnership, onderwijsregio or organisation: where do its tariffs stand, and who "
              "is most like it?"},
         .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 120}}});
    route.answers = get_answers({"De verdeling", "The distribution"}, "AllowanceInsight", {"ETag"}, {503});
    route.handle = allowances;
    return route;
}

Route payment_route(const Catalog& catalog) {
    Route route = insight_route(catalog, &catalog.get_kind(regulation), "payment-routes");
    route.operation_id = "comparePaymentRoutes";
    route.summary = {"Langs welke weg er betaald wordt", "By which route is paid"};
    route.description = {
        "De patronen van de betaalroutes met wat er langs elk betaald wordt, en de stroom als knopen en verbindingen: "
        "wie "
        "besluit, financiert, uitbetaalt en verrekent. Een stap die niet bekend is, blijft zichtbaar als `unknown`.",
        "The patterns of the payment routes with what is paid by each, and the flow as nodes and links: who decides, "
        "funds, pays and settles. A step that is not known stays visible as `unknown`."};
    for (Parameter& parameter : basis_parameters()) route.parameters.push_back(std::move(parameter));
    route.parameters.push_back(actor_parameter(catalog, "routeFrom",
                                               {"Alleen regelingen waarin geld van deze partij komt.",
                                                "Only regulations in which money comes from this party."}));
    route.parameters.push_back(actor_parameter(catalog, "routeTo",
                                               {"Alleen regelingen waarin geld naar deze partij gaat.",
                                                "Only regulations in which money goes to this party."}));
    route.answers = get_answers({"Patronen en stroom", "Patterns and flow"}, "PaymentRouteInsight", {"ETag"}, {503});
    route.handle = payment_routes;
    return route;
}

std::vector<std::string> read_ids(const Call& call) {
    std::vector<std::string> ids = split(call.value_or("ids", ""));
    const std::set<std::string> different(ids.begin(), ids.end());
    const bool fits = ids.size() >= least_compared && ids.size() <= most_compared && different.size() == ids.size();
    if (!fits) throw_invalid({query_problem("query.compareCount", "ids", {})});
    return ids;
}

Response compare(Call& call) {
    const std::vector<std::string> ids = read_ids(call);
    app::InsightQuestion question;
    question.path = call.request.path;
    question.normalised = "ids=" + escape_query(*call.find("ids"));
    if (const std::string* given = call.find("asKnownOn")) question.as_known_on = *given;
    return insight_response(call, call.services.insights.compare(call.actor, question, ids, call.language));
}

Route compare_route() {
    Route route;
    route.method = "GET";
    route.path = "/v1/compare";
    route.tag = "insights";
    route.operation_id = "compareRecords";
    route.summary = {"Records naast elkaar", "Records side by side"};
    route.description = {
        "Twee tot zes records van één soort, veld voor veld; wat verschilt staat vooraan. Een lege lijst waarden is: "
        "niet "
        "vermeld.",
        "Two to six records of one kind, field by field; what differs comes first. An empty list of values is: not "
        "stated."};
    route.parameters = {{.in = "query",
                         .name = "ids",
                         .description = {"Ids, met komma's ertussen.", "Ids, separated by commas."},
                         .schema = {{"type", "string"}, {"maxLength", 300}},
                         .required = true,
                         .example = "01a19467-e800-783b-b0d8-f9a00c918377,01a19467-e800-7e0f-9ab9-e9023a648fe9"},
                        as_known_on_parameter(),
                        if_none_match_parameter()};
    route.answers = get_answers({"De velden", "The fields"}, "RecordComparison", {"ETag"}, {});
    route.handle = compare;
    return route;
}

}  // namespace

std::vector<Route> insight_routes(const Catalog& catalog) {
    return {allowance_route(catalog), payment_route(catalog), compare_route()};
}

}  // namespace afb::api
