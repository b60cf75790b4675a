#include "service/api/message.hpp"

namespace afb::api {

namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::optional<std::string> first_of(const Headers& headers, std::string_view name) {
    const auto found = std::find_if(headers.begin(), headers.end(),
                                    [&](const auto& header) { return same_header(header.first, name); });
    if (found == headers.end()) return std::nullopt;
    return found->second;
}

}  // namespace

bool same_header(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

std::optional<std::string> Request::find_header(std::string_view name) const {
    return first_of(headers, name);
}

std::optional<std::string> Response::find_header(std::string_view name) const {
    return first_of(headers, name);
}

void Response::set_header(std::string_view name, std::string value) {
    const auto same = [&](const auto& header) { return same_header(header.first, name); };
    const auto found = std::find_if(headers.begin(), headers.end(), same);
    if (found == headers.end()) {
        headers.emplace_back(std::string(name), std::move(value));
        return;
    }
    found->second = std::move(value);
    headers.erase(std::remove_if(std::next(found), headers.end(), same), headers.end());
}

}  // namespace afb::api
