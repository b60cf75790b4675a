#include "indexer/scoring.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace afb::indexer {

namespace {

// BM25: how soon a word said again counts no more; how much a long text counts less (0.3 and 0.5 are alike on most
// collections, 0.3 is better on agreements); the shortest text there is, against the average.
constexpr double saturation = 1;
constexpr double length_share = 0.3;
constexpr double shortest = 0.5;

// What Xapian's BM25Weight makes of a term that `found` of `all` documents have.
double term_weight(double all, double found) {
    double rarity = (all - found + 0.5) / (found + 0.5);
    if (rarity < 2) rarity = rarity * 0.5 + 1;
    return std::log(rarity) * (saturation + 1);
}

// Adds the weights of every match of a query.
class Adder : public Xapian::MatchSpy {
public:
    explicit Adder(std::vector<double>& scores) : scores_(scores) {}
    void operator()(const Xapian::Document& document, double weight) override {
        const Xapian::docid number = document.get_docid();
        if (number < scores_.size()) scores_[number] += weight;
    }

private:
    std::vector<double>& scores_;
};

}  // namespace

Xapian::BM25Weight ranking() {
    return {saturation, 0, 1, length_share, shortest};
}

std::vector<double> score_documents(const Xapian::Database& database, const Columns& columns, const RankedText& text) {
    std::vector<double> scores(std::size_t{columns.last()} + 1, 0.0);
    if (!text.rest.empty()) {
        Xapian::Enquire enquire(database);
        enquire.set_weighting_scheme(ranking());
        enquire.set_query(text.rest);
        Adder adder(scores);
        enquire.add_matchspy(&adder);
        enquire.get_mset(0, 1, std::max(database.get_doccount(), 1U));
    }
    std::map<std::string, double> weights;  // two words may share a part
    for (const WeightedTerm& term : text.terms) weights[term.term] += term.weight;
    const double all = database.get_doccount();
    const double per_byte = length_share / std::max(database.get_avlength(), 1.0);
    for (const auto& [term, factor] : weights) {
        const double weight = factor * term_weight(all, database.get_termfreq(term));
        const auto end = database.postlist_end(term);
        for (auto at = database.postlist_begin(term); at != end; ++at) {
            const Xapian::docid number = *at;
            const double length = std::max(columns.length(number) * per_byte, shortest * length_share);
            const double times = at.get_wdf();
            scores[number] += weight * times / (times + saturation * (length + 1 - length_share));
        }
    }
    return scores;
}

}  // namespace afb::indexer
