// Where one holder stands, as its answer.
#include <algorithm>

#include "service/insights/allowance_parts.hpp"
#include "service/insights/allowances_json.hpp"

namespace afb::insights {
namespace {

class Writing {
public:
    Writing(const Facts& facts, const Allowances& found, const AllowanceOptions& options, const Telling& telling)
        : facts_(facts), found_(found), options_(options), telling_(telling) {}

    // Who it is; the title only for who may see it.
    Json holder(std::string_view id) const {
        Json out{{"kind", facts_.kind_of(id)}, {"id", id}};
        const auto record = facts_.find(id);
        if (record && telling_.may_see(*record)) {
            out["title"] = record->title();
            out["href"] = href_of(facts_, facts_.kind_of(id), id);
        }
        return out;
    }

    Json tariff(const OwnTariff& own) const {
        Json out = observation_json(facts_, found_, own.observation);
        if (own.place) put(out, *own.place);
        Json groups = Json::array();
        for (const PlaceInGroup& place : own.groups) {
            Json row = key_json(facts_, options_, place.key, telling_);
            put(row, place.place);
            groups.push_back(std::move(row));
        }
        out["groups"] = std::move(groups);
        return out;
    }

    Json similar(const SimilarHolder& other, const std::optional<Money>& median) const {
        Json out = holder(other.id);
        out["likeness"] = other.likeness;
        out["why"] = why(other);
        out["regulations"] = other.regulations;
        if (other.withheld) {
            out["withheld"] = true;
            return out;
        }
        if (other.median) out["median"] = other.median->text();
        if (other.median && median) out["differenceToMine"] = subtract(*other.median, *median)->text();
        Json rows = Json::array();
        for (const Difference& difference : other.differences) rows.push_back(difference_json(difference));
        out["differences"] = std::move(rows);
        return out;
    }

private:
    static void put(Json& out, const Place& place) {
        out["rank"] = place.rank;
        out["of"] = place.of;
        out["percentile"] = place.percentile;
        out["differenceToMedian"] = place.difference.text();
    }

    Json labels(const std::vector<Code>& codes, std::string_view filter) const {
        std::vector<std::string> texts;
        for (const Code code : codes) texts.push_back(label_of(facts_, code, filter, telling_));
        std::sort(texts.begin(), texts.end());
        return texts;
    }

    // What the likeness rests on: only what is known of both.
    Json why(const SimilarHolder& other) const {
        Json rows = Json::array();
        const auto add = [&](const char* dimension, const std::vector<Code>& codes) {
            if (!codes.empty()) rows.push_back(Json{{"dimension", dimension}, {"shared", labels(codes, dimension)}});
        };
        add("sector", other.sectors);
        add("route", other.routes);
        add("level", other.levels);
        if (other.sizes)
            rows.push_back(Json{{"dimension", "size"}, {"mine", other.sizes->first}, {"theirs", other.sizes->second}});
        return rows;
    }

    Json difference_json(const Difference& difference) const {
        const FilterDefinition* definition = facts_.catalog().find_filter(difference.filter);
        const std::string& label =
            definition == nullptr ? std::string(difference.filter) : definition->label.in(telling_.language);
        return Json{{"field", difference.filter},
                    {"label", label},
                    {"mine", labels(difference.own, difference.filter)},
                    {"theirs", labels(difference.others, difference.filter)}};
    }

    const Facts& facts_;
    const Allowances& found_;
    const AllowanceOptions& options_;
    const Telling& telling_;
};

}  // namespace

Json json_of(const Facts& facts, const Standing& standing, const Allowances& found, const AllowanceOptions& options,
             const Telling& telling) {
    const Writing writing(facts, found, options, telling);
    Json out = writing.holder(standing.id);
    out["regulations"] = standing.regulations;
    if (standing.withheld) {
        out["withheld"] = true;
        return out;
    }
    if (standing.median) out["median"] = standing.median->text();
    Json tariffs = Json::array();
    for (const OwnTariff& own : standing.tariffs) tariffs.push_back(writing.tariff(own));
    out["tariffs"] = std::move(tariffs);
    Json similar = Json::array();
    for (const SimilarHolder& other : standing.similar) similar.push_back(writing.similar(other, standing.median));
    out["similar"] = std::move(similar);
    return out;
}

}  // namespace afb::insights
