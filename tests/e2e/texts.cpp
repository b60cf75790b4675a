#include <zlib.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <set>
#include <sstream>

#include "tests/e2e/kit.hpp"

namespace afb::e2e {

std::string escape(const std::string& text) {
    static constexpr char digits[] = "0123456789ABCDEF";
    std::string result;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (std::isalnum(byte) != 0) {
            result += c;
        } else {
            result += '%';
            result += digits[byte >> 4U];
            result += digits[byte & 15U];
        }
    }
    return result;
}

std::string gunzip(const std::string& bytes) {
    z_stream stream{};
    constexpr int gzip_only = 16 + MAX_WBITS;
    REQUIRE(inflateInit2(&stream, gzip_only) == Z_OK);
    std::string in = bytes;
    std::string out(50'000'000, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int end = inflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    inflateEnd(&stream);
    REQUIRE(end == Z_STREAM_END);
    return out;
}

std::vector<Json> lines_of(const std::string& ndjson) {
    std::vector<Json> lines;
    std::istringstream stream(ndjson);
    for (std::string line; std::getline(stream, line);) lines.push_back(Json::parse(line));
    return lines;
}

std::vector<Json> starter_records() {
    std::vector<Json> records;
    for (const auto& entry : std::filesystem::directory_iterator(AFB_SOURCE_DIR "/schema/starter")) {
        if (entry.path().extension() != ".ndjson") continue;
        for (Json& record : lines_of(read_file(entry.path()))) records.push_back(std::move(record));
    }
    REQUIRE(records.size() > 100);
    return records;
}

std::string collection_of(const std::string& kind) {
    return kind == "stagevergoeding" ? "stagevergoedingen" : kind + "s";
}

Json question(const std::string& title, const std::string& about) {
    return {{"title", title},        {"description", about.empty() ? "Wat spreken we af?" : about},
            {"status", "published"}, {"visibility", "public"},
            {"state", "open"},       {"sources", {{{"title", "Eigen opgave"}, {"type", "own"}}}}};
}

std::string etag_of(const Json& record) {
    return "\"r" + std::to_string(record.at("revision").get<std::int64_t>()) + "\"";
}

std::vector<std::string> faults_of_headers(const Reply& reply) {
    std::vector<std::string> faults;
    const std::string status = std::to_string(reply.status);
    for (const char* name :
         {"API-Version", "X-Request-Id", "Content-Security-Policy", "Strict-Transport-Security",
          "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Vary", "Cache-Control", "Date"}) {
        if (reply.field(name).empty()) faults.push_back(status + " without " + name);
    }
    std::set<std::string> names;
    for (const auto& [name, value] : reply.fields) {
        std::string lower = name;
        std::transform(lower.begin(), lower.end(), lower.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        if (!names.insert(lower).second) faults.push_back(status + " with two " + name);
    }
    return faults;
}

std::vector<std::string> faults_of_problem(const Reply& reply, int status) {
    std::vector<std::string> faults = faults_of_headers(reply);
    if (reply.status != status) {
        faults.push_back(std::to_string(reply.status) + " for " + std::to_string(status));
    }
    if (reply.field("Content-Type") != "application/problem+json") {
        faults.push_back("media type " + reply.field("Content-Type"));
    }
    const Json problem = Json::parse(reply.body, nullptr, false);
    if (!problem.is_object() || problem.value("status", 0) != status) {
        faults.push_back("not a problem document: " + reply.body.substr(0, 200));
        return faults;
    }
    for (const char* member : {"type", "title", "detail", "instance"}) {
        if (!problem.contains(member)) faults.push_back(std::string("no ") + member);
    }
    if (problem.value("instance", "") != "urn:uuid:" + reply.field("X-Request-Id")) {
        faults.push_back("instance is not the request's id");
    }
    return faults;
}

}  // namespace afb::e2e
