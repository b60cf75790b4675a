// How an answer is told: in which language, to whom, and where more is to be read. What every insight writes alike.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/insights/facts.hpp"

namespace afb::insights {

struct Telling {
    Language language = Language::nl;
    // Whether the asker may see this record: its title is shown then.
    std::function<bool(const RecordRef&)> may_see;
    // The query that chose the records, as in an address: "sector=vo&inForceOn=2025-08-01"; "" for everything.
    std::string filters;
};

Json json_of(const Text& text);

// The label of a value of a filter: of the vocabulary, the title of a record, or the value itself.
std::string label_of(const Facts& facts, Code value, std::string_view filter, const Telling& telling);

// "/v1/stagevergoedingen/ID"
std::string href_of(const Facts& facts, std::string_view kind, std::string_view id);
// The list of the records behind a figure: the query, with one more condition ("" for none).
std::string list_href(const Facts& facts, std::string_view kind, const std::string& condition, const Telling& telling);

}  // namespace afb::insights
