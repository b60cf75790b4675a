#include "tests/relevance/gold.hpp"

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace afb::relevance {

namespace {

double share(std::size_t part, std::size_t whole) {
    return whole == 0 ? 1 : static_cast<double>(part) / static_cast<double>(whole);
}

std::string with_boundaries(const std::string& word, const std::set<std::size_t>& at) {
    std::string out;
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (at.contains(i)) out.push_back('+');
        out.push_back(word[i]);
    }
    return out;
}

}  // namespace

GoldWord parse_gold(std::string_view line) {
    GoldWord gold;
    for (const char c : line) {
        if (c == '+') {
            gold.required.insert(gold.word.size());
        } else if (c == '~') {
            gold.optional.insert(gold.word.size());
        } else if (c != '_') {
            gold.word.push_back(c);
        }
    }
    return gold;
}

std::vector<GoldWord> read_gold(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    std::vector<GoldWord> words;
    for (std::string line; std::getline(file, line);) {
        if (!line.empty() && line.front() != '#') words.push_back(parse_gold(line));
    }
    return words;
}

Splitter index_splitter(indexer::DutchText& dutch) {
    return [&dutch](const std::string& word) {
        std::set<std::size_t> boundaries;
        for (const indexer::Token& token : dutch.analyse(word)) {
            for (const indexer::Part& part : token.parts) {
                if (!part.joined && part.begin > 0) boundaries.insert(part.begin);
            }
        }
        return boundaries;
    };
}

double SplitScore::precision() const {
    return share(right, right + wrong);
}
double SplitScore::recall() const {
    return share(right, right + missed);
}
double SplitScore::f1() const {
    return share(2 * right, 2 * right + wrong + missed);
}

SplitScore score_splits(const std::vector<GoldWord>& gold, const Splitter& split) {
    SplitScore score;
    for (const GoldWord& word : gold) {
        const std::set<std::size_t> found = split(word.word);
        const auto count = [](const std::set<std::size_t>& of, const auto& holds) {
            return static_cast<std::size_t>(std::count_if(of.begin(), of.end(), holds));
        };
        const std::size_t right = count(found, [&](std::size_t at) { return word.required.contains(at); });
        const std::size_t wrong =
            count(found, [&](std::size_t at) { return !word.required.contains(at) && !word.optional.contains(at); });
        ++score.words;
        score.right += right;
        score.wrong += wrong;
        score.missed += word.required.size() - right;
        if (wrong == 0 && right == word.required.size()) {
            ++score.whole;
        } else {
            score.mistakes.push_back(with_boundaries(word.word, found) + ", should be " +
                                     with_boundaries(word.word, word.required));
        }
    }
    return score;
}

}  // namespace afb::relevance
