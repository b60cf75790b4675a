#include "service/app/comparison.hpp"

#include <algorithm>
#include <array>

#include "service/app/record_view.hpp"

namespace afb::app {
namespace {

// Who keeps a record and when is no property of what it is about.
constexpr std::array<std::string_view, 4> left_out{"slug", "ownerId", "status", "visibility"};

bool is_compared(const Field& field) {
    if (std::find(left_out.begin(), left_out.end(), field.path) != left_out.end()) return false;
    // Of what we compute, that which can be filtered on: amounts on one basis, the route, the boundary.
    return !field.read_only || !field.filter.empty() || !field.range.empty();
}

class Row {
public:
    Row(const Field& field, const ComparisonSetting& setting) : field_(field), setting_(setting) {}

    void add(const Json& whole) {
        std::vector<std::string> values;
        field_.for_each(whole, [&](const Json& value, const std::string&) { values.push_back(shown(value)); });
        values_.push_back(std::move(values));
    }

    bool is_stated() const {
        return std::any_of(values_.begin(), values_.end(), [](const auto& values) { return !values.empty(); });
    }
    bool differs() const {
        return std::any_of(values_.begin(), values_.end(),
                           [&](const auto& values) { return values != values_.front(); });
    }
    Json json() const {
        return Json{{"path", field_.path},
                    {"label", field_.label.in(setting_.language)},
                    {"differs", differs()},
                    {"values", values_}};
    }

private:
    std::string shown(const Json& value) const {
        const std::string text = value.is_string() ? value.get<std::string>() : value.dump();
        if (field_.vocabulary != nullptr) {
            const Term* term = field_.vocabulary->find(text);
            return term == nullptr ? text : term->label.in(setting_.language);
        }
        if (field_.references.empty()) return text;
        return setting_.find_title(text).value_or(text);
    }

    const Field& field_;
    const ComparisonSetting& setting_;
    std::vector<std::vector<std::string>> values_;
};

}  // namespace

Json compare_records(const std::vector<storage::StoredRecord>& records, const ComparisonSetting& setting) {
    const Kind& kind = setting.catalog.get_kind(records.front().kind);
    std::vector<Json> wholes;
    Json heads = Json::array();
    for (const auto& record : records) {
        wholes.push_back(record.body);
        wholes.back()["derived"] = record.derived;
        heads.push_back(Json{
            {"id", record.id}, {"title", record.title}, {"href", href_of(setting.catalog, record.kind, record.id)}});
    }
    Json differing = Json::array();
    Json same = Json::array();
    for (const Field& field : kind.fields) {
        if (!is_compared(field)) continue;
        Row row(field, setting);
        for (const Json& whole : wholes) row.add(whole);
        if (row.is_stated()) (row.differs() ? differing : same).push_back(row.json());
    }
    for (Json& row : same) differing.push_back(std::move(row));
    return Json{{"kind", kind.name}, {"records", std::move(heads)}, {"fields", std::move(differing)}};
}

}  // namespace afb::app
