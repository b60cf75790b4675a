// Values of filters as small numbers, so that facts are compact and compared without reading text.
//
// A code holds the number of its filter in the upper eight bits and that of the value in the others: codes of one
// filter are neighbours. Guarantees: a number, once given, stays; safe between threads. Only grows.
#pragma once

#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace afb::insights {

using Code = std::uint32_t;
using NameNumber = std::uint8_t;  // of a filter, a range or a path

inline constexpr Code unstated_code = std::numeric_limits<Code>::max();

constexpr NameNumber name_of(Code code) {
    return static_cast<NameNumber>(code >> 24U);
}

class Codes {
public:
    // The number of this name, given when it is new. Throws std::length_error for the 256th.
    NameNumber name(std::string_view name);
    Code code(NameNumber name, std::string_view value);
    Code code(std::string_view name, std::string_view value);

    std::optional<Code> find(NameNumber name, std::string_view value) const;
    // Both valid for as long as this object.
    std::string_view text(Code code) const;  // of the value
    std::string_view name_text(NameNumber name) const;
    std::vector<std::size_t> count_values() const;  // by name

private:
    struct Values {
        std::string name;
        std::deque<std::string> texts;
        std::unordered_map<std::string_view, std::uint32_t> numbers;  // of texts
    };

    mutable std::shared_mutex mutex_;
    std::map<std::string, NameNumber, std::less<>> names_;
    std::deque<Values> values_;  // by name
};

}  // namespace afb::insights
