#include "schema/json_compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>
#include <vector>

namespace afb {
namespace {

// Holds every int64, uint64 and double without rounding.
using Wide = long double;
static_assert(std::numeric_limits<Wide>::digits >= 64);

Wide wide(const Json& number) {
    if (number.is_number_unsigned()) return static_cast<Wide>(number.get<std::uint64_t>());
    if (number.is_number_integer()) return static_cast<Wide>(number.get<std::int64_t>());
    return static_cast<Wide>(number.get<double>());
}

// Length first, so that no text can be mistaken for the end of another.
void append_string(std::string& out, std::string_view text) {
    out += fmt::format("s{}:", text.size());
    out += text;
}

void append_number(std::string& out, const Json& number) {
    const Wide value = wide(number);
    // 17 digits tell every double apart, 20 hold every whole number up to 2^64.
    const bool whole = std::floor(value) == value && std::fabs(value) < 0x1p64L;
    out += whole ? fmt::format("n{:.0f},", value == 0 ? Wide{0} : value)
                 : fmt::format("n{:.17g},", static_cast<double>(value));
}

void append(std::string& out, const Json& value);

void append_object(std::string& out, const Json& value) {
    std::vector<std::pair<std::string_view, const Json*>> members;
    members.reserve(value.size());
    for (auto it = value.begin(); it != value.end(); ++it) members.emplace_back(it.key(), &it.value());
    std::sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    out += '{';
    for (const auto& [key, member] : members) {
        append_string(out, key);
        append(out, *member);
    }
    out += '}';
}

void append(std::string& out, const Json& value) {
    if (value.is_object()) {
        append_object(out, value);
    } else if (value.is_array()) {
        out += '[';
        for (const Json& item : value) append(out, item);
        out += ']';
    } else if (value.is_string()) {
        append_string(out, value.get_ref<const std::string&>());
    } else if (value.is_number()) {
        append_number(out, value);
    } else if (value.is_boolean()) {
        out += value.get<bool>() ? 't' : 'f';
    } else {
        out += '0';
    }
}

}  // namespace

std::string canonical_text(const Json& value) {
    std::string out;
    append(out, value);
    return out;
}

std::partial_ordering compare_numbers(const Json& a, const Json& b) {
    return wide(a) <=> wide(b);
}

bool is_whole(const Json& number) {
    const Wide value = wide(number);
    return std::floor(value) == value && value >= -0x1p63L && value < 0x1p63L;
}

}  // namespace afb
