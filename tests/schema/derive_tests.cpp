#include "schema/derive.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <functional>
#include <map>
#include <random>
#include <sstream>

#include "schema/validator.hpp"
#include "tests/schema/fixtures.hpp"

using namespace afb;

namespace {

const Catalog& catalog() {
    static const auto real = [] {
        std::map<std::string, std::string> files;
        for (const auto& file : embedded::schema_files()) files.emplace(file.path, file.content);
        return Catalog::from_files(files);
    }();
    return *real;
}

// Records by short ids; everything else does not exist.
class World {
public:
    World() {
        region("twente", "Twente", false);
        region("haaglanden", "Haaglanden", false);
        region("groen", "Landelijk groen", true);
        add({"school-t", "partnership", "Partnerschap Twente", {"twente"}, {"po"}});
        add({"school-h", "partnership", "Partnerschap Haaglanden", {"haaglanden"}, {"vo", "mbo"}});
        add({"school-th", "organisation", "Bestuur Twente en Haaglanden", {"haaglanden", "twente"}, {"vo"}});
        add({"aoc", "organisation", "Groene school", {"groen"}, {"mbo"}});
        add({"nowhere", "organisation", "Gemeente", {}, {}});
    }

    DeriveContext context() const {
        return {[this](std::string_view id) -> std::optional<LinkedRecord> {
                    const auto found = records_.find(std::string(id));
                    if (found == records_.end()) return std::nullopt;
                    return found->second;
                },
                Date::parse("2026-11-24").value()};
    }

private:
    void add(const LinkedRecord& record) { records_[record.id] = record; }
    void region(const std::string& id, const std::string& title, bool national) {
        add({id, "onderwijsregio", title, {id}, {"po", "vo"}, national});
    }

    std::map<std::string, LinkedRecord> records_;
};

Json derived(std::string_view kind, const Json& body) {
    return derive(catalog().get_kind(kind), body, World().context());
}

Json derived(std::string_view kind, const char* body) {
    return derived(kind, Json::parse(body));
}

// "code at pointer", one a line.
std::string problems(std::string_view kind, const char* body) {
    std::string out;
    for (const Problem& problem : check_rules(catalog().get_kind(kind), Json::parse(body))) {
        if (!out.empty()) out += "\n";
        out += problem.code + " at " + problem.location;
    }
    return out;
}

std::string warnings(const Json& from) {
    std::string out;
    if (!from.contains("warnings")) return out;
    for (const Json& warning : from["warnings"]) {
        CHECK_FALSE(warning["detail"].get<std::string>().empty());
        CHECK_FALSE(warning["detailNl"].get<std::string>().empty());
        if (!out.empty()) out += "\n";
        out += warning["code"].get<std::string>() + " at " + warning["location"].get<std::string>();
    }
    return out;
}

// The body of a stagevergoeding with one tariff.
std::string tariff(const std::string& members) {
    return R"({"title": "T", "direction": "toStudent", "tariffs": [)" + members + "]}";
}

Json without_formula(Json tariffs) {
    for (Json& one : tariffs) one.erase("formula");
    return tariffs;
}

// What `derived` may hold beside what the service adds when reading.
void check_shape(std::string_view kind, const Json& from) {
    const Json& declared = catalog().get_kind(kind).schema["properties"]["derived"];
    for (const auto& [key, value] : from.items())
        CHECK((declared["properties"].contains(key) && key != "references" && key != "inForce"));
    for (const Problem& problem : Validator(declared, &catalog()).validate(from)) {
        // The ids of these tests are short words.
        if (problem.code != "format.uuid") FAIL_CHECK(problem.location << " " << problem.code);
    }
}

}  // namespace

// --- check_rules ---

TEST_CASE("Dates in order: validity, membership and signing") {
    CHECK(problems("agreement", R"({"validFrom": "2025-08-01", "validUntil": "2025-07-31"})") ==
          "dates.order at /validUntil");
    CHECK(problems("agreement", R"({"validFrom": "2025-08-01", "validUntil": "2025-08-01"})") == "");
    CHECK(problems("funding", R"({"validFrom": "2025-08-01", "validUntil": "2025-07-31"})") ==
          "dates.order at /validUntil");
    CHECK(problems("stagevergoeding", R"({"validFrom": "2025-08-01", "validUntil": "2025-07-31"})") ==
          "dates.order at /validUntil");
    CHECK(problems("stagevergoeding", R"({"validUntil": "2025-07-31"})") == "");
    CHECK(problems("partnership",
                   R"({"members": [{"from": "2024-08-01"}, {"from": "2024-08-01", "until": "2023-08-01"}]})") ==
          "dates.order at /members/1/until");
    CHECK(problems("onderwijsregio", R"({"participants": [{"from": "2024-08-01", "until": "2023-08-01"}]})") ==
          "dates.order at /participants/0/until");
    CHECK(problems("agreement", R"({"validUntil": "2025-07-31", "signedOn": "2025-08-01",
                                    "parties": [{"name": "A", "signedOn": "2025-07-31"}, {"name": "B", "signedOn": "2025-08-01"}]})") ==
          "dates.signedAfterEnd at /signedOn\ndates.signedAfterEnd at /parties/1/signedOn");
    CHECK(problems("agreement", R"({"validFrom": "2025-08-01", "signedOn": "2025-01-01"})") == "");
}

TEST_CASE("An amount says what its state says") {
    const auto [amount, expected] = GENERATE(table<const char*, const char*>({
        {R"({"state": "stated", "value": "180.00"})", ""},
        {R"({"state": "stated", "value": "0.00"})", ""},
        {R"({"state": "stated"})", "amount.valueMissing"},
        {R"({"state": "stated", "scale": "LB 1", "scaleAmount": "2600.00"})", "amount.valueMissing"},
        {R"({"state": "stated", "percentage": 50, "scale": "LB 1"})", ""},
        {R"({"state": "stated", "min": "2.00", "max": "1.00"})", "amount.minMax"},
        {R"({"state": "stated", "min": "1.00", "max": "2.00"})", ""},
        {R"({"state": "stated", "max": "395.00"})", ""},
        {R"({"state": "stated", "value": "1.00", "max": "2.00"})", "amount.valueWithRange"},
        {R"({"state": "zero"})", ""},
        {R"({"state": "zero", "value": "0.00"})", ""},
        {R"({"state": "zero", "value": "0.01"})", "amount.valueWithZero"},
        {R"({"state": "unknown"})", ""},
        {R"({"state": "unknown", "value": "1.00"})", "amount.valueWithZero"},
        {R"({"state": "unknown", "value": "0.00"})", "amount.valueWithZero"},
    }));
    INFO(amount);
    const std::string body = tariff(R"({"amount": {"state": "zero"}}, {"amount": )" + std::string(amount) + "}");
    CHECK(problems("stagevergoeding", body.c_str()) ==
          (*expected == '\0' ? "" : std::string(expected) + " at /tariffs/1/amount"));
}

TEST_CASE("Numbers have at most four decimals, and an amount is not judged without its number") {
    CHECK(problems("stagevergoeding",
                   tariff(R"({"amount": {"state": "stated", "percentage": 33.33333}, "daysPerWeek": 2.5})").c_str()) ==
          "decimals at /tariffs/0/amount/percentage");
    CHECK(problems("stagevergoeding", tariff(R"({"amount": {"state": "zero"}, "daysPerWeek": 2.123456})").c_str()) ==
          "decimals at /tariffs/0/daysPerWeek");
    CHECK(
        problems("stagevergoeding", R"({"paymentRoute": {"steps": [{"order": 1, "role": "pays", "share": 1e-7}]}})") ==
        "decimals at /paymentRoute/steps/0/share");
    CHECK(problems("stagevergoeding", tariff(R"({"amount": {"state": "stated", "percentage": 33.3333}})").c_str()) ==
          "");
    CHECK(problems("stagevergoeding", tariff(R"({"amount": {"state": "stated", "percentage": 5e1}})").c_str()) == "");
}

TEST_CASE("Absurd amounts and amounts of a regulation that pays nothing are refused") {
    CHECK(problems(
              "stagevergoeding",
              tariff(R"({"amount": {"state": "stated", "value": "999999999.99"}, "unit": "placementDay"})").c_str()) ==
          "amount.tooLarge at /tariffs/0/amount");
    const char* none = R"({"type": "none", "tariffs": [{"amount": {"state": "zero"}}, {"amount": {"state": "unknown"}},
                           {"amount": {"state": "stated", "value": "1.00"}}, {"amount": {"state": "stated", "value": "0.00"}}]})";
    CHECK(problems("stagevergoeding", none) == "amount.noneWithValue at /tariffs/2/amount");
}

TEST_CASE("A vestigingsnummer starts with the BRIN of its institution") {
    CHECK(problems("organisation", R"({"identifiers": {"brin": "16SW", "vestigingsnummer": "16SW03"}})") == "");
    CHECK(problems("organisation", R"({"identifiers": {"brin": "16SX", "vestigingsnummer": "16SW03"}})") ==
          "identifier.mismatch at /identifiers/vestigingsnummer");
    CHECK(problems("organisation", R"({"identifiers": {"vestigingsnummer": "16SW03"}})") == "");
    CHECK(problems("organisation", R"({"name": "Zonder"})") == "");
}

TEST_CASE("A payment route is refused only where it contradicts itself, and all problems come at once") {
    const char* body = R"({"validFrom": "2025-08-01", "validUntil": "2025-07-31",
        "tariffs": [{"amount": {"state": "stated"}}],
        "paymentRoute": {"steps": [
            {"order": 1, "role": "funds", "from": {"actor": "ministry"}, "to": {"actor": "onderwijsregio"}, "amount": "100.00", "known": true},
            {"order": 2, "role": "funds", "from": {"actor": "onderwijsregio"}, "to": {"actor": "schoolbestuur"}, "amount": "150.00", "known": true},
            {"order": 3, "role": "pays", "from": {"actor": "schoolbestuur", "organisationId": "a"}, "to": {"actor": "school", "organisationId": "a"}},
            {"order": 4, "role": "pays", "from": {"actor": "school"}, "to": {"actor": "student"}, "share": 60},
            {"order": 4, "role": "pays", "from": {"actor": "school"}, "to": {"actor": "institute"}, "share": 60},
            {"order": 5, "role": "decides", "from": {"actor": "school"}},
            {"order": 5, "role": "decides", "from": {"actor": "school"}}
        ]}})";
    CHECK(problems("stagevergoeding", body) ==
          "dates.order at /validUntil\n"
          "amount.valueMissing at /tariffs/0/amount\n"
          "route.moreOut at /paymentRoute/steps/1\n"
          "route.contradiction at /paymentRoute/steps/2\n"
          "route.shareSum at /paymentRoute/steps/4\n"
          "route.contradiction at /paymentRoute/steps/6");
}

// --- derive: agreements ---

TEST_CASE("An agreement gets its boundary, regions, sectors and school years") {
    const Json from = derived("agreement", R"({"title": "A", "validFrom": "2024-08-01", "validUntil": "2026-07-31",
        "parties": [{"partyId": "school-t"}, {"partyId": "school-th"}]})");
    CHECK(from == Json::parse(R"({
        "regionIds": ["haaglanden", "twente"], "sectors": ["po", "vo"], "schoolYears": ["2024-2025", "2025-2026"],
        "boundary": {"value": "within", "computed": "within",
                     "reason": {"nl": "Alle partijen werken in de onderwijsregio Twente.", "en": "All parties work in the onderwijsregio Twente."}}})"));
    check_shape("agreement", from);
}

TEST_CASE("Parties whose region is not known are listed with their place and name") {
    const Json from = derived(
        "agreement", R"({"parties": [{"partyId": "school-t"}, {"name": "Een groep besturen"}, {"partyId": "nowhere"},
        {"partyId": "gone", "name": "Opgeheven"}, {"partyId": "gone"}]})");
    CHECK(from["boundary"]["value"] == "unknown");
    CHECK(from["boundary"]["unknownParties"] == Json::parse(R"([
        {"pointer": "/parties/1", "name": "Een groep besturen"}, {"pointer": "/parties/2", "name": "Gemeente"},
        {"pointer": "/parties/3", "name": "Opgeheven"}, {"pointer": "/parties/4", "name": "gone"}])"));
    check_shape("agreement", from);

    const Json apart =
        derived("agreement", R"({"parties": [{"partyId": "school-t"}, {"name": "X"}, {"partyId": "school-h"}]})");
    CHECK(apart["boundary"]["value"] == "across");
    CHECK(apart["boundary"]["unknownParties"].size() == 1);
}

TEST_CASE("National: by level, or because a national region is the only one") {
    CHECK(derived("agreement", R"({"level": "national", "parties": [{"name": "X"}]})")["boundary"]["value"] ==
          "national");
    CHECK(derived("agreement", R"({"parties": [{"partyId": "groen"}, {"partyId": "aoc"}]})")["boundary"]["value"] ==
          "national");
    CHECK(derived("agreement", R"({"parties": [{"partyId": "groen"}, {"partyId": "twente"}]})")["boundary"]["value"] ==
          "across");
    CHECK(derived("agreement", R"({"title": "Zonder partijen"})")["boundary"]["value"] == "unknown");
}

TEST_CASE("A boundary by hand counts; where it contradicts the computed one, that is a warning") {
    const Json against = derived(
        "agreement",
        R"({"parties": [{"partyId": "school-t"}], "boundaryOverride": {"value": "across", "reason": "Ook elders."}})");
    CHECK(against["boundary"]["value"] == "across");
    CHECK(against["boundary"]["computed"] == "within");
    CHECK(warnings(against) == "boundary.overrideContradicts at /boundaryOverride/value");
    check_shape("agreement", against);
    const Json with =
        derived("agreement",
                R"({"parties": [{"name": "X"}], "boundaryOverride": {"value": "across", "reason": "Ook elders."}})");
    CHECK(with["boundary"]["computed"] == "unknown");
    CHECK(warnings(with) == "");
}

TEST_CASE("An open end counts up to the school year after today's; without a start there are no school years") {
    CHECK(derived("agreement", R"({"validFrom": "2025-08-01"})")["schoolYears"] ==
          Json({"2025-2026", "2026-2027", "2027-2028"}));
    CHECK_FALSE(derived("agreement", R"({"validUntil": "2025-08-01"})").contains("schoolYears"));
}

// --- derive: stagevergoedingen ---

TEST_CASE("The cao vo of 2025 and the proposal of 2024 give the same comparable amounts") {
    const auto body = [](const char* days, std::array<const char*, 3> values) {
        std::string tariffs = R"({"appliesTo": {"studyYears": [1]}, "amount": {"state": "zero"}, "unit": "month"})";
        for (const char* value : values) {
            tariffs += std::string(R"(, {"amount": {"state": "stated", "value": ")") + value +
                       R"("}, "unit": "month", "daysPerWeek": )" + days + "}";
        }
        return Json::parse(R"({"holderSector": "vo", "tariffs": [)" + tariffs + "]}");
    };
    const Json cao = derived("stagevergoeding", body("4", {"200.00", "500.00", "800.00"}));
    const Json proposal = derived("stagevergoeding", body("2", {"100.00", "250.00", "400.00"}));
    CHECK(without_formula(cao["tariffs"]) == without_formula(proposal["tariffs"]));
    CHECK(without_formula(cao["tariffs"]) == Json::parse(R"([
        {"index": 0, "comparable": true, "comparableMin": "0.00", "comparableMax": "0.00", "zero": true},
        {"index": 1, "comparable": true, "comparableMin": "50.00", "comparableMax": "50.00"},
        {"index": 2, "comparable": true, "comparableMin": "125.00", "comparableMax": "125.00"},
        {"index": 3, "comparable": true, "comparableMin": "200.00", "comparableMax": "200.00"}])"));
    CHECK(cao["comparableMin"] == "0.00");
    CHECK(cao["comparableMax"] == "200.00");
    CHECK(cao["amountBands"] == Json({"100-plus", "50-75", "none"}));
    CHECK(cao["sectors"] == Json({"vo"}));
    CHECK(cao["tariffs"][1]["formula"]["nl"] ==
          "€ 200,00 per maand voor 4 dagen per week: € 200,00 / 4 = € 50,00 per maand voor elke dag per week");
    CHECK_FALSE(cao.contains("regionIds"));
    CHECK_FALSE(cao.contains("route"));
    CHECK_FALSE(cao.contains("warnings"));
    check_shape("stagevergoeding", cao);
}

TEST_CASE("Zero, unknown, a value and a value that cannot be compared stay four things") {
    const Json from = derived("stagevergoeding", tariff(R"(
        {"amount": {"state": "zero"}},
        {"amount": {"state": "unknown"}, "unit": "month", "daysPerWeek": 2},
        {"amount": {"state": "stated", "value": "180.00"}, "unit": "month", "daysPerWeek": 2},
        {"amount": {"state": "stated", "value": "250.00"}, "unit": "month"},
        {"amount": {"state": "stated", "percentage": 50, "scale": "B"}, "unit": "month", "daysPerWeek": 5},
        {"amount": {"state": "stated", "value": "250.00", "currency": "NLG"}, "unit": "month", "daysPerWeek": 5},
        {"amount": {"state": "stated", "max": "395.00"}, "unit": "month", "daysPerWeek": 5},
        {"amount": {"state": "stated", "value": "3.00"}, "unit": "hour", "hoursPerDay": 8},
        {"amount": {"state": "stated", "value": "1000.00"}, "unit": "studentYear", "daysPerWeek": 2, "maxMonthsPerYear": 10},
        {"amount": {"state": "stated", "value": "1000.00"}, "unit": "once"})")
                                                     .c_str());
    CHECK(without_formula(from["tariffs"]) == Json::parse(R"([
        {"index": 0, "comparable": true, "comparableMin": "0.00", "comparableMax": "0.00", "zero": true},
        {"index": 1, "comparable": false, "unknown": true, "notComparable": "unknown-amount"},
        {"index": 2, "comparable": true, "comparableMin": "90.00", "comparableMax": "90.00"},
        {"index": 3, "comparable": false, "notComparable": "no-days-basis"},
        {"index": 4, "comparable": false, "notComparable": "percentage-without-scale"},
        {"index": 5, "comparable": false, "notComparable": "not-euro"},
        {"index": 6, "comparable": true, "comparableMax": "79.00"},
        {"index": 7, "comparable": true, "comparableMin": "104.00", "comparableMax": "104.00"},
        {"index": 8, "comparable": true, "comparableMin": "50.00", "comparableMax": "50.00"},
        {"index": 9, "comparable": false, "notComparable": "once"}])"));
    CHECK(from["amountBands"] == Json({"100-plus", "50-75", "75-100", "none", "unknown"}));
    CHECK(from["comparableMin"] == "0.00");
    CHECK(from["comparableMax"] == "104.00");
    CHECK(warnings(from) == "amount.percentageWithoutScale at /tariffs/4/amount");
    check_shape("stagevergoeding", from);
}

TEST_CASE("A regulation that expressly pays nothing is known to pay nothing, also without tariffs") {
    const Json none = derived("stagevergoeding", R"({"type": "none", "direction": "toStudent"})");
    CHECK(none == Json::parse(R"({"comparableMin": "0.00", "comparableMax": "0.00", "amountBands": ["none"]})"));
    CHECK(derived("stagevergoeding", R"({"type": "stagevergoeding", "direction": "toStudent"})") == Json::object());
}

TEST_CASE("Sectors come from the tariffs, else from the cao's sector, else from the holder") {
    CHECK(derived("stagevergoeding", R"({"holderId": "school-h", "holderSector": "po",
        "tariffs": [{"appliesTo": {"sectors": ["vso"]}, "amount": {"state": "zero"}}, {"appliesTo": {"sectors": ["so", "vso"]}, "amount": {"state": "zero"}}]})")
              ["sectors"] == Json({"so", "vso"}));
    CHECK(derived("stagevergoeding", R"({"holderId": "school-h", "holderSector": "po"})")["sectors"] == Json({"po"}));
    const Json holder =
        derived("stagevergoeding", R"({"holderId": "school-h", "tariffs": [{"amount": {"state": "zero"}}]})");
    CHECK(holder["sectors"] == Json({"mbo", "vo"}));
    CHECK(holder["regionIds"] == Json({"haaglanden"}));
    CHECK_FALSE(derived("stagevergoeding", R"({"holderId": "gone"})").contains("sectors"));
}

TEST_CASE("The route is told in its pattern and its actors, and what is wrong with it as warnings with the step") {
    const Json from = derived("stagevergoeding", R"({"paymentRoute": {"steps": [
        {"order": 1, "role": "decides", "from": {"actor": "schoolbestuur"}},
        {"order": 2, "role": "funds", "from": {"actor": "onderwijsregio"}, "to": {"actor": "schoolbestuur"}},
        {"order": 3, "role": "pays", "from": {"actor": "school"}, "to": {"actor": "student"}},
        {"order": 4, "role": "settles", "from": {"actor": "unknown"}, "to": {"actor": "school"}, "known": false}]}})");
    CHECK(
        from["route"] ==
        Json::parse(
            R"({"pattern": "onderwijsregio > schoolbestuur > unknown > school > student", "decides": ["schoolbestuur"],
        "funds": ["onderwijsregio"], "pays": ["school"], "settles": ["unknown"], "unknownSteps": 1})"));
    CHECK(warnings(from) == "route.gap at /paymentRoute/steps/2");
    check_shape("stagevergoeding", from);
    CHECK_FALSE(
        derived("stagevergoeding", R"({"paymentRoute": {"steps": [], "note": "Niet bekend."}})").contains("route"));
}

TEST_CASE("A very long pattern is cut at an arrow") {
    Json steps = Json::array();
    for (int i = 0; i < 50; ++i) {
        steps.push_back({{"order", i + 1},
                         {"role", "pays"},
                         {"from", {{"actor", "schoolbestuur"}, {"organisationId", std::to_string(i)}}},
                         {"to", {{"actor", "schoolbestuur"}, {"organisationId", std::to_string(i + 1)}}}});
    }
    const Json from = derived("stagevergoeding", Json{{"paymentRoute", {{"steps", steps}}}});
    const std::string pattern = from["route"]["pattern"];
    CHECK(pattern.size() <= 500);
    CHECK(pattern.size() > 450);
    CHECK(pattern.ends_with("schoolbestuur > …"));
}

// --- derive: fundings and the rest ---

TEST_CASE("A funding gets what its division adds up to, its regions and its school years") {
    const Json from = derived(
        "funding",
        R"({"holderId": "school-t", "recipientId": "school-h", "period": {"schoolYear": "2024-2025"}, "validFrom": "2020-01-01",
        "amountPerStudent": "1250.00", "studentCount": 100,
        "division": [{"to": {"actor": "school"}, "basis": "perStudent", "value": "750.00"}, {"to": {"actor": "institute"}, "basis": "share", "value": "30.00"},
                     {"to": {"actor": "partnership"}, "basis": "fixed", "value": "10000.00"}]})");
    CHECK(from == Json::parse(R"({"regionIds": ["twente"], "sectors": ["po"], "schoolYears": ["2024-2025"],
        "division": {"total": "122500.00", "undivided": "2500.00", "overdivided": false,
            "formula": {"nl": "€ 750,00 x 100 studenten + € 10.000,00 + 30% van € 125.000,00 = € 122.500,00; van € 125.000,00 blijft € 2.500,00 onverdeeld",
                        "en": "EUR 750.00 x 100 students + EUR 10,000.00 + 30% of EUR 125,000.00 = EUR 122,500.00; of EUR 125,000.00, EUR 2,500.00 is left undivided"}}})"));
    check_shape("funding", from);
}

TEST_CASE("A funding that divides too much or does not add up is warned for") {
    const Json from =
        derived("funding",
                R"({"recipientId": "school-h", "totalAmount": "100.00", "amountPerStudent": "10.00", "studentCount": 11,
        "division": [{"to": {"actor": "school"}, "basis": "fixed", "value": "100.01"}]})");
    CHECK(warnings(from) == "funding.totalDiffers at /totalAmount\ndivision.tooMuch at /division");
    CHECK(from["division"]["overdivided"] == true);
    CHECK_FALSE(from["division"].contains("undivided"));
    CHECK(from["regionIds"] == Json({"haaglanden"}));
    check_shape("funding", from);
}

TEST_CASE("The school years of a funding: its school year, its calendar year, or its validity") {
    CHECK(derived("funding", R"({"period": {"calendarYear": 2025}})")["schoolYears"] ==
          Json({"2024-2025", "2025-2026"}));
    CHECK(derived("funding", R"({"validFrom": "2025-01-01", "validUntil": "2025-07-31"})")["schoolYears"] ==
          Json({"2024-2025"}));
    CHECK(derived("funding", R"({"title": "F"})") == Json::object());
}

TEST_CASE("Coverage of more than there is, is warned for and not refused") {
    const char* body = R"({"coverage": [{"schoolYear": "2024-2025", "studentsTotal": 10, "studentsInSamenOpleiden": 10},
        {"schoolYear": "2025-2026", "studentsTotal": 10, "studentsInSamenOpleiden": 11, "schoolsTotal": 3, "schoolsParticipating": 4}]})";
    CHECK(problems("partnership", body) == "");
    const Json from = derived("partnership", body);
    CHECK(warnings(from) ==
          "coverage.partAboveWhole at /coverage/1/studentsInSamenOpleiden\ncoverage.partAboveWhole at "
          "/coverage/1/schoolsParticipating");
    check_shape("partnership", from);
    CHECK(warnings(derived("onderwijsregio", body)) == warnings(from));
}

TEST_CASE("Kinds without rules of their own derive nothing") {
    CHECK(derived("question", R"({"title": "V"})") == Json::object());
    CHECK(derived("organisation", R"({"name": "O"})") == Json::object());
}

TEST_CASE("A linked record is asked for once") {
    int asked = 0;
    DeriveContext context = World().context();
    context.find_linked = [&asked](std::string_view) -> std::optional<LinkedRecord> {
        ++asked;
        return std::nullopt;
    };
    const Json body = Json::parse(R"({"parties": [{"partyId": "x"}, {"partyId": "x"}, {"partyId": "x"}]})");
    derive(catalog().get_kind("agreement"), body, context);
    CHECK(asked == 1);
}

// --- all records ---

TEST_CASE("Every record of the starter collection keeps the rules, and what is derived of it has the declared shape") {
    std::size_t records = 0;
    for (const auto& file : embedded::schema_files()) {
        if (!file.path.ends_with(".ndjson")) continue;
        std::istringstream lines{std::string(file.content)};
        for (std::string line; std::getline(lines, line);) {
            if (line.empty()) continue;
            const Json body = Json::parse(line);
            const std::string kind = body.value("kind", "");
            INFO(file.path << " " << body.value("slug", "") << " " << body.value("id", ""));
            for (const Problem& problem : check_rules(catalog().get_kind(kind), body))
                FAIL_CHECK(problem.code << " at " << problem.location);
            check_shape(kind, derived(kind, body));
            ++records;
        }
    }
    CHECK(records > 0);
}

TEST_CASE("Whatever a body holds, rules and derivation end without an exception") {
    std::mt19937 random(9);
    const std::vector<std::string> words{
        "tariffs",    "amount",      "state",       "stated",   "value",      "min",     "max",
        "percentage", "scaleAmount", "unit",        "month",    "steps",      "order",   "role",
        "pays",       "from",        "to",          "actor",    "school",     "share",   "division",
        "basis",      "parties",     "partyId",     "school-t", "coverage",   "period",  "paymentRoute",
        "12.50",      "2024-02-29",  "validFrom",   "zero",     "validUntil", "members", "identifiers",
        "brin",       "daysPerWeek", "studentCount"};
    const auto word = [&] { return words[random() % words.size()]; };
    const std::function<Json(int)> any = [&](int depth) -> Json {
        switch (random() % (depth > 5 ? 5U : 8U)) {
            case 0:
                return nullptr;
            case 1:
                return random() % 2 == 0;
            case 2:
                return static_cast<std::int64_t>(random()) - 2'000'000'000;
            case 3:
                return static_cast<double>(random()) / 1e5;
            case 4:
                return word();
            case 5: {
                Json array = Json::array();
                for (unsigned i = random() % 4; i > 0; --i) array.push_back(any(depth + 1));
                return array;
            }
            default: {
                Json object = Json::object();
                for (unsigned i = random() % 8; i > 0; --i) object[word()] = any(depth + 1);
                return object;
            }
        }
    };
    for (int i = 0; i < 3000; ++i) {
        const Json body = any(0);
        for (const Kind& kind : catalog().kinds()) {
            REQUIRE_NOTHROW(check_rules(kind, body));
            REQUIRE_NOTHROW(derive(kind, body, World().context()));
        }
    }
}
