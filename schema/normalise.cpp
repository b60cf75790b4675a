#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <string_view>

#include "schema/validator.hpp"

namespace afb {
namespace {

// What people and word processors put around or inside a value without meaning it: ASCII white space, the Unicode
// spaces, zero width ones.
constexpr std::string_view blanks[] = {
    " ",
    "\t",
    "\n",
    "\r",
    "\v",
    "\f",
    "\xC2\xA0",  // no-break space
    "\xE2\x80\x80",
    "\xE2\x80\x81",
    "\xE2\x80\x82",
    "\xE2\x80\x83",
    "\xE2\x80\x84",
    "\xE2\x80\x85",  // en quad and further
    "\xE2\x80\x86",
    "\xE2\x80\x87",
    "\xE2\x80\x88",
    "\xE2\x80\x89",
    "\xE2\x80\x8A",
    "\xE2\x80\x8B",  // up to zero width
    "\xE2\x80\xA8",
    "\xE2\x80\xA9",
    "\xE2\x80\xAF",
    "\xE2\x81\x9F",  // line and paragraph separators
    "\xE3\x80\x80",  // ideographic space
    "\xEF\xBB\xBF",  // byte order mark
};

std::size_t blank_at_start(std::string_view text) {
    for (const std::string_view blank : blanks) {
        if (text.starts_with(blank)) return blank.size();
    }
    return 0;
}

std::size_t blank_at_end(std::string_view text) {
    for (const std::string_view blank : blanks) {
        if (text.ends_with(blank)) return blank.size();
    }
    return 0;
}

std::string_view trimmed(std::string_view text) {
    while (const std::size_t size = blank_at_start(text)) text.remove_prefix(size);
    while (const std::size_t size = blank_at_end(text)) text.remove_suffix(size);
    return text;
}

std::string identifier(std::string_view text) {
    std::string result;
    while (!text.empty()) {
        if (const std::size_t size = blank_at_start(text)) {
            text.remove_prefix(size);
            continue;
        }
        const char c = text.front();
        result += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        text.remove_prefix(1);
    }
    return result;
}

// A keyword of the node, or of a branch of its anyOf; null when nobody says it.
const Json* find_keyword(const Json* node, std::string_view key) {
    if (node == nullptr || !node->is_object()) return nullptr;
    if (const auto found = node->find(key); found != node->end()) return &*found;
    const auto branches = node->find("anyOf");
    if (branches == node->end()) return nullptr;
    for (const Json& branch : *branches) {
        if (const Json* found = find_keyword(&branch, key)) return found;
    }
    return nullptr;
}

const Json* find_property(const Json* node, const std::string& name) {
    if (node == nullptr || !node->is_object()) return nullptr;
    if (const auto properties = node->find("properties"); properties != node->end()) {
        if (const auto found = properties->find(name); found != properties->end()) return &*found;
    }
    const auto branches = node->find("anyOf");
    if (branches == node->end()) return nullptr;
    for (const Json& branch : *branches) {
        if (const Json* found = find_property(&branch, name)) return found;
    }
    return nullptr;
}

bool says(const Json* node, std::string_view key, std::string_view value) {
    const Json* found = find_keyword(node, key);
    return found != nullptr && *found == value;
}

void normalise_string(const Json* node, std::string& text) {
    if (says(node, "x-type", "markdown")) return;
    text = says(node, "x-normalise", "identifier") ? identifier(text) : std::string(trimmed(text));
}

// 2.0 is a whole number to JSON Schema; from here on it is 2.
void normalise_number(const Json* node, Json& value) {
    constexpr double exact = 9007199254740992.0;  // 2^53
    const double number = value.get<double>();
    if (!says(node, "type", "integer") || std::floor(number) != number || std::fabs(number) > exact) return;
    value = static_cast<std::int64_t>(number);
}

// `node` is null for what the schema does not know: the validator will refuse it, so that it is only trimmed.
void walk(const Json* node, Json& value) {
    if (value.is_object()) {
        for (auto member = value.begin(); member != value.end(); ++member) {
            walk(find_property(node, member.key()), member.value());
        }
    } else if (value.is_array()) {
        const Json* items = find_keyword(node, "items");
        for (Json& item : value) walk(items, item);
    } else if (value.is_string()) {
        normalise_string(node, value.get_ref<std::string&>());
    } else if (value.is_number_float()) {
        normalise_number(node, value);
    }
}

}  // namespace

Json normalise(const Kind& kind, Json body) {
    if (!body.is_object()) return body;
    for (const std::string_view member : server_members) body.erase(std::string(member));
    walk(&kind.schema, body);
    return body;
}

}  // namespace afb
