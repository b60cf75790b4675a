#include "indexer/refining.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>

#include "indexer/phrases.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

// Measured on half of the evaluation topics and held against the other half; values around these are as good.
constexpr std::size_t most_looked_into = 50;
constexpr std::uint32_t near_positions = 3;  // "verdeling van kosten"
constexpr double nearness_weight = 8;
constexpr std::size_t examples = 6;        // the best ones, which keep their places
constexpr std::size_t most_weighed = 120;  // of the words they share, those that they have most
constexpr std::size_t common_terms = 14;
constexpr double likeness_weight = 1;       // of the one most like the examples, against the score of the last example
constexpr double most_common_share = 0.05;  // of all documents: a word that more have tells little
constexpr Xapian::doccount least_common = 2;
constexpr double almost = 0.999;

// Places in `candidates` of the best `count`, with those as good as the last one; without, when these are too many.
std::vector<std::size_t> find_best(const std::vector<Candidate>& candidates, std::size_t count) {
    double least = 0;
    bool ties_too = true;
    if (candidates.size() > count) {
        std::vector<double> scores;
        for (const Candidate& candidate : candidates) scores.push_back(candidate.score);
        const auto last = scores.begin() + static_cast<std::ptrdiff_t>(count - 1);
        std::nth_element(scores.begin(), last, scores.end(), std::greater<>());
        least = *last;
        const auto equal = std::count(scores.begin(), scores.end(), least);
        ties_too = static_cast<std::size_t>(equal) <= count;
    }
    std::vector<std::size_t> places;
    for (std::size_t place = 0; place < candidates.size(); ++place) {
        const double score = candidates[place].score;
        if (score > least || (ties_too && score == least)) places.push_back(place);
    }
    return places;
}

void add_nearness(std::vector<Candidate>& candidates, const Xapian::Database& database, const Nearness& nearness) {
    if (!nearness.is_possible()) return;
    SlotValues texts(database, slots::words);
    for (const std::size_t place : find_best(candidates, most_looked_into)) {
        Candidate& candidate = candidates[place];
        candidate.score += nearness_weight * nearness.in(texts.of(candidate.document));
    }
}

void keep_heaviest(std::vector<WeightedTerm>& terms, std::size_t count) {
    std::sort(terms.begin(), terms.end(), [](const WeightedTerm& a, const WeightedTerm& b) {
        return a.weight != b.weight ? a.weight > b.weight : a.term < b.term;
    });
    if (terms.size() > count) terms.resize(count);
}

// The words that the best have in common and few others have, with what they weigh: 1 together.
std::vector<WeightedTerm> common_words(const std::vector<Candidate>& best, const Xapian::Database& database,
                                       const TermWeights& weights) {
    struct Use {
        double weight = 0;
        std::size_t documents = 0;
    };
    std::unordered_map<std::string, Use> uses;
    for (const Candidate& example : best) {
        auto term = database.termlist_begin(example.document);
        const auto end = database.termlist_end(example.document);
        for (term.skip_to(word_term("")); term != end; ++term) {
            Use& use = uses[*term];
            use.weight += example.score * weights.of_times(example.document, term.get_wdf());
            ++use.documents;
        }
    }
    std::vector<WeightedTerm> terms;
    for (const auto& [term, use] : uses) {
        if (use.documents >= least_common && !stem_of_term(term).empty())
            terms.push_back({.term = term, .weight = use.weight});
    }
    keep_heaviest(terms, most_weighed);
    // In the order of the index, which then reads each of its blocks once.
    std::sort(terms.begin(), terms.end(), [](const WeightedTerm& a, const WeightedTerm& b) { return a.term < b.term; });
    const double most = most_common_share * database.get_doccount();
    for (WeightedTerm& term : terms) {
        const Xapian::doccount found = database.get_termfreq(term.term);
        term.weight *= found < most ? weights.of_term(found) : 0;
    }
    std::erase_if(terms, [](const WeightedTerm& term) { return term.weight == 0; });
    keep_heaviest(terms, common_terms);
    double sum = 0;
    for (const WeightedTerm& term : terms) sum += term.weight;
    for (WeightedTerm& term : terms) term.weight /= sum;
    return terms;
}

// Behind the best ones come those like them. The best keep their places: who knows what to look for must find it there,
// and records much like each other would push it away. Only records that were found anyway: who does not have the words
// is not found.
void add_likeness(std::vector<Candidate>& candidates, const Xapian::Database& database, const TermWeights& weights) {
    const std::vector<std::size_t> places = find_best(candidates, examples);
    if (places.empty() || places.size() == candidates.size()) return;
    std::vector<Candidate> best;
    for (const std::size_t place : places) best.push_back(candidates[place]);
    std::stable_sort(best.begin(), best.end(),
                     [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
    std::vector<double> likeness(std::size_t{database.get_lastdocid()} + 1, 0.0);
    for (const WeightedTerm& term : common_words(best, database, weights))
        weights.add(term.term, term.weight, likeness);
    for (const Candidate& example : best) likeness[example.document] = 0;
    double alike = 0;
    for (const Candidate& candidate : candidates) alike = std::max(alike, likeness[candidate.document]);
    if (alike == 0) return;
    const double factor = likeness_weight * best.back().score / alike;
    double most = 0;
    auto kept = places.begin();
    for (std::size_t place = 0; place < candidates.size(); ++place) {
        if (kept != places.end() && *kept == place) {
            ++kept;
            continue;
        }
        candidates[place].score += factor * likeness[candidates[place].document];
        most = std::max(most, candidates[place].score);
    }
    if (most < best.back().score) return;
    // They stay behind.
    const double shrink = almost * best.back().score / most;
    kept = places.begin();
    for (std::size_t place = 0; place < candidates.size(); ++place) {
        if (kept != places.end() && *kept == place) {
            ++kept;
        } else {
            candidates[place].score *= shrink;
        }
    }
}

}  // namespace

Nearness::Nearness(const std::vector<WordWays>& words, const Xapian::Database& database, const TermWeights& weights)
    : words_(words.size()) {
    for (std::size_t word = 0; word < words.size(); ++word) {
        for (const WeightedTerm& way : words[word]) {
            const std::string_view stem = stem_of_term(way.term);
            const Xapian::doccount found = database.get_termfreq(way.term);
            if (stem.empty() || found == 0) continue;
            ways_.push_back({.hash = phrase_word(stem), .word = word, .weight = way.weight * weights.of_term(found)});
        }
    }
    std::sort(ways_.begin(), ways_.end(), [](const Way& a, const Way& b) { return a.hash < b.hash; });
    for (const Way& way : ways_) low_bytes_.set(way.hash & 0xFFU);
}

double Nearness::in(std::string_view packed) const {
    struct Hit {
        std::uint32_t position = 0;
        std::size_t word = 0;
        double weight = 0;
    };
    std::vector<Hit> hits;
    std::uint32_t position = 0;
    for_each_word(packed, [&](std::uint32_t step, std::uint32_t hash) {
        position += step;
        if (!low_bytes_[hash & 0xFFU]) return true;
        auto way = std::lower_bound(ways_.begin(), ways_.end(), hash,
                                    [](const Way& w, std::uint32_t wanted) { return w.hash < wanted; });
        for (; way != ways_.end() && way->hash == hash; ++way)
            hits.push_back({.position = position, .word = way->word, .weight = way->weight});
        return true;
    });
    double best = 0;
    std::vector<double> here(words_);
    for (auto first = hits.begin(); first != hits.end(); ++first) {
        std::fill(here.begin(), here.end(), 0.0);
        double sum = 0;
        double heaviest = 0;
        for (auto hit = first; hit != hits.end() && hit->position < first->position + near_positions; ++hit) {
            if (hit->weight <= here[hit->word]) continue;
            sum += hit->weight - here[hit->word];
            here[hit->word] = hit->weight;
            heaviest = std::max(heaviest, hit->weight);
        }
        best = std::max(best, sum - heaviest);
    }
    return best;
}

void refine(std::vector<Candidate>& candidates, const Xapian::Database& database, const Columns& columns,
            const RankedText& text) {
    const TermWeights weights(database, columns);
    add_nearness(candidates, database, Nearness(text.words, database, weights));
    add_likeness(candidates, database, weights);
}

}  // namespace afb::indexer
