#include "indexer/numbers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::string_view euro_sign = "€";
constexpr std::size_t most_digits = 15;
constexpr std::size_t group_digits = 3;
constexpr std::size_t most_cents = 2;
constexpr unsigned first_school_year = 1990;
constexpr unsigned last_school_year = 2098;
constexpr unsigned century = 2000;
constexpr unsigned first_short_year = 10;  // "12/13" is a school year; "7/8" are groups of a primary school
constexpr unsigned last_short_year = 49;

bool is_digit_at(std::string_view text, std::size_t at) {
    return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

std::size_t digits_at(std::string_view text, std::size_t at) {
    std::size_t count = 0;
    while (is_digit_at(text, at + count)) ++count;
    return count;
}

unsigned number_at(std::string_view text, std::size_t at, std::size_t digits) {
    unsigned number = 0;
    std::from_chars(text.data() + at, text.data() + at + digits, number);
    return number;
}

char32_t code_point_at(std::string_view text, std::size_t at, std::size_t& after) {
    after = at;
    return at < text.size() ? next_code_point(text, after) : 0;
}

bool is_dash(char32_t c) {
    return c == '-' || (c >= 0x2010 && c <= 0x2014) || c == 0x2212;
}

// Does the text go on as one word here, so that what was read is only its beginning?
bool goes_on(std::string_view text, std::size_t at) {
    std::size_t after = at;
    const char32_t c = code_point_at(text, at, after);
    if (c == 0) return false;
    if (is_word_character(c)) return true;
    const bool joins = is_dash(c) || c == '&' || c == '\'' || c == 0x2019 || c == '.' || c == ',';
    if (!joins) return false;
    std::size_t beyond = after;
    const char32_t next = code_point_at(text, after, beyond);
    if (c == '.' || c == ',') return next < 0x80 && is_digit(next);
    return next != 0 && is_word_character(next);
}

// The end of "euro", "eur" or "€" at `at`; `at` itself when there is none.
std::size_t after_currency(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 3> names = {"euro's", "euro", "eur"};
    if (text.substr(at).starts_with(euro_sign)) return at + euro_sign.size();
    for (const std::string_view name : names) {
        if (text.size() - at < name.size()) continue;
        const bool same =
            std::equal(name.begin(), name.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                       [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? static_cast<char>(b + 32) : b); });
        if (same && !goes_on(text, at + name.size())) return at + name.size();
    }
    return at;
}

std::size_t after_spaces(std::string_view text, std::size_t at, std::size_t most) {
    for (std::size_t after = at; most > 0 && is_space(code_point_at(text, at, after)); --most) at = after;
    return at;
}

// 1.250,50 as "1250.5"; `at` moves past it.
std::optional<std::string> read_digits(std::string_view text, std::size_t& at) {
    std::size_t end = at + digits_at(text, at);
    if (end == at || end - at > most_digits) return std::nullopt;
    std::string number(text.substr(at, end - at));
    char grouped_by = '\0';
    for (bool first = true; number.size() <= most_digits; first = false) {
        std::size_t after = end;
        const char32_t c = code_point_at(text, end, after);
        const bool mark = c == '.' || c == ',' || c == 0xA0 || c == 0x2009 || c == 0x202F;
        const bool may_group = first ? number.size() <= group_digits && number.front() != '0' : grouped_by != '\0';
        if (!mark || !may_group || digits_at(text, after) != group_digits) break;
        if (!first && text[end] != grouped_by) break;
        grouped_by = text[end];
        number.append(text.substr(after, group_digits));
        end = after + group_digits;
    }
    if (end < text.size() && (text[end] == ',' || text[end] == '.') && text[end] != grouped_by) {
        const std::size_t cents = digits_at(text, end + 1);
        std::size_t after = end + 1;
        if (cents >= 1 && cents <= most_cents) {
            std::string fraction(text.substr(end + 1, cents));
            while (!fraction.empty() && fraction.back() == '0') fraction.pop_back();
            if (!fraction.empty()) number.append(".").append(fraction);
            end += 1 + cents;
        } else if (cents == 0 && is_dash(code_point_at(text, end + 1, after))) {
            std::size_t second = after;  // ",--"
            if (is_dash(code_point_at(text, after, second))) after = second;
            if (!goes_on(text, after)) end = after;
        }
    }
    if (goes_on(text, end)) return std::nullopt;
    at = end;
    return number;
}

Part part_of(std::string folded, std::size_t begin, std::size_t end, unsigned offset, bool hyphenated) {
    return {.folded = std::move(folded),
            .stem = {},
            .begin = begin,
            .end = end,
            .offset = offset,
            .hyphenated = hyphenated,
            .joined = false};
}

// 2024-2025, 2024/25, 24–25 and "2024 - 2025": as the joined word it always was, 20242025.
std::optional<Token> read_years(std::string_view text, std::size_t& at) {
    const std::size_t first_digits = digits_at(text, at);
    if (first_digits != 2 && first_digits != 4) return std::nullopt;
    const std::size_t first_end = at + first_digits;
    const std::size_t mark = after_spaces(text, first_end, 1);
    std::size_t second_begin = mark;
    const char32_t c = code_point_at(text, mark, second_begin);
    if (!is_dash(c) && c != '/') return std::nullopt;
    const std::size_t bare = second_begin;
    second_begin = after_spaces(text, second_begin, 1);
    const bool spaced = mark != first_end || second_begin != bare;
    const std::size_t second_digits = digits_at(text, second_begin);
    if (second_digits != 2 && second_digits != 4) return std::nullopt;
    if (second_digits > first_digits || (spaced && second_digits != 4)) return std::nullopt;
    unsigned first = number_at(text, at, first_digits);
    const unsigned second = number_at(text, second_begin, second_digits);
    if (first_digits == 2) {
        if (first < first_short_year || first > last_short_year) return std::nullopt;
        first += century;
    }
    const bool follows = second_digits == 4 ? second == first + 1 : second == (first + 1) % 100;
    const std::size_t end = second_begin + second_digits;
    if (!follows || first < first_school_year || first > last_school_year) return std::nullopt;
    if (goes_on(text, end) || (end < text.size() && text[end] == '/' && is_digit_at(text, end + 1)))
        return std::nullopt;
    Token token{.folded = fmt::format("{}{}", first, first + 1),
                .stem = {},
                .parts = {part_of(std::to_string(first), at, first_end, 0, true),
                          part_of(std::to_string(first + 1), second_begin, end, 1, true)},
                .begin = at,
                .end = end,
                .width = 2,
                .position = 0};
    token.stem = token.folded;
    at = end;
    return token;
}

std::optional<Token> read_whole(std::string_view text) {
    std::size_t at = after_spaces(text, 0, text.size());
    std::optional<Token> token = read_number(text, at);
    if (token && after_spaces(text, at, text.size()) != text.size()) token.reset();
    return token;
}

}  // namespace

std::optional<Token> read_number(std::string_view text, std::size_t& at) {
    if (!is_digit_at(text, at) &&
        (at >= text.size() || std::string_view("eE€").find(text[at]) == std::string_view::npos))
        return std::nullopt;
    // "2.3" of "1.2.3" is its end, no number.
    const bool behind =
        at >= 2 && is_digit_at(text, at - 2) && std::string_view(".,/").find(text[at - 1]) != std::string_view::npos;
    if (behind) return std::nullopt;
    if (auto years = read_years(text, at)) return years;
    const std::size_t sign_end = after_currency(text, at);
    std::size_t number_begin = sign_end == at ? at : after_spaces(text, sign_end, 2);
    if (!is_digit_at(text, number_begin)) return std::nullopt;
    if (number_begin == sign_end && sign_end != at && text[at] != euro_sign[0])
        return std::nullopt;  // "eur5" is a name
    std::size_t end = number_begin;
    std::optional<std::string> number = read_digits(text, end);
    if (!number) return std::nullopt;
    Token token{.folded = *number, .stem = *number, .parts = {}, .begin = at, .end = end, .width = 1, .position = 0};
    std::size_t euro_begin = at;
    std::size_t euro_end = sign_end;
    if (sign_end == at) {
        euro_begin = after_spaces(text, end, 1);
        euro_end = after_currency(text, euro_begin);
        if (euro_end != euro_begin) token.end = euro_end;
    }
    if (euro_end != euro_begin) {
        token.parts.push_back(part_of(*number, number_begin, end, 0, false));
        token.parts.push_back(part_of("euro", euro_begin, euro_end, 0, false));
    }
    at = token.end;
    return token;
}

std::optional<std::string> read_school_year(std::string_view text) {
    const std::optional<Token> token = read_whole(text);
    if (!token || token->width != 2) return std::nullopt;
    return token->parts[0].folded + "-" + token->parts[1].folded;
}

std::optional<std::string> read_amount(std::string_view text) {
    const std::optional<Token> token = read_whole(text);
    if (!token || token->width != 1) return std::nullopt;
    const std::size_t point = token->folded.find('.');
    const std::string euros = token->folded.substr(0, point);
    std::string cents = point == std::string::npos ? "" : token->folded.substr(point + 1);
    cents.resize(most_cents, '0');
    return euros + "." + cents;
}

}  // namespace afb::indexer
