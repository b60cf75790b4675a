#include "schema/suggest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace afb {
namespace {

constexpr std::size_t compared_bytes = 40;  // keeps the work bounded whatever somebody sends

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

// Levenshtein, one row at a time, blind to ASCII case.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    a = a.substr(0, compared_bytes);
    b = b.substr(0, compared_bytes);
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = diagonal + (lower(a[i - 1]) == lower(b[j - 1]) ? 0 : 1);
            diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, change}));
        }
    }
    return row.back();
}

}  // namespace

std::string list_nearest(const std::vector<std::string>& names, std::string_view given, std::size_t most) {
    std::vector<std::pair<std::size_t, std::string_view>> ranked;
    for (const std::string& name : names)
        ranked.emplace_back(names.size() > most ? edit_distance(name, given) : 0, name);
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::string result;
    for (std::size_t i = 0; i < ranked.size() && i < most; ++i) {
        if (i > 0) result += ", ";
        result += ranked[i].second;
    }
    if (ranked.size() > most) result += ", …";
    return result;
}

std::string shorten(std::string_view text) {
    constexpr std::size_t most = 60;
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) == 0x80U) continue;
        if (characters++ == most) return std::string(text.substr(0, i)) + "…";
    }
    return std::string(text);
}

}  // namespace afb
