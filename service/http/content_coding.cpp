#include "service/http/content_coding.hpp"

#include <brotli/encode.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <functional>
#include <new>
#include <optional>

#include "service/http/text.hpp"

namespace afb::http {

namespace {

// Cheap levels: the last few percent cost several times the processor time.
constexpr int gzip_level = 5;
constexpr int brotli_quality = 4;
constexpr int brotli_window_bits = 18;

constexpr std::array<std::string_view, 9> compressible_types{
    "application/json",     "application/xml",  "application/javascript",
    "application/x-ndjson", "application/yaml", "application/openmetrics-text",
    "application/graphql",  "application/x-sh", "image/svg+xml"};

// "0.75" in thousandths; what is malformed counts as 1, as if it were not there.
int weight(std::string_view parameters) {
    for (const auto parameter : split_list(parameters, ';')) {
        if (parameter.size() < 3 || (parameter[0] != 'q' && parameter[0] != 'Q') || parameter[1] != '=') continue;
        const auto number = parameter.substr(2);
        if (number[0] == '1') return 1000;
        if (number[0] != '0' || number.size() > 5 || (number.size() > 1 && number[1] != '.')) return 1000;
        int thousandths = 0;
        int unit = 100;
        for (const char c : number.substr(std::min<std::size_t>(2, number.size()))) {
            if (!is_digit(c)) return 1000;
            thousandths += (c - '0') * unit;
            unit /= 10;
        }
        return thousandths;
    }
    return 1000;
}

std::string_view suffix(Coding coding) {
    switch (coding) {
        case Coding::gzip:
            return "-gzip";
        case Coding::br:
            return "-br";
        case Coding::identity:
            break;
    }
    return "";
}

// Of the text between the quotes of a tag.
Coding coding_of(std::string_view opaque) {
    for (const Coding coding : {Coding::gzip, Coding::br})
        if (opaque.size() > suffix(coding).size() && opaque.ends_with(suffix(coding))) return coding;
    return Coding::identity;
}

std::string_view without_suffix(std::string_view opaque) {
    return opaque.substr(0, opaque.size() - suffix(coding_of(opaque)).size());
}

// Calls `each` with the text between every pair of quotes and puts its answer in the place of it.
std::string replace_quoted(std::string_view value, const std::function<std::string(std::string_view)>& each) {
    std::string out;
    while (true) {
        const auto open = value.find('"');
        const auto close = open == std::string_view::npos ? open : value.find('"', open + 1);
        if (close == std::string_view::npos) return out.append(value);
        out.append(value.substr(0, open + 1)).append(each(value.substr(open + 1, close - open - 1))).append("\"");
        value.remove_prefix(close + 1);
    }
}

std::string gzip(std::string_view body) {
    z_stream stream{};
    // 16 more than the window asks zlib for a gzip header instead of its own.
    if (deflateInit2(&stream, gzip_level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY) != Z_OK) throw std::bad_alloc();
    std::string out(deflateBound(&stream, static_cast<uLong>(body.size())), '\0');
    stream.next_in = const_cast<Bytef*>(reinterpret_cast<const Bytef*>(body.data()));  // zlib only reads it
    stream.avail_in = static_cast<uInt>(body.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::bad_alloc();
    return out;
}

std::string brotli(std::string_view body) {
    std::size_t size = BrotliEncoderMaxCompressedSize(body.size());
    std::string out(size, '\0');
    if (BrotliEncoderCompress(brotli_quality, brotli_window_bits, BROTLI_MODE_TEXT, body.size(),
                              reinterpret_cast<const uint8_t*>(body.data()), &size,
                              reinterpret_cast<uint8_t*>(out.data())) != BROTLI_TRUE)
        throw std::bad_alloc();
    out.resize(size);
    return out;
}

}  // namespace

bool AcceptedCodings::takes(Coding coding) const {
    switch (coding) {
        case Coding::gzip:
            return gzip;
        case Coding::br:
            return br;
        case Coding::identity:
            break;
    }
    return identity;
}

AcceptedCodings parse_accept_encoding(const std::vector<std::string>& values) {
    std::optional<int> gzip_weight;
    std::optional<int> br_weight;
    std::optional<int> identity_weight;
    std::optional<int> other_weight;
    for (const auto& value : values)
        for (const auto entry : split_list(value, ',')) {
            const auto semicolon = std::min(entry.find(';'), entry.size());
            const auto name = to_lower(trim(entry.substr(0, semicolon)));
            const int q = weight(entry.substr(semicolon));
            if (name == "gzip" || name == "x-gzip") gzip_weight = q;
            if (name == "br") br_weight = q;
            if (name == "identity") identity_weight = q;
            if (name == "*") other_weight = q;
        }
    const int gzip_q = gzip_weight.value_or(other_weight.value_or(0));
    const int br_q = br_weight.value_or(other_weight.value_or(0));
    // Not named, identity is always allowed, but nothing asks for it; "*;q=0" forbids it too.
    const bool identity_allowed = identity_weight.value_or(other_weight.value_or(1)) > 0;
    const int identity_q = identity_weight.value_or(0);

    AcceptedCodings accepted{.gzip = gzip_q > 0, .br = br_q > 0, .identity = identity_allowed};
    if (br_q > 0 && br_q >= gzip_q && br_q >= identity_q)
        accepted.best = Coding::br;
    else if (gzip_q > 0 && gzip_q >= identity_q)
        accepted.best = Coding::gzip;
    return accepted;
}

std::string_view coding_name(Coding coding) {
    switch (coding) {
        case Coding::gzip:
            return "gzip";
        case Coding::br:
            return "br";
        case Coding::identity:
            break;
    }
    return "identity";
}

bool is_compressible(std::string_view content_type) {
    const auto type = to_lower(trim(content_type.substr(0, std::min(content_type.find(';'), content_type.size()))));
    return type.starts_with("text/") || type.ends_with("+json") || type.ends_with("+xml") || type.ends_with("+yaml") ||
           std::find(compressible_types.begin(), compressible_types.end(), type) != compressible_types.end();
}

std::string compress(Coding coding, std::string_view body) {
    switch (coding) {
        case Coding::gzip:
            return gzip(body);
        case Coding::br:
            return brotli(body);
        case Coding::identity:
            break;
    }
    return std::string(body);
}

std::string tag_with_coding(std::string_view tag, Coding coding) {
    if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return std::string(tag);
    return std::string(tag.substr(0, tag.size() - 1)).append(suffix(coding)).append("\"");
}

std::string tags_without_coding(std::string_view value, const AcceptedCodings* accepted) {
    return replace_quoted(value, [&](std::string_view opaque) {
        const Coding coding = coding_of(opaque);
        const bool other_representation = accepted != nullptr && coding != Coding::identity && !accepted->takes(coding);
        return std::string(other_representation ? opaque : without_suffix(opaque));
    });
}

std::string tag_for_not_modified(std::string_view tag, const std::vector<std::string>& if_none_match,
                                 const AcceptedCodings& accepted) {
    if (tag.size() < 2 || tag.front() != '"') return std::string(tag);
    const auto opaque = tag.substr(1, tag.size() - 2);
    std::optional<Coding> named;
    for (const auto& value : if_none_match)
        replace_quoted(value, [&](std::string_view candidate) {
            const Coding coding = coding_of(candidate);
            if (without_suffix(candidate) == opaque && (coding == Coding::identity || accepted.takes(coding)) &&
                (!named || coding == accepted.best))
                named = coding;
            return std::string();
        });
    return tag_with_coding(tag, named.value_or(Coding::identity));
}

}  // namespace afb::http
