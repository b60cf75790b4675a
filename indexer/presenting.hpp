// What is shown of the records that a search found: their titles and best passages with the hits marked, and why.
#pragma once

#include <vector>

#include "indexer/dutch.hpp"
#include "indexer/fields.hpp"
#include "indexer/index.hpp"
#include "indexer/query.hpp"
#include "indexer/searching.hpp"

namespace afb::indexer {

struct RecordTexts {
    const Fields& fields;
    const FetchRecords& fetch;
};

// Without texts for a record that was removed a moment ago, and when none are asked for.
std::vector<Hit> present(const std::vector<Match>& matches, const SearchRequest& request, const TextQuery& text,
                         DutchText& dutch, const RecordTexts& records);

}  // namespace afb::indexer
