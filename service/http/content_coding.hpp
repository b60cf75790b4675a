// Compression of answers: which coding the client takes (RFC 9110 section 12.5.3), and what that does to entity tags.
//
// Every coding of a representation has its own strong tag: "r3", "r3-gzip", "r3-br". The API knows only "r3": suffixes
// are added on the way out and taken off on the way in. Its own tags must therefore not end in -gzip or -br.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace afb::http {

enum class Coding { identity, gzip, br };

struct AcceptedCodings {
    Coding best = Coding::identity;
    bool gzip = false;
    bool br = false;
    bool identity = true;

    bool takes(Coding coding) const;
};

// The values of all Accept-Encoding fields. With equal weights br goes before gzip, and both before identity.
AcceptedCodings parse_accept_encoding(const std::vector<std::string>& values);

std::string_view coding_name(Coding coding);  // as in Content-Encoding

// Text and JSON in all their kinds; not images, archives or fonts, which are compressed already.
bool is_compressible(std::string_view content_type);

std::string compress(Coding coding, std::string_view body);

// "r3" -> "r3-gzip". Weak tags and identity stay as they are.
std::string tag_with_coding(std::string_view tag, Coding coding);

// Takes the suffixes off the tags in an If-Match or If-None-Match value. With `accepted`, a tag of a coding that the
// client does not take now keeps its suffix, since that representation is not what it would get.
std::string tags_without_coding(std::string_view value, const AcceptedCodings* accepted);

// Which tag a 304 answers with: the one the client named in If-None-Match for this tag, its best coding first.
std::string tag_for_not_modified(std::string_view tag, const std::vector<std::string>& if_none_match,
                                 const AcceptedCodings& accepted);

}  // namespace afb::http
