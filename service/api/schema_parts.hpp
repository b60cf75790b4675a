// Pieces that schemas of answers are put together from, in the dialect of schema/README.md: everything has a label.
#pragma once

#include "schema/json.hpp"

namespace afb::api {

Json label(const char* nl, const char* en);
Json scalar(const char* type, const char* nl, const char* en);
Json formatted(const char* format, const char* nl, const char* en);
Json list_of(Json items, const char* nl, const char* en);
Json object(const char* nl, const char* en, Json properties, Json required);
Json both_languages(const char* nl, const char* en);  // {nl, en}
Json amount(const char* nl, const char* en);          // "180.00"
Json snapshot();                                      // by which an insight is cited

}  // namespace afb::api
