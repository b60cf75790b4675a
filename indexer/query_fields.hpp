// field:value in a query: which names people may use, and what a value means to the filters of the catalog.
//
// Names are those of the catalog's filters and ranges, their labels in Dutch and English, and the table
// `search-fields`; case, spaces and hyphens do not count. Values are codes or labels, school years and amounts in any
// spelling, and names of records. Pure: what needs the index (names of records, free values) is handed on as typed.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/record_query.hpp"

namespace afb::indexer {

// One thing that a record may be tested for.
struct FieldTest {
    enum class Use {
        kind,       // values: names of kinds
        filter,     // values: as records have them
        written,    // values: as typed; compared with the filter's values as written_term does
        reference,  // values: as typed; names of records of `kinds`
        range,
        title  // all words of a value stand in the names of the record
    };
    Use use = Use::filter;
    std::string name;  // of the filter or range
    std::vector<std::string> values;
    std::vector<std::string> kinds;
    RangeCondition range;
};

class QueryFields {
public:
    QueryFields() = default;  // no fields: everything is words
    explicit QueryFields(std::shared_ptr<const Catalog> catalog);

    bool knows(std::string_view name) const;
    // The tests of which any must hold; none when nothing of this name can have this value.
    std::vector<FieldTest> tests(std::string_view name, std::string_view value) const;

private:
    struct Target {
        FieldTest::Use use = FieldTest::Use::filter;
        std::string name;
        bool operator==(const Target&) const = default;
    };
    void name_target(std::string_view name, const Target& target);
    std::optional<Target> find_target(std::string_view name) const;
    std::optional<FieldTest> test(const Target& target, std::string_view value) const;
    std::optional<FieldTest> filter_test(const FilterDefinition& filter, std::string_view value) const;

    std::shared_ptr<const Catalog> catalog_;
    std::map<std::string, std::vector<Target>, std::less<>> targets_;
};

}  // namespace afb::indexer
