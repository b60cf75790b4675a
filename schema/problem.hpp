// What is wrong with somebody's input: where, which rule, and how to mend it, in Dutch and English.
//
// Every code and both its texts stand once, in the table in problem_codes.cpp; validation, the API, the documentation
// of errors and the tests read that table. A Problem is about input only: it never carries internal detail.
#pragma once

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/text.hpp"

namespace afb {

struct Problem {
    std::string in;        // "body", "query" or "header"
    std::string location;  // JSON Pointer ("/tariffs/0/unit"), parameter name or header name; "" is the whole body
    std::string code;      // "required", "type", ...: a row of problem_codes()
    std::string detail;    // English
    std::string detail_nl;

    bool operator==(const Problem&) const = default;
};

struct ProblemCode {
    std::string_view code;
    std::string_view
        text_nl;  // placeholders {label} (what the field is called), {0}, {1} ... are filled in for the case at hand
    std::string_view text_en;
};

// All codes, sorted by code.
std::span<const ProblemCode> problem_codes();

// A problem with the texts of `code` and `arguments` filled in. An unknown code or a missing argument is a programming
// error: std::logic_error. {label} becomes "this field" in a body, else the name of the parameter or header; the
// four-argument form names the field as people know it, and takes arguments that differ by language (`both` for those
// that do not).
Problem body_problem(std::string_view code, std::string pointer, const std::vector<std::string>& arguments = {});
Problem body_problem(std::string_view code, std::string pointer, const Text& label, const std::vector<Text>& arguments);
Problem query_problem(std::string_view code, std::string parameter, const std::vector<std::string>& arguments = {});
Problem header_problem(std::string_view code, std::string header, const std::vector<std::string>& arguments = {});

// The same text in both languages.
Text both(std::string text);

// One more segment at the end of a JSON Pointer, escaped (RFC 6901).
std::string pointer_to(std::string_view pointer, std::string_view key);
std::string pointer_to(std::string_view pointer, std::size_t index);

}  // namespace afb
