// A text in the two languages the service speaks. Dutch comes first everywhere.
#pragma once

#include <string>
#include <string_view>

namespace afb {

enum class Language { nl, en };

struct Text {
    std::string nl;
    std::string en;

    const std::string& in(Language language) const { return language == Language::nl ? nl : en; }
    bool operator==(const Text&) const = default;
};

}  // namespace afb
