#include "indexer/scoring.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "indexer/phrases.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

// BM25: how soon a word said again counts no more; how much a long text counts less (0.3 and 0.5 are alike on most
// collections, 0.3 is better on agreements); the shortest text there is, against the average.
constexpr double saturation = 1;
constexpr double length_share = 0.3;
constexpr double shortest = 0.5;

// A number for each of a few documents among all.
class Few {
public:
    explicit Few(std::size_t all) : of_(all, 0.0) {}

    void add(Xapian::docid document, double more) { set(document, of_[document] + more); }
    void raise(Xapian::docid document, double at_least) { set(document, std::max(of_[document], at_least)); }
    std::size_t size() const { return documents_.size(); }

    // Calls use(document, number) for each, and forgets it.
    template <class Use>
    void take(Use use) {
        for (const Xapian::docid document : documents_) {
            use(document, of_[document]);
            of_[document] = 0;
        }
        documents_.clear();
    }

private:
    void set(Xapian::docid document, double number) {
        if (of_[document] == 0 && number != 0) documents_.push_back(document);
        of_[document] = number;
    }

    std::vector<double> of_;
    std::vector<Xapian::docid> documents_;
};

class AlternativeScores {
public:
    AlternativeScores(const Xapian::Database& database, const TermWeights& weights, std::vector<double>& scores)
        : database_(database), weights_(weights), scores_(scores), times_(scores.size()), best_(scores.size()) {}

    void add(const Alternatives& alternatives) {
        raise_for_any(alternatives.terms);
        for (const WordsTogether& phrase : alternatives.phrases) raise_for_all(phrase);
        best_.take([&](Xapian::docid document, double score) { scores_[document] += alternatives.weight * score; });
    }

private:
    void raise_for_any(const std::vector<std::string>& terms) {
        for (const std::string& term : terms) {
            const auto end = database_.postlist_end(term);
            for (auto at = database_.postlist_begin(term); at != end; ++at) times_.add(*at, at.get_wdf());
        }
        if (times_.size() == 0) return;
        const double weight = weights_.of_term(static_cast<Xapian::doccount>(times_.size()));
        times_.take([&](Xapian::docid document, double times) {
            best_.raise(document, weight * weights_.of_times(document, times));
        });
    }

    struct Word {
        double weight = 0;
        Xapian::doccount found = 0;
        Xapian::PostingIterator at;
        Xapian::PostingIterator end;
    };

    // The rarest word leads, the others follow where it stands.
    void raise_for_all(const WordsTogether& phrase) {
        std::vector<Word> words;
        for (const std::string& term : phrase.terms) {
            const Xapian::doccount found = database_.get_termfreq(term);
            if (found == 0) return;
            words.push_back({.weight = weights_.of_term(found) / static_cast<double>(phrase.terms.size()),
                             .found = found,
                             .at = database_.postlist_begin(term),
                             .end = database_.postlist_end(term)});
        }
        std::sort(words.begin(), words.end(), [](const Word& a, const Word& b) { return a.found < b.found; });
        SlotValues texts(database_, slots::words);
        for (Word& lead = words.front(); lead.at != lead.end; ++lead.at) {
            const Xapian::docid document = *lead.at;
            double score = 0;
            for (Word& word : words) {
                word.at.skip_to(document);
                if (word.at == word.end) return;
                if (*word.at != document) {
                    score = 0;
                    break;
                }
                score += word.weight * weights_.of_times(document, word.at.get_wdf());
            }
            if (score == 0) continue;
            if (phrase.order.empty() || has_phrase(texts.of(document), phrase.order)) best_.raise(document, score);
        }
    }

    const Xapian::Database& database_;
    const TermWeights& weights_;
    std::vector<double>& scores_;
    Few times_;
    Few best_;
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

double TermWeights::of_times(Xapian::docid document, double times) const {
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
    std::map<std::string, double> factors;  // two words may share a part
    for (const WordWays& ways : text.words) {
        for (const WeightedTerm& way : ways) factors[way.term] += way.weight;
    }
    const TermWeights weights(database, columns);
    for (const auto& [term, factor] : factors) weights.add(term, factor, scores);
    if (!text.alternatives.empty()) {
        AlternativeScores others(database, weights, scores);
        for (const Alternatives& alternatives : text.alternatives) others.add(alternatives);
    }
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
