// What a search finds, counts and puts in order is what looking at every record one by one gives, for random texts,
// filters, orders and pages.
#include <catch2/catch.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

// Of one piece and without synonyms; too short to have a family.
const Ids short_words{"boom", "roos", "vis", "kat", "hond", "mees", "tuin"};

class Dice {
public:
    explicit Dice(unsigned seed) : random_(seed) {}
    std::size_t below(std::size_t count) { return random_() % count; }
    bool one_in(std::size_t count) { return below(count) == 0; }
    const std::string& of(const Ids& all) { return all[below(all.size())]; }

private:
    std::mt19937 random_;
};

struct Item {
    std::string demand;  // "", "+" or "-"
    Ids words;           // of a phrase; or one
    bool phrase = false;
    std::string field;  // a condition when it has one
};
using Items = std::vector<Item>;

std::string joined(const Ids& parts) {
    std::string text;
    for (const std::string& part : parts) text.append(text.empty() ? "" : " ").append(part);
    return text;
}

std::string written(const Items& text) {
    Ids parts;
    for (const Item& item : text) {
        const std::string words = joined(item.words);
        parts.push_back(item.demand + (item.field.empty() ? "" : item.field + ":") +
                        (item.phrase ? "\"" + words + "\"" : words));
    }
    return joined(parts);
}

Ids some_words(Dice& dice, std::size_t most) {
    Ids some;
    for (std::size_t count = 1 + dice.below(most); count > 0; --count)
        some.push_back(dice.one_in(8) ? "de" : dice.of(short_words));
    return some;
}

Items random_text(Dice& dice) {
    Items text;
    for (std::size_t count = dice.below(4); count > 0; --count) {
        const std::string demand = dice.of({"", "", "+", "-"});
        switch (dice.below(6)) {
            case 0:
                text.push_back({.demand = demand, .words = some_words(dice, 3), .phrase = true});
                break;
            case 1: {
                const std::string field = dice.of({"kind", "status", "year"});
                const Ids values = field == "kind"     ? Ids{"agreement", "organisation"}
                                   : field == "status" ? Ids{"draft", "published"}
                                                       : Ids{"2023", "2024", "2025"};
                text.push_back({.demand = demand == "-" ? "-" : "", .words = {dice.of(values)}, .field = field});
                break;
            }
            default:
                text.push_back({.demand = demand, .words = {dice.one_in(12) ? "qqxx" : dice.of(short_words)}});
        }
    }
    return text;
}

Entry random_entry(Dice& dice, std::size_t number) {
    const std::string id = "r" + std::to_string(number);
    const bool is_agreement = !dice.one_in(4);
    std::string title = joined(some_words(dice, 2));
    if (dice.one_in(6)) title += " -" + dice.of(short_words);
    Json more = Json::object();
    const auto maybe = [&](const char* name, Json value) {
        if (!dice.one_in(3)) more[name] = std::move(value);
    };
    maybe("sectors", Json::array({dice.of({"po", "vo", "mbo"}), dice.of({"po", "vo"})}));
    if (is_agreement) {
        maybe("year", 2023 + static_cast<int>(dice.below(3)));
        maybe("holder", dice.of({"h1", "h2", "h3"}));
        maybe("national", dice.one_in(2));
        maybe("themes", Json::array({dice.of({"werven", "begeleiden"})}));
        maybe("amounts", Json::array({dice.of({"50.00", "150.00", "9.50"}), dice.of({"100.00", "300.00"})}));
        maybe("validFrom", dice.of({"2023-08-01", "2024-08-01"}));
        maybe("validUntil", dice.of({"2024-07-31", "2025-07-31"}));
        more["summary"] = joined(some_words(dice, 8));
    }
    if (dice.one_in(4)) more["status"] = "draft";
    Entry entry = is_agreement ? agreement(id, title, {}, more) : organisation(id, title, more);
    entry.number = static_cast<std::uint32_t>(number);
    entry.updated_at = "2026-01-0" + std::to_string(1 + dice.below(3)) + "T00:00:00.000Z";
    return entry;
}

bool has_phrase_in(const std::string& text, const std::string& phrase) {
    return (" " + text + " ").find(" " + phrase + " ") != std::string::npos;
}

std::string title_of(const Entry& entry) {
    return entry.body.value(entry.kind == "agreement" ? "title" : "name", "");
}

std::string without_minus(std::string text) {
    std::erase(text, '-');
    return text;
}

bool has(const Entry& entry, const Item& item) {
    const std::string phrase = joined(item.words);
    return has_phrase_in(without_minus(title_of(entry)), phrase) ||
           has_phrase_in(entry.body.value("summary", ""), phrase);
}

Ids values_of(const Entry& entry, const std::string& filter) {
    static const std::map<std::string, std::string> members{{"theme", "themes"}, {"sector", "sectors"}};
    if (filter == "kind") return {entry.kind};
    const auto member = members.find(filter);
    const auto value = entry.body.find(member == members.end() ? filter : member->second);
    if (value == entry.body.end()) return {};
    std::set<std::string> values;
    for (const Json& one : value->is_array() ? *value : Json::array({*value}))
        values.insert(one.is_string() ? one.get<std::string>() : one.dump());
    return {values.begin(), values.end()};
}

bool has_any(const Entry& entry, const std::string& filter, const Ids& wanted) {
    const Ids values = values_of(entry, filter);
    return std::any_of(values.begin(), values.end(), [&](const std::string& value) {
        return std::find(wanted.begin(), wanted.end(), value) != wanted.end();
    });
}

bool is_named(const Entry& entry, const Items& text) {
    bool excludes = false;
    Ids parts;
    for (const Item& item : text) {
        if (!item.field.empty()) return false;
        if (item.phrase && item.demand == "-") return false;
        excludes = excludes || item.demand == "-";
        parts.push_back((item.demand == "-" ? "-" : "") + joined(item.words));
    }
    const std::string name = joined(parts);
    const std::string title = title_of(entry);
    if (!excludes) return !name.empty() && without_minus(title) == name;
    return title == name;
}

bool finds(const Items& text, const Entry& entry) {
    if (text.empty() || is_named(entry, text)) return true;
    std::map<std::string, bool> holds;  // by field
    bool has_words = false;
    bool has_word = false;
    bool demands = false;
    for (const Item& item : text) {
        const bool here = item.field.empty() ? has(entry, item) : has_any(entry, item.field, item.words);
        if (item.demand == "-") {
            if (here) return false;
        } else if (!item.field.empty()) {
            holds[item.field] = holds[item.field] || here;
        } else if (item.phrase || item.demand == "+") {
            if (!here) return false;
            demands = true;
        } else {
            has_words = true;
            has_word = has_word || here;
        }
    }
    return (demands || !has_words || has_word) &&
           std::all_of(holds.begin(), holds.end(), [](const auto& field) { return field.second; });
}

// `without`: a filter that does not count.
bool passes(const RecordQuery& query, const Entry& entry, const std::string& without = {}) {
    if (query.public_only && entry.body.at("status") != "published") return false;
    if (!query.kinds.empty() && without != "kind" && !has_any(entry, "kind", query.kinds)) return false;
    for (const Condition& condition : query.conditions)
        if (condition.name != without && !has_any(entry, condition.name, condition.values)) return false;
    for (const RangeCondition& range : query.ranges) {
        const Json amounts = entry.body.value("amounts", Json::array());
        if (std::none_of(amounts.begin(), amounts.end(), [&](const Json& amount) {
                const double value = std::stod(amount.get<std::string>());
                return value >= std::stod(*range.from) && value <= std::stod(*range.until);
            }))
            return false;
    }
    if (!query.in_force_on) return true;
    return entry.body.value("validFrom", "0") <= "2024-08-01" && entry.body.value("validUntil", "9") >= "2024-08-01";
}

RecordQuery random_query(Dice& dice, const Items& text) {
    RecordQuery query{.text = written(text), .public_only = dice.one_in(2), .limit = 1'000};
    if (dice.one_in(5)) query.kinds = {dice.of({"agreement", "organisation"})};
    for (const auto& [name, values] : std::map<std::string, Ids>{{"sector", {"po", "vo", "mbo"}},
                                                                 {"theme", {"werven", "nergens"}},
                                                                 {"year", {"2024", "2025"}},
                                                                 {"holder", {"h1", "h2"}},
                                                                 {"national", {"true"}}}) {
        while (dice.one_in(6)) query.conditions.push_back({.name = name, .values = {dice.of(values), dice.of(values)}});
    }
    if (dice.one_in(8))
        query.ranges.push_back({.name = "amount", .from = "60.00", .until = dice.of({"120.00", "200.00"})});
    if (dice.one_in(8)) query.in_force_on = Date::parse("2024-08-01");
    while (dice.one_in(2) && query.sort.size() < 3)
        query.sort.push_back({.name = dice.of({"title", "year", "amount", "updatedAt"}), .descending = dice.one_in(2)});
    return query;
}

// What a sort key compares; none comes last.
std::optional<std::string> sorted_by(const Entry& entry, const std::string& name) {
    if (name == "title") return title_of(entry);
    if (name == "updatedAt") return entry.updated_at;
    if (name == "year") return entry.body.contains("year") ? std::optional(entry.body["year"].dump()) : std::nullopt;
    if (!entry.body.contains("amounts")) return std::nullopt;
    const std::string amount = entry.body["amounts"][0];
    return std::string(8 - amount.size(), '0') + amount;
}

bool comes_before(const std::vector<SortKey>& sort, const Entry& a, const Entry& b) {
    for (const SortKey& key : sort) {
        const auto of_a = sorted_by(a, key.name);
        const auto of_b = sorted_by(b, key.name);
        if (of_a == of_b) continue;
        if (!of_a || !of_b) return of_a.has_value();
        return (*of_a < *of_b) != key.descending;
    }
    if (sort.empty() && a.updated_at != b.updated_at) return a.updated_at > b.updated_at;
    return a.id < b.id;
}

using Counts = std::map<std::string, std::map<std::string, std::int64_t>>;

Counts counts_of(const SearchResult& result) {
    Counts counts;
    for (const Facet& facet : result.facets)
        for (const FacetValue& value : facet.values) counts[facet.name][value.value] = value.count;
    return counts;
}

Counts count_one_by_one(const std::vector<Entry>& all, const RecordQuery& query, const Items& text) {
    Counts counts;
    for (const Entry& entry : all) {
        if (!finds(text, entry)) continue;
        for (const std::string& facet : Ids{"kind", "status", "theme", "sector", "year"})
            if (passes(query, entry, facet))
                for (const std::string& value : values_of(entry, facet)) ++counts[facet][value];
    }
    return counts;
}

Ids by_pages(TestIndex& index, RecordQuery query, std::size_t size) {
    Ids all;
    query.limit = size;
    for (;; query.offset += size) {
        const Ids page = index.ids(query);
        all.insert(all.end(), page.begin(), page.end());
        if (page.size() < size) return all;
    }
}

void check_search(TestIndex& index, const RecordQuery& query, const Items& text) {
    const std::vector<Entry> all = index.records().all();
    std::vector<Entry> expected;
    for (const Entry& entry : all)
        if (finds(text, entry) && passes(query, entry)) expected.push_back(entry);
    std::sort(expected.begin(), expected.end(),
              [&](const Entry& a, const Entry& b) { return comes_before(query.sort, a, b); });
    Ids ids;
    for (const Entry& entry : expected) ids.push_back(entry.id);
    const SearchResult found = index.search(query, true);
    Ids found_ids = TestIndex::ids_of(found);
    CHECK(found.total == static_cast<std::int64_t>(expected.size()));
    CHECK(found.records == found.total);
    CHECK(counts_of(found) == count_one_by_one(all, query, text));
    const bool has_order = !query.sort.empty() || std::all_of(text.begin(), text.end(), [](const Item& item) {
        return !item.field.empty() || item.demand == "-";
    });
    if (!has_order) {
        CHECK(std::is_sorted(found.hits.begin(), found.hits.end(),
                             [](const Hit& a, const Hit& b) { return a.score > b.score; }));
        std::sort(ids.begin(), ids.end());
        std::sort(found_ids.begin(), found_ids.end());
    }
    CHECK(found_ids == ids);
}

// One record for each holder: the first of them in the list of all.
void check_collapsed(TestIndex& index, RecordQuery query, std::size_t page) {
    std::map<std::string, Entry> entries;
    for (const Entry& entry : index.records().all()) entries[entry.id] = entry;
    std::map<std::string, std::int64_t> behind;
    Ids expected;
    for (const std::string& id : index.ids(query)) {
        const std::string holder = entries.at(id).body.value("holder", "");
        if (holder.empty() || behind[holder]++ == 0) expected.push_back(id);
    }
    query.collapse = "holder";
    const SearchResult found = index.search(query);
    CHECK(TestIndex::ids_of(found) == expected);
    CHECK(found.total == static_cast<std::int64_t>(expected.size()));
    for (const Hit& hit : found.hits)
        if (!hit.collapsed.value.empty()) CHECK(hit.collapsed.count == behind.at(hit.collapsed.value) - 1);
    CHECK(by_pages(index, query, page) == expected);
}

void check_membership(TestIndex& index, const RecordQuery& query, const Items& text, Dice& dice) {
    const std::vector<Entry> all = index.records().all();
    std::vector<bool> asked(200);
    for (std::size_t number = 0; number < asked.size(); ++number) asked[number] = dice.one_in(2);
    std::vector<bool> expected(asked.size(), false);
    for (const Entry& entry : all)
        if (asked[entry.number] && finds(text, entry)) expected[entry.number] = true;
    CHECK(index.index().find_among(query, asked) == expected);
}

void fill(TestIndex& index, Dice& dice, std::size_t count) {
    std::vector<Entry> entries;
    for (std::size_t number = 1; number <= count; ++number) entries.push_back(random_entry(dice, number));
    index.put(entries);
    for (std::size_t number = 1; number <= count; ++number) {
        if (dice.one_in(5)) index.put(removal("r" + std::to_string(number)));
        if (dice.one_in(20)) index.put(random_entry(dice, number));
    }
}

}  // namespace

TEST_CASE("a search and a search in the rebuilt index find what looking at every record does") {
    const auto seed = static_cast<unsigned>(GENERATE(range(1, 5)));
    const std::size_t count = GENERATE(0U, 1U, 3U, 120U);
    Dice dice(seed * 1'000 + static_cast<unsigned>(count));
    TestIndex index;
    fill(index, dice, count);
    std::vector<std::pair<RecordQuery, Ids>> answers;
    for (int round = 0; round < 120; ++round) {
        const Items text = random_text(dice);
        const RecordQuery query = random_query(dice, text);
        INFO("seed " << seed << ", records " << count << ", text " << query.text << ", sorted by "
                     << query.sort.size());
        check_search(index, query, text);
        check_membership(index, query, text, dice);
        const std::size_t page = 1 + dice.below(20);
        CHECK(by_pages(index, query, page) == index.ids(query));
        check_collapsed(index, query, page);
        answers.emplace_back(query, index.ids(query));
    }
    index.rebuild();
    for (const auto& [query, ids] : answers) CHECK(index.ids(query) == ids);
}

TEST_CASE("an offset or a limit beyond everything is no more than all") {
    constexpr std::size_t most = std::numeric_limits<std::size_t>::max();
    TestIndex index;
    index.put({agreement("a", "boom"), agreement("b", "boom vis"), agreement("c", "vis boom")});
    const std::string text = GENERATE(as<std::string>(), "", "boom", "+boom", "-kat");
    const auto sort = GENERATE(std::vector<SortKey>{}, std::vector<SortKey>{{.name = "title"}});
    const std::string collapse = GENERATE(as<std::string>(), "", "holder");
    CAPTURE(text, sort.size(), collapse);
    RecordQuery query{.text = text, .sort = sort, .collapse = collapse, .limit = most};
    const Ids all = index.ids(query);
    CHECK(all.size() == 3);
    query.offset = 1;
    CHECK(index.ids(query) == Ids{all[1], all[2]});
    query.offset = most;
    CHECK(index.ids(query).empty());
    query.limit = 0;
    CHECK(index.ids(query).empty());
    CHECK(index.search(query).total == 3);
}
