// A body against a kind's schema: every problem at once, each with its JSON Pointer, code and both texts.
//
// Supports exactly the closed subset of JSON Schema named in README.md of this folder (checked when the catalog is
// built); patterns run on RE2, in linear time and without recursion. Held against the JSON Schema test suite for these
// keywords.
#pragma once

#include <memory>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/problem.hpp"

namespace afb {

inline constexpr std::size_t max_problems = 100;

// Compiled once per schema, then used from any thread.
class Validator {
public:
    // Throws std::runtime_error for a schema outside the subset. `vocabularies` resolves x-vocabulary; may be null when
    // none is used.
    explicit Validator(const Json& schema, const Catalog* vocabularies = nullptr);
    ~Validator();
    Validator(Validator&&) noexcept;
    Validator& operator=(Validator&&) noexcept;

    // Problems in document order, at most max_problems. readOnly properties are not looked into.
    std::vector<Problem> validate(const Json& value) const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
};

// What is done to a body before it is checked: white space around every text but Markdown trimmed, identifiers
// upper-cased and without spaces (x-normalise), whole numbers written as such (2.0), server members dropped. Anything
// that is not an object is returned as it is.
Json normalise(const Kind& kind, Json body);

}  // namespace afb
