#include "tests/kit/json_schema.hpp"

#include <re2/re2.h>

#include <algorithm>

namespace afb::test {
namespace {

constexpr std::size_t most_faults = 20;

class Checker {
public:
    explicit Checker(const Json& document) : document_(document) {}

    void check(const Json& schema, const Json& value, const std::string& place) {
        if (faults.size() >= most_faults || !schema.is_object()) return;
        if (const auto ref = schema.find("$ref"); ref != schema.end()) {
            const std::string target = ref->get<std::string>();
            check(document_.at(Json::json_pointer(target.substr(1))), value, place);
        }
        if (schema.contains("allOf")) {
            for (const Json& part : schema.at("allOf")) check(part, value, place);
        }
        if (schema.contains("anyOf") && !any_holds(schema.at("anyOf"), value, place))
            fault(place, "fits none of anyOf: " + value.dump());
        if (schema.contains("type") && !has_type(schema.at("type"), value)) {
            fault(place, "is not of type " + schema.at("type").dump() + ": " + value.dump());
            return;
        }
        if (schema.contains("enum")) {
            const Json& codes = schema.at("enum");
            if (std::find(codes.begin(), codes.end(), value) == codes.end())
                fault(place, "is not one of the enum: " + value.dump());
        }
        if (schema.contains("const") && schema.at("const") != value) fault(place, "is not the const: " + value.dump());
        if (value.is_object()) check_object(schema, value, place);
        if (value.is_array()) check_array(schema, value, place);
        if (value.is_number()) check_number(schema, value, place);
        if (value.is_string()) check_string(schema, value.get<std::string>(), place);
    }

    std::vector<std::string> faults;

private:
    void fault(const std::string& place, const std::string& text) {
        faults.push_back((place.empty() ? "/" : place) + ": " + text);
    }

    bool any_holds(const Json& choices, const Json& value, const std::string& place) const {
        return std::any_of(choices.begin(), choices.end(), [&](const Json& choice) {
            Checker alone(document_);
            alone.check(choice, value, place);
            return alone.faults.empty();
        });
    }

    static bool has_type(const Json& type, const Json& value) {
        if (type.is_array()) {
            return std::any_of(type.begin(), type.end(), [&](const Json& one) { return has_type(one, value); });
        }
        const std::string name = type.get<std::string>();
        if (name == "object") return value.is_object();
        if (name == "array") return value.is_array();
        if (name == "string") return value.is_string();
        if (name == "integer") return value.is_number_integer();
        if (name == "number") return value.is_number();
        if (name == "boolean") return value.is_boolean();
        return name == "null" && value.is_null();
    }

    void check_object(const Json& schema, const Json& value, const std::string& place) {
        for (const Json& name : schema.value("required", Json::array())) {
            if (!value.contains(name.get<std::string>())) fault(place, "lacks " + name.get<std::string>());
        }
        const auto properties = schema.find("properties");
        if (properties == schema.end()) return;
        for (const auto& member : value.items()) {
            const auto known = properties->find(member.key());
            if (known != properties->end()) {
                check(*known, member.value(), place + "/" + member.key());
            } else if (!schema.value("additionalProperties", Json(false)).is_object()) {
                fault(place, "has an undocumented member " + member.key());
            }
        }
    }

    void check_array(const Json& schema, const Json& value, const std::string& place) {
        if (value.size() < schema.value("minItems", std::size_t{0})) fault(place, "has too few items");
        if (schema.contains("maxItems") && value.size() > schema.at("maxItems").get<std::size_t>())
            fault(place, "has too many items");
        if (!schema.contains("items")) return;
        for (std::size_t i = 0; i < value.size(); ++i)
            check(schema.at("items"), value[i], place + "/" + std::to_string(i));
    }

    void check_number(const Json& schema, const Json& value, const std::string& place) {
        const double number = value.get<double>();
        if (schema.contains("minimum") && number < schema.at("minimum").get<double>())
            fault(place, "is below the minimum: " + value.dump());
        if (schema.contains("maximum") && number > schema.at("maximum").get<double>())
            fault(place, "is above the maximum: " + value.dump());
    }

    void check_string(const Json& schema, const std::string& text, const std::string& place) {
        if (text.size() < schema.value("minLength", std::size_t{0})) fault(place, "is too short");
        if (schema.contains("pattern") && !re2::RE2::PartialMatch(text, schema.at("pattern").get<std::string>())) {
            fault(place, "does not fit its pattern: " + text);
        }
        const std::string format = schema.value("format", "");
        const char* form =
            format == "date" ? "[0-9]{4}-[0-9]{2}-[0-9]{2}"
            : format == "date-time"
                ? "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]+)?(Z|[+-][0-9]{2}:[0-9]{2})"
            : format == "uuid" ? "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
                               : nullptr;
        if (form != nullptr && !re2::RE2::FullMatch(text, form)) fault(place, "is not a " + format + ": " + text);
    }

    const Json& document_;
};

}  // namespace

std::vector<std::string> schema_faults(const Json& document, const Json& schema, const Json& value) {
    Checker checker(document);
    checker.check(schema, value, "");
    return std::move(checker.faults);
}

}  // namespace afb::test
