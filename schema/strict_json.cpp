#include "schema/strict_json.hpp"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "schema/error.hpp"
#include "schema/formats.hpp"
#include "schema/problem.hpp"
#include "schema/suggest.hpp"

namespace afb {
namespace {

// Whole numbers beyond this lose digits in every reader that uses doubles (RFC 7493, section 2.2).
constexpr std::int64_t largest_integer = 9007199254740991;
constexpr std::size_t longest_key = 1000;
constexpr std::size_t few_keys = 16;  // looked through one by one; from here on a hash set finds doubles

// Reads bytes and tells how far reading has come, because a SAX handler is not told.
class CountingIterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingIterator(const char* at, const char** reached) : at_(at), reached_(reached) {}
    reference operator*() const { return *at_; }
    CountingIterator& operator++() {
        *reached_ = ++at_;
        return *this;
    }
    bool operator==(const CountingIterator& other) const { return at_ == other.at_; }

private:
    const char* at_;
    const char** reached_;
};

// Where the first byte is that is not UTF-8 (overlong forms, surrogates and what lies beyond U+10FFFF count as such).
std::optional<std::size_t> find_bad_utf8(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const auto follows = [&](std::size_t i, unsigned least, unsigned most) {
        return i < text.size() && byte(i) >= least && byte(i) <= most;
    };
    for (std::size_t i = 0; i < text.size();) {
        const unsigned lead = byte(i);
        if (lead < 0x80) {
            ++i;
            continue;
        }
        std::size_t length = 0;
        unsigned least = 0x80;
        unsigned most = 0xBF;
        if (lead >= 0xC2 && lead <= 0xDF) {
            length = 2;
        } else if (lead >= 0xE0 && lead <= 0xEF) {
            length = 3;
            if (lead == 0xE0) least = 0xA0;
            if (lead == 0xED) most = 0x9F;
        } else if (lead >= 0xF0 && lead <= 0xF4) {
            length = 4;
            if (lead == 0xF0) least = 0x90;
            if (lead == 0xF4) most = 0x8F;
        }
        if (length == 0 || !follows(i + 1, least, most)) return i;
        for (std::size_t j = 2; j < length; ++j) {
            if (!follows(i + j, 0x80, 0xBF)) return i;
        }
        i += length;
    }
    return std::nullopt;
}

// What went wrong, before it has a line and a column.
struct Fault {
    std::string code;
    std::size_t offset = 0;
    std::string argument;  // {2} of the code's text
};

// An array or object that is not closed yet. Members are kept apart until then, because the ordered object looks
// through all its keys on every insertion, and copies its members whenever it grows.
struct Open {
    bool object = false;
    std::vector<Json> items;
    std::vector<std::pair<std::string, Json>> members;
    std::unordered_set<std::string> keys;  // only with more than few_keys
    std::string key;                       // of the member whose value comes next
    bool key_pending = false;
};

class Handler {
public:
    Handler(std::string_view text, const JsonLimits& limits) : text_(text), limits_(limits), reached_(text.data()) {}

    Json result;
    std::optional<Fault> fault;

    const char** reached() { return &reached_; }

    std::string pointer() const {
        std::string path;
        for (const Open& open : stack_) {
            if (!open.object) {
                path = pointer_to(path, open.items.size());
            } else if (open.key_pending) {
                path = pointer_to(path, open.key);
            }
        }
        return path;
    }

    // ---- what nlohmann's parser calls; false stops it

    bool null() { return put(Json()); }
    bool boolean(bool value) { return put(Json(value)); }
    bool number_integer(std::int64_t value) {
        return value >= -largest_integer ? put(Json(value)) : fail("json.number");
    }
    bool number_unsigned(std::uint64_t value) {
        // Kept as a signed number, so that equal numbers have one type whatever made them.
        const auto most = static_cast<std::uint64_t>(largest_integer);
        return value <= most ? put(Json(static_cast<std::int64_t>(value))) : fail("json.number");
    }
    bool number_float(double value, const std::string& digits) {
        // Digits only: an integer that did not fit in 64 bits.
        return digits.find_first_of(".eE") != std::string::npos ? put(Json(value)) : fail("json.number");
    }
    bool string(std::string& value) { return acceptable(value, limits_.max_string) && put(Json(std::move(value))); }
    bool binary(Json::binary_t&) { return fail("json.syntax"); }

    bool start_object(std::size_t) { return open(true); }
    bool start_array(std::size_t) { return open(false); }
    bool end_object() { return close(); }
    bool end_array() { return close(); }

    bool key(std::string& name) {
        if (!acceptable(name, std::min(limits_.max_string, longest_key))) return false;
        Open& open = stack_.back();
        open.key = std::move(name);
        open.key_pending = true;
        if (is_taken(open)) return fail("json.duplicateKey", shorten(open.key));
        return true;
    }

    template <class Exception>
    bool parse_error(std::size_t position, const std::string&, const Exception& exception) {
        // The library counts from 1 and has read the byte it complains of.
        const std::size_t offset = std::min(position == 0 ? 0 : position - 1, text_.size());
        fault = Fault{code_of(exception.id, exception.what()), offset, {}};
        return false;
    }

private:
    // The library tells these apart in its message only; the tests hold it to that.
    std::string code_of(int id, std::string_view message) const {
        const auto says = [message](std::string_view word) { return message.find(word) != std::string_view::npos; };
        constexpr int out_of_range = 406;
        if (id == out_of_range) return "json.number";
        if (says("surrogate")) return "json.loneSurrogate";
        if (says("control character")) return "json.controlCharacter";
        if (says("; expected end of input")) return "json.trailing";
        return "json.syntax";
    }

    bool fail(std::string code, std::string argument = {}) {
        const auto read = static_cast<std::size_t>(reached_ - text_.data());
        fault = Fault{std::move(code), read == 0 ? 0 : read - 1, std::move(argument)};
        return false;
    }

    bool acceptable(const std::string& value, std::size_t longest) {
        if (value.size() > longest) return fail("json.stringTooLong", std::to_string(longest));
        for (const char c : value) {
            if (c == '\0') return fail("json.nul");
            if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r')
                return fail("json.controlCharacter");
        }
        return true;
    }

    static bool is_taken(Open& open) {
        if (open.members.size() < few_keys) {
            return std::any_of(open.members.begin(), open.members.end(),
                               [&](const auto& m) { return m.first == open.key; });
        }
        if (open.keys.empty()) {
            for (const auto& [name, value] : open.members) open.keys.insert(name);
        }
        return !open.keys.insert(open.key).second;
    }

    bool count() {
        return ++values_ <= limits_.max_members || fail("json.tooManyValues", std::to_string(limits_.max_members));
    }

    bool open(bool object) {
        if (!count()) return false;
        if (stack_.size() >= limits_.max_depth) return fail("json.depth", std::to_string(limits_.max_depth));
        stack_.emplace_back().object = object;
        return true;
    }

    bool close() {
        Open done = std::move(stack_.back());
        stack_.pop_back();
        if (!done.object) return place(Json(std::move(done.items)));
        Json value = Json::object();
        auto& members = value.get_ref<Json::object_t&>();
        members.reserve(done.members.size());
        // The vector's own emplace_back: the keys are known to differ.
        for (auto& [name, member] : done.members) members.emplace_back(std::move(name), std::move(member));
        return place(std::move(value));
    }

    bool put(Json value) { return count() && place(std::move(value)); }

    bool place(Json value) {
        if (stack_.empty()) {
            result = std::move(value);
        } else if (Open& open = stack_.back(); open.object) {
            open.members.emplace_back(std::move(open.key), std::move(value));
            open.key_pending = false;
        } else {
            open.items.push_back(std::move(value));
        }
        return true;
    }

    std::string_view text_;
    const JsonLimits& limits_;
    const char* reached_;
    std::vector<Open> stack_;
    std::size_t values_ = 0;
};

[[noreturn]] void refuse(std::string_view text, const Fault& fault, std::string pointer) {
    const std::string_view before = text.substr(0, fault.offset);
    const auto line = 1 + std::count(before.begin(), before.end(), '\n');
    const auto newline = before.rfind('\n');
    const std::string_view on_line = newline == std::string_view::npos ? before : before.substr(newline + 1);
    Problem problem =
        body_problem(fault.code, std::move(pointer),
                     {std::to_string(line), std::to_string(1 + count_characters(on_line)), fault.argument});
    const Text detail{problem.detail_nl, problem.detail};
    throw Error(ErrorKind::malformed, detail, {std::move(problem)});
}

}  // namespace

Json parse_json(std::string_view text, const JsonLimits& limits) {
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) refuse(text, {"json.empty", 0, {}}, "");
    // The parser takes a NUL byte for the end of its input, and would not see what follows.
    if (const auto nul = text.find('\0'); nul != std::string_view::npos) refuse(text, {"json.nul", nul, {}}, "");
    if (const auto bad = find_bad_utf8(text)) refuse(text, {"json.utf8", *bad, {}}, "");

    Handler handler(text, limits);
    const CountingIterator begin(text.data(), handler.reached());
    const CountingIterator end(text.data() + text.size(), handler.reached());
    if (!Json::sax_parse(begin, end, &handler)) {
        refuse(text, handler.fault.value_or(Fault{"json.syntax", 0, {}}), handler.pointer());
    }
    return std::move(handler.result);
}

}  // namespace afb
