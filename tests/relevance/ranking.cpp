#include "tests/relevance/ranking.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <functional>
#include <stdexcept>

namespace afb::relevance {

namespace {

// Calls use(columns) for each line.
void read_table(const std::string& path, std::size_t columns,
                const std::function<void(const std::vector<std::string>&)>& use) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    for (std::string line; std::getline(file, line);) {
        std::vector<std::string> cells(1);
        for (const char c : line) {
            if (c == '\t') {
                cells.emplace_back();
            } else {
                cells.back().push_back(c);
            }
        }
        if (cells.size() != columns) throw std::runtime_error(path + ": a line of another form: " + line);
        use(cells);
    }
}

double discounted(int grade, Gain gain, std::size_t index) {
    const double gained = gain == Gain::grade ? grade : std::exp2(grade) - 1;
    return gained / std::log2(static_cast<double>(index + 2));
}

}  // namespace

Collection read_collection(const std::string& folder) {
    Collection collection;
    read_table(folder + "/domain_docs.tsv", 3, [&](const std::vector<std::string>& cells) {
        collection.documents.push_back({.id = cells[0], .title = cells[1], .text = cells[2]});
    });
    std::map<std::string, Grades> grades;
    read_table(folder + "/domain_qrels.tsv", 3,
               [&](const std::vector<std::string>& cells) { grades[cells[0]][cells[1]] = std::stoi(cells[2]); });
    read_table(folder + "/domain_queries.tsv", 3, [&](const std::vector<std::string>& cells) {
        collection.queries.push_back(
            {.id = cells[0], .wording = cells[1].at(0), .text = cells[2], .grades = grades[cells[0]]});
    });
    return collection;
}

double ndcg(const std::vector<std::string>& ranked, const Grades& grades, Gain gain, std::size_t depth) {
    std::vector<int> best;
    for (const auto& [id, grade] : grades) best.push_back(grade);
    std::sort(best.begin(), best.end(), std::greater<>());
    double ideal = 0;
    for (std::size_t i = 0; i < std::min(depth, best.size()); ++i) ideal += discounted(best[i], gain, i);
    if (ideal == 0) return 0;
    double reached = 0;
    for (std::size_t i = 0; i < std::min(depth, ranked.size()); ++i) {
        if (const auto grade = grades.find(ranked[i]); grade != grades.end())
            reached += discounted(grade->second, gain, i);
    }
    return reached / ideal;
}

double recall(const std::vector<std::string>& ranked, const Grades& grades, std::size_t depth) {
    if (grades.empty()) return 0;
    std::size_t found = 0;
    for (std::size_t i = 0; i < std::min(depth, ranked.size()); ++i) found += grades.contains(ranked[i]) ? 1U : 0U;
    return static_cast<double>(found) / static_cast<double>(grades.size());
}

std::vector<QueryScore> score_queries(const Collection& collection, const Ranker& rank) {
    std::vector<QueryScore> scores;
    for (const JudgedQuery& query : collection.queries) {
        const std::vector<std::string> ranked = rank(query.text);
        scores.push_back({.query = &query,
                          .ndcg = ndcg(ranked, query.grades),
                          .steep_ndcg = ndcg(ranked, query.grades, Gain::steep),
                          .recall = recall(ranked, query.grades)});
    }
    return scores;
}

RankingScore mean(const std::vector<QueryScore>& scores, char wording) {
    RankingScore sum;
    for (const QueryScore& score : scores) {
        if (wording != 0 && score.query->wording != wording) continue;
        ++sum.queries;
        sum.ndcg += score.ndcg;
        sum.steep_ndcg += score.steep_ndcg;
        sum.recall += score.recall;
    }
    if (sum.queries > 0) {
        sum.ndcg /= static_cast<double>(sum.queries);
        sum.steep_ndcg /= static_cast<double>(sum.queries);
        sum.recall /= static_cast<double>(sum.queries);
    }
    return sum;
}

}  // namespace afb::relevance
