#include "service/api/insight_parameters.hpp"

#include <algorithm>
#include <set>

#include "schema/error.hpp"
#include "schema/uri.hpp"
#include "service/api/record_parameters.hpp"
#include "service/api/routes.hpp"
#include "service/auth/random.hpp"

namespace afb::api {
namespace {

constexpr std::string_view as_known_on = "asKnownOn";

using Query = std::map<std::string, std::vector<std::string>>;

// Names and values in order, each once: the same question is the same text.
std::string written(const Query& query) {
    std::string text;
    for (const auto& [name, values] : query)
        for (const std::string& value : std::set<std::string>(values.begin(), values.end()))
            text += (text.empty() ? "" : "&") + escape_query(name) + "=" + escape_query(value);
    return text;
}

// The holder whose place is asked for; "" for none.
std::string read_mine(const Call& call) {
    std::vector<Problem> problems;
    const auto ids = resolve_references(call, *call.services.catalog->find_filter("holder"), "mine", problems);
    if (!problems.empty()) throw_invalid(std::move(problems));
    return ids.empty() ? std::string() : ids.front();
}

}  // namespace

Parameter as_known_on_parameter() {
    return {.in = "query",
            .name = std::string(as_known_on),
            .description =
                {"Wat de kennisbank toen zei: een dag (het einde ervan), een moment in UTC, of het nummer van een "
                 "wijziging (`snapshot.seq` van een eerder antwoord). Los van `inForceOn`, dat zegt wanneer iets "
                 "gold.",
                 "What the knowledge base said then: a day (its end), a moment in UTC, or the number of a change "
                 "(`snapshot.seq` of an earlier answer). Apart from `inForceOn`, which says when something "
                 "applied."},
            .schema = {{"type", "string"},
                       {"pattern",
                        "^([0-9]{1,15}|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])"
                        "(T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]([.][0-9]{1,9})?Z)?)$"}},
            .example = "2026-11-24"};
}

std::vector<Parameter> insight_parameters(const Catalog& catalog, const Kind* kind) {
    std::vector<Parameter> parameters = filter_parameters(catalog, kind);
    parameters.push_back(as_known_on_parameter());
    return parameters;
}

app::InsightQuestion read_insight_question(const Call& call, const Kind* kind) {
    app::InsightQuestion question;
    question.query = read_record_query(call, kind);
    question.path = call.request.path;
    if (const std::string* given = call.find(as_known_on)) question.as_known_on = *given;
    Query all = call.query;
    all.erase(std::string(as_known_on));
    // Who asks by slug asks the same as who asks by id.
    for (const Condition& condition : question.query.conditions) all[condition.name] = condition.values;
    question.mine = read_mine(call);
    if (!question.mine.empty()) all["mine"] = {question.mine};
    question.normalised = written(all);
    std::set<std::string> filters;
    for (const Parameter& parameter : filter_parameters(*call.services.catalog, kind)) filters.insert(parameter.name);
    std::erase_if(all, [&](const auto& row) { return !filters.contains(row.first); });
    question.filters = written(all);
    return question;
}

Response insight_response(const Call& call, const app::InsightAnswer& answer) {
    Response response = json_response(200, answer.body);
    const std::string told = call.services.version + " " + std::string(app::role_name(call.actor.role)) +
                             (call.language == Language::nl ? " nl" : " en");
    response.set_header("ETag", "\"i" + auth::sha256_hex(answer.fingerprint + " " + told).substr(0, 24) + "\"");
    return response;
}

Route insight_route(const Catalog& catalog, const Kind* kind, const std::string& name) {
    Route route;
    route.method = "GET";
    route.path = "/v1/insights/" + name;
    route.tag = "insights";
    route.parameters = insight_parameters(catalog, kind);
    route.parameters.push_back(if_none_match_parameter());
    return route;
}

}  // namespace afb::api
