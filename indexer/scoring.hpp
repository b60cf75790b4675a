// Documents scored for the words of a query: the postings of each word are read once, one after the other, into one
// array with a place for every document.
//
// Guarantees: the weights are those that Xapian's matcher gives with ranking(), which looks at all words of each
// document and takes about five times as long when every match counts. Leaves out: which documents may be found.
#pragma once

#include <string>
#include <vector>

#include <xapian.h>

#include "indexer/columns.hpp"

namespace afb::indexer {

// How records are ranked, wherever they are.
Xapian::BM25Weight ranking();

struct WeightedTerm {
    std::string term;
    double weight = 1;
};

// Any of these; the weights add up.
struct RankedText {
    std::vector<WeightedTerm> terms;
    Xapian::Query rest;  // what is no single word; may be empty
};

// By document number; 0 for those that do not match.
std::vector<double> score_documents(const Xapian::Database& database, const Columns& columns, const RankedText& text);

}  // namespace afb::indexer
