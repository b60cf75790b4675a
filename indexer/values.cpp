#include "indexer/values.hpp"

#include <fmt/format.h>

#include <bit>
#include <charconv>
#include <cstdint>

#include "indexer/folding.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t key_size = 8;
constexpr std::size_t longest_sort_key = 100;  // bytes

std::string big_endian(std::uint64_t bits) {
    std::string key(key_size, '\0');
    for (std::size_t i = 0; i < key_size; ++i)
        key[i] = static_cast<char>(static_cast<unsigned char>(bits >> (56U - 8U * i)));
    return key;
}

std::string integer_key(std::int64_t value) {
    return big_endian(static_cast<std::uint64_t>(value) ^ (1ULL << 63U));
}

// IEEE numbers order like their bits once the sign is dealt with.
std::string number_key(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
    return big_endian((bits >> 63U) != 0 ? ~bits : bits | (1ULL << 63U));
}

template <class Number>
std::optional<Number> parse(std::string_view text) {
    Number value{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

// "180.00" as 18000.
std::optional<std::int64_t> parse_cents(std::string_view text) {
    const std::size_t point = text.find('.');
    const auto euros = parse<std::int64_t>(text.substr(0, point));
    if (!euros || *euros > 1'000'000'000'000 || *euros < -1'000'000'000'000) return std::nullopt;
    std::int64_t cents = 0;
    if (point != std::string_view::npos) {
        const std::string_view digits = text.substr(point + 1);
        const auto parsed = parse<std::int64_t>(digits);
        if (!parsed || digits.empty() || digits.size() > 2 || *parsed < 0) return std::nullopt;
        cents = digits.size() == 1 ? *parsed * 10 : *parsed;
    }
    return text.starts_with('-') ? *euros * 100 - cents : *euros * 100 + cents;
}

// "2026-11-24T13:52:12.123Z" as 20261124135212123; a shorter text is its beginning.
std::optional<std::int64_t> parse_digits(std::string_view text) {
    std::string digits;
    for (const char c : text) {
        if (is_digit(static_cast<unsigned char>(c))) digits.push_back(c);
    }
    if (digits.size() < 4) return std::nullopt;
    digits.resize(17, '0');
    return parse<std::int64_t>(digits);
}

}  // namespace

std::optional<std::string> range_key(FieldType type, std::string_view text) {
    std::optional<std::int64_t> value;
    switch (type) {
        case FieldType::date:
            if (const auto day = Date::parse(text)) value = day->number();
            break;
        case FieldType::date_time:
            value = parse_digits(text);
            break;
        case FieldType::school_year:
            if (const auto year = SchoolYear::parse(text)) value = year->start();
            break;
        case FieldType::money:
            value = parse_cents(text);
            break;
        case FieldType::integer:
            value = parse<std::int64_t>(text);
            break;
        case FieldType::number: {
            const auto number = parse<double>(text);
            return number ? std::optional(number_key(*number)) : std::nullopt;
        }
        default:
            break;
    }
    return value ? std::optional(integer_key(*value)) : std::nullopt;
}

std::string scalar_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_structured() || value.is_null()) return {};
    return value.dump();
}

std::string sort_key(FieldType type, const Json& value) {
    const std::string text = scalar_text(value);
    switch (type) {
        case FieldType::money:
        case FieldType::integer:
        case FieldType::number:
            if (auto key = range_key(type, text)) return *key;
            break;
        case FieldType::date:
        case FieldType::date_time:
        case FieldType::school_year:
        case FieldType::boolean:
            return text;
        default:
            break;
    }
    std::string folded = fold(text);
    folded.resize(cut_at_character(folded, longest_sort_key));
    return folded.empty() ? std::string(1, ' ') : folded;
}

std::string newest_key(std::string_view updated_at, std::string_view id) {
    std::string key;
    key.reserve(updated_at.size() + 1 + id.size());
    for (const char c : updated_at) key.push_back(static_cast<char>(~static_cast<unsigned char>(c)));
    return key.append(1, '\xFF').append(id);
}

std::string_view id_of_newest_key(std::string_view key) {
    const std::size_t end = key.find('\xFF');
    return end == std::string_view::npos ? std::string_view{} : key.substr(end + 1);
}

std::string day_key(const std::optional<Date>& day, std::string_view open) {
    return day ? fmt::format("{:08}", day->number()) : std::string(open);
}

std::string SlotValues::of(Xapian::docid document) {
    if (at_ != end_) at_.skip_to(document);
    return at_ != end_ && at_.get_docid() == document ? *at_ : std::string();
}

AnyValueBetween::AnyValueBetween(Xapian::valueno of_slot, std::string from, std::string until)
    : ValuePostingSource(of_slot), from_(std::move(from)), until_(std::move(until)) {}

bool AnyValueBetween::holds() const {
    const std::string values = get_value();
    for (std::size_t at = 0; at + key_size <= values.size(); at += key_size) {
        const std::string_view value = std::string_view(values).substr(at, key_size);
        if (value >= from_ && value <= until_) return true;
    }
    return false;
}

void AnyValueBetween::pass_over_others(double min_weight) {
    while (!at_end() && !holds()) ValuePostingSource::next(min_weight);
}

void AnyValueBetween::next(double min_weight) {
    ValuePostingSource::next(min_weight);
    pass_over_others(min_weight);
}

void AnyValueBetween::skip_to(Xapian::docid document, double min_weight) {
    ValuePostingSource::skip_to(document, min_weight);
    pass_over_others(min_weight);
}

bool AnyValueBetween::check(Xapian::docid document, double min_weight) {
    if (!ValuePostingSource::check(document, min_weight)) return false;
    return at_end() || holds();
}

AnyValueBetween* AnyValueBetween::clone() const {
    return new AnyValueBetween(get_slot(), from_, until_);
}

void AnyValueBetween::init(const Xapian::Database& database) {
    ValuePostingSource::init(database);
    set_termfreq_min(0);  // how many lie between is not known beforehand
}

SortKeys::SortKeys(const Xapian::Database& database, const std::vector<Key>& keys) : newest_(database, slots::newest) {
    for (const Key& key : keys)
        columns_.push_back({.values = SlotValues(database, key.slot), .descending = key.descending});
}

std::string SortKeys::of(Xapian::docid document) {
    std::string newest = newest_.of(document);
    if (columns_.empty()) return newest;
    std::string order;
    for (Column& column : columns_) {
        const std::string value = column.values.of(document);
        order.reserve(order.size() + value.size() + newest.size() + 3);
        order.push_back(value.empty() ? '\2' : '\1');
        // A zero byte in a value is escaped, so that a shorter value ends before a longer one in both directions.
        for (const char c : value) {
            const auto byte = static_cast<unsigned char>(c);
            order.push_back(static_cast<char>(column.descending ? ~byte : byte));
            if (byte == 0) order.push_back(static_cast<char>(column.descending ? ~1U : 1U));
        }
        order.append(2, column.descending ? '\xFF' : '\0');
    }
    return order.append(id_of_newest_key(newest));
}

}  // namespace afb::indexer
