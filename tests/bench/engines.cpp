// engines DATA [COUNT]: our search beside SQLite's FTS5 over the same documents: how good the answers are on the
// evaluation set, and what a query costs there and among COUNT (10,000) invented agreements of about 2 kB.
#include <fmt/format.h>

#include <functional>
#include <iostream>

#include "tests/bench/cost.hpp"
#include "tests/bench/fts5.hpp"
#include "tests/bench/sentences.hpp"
#include "tests/relevance/collection_index.hpp"

using namespace afb;
using namespace afb::bench;
using namespace afb::relevance;

namespace {

constexpr std::size_t text_bytes = 2'000;
constexpr int rounds = 3;  // of all queries; the first one is not counted: it fills caches

struct Engine {
    std::string name;
    std::function<Ranker(const std::vector<JudgedDocument>&)> open;
};

Engine fts5(const char* name, FtsWay way) {
    return {.name = name, .open = [way](const std::vector<JudgedDocument>& documents) {
                auto index = std::make_shared<FtsIndex>(documents, way);
                return [index](const std::string& text) { return index->rank(text, recall_depth); };
            }};
}

std::vector<Engine> engines() {
    return {{.name = "ours",
             .open =
                 [](const std::vector<JudgedDocument>& documents) {
                     auto index = std::make_shared<CollectionIndex>(Collection{.documents = documents, .queries = {}});
                     return [index](const std::string& text) { return index->rank(text); };
                 }},
            fts5("FTS5 unicode61", FtsWay::words),
            fts5("FTS5 unicode61, prefix*", FtsWay::prefixes),
            fts5("FTS5 trigram, substring", FtsWay::substrings),
            fts5("FTS5 trigram, any 3 letters", FtsWay::three_letters),
            fts5("FTS5 fed with our words", FtsWay::our_words)};
}

Costs cost_of(const Collection& collection, const Ranker& rank) {
    Costs costs;
    for (int round = 0; round < rounds; ++round) {
        for (const JudgedQuery& query : collection.queries) {
            if (round == 0) {
                rank(query.text);
            } else {
                costs.time([&] { rank(query.text); });
            }
        }
    }
    return costs;
}

void compare(const std::string& data, std::size_t count) {
    const Collection collection = read_collection(data);
    const std::vector<JudgedDocument> many = invent(collection.documents, count, text_bytes);
    fmt::print(
        "{} queries; quality on {} judged agreements; CPU ms a query (20 best, no snippets) there and among {}\n\n",
        collection.queries.size(), collection.documents.size(), count);
    fmt::print("{:<28} nDCG@10  R@20   c     p     v    | {:>6} mean  p99 | {:>7} mean    p99\n", "",
               collection.documents.size(), count);
    for (const Engine& engine : engines()) {
        const Ranker rank = engine.open(collection.documents);
        const std::vector<QueryScore> scores = score_queries(collection, rank);
        const Costs few = cost_of(collection, rank);
        const Costs lots = cost_of(collection, engine.open(many));
        fmt::print("{:<28} {:.3f}   {:.3f}  {:.3f} {:.3f} {:.3f} | {:>11.3f} {:.2f} | {:>12.2f} {:>6.1f}\n",
                   engine.name, mean(scores).ndcg, mean(scores).recall, mean(scores, 'c').ndcg, mean(scores, 'p').ndcg,
                   mean(scores, 'v').ndcg, few.mean(), few.percentile(0.99), lots.mean(), lots.percentile(0.99));
        std::cout.flush();
    }
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 2 || argc > 3) {
        std::cerr << "usage: engines DATA [COUNT]\n";
        return 2;
    }
    try {
        compare(argv[1], argc > 2 ? std::stoul(argv[2]) : 10'000);
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "engines: " << error.what() << '\n';
        return 1;
    }
}
