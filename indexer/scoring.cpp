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
    double of(Xapian::docid document) const { return of_[document]; }
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

    // Calls found(document) for each that has one of them. Phrases are only looked for in a document when
    // may(document).
    template <class May, class Found>
    void add(const Alternatives& alternatives, May may, Found found) {
        raise_for_any(alternatives.terms);
        raise_for_phrases(alternatives.phrases, alternatives.weight > 0, may);
        best_.take([&](Xapian::docid document, double score) {
            scores_[document] += alternatives.weight * score;
            found(document);
        });
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
    // A document with all words of a phrase, wherever they stand.
    struct Chance {
        Xapian::docid document = 0;
        double score = 0;
        const WordsTogether* phrase = nullptr;
    };

    // The text of a document is read once for all phrases, and only when that could change something.
    template <class May>
    void raise_for_phrases(const std::vector<WordsTogether>& phrases, bool weighed, May may) {
        std::vector<Chance> chances;
        for (const WordsTogether& phrase : phrases) {
            const std::size_t before = chances.size();
            find_chances(phrase, chances);
            if (!phrase.order.empty()) continue;
            for (; chances.size() > before; chances.pop_back())
                best_.raise(chances.back().document, chances.back().score);
        }
        const auto earlier = [](const Chance& a, const Chance& b) { return a.document < b.document; };
        if (!std::is_sorted(chances.begin(), chances.end(), earlier))
            std::sort(chances.begin(), chances.end(), earlier);
        SlotValues texts(database_, slots::words);
        std::string text;
        Xapian::docid read = 0;
        for (const Chance& chance : chances) {
            const double known = best_.of(chance.document);
            if (known >= chance.score || (known > 0 && !weighed) || !may(chance.document)) continue;
            if (read != chance.document) text = texts.of(chance.document);
            read = chance.document;
            if (has_phrase(text, chance.phrase->order)) best_.raise(chance.document, chance.score);
        }
    }

    // The rarest word leads, the others follow where it stands.
    void find_chances(const WordsTogether& phrase, std::vector<Chance>& chances) {
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
        for (Word& lead = words.front(); lead.at != lead.end; ++lead.at) {
            Chance chance{.document = *lead.at, .score = 0, .phrase = &phrase};
            bool has_all = true;
            for (auto word = words.begin(); word != words.end() && has_all; ++word) {
                word->at.skip_to(chance.document);
                if (word->at == word->end) return;
                has_all = *word->at == chance.document;
                if (has_all) chance.score += word->weight * weights_.of_times(chance.document, word->at.get_wdf());
            }
            if (has_all) chances.push_back(chance);
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
      per_word_(length_share / std::max(database.get_avlength(), 1.0)) {}

// What Xapian's BM25Weight makes of it.
double TermWeights::of_term(Xapian::doccount found) const {
    double rarity = (all_ - found + 0.5) / (found + 0.5);
    if (rarity < 2) rarity = rarity * 0.5 + 1;
    return std::log(rarity) * (saturation + 1);
}

double TermWeights::of_times(Xapian::docid document, double times) const {
    const double length = std::max(columns_.length(document) * per_word_, shortest * length_share);
    return times / (times + saturation * (length + 1 - length_share));
}

void TermWeights::add(const std::string& term, double factor, std::vector<double>& scores) const {
    const double weight = factor * of_term(database_.get_termfreq(term));
    const auto end = database_.postlist_end(term);
    for (auto at = database_.postlist_begin(term); at != end; ++at) scores[*at] += weight * of_times(*at, at.get_wdf());
}

Scores score_documents(const Xapian::Database& database, const Columns& columns, const RankedText& text) {
    const std::size_t all = std::size_t{columns.last()} + 1;
    Scores scores{.weight = std::vector<double>(all, 0.0), .found = std::vector<bool>(all, text.everything)};
    if (text.everything) return scores;
    std::map<std::string, double> factors;  // two words may share a part
    for (const WordWays& ways : text.words) {
        for (const WeightedTerm& way : ways) factors[way.term] += way.weight;
    }
    const TermWeights weights(database, columns);
    for (const auto& [term, factor] : factors) weights.add(term, factor, scores.weight);
    if (!text.alternatives.empty() || !text.demands.empty()) {
        AlternativeScores others(database, weights, scores.weight);
        const auto always = [](Xapian::docid) { return true; };
        for (const Alternatives& alternatives : text.alternatives)
            others.add(alternatives, always, [](Xapian::docid) {});
        // Who misses one demand is not looked into for the next.
        std::vector<std::size_t> met(text.demands.empty() ? 0 : all, 0);
        for (std::size_t before = 0; before < text.demands.size(); ++before) {
            others.add(
                text.demands[before], [&](Xapian::docid document) { return met[document] == before; },
                [&](Xapian::docid found) { ++met[found]; });
        }
        for (std::size_t document = 0; document < met.size(); ++document)
            scores.found[document] = met[document] == text.demands.size();
    }
    if (text.demands.empty()) {
        for (std::size_t document = 0; document < all; ++document) scores.found[document] = scores.weight[document] > 0;
    }
    return scores;
}

std::map<Xapian::docid, double> score_few(const Xapian::Database& database, const Xapian::Query& query) {
    std::map<Xapian::docid, double> scores;
    if (query.empty()) return scores;
    Xapian::Enquire enquire(database);
    enquire.set_weighting_scheme(ranking());
    enquire.set_query(query);
    const Xapian::MSet all = enquire.get_mset(0, database.get_doccount());
    for (auto hit = all.begin(); hit != all.end(); ++hit) scores.emplace(*hit, hit.get_weight());
    return scores;
}

}  // namespace afb::indexer
