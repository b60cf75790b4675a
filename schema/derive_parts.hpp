// What derive.cpp is made of: reading a body, collecting what linked records say, and one pair of functions for each
// kind that has rules of its own. Only for derive*.cpp; everybody else uses derive.hpp.
//
// Guarantees: reading never throws; what is absent, null or of another type is absent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/dates.hpp"
#include "schema/derive.hpp"
#include "schema/json.hpp"
#include "schema/money.hpp"
#include "schema/problem.hpp"
#include "schema/text.hpp"

namespace afb::derivation {

// --- reading ---

const Json& member(const Json& object, std::string_view key);  // null when absent
const Json& list(const Json& object, std::string_view key);    // empty when absent
std::string text(const Json& object, std::string_view key);    // "" when absent
std::vector<std::string> texts(const Json& object, std::string_view key);
std::optional<Date> date(const Json& object, std::string_view key);
std::optional<Money> money(const Json& object, std::string_view key);
// A number, or a decimal text; nothing when it has more than four decimals.
std::optional<Decimal> decimal(const Json& object, std::string_view key);
std::optional<std::int64_t> integer(const Json& object, std::string_view key);
std::optional<bool> boolean(const Json& object, std::string_view key);
Validity validity(const Json& object, std::string_view from, std::string_view until);

// --- writing ---

Json json_of(const Text& text);
void put(Json& object, std::string_view key, const std::set<std::string>& values);  // sorted; not when empty
void put(Json& object, std::string_view key, const std::vector<std::string>& values);
void put(Json& object, std::string_view key, const std::optional<Money>& money);
// Not when there is none.
void put_school_years(Json& derived, const Validity& validity, const DeriveContext& context);

// --- linked records ---

// Asks for each record once.
class Links {
public:
    explicit Links(const DeriveContext& context) : context_(context) {}

    const LinkedRecord* find(const std::string& id);  // nullptr when absent; stays valid

private:
    const DeriveContext& context_;
    std::map<std::string, std::optional<LinkedRecord>> found_;
};

// The regions and sectors of one or more linked records together.
struct Reach {
    std::set<std::string> region_ids;
    std::set<std::string> sectors;

    void add(const LinkedRecord* record);  // may be nullptr
};

// --- kinds ---

using Problems = std::vector<Problem>;

struct Derivation {
    const DeriveContext& context;
    Links links;
    Json derived;
    Problems warnings;
};

void check_agreement(const Json& body, Problems& problems);
void derive_agreement(const Json& body, Derivation& derivation);

void check_stagevergoeding(const Json& body, Problems& problems);
void derive_stagevergoeding(const Json& body, Derivation& derivation);

void derive_funding(const Json& body, Derivation& derivation);

// The payment route of a stagevergoeding: refused findings as problems, the others as warnings.
void check_payment_route(const Json& body, Problems& problems);
void derive_payment_route(const Json& body, Derivation& derivation);

}  // namespace afb::derivation
