// "Did you mean": another spelling for words that nothing is found by.
//
// Offered only for a word that has no hits itself, in its parts or in longer words, and that the dictionary does not
// know. First the nearest whole word of the index; only when there is none, a compound of which one piece is known and
// the other one is nearly so. Never replaces anything: who asks decides.
#pragma once

#include <optional>
#include <string>

#include "indexer/query.hpp"
#include "indexer/query_builder.hpp"
#include "indexer/words.hpp"

namespace afb::indexer {

// The query text with its unknown words replaced by the nearest known ones; nothing when all are known or nothing is
// near.
std::optional<std::string> find_correction(const QuerySetting& setting, const WordTable::Snapshot& words,
                                           const TextQuery& text);

}  // namespace afb::indexer
