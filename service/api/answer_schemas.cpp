// The named schemas that do not follow from a record kind, in the dialect of schema/README.md.
#include "schema/problem.hpp"
#include "service/api/routes.hpp"
#include "service/api/schema_parts.hpp"

namespace afb::api {
namespace {

Json fragments(const char* nl, const char* en) {
    return list_of(object("Stukje tekst", "Piece of text",
                          {{"text", scalar("string", "Tekst", "Text")},
                           {"hit", scalar("boolean", "Gevonden deel", "Part that was found")}},
                          {"text", "hit"}),
                   nl, en);
}

Json summary_properties() {
    return {{"kind", scalar("string", "Soort", "Kind")},
            {"id", formatted("uuid", "Id", "Id")},
            {"slug", scalar("string", "Leesbare naam in het adres", "Readable name in the address")},
            {"title", scalar("string", "Titel", "Title")},
            {"href", scalar("string", "Adres", "Address")}};
}

Json summary(const char* nl, const char* en) {
    return object(nl, en, summary_properties(), {"kind", "id", "slug", "title", "href"});
}

Json referring() {
    Json properties = summary_properties();
    properties["pointer"] =
        scalar("string", "Plaats van de verwijzing (JSON Pointer)", "Place of the reference (JSON Pointer)");
    return object("Verwijzend record", "Referring record", std::move(properties),
                  {"kind", "id", "slug", "title", "href", "pointer"});
}

Json health_status() {
    Json status = scalar("string", "Toestand", "State");
    status["enum"] = {"pass", "warn", "fail"};
    return status;
}

Json health_check() {
    return object("Onderdeel", "Part",
                  {{"name", scalar("string", "Naam", "Name")},
                   {"status", health_status()},
                   {"detail", scalar("string", "Bijzonderheden", "Details")}},
                  {"name", "status"});
}

Json problem() {
    Json code = scalar("string", "Code", "Code");
    code["enum"] = Json::array();
    for (const ProblemCode& row : problem_codes()) code["enum"].push_back(std::string(row.code));
    Json where = scalar("string", "Waarin", "In what");
    where["enum"] = {"body", "query", "header"};
    Json item = object(
        "Fout in de invoer", "Fault in the input",
        {{"in", where},
         {"location", scalar("string", "JSON Pointer, parameter of kopregel", "JSON Pointer, parameter or header")},
         {"code", code},
         {"detail",
          scalar("string", "Wat er mis is en hoe het goed komt (Engels)", "What is wrong and how to mend it")},
         {"detailNl", scalar("string", "Wat er mis is en hoe het goed komt", "The same in Dutch")}},
        {"in", "location", "code", "detail", "detailNl"});
    Json referred = object("Verwijzend record", "Referring record",
                           {{"kind", scalar("string", "Soort", "Kind")},
                            {"id", formatted("uuid", "Id", "Id")},
                            {"title", scalar("string", "Titel", "Title")},
                            {"pointer", scalar("string", "Plaats van de verwijzing", "Place of the reference")},
                            {"href", scalar("string", "Adres", "Address")}},
                           {"kind", "id", "title", "pointer", "href"});
    return object(
        "Probleem (RFC 9457)", "Problem (RFC 9457)",
        {{"type",
          formatted("uri", "Soort probleem; het adres legt het uit", "Kind of problem; the address explains it")},
         {"title", scalar("string", "Kort", "In short")},
         {"status", scalar("integer", "HTTP-status", "HTTP status")},
         {"detail", scalar("string", "Wat er in dit geval is", "What it is in this case")},
         {"instance", scalar("string", "Nummer van het verzoek", "Number of the request")},
         {"errors", list_of(item, "Alle fouten in de invoer", "All faults in the input")},
         {"referredBy", list_of(referred, "Wat er nog naar verwijst (409)", "What still refers to it (409)")},
         {"referredByTotal", scalar("integer", "Aantal daarvan", "Number of those")},
         {"checks", list_of(health_check(), "Onderdelen (503 van /health/ready)", "Parts (503 of /health/ready)")}},
        {"type", "title", "status", "detail", "instance"});
}

Json collapsed() {
    return object("Nog meer met dezelfde waarde (collapse=)", "More with the same value (collapse=)",
                  {{"value", scalar("string", "Waarde van het filter", "Value of the filter")},
                   {"count", scalar("integer", "Hoeveel nog, exact", "How many more, exact")},
                   {"href", scalar("string", "Waar ze staan, met dit resultaat", "Where they are, with this result")}},
                  {"value", "count", "href"});
}

Json paging(Json properties, Json required) {
    properties["pageNumber"] = scalar("integer", "Bladzijde", "Page");
    properties["pageSize"] = scalar("integer", "Aantal per bladzijde", "Number a page");
    properties["totalItems"] = scalar("integer", "Totaal, exact", "Total, exact");
    properties["totalPages"] = scalar("integer", "Aantal bladzijden", "Number of pages");
    properties["hasNextPage"] = scalar("boolean", "Er is een volgende", "There is a next one");
    properties["hasPreviousPage"] = scalar("boolean", "Er is een vorige", "There is a previous one");
    for (const char* name : {"pageNumber", "pageSize", "totalItems", "totalPages", "hasNextPage", "hasPreviousPage"})
        required.push_back(name);
    return object("Bladzijde", "Page", std::move(properties), std::move(required));
}

// Of `explain=true`: how the question was read...
Json explained_query() {
    const Json texts = {{"type", "string"}};
    Json token = object("Woord", "Word",
                        {{"word", scalar("string", "Zonder hoofdletters en accenten", "Without capitals and accents")},
                         {"stem", scalar("string", "Waarop gezocht wordt", "What is looked for")},
                         {"parts", list_of(texts, "Delen van de samenstelling", "Parts of the compound")}},
                        {"word", "stem", "parts"});
    Json demand = scalar("string", "Mag, moet of mag niet", "May, must or must not");
    demand["enum"] = {"should", "must", "mustNot"};
    Json word = object("Gevraagd", "Asked",
                       {{"text", scalar("string", "Zoals getypt", "As typed")},
                        {"demand", demand},
                        {"phrase", scalar("boolean", "Woorden op deze volgorde", "Words in this order")},
                        {"tokens", list_of(token, "Woorden", "Words")}},
                       {"text", "demand", "phrase", "tokens"});
    Json synonym = object("Ook gezocht", "Also looked for",
                          {{"text", scalar("string", "Zoals getypt", "As typed")},
                           {"also", list_of(texts, "Wat ook bedoeld kan zijn", "What may be meant too")}},
                          {"text", "also"});
    Json condition = object("Voorwaarde", "Condition",
                            {{"field", scalar("string", "Veld zoals getypt", "Field as typed")},
                             {"value", scalar("string", "Waarde zoals getypt", "Value as typed")},
                             {"excluded", scalar("boolean", "Mag niet", "Must not")},
                             {"means", list_of(texts, "Filters, een ervan moet", "Filters, one of them must hold")}},
                            {"field", "value", "excluded", "means"});
    return object("Hoe de vraag gelezen is (explain=true)", "How the question was read (explain=true)",
                  {{"words", list_of(word, "Woorden", "Words")},
                   {"synonyms", list_of(synonym, "Synoniemen", "Synonyms")},
                   {"conditions", list_of(condition, "Voorwaarden", "Conditions")}},
                  {"words", "synonyms", "conditions"});
}

// ... and why a record was found.
Json explained_hit() {
    Json how = scalar("string", "Hoe", "How");
    how["enum"] = {"name", "word", "part", "phrase", "synonym", "contains", "family"};
    Json match = object("Gevonden", "Found",
                        {{"how", how},
                         {"word", scalar("string", "Woord van de vraag", "Word of the question")},
                         {"text", scalar("string", "Wat er staat", "What it says")},
                         {"field", scalar("string", "Veld; links: titel van een ander record",
                                          "Field; links: title of another record")}},
                        {"how", "word", "text", "field"});
    return object("Waarom gevonden (explain=true)", "Why it was found (explain=true)",
                  {{"matched", list_of(match, "Wat paste", "What matched")}}, {"matched"});
}

Json search_page() {
    Json item = summary_properties();
    item["titleFragments"] = fragments("Titel met gevonden delen", "Title with the parts found");
    item["score"] = scalar("number", "Score", "Score");
    item["snippet"] = fragments("Beste passage", "Best passage");
    item["facts"] =
        list_of(object("Feit", "Fact",
                       {{"label", scalar("string", "Label", "Label")}, {"value", scalar("string", "Waarde", "Value")}},
                       {"label", "value"}),
                "Feiten", "Facts");
    item["collapsed"] = collapsed();
    item["explain"] = explained_hit();
    Json value = object("Waarde", "Value",
                        {{"value", scalar("string", "Waarde voor het filter", "Value for the filter")},
                         {"label", scalar("string", "Label", "Label")},
                         {"count", scalar("integer", "Aantal, exact", "Count, exact")}},
                        {"value", "label", "count"});
    Json facet = object("Facet", "Facet",
                        {{"name", scalar("string", "Naam van het filter", "Name of the filter")},
                         {"label", scalar("string", "Label", "Label")},
                         {"values", list_of(value, "Waarden", "Values")}},
                        {"name", "label", "values"});
    return paging(
        {{"items",
          list_of(object("Resultaat", "Result", std::move(item),
                         {"kind", "id", "slug", "title", "href", "titleFragments", "score", "snippet", "facts"}),
                  "Resultaten", "Results")},
         {"facets", list_of(facet, "Facetten", "Facets")},
         {"totalRecords", scalar("integer", "Gevonden records, exact; alleen met collapse=",
                                 "Records found, exact; only with collapse=")},
         {"explain", explained_query()},
         {"corrected", scalar("string", "Bedoelde u", "Did you mean")}},
        {"items", "facets"});
}

Json revision_head() {
    Json operation = scalar("string", "Handeling", "Operation");
    operation["enum"] = {"create", "update", "restore", "remove"};
    return {{"revision", scalar("integer", "Nummer", "Number")},
            {"operation", operation},
            {"at", formatted("date-time", "Wanneer", "When")},
            {"by", scalar("string", "Door", "By")},
            {"changeNote", scalar("string", "Waarom", "Why")}};
}

Json revision_or_comparison() {
    Json head = object("Revisie", "Revision", revision_head(), {"revision", "operation", "at", "by"});
    Json change = scalar("string", "Soort verschil", "Kind of difference");
    change["enum"] = {"added", "changed", "removed"};
    // Any JSON value: what stood in the field.
    const auto any = [](const char* nl, const char* en) { return Json{{"x-labels", label(nl, en)}}; };
    Json row = object("Verschil", "Difference",
                      {{"pointer", scalar("string", "JSON Pointer", "JSON Pointer")},
                       {"label", both_languages("Veld", "Field")},
                       {"change", change},
                       {"before", any("Was", "Before")},
                       {"after", any("Werd", "After")}},
                      {"pointer", "change"});
    Json properties = revision_head();
    properties["record"] =
        Json{{"type", "object"}, {"x-labels", label("Het record zoals het toen was", "The record as it was then")}};
    properties["from"] = head;
    properties["to"] = head;
    properties["changes"] = list_of(row, "Verschillen, per veld", "Differences, field by field");
    Json schema = object("Een revisie, of met compareTo de verschillen",
                         "A revision, or with compareTo the differences", std::move(properties), Json::array());
    schema.erase("required");
    return schema;
}

Json vocabulary() {
    Json term =
        object("Code", "Code",
               {{"code", scalar("string", "Code", "Code")},
                {"label", both_languages("Label", "Label")},
                {"description", both_languages("Uitleg", "Explanation")},
                {"synonyms", list_of(scalar("string", "Ander woord", "Other word"), "Andere woorden", "Other words")}},
               {"code", "label"});
    return object("Codelijst", "Vocabulary",
                  {{"name", scalar("string", "Naam", "Name")},
                   {"title", both_languages("Titel", "Title")},
                   {"description", both_languages("Uitleg", "Explanation")},
                   {"terms", list_of(term, "Codes", "Codes")}},
                  {"name", "title", "terms"});
}

Json items_of(Json item, const char* nl, const char* en) {
    return object(nl, en, {{"items", list_of(std::move(item), nl, en)}}, {"items"});
}

}  // namespace

std::map<std::string, Json> answer_schemas() {
    std::map<std::string, Json> schemas;
    schemas["Problem"] = problem();
    schemas["SearchPage"] = search_page();
    schemas["Collapsed"] = collapsed();
    schemas["RevisionList"] =
        items_of(object("Revisie", "Revision", revision_head(), {"revision", "operation", "at", "by"}), "Geschiedenis",
                 "History");
    schemas["RevisionOrComparison"] = revision_or_comparison();
    schemas["RelatedRecords"] = object("Verwante records", "Related records",
                                       {{"similar", list_of(summary("Lijkt erop", "Alike"), "Lijken erop", "Alike")},
                                        {"referredBy", list_of(referring(), "Verwijzen ernaar", "Referring to it")}},
                                       {"similar", "referredBy"});
    schemas["SuggestionList"] = items_of(object("Voorstel", "Suggestion",
                                                {{"text", scalar("string", "Tekst", "Text")},
                                                 {"kind", scalar("string", "Soort record", "Kind of record")},
                                                 {"id", formatted("uuid", "Id", "Id")},
                                                 {"href", scalar("string", "Adres", "Address")}},
                                                {"text"}),
                                         "Voorstellen", "Suggestions");
    schemas["Vocabulary"] = vocabulary();
    schemas["VocabularyList"] = items_of(object("Codelijst", "Vocabulary",
                                                {{"name", scalar("string", "Naam", "Name")},
                                                 {"title", both_languages("Titel", "Title")},
                                                 {"terms", scalar("integer", "Aantal codes", "Number of codes")},
                                                 {"href", scalar("string", "Adres", "Address")}},
                                                {"name", "title", "terms", "href"}),
                                         "Codelijsten", "Vocabularies");
    Json collection = object("Soort record", "Kind of record",
                             {{"kind", scalar("string", "Soort", "Kind")},
                              {"title", both_languages("Naam", "Name")},
                              {"href", scalar("string", "Adres", "Address")},
                              {"count", scalar("integer", "Aantal openbare records", "Number of public records")}},
                             {"kind", "title", "href", "count"});
    Json link =
        object("Verwijzing", "Link",
               {{"rel", scalar("string", "Betekenis", "Meaning")}, {"href", scalar("string", "Adres", "Address")}},
               {"rel", "href"});
    schemas["Landing"] = object("Ingang", "Landing",
                                {{"name", scalar("string", "Naam", "Name")},
                                 {"version", scalar("string", "Versie", "Version")},
                                 {"collections", list_of(collection, "Soorten records", "Kinds of records")},
                                 {"links", list_of(link, "Verwijzingen", "Links")}},
                                {"name", "version", "collections", "links"});
    schemas["OpenApiDocument"] = Json{{"type", "object"}, {"x-labels", label("OpenAPI-document", "OpenAPI document")}};
    schemas["Health"] =
        object("Gezondheid", "Health",
               {{"status", health_status()}, {"checks", list_of(health_check(), "Onderdelen", "Parts")}}, {"status"});
    return schemas;
}

}  // namespace afb::api
