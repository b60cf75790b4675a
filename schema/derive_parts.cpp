#include "schema/derive_parts.hpp"

namespace afb::derivation {

const Json& member(const Json& object, std::string_view key) {
    static const Json absent;
    if (!object.is_object()) return absent;
    const auto found = object.find(key);
    return found == object.end() ? absent : *found;
}

const Json& list(const Json& object, std::string_view key) {
    static const Json empty = Json::array();
    const Json& value = member(object, key);
    return value.is_array() ? value : empty;
}

std::string text(const Json& object, std::string_view key) {
    const Json& value = member(object, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

std::vector<std::string> texts(const Json& object, std::string_view key) {
    std::vector<std::string> values;
    for (const Json& value : list(object, key)) {
        if (value.is_string()) values.push_back(value.get<std::string>());
    }
    return values;
}

std::optional<Date> date(const Json& object, std::string_view key) {
    return Date::parse(text(object, key));
}

std::optional<Money> money(const Json& object, std::string_view key) {
    return Money::parse(text(object, key));
}

std::optional<Decimal> decimal(const Json& object, std::string_view key) {
    const Json& value = member(object, key);
    if (value.is_string()) return Decimal::parse(value.get_ref<const std::string&>());
    if (!value.is_number()) return std::nullopt;
    // The shortest text that reads back as the same number: what the author wrote, for as many digits as we allow.
    return Decimal::parse(value.dump());
}

std::optional<std::int64_t> integer(const Json& object, std::string_view key) {
    const auto number = decimal(object, key);
    if (!number || number->ten_thousandths() % Decimal::scale != 0) return std::nullopt;
    return number->ten_thousandths() / Decimal::scale;
}

std::optional<bool> boolean(const Json& object, std::string_view key) {
    const Json& value = member(object, key);
    if (!value.is_boolean()) return std::nullopt;
    return value.get<bool>();
}

Validity validity(const Json& object, std::string_view from, std::string_view until) {
    return {date(object, from), date(object, until)};
}

Json json_of(const Text& text) {
    return {{"nl", text.nl}, {"en", text.en}};
}

void put(Json& object, std::string_view key, const std::set<std::string>& values) {
    if (!values.empty()) object[std::string(key)] = values;
}

void put(Json& object, std::string_view key, const std::vector<std::string>& values) {
    if (!values.empty()) object[std::string(key)] = values;
}

void put(Json& object, std::string_view key, const std::optional<Money>& money) {
    if (money && money->fits_wire()) object[std::string(key)] = money->text();
}

void put_school_years(Json& derived, const Validity& validity, const DeriveContext& context) {
    const Date next_year = Date::from_days(SchoolYear::of(context.today).last_day().days() + std::chrono::days{1});
    std::vector<std::string> years;
    for (const SchoolYear year : validity.school_years(SchoolYear::of(next_year))) years.push_back(year.text());
    put(derived, "schoolYears", years);
}

const LinkedRecord* Links::find(const std::string& id) {
    if (id.empty() || !context_.find_linked) return nullptr;
    auto found = found_.find(id);
    if (found == found_.end()) found = found_.emplace(id, context_.find_linked(id)).first;
    return found->second ? &*found->second : nullptr;
}

void Reach::add(const LinkedRecord* record) {
    if (record == nullptr) return;
    region_ids.insert(record->region_ids.begin(), record->region_ids.end());
    sectors.insert(record->sectors.begin(), record->sectors.end());
}

}  // namespace afb::derivation
