#include "service/api/negotiation.hpp"

#include <algorithm>
#include <cctype>

namespace afb::api {
namespace {

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

std::string lower(std::string_view text) {
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

struct Preference {
    std::string name;
    int quality = 1000;  // thousandths
};

int read_quality(std::string_view text) {
    if (text.empty() || (text[0] != '0' && text[0] != '1')) return 0;
    int quality = (text[0] - '0') * 1000;
    int weight = 100;
    for (std::size_t i = 2; i < text.size() && i < 5 && std::isdigit(static_cast<unsigned char>(text[i])) != 0;
         ++i, weight /= 10) {
        quality += (text[i] - '0') * weight;
    }
    return std::min(quality, 1000);
}

std::vector<Preference> read_preferences(const Request& request, std::string_view header) {
    std::vector<Preference> preferences;
    for (const auto& [name, value] : request.headers) {
        if (!same_header(name, header)) continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            const std::size_t comma = std::min(rest.find(','), rest.size());
            std::string_view item = rest.substr(0, comma);
            rest.remove_prefix(std::min(comma + 1, rest.size()));
            Preference preference;
            const std::size_t semicolon = std::min(item.find(';'), item.size());
            preference.name = lower(trim(item.substr(0, semicolon)));
            const std::string parameters = lower(item.substr(semicolon));
            const std::size_t q = parameters.find("q=");
            if (q != std::string::npos) preference.quality = read_quality(std::string_view(parameters).substr(q + 2));
            if (!preference.name.empty()) preferences.push_back(std::move(preference));
        }
    }
    return preferences;
}

// The most specific range that covers the type decides.
int quality_of(const std::vector<Preference>& preferences, const std::string& type) {
    const std::string family = type.substr(0, type.find('/')) + "/*";
    int best = -1;
    int precision = 0;
    for (const Preference& preference : preferences) {
        const int level = preference.name == type     ? 3
                          : preference.name == family ? 2
                          : preference.name == "*/*"  ? 1
                                                      : 0;
        if (level > precision) {
            precision = level;
            best = preference.quality;
        }
    }
    return best;
}

}  // namespace

std::optional<std::string> choose_media_type(const Request& request, const std::vector<std::string>& offered) {
    const std::vector<Preference> preferences = read_preferences(request, "Accept");
    if (preferences.empty() && !offered.empty()) return offered.front();
    std::optional<std::string> chosen;
    int best = 0;
    for (const std::string& type : offered) {
        const int quality = quality_of(preferences, type);
        if (quality > best) {
            best = quality;
            chosen = type;
        }
    }
    return chosen;
}

Language choose_language(const Request& request) {
    int dutch = 0;
    int english = 0;
    for (const Preference& preference : read_preferences(request, "Accept-Language")) {
        const std::string main = preference.name.substr(0, preference.name.find('-'));
        if (main == "nl" || main == "*") dutch = std::max(dutch, preference.quality);
        if (main == "en") english = std::max(english, preference.quality);
    }
    return english > dutch ? Language::en : Language::nl;
}

std::string media_type_of(std::string_view content_type) {
    return lower(trim(content_type.substr(0, content_type.find(';'))));
}

}  // namespace afb::api
