#include "schema/formats.hpp"

#include <algorithm>

#include "schema/dates.hpp"

namespace afb {
namespace {

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

bool is_hex(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

// Two digits, up to and including `most`.
bool is_pair(std::string_view text, int most) {
    return text.size() == 2 && all_digits(text) && (text[0] - '0') * 10 + (text[1] - '0') <= most;
}

bool is_hours_and_minutes(std::string_view text) {
    return text.size() == 5 && text[2] == ':' && is_pair(text.substr(0, 2), 23) && is_pair(text.substr(3), 59);
}

bool is_host_label(std::string_view label) {
    const auto fine = [](char c) { return is_letter(c) || is_digit(c) || c == '-'; };
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(), fine);
}

bool is_host_name(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    while (true) {
        const auto dot = host.find('.');
        if (!is_host_label(host.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        host.remove_prefix(dot + 1);
    }
}

bool is_address_literal(std::string_view host) {
    if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
    host = host.substr(1, host.size() - 2);
    return host.find(':') != std::string_view::npos &&
           std::all_of(host.begin(), host.end(), [](char c) { return is_hex(c) || c == ':' || c == '.'; });
}

// host or host:port
bool is_authority(std::string_view text) {
    const auto bracket = text.rfind(']');
    const auto colon = text.find(':', bracket == std::string_view::npos ? 0 : bracket);
    if (colon != std::string_view::npos) {
        const std::string_view port = text.substr(colon + 1);
        if (!all_digits(port) || port.size() > 5) return false;
        int number = 0;
        for (const char c : port) number = number * 10 + (c - '0');
        if (number > 65535) return false;
        text = text.substr(0, colon);
    }
    return is_host_name(text) || is_address_literal(text);
}

// Path, query and fragment: the characters of RFC 3986, every % followed by two hexadecimal digits.
bool is_rest_of_address(std::string_view text) {
    constexpr std::string_view marks = "-._~:/?#[]@!$&'()*+,;=";
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size() || !is_hex(text[i + 1]) || !is_hex(text[i + 2])) return false;
        } else if (!is_letter(c) && !is_digit(c) && marks.find(c) == std::string_view::npos) {
            return false;
        }
    }
    return true;
}

bool starts_with_scheme(std::string_view text, std::string_view scheme) {
    return text.size() > scheme.size() &&
           std::equal(scheme.begin(), scheme.end(), text.begin(), [](char wanted, char c) {
               return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
           });
}

}  // namespace

bool is_date_time(std::string_view text) {
    if (text.size() < 20 || !Date::parse(text.substr(0, 10)) || text[10] != 'T') return false;
    if (!is_hours_and_minutes(text.substr(11, 5)) || text[16] != ':' || !is_pair(text.substr(17, 2), 59)) return false;
    text.remove_prefix(19);
    if (text.front() == '.') {
        std::size_t decimals = 0;
        while (decimals + 1 < text.size() && is_digit(text[decimals + 1])) ++decimals;
        if (decimals == 0 || decimals > 9) return false;
        text.remove_prefix(decimals + 1);
    }
    if (text == "Z") return true;
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && is_hours_and_minutes(text.substr(1)) &&
           text != "-00:00";
}

bool is_uuid(std::string_view text) {
    if (text.size() != 36) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool hyphen = i == 8 || i == 13 || i == 18 || i == 23;
        if (hyphen ? c != '-' : !(is_digit(c) || (c >= 'a' && c <= 'f'))) return false;
    }
    return true;
}

bool is_email(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+/=?^_`{|}~-.";
    const auto at = text.find('@');
    if (at == std::string_view::npos || at == 0 || at > 64) return false;
    const std::string_view local = text.substr(0, at);
    const std::string_view domain = text.substr(at + 1);
    const auto fine = [marks](char c) {
        return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
    };
    const bool dots = local.front() != '.' && local.back() != '.' && local.find("..") == std::string_view::npos;
    return dots && std::all_of(local.begin(), local.end(), fine) && is_host_name(domain) &&
           domain.find('.') != std::string_view::npos;
}

bool is_web_address(std::string_view text) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (!starts_with_scheme(text, scheme)) continue;
        text.remove_prefix(scheme.size());
        const auto end = std::min(text.find_first_of("/?#"), text.size());
        return is_authority(text.substr(0, end)) && is_rest_of_address(text.substr(end));
    }
    return false;
}

bool is_money(std::string_view text) {
    const auto point = text.find('.');
    if (point == std::string_view::npos || text.size() != point + 3 || !all_digits(text.substr(point + 1)))
        return false;
    const std::string_view euros = text.substr(0, point);
    return all_digits(euros) && euros.size() <= 9 && (euros.size() == 1 || euros.front() != '0');
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace afb
