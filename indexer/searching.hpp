// One search in one snapshot of the index: hits, exact total, exact facets, and another spelling when a word is
// unknown.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/fields.hpp"
#include "indexer/index.hpp"
#include "indexer/labels.hpp"
#include "indexer/query.hpp"
#include "indexer/readers.hpp"

namespace afb::indexer {

struct Match {
    std::string id;
    double score = 0;
    Collapsed collapsed;
};

struct Matches {
    std::vector<Match> matches;
    std::int64_t total = 0;
    std::int64_t records = 0;
    std::vector<Facet> facets;
    std::optional<std::string> corrected;
};

// `text`: the parsed request.query.text.
Matches find_matches(ReaderHandle& reader, const Fields& fields, DutchText& dutch, const SearchRequest& request,
                     const TextQuery& text);

struct SuggestRequest {
    std::string_view text;  // as far as it is typed
    std::size_t limit = 10;
    bool public_only = true;
};
// What completes it, of the tables of the live generation and the labels.
std::vector<Suggestion> find_suggestions(ReaderHandle& reader, DutchText& dutch, const LabelTable& labels,
                                         const SuggestRequest& asked);

// Ids of the records most like this one; none when it is not in the index.
std::vector<std::string> find_similar(ReaderHandle& reader, std::string_view id, std::size_t limit, bool public_only);

}  // namespace afb::indexer
