// What every documentation page has around its content: head, banner with navigation and language switch, footer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schema/text.hpp"

namespace afb::api {

struct PageFrame {
    Language language = Language::nl;
    std::string path;                                                 // of this page: "/docs"
    std::string title;                                                // plain text
    std::vector<std::string> styles = {"page.css", "reference.css"};  // names of assets
    std::vector<std::string> scripts = {"reference.js"};
};

// `main`: HTML of everything between banner and footer; it must hold one element with id="main".
std::string frame_page(const PageFrame& frame, std::string_view main);

// The text in the page's language; for code that writes HTML.
struct Words {
    Language language;
    const char* operator()(const char* nl, const char* en) const { return language == Language::nl ? nl : en; }
};

}  // namespace afb::api
