// The schemas of what insights answer.
#include "service/api/routes.hpp"
#include "service/api/schema_parts.hpp"
#include "service/insights/dimensions.hpp"

namespace afb::api {
namespace {

Json count(const char* nl, const char* en) {
    Json schema = scalar("integer", nl, en);
    schema["minimum"] = 0;
    return schema;
}

Json code(const char* nl, const char* en, Json codes) {
    Json schema = scalar("string", nl, en);
    schema["enum"] = std::move(codes);
    return schema;
}

Json observation_properties() {
    return {{"id", formatted("uuid", "Id van de regeling", "Id of the regulation")},
            {"title", scalar("string", "Titel van de regeling", "Title of the regulation")},
            {"tariff", count("Plaats in `tariffs`, vanaf 0; ontbreekt als de regeling geen tarieven heeft",
                             "Place in `tariffs`, from 0; absent when the regulation has no tariffs")},
            {"outcome", code("Uitkomst", "Outcome", {"paid", "zero", "unknown", "notComparable"})},
            {"amount", amount("Omgerekend bedrag", "Converted amount")},
            {"reason", scalar("string", "Waarom niet te vergelijken", "Why it cannot be compared")}};
}

Json observation() {
    return object("Tarief", "Tariff", observation_properties(), {"id", "title", "outcome"});
}

Json figures() {
    Json reason = object("Reden", "Reason",
                         {{"reason", scalar("string", "Code uit `not-comparable`", "Code of `not-comparable`")},
                          {"label", scalar("string", "Label", "Label")},
                          {"count", count("Aantal", "Count")}},
                         {"reason", "label", "count"});
    Json behind = object("Waar de cijfers op rusten", "What the figures rest on",
                         {{"observations", count("Aantal tarieven (en regelingen zonder tarief)",
                                                 "Number of tariffs (and regulations without)")},
                          {"listed", list_of(observation(), "De eerste daarvan", "The first of these")},
                          {"href", scalar("string",
                                          "Alle regelingen, als lijst; afwezig bij een groep die geen filter kiest, "
                                          "zoals niet vermeld",
                                          "All regulations, as a list; absent for a group that no filter chooses, "
                                          "such as not stated")}},
                         {"observations", "listed"});
    return {
        {"withheld",
         scalar("boolean", "Te weinig regelingen om cijfers te geven", "Too few regulations to give figures")},
        {"regulations", count("Aantal regelingen", "Number of regulations")},
        {"count", count("Vergelijkbare bedragen, 0 euro meegerekend", "Comparable amounts, EUR 0 included")},
        {"paid", count("Bedragen boven 0 euro", "Amounts above EUR 0")},
        {"zero", count("Uitdrukkelijk 0 euro", "Expressly EUR 0")},
        {"unknown", count("Bedrag niet bekend", "Amount not known")},
        {"notComparable", list_of(std::move(reason), "Niet te vergelijken, naar reden", "Not comparable, by reason")},
        {"min", amount("Laagste", "Lowest")},
        {"p25", amount("Eerste kwartiel", "First quartile")},
        {"median", amount("Mediaan", "Median")},
        {"p75", amount("Derde kwartiel", "Third quartile")},
        {"max", amount("Hoogste", "Highest")},
        {"mean", amount("Gemiddelde", "Mean")},
        {"behind", std::move(behind)}};
}

Json keys() {
    Json values = Json::object();
    for (const insights::DimensionName& row : insights::dimensions()) {
        Json value =
            scalar("string", "Waarde; null als de bron het niet zegt", "Value; null when the source does not say");
        value["type"] = {"string", "null"};
        values[std::string(row.name)] = std::move(value);
    }
    return object("Waarden", "Values", std::move(values), Json::array());
}

Json group() {
    Json properties{{"key", keys()}, {"label", scalar("string", "Label", "Label")}};
    properties.update(figures());
    return object("Groep", "Group", std::move(properties), {"key", "label"});
}

Json left_out() {
    return list_of(object("Weggelaten", "Left out",
                          {{"direction", scalar("string", "Wie het geld krijgt", "Who receives the money")},
                           {"allowanceType", scalar("string", "Soort vergoeding", "Type of allowance")},
                           {"regulations", count("Aantal regelingen", "Number of regulations")}},
                          {"direction", "regulations"}),
                   "Gevonden, maar ander geld", "Found, but other money");
}

// What amounts are converted to.
Json basis() {
    return {{"per", code("Per wat", "Per what", {"month", "day", "schoolYear"})},
            {"daysPerWeek", count("Stagedagen per week", "Placement days a week")},
            {"monthsPerYear",
             count("Maanden per schooljaar, waar niet vermeld", "Months in a school year, where not stated")},
            {"currency", scalar("string", "Munt", "Currency")}};
}

// What stands at the end of every answer about amounts.
void add_account(Json& properties) {
    properties["leftOut"] = left_out();
    properties["formula"] = both_languages("Omrekening", "Conversion");
    properties["assumptions"] = list_of(both_languages("Aanname", "Assumption"), "Aannames", "Assumptions");
    properties["snapshot"] = snapshot();
}

// The members of a place among amounts.
Json place() {
    return {{"rank", count("Plaats; 1 is het hoogste bedrag", "Rank; 1 is the highest amount")},
            {"of", count("Van zoveel bedragen", "Of so many amounts")},
            {"percentile", count("Deel dat lager is, met de helft van wat gelijk is, in procenten",
                                 "Share that is lower, with half of what is equal, in per cents")},
            {"differenceToMedian", amount("Verschil met de mediaan", "Difference to the median")}};
}

Json similar_holder(Json properties) {
    Json why = object("Waarom", "Why",
                      {{"dimension", code("Waarin", "In what", {"sector", "route", "level", "size"})},
                       {"shared", list_of(scalar("string", "Label", "Label"), "Gemeen", "In common")},
                       {"mine", count("Eigen aantal leden of deelnemers", "Own number of members or participants")},
                       {"theirs", count("Dat van de ander", "That of the other")}},
                      {"dimension"});
    Json difference = object("Verschil", "Difference",
                             {{"field", scalar("string", "Naam van het filter", "Name of the filter")},
                              {"label", scalar("string", "Label", "Label")},
                              {"mine", list_of(scalar("string", "Label", "Label"), "Eigen", "Own")},
                              {"theirs", list_of(scalar("string", "Label", "Label"), "Van de ander", "Of the other")}},
                             {"field", "label", "mine", "theirs"});
    properties["likeness"] = count("Gelijkenis in procenten", "Likeness in per cents");
    properties["why"] = list_of(std::move(why), "Waar de gelijkenis op rust", "What the likeness rests on");
    properties["differenceToMine"] = amount("Mediaan min de eigen mediaan", "Median less the own median");
    properties["differences"] = list_of(std::move(difference), "Waarin zij verschillen", "In what they differ");
    return object("Houder die er op lijkt", "Holder that is like it", std::move(properties),
                  {"kind", "id", "likeness", "why", "regulations"});
}

Json standing() {
    Json holder{
        {"kind", scalar("string", "Soort", "Kind")},
        {"id", formatted("uuid", "Id", "Id")},
        {"title", scalar("string", "Naam", "Name")},
        {"href", scalar("string", "Adres", "Address")},
        {"regulations", count("Aantal regelingen", "Number of regulations")},
        {"withheld", scalar("boolean", "Te weinig regelingen om meer te zeggen", "Too few regulations to tell more")},
        {"median", amount("Mediaan", "Median")}};
    Json group_properties{{"key", keys()}, {"label", scalar("string", "Label", "Label")}};
    group_properties.update(place());
    Json tariff = observation_properties();
    tariff.update(place());
    tariff["groups"] = list_of(object("Plaats in een groep", "Place in a group", std::move(group_properties),
                                      {"key", "label", "rank", "of", "percentile", "differenceToMedian"}),
                               "Plaats in de groepen", "Place in the groups");
    Json similar = similar_holder(holder);
    holder["tariffs"] =
        list_of(object("Eigen tarief", "Own tariff", std::move(tariff), {"id", "title", "outcome", "groups"}),
                "Eigen tarieven", "Own tariffs");
    holder["similar"] = list_of(std::move(similar), "Houders die er het meest op lijken", "Holders most like it");
    return object("Waar deze houder staat (mine)", "Where this holder stands (mine)", std::move(holder),
                  {"kind", "id", "regulations"});
}

Json allowance_insight() {
    Json names = Json::array();
    for (const insights::DimensionName& row : insights::dimensions()) names.push_back(row.name);
    Json properties = basis();
    properties.update(figures());
    properties["groupBy"] = list_of(code("Naar", "By", std::move(names)), "Indeling", "Grouping");
    properties["groupsOverlap"] =
        scalar("boolean", "Een tarief zit in meer dan een groep", "A tariff is in more than one group");
    properties["mine"] = standing();
    properties["groups"] = list_of(group(), "Groepen, meeste bedragen eerst", "Groups, most amounts first");
    add_account(properties);
    return object("Verdeling van stagevergoedingen", "Distribution of internship allowances", std::move(properties),
                  {"per", "daysPerWeek", "monthsPerYear", "currency", "groupBy", "groupsOverlap", "groups", "leftOut",
                   "formula", "assumptions", "snapshot"});
}

Json route_node() {
    return object("Partij", "Party",
                  {{"actor", scalar("string", "Code uit `actors`", "Code of `actors`")},
                   {"label", scalar("string", "Label", "Label")},
                   {"decides", count("Regelingen waarin zij besluit", "Regulations in which it decides")},
                   {"funds", count("Regelingen waarin zij financiert", "Regulations in which it funds")},
                   {"pays", count("Regelingen waarin zij uitbetaalt", "Regulations in which it pays")},
                   {"settles", count("Regelingen waarin zij verrekent", "Regulations in which it settles")},
                   {"receives", count("Regelingen waarin zij geld krijgt", "Regulations in which it receives money")}},
                  {"actor", "label", "decides", "funds", "pays", "settles", "receives"});
}

Json route_link() {
    Json record =
        object("Regeling", "Regulation",
               {{"id", formatted("uuid", "Id", "Id")}, {"title", scalar("string", "Titel", "Title")}}, {"id", "title"});
    return object("Verbinding", "Link",
                  {{"role", scalar("string", "Code uit `route-roles`", "Code of `route-roles`")},
                   {"label", scalar("string", "Label", "Label")},
                   {"from", scalar("string", "Van welke partij", "From which party")},
                   {"to", scalar("string", "Naar welke partij; ontbreekt bij een besluit",
                                 "To which party; absent for a decision")},
                   {"withheld", scalar("boolean", "Te weinig regelingen om cijfers te geven",
                                       "Too few regulations to give figures")},
                   {"regulations", count("Aantal regelingen", "Number of regulations")},
                   {"steps", count("Aantal stappen", "Number of steps")},
                   {"unknownSteps", count("Stappen daarvan die niet bekend zijn", "Steps of these that are not known")},
                   {"amountsStated", count("Stappen met een bedrag", "Steps with an amount")},
                   {"leastAmount", amount("Kleinste daarvan", "Least of these")},
                   {"mostAmount", amount("Grootste daarvan", "Most of these")},
                   {"listed", list_of(std::move(record), "De eerste regelingen", "The first regulations")}},
                  {"role", "from"});
}

Json payment_route_insight() {
    Json properties = basis();
    properties["withheld"] =
        scalar("boolean", "Te weinig regelingen om cijfers te geven", "Too few regulations to give figures");
    properties["regulations"] = count("Aantal regelingen", "Number of regulations");
    properties["withRoute"] = count("Met een betaalroute", "With a payment route");
    properties["withoutRoute"] = count("Zonder: de route is niet vermeld", "Without: the route is not stated");
    properties["withUnknownSteps"] = count("Met stappen die niet bekend zijn", "With steps that are not known");
    properties["patterns"] = list_of(group(), "Patronen, meeste bedragen eerst", "Patterns, most amounts first");
    properties["nodes"] = list_of(route_node(), "Partijen", "Parties");
    properties["links"] = list_of(route_link(), "Verbindingen", "Links");
    add_account(properties);
    return object("Betaalroutes", "Payment routes", std::move(properties),
                  {"per", "daysPerWeek", "monthsPerYear", "currency", "patterns", "leftOut", "formula", "assumptions",
                   "snapshot"});
}

Json record_comparison() {
    Json record = object("Record", "Record",
                         {{"id", formatted("uuid", "Id", "Id")},
                          {"title", scalar("string", "Titel", "Title")},
                          {"href", scalar("string", "Adres", "Address")}},
                         {"id", "title", "href"});
    Json values = list_of(scalar("string", "Waarde", "Value"), "Van een record; leeg is niet vermeld",
                          "Of one record; empty is not stated");
    Json field = object("Veld", "Field",
                        {{"path", scalar("string", "Plaats in het record", "Place in the record")},
                         {"label", scalar("string", "Label", "Label")},
                         {"differs", scalar("boolean", "Niet voor alle hetzelfde", "Not the same for all")},
                         {"values", list_of(std::move(values), "Waarden, per record", "Values, by record")}},
                        {"path", "label", "differs", "values"});
    return object("Records naast elkaar", "Records side by side",
                  {{"kind", scalar("string", "Soort", "Kind")},
                   {"records", list_of(std::move(record), "De records, zoals gevraagd", "The records, as asked for")},
                   {"fields", list_of(std::move(field), "Velden; wat verschilt eerst", "Fields; what differs first")},
                   {"snapshot", snapshot()}},
                  {"kind", "records", "fields", "snapshot"});
}

}  // namespace

std::map<std::string, Json> insight_schemas() {
    return {{"AllowanceInsight", allowance_insight()},
            {"PaymentRouteInsight", payment_route_insight()},
            {"RecordComparison", record_comparison()}};
}

}  // namespace afb::api
