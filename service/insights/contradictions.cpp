#include "service/insights/contradictions.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

namespace afb::insights {
namespace {

struct Entry {
    std::uint64_t hash = 0;  // of subject and cell: numbers sort quickly, and equality is checked after that
    std::uint32_t claim = 0;
    Cell cell{};
};

void mix(std::uint64_t& hash, Code code) {
    hash ^= code + 0x9e3779b97f4a7c15U + (hash << 6U) + (hash >> 2U);
    hash *= 0xff51afd7ed558ccdU;
}

std::uint64_t hash_of(const Subject& subject, const Cell& cell) {
    std::uint64_t hash = 0;
    for (const Code code : {subject.holder, subject.direction, subject.type, subject.measure}) mix(hash, code);
    for (const Code code : cell) mix(hash, code);
    return hash;
}

// Sorted by subject and cell, within these by record.
std::vector<Entry> entries_of(std::span<const Claim> claims) {
    std::vector<Entry> entries;
    entries.reserve(claims.size());
    for (std::uint32_t i = 0; i < claims.size(); ++i) {
        if (claims[i].subject.holder == unstated_code || !claims[i].period.stated()) continue;
        for (const Cell& cell : cells_of(claims[i].audience)) {
            entries.push_back({hash_of(claims[i].subject, cell), i, cell});
        }
    }
    const auto rest = [&](const Entry& entry) {
        const Claim& claim = claims[entry.claim];
        return std::tie(claim.subject, entry.cell, claim.record, entry.claim);
    };
    std::sort(entries.begin(), entries.end(), [&](const Entry& left, const Entry& right) {
        return left.hash != right.hash ? left.hash < right.hash : rest(left) < rest(right);
    });
    return entries;
}

// What one regulation says of one cell.
struct Statement {
    std::span<const Entry> entries;
    Period period;
    std::size_t amounts = 0;  // equal for equal sets of amounts
    bool contradicted = false;
};

using Amounts = std::vector<std::pair<std::int64_t, std::int64_t>>;

std::vector<Statement> statements_of(std::span<const Entry> entries, std::span<const Claim> claims) {
    std::vector<Statement> statements;
    std::map<Amounts, std::size_t> known;
    for (std::size_t begin = 0; begin < entries.size();) {
        const Claim& first = claims[entries[begin].claim];
        Amounts amounts;
        std::size_t end = begin;
        for (; end < entries.size() && claims[entries[end].claim].record == first.record; ++end) {
            amounts.emplace_back(claims[entries[end].claim].numerator, claims[entries[end].claim].denominator);
        }
        std::sort(amounts.begin(), amounts.end());
        amounts.erase(std::unique(amounts.begin(), amounts.end()), amounts.end());
        const std::size_t number = known.emplace(std::move(amounts), known.size()).first->second;
        statements.push_back({entries.subspan(begin, end - begin), first.period, number, false});
        begin = end;
    }
    return statements;
}

// The furthest end seen so far, and the furthest of other amounts than that.
struct Furthest {
    const Statement* first = nullptr;
    const Statement* second = nullptr;

    const Statement* other_than(std::size_t amounts) const {
        return first != nullptr && first->amounts == amounts ? second : first;
    }
    void add(const Statement& statement) {
        const auto further = [&](const Statement* than) {
            return than == nullptr || statement.period.until > than->period.until;
        };
        if (further(first)) {
            if (first != nullptr && first->amounts != statement.amounts) second = first;
            first = &statement;
        } else if (first->amounts != statement.amounts && further(second)) {
            second = &statement;
        }
    }
};

// Overlapping is mutual, so each statement is held against the earlier ones twice: once in order of the start, for
// those that begin before it, and once back in time, for those that begin after it.
void mark_contradicted(std::vector<Statement>& statements) {
    std::stable_sort(statements.begin(), statements.end(), [](const Statement& left, const Statement& right) {
        return left.period.from < right.period.from;
    });
    Furthest before;
    for (Statement& statement : statements) {
        const Statement* other = before.other_than(statement.amounts);
        if (other != nullptr && other->period.until >= statement.period.from) statement.contradicted = true;
        before.add(statement);
    }
    // The nearest later start of other amounts: the last two kinds of amounts seen going back.
    const Statement* next = nullptr;
    const Statement* next_other = nullptr;
    for (auto statement = statements.rbegin(); statement != statements.rend(); ++statement) {
        const Statement* other = next != nullptr && next->amounts == statement->amounts ? next_other : next;
        if (other != nullptr && other->period.from <= statement->period.until) statement->contradicted = true;
        if (next != nullptr && next->amounts != statement->amounts) next_other = next;
        next = &*statement;
    }
}

using Key = std::pair<Subject, std::vector<std::int32_t>>;

void add_cluster(std::span<const Statement> statements, std::span<const Claim> claims,
                 std::map<Key, Contradiction>& found) {
    std::vector<std::int32_t> records;
    for (const Statement& statement : statements) records.push_back(claims[statement.entries[0].claim].record);
    std::sort(records.begin(), records.end());
    const Entry& any = statements.front().entries.front();
    Contradiction& contradiction = found[{claims[any.claim].subject, std::move(records)}];
    contradiction.cells.push_back(any.cell);
    for (const Statement& statement : statements) {
        for (const Entry& entry : statement.entries) contradiction.claims.push_back(entry.claim);
    }
}

// One contradiction for each stretch of time without a gap. The statements are in order of their start.
void add_contradicted(std::vector<Statement> statements, std::span<const Claim> claims,
                      std::map<Key, Contradiction>& found) {
    std::erase_if(statements, [](const Statement& statement) { return !statement.contradicted; });
    for (std::size_t begin = 0; begin < statements.size();) {
        Day reached = statements[begin].period.until;
        std::size_t end = begin + 1;
        for (; end < statements.size() && statements[end].period.from <= reached; ++end) {
            reached = std::max(reached, statements[end].period.until);
        }
        add_cluster(std::span(statements).subspan(begin, end - begin), claims, found);
        begin = end;
    }
}

bool same_cell(const Entry& left, const Entry& right, std::span<const Claim> claims) {
    return left.hash == right.hash && left.cell == right.cell &&
           claims[left.claim].subject == claims[right.claim].subject;
}

std::vector<Contradiction> in_order(std::map<Key, Contradiction>& found) {
    std::vector<Contradiction> contradictions;
    contradictions.reserve(found.size());
    for (auto& [key, contradiction] : found) {
        contradiction.subject = key.first;
        contradiction.records = key.second;
        std::sort(contradiction.cells.begin(), contradiction.cells.end());
        auto& claims = contradiction.claims;
        std::sort(claims.begin(), claims.end());
        claims.erase(std::unique(claims.begin(), claims.end()), claims.end());
        contradictions.push_back(std::move(contradiction));
    }
    std::sort(contradictions.begin(), contradictions.end(), [](const Contradiction& left, const Contradiction& right) {
        return std::tie(left.records, left.subject) < std::tie(right.records, right.subject);
    });
    return contradictions;
}

}  // namespace

std::vector<Contradiction> find_contradictions(std::span<const Claim> claims) {
    const std::vector<Entry> entries = entries_of(claims);
    std::map<Key, Contradiction> found;
    for (std::size_t begin = 0; begin < entries.size();) {
        std::size_t end = begin + 1;
        while (end < entries.size() && same_cell(entries[begin], entries[end], claims)) ++end;
        const Entry& last = entries[end - 1];
        // Within a cell the entries are by record: one record alone has nobody to contradict.
        if (claims[entries[begin].claim].record != claims[last.claim].record) {
            auto statements = statements_of(std::span(entries).subspan(begin, end - begin), claims);
            mark_contradicted(statements);
            add_contradicted(std::move(statements), claims, found);
        }
        begin = end;
    }
    return in_order(found);
}

}  // namespace afb::insights
