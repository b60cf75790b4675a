#include "schema/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace afb {
namespace {

const ProblemCode& get_code(std::string_view code) {
    const auto codes = problem_codes();
    const auto found =
        std::lower_bound(codes.begin(), codes.end(), code,
                         [](const ProblemCode& row, std::string_view wanted) { return row.code < wanted; });
    if (found == codes.end() || found->code != code) {
        throw std::logic_error(fmt::format("no such problem code: {}", code));
    }
    return *found;
}

[[noreturn]] void throw_missing(const ProblemCode& row, std::string_view name) {
    throw std::logic_error(fmt::format("problem code {}: nothing given for {{{}}}", row.code, name));
}

// Done by hand because in fmt a named argument also counts as a numbered one, so that a missing {0} would silently
// become the label.
std::string fill(const ProblemCode& row, Language language, const std::string& label,
                 const std::vector<Text>& arguments) {
    std::string_view rest = language == Language::nl ? row.text_nl : row.text_en;
    std::string result;
    for (auto open = rest.find('{'); open != std::string_view::npos; open = rest.find('{')) {
        const auto close = rest.find('}', open);
        const std::string_view name = rest.substr(open + 1, close - open - 1);
        result += rest.substr(0, open);
        if (name == "label") {
            result += label;
        } else {
            std::size_t index = 0;
            const auto parsed = std::from_chars(name.data(), name.data() + name.size(), index);
            if (parsed.ec != std::errc() || index >= arguments.size()) throw_missing(row, name);
            result += arguments[index].in(language);
        }
        rest.remove_prefix(close + 1);
    }
    return result += rest;
}

struct Place {
    std::string in;
    std::string location;
};

Problem make_problem(Place place, std::string_view code, const Text& label, const std::vector<Text>& arguments) {
    const ProblemCode& row = get_code(code);
    return {std::move(place.in), std::move(place.location), std::string(code),
            fill(row, Language::en, label.en, arguments), fill(row, Language::nl, label.nl, arguments)};
}

std::vector<Text> in_both(const std::vector<std::string>& arguments) {
    std::vector<Text> texts;
    texts.reserve(arguments.size());
    for (const std::string& argument : arguments) texts.push_back(both(argument));
    return texts;
}

std::string in_quotes(std::string_view text) {
    return fmt::format("“{}”", text);
}

}  // namespace

Problem body_problem(std::string_view code, std::string pointer, const std::vector<std::string>& arguments) {
    const Text label = pointer.empty() ? Text{"De body", "The body"} : Text{"Dit veld", "This field"};
    return make_problem({"body", std::move(pointer)}, code, label, in_both(arguments));
}

Problem body_problem(std::string_view code, std::string pointer, const Text& label,
                     const std::vector<Text>& arguments) {
    if (label == Text{})
        return make_problem({"body", std::move(pointer)}, code, {"Deze waarde", "This value"}, arguments);
    return make_problem({"body", std::move(pointer)}, code, {in_quotes(label.nl), in_quotes(label.en)}, arguments);
}

Problem query_problem(std::string_view code, std::string parameter, const std::vector<std::string>& arguments) {
    const Text label = parameter.empty() ? Text{"De query", "The query"} : both(in_quotes(parameter));
    return make_problem({"query", std::move(parameter)}, code, label, in_both(arguments));
}

Problem header_problem(std::string_view code, std::string header, const std::vector<std::string>& arguments) {
    const Text label = both(header);
    return make_problem({"header", std::move(header)}, code, label, in_both(arguments));
}

Text both(std::string text) {
    Text result{text, {}};
    result.en = std::move(text);
    return result;
}

std::string pointer_to(std::string_view pointer, std::string_view key) {
    std::string result;
    result.reserve(pointer.size() + key.size() + 1);
    result.append(pointer).push_back('/');
    for (const char c : key) {
        if (c == '~') {
            result += "~0";
        } else if (c == '/') {
            result += "~1";
        } else {
            result.push_back(c);
        }
    }
    return result;
}

std::string pointer_to(std::string_view pointer, std::size_t index) {
    return fmt::format("{}/{}", pointer, index);
}

}  // namespace afb
