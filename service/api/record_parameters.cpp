#include "service/api/record_parameters.hpp"

#include <algorithm>

#include "schema/error.hpp"
#include "schema/record_query.hpp"
#include "schema/uri.hpp"
#include "service/auth/random.hpp"

namespace afb::api {
namespace {

constexpr std::size_t most_results = 10'000;
constexpr std::size_t longest_text = 1000;

Json value_schema(const FilterDefinition& definition) {
    switch (definition.type) {
        case FieldType::code: {
            Json codes = Json::array();
            for (const Term& term : definition.vocabulary->terms) codes.push_back(term.code);
            return {{"type", "string"}, {"enum", std::move(codes)}};
        }
        case FieldType::boolean:
            return {{"type", "boolean"}};
        case FieldType::date:
            return {{"type", "string"}, {"format", "date"}};
        case FieldType::money:
            return {{"type", "string"}, {"pattern", "^(0|[1-9][0-9]{0,8})([.][0-9]{1,2})?$"}};
        case FieldType::school_year:
            return {{"type", "string"}, {"pattern", "^[0-9]{4}-[0-9]{4}$"}};
        case FieldType::integer:
            return {{"type", "integer"}};
        default:
            return {{"type", "string"}, {"minLength", 1}, {"maxLength", 300}};
    }
}

bool of_kind(const FilterDefinition& definition, const Kind* kind) {
    return kind == nullptr ||
           std::find(definition.kinds.begin(), definition.kinds.end(), kind->name) != definition.kinds.end();
}

Text filter_text(const FilterDefinition& definition) {
    Text text = definition.label;
    if (!definition.references.empty()) {
        text.nl += ": id of slug";
        text.en += ": id or slug";
    }
    text.nl += ". Herhaal voor meer waarden (OF).";
    text.en += ". Repeat for more values (OR).";
    return text;
}

// "100" and "100.5" as they are stored: "100.00", "100.50".
std::string two_digits(std::string text) {
    const std::size_t point = text.find('.');
    if (point == std::string::npos) return text + ".00";
    return text + std::string(point + 3 - text.size(), '0');
}

// The same question with another value of `changed`, and without `dropped`.
std::string link_with(const Call& call, std::string_view changed, std::string_view changed_to,
                      const std::vector<std::string_view>& dropped = {}) {
    std::string link = call.request.path + "?";
    for (const auto& [name, value] : call.request.query) {
        if (name == changed || std::find(dropped.begin(), dropped.end(), name) != dropped.end()) continue;
        link += escape_query(name) + "=" + escape_query(value) + "&";
    }
    return link + escape_query(changed) + "=" + escape_query(changed_to);
}

// Where the records are that stand behind a hit, with that hit: the same question for one value of the filter.
void link_collapsed(const Call& call, Json& body) {
    const std::string* filter = call.find("collapse");
    if (filter == nullptr) return;
    for (Json& item : body.at("items")) {
        const auto collapsed = item.find("collapsed");
        if (collapsed == item.end()) continue;
        (*collapsed)["href"] =
            link_with(call, *filter, collapsed->at("value").get_ref<const std::string&>(), {"collapse", "pageNumber"});
    }
}

void read_sort(const Call& call, const Kind* kind, RecordQuery& query, std::vector<Problem>& problems) {
    const std::string* given = call.find("sort");
    if (given == nullptr) return;
    for (const std::string& part : split(*given)) {
        const bool descending = !part.empty() && part.front() == '-';
        const std::string name = descending ? part.substr(1) : part;
        const FilterDefinition* definition = call.services.catalog->find_sort(name);
        if (definition == nullptr || !of_kind(*definition, kind)) {
            std::string known;
            for (const FilterDefinition& row : call.services.catalog->sorts()) {
                if (of_kind(row, kind)) known += (known.empty() ? "" : ", ") + row.name;
            }
            problems.push_back(query_problem("query.sort", "sort", {name, known}));
            continue;
        }
        query.sort.push_back({name, descending});
    }
}

void read_ranges(const Call& call, const Kind* kind, RecordQuery& query) {
    for (const FilterDefinition& definition : call.services.catalog->ranges()) {
        if (!of_kind(definition, kind)) continue;
        const std::string* from = call.find(definition.name + "From");
        const std::string* until = call.find(definition.name + "Until");
        if (from == nullptr && until == nullptr) continue;
        RangeCondition range{.name = definition.name, .from = {}, .until = {}};
        const bool money = definition.type == FieldType::money;
        if (from != nullptr) range.from = money ? two_digits(*from) : *from;
        if (until != nullptr) range.until = money ? two_digits(*until) : *until;
        query.ranges.push_back(std::move(range));
    }
}

}  // namespace

std::vector<std::string> split(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    while (at <= text.size()) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        parts.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return parts;
}

Parameter if_none_match_parameter() {
    return {.in = "header",
            .name = "If-None-Match",
            .description = {"ETag die u al hebt; dan 304 als er niets veranderd is.",
                            "ETag you already have; then 304 when nothing changed."},
            .schema = {{"type", "string"}}};
}

std::vector<std::string> resolve_references(const Call& call, const FilterDefinition& definition,
                                            const std::string& parameter, std::vector<Problem>& problems) {
    std::vector<std::string> ids;
    const auto given = call.query.find(parameter);
    if (given == call.query.end()) return ids;
    call.services.store.read([&](storage::Reader& reader) {
        for (const std::string& value : given->second) {
            if (auth::is_uuid(value)) {
                ids.push_back(value);
                continue;
            }
            std::optional<storage::StoredRecord> found;
            for (const std::string& kind : definition.references) {
                if (!found) found = reader.find_by_slug(kind, value);
            }
            if (found && app::may_see(call.actor, found->body)) {
                ids.push_back(found->id);
            } else {
                problems.push_back(query_problem("query.value", parameter, {value}));
            }
        }
    });
    return ids;
}

std::vector<Parameter> filter_parameters(const Catalog& catalog, const Kind* kind) {
    std::vector<Parameter> parameters;
    parameters.push_back(
        {.in = "query",
         .name = "q",
         .description =
             {"Woorden om op te zoeken; \"tussen aanhalingstekens\" is een zinsdeel, +woord moet, -woord mag niet, "
              "veld:waarde "
              "is een voorwaarde (sector:po, regio:Utrecht, jaar:24/25, titel:convenant, bedrag:100..200).",
              "Words to look for; \"in quotes\" is a phrase, +word must, -word must not, field:value is a condition "
              "(sector:po, region:Utrecht, year:24/25, title:convenant, amount:100..200)."},
         .schema = {{"type", "string"}, {"maxLength", longest_text}},
         .example = "stagevergoeding"});
    if (kind == nullptr) {
        Json kinds = Json::array();
        for (const Kind& row : catalog.kinds()) kinds.push_back(row.name);
        parameters.push_back({.in = "query",
                              .name = "kind",
                              .description = {"Soort record. Herhaal voor meer waarden (OF).",
                                              "Kind of record. Repeat for more values (OR)."},
                              .schema = {{"type", "string"}, {"enum", std::move(kinds)}},
                              .repeatable = true});
    }
    for (const FilterDefinition& definition : catalog.filters()) {
        if (!of_kind(definition, kind)) continue;
        parameters.push_back({.in = "query",
                              .name = definition.name,
                              .description = filter_text(definition),
                              .schema = value_schema(definition),
                              .repeatable = true});
    }
    for (const FilterDefinition& definition : catalog.ranges()) {
        if (!of_kind(definition, kind)) continue;
        parameters.push_back({.in = "query",
                              .name = definition.name + "From",
                              .description = {definition.label.nl + ": vanaf deze waarde (meegerekend).",
                                              definition.label.en + ": from this value (included)."},
                              .schema = value_schema(definition)});
        parameters.push_back({.in = "query",
                              .name = definition.name + "Until",
                              .description = {definition.label.nl + ": tot en met deze waarde.",
                                              definition.label.en + ": up to and including this value."},
                              .schema = value_schema(definition)});
    }
    const bool has_validity = kind == nullptr || kind->find_field("validFrom") != nullptr;
    if (has_validity) {
        parameters.push_back({.in = "query",
                              .name = "inForceOn",
                              .description = {"Alleen wat op deze dag gold.", "Only what was in force on this day."},
                              .schema = {{"type", "string"}, {"format", "date"}},
                              .example = "2024-09-01"});
    }
    return parameters;
}

std::vector<Parameter> paging_parameters() {
    return {{.in = "query",
             .name = "pageNumber",
             .description = {"Bladzijde, vanaf 1.", "Page, from 1."},
             .schema = {{"type", "integer"}, {"minimum", 1}, {"default", 1}}},
            {.in = "query",
             .name = "pageSize",
             .description = {"Aantal per bladzijde; bladzijde maal aantal is hoogstens 10.000.",
                             "Number a page; page times number is at most 10,000."},
             .schema = {{"type", "integer"}, {"enum", {10, 20, 50, 100, 250}}, {"default", 10}}}};
}

Parameter sort_parameter(const Catalog& catalog, const Kind* kind) {
    std::string names;
    for (const FilterDefinition& definition : catalog.sorts()) {
        if (of_kind(definition, kind)) names += (names.empty() ? "" : ", ") + definition.name;
    }
    return {.in = "query",
            .name = "sort",
            .description = {"Volgorde: namen met komma's ertussen, `-` ervoor is aflopend. Mogelijk: " + names + ".",
                            "Order: names separated by commas, `-` in front is descending. Possible: " + names + "."},
            .schema = {{"type", "string"}, {"maxLength", 200}},
            .example = "-updatedAt"};
}

Parameter fields_parameter(const Kind& kind) {
    return {.in = "query",
            .name = "fields",
            .description = {"Alleen deze velden, met komma's ertussen; `id` en `kind` staan er altijd in.",
                            "Only these members, separated by commas; `id` and `kind` are always there."},
            .schema = {{"type", "string"}, {"maxLength", 500}},
            .example = kind.title_field + ",status"};
}

std::vector<Parameter> collapse_parameters(const Catalog& catalog, const Kind* kind) {
    Json names = Json::array();
    for (const FilterDefinition& definition : catalog.filters()) {
        if (definition.collapse && of_kind(definition, kind)) names.push_back(definition.name);
    }
    if (names.empty()) return {};
    return {{.in = "query",
             .name = "collapse",
             .description = {"Per waarde van dit filter alleen het beste resultaat, met in `collapsed` hoeveel er nog "
                             "zijn en waar. `totalItems` telt dan wat getoond wordt, `totalRecords` alles; wat geen "
                             "waarde heeft, staat er op zichzelf in.",
                             "Of each value of this filter only the best result, with in `collapsed` how many more "
                             "there are and where. `totalItems` then counts what is shown, `totalRecords` all of it; "
                             "what has no value stands for itself."},
             .schema = {{"type", "string"}, {"enum", std::move(names)}}}};
}

Paging read_paging(const Call& call) {
    Paging paging;
    paging.number = std::stoul(call.value_or("pageNumber", "1"));
    paging.size = std::stoul(call.value_or("pageSize", "10"));
    if (paging.number * paging.size > most_results) {
        throw_invalid({query_problem("query.page", "pageNumber", {std::to_string(most_results)})});
    }
    return paging;
}

RecordQuery read_record_query(const Call& call, const Kind* kind) {
    RecordQuery query;
    std::vector<Problem> problems;
    if (kind != nullptr) {
        query.kinds = {kind->name};
    } else if (const auto kinds = call.query.find("kind"); kinds != call.query.end()) {
        query.kinds = kinds->second;
    }
    query.text = call.value_or("q", "");
    for (const FilterDefinition& definition : call.services.catalog->filters()) {
        const auto given = call.query.find(definition.name);
        if (given == call.query.end() || !of_kind(definition, kind)) continue;
        Condition condition{.name = definition.name, .values = given->second};
        if (!definition.references.empty())
            condition.values = resolve_references(call, definition, definition.name, problems);
        query.conditions.push_back(std::move(condition));
    }
    query.collapse = call.value_or("collapse", "");
    read_ranges(call, kind, query);
    read_sort(call, kind, query, problems);
    if (const std::string* day = call.find("inForceOn")) query.in_force_on = Date::parse(*day);
    if (!problems.empty()) throw_invalid(std::move(problems));
    const Paging paging = read_paging(call);
    query.offset = (paging.number - 1) * paging.size;
    query.limit = paging.size;
    return query;
}

std::vector<std::string> read_fields(const Call& call, const Kind& kind) {
    const std::string* given = call.find("fields");
    if (given == nullptr) return {};
    std::vector<std::string> fields = split(*given);
    std::vector<Problem> problems;
    for (const std::string& field : fields) {
        if (!kind.schema.at("properties").contains(field))
            problems.push_back(query_problem("query.value", "fields", {field}));
    }
    if (!problems.empty()) throw_invalid(std::move(problems));
    return fields;
}

Response paged_response(const Call& call, Json body, const Paging& paging, std::int64_t total) {
    const auto count = static_cast<std::size_t>(total);
    const std::size_t pages = (count + paging.size - 1) / paging.size;
    link_collapsed(call, body);
    body["pageNumber"] = paging.number;
    body["pageSize"] = paging.size;
    body["totalItems"] = total;
    body["totalPages"] = pages;
    body["hasNextPage"] = paging.number < pages;
    body["hasPreviousPage"] = paging.number > 1 && pages > 0;
    Response response = json_response(200, body);
    std::string links;
    const auto add = [&](std::size_t number, std::string_view relation) {
        links += (links.empty() ? "<" : ", <") + link_with(call, "pageNumber", std::to_string(number)) + ">; rel=\"" +
                 std::string(relation) + "\"";
    };
    add(1, "first");
    if (paging.number > 1 && pages > 0) add(std::min(paging.number - 1, pages), "prev");
    if (paging.number < pages) add(paging.number + 1, "next");
    // Further than the last page that may be asked for is no use to anyone.
    add(std::max<std::size_t>(1, std::min(pages, most_results / paging.size)), "last");
    response.set_header("Link", links);
    return response;
}

}  // namespace afb::api
