#include "service/http/target.hpp"

#include <algorithm>

#include "service/http/text.hpp"

namespace afb::http {

namespace {

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The length of the UTF-8 sequence at the start of text; 0 when it is not one (overlong, surrogate, beyond U+10FFFF).
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto tail = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    const unsigned char first = byte(0);
    if (first < 0x80) return 1;
    if (first >= 0xC2 && first <= 0xDF) return tail(1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        if (!tail(1) || !tail(2)) return 0;
        if (first == 0xE0 && byte(1) < 0xA0) return 0;
        if (first == 0xED && byte(1) > 0x9F) return 0;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        if (!tail(1) || !tail(2) || !tail(3)) return 0;
        if (first == 0xF0 && byte(1) < 0x90) return 0;
        if (first == 0xF4 && byte(1) > 0x8F) return 0;
        return 4;
    }
    return 0;
}

// Valid UTF-8 without the control characters C0, DEL and C1.
bool is_clean_text(std::string_view text) {
    while (!text.empty()) {
        if (is_control(text[0])) return false;
        const std::size_t length = utf8_length(text);
        if (length == 0) return false;
        if (length == 2 && text[0] == '\xC2' && static_cast<unsigned char>(text[1]) < 0xA0) return false;
        text.remove_prefix(length);
    }
    return true;
}

std::optional<std::string> decode(std::string_view text, bool plus_is_space) {
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '%') {
            if (i + 2 >= text.size()) return std::nullopt;
            const int high = hex_digit(text[i + 1]);
            const int low = hex_digit(text[i + 2]);
            if (high < 0 || low < 0) return std::nullopt;
            decoded += static_cast<char>(high * 16 + low);
            i += 2;
        } else {
            decoded += text[i] == '+' && plus_is_space ? ' ' : text[i];
        }
    }
    if (!is_clean_text(decoded)) return std::nullopt;
    return decoded;
}

bool parse_query(std::string_view text, Target& target) {
    while (!text.empty()) {
        const auto end = std::min(text.find('&'), text.size());
        const auto part = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (part.empty()) continue;
        const auto equals = std::min(part.find('='), part.size());
        auto key = decode(part.substr(0, equals), true);
        auto value = decode(part.substr(std::min(equals + 1, part.size())), true);
        if (!key || !value) return false;
        target.query.emplace_back(std::move(*key), std::move(*value));
    }
    return true;
}

}  // namespace

bool is_authority(std::string_view text) {
    if (text.empty()) return true;
    std::string_view port;
    if (text[0] == '[') {  // an IPv6 address
        const auto end = text.find(']');
        if (end == std::string_view::npos || end < 3) return false;
        const auto inside = text.substr(1, end - 1);
        if (!std::all_of(inside.begin(), inside.end(),
                         [](char c) { return hex_digit(c) >= 0 || c == ':' || c == '.'; }))
            return false;
        port = text.substr(end + 1);
    } else {
        const auto colon = std::min(text.find(':'), text.size());
        const auto host = text.substr(0, colon);
        const auto in_host = [](char c) {
            return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '.' ||
                   c == '_' || c == '~' || c == '%';
        };
        if (host.empty() || !std::all_of(host.begin(), host.end(), in_host)) return false;
        port = text.substr(colon);
    }
    if (port.empty()) return true;
    return port[0] == ':' && port.size() <= 6 && std::all_of(port.begin() + 1, port.end(), is_digit);
}

std::optional<Target> parse_target(std::string_view method, std::string_view text) {
    Target target;
    if (text == "*") {
        if (method != "OPTIONS") return std::nullopt;
        target.path = "/";
        return target;
    }
    if (text.empty() || text.find('#') != std::string_view::npos) return std::nullopt;
    if (text[0] != '/') {
        const auto mark = text.find("://");
        if (mark == std::string_view::npos) return std::nullopt;
        const auto scheme = to_lower(text.substr(0, mark));
        if (scheme != "http" && scheme != "https") return std::nullopt;
        text.remove_prefix(mark + 3);
        const auto end = std::min(text.find_first_of("/?"), text.size());
        if (end == 0 || !is_authority(text.substr(0, end))) return std::nullopt;
        target.authority = std::string(text.substr(0, end));
        text.remove_prefix(end);
    }
    const auto question = std::min(text.find('?'), text.size());
    auto path = decode(text.substr(0, question), false);
    if (!path || !parse_query(text.substr(std::min(question + 1, text.size())), target)) return std::nullopt;
    target.path = path->empty() ? "/" : std::move(*path);
    return target;
}

}  // namespace afb::http
