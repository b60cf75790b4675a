// Finding: search over all kinds, suggestions while typing, and the code lists.
#include "schema/error.hpp"
#include "service/api/call.hpp"
#include "service/api/record_parameters.hpp"
#include "service/api/routes.hpp"

namespace afb::api {
namespace {

Response search(Call& call) {
    indexer::SearchRequest request{
        .query = read_record_query(call, nullptr), .facets = true, .explain = call.flag("explain")};
    std::int64_t total = 0;
    Json body = call.services.search.search(call.actor, std::move(request), call.language, &total);
    return paged_response(call, std::move(body), read_paging(call), total);
}

Response suggest(Call& call) {
    const std::size_t limit = std::stoul(call.value_or("limit", "8"));
    return json_response(200, call.services.search.suggest(call.actor, call.value_or("q", ""), limit));
}

Json labels(const Text& text) {
    return Json{{"nl", text.nl}, {"en", text.en}};
}

Response list_vocabularies(Call& call) {
    Json items = Json::array();
    for (const Vocabulary& vocabulary : call.services.catalog->vocabularies()) {
        items.push_back(Json{{"name", vocabulary.name},
                             {"title", labels(vocabulary.title)},
                             {"terms", vocabulary.terms.size()},
                             {"href", "/v1/vocabularies/" + vocabulary.name}});
    }
    return json_response(200, Json{{"items", std::move(items)}});
}

Response read_vocabulary(Call& call) {
    const Vocabulary* vocabulary = call.services.catalog->find_vocabulary(call.path.at("name"));
    if (vocabulary == nullptr) throw_not_found({"Codelijst", "Vocabulary"});
    Json terms = Json::array();
    for (const Term& term : vocabulary->terms) {
        Json row{{"code", term.code}, {"label", labels(term.label)}};
        if (!term.description.nl.empty()) row["description"] = labels(term.description);
        if (!term.synonyms.empty()) row["synonyms"] = term.synonyms;
        terms.push_back(std::move(row));
    }
    Json body{{"name", vocabulary->name}, {"title", labels(vocabulary->title)}};
    if (!vocabulary->description.nl.empty()) body["description"] = labels(vocabulary->description);
    body["terms"] = std::move(terms);
    return json_response(200, body);
}

}  // namespace

std::vector<Route> search_routes(const Catalog& catalog) {
    std::vector<Route> routes;

    Route find;
    find.method = "GET";
    find.path = "/v1/search";
    find.operation_id = "search";
    find.tag = "search";
    find.summary = {"Zoeken in alles", "Search everything"};
    find.description = {
        "Op volgorde van hoe goed het past; een volledige naam of een nummer staat bovenaan. Facetten tellen alsof hun "
        "eigen "
        "filter niet gezet is. Een woord vindt ook zijn vormen, de samenstellingen ermee en, lager, wat er ook mee "
        "bedoeld "
        "wordt; +woord en \"zinsdeel\" niet dat laatste. `corrected` is een voorstel als een woord niets opleverde; er "
        "wordt nooit iets vervangen.",
        "In order of how well it fits; a full name or a number comes first. Facets count as if their own filter were "
        "not set. A word also finds its forms, the compounds with it and, lower, what else it may mean; +word and "
        "\"phrase\" do not do the last. `corrected` is a proposal when a word found nothing; nothing is ever "
        "replaced."};
    find.parameters = filter_parameters(catalog, nullptr);
    find.parameters.push_back(sort_parameter(catalog, nullptr));
    for (Parameter& parameter : collapse_parameters(catalog, nullptr)) find.parameters.push_back(std::move(parameter));
    find.parameters.push_back(
        {.in = "query",
         .name = "explain",
         .description = {"Laat zien hoe de zoekvraag gelezen is en waarom iets gevonden werd. Ook `1`.",
                         "Show how the question was read and why something was found. Also `1`."},
         .schema = {{"type", "boolean"}, {"default", false}}});
    for (Parameter& parameter : paging_parameters()) find.parameters.push_back(std::move(parameter));
    find.parameters.push_back(if_none_match_parameter());
    find.answers = get_answers({"Een bladzijde met resultaten en facetten", "A page of results and facets"},
                               "SearchPage", {"ETag", "Link"}, {503});
    find.handle = search;
    routes.push_back(std::move(find));

    Route typing;
    typing.method = "GET";
    typing.path = "/v1/suggest";
    typing.operation_id = "suggest";
    typing.tag = "search";
    typing.summary = {"Voorstellen tijdens het typen", "Suggestions while typing"};
    typing.parameters = {{.in = "query",
                          .name = "q",
                          .description = {"Wat er tot nu toe getypt is.", "What has been typed so far."},
                          .schema = {{"type", "string"}, {"maxLength", 100}},
                          .required = true,
                          .example = "stage"},
                         {.in = "query",
                          .name = "limit",
                          .description = {"Hoogstens zoveel.", "At most so many."},
                          .schema = {{"type", "integer"}, {"minimum", 1}, {"maximum", 20}, {"default", 8}}},
                         if_none_match_parameter()};
    typing.answers = get_answers({"Titels, namen, labels en woorden", "Titles, names, labels and words"},
                                 "SuggestionList", {"ETag"}, {503});
    typing.handle = suggest;
    routes.push_back(std::move(typing));

    Route lists;
    lists.method = "GET";
    lists.path = "/v1/vocabularies";
    lists.operation_id = "listVocabularies";
    lists.tag = "vocabularies";
    lists.summary = {"Alle codelijsten", "All vocabularies"};
    lists.parameters = {if_none_match_parameter()};
    lists.answers = get_answers({"De codelijsten", "The vocabularies"}, "VocabularyList", {"ETag"}, {});
    lists.handle = list_vocabularies;
    routes.push_back(std::move(lists));

    Route one;
    one.method = "GET";
    one.path = "/v1/vocabularies/{name}";
    one.operation_id = "readVocabulary";
    one.tag = "vocabularies";
    one.summary = {"Een codelijst", "One vocabulary"};
    one.parameters = {{.in = "path",
                       .name = "name",
                       .description = {"Naam van de codelijst.", "Name of the vocabulary."},
                       .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 60}},
                       .required = true,
                       .example = "themes"},
                      if_none_match_parameter()};
    one.answers = get_answers({"Codes met labels", "Codes with labels"}, "Vocabulary", {"ETag"}, {404});
    one.handle = read_vocabulary;
    routes.push_back(std::move(one));
    return routes;
}

}  // namespace afb::api
