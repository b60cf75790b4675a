#include "service/api/html.hpp"

#include <vector>

namespace afb::api {
namespace {

std::vector<std::string_view> split_lines(std::string_view text) {
    std::vector<std::string_view> lines;
    while (true) {
        const auto end = text.find('\n');
        lines.push_back(text.substr(0, end));
        if (end == std::string_view::npos) return lines;
        text.remove_prefix(end + 1);
    }
}

bool is_safe_address(std::string_view address) {
    for (const std::string_view start : {"https://", "http://", "/", "#"})
        if (address.substr(0, start.size()) == start) return true;
    return false;
}

// What stands between `open` at the start of `text` and the next `close`; npos-sized when it does not.
bool enclosed(std::string_view text, std::string_view open, std::string_view close, std::string_view& inside) {
    if (text.substr(0, open.size()) != open) return false;
    const auto end = text.find(close, open.size());
    if (end == std::string_view::npos || end == open.size()) return false;
    inside = text.substr(open.size(), end - open.size());
    return true;
}

}  // namespace

std::string escape_html(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

std::string inline_markdown_to_html(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::string_view inside;
        if (enclosed(text, "`", "`", inside)) {
            out += "<code>" + escape_html(inside) + "</code>";
            text.remove_prefix(inside.size() + 2);
        } else if (enclosed(text, "**", "**", inside)) {
            out += "<strong>" + escape_html(inside) + "</strong>";
            text.remove_prefix(inside.size() + 4);
        } else if (std::string_view address; enclosed(text, "[", "](", inside) &&
                                             enclosed(text.substr(inside.size() + 2), "(", ")", address) &&
                                             is_safe_address(address)) {
            out += "<a href=\"" + escape_html(address) + "\">" + escape_html(inside) + "</a>";
            text.remove_prefix(inside.size() + address.size() + 4);
        } else {
            out += escape_html(text.substr(0, 1));
            text.remove_prefix(1);
        }
    }
    return out;
}

std::string markdown_to_html(std::string_view markdown) {
    std::string out;
    std::string paragraph;
    bool in_list = false;
    const auto end_paragraph = [&] {
        if (!paragraph.empty()) out += "<p>" + inline_markdown_to_html(paragraph) + "</p>\n";
        paragraph.clear();
    };
    const auto end_list = [&] {
        if (in_list) out += "</ul>\n";
        in_list = false;
    };
    for (const std::string_view line : split_lines(markdown)) {
        if (line.substr(0, 2) == "- ") {
            end_paragraph();
            if (!in_list) out += "<ul>\n";
            in_list = true;
            out += "<li>" + inline_markdown_to_html(line.substr(2)) + "</li>\n";
            continue;
        }
        end_list();
        if (line.empty()) {
            end_paragraph();
        } else {
            paragraph += (paragraph.empty() ? "" : " ") + std::string(line);
        }
    }
    end_paragraph();
    end_list();
    return out;
}

}  // namespace afb::api
