// What the insight tests share: facts written out, random bodies, and regulations in a line.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "service/insights/facts.hpp"
#include "tests/kit/test_app.hpp"

namespace afb::test {

// Everything the facts hold, a line a record: equal for equal facts, however they came about.
std::vector<std::string> written_out(const insights::Facts& facts);

RecordQuery of_kind(const std::string& kind);

// A regulation that pays students, with these tariffs.
Json allowance(const std::string& title, Json tariffs);
// "250.00" a month, for so many days a week (0: not stated) and these study years.
Json tariff(const std::string& amount, int days, std::vector<int> years = {});

// A random valid regulation, partnership or agreement that refers to `ids` (of regions and partnerships).
struct RandomRecords {
    std::mt19937 random;
    std::vector<std::string> regions = {};
    std::vector<std::string> partnerships = {};

    int below(int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); }
    Json tariffs();
    Json regulation();
};

}  // namespace afb::test
