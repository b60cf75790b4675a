#include "schema/catalog_fields.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "schema/catalog_schema.hpp"

namespace afb {
namespace {

std::string string_of(const Json& node, std::string_view key) {
    const auto found = node.find(key);
    return found != node.end() && found->is_string() ? found->get<std::string>() : std::string();
}

bool flag_of(const Json& node, std::string_view key) {
    const auto found = node.find(key);
    return found != node.end() && *found == true;
}

bool lists(const Json& node, std::string_view key, const std::string& name) {
    const auto found = node.find(key);
    return found != node.end() && std::find(found->begin(), found->end(), name) != found->end();
}

// What we are inside of while walking down.
struct Trail {
    std::vector<std::string> segments;
    Text label;
    Text help;
    bool required = false;
    bool read_only = false;
};

FieldType string_type(const Json& node) {
    if (node.contains("x-vocabulary")) return FieldType::code;
    if (node.contains("x-reference")) return FieldType::reference;
    const std::string type = string_of(node, "x-type");
    if (type == "money") return FieldType::money;
    if (type == "schoolYear") return FieldType::school_year;
    if (type == "markdown") return FieldType::markdown;
    if (type == "url") return FieldType::url;
    if (type == "identifier" || node.contains("x-normalise")) return FieldType::identifier;
    const std::string format = string_of(node, "format");
    if (format == "date") return FieldType::date;
    if (format == "date-time") return FieldType::date_time;
    if (format == "uri") return FieldType::url;
    if (format == "uuid") return FieldType::identifier;
    return FieldType::text;
}

class Walk {
public:
    explicit Walk(const std::function<const Vocabulary*(std::string_view)>& find_vocabulary)
        : find_vocabulary_(find_vocabulary) {}

    std::vector<Field> fields;

    void object(const Json& node, const Trail& trail) {
        const auto properties = node.find("properties");
        if (properties != node.end()) {
            for (const auto& [name, property] : properties->items()) {
                Trail inner{trail.segments, {}, {}, lists(node, "required", name), trail.read_only};
                inner.segments.push_back(name);
                value(property, inner);
            }
        }
        const auto branches = node.find("anyOf");
        if (branches == node.end()) return;
        for (const Json& branch : *branches) object(branch, trail);
    }

private:
    void value(const Json& node, Trail trail) {
        const Json whole = effective_schema(node);
        if (const Text label = text_of(whole, "x-labels"); label != Text{}) trail.label = label;
        if (const Text help = text_of(whole, "x-help"); help != Text{}) trail.help = help;
        trail.read_only = trail.read_only || flag_of(whole, "readOnly");
        const std::string type = string_of(whole, "type");
        if (type == "array") {
            trail.segments.emplace_back("[]");
            const auto items = whole.find("items");
            if (items != whole.end()) value(*items, trail);
        } else if (type == "object" || whole.contains("properties")) {
            object(whole, trail);
        } else if (type.empty() && whole.contains("anyOf")) {
            for (const Json& branch : whole["anyOf"]) value(branch, trail);
        } else if (!type.empty() && type != "null") {
            leaf(whole, type, trail);
        }
    }

    void leaf(const Json& node, const std::string& type, const Trail& trail) {
        Field field;
        field.path = trail.segments.front();
        for (std::size_t i = 1; i < trail.segments.size(); ++i) {
            field.path += trail.segments[i] == "[]" ? "[]" : "." + trail.segments[i];
        }
        const bool known =
            std::any_of(fields.begin(), fields.end(), [&](const Field& f) { return f.path == field.path; });
        if (known) return;  // a branch of an anyOf that narrows what the object itself declares

        field.segments = trail.segments;
        field.type = type == "integer"   ? FieldType::integer
                     : type == "number"  ? FieldType::number
                     : type == "boolean" ? FieldType::boolean
                                         : string_type(node);
        field.label = trail.label;
        field.help = trail.help;
        field.required = trail.required;
        field.read_only = trail.read_only;
        annotate(field, node);
        fields.push_back(std::move(field));
    }

    void annotate(Field& field, const Json& node) const {
        if (field.type == FieldType::code) field.vocabulary = find_vocabulary_(string_of(node, "x-vocabulary"));
        if (const auto kinds = node.find("x-reference"); kinds != node.end()) {
            field.references = kinds->get<std::vector<std::string>>();
        }
        if (const auto search = node.find("x-search"); search != node.end()) {
            field.search_weight = search->at("weight").get<int>();
            field.phrase = flag_of(*search, "phrase");
        }
        field.exact = flag_of(node, "x-exact");
        field.unique = flag_of(node, "x-unique");
        field.acyclic = flag_of(node, "x-acyclic");
        field.facet = flag_of(node, "x-facet");
        field.collapse = flag_of(node, "x-collapse");
        field.filter = string_of(node, "x-filter");
        field.range = string_of(node, "x-range");
        field.sort = string_of(node, "x-sort");
        field.column = string_of(node, "x-column");
    }

    const std::function<const Vocabulary*(std::string_view)>& find_vocabulary_;
};

}  // namespace

std::vector<Field> list_fields(const Json& flat,
                               const std::function<const Vocabulary*(std::string_view)>& find_vocabulary) {
    Walk walk(find_vocabulary);
    walk.object(flat, {});
    return std::move(walk.fields);
}

Text text_of(const Json& node, std::string_view key) {
    const auto found = node.find(key);
    if (found == node.end()) return {};
    return {string_of(*found, "nl"), string_of(*found, "en")};
}

}  // namespace afb
