// Text into HTML. Whatever goes through here cannot become markup by accident.
#pragma once

#include <string>
#include <string_view>

namespace afb::api {

// For text and for attribute values in double quotes.
std::string escape_html(std::string_view text);

// The little Markdown that our descriptions use: paragraphs, lists with "- ", `code`, **bold** and [text](address) with
// an http(s) or local address. Everything else stays as it was written.
std::string markdown_to_html(std::string_view markdown);

// As above, for one line inside another element: no paragraphs.
std::string inline_markdown_to_html(std::string_view markdown);

}  // namespace afb::api
