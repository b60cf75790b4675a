#include "service/api/assets.hpp"

#include <fmt/format.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <stdexcept>
#include <system_error>
#include <utility>

#include "cmake/embedded.hpp"

namespace afb::api {
namespace {

constexpr std::string_view folder = "assets/";  // in the embedded set and, with slashes around it, in addresses

constexpr std::array<std::pair<std::string_view, std::string_view>, 8> media_types = {{
    {".css", "text/css; charset=utf-8"},
    {".js", "text/javascript; charset=utf-8"},
    {".html", "text/html; charset=utf-8"},
    {".json", "application/json"},
    {".txt", "text/plain; charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".woff2", "font/woff2"},
}};

struct File {
    std::string_view type;
    std::map<std::string_view, std::string_view> by_coding;  // "", "gzip", "br"
};

struct Set {
    std::map<std::string, File, std::less<>> files;
    std::string hash;
};

// FNV-1a: tells versions apart; nobody gains by finding two files with the same one.
std::uint64_t hash_on(std::uint64_t hash, std::string_view bytes) {
    for (const char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash;
}

bool ends_with(std::string_view text, std::string_view ending) {
    return text.size() >= ending.size() && text.substr(text.size() - ending.size()) == ending;
}

std::optional<std::string_view> find_media_type(std::string_view name) {
    for (const auto& [ending, type] : media_types)
        if (ends_with(name, ending)) return type;
    return std::nullopt;
}

std::string_view media_type(std::string_view name) {
    if (const auto type = find_media_type(name)) return *type;
    throw std::logic_error(fmt::format("asset {}: no media type known for this extension", name));
}

const Set& assets() {
    static const Set set = [] {
        Set made;
        std::uint64_t hash = 14695981039346656037ULL;
        for (const embedded::File& file : embedded::web_files()) {
            if (file.path.substr(0, folder.size()) != folder) continue;
            std::string_view name = file.path.substr(folder.size());
            std::string_view coding;
            if (ends_with(name, ".gz")) coding = "gzip";
            if (ends_with(name, ".br")) coding = "br";
            if (!coding.empty()) name.remove_suffix(3);
            File& entry = made.files[std::string(name)];
            entry.type = media_type(name);
            entry.by_coding[coding] = file.content;
            if (coding.empty()) hash = hash_on(hash_on(hash, name), file.content);
        }
        made.hash = fmt::format("{:016x}", hash);
        return made;
    }();
    return set;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// Whether Accept-Encoding names this coding with a weight above zero. `*` counts for neither: then the file goes as it
// is.
bool accepts(std::string_view header, std::string_view coding) {
    while (!header.empty()) {
        const auto comma = header.find(',');
        std::string_view item = header.substr(0, comma);
        header = comma == std::string_view::npos ? std::string_view() : header.substr(comma + 1);
        const auto semicolon = item.find(';');
        std::string_view weight =
            semicolon == std::string_view::npos ? std::string_view() : trimmed(item.substr(semicolon + 1));
        if (!same_header(trimmed(item.substr(0, semicolon)), coding)) continue;
        if (weight.empty()) return true;
        return weight.find_first_of("123456789") != std::string_view::npos;
    }
    return false;
}

}  // namespace

std::optional<Asset> find_asset(std::string_view path, std::string_view accept_encoding) {
    const Set& set = assets();
    const std::string prefix = fmt::format("/{}{}/", folder, set.hash);
    if (path.substr(0, prefix.size()) != prefix) return std::nullopt;
    const auto found = set.files.find(path.substr(prefix.size()));
    if (found == set.files.end()) return std::nullopt;
    std::string_view coding;
    std::string_view content = found->second.by_coding.at("");
    for (const std::string_view other : {"br", "gzip"}) {
        const auto variant = found->second.by_coding.find(other);
        if (variant == found->second.by_coding.end() || variant->second.size() >= content.size()) continue;
        if (!accepts(accept_encoding, other)) continue;
        coding = other;
        content = variant->second;
        break;
    }
    const char* const dash = coding.empty() ? "" : "-";
    return Asset{content, found->second.type, coding, fmt::format("\"{}{}{}\"", set.hash, dash, coding)};
}

std::string asset_url(std::string_view name) {
    const Set& set = assets();
    if (set.files.find(name) == set.files.end()) throw std::logic_error("no asset named " + std::string(name));
    return fmt::format("/{}{}/{}", folder, set.hash, name);
}

std::optional<Response> asset_response(const Request& request) {
    const auto asset = find_asset(request.path, request.find_header("Accept-Encoding").value_or(""));
    if (!asset) return std::nullopt;
    Response response;
    response.set_header("Content-Type", std::string(asset->type));
    response.set_header("Cache-Control", "public, max-age=31536000, immutable");
    response.set_header("ETag", asset->etag);
    response.set_header("Vary", "Accept-Encoding");
    if (!asset->encoding.empty()) response.set_header("Content-Encoding", std::string(asset->encoding));
    response.body = std::string(asset->content);
    return response;
}

std::optional<Response> asset_from_disk(const std::string& folder, const std::string& name) {
    const auto type = find_media_type(name);
    // A name is one segment of a path; what could lead out of the folder is no file of ours.
    if (!type || name.front() == '.' || name.find('/') != std::string::npos) return std::nullopt;
    const std::string path = folder + "/" + name;
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    if (!file) return std::nullopt;
    Response response;
    response.set_header("Content-Type", std::string(*type));
    response.set_header("Cache-Control", "no-store");
    response.body.assign(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    return response;
}

}  // namespace afb::api
