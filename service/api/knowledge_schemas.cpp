// The answers of the insights on the knowledge base as a whole: attention,
// boundaries, series, coverage, governance and funding.
#include "service/api/routes.hpp"
#include "service/api/schema_parts.hpp"

namespace afb::api {
namespace {

Json whole(const char* nl, const char* en) {
    return scalar("integer", nl, en);
}

Json percent(const char* nl, const char* en) {
    return scalar("number", nl, en);
}

Json day(const char* nl, const char* en) {
    return formatted("date", nl, en);
}

Json code(const char* nl, const char* en) {
    return scalar("string", nl, en);
}

Json choice(const char* nl, const char* en, Json values) {
    Json schema = scalar("string", nl, en);
    schema["enum"] = std::move(values);
    return schema;
}

Json reference(const char* nl, const char* en) {
    return object(nl, en,
                  {{"kind", code("Soort", "Kind")},
                   {"id", formatted("uuid", "Id", "Id")},
                   {"title", code("Titel", "Title")},
                   {"href", code("Adres", "Address")}},
                  {"kind", "id", "title", "href"});
}

Json figure_members() {
    return {{"count", whole("Aantal records", "Number of records")},
            {"records", list_of(reference("Record", "Record"), "De eerste daarvan", "The first of them")}};
}

Json with(Json members, const Json& more) {
    members.update(more);
    return members;
}

Json figure(const char* nl, const char* en) {
    return object(nl, en, figure_members(), {"count", "records"});
}

Json label_members() {
    return {{"label", both_languages("Label", "Label")}};
}

Json coded(const char* nl, const char* en) {
    return object(nl, en, with(label_members(), {{"code", code("Code", "Code")}}), {"code", "label"});
}

Json finding() {
    return object(
        "Bevinding", "Finding",
        with(figure_members(), {{"reason", code("Reden, van attention-reasons", "Reason, of attention-reasons")},
                                {"label", both_languages("Reden", "Reason")},
                                {"detail", both_languages("Wat er is", "What is the matter")},
                                {"whatToDo", both_languages("Wat te doen", "What to do")},
                                {"day", day("De dag waarover het gaat", "The day it is about")}}),
        {"reason", "label", "detail", "whatToDo", "count", "records"});
}

Json paging_members() {
    return {{"pageNumber", whole("Bladzijde", "Page")},
            {"pageSize", whole("Aantal per bladzijde", "Number a page")},
            {"totalItems", whole("Totaal, exact", "Total, exact")},
            {"totalPages", whole("Aantal bladzijden", "Number of pages")},
            {"hasNextPage", scalar("boolean", "Er is een volgende", "There is a next one")},
            {"hasPreviousPage", scalar("boolean", "Er is een vorige", "There is a previous one")}};
}

Json attention() {
    Json count = object("Reden met aantal", "Reason with number",
                        {{"reason", code("Reden", "Reason")},
                         {"label", both_languages("Label", "Label")},
                         {"count", whole("Aantal, exact", "Number, exact")}},
                        {"reason", "label", "count"});
    return object(
        "Wat aandacht vraagt", "What needs attention",
        with(paging_members(),
             {{"items", list_of(finding(), "Bevindingen", "Findings")},
              {"reasons", list_of(std::move(count), "Aantal van elke reden", "Number of each reason")},
              {"day", day("De dag van vandaag voor dit antwoord", "What counted as today")},
              {"assumptions", list_of(both_languages("In woorden", "In words"), "Hoe beoordeeld is", "How was judged")},
              {"snapshot", snapshot()}}),
        {"items", "reasons", "day", "assumptions", "snapshot", "totalItems"});
}

Json cell_members() {
    return {{"agreements", figure("Afspraken", "Agreements")},
            {"partnerships", figure("Partnerschappen", "Partnerships")},
            {"href", code("De records erachter", "The records behind it")}};
}

Json boundaries() {
    Json value = object("Grens", "Boundary",
                        with(figure_members(), {{"boundary", code("Code", "Code")},
                                                {"label", both_languages("Label", "Label")},
                                                {"href", code("De lijst", "The list")}}),
                        {"boundary", "label", "count", "records", "href"});
    Json unknown = object(
        "Waarom niet bekend", "Why not known",
        with(figure_members(), {{"reason", code("Reden", "Reason")}, {"label", both_languages("Reden", "Reason")}}),
        {"reason", "label", "count", "records"});
    Json region = object("Onderwijsregio", "Region",
                         {{"region", reference("Onderwijsregio", "Region")},
                          {"within", whole("Afspraken binnen een regio", "Agreements within a region")},
                          {"across", whole("Afspraken over de grens", "Agreements across the boundary")},
                          {"national", whole("Landelijke afspraken", "National agreements")},
                          {"unknown", whole("Niet bekend", "Not known")},
                          {"inside", object("Binnen deze regio", "Inside this region", cell_members(),
                                            {"agreements", "partnerships", "href"})}},
                         {"region", "within", "across", "national", "unknown", "inside"});
    Json border =
        object("Grens tussen twee regio's", "Border of two regions",
               with(cell_members(),
                    {{"regions", list_of(reference("Onderwijsregio", "Region"), "Twee regio's", "Two regions")}}),
               {"regions", "agreements", "partnerships", "href"});
    Json warning = object("Waarschuwing", "Warning",
                          {{"reason", choice("Reden", "Reason", {"overrideContradicts", "inSeveralRegions"})},
                           {"label", both_languages("Reden", "Reason")},
                           {"whatToDo", both_languages("Wat te doen", "What to do")},
                           {"record", reference("Record", "Record")},
                           {"regions", list_of(reference("Onderwijsregio", "Region"), "Regio's", "Regions")}},
                          {"reason", "label", "whatToDo", "record"});
    Json partnerships = object("Partnerschappen", "Partnerships",
                               {{"withinOne", figure("In één regio", "In one region")},
                                {"spanning", figure("In meer regio's", "In more regions")},
                                {"regionUnknown", figure("Regio niet bekend", "Region not known")}},
                               {"withinOne", "spanning", "regionUnknown"});
    return object(
        "Afspraken en de regiogrens", "Agreements and the boundary",
        with(paging_members(),
             {{"agreements", list_of(std::move(value), "Afspraken naar grens", "Agreements by boundary")},
              {"unknown", list_of(std::move(unknown), "Waarom niet bekend", "Why not known")},
              {"withoutPlace", figure("Zonder plaats in de matrix", "Without a place in the matrix")},
              {"partnerships", std::move(partnerships)},
              {"regions", list_of(std::move(region), "Regio's", "Regions")},
              {"borders", list_of(std::move(border), "Grenzen, de drukste eerst", "Borders, the busiest first")},
              {"warnings", list_of(std::move(warning), "Waarschuwingen", "Warnings")},
              {"assumptions", list_of(both_languages("In woorden", "In words"), "Hoe geteld is", "How was counted")},
              {"snapshot", snapshot()}}),
        {"agreements", "unknown", "withoutPlace", "partnerships", "regions", "borders", "warnings", "assumptions",
         "snapshot", "totalItems"});
}

Json series() {
    Json tariff = object("Tarief", "Tariff",
                         {{"position", whole("Plaats in de regeling", "Place in the regulation")},
                          {"audience", both_languages("Voor wie", "For whom")},
                          {"outcome", choice("Uitkomst", "Outcome", {"paid", "zero", "unknown", "notComparable"})},
                          {"amount", amount("Per maand voor elke dag per week", "A month for each day a week")},
                          {"reason", code("Waarom niet te vergelijken", "Why not comparable")}},
                         {"position", "audience", "outcome"});
    Json change = object("Verandering", "Change",
                         {{"audience", both_languages("Voor wie", "For whom")},
                          {"from", amount("Was", "Was")},
                          {"to", amount("Werd", "Became")},
                          {"difference", amount("Verschil", "Difference")}},
                         {"audience"});
    Json previous = object(
        "Voorganger", "Predecessor",
        {{"id", formatted("uuid", "Id", "Id")},
         {"by", choice("Waaruit dat blijkt", "What it follows from", {"supersedes", "agreement", "renewal"})},
         {"label", both_languages("In woorden", "In words")},
         {"daysBetween", whole("Dagen ertussen; onder nul is overlap", "Days in between; below zero is an overlap")},
         {"changes", list_of(std::move(change), "Veranderde bedragen", "Changed amounts")}},
        {"id", "by", "label", "changes"});
    Json item = object("Regeling in de reeks", "Regulation in the series",
                       {{"record", reference("Regeling", "Regulation")},
                        {"validFrom", day("Vanaf", "From")},
                        {"validUntil", day("Tot en met", "Until")},
                        {"state", code("Stand", "State")},
                        {"inForce", scalar("boolean", "Gold op `day`; afwezig zonder looptijd",
                                           "In force on `day`; absent without a period")},
                        {"tariffs", list_of(std::move(tariff), "Tarieven", "Tariffs")},
                        {"previous", list_of(std::move(previous), "Voorgangers", "Predecessors")}},
                       {"record", "tariffs", "previous"});
    Json warning = object("Waarschuwing", "Warning",
                          {{"code", choice("Code", "Code", {"fork", "circle"})},
                           {"text", both_languages("Wat er is", "What is the matter")},
                           {"ids", list_of(formatted("uuid", "Id", "Id"), "Regelingen", "Regulations")}},
                          {"code", "text", "ids"});
    return object(
        "Reeks van regelingen", "Series of regulations",
        {{"record", reference("De gevraagde regeling", "The regulation asked for")},
         {"items", list_of(std::move(item), "Op volgorde van tijd", "In order of time")},
         {"warnings", list_of(std::move(warning), "Waarschuwingen", "Warnings")},
         {"assumptions", list_of(both_languages("In woorden", "In words"), "Hoe gekoppeld is", "How was linked")},
         {"day", day("De dag voor wat geldt", "The day for what is in force")},
         {"snapshot", snapshot()}},
        {"record", "items", "warnings", "assumptions", "day", "snapshot"});
}

Json share_members() {
    return {{"part", whole("In samen opleiden", "In samen opleiden")},
            {"total", whole("Totaal", "Total")},
            {"share", percent("Aandeel in procenten", "Share in percent")},
            {"distance", percent("Afstand tot 100%", "Distance to 100%")},
            {"left", whole("Nog te gaan", "Still to go")},
            {"change", percent("Verandering in procentpunten", "Change in percentage points")},
            {"changeSince", code("Sinds schooljaar", "Since school year")},
            {"unknown", code("Waarom er geen aandeel is", "Why there is no share")},
            {"reason", both_languages("In woorden", "In words")}};
}

Json pace() {
    return object("Tempo", "Pace",
                  {{"from", code("Vanaf schooljaar", "From school year")},
                   {"until", code("Tot en met schooljaar", "Until school year")},
                   {"aYear", percent("Procentpunten per jaar", "Percentage points a year")},
                   {"neededAYear", percent("Nodig per jaar voor 100%", "Needed a year for 100%")}},
                  {"from", "until"});
}

Json coverage_level(const char* nl, const char* en) {
    const Json counted{{"counted", whole("Meegeteld", "Counted")}, {"unknownCount", whole("Niet bekend", "Not known")}};
    const Json share = object("Aandeel", "Share", share_members(), Json::array());
    Json intake = object("Instroom", "Intake",
                         {{"value", whole("Aantal", "Number")},
                          {"change", whole("Verandering", "Change")},
                          {"changePercent", percent("In procenten", "In percent")},
                          {"changeSince", code("Sinds schooljaar", "Since school year")}},
                         Json::array());
    Json year =
        object("Schooljaar", "School year",
               {{"schoolYear", code("Schooljaar", "School year")},
                {"missing", scalar("boolean", "Er staat niets over dit jaar", "Nothing is stated for this year")},
                {"students", share},
                {"schools", share},
                {"intake", std::move(intake)}},
               {"schoolYear", "missing", "students", "schools", "intake"});
    Json item = object("Regio of partnerschap", "Region or partnership",
                       {{"record", reference("Record", "Record")},
                        {"years", list_of(std::move(year), "Schooljaren", "School years")},
                        {"studentsPace", pace()},
                        {"schoolsPace", pace()}},
                       {"record", "years"});
    const Json total_share = object("Aandeel", "Share", with(share_members(), counted), {"counted", "unknownCount"});
    Json total = object("Totaal van een schooljaar", "Total of a school year",
                        {{"schoolYear", code("Schooljaar", "School year")},
                         {"students", total_share},
                         {"schools", total_share},
                         {"intake", object("Instroom", "Intake", with(counted, {{"value", whole("Aantal", "Number")}}),
                                           {"counted", "unknownCount"})}},
                        {"schoolYear", "students", "schools", "intake"});
    return object(nl, en,
                  {{"count", whole("Aantal met cijfers", "Number with figures")},
                   {"totals", list_of(std::move(total), "Totalen", "Totals")},
                   {"items", list_of(std::move(item), "Per record", "By record")},
                   {"without", figure("Zonder cijfers", "Without figures")}},
                  {"count", "totals", "items", "without"});
}

Json coverage() {
    return object(
        "De weg naar 100%", "The road to 100%",
        {{"onderwijsregios", coverage_level("Onderwijsregio's", "Regions")},
         {"partnerships", coverage_level("Partnerschappen", "Partnerships")},
         {"ambition",
          object("Ambitie", "Ambition",
                 {{"schoolYear", code("Schooljaar", "School year")}, {"share", percent("Aandeel", "Share")}},
                 {"schoolYear", "share"})},
         {"assumptions", list_of(both_languages("In woorden", "In words"), "Hoe gerekend is", "How was computed")},
         {"snapshot", snapshot()}},
        {"onderwijsregios", "partnerships", "ambition", "assumptions", "snapshot"});
}

Json counts_by_boundary() {
    return object("Afspraken naar grens", "Agreements by boundary",
                  {{"within", whole("Binnen", "Within")},
                   {"across", whole("Over de grens", "Across")},
                   {"national", whole("Landelijk", "National")},
                   {"unknown", whole("Niet bekend", "Not known")}},
                  {"within", "across", "national", "unknown"});
}

Json median(const char* nl, const char* en, Json more) {
    return object(nl, en,
                  with({{"base", whole("Aantal bedragen eronder", "Number of amounts it rests on")},
                        {"median", amount("Mediaan", "Median")},
                        {"withheld", scalar("boolean", "Te weinig bedragen om te tonen", "Too few amounts to show")}},
                       more),
                  {"base"});
}

Json governance() {
    const Json figures{
        {"boundary", counts_by_boundary()},
        {"stagevergoeding",
         median("Stagevergoeding", "Stagevergoeding",
                {{"unknown", whole("Tarieven zonder vergelijkbaar bedrag", "Tariffs without a comparable amount")}})},
        {"perStudent", median("Bekostiging per student", "Funding per student",
                              {{"regionsWithout", whole("Regio's zonder", "Regions without")}})}};
    Json group = object(
        "Groep regio's", "Group of regions",
        with(figures,
             {{"regions", figure("Regio's", "Regions")},
              {"model", coded("Vorm van sturing; afwezig: niet vermeld", "Form of governance; absent: not stated")},
              {"partyTypes", list_of(coded("Soort partij", "Type of party"), "Soorten partijen", "Types of parties")},
              {"acrossShare", percent("Deel over de grens", "Share across the boundary")}}),
        {"regions", "boundary", "stagevergoeding", "perStudent"});
    Json count = object("Aantal", "Count",
                        with(label_members(), {{"code", code("Soort", "Type")},
                                               {"number", whole("Aantal", "Number")},
                                               {"asOf", day("Peildatum", "As of")}}),
                        {"code", "label", "number"});
    Json region = object("Regio", "Region",
                         with(figures, {{"region", reference("Regio", "Region")},
                                        {"model", coded("Vorm van sturing", "Form of governance")},
                                        {"composition", list_of(std::move(count), "Samenstelling", "Composition")}}),
                         {"region", "composition", "boundary", "stagevergoeding", "perStudent"});
    return object(
        "Sturing en samenstelling", "Governance and composition",
        {{"byModel", list_of(group, "Naar vorm van sturing", "By form of governance")},
         {"byComposition", list_of(group, "Naar samenstelling", "By composition")},
         {"regions", list_of(std::move(region), "Regio's", "Regions")},
         {"regionCount", whole("Aantal regio's", "Number of regions")},
         {"assumptions", list_of(both_languages("In woorden", "In words"), "Hoe gerekend is", "How was computed")},
         {"day", day("De dag voor wat geldt", "The day for what is in force")},
         {"snapshot", snapshot()}},
        {"byModel", "byComposition", "regions", "regionCount", "assumptions", "day", "snapshot"});
}

Json sum(const char* nl, const char* en) {
    return object(nl, en,
                  with(figure_members(), {{"total", amount("Som; afwezig: niet bekend", "Sum; absent: not known")},
                                          {"unknown", figure("Niet bekend", "Not known")}}),
                  {"count", "records", "unknown"});
}

Json funding() {
    Json one = object("Bedrag per student", "Amount per student",
                      {{"amount", amount("Bedrag", "Amount")},
                       {"computed", scalar("boolean", "Uit totaal en aantal", "From total and number")},
                       {"record", reference("Funding", "Funding")}},
                      {"amount", "computed", "record"});
    Json per_student = object("Per student", "Per student",
                              {{"count", whole("Aantal", "Number")},
                               {"min", amount("Laagste", "Lowest")},
                               {"max", amount("Hoogste", "Highest")},
                               {"amounts", list_of(std::move(one), "Bedragen", "Amounts")},
                               {"unknown", figure("Niet bekend", "Not known")}},
                              {"count", "amounts", "unknown"});
    Json share =
        object("Deel van een partij", "Share of a party",
               with(figure_members(), {{"actor", code("Aan wie", "To whom")},
                                       {"label", both_languages("Aan wie", "To whom")},
                                       {"basis", code("Grondslag", "Basis")},
                                       {"basisLabel", both_languages("Grondslag", "Basis")},
                                       {"min", amount("Laagste", "Lowest")},
                                       {"max", amount("Hoogste", "Highest")},
                                       {"minPercent", code("Laagste percentage", "Lowest percentage")},
                                       {"maxPercent", code("Hoogste percentage", "Highest percentage")},
                                       {"unknownParts", whole("Delen zonder waarde", "Parts without a value")}}),
               {"actor", "label", "basis", "basisLabel", "count", "records", "unknownParts"});
    Json item = object(
        "Regeling en jaar", "Scheme and year",
        {{"scheme", code("Regeling; afwezig: niet vermeld", "Scheme; absent: not stated")},
         {"schoolYear", code("Schooljaar", "School year")},
         {"calendarYear", whole("Kalenderjaar", "Calendar year")},
         {"withheld", scalar("boolean", "Te weinig fundings om cijfers te geven", "Too few fundings to give figures")},
         {"fundings", figure("Fundings", "Fundings")},
         {"perStudent", std::move(per_student)},
         {"available", sum("Wat er is", "What there is")},
         {"students", object("Studenten", "Students",
                             {{"total", whole("Som; afwezig: niet bekend", "Sum; absent: not known")},
                              {"unknown", figure("Niet bekend", "Not known")}},
                             {"unknown"})},
         {"divisions", list_of(std::move(share), "Verdeling", "Division")},
         {"undivided", sum("Wat onverdeeld is", "What is left undivided")},
         {"withoutDivision", figure("Zonder verdeling", "Without a division")},
         {"overdivided", figure("Te veel verdeeld", "Too much divided")}},
        {"withheld"});
    return object(
        "Bekostiging", "Funding",
        {{"items", list_of(std::move(item), "Per regeling en jaar", "By scheme and year")},
         {"assumptions", list_of(both_languages("In woorden", "In words"), "Hoe gerekend is", "How was computed")},
         {"snapshot", snapshot()}},
        {"items", "assumptions", "snapshot"});
}

}  // namespace

std::map<std::string, Json> knowledge_schemas() {
    return {{"Attention", attention()}, {"Boundaries", boundaries()}, {"RegulationSeries", series()},
            {"Coverage", coverage()},   {"Governance", governance()}, {"FundingInsight", funding()}};
}

}  // namespace afb::api
