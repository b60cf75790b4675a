#include "service/app/insight_parts.hpp"

#include <algorithm>

#include "service/app/record_view.hpp"

namespace afb::app {

Json reference_json(const insights::VisibleRecords& records, std::int32_t number) {
    const insights::RecordRef& record = records.at(number);
    const std::string_view kind = records.kind_of(number);
    return Json{{"kind", kind},
                {"id", record.id()},
                {"title", record.title()},
                {"href", href_of(records.facts().catalog(), kind, record.id())}};
}

Json figure_json(const insights::VisibleRecords& records, std::span<const std::int32_t> numbers, std::size_t listed) {
    Json list = Json::array();
    for (const std::int32_t number : numbers.first(std::min(numbers.size(), listed))) {
        list.push_back(reference_json(records, number));
    }
    return Json{{"count", numbers.size()}, {"records", std::move(list)}};
}

Json percent_json(insights::Permille permille) {
    return static_cast<double>(permille) / 10;
}

std::vector<bool> chosen_among(const insights::VisibleRecords& records, const insights::Records& chosen) {
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
