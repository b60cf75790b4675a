#include "service/app/insight_parts.hpp"

#include <algorithm>

#include "service/app/record_view.hpp"

namespace afb::app {

Json reference_json(const insights::VisibleRecords& records, std::int32_t number) {
    const insights::RecordRef& record = records.at(number);
    const std::string_view kind = records.kind_of(number);
    JsonMembers out;
    out.reserve(4);
    out.emplace_back("kind", kind);
    out.emplace_back("id", record.id());
    out.emplace_back("title", record.title());
    out.emplace_back("href", href_of(records.facts().catalog(), kind, record.id()));
    return out;
}

Json figure_json(const insights::VisibleRecords& records, std::span<const std::int32_t> numbers, std::size_t listed) {
    Json list = Json::array();
    for (const std::int32_t number : numbers.first(std::min(numbers.size(), listed))) {
        list.push_back(reference_json(records, number));
    }
    JsonMembers out;
    out.reserve(2);
    out.emplace_back("count", numbers.size());
    out.emplace_back("records", std::move(list));
    return out;
}

Json percent_json(insights::Permille permille) {
    return static_cast<double>(permille) / 10;
}

std::vector<bool> chosen_among(const insights::VisibleRecords& records, const insights::Records& chosen) {
    if (chosen.size() == records.all().size()) return {};
    std::vector<bool> flags(records.all().size(), false);
    for (const insights::RecordRef& record : chosen) {
        const std::int32_t number = records.number_of(record);
        if (number != insights::no_record) flags[static_cast<std::size_t>(number)] = true;
    }
    return flags;
}

Text label_of(const Catalog& catalog, std::string_view vocabulary, std::string_view code) {
    const Vocabulary* found = catalog.find_vocabulary(vocabulary);
    const Term* term = found != nullptr ? found->find(code) : nullptr;
    return term != nullptr ? term->label : Text{std::string(code), std::string(code)};
}

}  // namespace afb::app
