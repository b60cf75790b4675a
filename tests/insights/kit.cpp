#include "tests/insights/kit.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace afb::test {
namespace {

using insights::Chunk;
using insights::Code;
using insights::Facts;
using insights::RecordFact;

std::string named(const Facts& facts, std::span<const Code> codes) {
    std::vector<std::string> texts;
    for (const Code code : codes)
        texts.push_back(
            fmt::format("{}:{}", facts.codes().name_text(insights::name_of(code)), facts.codes().text(code)));
    std::sort(texts.begin(), texts.end());
    return fmt::format("{}", fmt::join(texts, ","));
}

std::string line_of(const Facts& facts, const Chunk& chunk, const RecordFact& record) {
    std::string line = fmt::format("{} {} {} {}..{} {} [{}] [{}]", record.no, chunk.id(record), chunk.title(record),
                                   record.valid_from, record.valid_until, record.is_public,
                                   named(facts, chunk.filters(record)), named(facts, chunk.references(record)));
    for (const auto& range : chunk.ranges(record))
        line += fmt::format(" {}={}", facts.codes().name_text(range.name), range.rank);
    for (const auto& region : chunk.regions(record))
        line += fmt::format(" in {} {} {}", facts.codes().text(region.region), facts.codes().text(region.nature),
                            region.is_main);
    for (const auto& fact : chunk.tariffs(record)) {
        line += fmt::format(" t{} {} {}/{} m{} ({})", fact.position, static_cast<int>(fact.outcome), fact.numerator,
                            fact.denominator, fact.months, named(facts, chunk.scope(record, fact)));
        if (fact.outcome == insights::Outcome::not_comparable)
            line += fmt::format(" {}", facts.codes().text(fact.reason));
    }
    for (const auto& step : chunk.steps(record))
        line += fmt::format(" s{} {} {}>{} {} {}", step.order, facts.codes().text(step.role),
                            facts.codes().text(step.from_actor), facts.codes().text(step.to_actor), step.amount_cents,
                            step.known);
    for (const auto& year : chunk.coverage(record))
        line += fmt::format(" c{} {}/{}", facts.codes().text(year.school_year), year.students_in_samen_opleiden,
                            year.students_total);
    const std::size_t index = chunk.index_of(record);
    const auto& detail = chunk.details.at(index);
    line +=
        fmt::format(" d{} {} {}/{}", detail.title, detail.created, code_of(detail.boundary), code_of(detail.computed));
    for (const Code party : chunk.details.parties(index))
        line += " p" + (party == insights::unstated_code ? "?" : std::string(facts.codes().text(party)));
    for (const auto& one : chunk.details.participations(index))
        line += fmt::format(" o{} {}..{}", facts.codes().text(one.organisation), one.period.from, one.period.until);
    for (const auto& count : chunk.details.counts(index))
        line += fmt::format(" n{} {} {}", facts.codes().text(count.party_type), count.number, count.as_of);
    for (const auto& funding : chunk.details.funding(index))
        line +=
            fmt::format(" f{} {} {}", funding.year.year, funding.amounts.students.value_or(-1), funding.parts.size());
    return line;
}

}  // namespace

std::vector<std::string> written_out(const Facts& facts) {
    std::vector<std::string> lines;
    for (const Kind& kind : facts.catalog().kinds())
        for (const auto& chunk : facts.chunks(kind.name))
            for (const RecordFact& record : chunk->records)
                lines.push_back(kind.name + " " + line_of(facts, *chunk, record));
    return lines;
}

RecordQuery of_kind(const std::string& kind) {
    RecordQuery query;
    query.kinds = {kind};
    return query;
}

Json allowance(const std::string& title, Json tariffs) {
    return {{"title", title},
            {"direction", "toStudent"},
            {"type", "stagevergoeding"},
            {"tariffs", std::move(tariffs)},
            {"sources", Json::array({{{"title", "Eigen opgave"}, {"type", "own"}}})}};
}

Json tariff(const std::string& amount, int days, std::vector<int> years) {
    Json row{{"amount", {{"state", "stated"}, {"value", amount}}}, {"unit", "month"}};
    if (days > 0) row["daysPerWeek"] = days;
    if (!years.empty()) row["appliesTo"]["studyYears"] = years;
    return row;
}

Json RandomRecords::tariffs() {
    static const std::vector<std::string> sectors{"po", "vo", "mbo"};
    static const std::vector<std::string> programmes{"pabo", "tweedegraads", "eerstegraads"};
    static const std::vector<std::string> units{"month", "placementDay", "studentYear", "hour", "once"};
    Json rows = Json::array();
    for (int i = below(4); i > 0; --i) {
        Json row;
        switch (below(6)) {
            case 0:
                row["amount"] = {{"state", "zero"}};
                break;
            case 1:
                row["amount"] = {{"state", "unknown"}};
                break;
            case 2:
                row["amount"] = {{"state", "stated"}, {"min", "100.00"}, {"max", fmt::format("{}.00", 100 + below(3))}};
                break;
            default:
                row["amount"] = {{"state", "stated"}, {"value", fmt::format("{}.{:02}", 1 + below(900), below(100))}};
        }
        if (below(5) > 0) row["unit"] = units[static_cast<std::size_t>(below(3 + below(3)))];
        if (below(4) > 0) row["daysPerWeek"] = 1 + below(5);
        if (below(3) == 0) row["maxMonthsPerYear"] = 8 + below(5);
        if (below(2) == 0) row["appliesTo"]["sectors"] = {sectors[static_cast<std::size_t>(below(3))]};
        if (below(2) == 0) row["appliesTo"]["programmes"] = {programmes[static_cast<std::size_t>(below(3))]};
        if (below(2) == 0) row["appliesTo"]["studyYears"] = {1 + below(2), 3 + below(2)};
        rows.push_back(std::move(row));
    }
    return rows;
}

Json RandomRecords::regulation() {
    static const std::vector<std::string> bindings{"cao", "agreement", "guideline"};
    static const std::vector<std::string> words{"pabo", "lerarenopleiding", "voltijd", "besturen", "gezamenlijk"};
    Json body = allowance(fmt::format("Stagevergoeding {} {}", words[static_cast<std::size_t>(below(5))], below(1000)),
                          tariffs());
    if (below(3) > 0)
        body["holderId"] = partnerships[static_cast<std::size_t>(below(static_cast<int>(partnerships.size())))];
    if (below(3) == 0) body["binding"] = bindings[static_cast<std::size_t>(below(3))];
    if (below(4) == 0) body["type"] = "lioSalary";
    if (below(3) > 0) body["validFrom"] = fmt::format("20{}-08-01", 20 + below(6));
    if (body.contains("validFrom") && below(2) == 0) body["validUntil"] = fmt::format("20{}-07-31", 26 + below(3));
    if (below(2) == 0)
        body["paymentRoute"]["steps"] = Json::array({{{"order", 1},
                                                      {"role", "pays"},
                                                      {"from", {{"actor", below(2) == 0 ? "schoolbestuur" : "school"}}},
                                                      {"to", {{"actor", "student"}}}}});
    body["status"] = below(5) == 0 ? "draft" : "published";
    if (below(6) == 0) body["visibility"] = "members";
    return body;
}

}  // namespace afb::test
