#include "service/app/governance_view.hpp"

#include <algorithm>
#include <string>

#include "schema/money.hpp"
#include "service/app/insight_parts.hpp"

namespace afb::app {
namespace {

using insights::GovernanceGroup;
using insights::GovernedRegion;
using insights::VisibleRecords;

class View {
public:
    View(const VisibleRecords& records, const GovernanceChoice& choice) : records_(records), choice_(choice) {}

    Json group(const GovernanceGroup& group, bool by_model) const {
        Json out{{"regions", figure_json(records_, group.regions, choice_.listed)}};
        if (by_model) {
            put_model(out, group.model);
        } else {
            Json types = Json::array();
            for (const insights::Code type : group.party_types) types.push_back(coded("party-types", type));
            out["partyTypes"] = std::move(types);
        }
        out["boundary"] = boundary(group.boundary);
        if (group.across_share) out["acrossShare"] = percent_json(*group.across_share);
        out["stagevergoeding"] = median(group.allowance);
        out["stagevergoeding"]["unknown"] = group.allowances_unknown;
        out["perStudent"] = median(group.per_student);
        out["perStudent"]["regionsWithout"] = group.regions_without_funding;
        return out;
    }

    Json region(const GovernedRegion& region) const {
        Json out{{"region", reference_json(records_, region.region)}};
        put_model(out, region.model);
        Json counts = Json::array();
        for (const insights::PartyCount& count : region.counts) {
            Json row = coded("party-types", count.party_type);
            row["number"] = count.number;
            if (count.as_of != insights::day_not_stated) row["asOf"] = insights::date_of(count.as_of).text();
            counts.push_back(std::move(row));
        }
        out["composition"] = std::move(counts);
        out["boundary"] = boundary(region.boundary);
        out["stagevergoeding"] = median(insights::median_of(region.allowances));
        out["stagevergoeding"]["unknown"] = region.allowances_unknown;
        out["perStudent"] = median(insights::median_of(region.per_student));
        return out;
    }

private:
    Json coded(std::string_view vocabulary, insights::Code code) const {
        const std::string value(records_.facts().codes().text(code));
        return {{"code", value}, {"label", insights::json_of(label_of(records_.facts().catalog(), vocabulary, value))}};
    }

    // Absent when it is not stated.
    void put_model(Json& out, insights::Code model) const {
        if (model != insights::unstated_code) out["model"] = coded("governance-models", model);
    }

    static Json boundary(const insights::RegionCounts& counts) {
        return {{"within", counts.within},
                {"across", counts.across},
                {"national", counts.national},
                {"unknown", counts.unknown}};
    }

    // A median of fewer amounts than the smallest group is marked, not told.
    Json median(const insights::Median& median) const {
        Json out{{"base", median.base}};
        if (!median.amount) return out;
        if (median.base < choice_.minimum_group) {
            out["withheld"] = true;
        } else {
            out["median"] = median.amount->text();
        }
        return out;
    }

    const VisibleRecords& records_;
    const GovernanceChoice& choice_;
};

Text assumptions() {
    return {
        "Een regio staat in één groep per vorm van sturing en in één per samenstelling (de soorten partijen met een "
        "aantal "
        "boven nul, het nieuwste aantal van elke soort); niet vermeld is een eigen groep. Stagevergoeding: de mediaan "
        "per "
        "maand voor elke dag per week van tarieven aan studenten, nul meegeteld. Bekostiging per student: de mediaan "
        "van wat "
        "voor de regio geldt. Zonder grondslag is er geen mediaan. Weinig regio's naast elkaar bewijzen niets over "
        "oorzaken.",
        "A region is in one group by form of governance and in one by composition (the types of parties with a number "
        "above zero, the newest number of each type); not stated is a group of its own. Stagevergoeding: the median a "
        "month for each day a week of tariffs to students, zero included. Funding per student: the median of the "
        "region's "
        "fundings. Without a base there is no median. A few regions side by side prove nothing about causes."};
}

}  // namespace

Json view_governance(const VisibleRecords& records, const std::vector<GovernedRegion>& regions,
                     const GovernanceChoice& choice) {
    const View view(records, choice);
    const insights::Governance found = insights::compare_governance(regions);
    Json by_model = Json::array();
    for (const GovernanceGroup& group : found.by_model) by_model.push_back(view.group(group, true));
    Json by_composition = Json::array();
    for (const GovernanceGroup& group : found.by_composition) by_composition.push_back(view.group(group, false));
    Json items = Json::array();
    for (std::size_t i = 0; i < regions.size() && i < choice.listed; ++i) items.push_back(view.region(regions[i]));
    return {{"byModel", std::move(by_model)},
            {"byComposition", std::move(by_composition)},
            {"regions", std::move(items)},
            {"regionCount", regions.size()},
            {"assumptions", Json::array({insights::json_of(assumptions())})}};
}

}  // namespace afb::app
