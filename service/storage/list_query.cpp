#include "service/storage/list_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>

#include "service/storage/projection.hpp"
#include "service/storage/values.hpp"

namespace afb::storage {
namespace {

// Fragments. {0} is the alias of a table or the number of a condition; {1} the alias of the row that is tested.

constexpr std::string_view one_kind = "{0}.kind = :kind";
constexpr std::string_view some_kinds = "{0}.kind IN (SELECT value FROM json_each(:kinds))";
constexpr std::string_view values_public = "{0}.is_public = 1";
constexpr std::string_view values_all = "{0}.is_public IN (0, 1)";

constexpr std::string_view filter_one = "x{0}.name = :name{0} AND x{0}.value = :value{0}";
constexpr std::string_view filter_some =
    "x{0}.name = :name{0} AND x{0}.value IN (SELECT value FROM json_each(:value{0}))";
constexpr std::string_view range_from = "x{0}.name = :name{0} AND x{0}.value >= :from{0}";
constexpr std::string_view range_until = "x{0}.name = :name{0} AND x{0}.value <= :until{0}";
constexpr std::string_view range_both = "x{0}.name = :name{0} AND x{0}.value BETWEEN :from{0} AND :until{0}";

constexpr std::string_view count_rows = "SELECT count(*) FROM {0} x{1} WHERE {2}";
constexpr std::string_view driver = "(SELECT x{1}.record_no AS no, x{1}.kind AS kind FROM {0} x{1} WHERE {2}) c";
constexpr std::string_view driver_distinct =
    "(SELECT DISTINCT x{1}.record_no AS no, x{1}.kind AS kind FROM {0} x{1} WHERE {2}) c";
constexpr std::string_view probe_filter = R"(EXISTS (SELECT 1 FROM filter_value x{0}
    WHERE x{0}.record_no = {1}.no AND x{0}.kind = {1}.kind AND {2}))";
// Without the kind: with it SQLite may go through the whole range for every record, instead of the few values of the
// record.
constexpr std::string_view probe_range =
    "EXISTS (SELECT 1 FROM range_value x{0} WHERE x{0}.record_no = {1}.no AND {2})";

constexpr std::string_view join_record = "{0} CROSS JOIN record r ON r.no = c.no";
constexpr std::string_view record_public = "r.is_public = 1";
constexpr std::string_view record_live = "r.deleted_at IS NULL";
constexpr std::string_view in_force = R"((r.valid_from <= :day OR r.valid_from IS NULL)
    AND (r.valid_until >= :day OR r.valid_until IS NULL)
    AND (r.valid_from IS NOT NULL OR r.valid_until IS NOT NULL))";

constexpr std::string_view join_sort = " LEFT JOIN sort_value s{0} ON s{0}.record_no = r.no AND s{0}.name = :sort{0}";
constexpr std::string_view newest_first = "r.updated_at DESC";
constexpr std::string_view count_from = "SELECT count(*) FROM {0}{1}";
constexpr std::string_view page_from = "SELECT r.no FROM {0}{1} ORDER BY {2}, r.id LIMIT :limit OFFSET :offset";
constexpr const char* largest_number = "SELECT coalesce(max(no), 0) FROM record";

constexpr std::size_t largest_limit = std::numeric_limits<std::int64_t>::max();

using Bindings = std::vector<std::pair<std::string, Value>>;

// A filter or range: rows of one table of values.
struct Test {
    std::size_t number = 0;
    bool is_range = false;
    std::string rows;   // which rows of the table, but for the kind
    bool once = false;  // a record has at most one such row
    std::int64_t size = 0;

    std::string_view table() const { return is_range ? "range_value" : "filter_value"; }
    std::string alias() const { return fmt::format("x{}", number); }
};

struct Order {
    std::string joins;
    std::string keys;
    bool indexed = false;  // there is an index in this order, within one kind
};

std::string where(const std::vector<std::string>& conditions) {
    return conditions.empty() ? std::string() : fmt::format(" WHERE {}", fmt::join(conditions, " AND "));
}

class List {
public:
    List(Connection& connection, const Catalog& catalog, const RecordQuery& query)
        : connection_(connection), catalog_(catalog), query_(query) {
        bind_kinds();
        for (const auto& condition : query_.conditions) add_filter(condition);
        for (const auto& range : query_.ranges) add_range(range);
        if (query_.in_force_on) bind(":day", query_.in_force_on->text());
        order_ = make_order();
    }

    Selection select() {
        Selection selection;
        for (auto& test : tests_) test.size = number(count_rows_sql(test));
        std::sort(tests_.begin(), tests_.end(), [](const Test& a, const Test& b) { return a.size < b.size; });
        selection.total = total();
        if (selection.total > static_cast<std::int64_t>(query_.offset) && query_.limit > 0)
            selection.numbers = page(selection.total);
        return selection;
    }

    const std::vector<std::string>& statements() const { return statements_; }  // that were run
    // A statement has only some of the parameters.
    void bind_all(Query& query) const {
        for (const auto& [name, value] : bindings_) query.bind_if_used(name.c_str(), value);
    }

private:
    void bind(std::string name, Value value) { bindings_.emplace_back(std::move(name), std::move(value)); }

    void bind_kinds() {
        auto kinds = query_.kinds;
        if (kinds.empty())
            for (const auto& kind : catalog_.kinds()) kinds.push_back(kind.name);
        single_kind_ = kinds.size() == 1;
        if (single_kind_) {
            bind(":kind", kinds.front());
        } else {
            bind(":kinds", Json(kinds).dump());
        }
        kinds_ = std::move(kinds);
    }

    std::string kind_condition(const std::string& alias) const {
        return single_kind_ ? fmt::format(one_kind, alias) : fmt::format(some_kinds, alias);
    }

    std::string rows(const std::string& alias, const std::string& values) const {
        return fmt::format("{} AND {}", values,
                           query_.public_only ? fmt::format(values_public, alias) : fmt::format(values_all, alias));
    }

    void add_filter(const Condition& condition) {
        if (catalog_.find_filter(condition.name) == nullptr)
            throw std::invalid_argument("no filter named " + condition.name);
        const auto n = tests_.size();
        const bool one = condition.values.size() == 1;
        bind(fmt::format(":name{}", n), condition.name);
        bind(fmt::format(":value{}", n), one ? condition.values.front() : Json(condition.values).dump());
        const auto values = one ? fmt::format(filter_one, n) : fmt::format(filter_some, n);
        tests_.push_back({.number = n, .rows = rows(fmt::format("x{}", n), values), .once = one});
    }

    void add_range(const RangeCondition& range) {
        const auto* definition = catalog_.find_range(range.name);
        if (definition == nullptr) throw std::invalid_argument("no range named " + range.name);
        if (!range.from && !range.until) return;
        const auto n = tests_.size();
        bind(fmt::format(":name{}", n), range.name);
        bind_bound(fmt::format(":from{}", n), definition->type, range.from);
        bind_bound(fmt::format(":until{}", n), definition->type, range.until);
        const auto values = range.from && range.until ? fmt::format(range_both, n)
                            : range.from              ? fmt::format(range_from, n)
                                                      : fmt::format(range_until, n);
        tests_.push_back({.number = n, .is_range = true, .rows = rows(fmt::format("x{}", n), values)});
    }

    void bind_bound(std::string name, FieldType type, const std::optional<std::string>& text) {
        if (!text) return;
        const auto value = parse_value(type, *text);
        if (!value) throw std::invalid_argument("not a value of this range: " + *text);
        bind(std::move(name), *value);
    }

    std::string all_rows(const Test& test) const {
        return fmt::format("{} AND {}", kind_condition(test.alias()), test.rows);
    }

    std::string count_rows_sql(const Test& test) const {
        return fmt::format(count_rows, test.table(), test.number, all_rows(test));
    }

    std::string driver_of(const Test& test) const {
        return test.once ? fmt::format(driver, test.table(), test.number, all_rows(test))
                         : fmt::format(driver_distinct, test.table(), test.number, all_rows(test));
    }

    // Tests from the given one on, for a row of alias `row`.
    std::vector<std::string> probes(std::size_t first, std::string_view row) const {
        std::vector<std::string> out;
        for (auto i = first; i < tests_.size(); ++i) {
            const auto& test = tests_[i];
            out.push_back(test.is_range ? fmt::format(probe_range, test.number, row, test.rows)
                                        : fmt::format(probe_filter, test.number, row, test.rows));
        }
        return out;
    }

    // Conditions on the record itself. Who came from a table of values is of the kind and may be seen: those tables are
    // about the same records. What is public is live: saying so twice opens the indexes that are in another order than
    // the newest first, and costs a look at the record where it is only counted.
    std::vector<std::string> record_conditions(bool driven, bool ordered) const {
        std::vector<std::string> out;
        if (!driven) {
            out.push_back(kind_condition("r"));
            if (query_.public_only) out.emplace_back(record_public);
            const bool other_order = ordered && !query_.sort.empty();
            if (!query_.public_only || other_order || query_.in_force_on) out.emplace_back(record_live);
        }
        if (query_.in_force_on) out.emplace_back(in_force);
        return out;
    }

    std::int64_t total() {
        if (tests_.empty()) return number(fmt::format(count_from, "record r", where(record_conditions(false, false))));
        const auto& smallest = tests_.front();
        if (smallest.size == 0) return 0;
        if (tests_.size() == 1 && smallest.once && !query_.in_force_on) return smallest.size;
        auto conditions = probes(1, "c");
        auto from = driver_of(smallest);
        if (query_.in_force_on) {
            from = fmt::format(join_record, from);
            for (auto& condition : record_conditions(true, false)) conditions.push_back(std::move(condition));
        }
        return number(fmt::format(count_from, from, where(conditions)));
    }

    // Whether to go through the records in the order asked for and test each, or to take the smallest set of values and
    // sort it.
    bool walks_in_order(std::int64_t total) {
        if (tests_.empty()) return true;
        if (!order_.indexed || !single_kind_) return false;
        const auto wanted = static_cast<std::int64_t>(query_.offset + query_.limit);
        const auto visited = wanted * (number(largest_number) / total + 1);
        return visited < tests_.front().size;
    }

    std::vector<std::int64_t> page(std::int64_t total) {
        const bool walk = walks_in_order(total);
        auto conditions = walk ? probes(0, "r") : probes(1, "c");
        for (auto& condition : record_conditions(!walk, true)) conditions.push_back(std::move(condition));
        const auto from =
            (walk ? std::string("record r") : fmt::format(join_record, driver_of(tests_.front()))) + order_.joins;
        bind(":limit", static_cast<std::int64_t>(std::min(query_.limit, largest_limit)));
        bind(":offset", static_cast<std::int64_t>(query_.offset));
        const auto sql = fmt::format(page_from, from, where(conditions), order_.keys);
        statements_.push_back(sql);
        Query query(connection_, sql);
        bind_all(query);
        std::vector<std::int64_t> numbers;
        while (query.step()) numbers.push_back(query.integer(0));
        return numbers;
    }

    // The column of a sort key when every kind that has the key keeps it there.
    struct SortPlace {
        std::string_view column;
        bool in_values = false;

        bool may_be_absent() const { return in_values || column.empty() || column.starts_with("valid"); }
    };

    SortPlace place_of(const SortKey& key) const {
        SortPlace place;
        for (const auto& name : kinds_) {
            const auto* kind = catalog_.find_kind(name);
            if (kind == nullptr) continue;
            for (const auto& field : kind->fields) {
                if (field.sort != key.name) continue;
                const auto column = sort_column(*kind, field);
                if (column.empty()) place.in_values = true;
                if (!column.empty()) place.column = column;
            }
        }
        return place;
    }

    Order make_order() {
        Order order;
        if (query_.sort.empty()) return {.joins = {}, .keys = std::string(newest_first), .indexed = true};
        for (std::size_t i = 0; i < query_.sort.size(); ++i) {
            const auto& key = query_.sort[i];
            if (catalog_.find_sort(key.name) == nullptr) throw std::invalid_argument("no sort key named " + key.name);
            const auto place = place_of(key);
            std::string expression = place.column.empty() ? std::string() : fmt::format("r.{}", place.column);
            if (place.in_values || place.column.empty()) {
                order.joins += fmt::format(join_sort, i);
                bind(fmt::format(":sort{}", i), key.name);
                expression = expression.empty() ? fmt::format("s{}.value", i)
                                                : fmt::format("coalesce(s{}.value, {})", i, expression);
            } else if (i == 0) {
                order.indexed = place.column != "created_at" && place.column != "valid_until";
            }
            // Going down, SQLite puts what has no value last by itself.
            order.keys += fmt::format("{}{}{}", i == 0 ? "" : ", ", expression,
                                      key.descending          ? " DESC"
                                      : place.may_be_absent() ? " NULLS LAST"
                                                              : "");
        }
        return order;
    }

    std::int64_t number(const std::string& sql) {
        statements_.push_back(sql);
        Query query(connection_, sql);
        bind_all(query);
        return query.number();
    }

    Connection& connection_;
    const Catalog& catalog_;
    const RecordQuery& query_;
    std::vector<std::string> kinds_;
    bool single_kind_ = false;
    std::vector<Test> tests_;
    Order order_;
    Bindings bindings_;
    std::vector<std::string> statements_;
};

}  // namespace

Selection select_records(Connection& connection, const Catalog& catalog, const RecordQuery& query) {
    return List(connection, catalog, query).select();
}

std::vector<ListPlan> explain_list(Connection& connection, const Catalog& catalog, const RecordQuery& query) {
    List list(connection, catalog, query);
    list.select();
    std::vector<ListPlan> plans;
    for (const auto& sql : list.statements()) {
        ListPlan plan{.sql = sql, .steps = {}};
        const auto explained = "EXPLAIN QUERY PLAN " + sql;
        Query steps(connection, explained);
        list.bind_all(steps);
        while (steps.step()) plan.steps.push_back(steps.text(3));
        plans.push_back(std::move(plan));
    }
    return plans;
}

}  // namespace afb::storage
