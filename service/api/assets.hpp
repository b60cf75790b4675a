// The files of the pages: style sheets, scripts, the font, Swagger UI. They travel inside the program, already
// compressed, and their address holds a hash of all of them together: what a browser has under an address never
// changes.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "service/api/message.hpp"

namespace afb::api {

struct Asset {
    std::string_view content;   // in the coding below
    std::string_view type;      // "text/css; charset=utf-8"
    std::string_view encoding;  // "br", "gzip", or "" as it is
    std::string etag;           // strong, so another one for every coding
};

// `path` as requested: "/assets/HASH/reference.css". The smallest coding that `accept_encoding` (the header, or "")
// allows; nothing when there is no such file or the hash is not the present one. A file whose name has an unknown
// extension is a fault of the build: std::logic_error.
std::optional<Asset> find_asset(std::string_view path, std::string_view accept_encoding);

// The address of a file: "reference.css" -> "/assets/HASH/reference.css". std::logic_error when there is no such file.
std::string asset_url(std::string_view name);

// The answer to a GET; nothing as above. It carries Content-Encoding by itself, so that the transport does not
// compress it again.
std::optional<Response> asset_response(const Request& request);

// The same from a folder on disk, for who works on the pages: read anew for every request, whatever the hash in the
// address. Nothing when there is no such file there, or its extension is not one of ours.
std::optional<Response> asset_from_disk(const std::string& folder, const std::string& name);

}  // namespace afb::api
