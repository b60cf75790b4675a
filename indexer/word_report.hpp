// How a word is read, as a line for people and tools: the word, its parts, its stem.
#pragma once

#include <string>
#include <string_view>

#include "indexer/dutch.hpp"

namespace afb::indexer {

// "begeleidingstijd<TAB>begeleidings+tijd<TAB>begeleidingstijd": parts as they are written, a linking morpheme with the
// part before it, without hyphens. Of several words parts and stems stand apart by spaces; both are empty when there is
// no word in `text`. Control characters and invalid bytes come out as spaces, at most 1000 bytes are read.
std::string word_report(std::string_view text, DutchText& dutch);

}  // namespace afb::indexer
