// How a stored record looks to who reads it: the author's members between the ones the server sets, and `derived`
// completed with what depends on the moment of reading (in force today, titles of the records it refers to).
#pragma once

#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/dates.hpp"
#include "schema/json.hpp"
#include "service/app/actor.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

struct ViewOptions {
    Date day = {};                         // for derived.inForce
    bool expand_references = false;        // adds `expanded.references`: the referred records, whole
    std::vector<std::string> fields = {};  // keep only these members (id and kind always stay); empty: all
};

// References to records that `actor` may not see keep their pointer, id and kind, but not their title.
Json view_record(const Catalog& catalog, const storage::StoredRecord& record, storage::Reader& reader,
                 const Actor& actor, const ViewOptions& options);

// {kind, id, slug, title, href}: how lists of other records name a record.
Json summarise(const Catalog& catalog, const storage::StoredRecord& record);

std::string href_of(const Catalog& catalog, std::string_view kind, std::string_view id);

}  // namespace afb::app
