#include "service/insights/allowance_parts.hpp"

#include "schema/uri.hpp"
#include "service/insights/tariff_facts.hpp"

namespace afb::insights {
namespace {

std::string label_of_value(const Facts& facts, const DimensionName& dimension, Code value, const Telling& telling) {
    if (value == unstated_code) return telling.language == Language::nl ? "niet vermeld" : "not stated";
    return label_of(facts, value, dimension.filter.empty() ? dimension.name : dimension.filter, telling);
}

}  // namespace

Json observation_json(const Facts& facts, const Allowances& found, std::uint32_t number) {
    const Observation& seen = found.observations[number];
    const RecordRef& record = found.records[seen.record];
    JsonMembers item;
    item.reserve(5);
    item.emplace_back("id", record.id());
    item.emplace_back("title", record.title());
    if (seen.position >= 0) item.emplace_back("tariff", seen.position);
    item.emplace_back("outcome", code_of(seen.outcome));
    if (seen.outcome == Outcome::comparable || seen.outcome == Outcome::zero)
        item.emplace_back("amount", seen.amount.rounded().text());
    if (seen.outcome == Outcome::not_comparable) item.emplace_back("reason", facts.codes().text(seen.reason));
    return item;
}

Json key_json(const Facts& facts, const AllowanceOptions& options, const GroupKey& key, const Telling& telling) {
    Json values = Json::object();
    std::string label;
    for (std::size_t i = 0; i < options.group_by.size(); ++i) {
        const DimensionName& dimension = name_of(options.group_by[i]);
        const Code value = key.values.at(i);
        label += (label.empty() ? "" : " · ") + label_of_value(facts, dimension, value, telling);
        values[std::string(dimension.name)] =
            value == unstated_code ? Json(nullptr) : Json(std::string(facts.codes().text(value)));
    }
    return Json{{"key", std::move(values)}, {"label", std::move(label)}};
}

std::optional<std::string> condition_of(const Facts& facts, const AllowanceOptions& options, const GroupKey& key) {
    std::string condition;
    for (std::size_t i = 0; i < options.group_by.size(); ++i) {
        const DimensionName& dimension = name_of(options.group_by[i]);
        const Code value = key.values.at(i);
        if (value == unstated_code || dimension.filter.empty()) return std::nullopt;
        condition += (condition.empty() ? "" : "&") + std::string(dimension.filter) + "=" +
                     escape_query(facts.codes().text(value));
    }
    return condition;
}

}  // namespace afb::insights
