// How well a search ranks: judged queries, and the measures over what it answers.
//
// nDCG@10 discounts the gain of the document at rank r (from 1) by log2(r + 1) and divides by the best order that the
// judgments allow. The gain is the grade, as in trec_eval; `steep` makes it 2^grade - 1, which others take: 1 and 3.
// R@20 is the share of a query's relevant documents (grade 1 or 2) among the first 20; where more than 20 are relevant
// it cannot be 1.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace afb::relevance {

struct JudgedDocument {
    std::string id;
    std::string title;
    std::string text;
};

using Grades = std::map<std::string, int>;  // of the relevant documents, by id

struct JudgedQuery {
    std::string id;
    char wording = 'c';  // c compounds, p words apart, v everyday words
    std::string text;
    Grades grades;
};

struct Collection {
    std::vector<JudgedDocument> documents;
    std::vector<JudgedQuery> queries;
};

// domain_docs.tsv, domain_queries.tsv and domain_qrels.tsv of `folder`. Throws std::runtime_error when one of them
// cannot be read or has a line of another form.
Collection read_collection(const std::string& folder);

inline constexpr std::size_t ndcg_depth = 10;
inline constexpr std::size_t recall_depth = 20;

enum class Gain { grade, steep };

// `ranked`: ids, best first.
double ndcg(const std::vector<std::string>& ranked, const Grades& grades, Gain gain = Gain::grade,
            std::size_t depth = ndcg_depth);
double recall(const std::vector<std::string>& ranked, const Grades& grades, std::size_t depth = recall_depth);

struct QueryScore {
    const JudgedQuery* query = nullptr;  // in the collection
    double ndcg = 0;
    double steep_ndcg = 0;
    double recall = 0;
};

struct RankingScore {
    std::size_t queries = 0;
    double ndcg = 0;  // means
    double steep_ndcg = 0;
    double recall = 0;
};

// The ids of the best `recall_depth` documents for a text.
using Ranker = std::function<std::vector<std::string>(const std::string& text)>;
std::vector<QueryScore> score_queries(const Collection& collection, const Ranker& rank);

// Of all queries, or of those of one wording.
RankingScore mean(const std::vector<QueryScore>& scores, char wording = 0);

}  // namespace afb::relevance
