#include "tests/bench/generated.hpp"

#include <fmt/format.h>

#include <array>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"

namespace afb::bench {
namespace {

constexpr std::array words{"stagevergoeding",
                           "begeleiding",
                           "werkplekleren",
                           "opleidingsschool",
                           "reiskostenvergoeding",
                           "afspraak",
                           "schoolbestuur",
                           "onderwijsregio",
                           "partnerschap",
                           "student",
                           "lerarenopleiding",
                           "aanstelling",
                           "convenant",
                           "vergoeding",
                           "kwaliteit",
                           "zij-instromer",
                           "inductie",
                           "professionalisering",
                           "bekostiging",
                           "verdeling",
                           "instituut",
                           "coach",
                           "startende",
                           "leraren",
                           "regio",
                           "samen",
                           "opleiden",
                           "praktijk",
                           "dagen",
                           "maand",
                           "gezamenlijk",
                           "besluit",
                           "stuurgroep",
                           "penvoerder",
                           "arbeidsmarkt",
                           "tekort",
                           "uitbreiding",
                           "peerreview",
                           "assessment",
                           "portfolio"};
constexpr std::array places{"Groningen", "Assen",   "Zwolle", "Almere",    "Utrecht", "Amersfoort", "Arnhem",
                            "Nijmegen",  "Tilburg", "Breda",  "Eindhoven", "Venlo",   "Maastricht", "Middelburg",
                            "Rotterdam", "Delft",   "Leiden", "Haarlem",   "Zaandam", "Alkmaar"};
constexpr std::array sectors{"po", "so", "vo", "vso", "mbo"};
constexpr std::array themes{"werven",          "matchen",     "opleiden",  "begeleiden", "professionaliseren",
                            "stagevergoeding", "aanstelling", "governance"};
constexpr std::array programmes{"pabo", "tweedegraads", "eerstegraads", "zij-instroom"};

class Generator {
public:
    Generator(std::ostream& out, std::size_t count) : out_(out), count_(count) {}

    void run() {
        const std::size_t regions = std::max<std::size_t>(count_ / 200, 5);
        make(
            regions, [&](std::size_t i) { return region(i); }, regions_);
        make(
            count_ * 9 / 100, [&](std::size_t i) { return organisation(i); }, organisations_);
        make(
            regions, [&](std::size_t i) { return partnership(i); }, partnerships_);
        make(
            count_ * 25 / 100, [&](std::size_t i) { return agreement(i); }, agreements_);
        make(
            count_ * 15 / 100, [&](std::size_t i) { return funding(i); }, others_);
        make(
            count_ * 10 / 100, [&](std::size_t i) { return question(i); }, others_);
        const std::size_t rest = count_ > written_ ? count_ - written_ : 0;
        make(
            rest, [&](std::size_t i) { return allowance(i); }, others_);
    }

private:
    template <class Make>
    void make(std::size_t count, Make one, std::vector<std::string>& ids) {
        for (std::size_t i = 0; i < count; ++i) {
            Json record = one(i);
            std::string id = fmt::format("01900000-0000-7000-8000-{:012x}", ++written_);
            Json line{{"kind", record["kind"]}, {"id", id}};
            line.update(record);
            line["status"] = "published";
            line["sources"] = Json::array({{{"title", "Gegenereerd om te meten"}, {"type", "own"}}});
            out_ << line.dump() << '\n';
            ids.push_back(std::move(id));
        }
    }

    std::size_t below(std::size_t limit) { return std::uniform_int_distribution<std::size_t>(0, limit - 1)(random_); }
    template <class List>
    auto pick(const List& list) {
        return list[below(list.size())];
    }
    std::string text(std::size_t length) {
        std::string sentence;
        for (std::size_t i = 0; i < length; ++i) sentence += (i == 0 ? "" : " ") + std::string(pick(words));
        return sentence + ".";
    }
    std::string title(std::string_view what, std::size_t i) {
        return fmt::format("{} {} {} {}", what, pick(words), pick(places), i);
    }

    Json region(std::size_t i) {
        return {{"kind", "onderwijsregio"},
                {"name", fmt::format("Onderwijsregio {} {}", pick(places), i)},
                {"sectors", {pick(sectors)}},
                {"reach", "regional"},
                {"state", "active"}};
    }
    Json organisation(std::size_t i) {
        return {{"kind", "organisation"},
                {"name", fmt::format("Stichting {} {} {}", pick(words), pick(places), i)},
                {"type", "schoolbestuur"},
                {"sectors", {pick(sectors)}},
                {"identifiers", {{"bestuursnummer", fmt::format("{:05}", i)}}},
                {"municipality", pick(places)}};
    }
    Json partnership(std::size_t i) {
        Json members = Json::array();
        for (std::size_t n = 0; n < 4; ++n)
            members.push_back({{"organisationId", pick(organisations_)}, {"role", "participant"}});
        return {{"kind", "partnership"},
                {"name", fmt::format("Partnerschap {} {}", pick(places), i)},
                {"recognition", "recognised"},
                {"sectors", {pick(sectors)}},
                {"regions", Json::array({{{"regionId", pick(regions_)}, {"nature", "full"}}})},
                {"members", members}};
    }
    Json agreement(std::size_t i) {
        return {{"kind", "agreement"},
                {"title", title("Afspraak over", i)},
                {"type", "convenant"},
                {"level", "partnership"},
                {"state", "adopted"},
                {"parties", Json::array({{{"partyId", pick(partnerships_)}}, {{"partyId", pick(partnerships_)}}})},
                {"themes", {pick(themes)}},
                {"validFrom", fmt::format("20{}-08-01", 18 + below(8))},
                {"summary", text(25)}};
    }
    Json funding(std::size_t i) {
        return {{"kind", "funding"},
                {"title", title("Bekostiging", i)},
                {"level", "onderwijsregio"},
                {"holderId", pick(regions_)},
                {"period", {{"schoolYear", "2025-2026"}}},
                {"amountPerStudent", "1250.00"},
                {"studentCount", static_cast<int>(50 + below(300))},
                {"conditions", text(12)}};
    }
    Json question(std::size_t i) {
        return {{"kind", "question"},
                {"title", title("Hoe regelen we", i)},
                {"description", text(20)},
                {"themes", {pick(themes)}},
                {"state", "open"}};
    }
    Json allowance(std::size_t i) {
        Json tariffs = Json::array();
        for (std::size_t n = 0; n <= below(3); ++n) {
            Json tariff{{"appliesTo",
                         {{"sectors", {pick(sectors)}},
                          {"programmes", {pick(programmes)}},
                          {"studyYears", {static_cast<int>(1 + below(4))}}}},
                        {"amount", {{"state", "stated"}, {"value", fmt::format("{}.00", 50 + below(500))}}},
                        {"unit", "month"}};
            if (below(10) != 0) tariff["daysPerWeek"] = static_cast<int>(1 + below(5));
            tariffs.push_back(std::move(tariff));
        }
        return {{"kind", "stagevergoeding"},
                {"title", title("Stagevergoeding", i)},
                {"direction", "toStudent"},
                {"type", "stagevergoeding"},
                {"holderId", pick(partnerships_)},
                {"agreementId", pick(agreements_)},
                {"binding", "agreement"},
                {"state", "adopted"},
                {"validFrom", fmt::format("20{}-08-01", 18 + below(8))},
                {"tariffs", tariffs},
                {"exceptions", text(10)},
                {"paymentRoute",
                 {{"steps", Json::array({{{"order", 1},
                                          {"role", "funds"},
                                          {"from", {{"actor", "onderwijsregio"}}},
                                          {"to", {{"actor", "schoolbestuur"}}}},
                                         {{"order", 2},
                                          {"role", "pays"},
                                          {"from", {{"actor", "schoolbestuur"}}},
                                          {"to", {{"actor", "student"}}}}})}}}};
    }

    std::ostream& out_;
    std::size_t count_;
    std::size_t written_ = 0;
    std::mt19937_64 random_{20261124};
    std::vector<std::string> regions_;
    std::vector<std::string> organisations_;
    std::vector<std::string> partnerships_;
    std::vector<std::string> agreements_;
    std::vector<std::string> others_;
};

}  // namespace

void write_records(std::ostream& out, std::size_t count) {
    Generator(out, count).run();
}

}  // namespace afb::bench
