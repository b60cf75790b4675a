#include "service/insights/regulations.hpp"

#include <array>
#include <numeric>
#include <string_view>

namespace afb::insights {
namespace {

constexpr std::string_view kind = "stagevergoeding";

// Codes of values that matter here; a value that no record has is one that none equals.
struct Values {
    Code proposed;
    Code ended;
    Code archived;

    explicit Values(const Facts& facts)
        : proposed(facts.codes().code("regulationState", "proposed")),
          ended(facts.codes().code("regulationState", "ended")),
          archived(facts.codes().code("status", "archived")) {}

    bool out_of_force(const RecordRef& record) const {
        return has_any(record.filters(), std::array{proposed, ended, archived});
    }
};

std::vector<AgreementSuccession> successions_of(const VisibleRecords& records) {
    const NameNumber name = records.facts().codes().name("supersedesId");
    const auto range = records.of_kind("agreement");
    std::vector<AgreementSuccession> successions;
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        for (const Code before : codes_named(records.at(number).references(), name)) {
            const std::int32_t superseded = records.find(before);
            if (superseded != no_record) successions.push_back({.agreement = number, .supersedes = superseded});
        }
    }
    return successions;
}

}  // namespace

RegulationNames::RegulationNames(Codes& codes)
    : holder(codes.name("holder")),
      holder_sector(codes.name("holderSector")),
      direction(codes.name("direction")),
      type(codes.name("allowanceType")),
      state(codes.name("regulationState")),
      binding(codes.name("binding")),
      agreement(codes.name("agreement")),
      audience{codes.name("sector"), codes.name("programme"), codes.name("studyMode"), codes.name("studyYear"),
               codes.name("contractForm")},
      supersedes(codes.name("supersedesId")) {}

Code holder_of(const RecordRef& record, const RegulationNames& names) {
    const Code holder = first_code(record, names.holder);
    return holder != unstated_code ? holder : first_code(record, names.holder_sector);
}

Audience audience_of(const RecordRef& record, const TariffFact& tariff, const RegulationNames& names) {
    const auto scope = record.chunk->scope(*record.record, tariff);
    Audience audience;
    for (std::size_t i = 0; i < aspects; ++i) audience[i] = codes_named(scope, names.audience[i]);
    return audience;
}

std::vector<Regulation> regulations_of(const VisibleRecords& records) {
    const RegulationNames names(records.facts().codes());
    const auto range = records.of_kind(kind);
    std::vector<Regulation> regulations;
    regulations.reserve(static_cast<std::size_t>(range.end - range.begin));
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        const RecordRef& record = records.at(number);
        Regulation regulation{.record = number,
                              .holder = holder_of(record, names),
                              .direction = first_code(record, names.direction),
                              .type = first_code(record, names.type),
                              .period = record.detail().period,
                              .audiences = {}};
        const auto supersedes = codes_named(record.references(), names.supersedes);
        if (!supersedes.empty()) regulation.supersedes = records.find(supersedes.front());
        const Code agreement = first_code(record, names.agreement);
        if (agreement != unstated_code) regulation.agreement = records.find(agreement);
        for (const TariffFact& tariff : record.chunk->tariffs(*record.record)) {
            regulation.audiences.push_back(audience_of(record, tariff, names));
        }
        regulations.push_back(std::move(regulation));
    }
    return regulations;
}

Chains chains_of(const VisibleRecords& records) {
    Chains chains{.regulations = regulations_of(records), .successions = successions_of(records), .links = {}};
    chains.links = find_links(chains.regulations, chains.successions);
    return chains;
}

std::vector<Claim> claims_of(const VisibleRecords& records, Day today) {
    const RegulationNames names(records.facts().codes());
    const Values values(records.facts());
    const auto range = records.of_kind(kind);
    std::vector<Claim> claims;
    for (std::int32_t number = range.begin; number < range.end; ++number) {
        const RecordRef& record = records.at(number);
        const Period period = record.detail().period;
        if (period.until < today || values.out_of_force(record)) continue;
        const Subject subject{.holder = holder_of(record, names),
                              .direction = first_code(record, names.direction),
                              .type = first_code(record, names.type),
                              .measure = 0};
        if (subject.holder == unstated_code) continue;
        for (const TariffFact& tariff : record.chunk->tariffs(*record.record)) {
            if (tariff.outcome != Outcome::comparable && tariff.outcome != Outcome::zero) continue;
            const std::int64_t divisor = std::gcd(tariff.numerator, tariff.denominator);
            claims.push_back({.subject = subject,
                              .audience = audience_of(record, tariff, names),
                              .period = period,
                              .numerator = tariff.numerator / divisor,
                              .denominator = tariff.denominator / divisor,
                              .record = number,
                              .tariff = tariff.position});
        }
    }
    return claims;
}

}  // namespace afb::insights
