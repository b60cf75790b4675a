// Which of some records a text finds: for who counts and does not show, so without scores, order and facets.
//
// Guarantees: the same records as a search for the text finds. The postings of a word are only asked for records that
// are not found yet, the most frequent word first; what is no single word goes to Xapian's matcher, for those left.
// Leaves out: all conditions of the query but those in its text, and who may see what.
#pragma once

#include <vector>

#include "indexer/conditions.hpp"
#include "indexer/query.hpp"
#include "indexer/readers.hpp"

namespace afb::indexer {

// `numbers`: by Entry::number. What is not in the index is not found.
std::vector<bool> find_among(ReaderHandle& reader, const QuerySetting& setting, const TextQuery& text,
                             const std::vector<bool>& numbers);

}  // namespace afb::indexer
