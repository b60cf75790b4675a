// Documents scored for the words of a query: the postings of each word are read once, one after the other, into one
// array with a place for every document.
//
// Guarantees: the weights are those that Xapian's matcher gives with ranking(), which looks at all words of each
// document and takes about five times as long when every match counts. Leaves out: which documents may be found.
#pragma once

#include <cstdint>
#include <map>
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

// One word of a query: itself, what it is made of, its family.
using WordWays = std::vector<WeightedTerm>;

// All of these words in one document.
struct WordsTogether {
    std::vector<std::string> terms;
    std::vector<std::uint32_t> order;  // behind each other (phrases.hpp); empty: wherever they stand
};

// What else is meant by words of a query. They count as one word, the best of them: summed, a rare one would weigh more
// than the word itself.
struct Alternatives {
    std::vector<std::string> terms;      // said as often as all of them are, and as rare as any of them is
    std::vector<WordsTogether> phrases;  // each weighs what one of its words does
    double weight = 1;
};

// What a text asks for: any of the words, whose weights add up; all that is demanded.
struct RankedText {
    std::vector<WordWays> words;
    std::vector<Alternatives> alternatives;
    std::vector<Alternatives> demands;  // found is only who has each; they weigh too, unless their weight is 0
    Xapian::Query names;                // records of this name go before all others; may be empty
    Xapian::Query among;                // others must be among these; empty: all
    Xapian::Query barred;               // others must not be among these; may be empty
    bool everything = false;            // no word is asked for: all who are allowed
};

// What a term in a document weighs, of one snapshot.
class TermWeights {
public:
    TermWeights(const Xapian::Database& database, const Columns& columns);

    double of_term(Xapian::doccount found) const;                 // by the number of documents that have it
    double of_times(Xapian::docid document, double times) const;  // below 1
    // Adds `factor` times the weight of the term to the scores of the documents that have it.
    void add(const std::string& term, double factor, std::vector<double>& scores) const;

private:
    const Xapian::Database& database_;
    const Columns& columns_;
    double all_;
    double per_word_;
};

struct Scores {
    std::vector<double> weight;  // by document number
    std::vector<bool> found;     // by words and demands alone
};
Scores score_documents(const Xapian::Database& database, const Columns& columns, const RankedText& text);

// The weights of all documents that match a query that few do.
std::map<Xapian::docid, double> score_few(const Xapian::Database& database, const Xapian::Query& query);

}  // namespace afb::indexer
