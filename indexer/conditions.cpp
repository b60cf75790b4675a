#include "indexer/conditions.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "indexer/document.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

constexpr Xapian::doccount most_named_records = 1'000;  // that one value may mean: those changed last

Query any_of(const std::vector<Query>& queries) {
    return {Query::OP_OR, queries.begin(), queries.end()};
}

// Ids of the records of these kinds that have this name, or all its words in their names.
std::vector<std::string> find_named(const FieldTest& test, const QuerySetting& setting) {
    std::vector<Query> kinds;
    for (const std::string& kind : test.kinds) kinds.emplace_back(kind_term(kind));
    Query among = any_of(kinds);
    if (setting.public_only) among = Query(Query::OP_AND, among, Query(public_term));
    const auto run = [&](const Query& names) {
        Xapian::Enquire enquire(setting.database);
        enquire.set_weighting_scheme(Xapian::BoolWeight());
        enquire.set_query(Query(Query::OP_AND, names, among));
        enquire.set_sort_by_value(slots::newest, false);
        std::vector<std::string> ids;
        const Xapian::MSet page = enquire.get_mset(0, most_named_records);
        for (Xapian::MSetIterator hit = page.begin(); hit != page.end(); ++hit)
            ids.push_back(unpack_record(hit.get_document().get_data()).id);
        return ids;
    };
    const std::string exact = exact_form(test.values.front());
    std::vector<std::string> ids =
        run(Query(Query::OP_OR, Query(exact_term(exact)), Query(exact_term(without_spaces(exact)))));
    if (!ids.empty()) return ids;
    std::vector<Query> words;
    for (const Token& token : setting.dutch.analyse(test.values.front())) {
        if (!is_stop_word(token.folded)) words.emplace_back(title_term(token.stem));
    }
    return words.empty() ? ids : run(Query(Query::OP_AND, words.begin(), words.end()));
}

// Names looked up for one query: several fields of one name ask for the same ones.
using NamedRecords = std::map<std::vector<std::string>, std::vector<std::string>>;

// No query when no record has a value that is a name or written freely. Codes, ranges and titles always are a query:
// those are not typed wrongly.
Query query_of(const FieldTest& test, const QuerySetting& setting, NamedRecords& named) {
    std::vector<Query> ways;
    switch (test.use) {
        case FieldTest::Use::kind:
            for (const std::string& kind : test.values) ways.emplace_back(kind_term(kind));
            break;
        case FieldTest::Use::filter:
            for (const std::string& value : test.values) ways.emplace_back(filter_term(test.name, value));
            break;
        case FieldTest::Use::written:
            // Who may not see a draft is not told what is in it.
            if (const std::string term = written_term(test.name, test.values.front());
                exists(setting.database, term, setting.public_only))
                ways.emplace_back(term);
            break;
        case FieldTest::Use::reference: {
            std::vector<std::string> key = test.kinds;
            key.push_back(test.values.front());
            const auto [known, is_new] = named.try_emplace(std::move(key));
            if (is_new) known->second = find_named(test, setting);
            for (const std::string& id : known->second) {
                const std::string term = filter_term(test.name, id);
                if (exists(setting.database, term, setting.public_only)) ways.emplace_back(term);
            }
            break;
        }
        case FieldTest::Use::range:
            ways.push_back(range_query(test.range, setting.fields));
            break;
        case FieldTest::Use::title: {
            std::vector<Query> words;
            for (const Token& token : setting.dutch.analyse(test.values.front()))
                words.emplace_back(title_term(token.stem));
            if (!words.empty()) ways.emplace_back(Query::OP_AND, words.begin(), words.end());
            break;
        }
    }
    return any_of(ways);
}

}  // namespace

bool exists(const Xapian::Database& database, const std::string& term, bool public_only) {
    if (!public_only) return database.term_exists(term);
    return exist_together(database, {public_term, term});
}

bool exist_together(const Xapian::Database& database, const std::vector<std::string>& terms) {
    struct Postings {
        Xapian::PostingIterator at;
        Xapian::PostingIterator end;
    };
    std::vector<Postings> lists;
    for (const std::string& term : terms) lists.push_back({database.postlist_begin(term), database.postlist_end(term)});
    Xapian::docid document = 0;  // the first one that may have all
    for (std::size_t in_a_row = 0, next = 0; in_a_row < lists.size(); next = (next + 1) % lists.size()) {
        auto& [at, end] = lists[next];
        if (at != end && *at < document) at.skip_to(document);
        if (at == end) return false;
        in_a_row = *at == document ? in_a_row + 1 : 1;
        document = *at;
    }
    return true;
}

ConditionQueries condition_queries(const std::vector<FieldCondition>& conditions, const QuerySetting& setting) {
    ConditionQueries queries;
    std::map<std::set<std::string>, std::vector<Query>> by_fields;
    std::set<std::tuple<bool, std::string, std::string>> seen;
    NamedRecords named;
    for (const FieldCondition& condition : conditions) {
        if (!seen.insert({condition.excluded, condition.name, condition.value}).second) continue;
        std::vector<Query> ways;
        std::set<std::string> fields;
        for (const FieldTest& test : condition.tests) {
            fields.insert(test.name);
            if (Query way = query_of(test, setting, named); !way.empty()) ways.push_back(std::move(way));
        }
        if (condition.excluded) {
            if (!ways.empty()) queries.none.push_back(any_of(ways));  // else nobody has it
        } else if (ways.empty()) {
            queries.unknown.push_back(&condition);
        } else {
            by_fields[fields].push_back(any_of(ways));
        }
    }
    for (const auto& [fields, ways] : by_fields) queries.all.push_back(any_of(ways));
    return queries;
}

Query range_query(const RangeCondition& range, const Fields& fields) {
    const FieldType type = fields.range_type(range.name);
    std::string from(8, '\0');
    std::string until(8, '\xFF');
    const auto bound = [&](const std::optional<std::string>& text, std::string& key) {
        if (!text) return true;
        const auto parsed = range_key(type, *text);
        if (parsed) key = *parsed;
        return parsed.has_value();
    };
    // An empty Query would mean "no condition".
    if (!bound(range.from, from) || !bound(range.until, until)) return Query("XNOTHING");
    return Query((new AnyValueBetween(fields.range_slot(range.name), from, until))->release());
}

}  // namespace afb::indexer
