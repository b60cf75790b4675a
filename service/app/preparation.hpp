// From what somebody sent to what can be stored: defaults, slug, every check, `derived`. Shared by single writes and
// imports.
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/dates.hpp"
#include "schema/derive.hpp"
#include "schema/json.hpp"
#include "schema/problem.hpp"
#include "schema/validator.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

struct Prepared {
    Json body;
    std::string slug;
    std::string title;
};

// Normalises and fills in defaults (status draft, visibility public, slug from the title or the one it has), then
// checks the schema and the rules over several fields. Problems are added to `problems`; the result is only meaningful
// when none were.
Prepared prepare_body(const Kind& kind, const Validator& validator, Json body, const storage::StoredRecord* existing,
                      std::vector<Problem>& problems);

// What only the store knows: the slug and the unique values are free, references exist, are of the right kind and make
// no circle. `id` is the record's own. May change the slug when it was not the author's own choice.
void check_against_store(const Catalog& catalog, const Kind& kind, std::string_view id, Prepared& prepared,
                         bool slug_chosen, storage::Reader& reader, std::vector<Problem>& problems);
// The references alone: in an import they are checked when all records are there.
void check_references(const Catalog& catalog, const Kind& kind, std::string_view id, const Json& body,
                      storage::Reader& reader, std::vector<Problem>& problems);

using FindLinked = std::function<std::optional<LinkedRecord>(std::string_view id)>;
Json derive_record(const Kind& kind, std::string_view id, const Json& body, const FindLinked& find_linked, Date today);
Json derive_record(const Kind& kind, std::string_view id, const Json& body, storage::Reader& reader, Date today);

// The records whose regions and sectors this body states: itself and those it lists. Empty when it states none.
std::set<std::string> stated_by(const Kind& kind, std::string_view id, const Json& body);

// Ids of all records that this body refers to.
std::vector<std::string> referred_ids(const Kind& kind, const Json& body);

// The records whose `derived` takes something from this one that has changed (regions, sectors, participants). `before`
// or `after` is null for a record that comes or goes.
void collect_dependents(const Kind& kind, std::string_view id, const Json& before, const Json& after,
                        storage::Reader& reader, std::set<std::string>& dependents);
// Makes their `derived` anew.
void rederive_dependents(const Catalog& catalog, const Kind& kind, std::string_view id, const Json& before,
                         const Json& after, storage::Writer& writer, Date today);
void rederive_record(const Catalog& catalog, std::string_view id, storage::Writer& writer, Date today);

}  // namespace afb::app
