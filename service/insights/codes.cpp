#include "service/insights/codes.hpp"

#include <limits>
#include <mutex>
#include <stdexcept>

namespace afb::insights {
namespace {

constexpr Code code_of(NameNumber name, std::uint32_t value) {
    return static_cast<Code>(name) << 24U | value;
}

constexpr std::uint32_t value_of(Code code) {
    return code & 0x00FF'FFFFU;
}

}  // namespace

NameNumber Codes::name(std::string_view name) {
    {
        const std::shared_lock lock(mutex_);
        if (const auto found = names_.find(name); found != names_.end()) return found->second;
    }
    const std::unique_lock lock(mutex_);
    if (const auto found = names_.find(name); found != names_.end()) return found->second;
    if (values_.size() > std::numeric_limits<NameNumber>::max()) throw std::length_error("too many filters");
    const auto number = static_cast<NameNumber>(values_.size());
    values_.emplace_back().name = name;
    names_.emplace(name, number);
    return number;
}

Code Codes::code(NameNumber name, std::string_view value) {
    if (const auto found = find(name, value)) return *found;
    const std::unique_lock lock(mutex_);
    Values& values = values_.at(name);
    if (const auto found = values.numbers.find(value); found != values.numbers.end())
        return code_of(name, found->second);
    if (values.texts.size() > value_of(std::numeric_limits<Code>::max())) throw std::length_error("too many values");
    const auto number = static_cast<std::uint32_t>(values.texts.size());
    values.numbers.emplace(values.texts.emplace_back(value), number);
    return code_of(name, number);
}

Code Codes::code(std::string_view name, std::string_view value) {
    return code(this->name(name), value);
}

std::optional<Code> Codes::find(NameNumber name, std::string_view value) const {
    const std::shared_lock lock(mutex_);
    const auto& numbers = values_.at(name).numbers;
    const auto found = numbers.find(value);
    if (found == numbers.end()) return std::nullopt;
    return code_of(name, found->second);
}

std::string_view Codes::name_text(NameNumber name) const {
    const std::shared_lock lock(mutex_);
    return values_.at(name).name;
}

std::vector<std::size_t> Codes::count_values() const {
    const std::shared_lock lock(mutex_);
    std::vector<std::size_t> counts;
    for (const Values& values : values_) counts.push_back(values.texts.size());
    return counts;
}

std::string_view Codes::text(Code code) const {
    const std::shared_lock lock(mutex_);
    return values_.at(name_of(code)).texts.at(value_of(code));
}

}  // namespace afb::insights
