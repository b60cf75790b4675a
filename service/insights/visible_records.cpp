#include "service/insights/visible_records.hpp"

#include <algorithm>

namespace afb::insights {

VisibleRecords::VisibleRecords(const Facts& facts, RecordQuery limits) : facts_(facts) {
    for (const std::size_t values : facts.codes().count_values()) by_code_.emplace_back(values);
    for (const Kind& kind : facts.catalog().kinds()) {
        limits.kinds = {kind.name};
        const Records of_kind = select(facts, limits);
        const auto begin = static_cast<std::int32_t>(records_.size());
        records_.insert(records_.end(), of_kind.begin(), of_kind.end());
        kinds_.push_back({begin, static_cast<std::int32_t>(records_.size())});
    }
    std::int64_t largest = 0;
    for (const RecordRef& record : records_) largest = std::max(largest, record.record->no);
    numbers_.assign(static_cast<std::size_t>(largest) + 1, no_record);
    for (std::size_t i = 0; i < records_.size(); ++i) {
        numbers_[static_cast<std::size_t>(records_[i].record->no)] = static_cast<std::int32_t>(i);
    }
}

VisibleRecords::Range VisibleRecords::of_kind(std::string_view kind) const {
    const auto& kinds = facts_.catalog().kinds();
    for (std::size_t i = 0; i < kinds.size(); ++i) {
        if (kinds[i].name == kind) return kinds_[i];
    }
    return {};
}

std::string_view VisibleRecords::kind_of(std::int32_t number) const {
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        if (number < kinds_[i].end) return facts_.catalog().kinds()[i].name;
    }
    return {};
}

std::int32_t VisibleRecords::number_of_no(std::int64_t no) const {
    return no < static_cast<std::int64_t>(numbers_.size()) ? numbers_[static_cast<std::size_t>(no)] : no_record;
}

std::int32_t VisibleRecords::number_of(const RecordRef& record) const {
    return number_of_no(record.record->no);
}

std::int32_t VisibleRecords::find(std::string_view id) const {
    const auto no = facts_.number_of(id);
    return no ? number_of_no(*no) : no_record;
}

std::int32_t VisibleRecords::find(Code id) const {
    constexpr std::int32_t shift = 2;
    const std::size_t value = value_number(id);
    // A value that is younger than this snapshot is of another one.
    if (name_of(id) >= by_code_.size() || value >= by_code_[name_of(id)].size()) return find(facts_.codes().text(id));
    auto& known = by_code_[name_of(id)][value];
    std::int32_t number = known.load(std::memory_order_relaxed);
    if (number == 0) {
        number = find(facts_.codes().text(id)) + shift;
        known.store(number, std::memory_order_relaxed);
    }
    return number - shift;
}

}  // namespace afb::insights
