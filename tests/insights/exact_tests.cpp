// Quantiles and means against SQL over whole numbers: the same definition, worked out another way.
#include <SQLiteCpp/SQLiteCpp.h>

#include <catch2/catch.hpp>

#include <algorithm>
#include <random>

#include "service/insights/exact.hpp"

using namespace afb;
using insights::Exact;

namespace {

constexpr std::int64_t common = 420;  // every denominator below divides it

Exact exact(std::int64_t numerator, std::int64_t denominator) {
    return insights::Exact::of(numerator, denominator, Fraction()).value();
}

// Type 7 of numbers that are `common` parts of a cent: with the place p (n - 1) between two of them in quarters, half
// up.
std::int64_t by_sql(SQLite::Database& database, int quarters) {
    SQLite::Statement statement(database, R"(
        WITH ordered AS (SELECT part, row_number() OVER (ORDER BY part) - 1 AS place FROM amount),
        at AS (SELECT (count(*) - 1) * ?1 / 4 AS low, (count(*) - 1) * ?1 % 4 AS quarter FROM amount),
        found AS (
            SELECT l.part * (4 - at.quarter) + u.part * at.quarter AS part
            FROM at JOIN ordered l ON l.place = at.low
            JOIN ordered u ON u.place = at.low + (at.quarter > 0))
        SELECT (part * 2 + 4 * ?2) / (2 * 4 * ?2) FROM found)");
    statement.bind(1, quarters);
    statement.bind(2, common);
    REQUIRE(statement.executeStep());
    return statement.getColumn(0).getInt64();
}

std::int64_t mean_by_sql(SQLite::Database& database) {
    SQLite::Statement statement(database, "SELECT (sum(part) * 2 + count(*) * ?1) / (2 * count(*) * ?1) FROM amount");
    statement.bind(1, common);
    REQUIRE(statement.executeStep());
    return statement.getColumn(0).getInt64();
}

}  // namespace

TEST_CASE("quantiles are those of type 7") {
    // R: quantile(c(0, 100, 250, 400), c(.25, .5, .75), type = 7) gives 75, 175, 287.5.
    const std::vector<Exact> amounts{exact(0, 1), exact(10'000, 1), exact(25'000, 1), exact(40'000, 1)};
    const auto found = insights::distribution_of(amounts).value();
    CHECK(found.min.text() == "0.00");
    CHECK(found.p25.text() == "75.00");
    CHECK(found.median.text() == "175.00");
    CHECK(found.p75.text() == "287.50");
    CHECK(found.max.text() == "400.00");
    CHECK(found.mean.text() == "187.50");
    CHECK_FALSE(insights::distribution_of({}));
}

TEST_CASE("an amount is rounded once, at the end") {
    // Twice 33 1/3 cent is 66 2/3, so 67; rounded before it would be 66.
    CHECK(Exact::of(100, 3, *Fraction::of(2, 1))->rounded().cents() == 67);
    CHECK(Exact::of(100, 3, *Fraction::of(3, 1))->rounded().cents() == 100);
    CHECK(exact(1, 2).rounded().cents() == 1);
    // The middle of 0 and 1 cent is half a cent, which goes up; the mean of 0, 0 and 1 is a third, which does not.
    CHECK(insights::quantile({exact(0, 1), exact(1, 1)}, 2).cents() == 1);
    CHECK(insights::mean({exact(0, 1), exact(0, 1), exact(1, 1)}).cents() == 0);
    CHECK(exact(1, 3) < exact(34, 100));
    CHECK(exact(2, 6) == exact(1, 3));
    CHECK_FALSE(Exact::of(std::numeric_limits<std::int64_t>::max(), 1, *Fraction::of(5, 1)));
}

TEST_CASE("quantiles and means of random amounts are what SQL makes of them") {
    std::mt19937 random(20261124);
    const auto below = [&](int limit) { return std::uniform_int_distribution<int>(0, limit - 1)(random); };
    constexpr std::array<std::int64_t, 8> denominators{1, 2, 3, 4, 5, 7, 12, 60};
    for (int round = 0; round < 200; ++round) {
        SQLite::Database database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        database.exec("CREATE TABLE amount (part INTEGER NOT NULL)");
        SQLite::Statement insert(database, "INSERT INTO amount VALUES (?)");
        std::vector<Exact> amounts;
        for (int i = 1 + below(round < 20 ? 4 : round < 190 ? 60 : 900); i > 0; --i) {
            const std::int64_t denominator = denominators[static_cast<std::size_t>(below(8))];
            const std::int64_t numerator = below(4) == 0 ? below(10) : below(100'000);
            amounts.push_back(exact(numerator, denominator));
            insert.bind(1, numerator * (common / denominator));
            insert.exec();
            insert.reset();
        }
        const auto found = insights::distribution_of(amounts).value();
        std::sort(amounts.begin(), amounts.end());
        const std::array five{found.min, found.p25, found.median, found.p75, found.max};
        for (int quarters = 0; quarters <= 4; ++quarters) {
            const std::int64_t expected = by_sql(database, quarters);
            CHECK(insights::quantile(amounts, quarters).cents() == expected);
            CHECK(five.at(static_cast<std::size_t>(quarters)).cents() == expected);
        }
        CHECK(found.mean.cents() == mean_by_sql(database));
        CHECK(insights::mean(amounts).cents() == mean_by_sql(database));
    }
}
