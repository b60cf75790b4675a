#include "service/storage/values.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>

#include <charconv>
#include <cmath>
#include <cstddef>

#include "schema/money.hpp"

namespace afb::storage {
namespace {

// Base letters of U+00C0 .. U+017F (Latin-1 letters and Latin Extended-A), '?' where there is none of one letter.
constexpr std::string_view base_letters =
    "aaaaaa?ceeeeiiii?nooooo?ouuuuy?saaaaaa?ceeeeiiii?nooooo?ouuuuy?y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii??jjkkklllllll"
    "lllnnnnnnnnnoooooo??rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

constexpr char32_t first_letter = 0xC0;
static_assert(base_letters.size() == 0x180 - 0xC0);

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const auto end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc() || result.ptr != end) return std::nullopt;
    return number;
}

void sql_cents(sqlite3_context* context, int, sqlite3_value** arguments) {
    const auto* text = sqlite3_value_text(arguments[0]);
    if (text == nullptr) return;
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(arguments[0]));
    const auto money = Money::parse({reinterpret_cast<const char*>(text), size});
    if (money) sqlite3_result_int64(context, money->cents());
}

}  // namespace

std::string fold_key(std::string_view text) {
    std::string key;
    key.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        const bool two_bytes = byte >= 0xC3 && byte <= 0xC5 && i + 1 < text.size();
        if (two_bytes) {
            const auto next = static_cast<unsigned char>(text[i + 1]);
            const auto letter = static_cast<char32_t>(((byte & 0x1FU) << 6U) | (next & 0x3FU));
            if (letter >= first_letter && base_letters[letter - first_letter] != '?') {
                key += base_letters[letter - first_letter];
                ++i;
                continue;
            }
        }
        key += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : text[i];
    }
    return key;
}

std::optional<std::string> filter_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (value.is_primitive() && !value.is_null()) return value.dump();
    return std::nullopt;
}

std::optional<Value> parse_value(FieldType type, std::string_view text) {
    switch (type) {
        case FieldType::money:
            if (const auto money = Money::parse(text)) return Value(money->cents());
            return std::nullopt;
        case FieldType::integer:
        case FieldType::number:
            if (const auto whole = parse_number<std::int64_t>(text)) return Value(*whole);
            if (const auto number = parse_number<double>(text)) return Value(*number);
            return std::nullopt;
        default:
            return Value(std::string(text));
    }
}

std::optional<Value> range_value(FieldType type, const Json& value) {
    const auto text = filter_text(value);
    return text ? parse_value(type, *text) : std::nullopt;
}

std::int64_t rank_of(const Value& value) {
    constexpr std::int64_t parts = 10'000;
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return *whole * parts;
    if (const auto* number = std::get_if<double>(&value)) return std::llround(*number * static_cast<double>(parts));
    constexpr std::int64_t most = 100'000'000'000'000'000;  // a moment has 17 digits
    std::int64_t digits = 0;
    for (const char c : std::get<std::string>(value))
        if (c >= '0' && c <= '9' && digits < most) digits = digits * 10 + (c - '0');
    return digits;
}

std::optional<Value> sort_value(FieldType type, const Json& value) {
    auto text = filter_text(value);
    if (!text) return std::nullopt;
    const bool typed = type == FieldType::money || type == FieldType::integer || type == FieldType::number;
    if (typed) return parse_value(type, *text);
    return Value(fold_key(*text));
}

void register_functions(SQLite::Database& database) {
    database.createFunction("afb_cents", 1, true, nullptr, sql_cents);
}

}  // namespace afb::storage
