// Values in an order that bytes have: what slots hold for ranges and sort keys.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "schema/catalog.hpp"
#include "schema/dates.hpp"
#include "schema/json.hpp"
#include "schema/record_query.hpp"

namespace afb::indexer {

// Eight bytes whose order is that of the value; nothing for text that is no value of `type`. Money counts in cents,
// dates as 20240801, moments as digits.
std::optional<std::string> range_key(FieldType type, std::string_view text);

// The text form of a scalar, as in filters: "true", "2024", "po".
std::string scalar_text(const Json& value);

// Bytes to sort by; never empty for a value.
std::string sort_key(FieldType type, const Json& value);

// Slot `newest`: sorted ascending it gives the latest change first, then the lowest id.
std::string newest_key(std::string_view updated_at, std::string_view id);
std::string_view id_of_newest_key(std::string_view key);

// First and last day in force; open ends lie before and after every day.
std::string day_key(const std::optional<Date>& day, std::string_view open);
inline constexpr std::string_view open_start = "00000000";
inline constexpr std::string_view open_end = "99999999";

// One slot of many documents, asked for in ascending order of their numbers.
class SlotValues {
public:
    SlotValues(const Xapian::Database& database, Xapian::valueno slot)
        : at_(database.valuestream_begin(slot)), end_(database.valuestream_end(slot)) {}

    std::string of(Xapian::docid document);  // "" for none

private:
    Xapian::ValueIterator at_;
    Xapian::ValueIterator end_;
};

// Documents that have one value or more between `from` and `until` (keys, inclusive). A slot holds all values of a
// record, so this is exact where two slots for least and most would not be. Hand it to Xapian with release().
class AnyValueBetween : public Xapian::ValuePostingSource {
public:
    AnyValueBetween(Xapian::valueno of_slot, std::string from, std::string until);

    void next(double min_weight) override;
    void skip_to(Xapian::docid document, double min_weight) override;
    bool check(Xapian::docid document, double min_weight) override;
    AnyValueBetween* clone() const override;
    void init(const Xapian::Database& database) override;
    std::string get_description() const override { return "AnyValueBetween"; }

private:
    bool holds() const;
    void pass_over_others(double min_weight);

    std::string from_;
    std::string until_;
};

// Bytes in the order of the sort keys: records without a value come last in both directions, then by id. Without keys:
// the newest change first. Asked for in ascending order of the documents.
class SortKeys {
public:
    struct Key {
        Xapian::valueno slot = 0;
        bool descending = false;
    };
    SortKeys(const Xapian::Database& database, const std::vector<Key>& keys);

    std::string of(Xapian::docid document);

private:
    struct Column {
        SlotValues values;
        bool descending = false;
    };
    std::vector<Column> columns_;
    SlotValues newest_;
};

}  // namespace afb::indexer
