// What students are paid: the distribution of the tariffs of regulations, whole and in groups. Pure: facts and a choice
// in, figures out.
//
// A tariff counts as an amount (also when it is zero), as unknown, or as not comparable with its reason; never as two
// of these. A regulation without tariffs counts once: as zero when it says "expressly none", else as unknown.
// Conversions start from the exact amount a month for each day a week and are rounded once (exact.hpp).
//
// Not mixed in: unless the query asks for them by direction or allowanceType, only money to students counts, of the
// types stagevergoeding and none, and regulations that do not state a type.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "schema/record_query.hpp"
#include "service/insights/dimensions.hpp"
#include "service/insights/exact.hpp"
#include "service/insights/selection.hpp"

namespace afb::insights {

enum class Per { month, day, school_year };

struct Basis {
    Per per = Per::month;
    int days_per_week = 1;  // 1 to 5; not used for `day`
    int months = 10;        // a school year has, for a tariff that does not state its own
};

struct AllowanceOptions {
    Basis basis = {};
    std::vector<Dimension> group_by = {};  // at most two
    std::size_t listed = 10;               // observations that each figure lists
    std::int64_t minimum_group = 1;        // regulations; groups of fewer have no figures
};

// One tariff, or a regulation without any.
struct Observation {
    std::uint32_t record = 0;    // in Allowances::records
    std::int32_t position = -1;  // of the tariff; -1 for a regulation without any
    Outcome outcome = Outcome::unknown;
    Code reason = 0;    // of not_comparable
    Exact amount = {};  // on the basis asked for; of comparable and zero
    const TariffFact* tariff = nullptr;
};

struct Figures {
    std::int64_t regulations = 0;
    std::int64_t count = 0;  // comparable amounts, zero included
    std::int64_t paid = 0;
    std::int64_t zero = 0;
    std::int64_t unknown = 0;
    std::map<Code, std::int64_t> not_comparable = {};  // by reason
    std::optional<Distribution> distribution = {};     // nothing without comparable amounts
    std::vector<std::uint32_t> observations = {};      // the first `listed`, in Allowances::observations
};

struct Group {
    GroupKey key = {};
    bool withheld = false;  // smaller than the minimum group, or it would give another one away
    Figures figures = {};   // none when withheld
};

struct LeftOut {
    std::string direction;
    std::string type;  // "" not stated
    std::int64_t regulations = 0;
};

struct Allowances {
    Records records;  // of the regulations that count
    std::vector<Observation> observations;
    bool withheld = false;  // the whole is smaller than the minimum group, or would give a group away
    Figures total;
    std::vector<Group> groups;  // by number of amounts, most first, then by key
    bool overlapping = false;   // a tariff is in more than one group
    // What the choice was: the types of money in the figures, and those left out because they were not asked for.
    std::vector<LeftOut> left_out;
    std::vector<std::string> mixed;      // types in one figure, when more than one kind of money was asked for
    std::vector<std::string> narrowing;  // filters that also chose among the tariffs of a regulation
    std::int64_t own_months = 0;         // amounts that state their own months a year
    std::int64_t proposals = 0;          // regulations that are a proposal still
    std::int64_t without_type = 0;       // regulations that do not state a type
};

// `records`: regulations chosen by `query` (selection.hpp), whose conditions say what of them counts.
Allowances allowances(const Facts& facts, const Records& records, const RecordQuery& query,
                      const AllowanceOptions& options);

// Filters over values of tariffs: a condition on one chooses among the tariffs of a regulation too.
bool narrows_tariffs(std::string_view filter);

// An amount a month for each day a week, on another basis.
std::optional<Exact> convert(const TariffFact& tariff, const Basis& basis);

}  // namespace afb::insights
