// Texts made of the sentences of the evaluation set's agreements: real words and compounds, some everywhere and most
// rare.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <vector>

#include "tests/relevance/ranking.hpp"

namespace afb::bench {

class Sentences {
public:
    explicit Sentences(const std::vector<relevance::JudgedDocument>& documents);

    // At least `bytes` bytes. The sentence of rank r is drawn about 1/r as often as the first.
    std::string text(std::mt19937_64& random, std::size_t bytes) const;

private:
    std::vector<std::string> by_rank_;
};

// `count` invented agreements with texts of about `bytes` bytes; the same numbers give the same agreements.
std::vector<relevance::JudgedDocument> invent(const std::vector<relevance::JudgedDocument>& from, std::size_t count,
                                              std::size_t bytes);

}  // namespace afb::bench
