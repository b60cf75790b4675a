#include "tests/bench/sentences.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace afb::bench {

Sentences::Sentences(const std::vector<relevance::JudgedDocument>& documents) {
    std::map<std::string, std::size_t> counts;
    for (const relevance::JudgedDocument& document : documents) {
        std::size_t begin = 0;
        while (begin < document.text.size()) {
            const std::size_t end = std::min(document.text.find(". ", begin), document.text.size());
            ++counts[document.text.substr(begin, end - begin)];
            begin = end + 2;
        }
    }
    std::vector<std::pair<std::size_t, std::string>> ordered;
    for (const auto& [sentence, count] : counts) ordered.emplace_back(count, sentence);
    std::sort(ordered.begin(), ordered.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    for (auto& [count, sentence] : ordered) by_rank_.push_back(std::move(sentence));
}

std::string Sentences::text(std::mt19937_64& random, std::size_t bytes) const {
    std::string text;
    while (text.size() < bytes) {
        const double u = std::uniform_real_distribution<double>(0, 1)(random);
        const auto rank = static_cast<std::size_t>(std::pow(static_cast<double>(by_rank_.size() + 1), u)) - 1;
        text.append(by_rank_[std::min(rank, by_rank_.size() - 1)]).append(". ");
    }
    return text;
}

std::vector<relevance::JudgedDocument> invent(const std::vector<relevance::JudgedDocument>& from, std::size_t count,
                                              std::size_t bytes) {
    const Sentences sentences(from);
    std::mt19937_64 random(20261124);
    std::vector<relevance::JudgedDocument> documents;
    for (std::size_t i = 1; i <= count; ++i) {
        const std::string id = std::to_string(i);
        const std::string& title = from[random() % from.size()].title;
        documents.push_back({.id = id, .title = title + " " + id, .text = sentences.text(random, bytes)});
    }
    return documents;
}

}  // namespace afb::bench
