#include "service/app/boundaries_view.hpp"

#include <algorithm>
#include <string>

#include "service/app/insight_parts.hpp"

namespace afb::app {
namespace {

using insights::Border;
using insights::Boundaries;
using insights::VisibleRecords;

struct UnknownText {
    insights::UnknownReason reason;
    const char* code;
    Text label;
};

const std::vector<UnknownText>& unknown_texts() {
    static const std::vector<UnknownText> texts{
        {insights::UnknownReason::no_parties, "noParties", {"Er zijn geen partijen genoemd", "No parties are named"}},
        {insights::UnknownReason::no_region_known,
         "noRegionKnown",
         {"Van geen enkele partij is de onderwijsregio bekend", "Of no party the region is known"}},
        {insights::UnknownReason::some_region_unknown,
         "someRegionUnknown",
         {"Van een deel van de partijen is de onderwijsregio niet bekend", "Of some parties the region is not known"}},
        {insights::UnknownReason::set_by_hand,
         "setByHand",
         {"Met de hand op niet bekend gezet", "Set to not known by hand"}},
    };
    return texts;
}

Json agreements_json(const VisibleRecords& records, const Boundaries& found, std::size_t listed) {
    Json list = Json::array();
    for (const auto& [value, numbers] : found.agreements) {
        Json row{{"boundary", code_of(value)},
                 {"label", insights::json_of(label_of(records.facts().catalog(), "boundaries", code_of(value)))}};
        row.update(figure_json(records, numbers, listed));
        row["href"] = "/v1/agreements?boundary=" + std::string(code_of(value));
        list.push_back(std::move(row));
    }
    return list;
}

Json unknown_json(const VisibleRecords& records, const Boundaries& found, std::size_t listed) {
    Json list = Json::array();
    for (const UnknownText& text : unknown_texts()) {
        const auto numbers = found.unknown.find(text.reason);
        if (numbers == found.unknown.end()) continue;
        Json row{{"reason", text.code}, {"label", insights::json_of(text.label)}};
        row.update(figure_json(records, numbers->second, listed));
        list.push_back(std::move(row));
    }
    return list;
}

std::string cell_href(const VisibleRecords& records, const Border& border) {
    return "/v1/insights/boundaries?region=" + std::string(records.at(border.first).id()) +
           "&otherRegion=" + std::string(records.at(border.second).id()) + "&listed=1000";
}

Json cell_json(const VisibleRecords& records, const Boundaries& found, const Border& border, std::size_t listed) {
    static const insights::BoundaryCell nothing;
    const auto cell = found.matrix.find(border);
    const insights::BoundaryCell& there = cell == found.matrix.end() ? nothing : cell->second;
    JsonMembers out;
    out.reserve(3);
    out.emplace_back("agreements", figure_json(records, there.agreements, listed));
    out.emplace_back("partnerships", figure_json(records, there.partnerships, listed));
    out.emplace_back("href", cell_href(records, border));
    return out;
}

Json regions_json(const VisibleRecords& records, const Boundaries& found, const BoundariesChoice& choice) {
    Json list = Json::array();
    for (const auto& [region, counts] : found.regions) {
        if (choice.region != insights::no_record && region != choice.region && region != choice.other_region) continue;
        Json row{{"region", reference_json(records, region)},
                 {"within", counts.within},
                 {"across", counts.across},
                 {"national", counts.national},
                 {"unknown", counts.unknown}};
        row["inside"] = cell_json(records, found, {region, region}, choice.listed);
        list.push_back(std::move(row));
    }
    return list;
}

bool is_chosen(const Border& border, const BoundariesChoice& choice) {
    const auto of = [&](std::int32_t region) {
        return region == insights::no_record || border.first == region || border.second == region;
    };
    return of(choice.region) && of(choice.other_region);
}

Json borders_json(const VisibleRecords& records, const Boundaries& found, const BoundariesChoice& choice,
                  std::int64_t* total) {
    Json list = Json::array();
    std::size_t matched = 0;
    for (const Border& border : found.ranked) {
        if (!is_chosen(border, choice)) continue;
        if (matched >= choice.offset && list.size() < choice.limit) {
            Json row{{"regions",
                      Json::array({reference_json(records, border.first), reference_json(records, border.second)})}};
            row.update(cell_json(records, found, border, choice.listed));
            list.push_back(std::move(row));
        }
        ++matched;
    }
    *total = static_cast<std::int64_t>(matched);
    return list;
}

Json warnings_json(const VisibleRecords& records, const Boundaries& found,
                   const std::vector<insights::SeveralRegions>& sites) {
    Json list = Json::array();
    const auto add = [&](const char* reason, std::int32_t number) -> Json& {
        const Term* term = records.facts().catalog().find_vocabulary("attention-reasons")->find(reason);
        list.push_back(Json{{"reason", reason},
                            {"label", insights::json_of(term->label)},
                            {"whatToDo", insights::json_of(term->description)},
                            {"record", reference_json(records, number)}});
        return list.back();
    };
    for (const std::int32_t number : found.contradicting) add("overrideContradicts", number);
    for (const insights::SeveralRegions& site : sites) {
        Json regions = Json::array();
        for (const std::int32_t region : site.regions) regions.push_back(reference_json(records, region));
        add("inSeveralRegions", site.site)["regions"] = std::move(regions);
    }
    return list;
}

Text assumptions() {
    return {
        "Een afspraak telt bij een grens als een partij wel in de ene en niet in de andere onderwijsregio werkt, en "
        "een "
        "andere partij andersom. Een met de hand bepaalde grens telt zoals bepaald; geven de partijen haar dan geen "
        "plaats, dan staat zij apart. Niet bekend telt nooit als binnen of erover. Gearchiveerde records doen "
        "niet mee.",
        "An agreement counts on a border when one party works in the one region and not in the other, and another "
        "party the other way round. A boundary set by hand counts as it was set; when the parties then give it no "
        "place, it is listed apart. Not known never counts as within or across. Archived records are left out."};
}

}  // namespace

Json view_boundaries(const VisibleRecords& records, const Boundaries& found,
                     const std::vector<insights::SeveralRegions>& sites, const BoundariesChoice& choice,
                     std::int64_t* total) {
    Json body{{"agreements", agreements_json(records, found, choice.listed)},
              {"unknown", unknown_json(records, found, choice.listed)},
              {"withoutPlace", figure_json(records, found.without_place, choice.listed)},
              {"partnerships",
               {{"withinOne", figure_json(records, found.within_one, choice.listed)},
                {"spanning", figure_json(records, found.spanning, choice.listed)},
                {"regionUnknown", figure_json(records, found.region_unknown, choice.listed)}}},
              {"regions", regions_json(records, found, choice)}};
    body["borders"] = borders_json(records, found, choice, total);
    body["warnings"] = warnings_json(records, found, sites);
    body["assumptions"] = Json::array({insights::json_of(assumptions())});
    return body;
}

}  // namespace afb::app
