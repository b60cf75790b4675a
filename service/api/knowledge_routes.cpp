// Insights on the knowledge base as a whole: what needs attention, boundaries, series, coverage, governance, funding.
#include "schema/error.hpp"
#include "service/api/call.hpp"
#include "service/api/insight_parameters.hpp"
#include "service/api/record_parameters.hpp"
#include "service/api/routes.hpp"
#include "service/app/knowledge.hpp"

namespace afb::api {
namespace {

constexpr std::string_view day_parameter = "onDay";

// Today; of a moment before its own day, so that the same address tells the same later.
Date read_day(const Call& call) {
    if (const std::string* day = call.find(day_parameter)) return *Date::parse(*day);
    if (const std::string* moment = call.find("asKnownOn")) {
        if (const auto day = Date::parse(std::string_view(*moment).substr(0, 10))) return *day;
        std::string at;
        call.services.store.read([&](storage::Reader& reader) { at = reader.moment_of(std::stoll(*moment)); });
        if (const auto day = Date::parse(std::string_view(at).substr(0, 10))) return *day;
    }
    return call.services.records.today();
}

std::size_t read_listed(const Call& call) {
    return std::stoul(call.value_or("listed", "10"));
}

// An id as it is; else the record with this slug. What is neither stays as it is, and is then not found.
std::string id_of(const Call& call, std::string_view kind, const std::string& id_or_slug) {
    std::string id = id_or_slug;
    call.services.store.read([&](storage::Reader& reader) {
        if (const auto record = reader.find_by_slug(kind, id_or_slug)) id = record->id;
    });
    return id;
}

std::string read_region(const Call& call, std::string_view parameter) {
    const std::string* given = call.find(parameter);
    return given == nullptr ? std::string() : id_of(call, "onderwijsregio", *given);
}

Response attention(Call& call) {
    const Paging paging = read_paging(call);
    app::AttentionChoice choice{.reasons = {}, .offset = (paging.number - 1) * paging.size, .limit = paging.size};
    if (const auto reasons = call.query.find("reason"); reasons != call.query.end()) choice.reasons = reasons->second;
    std::int64_t total = 0;
    app::InsightAnswer answer = call.services.knowledge.attention(call.actor, read_insight_question(call, nullptr),
                                                                  choice, read_day(call), &total);
    return paged_response(call, std::move(answer.body), paging, total);
}

Response boundaries(Call& call) {
    const Paging paging = read_paging(call);
    const app::BoundariesChoice choice{
        .listed = read_listed(call), .offset = (paging.number - 1) * paging.size, .limit = paging.size};
    std::int64_t total = 0;
    app::InsightAnswer answer =
        call.services.knowledge.boundaries(call.actor, read_insight_question(call, nullptr), choice,
                                           read_region(call, "region"), read_region(call, "otherRegion"), &total);
    return paged_response(call, std::move(answer.body), paging, total);
}

Response series(Call& call) {
    const Kind& kind = call.services.catalog->get_kind("stagevergoeding");
    const std::string id = id_of(call, kind.name, call.path.at("id"));
    return insight_response(
        call, call.services.knowledge.series(call.actor, read_insight_question(call, &kind), id, read_day(call)));
}

Response coverage(Call& call) {
    return insight_response(
        call, call.services.knowledge.coverage(call.actor, read_insight_question(call, nullptr), read_listed(call)));
}

Response governance(Call& call) {
    const Kind& kind = call.services.catalog->get_kind("onderwijsregio");
    return insight_response(call, call.services.knowledge.governance(call.actor, read_insight_question(call, &kind),
                                                                     read_listed(call), read_day(call)));
}

Response funding(Call& call) {
    const Kind& kind = call.services.catalog->get_kind("funding");
    return insight_response(
        call, call.services.knowledge.funding(call.actor, read_insight_question(call, &kind), read_listed(call)));
}

Parameter day_of_judging() {
    return {.in = "query",
            .name = std::string(day_parameter),
            .description = {"De dag die als vandaag telt; zonder is dat vandaag, of met `asKnownOn` de dag daarvan.",
                            "The day that counts as today; without it today, or with `asKnownOn` the day of that."},
            .schema = {{"type", "string"}, {"format", "date"}},
            .example = "2026-11-24"};
}

Parameter listed() {
    return {.in = "query",
            .name = "listed",
            .description = {"Zoveel records noemt elk cijfer waar het op rust.",
                            "Each figure lists so many of the records it rests on."},
            .schema = {{"type", "integer"}, {"minimum", 0}, {"maximum", 1000}, {"default", 10}}};
}

Parameter region(const char* name, Text description) {
    return {.in = "query",
            .name = name,
            .description = std::move(description),
            .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 300}},
            .example = "haaglanden"};
}

void add_paging(Route& route) {
    for (Parameter& parameter : paging_parameters()) route.parameters.push_back(std::move(parameter));
}

Route attention_route(const Catalog& catalog) {
    Route route = insight_route(catalog, nullptr, "attention");
    route.operation_id = "listAttention";
    route.summary = {"Wat aandacht vraagt", "What needs attention"};
    route.description = {
        "Records die elkaar tegenspreken, verlopen of binnenkort aflopen, lang niet nagekeken zijn, of waar iets aan "
        "ontbreekt: elk met de reden, wat er te doen is en de records. `reasons` telt elke reden, ook zonder het "
        "filter `reason`.",
        "Records that contradict each other, have expired or end soon, were not checked for long, or lack something: "
        "each with the reason, what to do and the records. `reasons` counts each reason, also without the filter "
        "`reason`."};
    const Vocabulary* reasons = catalog.find_vocabulary("attention-reasons");
    Json codes = Json::array();
    for (const Term& term : reasons->terms) codes.push_back(term.code);
    route.parameters.push_back({.in = "query",
                                .name = "reason",
                                .description = {"Alleen deze redenen. Herhaal voor meer waarden (OF).",
                                                "Only these reasons. Repeat for more values (OR)."},
                                .schema = {{"type", "string"}, {"enum", std::move(codes)}},
                                .repeatable = true});
    route.parameters.push_back(day_of_judging());
    add_paging(route);
    route.answers =
        get_answers({"Een bladzijde bevindingen", "A page of findings"}, "Attention", {"ETag", "Link"}, {503});
    route.handle = attention;
    return route;
}

Route boundaries_route(const Catalog& catalog) {
    Route route = insight_route(catalog, nullptr, "boundaries");
    route.operation_id = "compareBoundaries";
    route.summary = {"Afspraken binnen en over de regiogrens", "Agreements within and across the boundary"};
    route.description = {
        "Onderwijsregio tegen onderwijsregio: afspraken en partnerschappen binnen elke regio en over elke grens, de "
        "drukste grens eerst; wat niet bekend is en waarom; en records die niet kunnen kloppen. `region` en "
        "`otherRegion` geven één rij of één cel.",
        "Region by region: agreements and partnerships within each region and across each border, the busiest first; "
        "what is not known and why; and records that cannot be right. `region` and `otherRegion` give one row or one "
        "cell."};
    route.parameters.push_back(
        region("region", {"Alleen grenzen van deze regio: id of slug.", "Only borders of this region: id or slug."}));
    route.parameters.push_back(region("otherRegion", {"En met deze: id of slug.", "And with this one: id or slug."}));
    route.parameters.push_back(listed());
    add_paging(route);
    route.answers = get_answers({"De matrix", "The matrix"}, "Boundaries", {"ETag", "Link"}, {503});
    route.handle = boundaries;
    return route;
}

Route series_route(const Catalog& catalog) {
    const Kind& kind = catalog.get_kind("stagevergoeding");
    Route route = insight_route(catalog, &kind, "");
    route.path = "/v1/stagevergoedingen/{id}/series";
    route.tag = kind.name;
    route.operation_id = "readStagevergoedingSeries";
    route.summary = {"De reeks van een regeling door de tijd", "The series of a regulation through time"};
    route.description = {
        "Wat aan deze regeling voorafging en erop volgde, op volgorde van tijd, met hoe dat blijkt, de dagen ertussen "
        "en wat er met de bedragen gebeurde.",
        "What came before this regulation and after it, in order of time, with what that follows from, the days in "
        "between and what became of the amounts."};
    std::vector<Parameter> parameters{{.in = "path",
                                       .name = "id",
                                       .description = {"Id of slug van de regeling.", "Id or slug of the regulation."},
                                       .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 100}},
                                       .required = true,
                                       .example = "stagevergoeding-cao-vo-2025"}};
    for (Parameter& parameter : route.parameters) {
        if (parameter.name == "asKnownOn" || parameter.in == "header") parameters.push_back(std::move(parameter));
    }
    parameters.push_back(day_of_judging());
    route.parameters = std::move(parameters);
    route.answers = get_answers({"De reeks", "The series"}, "RegulationSeries", {"ETag"}, {404, 503});
    route.handle = series;
    return route;
}

Route plain_route(const Catalog& catalog, const char* kind, const char* name) {
    Route route = insight_route(catalog, kind == nullptr ? nullptr : &catalog.get_kind(kind), name);
    route.parameters.push_back(listed());
    return route;
}

Route coverage_route(const Catalog& catalog) {
    Route route = plain_route(catalog, nullptr, "coverage");
    route.operation_id = "compareCoverage";
    route.summary = {"De weg naar 100% samen opleiden", "The road to 100% samen opleiden"};
    route.description = {
        "Per onderwijsregio, partnerschap en schooljaar: het aandeel studenten en scholen, de verandering, de afstand "
        "tot 100% en het tempo dat was en nodig is. Een jaar zonder cijfers staat er als ontbrekend.",
        "By region, partnership and school year: the share of students and schools, the change, the distance to 100% "
        "and the pace that was and that is needed. A year without figures is there as missing."};
    route.answers = get_answers({"Aandelen en totalen", "Shares and totals"}, "Coverage", {"ETag"}, {503});
    route.handle = coverage;
    return route;
}

Route governance_route(const Catalog& catalog) {
    Route route = plain_route(catalog, "onderwijsregio", "governance");
    route.operation_id = "compareGovernance";
    route.summary = {"Sturing en samenstelling van regio's", "Governance and composition of regions"};
    route.description = {
        "Regio's naar vorm van sturing en naar samenstelling, tegen afspraken over de grens, stagevergoeding en "
        "bekostiging.",
        "Regions by form of governance and by composition, against agreements across the boundary, stagevergoeding and "
        "funding."};
    route.parameters.push_back(day_of_judging());
    route.answers = get_answers({"Groepen en regio's", "Groups and regions"}, "Governance", {"ETag"}, {503});
    route.handle = governance;
    return route;
}

Route funding_route(const Catalog& catalog) {
    Route route = plain_route(catalog, "funding", "funding");
    route.operation_id = "compareFunding";
    route.summary = {"Bekostiging per regeling en jaar", "Funding by scheme and year"};
    route.description = {"Per regeling en jaar: het bedrag per student, hoe het verdeeld is en wat onverdeeld blijft.",
                         "By scheme and year: the amount per student, how it is divided and what is left undivided."};
    route.answers = get_answers({"Regelingen en jaren", "Schemes and years"}, "FundingInsight", {"ETag"}, {503});
    route.handle = funding;
    return route;
}

}  // namespace

std::vector<Route> knowledge_routes(const Catalog& catalog) {
    return {attention_route(catalog), boundaries_route(catalog), series_route(catalog),
            coverage_route(catalog),  governance_route(catalog), funding_route(catalog)};
}

}  // namespace afb::api
