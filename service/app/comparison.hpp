// Records of one kind side by side, field by field: what differs first.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

struct ComparisonSetting {
    const Catalog& catalog;
    Language language = Language::nl;
    // The title of a record that is referred to, when the asker may see it.
    std::function<std::optional<std::string>(const std::string& id)> find_title;
};

// {kind, records[] {id, title, href}, fields[] {path, label, differs, values[]}}: of each record the values of the
// field, as people read them; none when it is not stated. Left out are fields that none of them states. `records`: of
// one kind, at least one.
Json compare_records(const std::vector<storage::StoredRecord>& records, const ComparisonSetting& setting);

}  // namespace afb::app
