#include "schema/slug.hpp"

#include <cstdint>

#include "schema/formats.hpp"

namespace afb {
namespace {

constexpr std::size_t longest = 100;

// U+00C0 up to and including U+017F, folded to ASCII; a space is what has no letter in it.
constexpr std::string_view folds[] = {
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // C0 À
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "ss",  // D0 Ð
    "a", "a", "a",  "a",  "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i",  "i",   // E0 à
    "d", "n", "o",  "o",  "o", "o", "o",  " ", "o", "u", "u", "u", "u", "y", "th", "y",   // F0 ð
    "a", "a", "a",  "a",  "a", "a", "c",  "c", "c", "c", "c", "c", "c", "c", "d",  "d",   // 100 Ā
    "d", "d", "e",  "e",  "e", "e", "e",  "e", "e", "e", "e", "e", "g", "g", "g",  "g",   // 110 Đ
    "g", "g", "g",  "g",  "h", "h", "h",  "h", "i", "i", "i", "i", "i", "i", "i",  "i",   // 120 Ġ
    "i", "i", "ij", "ij", "j", "j", "k",  "k", "k", "l", "l", "l", "l", "l", "l",  "l",   // 130 İ
    "l", "l", "l",  "n",  "n", "n", "n",  "n", "n", "n", "n", "n", "o", "o", "o",  "o",   // 140 ŀ
    "o", "o", "oe", "oe", "r", "r", "r",  "r", "r", "r", "s", "s", "s", "s", "s",  "s",   // 150 Ő
    "s", "s", "t",  "t",  "t", "t", "t",  "t", "u", "u", "u", "u", "u", "u", "u",  "u",   // 160 Š
    "u", "u", "u",  "u",  "w", "w", "y",  "y", "y", "z", "z", "z", "z", "z", "z",  "s",   // 170 Ű
};
constexpr std::uint32_t first_fold = 0xC0;
static_assert(std::size(folds) == 0x180 - first_fold);

// The code point at the front of valid UTF-8, taken off. Stray bytes count as code points of their own.
std::uint32_t take_character(std::string_view& text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    std::uint32_t code = length == 1 ? lead : lead & (0x7FU >> length);
    std::size_t used = 1;
    while (used < length && used < text.size() && (static_cast<unsigned char>(text[used]) & 0xC0U) == 0x80U) {
        code = (code << 6U) | (static_cast<unsigned char>(text[used]) & 0x3FU);
        ++used;
    }
    text.remove_prefix(used);
    return code;
}

bool is_plain(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// Adds letters and digits; anything else becomes one hyphen between words.
void append_folded(std::string& slug, std::uint32_t code) {
    const bool combining = code >= 0x300 && code <= 0x36F;  // an accent written apart from its letter
    if (combining) return;
    if (code < 0x80) {
        auto c = static_cast<char>(code);
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (is_plain(c)) {
            slug += c;
            return;
        }
    } else if (code >= first_fold && code - first_fold < std::size(folds) && folds[code - first_fold] != " ") {
        slug += folds[code - first_fold];
        return;
    }
    if (!slug.empty() && slug.back() != '-') slug += '-';
}

void cut(std::string& slug) {
    if (slug.size() > longest) {
        const auto word_end = slug.rfind('-', longest);
        slug.resize(word_end == std::string::npos ? longest : word_end);
    }
    while (!slug.empty() && slug.back() == '-') slug.pop_back();
}

}  // namespace

std::string make_slug(std::string_view title) {
    std::string slug;
    while (!title.empty() && slug.size() <= longest + 1) append_folded(slug, take_character(title));
    cut(slug);
    if (slug.empty()) return "record";
    return is_uuid(slug) ? "record-" + slug : slug;
}

}  // namespace afb
