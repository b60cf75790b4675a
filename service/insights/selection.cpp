#include "service/insights/selection.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#include "service/storage/values.hpp"

namespace afb::insights {
namespace {

struct RankRange {
    NameNumber name = 0;
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::int64_t until = std::numeric_limits<std::int64_t>::max();
};

std::int64_t rank_of_bound(FieldType type, const std::string& text) {
    const auto value = storage::parse_value(type, text);
    if (!value) throw std::invalid_argument("not a value of this range: " + text);
    return storage::rank_of(*value);
}

class Test {
public:
    Test(const Facts& facts, const RecordQuery& query) : public_only_(query.public_only) {
        for (const Condition& condition : query.conditions) wanted_.push_back(codes_of(facts, condition));
        for (const RangeCondition& range : query.ranges) add_range(facts, range);
        if (query.in_force_on) day_ = query.in_force_on->number();
    }

    bool holds(const Chunk& chunk, const RecordFact& record) const {
        if (public_only_ && !record.is_public) return false;
        if (day_ != 0 && !in_force(record)) return false;
        const auto codes = chunk.filters(record);
        for (const auto& wanted : wanted_)
            if (!has_any(codes, wanted)) return false;
        const auto values = chunk.ranges(record);
        return std::all_of(ranges_.begin(), ranges_.end(), [&](const RankRange& range) {
            return std::any_of(values.begin(), values.end(), [&](const RangeValue& value) {
                return value.name == range.name && value.rank >= range.from && value.rank <= range.until;
            });
        });
    }

private:
    void add_range(const Facts& facts, const RangeCondition& condition) {
        const auto* definition = facts.catalog().find_range(condition.name);
        if (definition == nullptr) throw std::invalid_argument("no range named " + condition.name);
        if (!condition.from && !condition.until) return;
        RankRange range{.name = facts.codes().name(condition.name)};
        if (condition.from) range.from = rank_of_bound(definition->type, *condition.from);
        if (condition.until) range.until = rank_of_bound(definition->type, *condition.until);
        ranges_.push_back(range);
    }

    // What is known of neither end is not known to be in force.
    bool in_force(const RecordFact& record) const {
        if (record.valid_from == 0 && record.valid_until == 0) return false;
        return record.valid_from <= day_ && (record.valid_until == 0 || record.valid_until >= day_);
    }

    bool public_only_;
    std::int32_t day_ = 0;
    std::vector<std::vector<Code>> wanted_;
    std::vector<RankRange> ranges_;
};

}  // namespace

bool has_any(std::span<const Code> codes, std::span<const Code> wanted) {
    return std::any_of(wanted.begin(), wanted.end(),
                       [&](Code code) { return std::find(codes.begin(), codes.end(), code) != codes.end(); });
}

std::vector<Code> codes_of(const Facts& facts, const Condition& condition) {
    if (facts.catalog().find_filter(condition.name) == nullptr)
        throw std::invalid_argument("no filter named " + condition.name);
    std::vector<Code> codes;
    const NameNumber name = facts.codes().name(condition.name);
    for (const std::string& value : condition.values)
        if (const auto code = facts.codes().find(name, value)) codes.push_back(*code);
    return codes;
}

Records select(const Facts& facts, const RecordQuery& query) {
    auto kinds = query.kinds;
    if (kinds.empty())
        for (const Kind& kind : facts.catalog().kinds()) kinds.push_back(kind.name);
    const Test test(facts, query);
    Records records;
    for (const std::string& kind : kinds)
        for (const auto& chunk : facts.chunks(kind))
            for (const RecordFact& record : chunk->records)
                if (test.holds(*chunk, record)) records.push_back({chunk.get(), &record});
    return records;
}

}  // namespace afb::insights
