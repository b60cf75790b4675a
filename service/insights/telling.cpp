#include "service/insights/telling.hpp"

namespace afb::insights {

Json json_of(const Text& text) {
    return Json{{"nl", text.nl}, {"en", text.en}};
}

std::string label_of(const Facts& facts, Code value, std::string_view filter, const Telling& telling) {
    const std::string_view text = facts.codes().text(value);
    const FilterDefinition* definition = facts.catalog().find_filter(filter);
    if (definition != nullptr && definition->vocabulary != nullptr) {
        if (const Term* term = definition->vocabulary->find(text)) return term->label.in(telling.language);
    }
    if (definition != nullptr && !definition->references.empty()) {
        const auto record = facts.find(text);
        if (record && telling.may_see(*record)) return std::string(record->title());
    }
    return std::string(text);
}

std::string href_of(const Facts& facts, std::string_view kind, std::string_view id) {
    return "/v1/" + facts.catalog().get_kind(kind).collection + "/" + std::string(id);
}

std::string list_href(const Facts& facts, std::string_view kind, const std::string& condition, const Telling& telling) {
    std::string href = "/v1/" + facts.catalog().get_kind(kind).collection;
    const char* separator = "?";
    for (const std::string* part : {&telling.filters, &condition}) {
        if (part->empty()) continue;
        href += separator + *part;
        separator = "&";
    }
    return href;
}

}  // namespace afb::insights
