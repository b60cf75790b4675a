// Characters and words of HTTP (RFC 9110 section 5.6), as far as several files here need them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace afb::http {

constexpr bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

constexpr bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

constexpr bool is_token_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (c != '\0' && std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos);
}

bool is_token(std::string_view text);

std::string to_lower(std::string_view text);

// Without spaces and tabs at both ends.
std::string_view trim(std::string_view text);

// The trimmed, non-empty parts between separators.
std::vector<std::string_view> split_list(std::string_view text, char separator);

}  // namespace afb::http
