#include "schema/validator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "schema/dates.hpp"
#include "schema/formats.hpp"
#include "schema/json_compare.hpp"
#include "schema/suggest.hpp"
#include "schema/validator_node.hpp"

namespace afb {
namespace {

constexpr std::string_view slug_pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

// Where we are, as links upwards; written out only when there is a problem to report.
struct Trail {
    const Trail* parent = nullptr;
    const std::string* key = nullptr;  // null: an index
    std::size_t index = 0;

    std::string pointer() const {
        if (parent == nullptr) return {};
        return key != nullptr ? pointer_to(parent->pointer(), *key) : pointer_to(parent->pointer(), index);
    }
};

JsonType type_of(const Json& value) {
    switch (value.type()) {
        case Json::value_t::object:
            return JsonType::object;
        case Json::value_t::array:
            return JsonType::array;
        case Json::value_t::string:
            return JsonType::string;
        case Json::value_t::boolean:
            return JsonType::boolean;
        case Json::value_t::number_integer:
        case Json::value_t::number_unsigned:
            return JsonType::integer;
        case Json::value_t::number_float:
            return JsonType::number;
        default:
            return JsonType::null;
    }
}

Text name_of(JsonType type) {
    switch (type) {
        case JsonType::object:
            return {"een object", "an object"};
        case JsonType::array:
            return {"een lijst", "a list"};
        case JsonType::string:
            return {"een tekst", "a text"};
        case JsonType::integer:
            return {"een geheel getal", "a whole number"};
        case JsonType::number:
            return {"een getal", "a number"};
        case JsonType::boolean:
            return {"true of false", "true or false"};
        case JsonType::null:
        case JsonType::any:
            break;
    }
    return both("null");
}

bool has_type(const SchemaNode& node, const Json& value) {
    switch (node.type) {
        case JsonType::any:
            return true;
        case JsonType::integer:
            return value.is_number() && is_whole(value);
        case JsonType::number:
            return value.is_number();
        default:
            return node.type == type_of(value);
    }
}

bool has_form(StringForm form, const std::string& text) {
    switch (form) {
        case StringForm::any:
            return true;
        case StringForm::date:
            return Date::parse(text).has_value();
        case StringForm::date_time:
            return is_date_time(text);
        case StringForm::uuid:
            return is_uuid(text);
        case StringForm::email:
            return is_email(text);
        case StringForm::uri:
            return is_web_address(text);
        case StringForm::money:
            return is_money(text);
        case StringForm::school_year:
            return SchoolYear::parse(text).has_value();
    }
    return false;
}

std::string_view code_of(StringForm form) {
    switch (form) {
        case StringForm::date:
            return "format.date";
        case StringForm::date_time:
            return "format.dateTime";
        case StringForm::uuid:
            return "format.uuid";
        case StringForm::email:
            return "format.email";
        case StringForm::uri:
            return "format.uri";
        case StringForm::money:
            return "money";
        case StringForm::school_year:
            return "schoolYear";
        case StringForm::any:
            break;
    }
    return "pattern";
}

// Collects the problems of one value. An anyOf runs a new one for each of its branches.
class Run {
public:
    std::vector<Problem> problems;

    void check(const SchemaNode& node, const Json& value, const Trail& trail) {
        if (full()) return;
        if (!has_type(node, value)) {
            add("type", trail, node.label, {name_of(node.type)});
            return;
        }
        check_choice(node, value, trail);
        if (value.is_object()) check_object(node, value, trail);
        if (value.is_array()) check_array(node, value, trail);
        if (value.is_string()) check_string(node, value.get_ref<const std::string&>(), trail);
        if (value.is_number()) check_number(node, value, trail);
        if (!node.any_of.empty()) check_any_of(node, value, trail);
    }

private:
    bool full() const { return problems.size() >= max_problems; }

    void add(std::string_view code, const Trail& trail, const Text& label, const std::vector<Text>& arguments) {
        if (!full()) problems.push_back(body_problem(code, trail.pointer(), label, arguments));
    }

    void check_choice(const SchemaNode& node, const Json& value, const Trail& trail) {
        if (node.constant && canonical_text(value) != *node.constant) {
            add("const", trail, node.label, {both(node.constant_shown)});
        }
        if (!node.choices.empty() && !node.choices.contains(canonical_text(value))) {
            const std::string given = value.is_string() ? value.get<std::string>() : std::string();
            add("enum", trail, node.label, {both(list_nearest(node.choices_shown, given))});
        }
    }

    void check_object(const SchemaNode& node, const Json& value, const Trail& trail) {
        if (node.min_properties && value.size() < *node.min_properties) {
            add("minProperties", trail, node.label, {both(std::to_string(*node.min_properties))});
        }
        check_required(node, value, trail);
        for (auto member = value.begin(); member != value.end() && !full(); ++member) {
            const std::string& key = member.key();
            const Trail inner{&trail, &key, 0};
            const SchemaNode* property = node.find_property(key);
            if (property != nullptr) {
                if (!property->read_only) check(*property, member.value(), inner);
            } else if (node.closed) {
                add("unknownField", inner, node.label,
                    {both(shorten(key)), both(list_nearest(node.writable_names, key))});
            }
        }
    }

    void check_required(const SchemaNode& node, const Json& value, const Trail& trail) {
        for (const std::string& name : node.required) {
            if (value.contains(name)) continue;
            const SchemaNode* property = node.find_property(name);
            add("required", Trail{&trail, &name, 0}, property != nullptr ? property->label : both(name), {});
        }
    }

    void check_array(const SchemaNode& node, const Json& value, const Trail& trail) {
        if (node.min_items && value.size() < *node.min_items) {
            add("minItems", trail, node.label, {both(std::to_string(*node.min_items))});
        }
        if (node.max_items && value.size() > *node.max_items) {
            add("maxItems", trail, node.label, {both(std::to_string(*node.max_items))});
        }
        std::unordered_set<std::string> seen;
        for (std::size_t i = 0; i < value.size() && !full(); ++i) {
            const Trail inner{&trail, nullptr, i};
            if (node.unique_items && !seen.insert(canonical_text(value[i])).second) {
                add("uniqueItems", inner, node.label, {});
            }
            if (node.items) check(*node.items, value[i], inner);
        }
    }

    void check_string(const SchemaNode& node, const std::string& text, const Trail& trail) {
        const std::size_t length = count_characters(text);
        if (node.max_length && length > *node.max_length) {
            add("maxLength", trail, node.label, {both(std::to_string(*node.max_length)), both(std::to_string(length))});
        }
        if (node.min_length && length < *node.min_length) {
            add("minLength", trail, node.label, {both(std::to_string(*node.min_length))});
            if (text.empty()) return;  // that an empty text has not the right form either is no news
        }
        if (!node.codes.empty() && !node.code_set.contains(text)) {
            add("vocabulary", trail, node.label,
                {both(shorten(text)), both(list_nearest(node.codes, text)), both(node.vocabulary)});
        }
        check_form(node, text, trail);
    }

    void check_form(const SchemaNode& node, const std::string& text, const Trail& trail) {
        if (!has_form(node.form, text)) {
            add(code_of(node.form), trail, node.label, {});
            return;
        }
        if (!node.pattern || RE2::PartialMatch(text, *node.pattern)) return;
        const std::string& pattern = node.pattern->pattern();
        if (node.form != StringForm::any) {
            add(code_of(node.form), trail, node.label, {});
        } else if (node.identifier) {
            add("pattern.identifier", trail, node.label, {both(node.example.empty() ? pattern : node.example)});
        } else if (pattern == slug_pattern) {
            add("pattern.slug", trail, node.label, {});
        } else if (!node.example.empty()) {
            add("pattern.example", trail, node.label, {both(node.example)});
        } else {
            add("pattern", trail, node.label, {both(pattern)});
        }
    }

    void check_number(const SchemaNode& node, const Json& value, const Trail& trail) {
        if (node.minimum && compare_numbers(value, *node.minimum) < 0) {
            add("minimum", trail, node.label, {both(node.minimum->dump())});
        }
        if (node.maximum && compare_numbers(value, *node.maximum) > 0) {
            add("maximum", trail, node.label, {both(node.maximum->dump())});
        }
    }

    void check_any_of(const SchemaNode& node, const Json& value, const Trail& trail) {
        std::vector<std::vector<Problem>> failures;
        for (const SchemaNode& branch : node.any_of) {
            Run run;
            run.check(branch, value, trail);
            if (run.problems.empty()) return;
            failures.push_back(std::move(run.problems));
        }
        if (report_missing(node, failures, trail)) return;
        const std::string here = trail.pointer();
        const auto best = std::min_element(failures.begin(), failures.end(), [&here](const auto& a, const auto& b) {
            return distance(a, here) < distance(b, here);
        });
        for (Problem& problem : *best) {
            if (!full()) problems.push_back(std::move(problem));
        }
    }

    // How far a value is from a branch: one of another type, or with another tag (`const`), was not meant by the
    // author.
    static std::size_t distance(const std::vector<Problem>& failure, const std::string& here) {
        std::size_t result = failure.size();
        for (const Problem& problem : failure) {
            if (problem.code == "type" && problem.location == here) result += 1000 * max_problems;
            if (problem.code == "const") result += 10 * max_problems;
        }
        return result;
    }

    // anyOf [{required: [a]}, {required: [b]}] says "a or b": one problem that names both. False when it is something
    // else.
    bool report_missing(const SchemaNode& node, const std::vector<std::vector<Problem>>& failures, const Trail& trail) {
        Text names;
        for (const auto& failure : failures) {
            if (failure.size() != 1 || failure[0].code != "required") return false;
        }
        for (const SchemaNode& branch : node.any_of) {
            for (const std::string& name : branch.required) {
                const SchemaNode* property = node.find_property(name);
                const Text label = property != nullptr ? property->label : both(name);
                names.nl += (names.nl.empty() ? "" : ", ") + label.nl;
                names.en += (names.en.empty() ? "" : ", ") + label.en;
            }
        }
        add("anyOf", trail, node.label, {names});
        return true;
    }
};

}  // namespace

struct Validator::Node {
    SchemaNode schema;
};

Validator::Validator(const Json& schema, const Catalog* vocabularies)
    : root_(std::make_unique<Node>(Node{compile_schema(schema, vocabularies)})) {}
Validator::~Validator() = default;
Validator::Validator(Validator&&) noexcept = default;
Validator& Validator::operator=(Validator&&) noexcept = default;

std::vector<Problem> Validator::validate(const Json& value) const {
    Run run;
    run.check(root_->schema, value, {});
    return std::move(run.problems);
}

}  // namespace afb
