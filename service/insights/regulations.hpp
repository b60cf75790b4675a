// The stagevergoedingen of a snapshot as the insights on series and contradictions read them.
//
// Guarantees: what a tariff applies to, and what it pays, is taken as the facts have it; what the facts do not know is
// left out of the claims. Of those that may be seen only.
#pragma once

#include <vector>

#include "service/insights/contradictions.hpp"
#include "service/insights/series.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::insights {

// Names of filters that regulations have, as numbers.
struct RegulationNames {
    explicit RegulationNames(Codes& codes);

    NameNumber holder, holder_sector, direction, type, state, binding, agreement;
    std::array<NameNumber, aspects> audience;  // by Aspect
    NameNumber supersedes;                     // a path of references
};

// Holder, or the sector of a cao; `unstated_code` when neither is stated.
Code holder_of(const RecordRef& record, const RegulationNames& names);

// To whom the tariff applies. The spans are of the facts.
Audience audience_of(const RecordRef& record, const TariffFact& tariff, const RegulationNames& names);

// In the order of the records. Those whose status is archived too: they are part of a series.
std::vector<Regulation> regulations_of(const VisibleRecords& records);

// What follows what.
struct Chains {
    std::vector<Regulation> regulations;
    std::vector<AgreementSuccession> successions;
    std::vector<SeriesLink> links;  // between the regulations
};
Chains chains_of(const VisibleRecords& records);

// What the tariffs of regulations that are not over on `today`, not proposed, ended or archived, pay on the comparable
// basis: amounts and expressly nothing.
std::vector<Claim> claims_of(const VisibleRecords& records, Day today);

}  // namespace afb::insights
