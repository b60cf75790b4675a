#include "service/insights/allowances.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace afb::insights {
namespace {

constexpr std::array<std::string_view, 7> tariff_filters{"sector",       "programme", "studyMode", "studyYear",
                                                         "contractForm", "unit",      "grossNet"};

bool asks_for(const RecordQuery& query, std::string_view filter) {
    return std::any_of(query.conditions.begin(), query.conditions.end(),
                       [&](const Condition& condition) { return condition.name == filter; });
}

// Which regulations count, by what kind of money they are about.
class MoneyScope {
public:
    MoneyScope(const Facts& facts, const RecordQuery& query)
        : codes_(facts.codes()),
          any_direction_(asks_for(query, "direction")),
          any_type_(asks_for(query, "allowanceType")),
          direction_(codes_.name("direction")),
          type_(codes_.name("allowanceType")),
          to_student_(codes_.code(direction_, "toStudent")),
          allowance_(codes_.code(type_, "stagevergoeding")),
          none_(codes_.code(type_, "none")),
          proposed_(codes_.code("regulationState", "proposed")) {}

    // Whether it counts; kept count of in `out`.
    bool admit(const RecordRef& record, Allowances& out) {
        const Code direction = first_code(record, direction_);
        const Code type = first_code(record, type_);
        const bool for_students = direction == to_student_;
        const bool is_allowance = type == allowance_ || type == none_ || type == unstated_code;
        if ((!any_direction_ && !for_students) || (!any_type_ && !is_allowance)) {
            ++left_out_[{direction, type}];
            return false;
        }
        classes_.insert(!for_students ? direction : is_allowance ? allowance_ : type);
        if (type == unstated_code) ++out.without_type;
        if (has_any(record.filters(), std::array{proposed_})) ++out.proposals;
        return true;
    }

    void finish(Allowances& out) {
        const auto text = [&](Code code) {
            return code == unstated_code ? std::string() : std::string(codes_.text(code));
        };
        for (const auto& [kind, count] : left_out_)
            out.left_out.push_back({text(kind.first), text(kind.second), count});
        // Codes are numbered as they were met.
        std::sort(out.left_out.begin(), out.left_out.end(), [](const LeftOut& a, const LeftOut& b) {
            return std::tie(a.direction, a.type) < std::tie(b.direction, b.type);
        });
        if (classes_.size() < 2) return;
        for (const Code code : classes_) out.mixed.push_back(text(code));
        std::sort(out.mixed.begin(), out.mixed.end());
    }

private:
    Codes& codes_;
    bool any_direction_;
    bool any_type_;
    NameNumber direction_;
    NameNumber type_;
    Code to_student_;
    Code allowance_;
    Code none_;
    Code proposed_;
    std::map<std::pair<Code, Code>, std::int64_t> left_out_;
    std::set<Code> classes_;
};

// Conditions that also choose among the tariffs of a regulation.
class Narrowing {
public:
    Narrowing(const Facts& facts, const RecordQuery& query) : sector_(facts.codes().name("sector")) {
        for (const Condition& condition : query.conditions)
            if (narrows_tariffs(condition.name))
                wanted_.push_back({facts.codes().name(condition.name), codes_of(facts, condition)});
    }

    bool admits(const RecordRef& record, const TariffFact& tariff) const {
        return std::all_of(wanted_.begin(), wanted_.end(), [&](const auto& wanted) {
            auto values = codes_named(record.chunk->scope(*record.record, tariff), wanted.name);
            if (values.empty() && wanted.name == sector_) values = record.filters(sector_);
            return has_any(values, wanted.codes);
        });
    }

private:
    struct Wanted {
        NameNumber name;
        std::vector<Code> codes;
    };
    NameNumber sector_;
    std::vector<Wanted> wanted_;
};

class Observing {
public:
    Observing(const Facts& facts, const RecordQuery& query, const Basis& basis, Allowances& out)
        : facts_(facts),
          narrowing_(facts, query),
          basis_(basis),
          out_(out),
          none_(facts.codes().code("allowanceType", "none")) {}

    void observe(const RecordRef& record) {
        const auto number = static_cast<std::uint32_t>(out_.records.size());
        out_.records.push_back(record);
        const auto tariffs = record.chunk->tariffs(*record.record);
        if (tariffs.empty()) {
            const bool none = has_any(record.filters(), std::array{none_});
            out_.observations.push_back({.record = number, .outcome = none ? Outcome::zero : Outcome::unknown});
        }
        for (const TariffFact& tariff : tariffs)
            if (narrowing_.admits(record, tariff)) add(number, tariff);
    }

private:
    void add(std::uint32_t record, const TariffFact& tariff) {
        Observation seen{.record = record,
                         .position = tariff.position,
                         .outcome = tariff.outcome,
                         .reason = tariff.reason,
                         .tariff = &tariff};
        if (tariff.outcome == Outcome::comparable) {
            if (tariff.months != 0) ++out_.own_months;
            if (const auto amount = convert(tariff, basis_)) {
                seen.amount = *amount;
            } else {
                seen.outcome = Outcome::not_comparable;
                seen.reason = facts_.codes().code("notComparable", "too-large");
            }
        }
        out_.observations.push_back(seen);
    }

    const Facts& facts_;
    Narrowing narrowing_;
    const Basis& basis_;
    Allowances& out_;
    Code none_;
};

// Figures in the making: observations come in the order of their regulations.
class Tally {
public:
    void add(const Observation& seen, std::uint32_t number, std::size_t listed) {
        if (last_record_ != seen.record) ++figures.regulations;
        last_record_ = seen.record;
        if (figures.observations.size() < listed) figures.observations.push_back(number);
        switch (seen.outcome) {
            case Outcome::comparable:
                ++figures.paid;
                amounts_.push_back(seen.amount);
                break;
            case Outcome::zero:
                ++figures.zero;
                amounts_.emplace_back();
                break;
            case Outcome::unknown:
                ++figures.unknown;
                break;
            case Outcome::not_comparable:
                ++figures.not_comparable[seen.reason];
                break;
        }
    }

    Figures finish() {
        figures.count = figures.paid + figures.zero;
        figures.distribution = distribution_of(std::move(amounts_));
        return std::move(figures);
    }

    Figures figures;

private:
    std::int64_t last_record_ = -1;
    std::vector<Exact> amounts_;
};

class Grouping {
public:
    Grouping(const Facts& facts, const AllowanceOptions& options) : options_(options) {
        for (const Dimension dimension : options.group_by) classifiers_.emplace_back(facts, dimension);
    }

    // Answers in how many groups it is.
    std::size_t add(const RecordRef& record, const Observation& seen, std::uint32_t number) {
        const auto first = classifiers_.front().values(record, seen.tariff);
        static constexpr std::array<Code, 1> none{unstated_code};
        const auto second =
            classifiers_.size() > 1 ? classifiers_.back().values(record, seen.tariff) : std::span<const Code>(none);
        for (const Code one : first)
            for (const Code other : second) tally_of({{one, other}}).add(seen, number, options_.listed);
        return first.size() * second.size();
    }

    std::vector<Group> finish() {
        std::vector<Group> groups;
        for (auto& [key, tally] : tallies_) groups.push_back({.key = key, .figures = tally.finish()});
        return groups;
    }

private:
    struct Hash {
        std::size_t operator()(const GroupKey& key) const {
            return std::hash<std::uint64_t>()(std::uint64_t{key.values[0]} << 32U | key.values[1]);
        }
    };
    Tally& tally_of(const GroupKey& key) { return tallies_[key]; }

    const AllowanceOptions& options_;
    std::vector<Classifier> classifiers_;
    std::unordered_map<GroupKey, Tally, Hash> tallies_;
};

// Codes are numbered as they were met, so what is shown is in the order of their texts; not stated comes last.
class ByText {
public:
    explicit ByText(const Facts& facts) : facts_(facts) {}
    bool operator()(const Group& a, const Group& b) const {
        if (a.figures.count != b.figures.count) return a.figures.count > b.figures.count;
        for (std::size_t i = 0; i < a.key.values.size(); ++i) {
            const Code left = a.key.values[i];
            const Code right = b.key.values[i];
            if (left == right) continue;
            if (left == unstated_code || right == unstated_code) return right == unstated_code;
            return facts_.codes().text(left) < facts_.codes().text(right);
        }
        return false;
    }

private:
    const Facts& facts_;
};

void withhold(Group& group) {
    group.withheld = true;
    group.figures = {};
}

// What one withheld group has is what all have less the others: so with it go the next smallest, until those withheld
// are two or more and together are no small group either.
void protect_small(Allowances& out, std::int64_t minimum) {
    out.withheld = out.total.regulations > 0 && out.total.regulations < minimum;
    std::vector<std::pair<std::int64_t, Group*>> by_size;
    for (Group& group : out.groups) by_size.emplace_back(group.figures.regulations, &group);
    std::stable_sort(by_size.begin(), by_size.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::int64_t together = 0;
    std::int64_t withheld = 0;
    for (const auto& [size, group] : by_size) {
        const bool covers_others = withheld > 0 && (withheld < 2 || together < minimum);
        if (!out.withheld && size >= minimum && !covers_others) break;
        together += size;
        ++withheld;
        withhold(*group);
    }
    if (out.withheld) out.total = {};
}

}  // namespace

bool narrows_tariffs(std::string_view filter) {
    return std::find(tariff_filters.begin(), tariff_filters.end(), filter) != tariff_filters.end();
}

std::optional<Exact> convert(const TariffFact& tariff, const Basis& basis) {
    std::int64_t times = basis.days_per_week;
    std::int64_t parts = 1;
    if (basis.per == Per::school_year) times *= tariff.months != 0 ? tariff.months : basis.months;
    if (basis.per == Per::day) {
        // One day a week is 52 days a year, so 52 / 12 in an average month.
        times = 12;
        parts = 52;
    }
    return Exact::of(tariff.numerator, tariff.denominator, *Fraction::of(times, parts));
}

Allowances allowances(const Facts& facts, const Records& records, const RecordQuery& query,
                      const AllowanceOptions& options) {
    Allowances out;
    for (const Condition& condition : query.conditions)
        if (narrows_tariffs(condition.name)) out.narrowing.push_back(condition.name);
    MoneyScope scope(facts, query);
    Observing observing(facts, query, options.basis, out);
    for (const RecordRef& record : records)
        if (scope.admit(record, out)) observing.observe(record);
    scope.finish(out);

    Tally total;
    Grouping grouping(facts, options);
    for (std::uint32_t i = 0; i < out.observations.size(); ++i) {
        const Observation& seen = out.observations[i];
        total.add(seen, i, options.listed);
        if (!options.group_by.empty() && grouping.add(out.records[seen.record], seen, i) > 1) out.overlapping = true;
    }
    out.total = total.finish();
    if (!options.group_by.empty()) out.groups = grouping.finish();
    std::sort(out.groups.begin(), out.groups.end(), ByText(facts));
    protect_small(out, options.minimum_group);
    return out;
}

}  // namespace afb::insights
