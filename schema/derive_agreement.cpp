// Agreements: the boundary, and what follows from the parties.
#include "schema/boundary.hpp"
#include "schema/derive_parts.hpp"

namespace afb::derivation {
namespace {

void check_signed(const Json& row, const std::string& pointer, const std::optional<Date>& until, Problems& problems) {
    const auto signed_on = date(row, "signedOn");
    if (signed_on && until && *signed_on > *until) {
        problems.push_back(body_problem("dates.signedAfterEnd", pointer_to(pointer, "signedOn")));
    }
}

std::vector<Region> regions_of(const LinkedRecord& record, Links& links) {
    std::vector<Region> regions;
    for (const std::string& id : record.region_ids) {
        const LinkedRecord* region = links.find(id);
        regions.push_back(region != nullptr ? Region{id, region->title, region->national_region}
                                            : Region{id, {}, false});
    }
    return regions;
}

Party party_of(const Json& row, std::string pointer, Links& links) {
    const std::string id = text(row, "partyId");
    const std::string name = text(row, "name");
    Party party{std::move(pointer), name.empty() ? id : name, {}};
    if (const LinkedRecord* record = links.find(id)) {
        if (!record->title.empty()) party.name = record->title;
        party.regions = regions_of(*record, links);
    }
    return party;
}

std::optional<BoundaryOverride> override_of(const Json& body) {
    const Json& by_hand = member(body, "boundaryOverride");
    const auto value = boundary_of(text(by_hand, "value"));
    if (!value) return std::nullopt;
    return BoundaryOverride{*value, text(by_hand, "reason")};
}

Json json_of(const Boundary& boundary, const std::vector<Party>& parties) {
    Json out = {{"value", code_of(boundary.value)}, {"computed", code_of(boundary.computed)}};
    Json unknown = Json::array();
    for (const std::size_t index : boundary.unknown_parties) {
        unknown.push_back({{"pointer", parties[index].pointer}, {"name", parties[index].name}});
    }
    if (!unknown.empty()) out["unknownParties"] = std::move(unknown);
    out["reason"] = derivation::json_of(boundary.reason);
    return out;
}

}  // namespace

void check_agreement(const Json& body, Problems& problems) {
    const auto until = date(body, "validUntil");
    check_signed(body, "", until, problems);
    const Json& parties = list(body, "parties");
    for (std::size_t i = 0; i < parties.size(); ++i) {
        check_signed(parties[i], pointer_to("/parties", i), until, problems);
    }
}

void derive_agreement(const Json& body, Derivation& derivation) {
    BoundaryQuestion question{text(body, "level") == "national", {}, override_of(body)};
    Reach reach;
    const Json& parties = list(body, "parties");
    for (std::size_t i = 0; i < parties.size(); ++i) {
        question.parties.push_back(party_of(parties[i], pointer_to("/parties", i), derivation.links));
        reach.add(derivation.links.find(text(parties[i], "partyId")));
    }
    const Boundary boundary = find_boundary(question);
    if (boundary.override_contradicts) {
        derivation.warnings.push_back(body_problem("boundary.overrideContradicts", "/boundaryOverride/value"));
    }
    put(derivation.derived, "regionIds", reach.region_ids);
    put(derivation.derived, "sectors", reach.sectors);
    put_school_years(derivation.derived, validity(body, "validFrom", "validUntil"), derivation.context);
    derivation.derived["boundary"] = json_of(boundary, question.parties);
}

}  // namespace afb::derivation
