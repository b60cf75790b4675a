// SQLite's own full-text index with the same documents, asked in the ways that a team would: what ours is compared
// with.
#pragma once

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>
#include <vector>

#include "indexer/dutch.hpp"
#include "tests/relevance/ranking.hpp"

namespace afb::bench {

enum class FtsWay {
    words,          // unicode61: any of the words
    prefixes,       // unicode61: any word that begins so
    substrings,     // trigram: any text that contains one of the words
    three_letters,  // trigram: any three letters in a row of any of the words
    our_words       // unicode61, fed with our stems and parts in place of the text
};

class FtsIndex {
public:
    FtsIndex(const std::vector<relevance::JudgedDocument>& documents, FtsWay way);

    // Ids, best first: bm25 with the title's words counting three times.
    std::vector<std::string> rank(const std::string& text, std::size_t limit);

private:
    std::string analysed(const std::string& text);
    std::string match(const std::string& text);

    FtsWay way_;
    indexer::DutchText dutch_;
    SQLite::Database database_;
};

}  // namespace afb::bench
