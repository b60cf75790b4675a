#include "indexer/terms.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>

#include "indexer/dutch.hpp"
#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t longest_term = 64;  // bytes; Xapian refuses a document with a term over 245

// Long values keep their beginning, for people who look into the index, and the hash of all of it (FNV-1a: the same on
// every machine).
std::string make_term(std::string_view prefix, std::string_view value) {
    std::string term(prefix);
    if (prefix.size() + value.size() <= longest_term) return term.append(value);
    std::uint64_t hash = 14695981039346656037ULL;
    for (const char c : value) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    const std::size_t room = longest_term - std::min(longest_term, prefix.size() + 17);
    term.append(value.substr(0, cut_at_character(value, room)));
    return term.append(fmt::format("~{:016x}", hash));
}

// Does a sign that excludes stand at `at`, where a word may begin?
bool excludes(std::string_view text, std::size_t at) {
    const char32_t sign = next_code_point(text, at);
    return (sign == '-' || sign == 0x2212) && at < text.size() && is_word_character(next_code_point(text, at));
}

std::string make_exact_form(std::string_view name, bool keep_minus) {
    std::string out;
    bool gap = false;
    bool may_begin = true;
    for (std::size_t at = 0; at < name.size();) {
        const bool minus = keep_minus && may_begin && excludes(name, at);
        const char32_t c = next_code_point(name, at);
        may_begin = opens_word(c);
        if (is_apostrophe(c)) continue;
        if (!is_word_character(c) && !minus) {
            gap = true;
            continue;
        }
        std::string more;
        if (minus) {
            more.push_back('-');
        } else {
            append_folded(c, more);
        }
        if (more.empty()) continue;  // an invisible mark
        if (gap && !out.empty() && out.back() != '-') out.push_back(' ');
        gap = false;
        out += more;
    }
    if (!out.empty()) return out;
    const std::string written = clean(name, name.size());
    const std::size_t first = written.find_first_not_of(' ');
    if (first == std::string::npos) return {};
    return written.substr(first, written.find_last_not_of(' ') + 1 - first);
}

}  // namespace

std::string index_version(const Catalog& catalog) {
    return fmt::format("format {}, analysis {}, lexicon {:016x}, catalog {}", format_version, analysis_version,
                       Lexicon::built_in().hash(), catalog.fingerprint());
}

std::string id_term(std::string_view id) {
    return make_term("Q", id);
}
std::string kind_term(std::string_view kind) {
    return make_term("XK", kind);
}
std::string filter_term(std::string_view filter, std::string_view value) {
    return make_term(fmt::format("XF{}:", filter), value);
}
std::string written_term(std::string_view filter, std::string_view value) {
    return make_term(fmt::format("XW{}:", filter), without_spaces(exact_form(value)));
}
std::string exact_term(std::string_view exact) {
    return make_term("E", exact);
}
std::string exact_title_term(std::string_view exact) {
    return make_term("N", exact);
}
std::string word_term(std::string_view stem) {
    return make_term("Z", stem);
}
std::string_view stem_of_term(std::string_view term) {
    return term.starts_with('Z') ? term.substr(1) : std::string_view{};
}
std::string title_term(std::string_view stem) {
    return make_term("S", stem);
}
std::string family_term(std::string_view family) {
    return make_term("P", family);
}

std::string exact_form(std::string_view name) {
    return make_exact_form(name, false);
}

std::string exact_form_with_minus(std::string_view name) {
    return make_exact_form(name, true);
}

std::string without_spaces(std::string_view exact) {
    std::string out(exact);
    std::erase(out, ' ');
    return out;
}

}  // namespace afb::indexer
