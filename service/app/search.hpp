// Search as people get it: the index finds ids, the store gives the records, the catalog the labels.
#pragma once

#include <string>
#include <string_view>

#include "indexer/index.hpp"
#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"
#include "service/app/actor.hpp"
#include "service/app/record_view.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

class Search {
public:
    Search(storage::Store& store, indexer::Index& index, std::shared_ptr<const Catalog> catalog)
        : store_(store), index_(index), catalog_(std::move(catalog)) {}

    // {items[], facets[], corrected?, totalRecords?}: the members of an answer that are not about paging. The query is
    // limited to what `actor` may see. `total`: of hits. When the query collapses, totalRecords is of the records
    // found, and a hit with others behind it has `collapsed` {value, count}; the caller adds where those are.
    Json search(const Actor& actor, indexer::SearchRequest request, Language language, std::int64_t* total) const;
    // {items[], totalRecords?} with whole records, for lists with a text or that collapse: in the index's order.
    Json list(const Actor& actor, RecordQuery query, const ViewOptions& options, std::int64_t* total) const;
    // {items[] {text, kind?, id?, href?}}
    Json suggest(const Actor& actor, std::string_view text, std::size_t limit) const;
    // Summaries of the records most like this one.
    Json similar(const Actor& actor, std::string_view id, std::size_t limit) const;

private:
    Json make_item(const Actor& actor, const indexer::Hit& hit, const storage::StoredRecord& record,
                   storage::Reader& reader, Language language) const;
    Json make_facets(const Actor& actor, const std::vector<indexer::Facet>& facets, storage::Reader& reader,
                     Language language) const;

    storage::Store& store_;
    indexer::Index& index_;
    std::shared_ptr<const Catalog> catalog_;
};

}  // namespace afb::app
