#include "indexer/conditions.hpp"

#include <algorithm>
#include <map>

#include "indexer/document.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

using Xapian::Query;

constexpr Xapian::doccount most_named_records = 100;  // that one value may mean
constexpr std::size_t most_values_compared = 5'000;   // of one filter with free values

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

// The values of a filter that are written so, but for case and accents.
std::vector<Query> find_written(const FieldTest& test, const Xapian::Database& database) {
    const std::string exact = without_spaces(exact_form(test.values.front()));
    const std::string prefix = filter_term(test.name, "");
    std::vector<Query> found;
    std::size_t compared = 0;
    for (auto term = database.allterms_begin(prefix);
         term != database.allterms_end(prefix) && compared < most_values_compared; ++term, ++compared) {
        const std::string value = (*term).substr(prefix.size());
        if (without_spaces(exact_form(value)) == exact) found.emplace_back(*term);
    }
    // Beyond what is compared only as it is typed.
    if (const std::string term = filter_term(test.name, test.values.front());
        found.empty() && database.term_exists(term))
        found.emplace_back(term);
    return found;
}

// No query when no record has the value.
Query query_of(const FieldTest& test, const QuerySetting& setting) {
    std::vector<Query> ways;
    switch (test.use) {
        case FieldTest::Use::kind:
            for (const std::string& kind : test.values) ways.emplace_back(kind_term(kind));
            break;
        case FieldTest::Use::filter:
            for (const std::string& value : test.values) ways.emplace_back(filter_term(test.name, value));
            break;
        case FieldTest::Use::written:
            ways = find_written(test, setting.database);
            break;
        case FieldTest::Use::reference:
            for (const std::string& id : find_named(test, setting)) ways.emplace_back(filter_term(test.name, id));
            break;
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

ConditionQueries condition_queries(const std::vector<FieldCondition>& conditions, const QuerySetting& setting) {
    ConditionQueries queries;
    std::map<std::string, std::vector<Query>> by_name;
    for (const FieldCondition& condition : conditions) {
        std::vector<Query> ways;
        for (const FieldTest& test : condition.tests) {
            if (Query way = query_of(test, setting); !way.empty()) ways.push_back(std::move(way));
        }
        if (ways.empty()) {
            queries.unknown.push_back(&condition);
        } else if (condition.excluded) {
            queries.none.push_back(any_of(ways));
        } else {
            by_name[exact_form(condition.name)].push_back(any_of(ways));
        }
    }
    for (const auto& [name, ways] : by_name) queries.all.push_back(any_of(ways));
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
