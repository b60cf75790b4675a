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

TermWeights::TermWeights(const Xapian::Database& database, const Columns& columns)
    : database_(database),
      columns_(columns),
      all_(database.get_doccount()),
      per_byte_(length_share / std::max(database.get_avlength(), 1.0)) {}

// What Xapian's BM25Weight makes of it.
double TermWeights::of_term(Xapian::doccount found) const {
    double rarity = (all_ - found + 0.5) / (found + 0.5);
    if (rarity < 2) rarity = rarity * 0.5 + 1;
    return std::log(rarity) * (saturation + 1);
}

double TermWeights::of_times(Xapian::docid document, Xapian::termcount times) const {
    const double length = std::max(columns_.length(document) * per_byte_, shortest * length_share);
    return times / (times + saturation * (length + 1 - length_share));
}

void TermWeights::add(const std::string& term, double factor, std::vector<double>& scores) const {
    const double weight = factor * of_term(database_.get_termfreq(term));
    const auto end = database_.postlist_end(term);
    for (auto at = database_.postlist_begin(term); at != end; ++at) scores[*at] += weight * of_times(*at, at.get_wdf());
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
    std::map<std::string, double> factors;  // two words may share a part
    for (const WordWays& ways : text.words) {
        for (const WeightedTerm& way : ways) factors[way.term] += way.weight;
    }
    const TermWeights weights(database, columns);
    for (const auto& [term, factor] : factors) weights.add(term, factor, scores);
    return scores;
}

std::map<Xapian::docid, double> score_few(const Xapian::Database& database, const Xapian::Query& query) {
    std::map<Xapian::docid, double> scores;
    // Most often nothing has this name, and a match of nothing costs more than to ask for its terms.
    const bool has_any = std::any_of(query.get_terms_begin(), query.get_terms_end(),
                                     [&](const std::string& term) { return database.term_exists(term); });
    if (!has_any) return scores;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(ranking());
    enquire.set_query(query);
    const Xapian::MSet all = enquire.get_mset(0, database.get_doccount());
    for (auto hit = all.begin(); hit != all.end(); ++hit) scores.emplace(*hit, hit.get_weight());
    return scores;
}

}  // namespace afb::indexer
