#include "indexer/facets.hpp"

#include <algorithm>
#include <mutex>

#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

std::string pack_value(std::uint16_t facet, std::string_view value) {
    std::string packed;
    append_number(facet, packed);
    return packed.append(value);
}

}  // namespace

std::uint32_t FacetDictionary::number_of(std::uint16_t facet, std::string_view value) {
    std::string packed = pack_value(facet, value);
    {
        const std::shared_lock lock(mutex_);
        const auto known = numbers_.find(packed);
        if (known != numbers_.end()) return known->second;
    }
    const std::unique_lock lock(mutex_);
    unsaved_.push_back(packed);
    return add(std::move(packed));
}

std::uint32_t FacetDictionary::add(std::string packed) {
    std::string_view rest = packed;
    const auto facet = static_cast<std::uint16_t>(take_number(rest));
    const auto number = static_cast<std::uint32_t>(values_.size());
    values_.push_back({.facet = facet, .text = std::string(rest)});
    numbers_.emplace(std::move(packed), number);
    return number;
}

void FacetDictionary::save(Xapian::WritableDatabase& database) {
    const std::unique_lock lock(mutex_);
    list_.write(database, unsaved_);
    unsaved_.clear();
}

void FacetDictionary::read_new(const Xapian::Database& database) {
    const std::unique_lock lock(mutex_);
    for (std::string& packed : list_.read_new(database)) add(std::move(packed));
}

std::size_t FacetDictionary::size() const {
    const std::shared_lock lock(mutex_);
    return values_.size();
}

std::optional<std::uint32_t> FacetDictionary::find(std::uint16_t facet, std::string_view value) const {
    const std::shared_lock lock(mutex_);
    const auto known = numbers_.find(pack_value(facet, value));
    if (known == numbers_.end()) return std::nullopt;
    return known->second;
}

std::string FacetDictionary::value_of(std::uint32_t number) const {
    const std::shared_lock lock(mutex_);
    return number < values_.size() ? values_[number].text : std::string();
}

std::vector<FacetValue> FacetDictionary::values_of(std::uint16_t facet,
                                                   const std::vector<std::uint32_t>& counts) const {
    std::vector<FacetValue> values;
    const std::shared_lock lock(mutex_);
    for (std::size_t number = 0; number < std::min(counts.size(), values_.size()); ++number) {
        if (counts[number] == 0 || values_[number].facet != facet) continue;
        values.push_back({.value = values_[number].text, .count = counts[number]});
    }
    std::sort(values.begin(), values.end(), [](const FacetValue& a, const FacetValue& b) {
        return a.count != b.count ? a.count > b.count : a.value < b.value;
    });
    return values;
}

std::string pack_facets(std::vector<std::uint32_t> numbers) {
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::string packed;
    for (const std::uint32_t number : numbers) append_number(number, packed);
    return packed;
}

}  // namespace afb::indexer
