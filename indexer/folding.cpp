#include "indexer/folding.hpp"

#include <xapian.h>

#include <array>

namespace afb::indexer {

namespace {

constexpr char32_t invalid = 0xFFFD;

// U+00C0 to U+017F without their accents; "" stays what it is (× and ÷).
constexpr std::array<const char*, 192> latin = {
    // U+00C0
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",  //
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "ss",  //
    "a", "a", "a", "a", "a", "a", "ae", "c", "e", "e", "e", "e", "i", "i", "i", "i",  //
    "d", "n", "o", "o", "o", "o", "o", "", "o", "u", "u", "u", "u", "y", "th", "y",   //
    // U+0100
    "a", "a", "a", "a", "a", "a", "c", "c", "c", "c", "c", "c", "c", "c", "d", "d",    //
    "d", "d", "e", "e", "e", "e", "e", "e", "e", "e", "e", "e", "g", "g", "g", "g",    //
    "g", "g", "g", "g", "h", "h", "h", "h", "i", "i", "i", "i", "i", "i", "i", "i",    //
    "i", "i", "ij", "ij", "j", "j", "k", "k", "k", "l", "l", "l", "l", "l", "l", "l",  //
    "l", "l", "l", "n", "n", "n", "n", "n", "n", "n", "n", "n", "o", "o", "o", "o",    //
    "o", "o", "oe", "oe", "r", "r", "r", "r", "r", "r", "s", "s", "s", "s", "s", "s",  //
    "s", "s", "t", "t", "t", "t", "t", "t", "u", "u", "u", "u", "u", "u", "u", "u",    //
    "u", "u", "u", "u", "w", "w", "y", "y", "y", "z", "z", "z", "z", "z", "z", "s"};

bool is_invisible(char32_t c) {
    return c == 0xAD || (c >= 0x200B && c <= 0x200D) || c == 0x2060 || c == 0xFEFF;
}

bool is_combining(char32_t c) {
    return (c >= 0x300 && c <= 0x36F) || (c >= 0x1AB0 && c <= 0x1AFF) || (c >= 0x1DC0 && c <= 0x1DFF);
}

// Rarer letters with accents (Vietnamese, Romanian) and ligatures.
const char* fold_rare(char32_t c) {
    switch (c) {
        case 0x218:
        case 0x219:
            return "s";
        case 0x21A:
        case 0x21B:
            return "t";
        case 0x1E9E:
            return "ss";
        case 0xFB00:
            return "ff";
        case 0xFB01:
            return "fi";
        case 0xFB02:
            return "fl";
        default:
            break;
    }
    if (c >= 0x1EA0 && c <= 0x1EB7) return "a";
    if (c >= 0x1EB8 && c <= 0x1EC7) return "e";
    if (c >= 0x1EC8 && c <= 0x1ECB) return "i";
    if (c >= 0x1ECC && c <= 0x1EE3) return "o";
    if (c >= 0x1EE4 && c <= 0x1EF1) return "u";
    if (c >= 0x1EF2 && c <= 0x1EF9) return "y";
    return nullptr;
}

}  // namespace

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) return first;
    const std::size_t more = first >= 0xF0 && first <= 0xF4  ? 3
                             : first >= 0xE0 && first < 0xF0 ? 2
                             : first >= 0xC2 && first < 0xE0 ? 1
                                                             : 0;
    if (more == 0 || at + more > text.size()) return invalid;
    char32_t c = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return invalid;
        c = (c << 6U) | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (more == 2 && c < 0x800) || (more == 3 && c < 0x10000);
    if (overlong || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) return invalid;
    at += more;
    return c;
}

void append_utf8(char32_t c, std::string& out) {
    const auto put = [&](char32_t byte) { out.push_back(static_cast<char>(static_cast<unsigned char>(byte))); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0U | (c >> 6U));
        put(0x80U | (c & 0x3FU));
    } else if (c < 0x10000) {
        put(0xE0U | (c >> 12U));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    } else {
        put(0xF0U | (c >> 18U));
        put(0x80U | ((c >> 12U) & 0x3FU));
        put(0x80U | ((c >> 6U) & 0x3FU));
        put(0x80U | (c & 0x3FU));
    }
}

bool is_digit(char32_t c) {
    return c >= '0' && c <= '9';
}

bool is_space(char32_t c) {
    return c == ' ' || c == 0xA0 || c == 0x202F || (c >= 0x2000 && c <= 0x200A) || c == 0x3000;
}

bool is_apostrophe(char32_t c) {
    return c == '\'' || c == 0x2019 || c == 0x2018 || c == 0x2BC;
}

bool opens_word(char32_t c) {
    return is_space(c) || c == '(' || c == '[' || c == ',';
}

bool is_word_character(char32_t c) {
    if (c < 0x80) return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c);
    if (c == invalid || is_apostrophe(c)) return false;
    if (is_combining(c) || is_invisible(c)) return true;
    return Xapian::Unicode::is_wordchar(static_cast<unsigned>(c)) &&
           Xapian::Unicode::get_category(static_cast<unsigned>(c)) != Xapian::Unicode::CONNECTOR_PUNCTUATION;
}

void append_folded(char32_t c, std::string& out) {
    if (c < 0x80) {
        out.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
        return;
    }
    if (is_combining(c) || is_invisible(c)) return;
    if (c >= 0xC0 && c <= 0x17F && *latin[c - 0xC0] != '\0') {
        out += latin[c - 0xC0];
    } else if (const char* rare = fold_rare(c)) {
        out += rare;
    } else {
        append_utf8(Xapian::Unicode::tolower(static_cast<unsigned>(c)), out);
    }
}

std::string fold(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) append_folded(next_code_point(text, at), out);
    return out;
}

std::string lower(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (!is_invisible(c)) append_utf8(Xapian::Unicode::tolower(static_cast<unsigned>(c)), out);
    }
    return out;
}

std::string clean(std::string_view text, std::size_t limit) {
    std::string out;
    out.reserve(std::min(text.size(), limit));
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        const bool control = c < 0x20 || (c >= 0x7F && c < 0xA0) || c == invalid || c == 0x2028 || c == 0x2029;
        const std::size_t before = out.size();
        append_utf8(control ? U' ' : c, out);
        if (out.size() > limit) {
            out.resize(before);
            break;
        }
    }
    return out;
}

std::size_t cut_at_character(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text.size();
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return limit;
}

}  // namespace afb::indexer
