#include "service/app/audience_text.hpp"

#include <array>
#include <string>
#include <string_view>

#include "service/app/insight_parts.hpp"

namespace afb::app {
namespace {

constexpr std::array<std::string_view, insights::aspects> vocabularies{"sectors", "programmes", "study-modes", "",
                                                                       "contract-forms"};

void append(Text& text, const Text& more, const char* between) {
    text.nl += (text.nl.empty() ? "" : between) + more.nl;
    text.en += (text.en.empty() ? "" : between) + more.en;
}

Text code_text(const insights::Facts& facts, insights::Aspect aspect, insights::Code code) {
    const std::string value(facts.codes().text(code));
    if (aspect == insights::Aspect::study_year) return {"leerjaar " + value, "year " + value};
    return label_of(facts.catalog(), vocabularies[static_cast<std::size_t>(aspect)], value);
}

}  // namespace

Text audience_text(const insights::Facts& facts, const insights::Audience& audience) {
    Text text;
    for (std::size_t i = 0; i < audience.size(); ++i) {
        Text values;
        for (const insights::Code code : audience[i]) {
            append(values, code_text(facts, static_cast<insights::Aspect>(i), code), " / ");
        }
        if (!values.nl.empty()) append(text, values, ", ");
    }
    if (text.nl.empty()) return {"doelgroep niet vermeld", "audience not stated"};
    return text;
}

Text audience_text(const insights::Facts& facts, const insights::Cell& cell) {
    insights::Audience audience;
    for (std::size_t i = 0; i < cell.size(); ++i) {
        if (cell[i] != insights::unstated_code) audience[i] = std::span(&cell[i], 1);
    }
    return audience_text(facts, audience);
}

}  // namespace afb::app
