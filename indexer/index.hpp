// The full-text index: a folder of Xapian databases made from the records, disposable, and brought up to date by change
// number.
//
// Guarantees: when apply() returns, every search that starts later sees the change (read your own writes) without an
// fsync on the way; searches go on during writes and rebuilds and never see DatabaseModifiedError; a rebuilt index
// gives the same answers. Leaves out: where records come from (the caller hands them over) and who may see what
// (RecordQuery::public_only).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/record_query.hpp"

namespace afb::indexer {

// What the index is told of one record.
struct Entry {
    std::uint32_t number = 0;  // of the record, for find_among(); 0: it has none
    std::string id;
    std::string kind;
    std::string slug;
    std::int64_t revision = 0;
    bool removed = false;  // then only id counts
    std::string updated_at;
    Json body;  // with status, visibility and all the author's members
    Json derived;
    std::vector<std::string> linked_texts;  // titles of the records it refers to: found by these too, at a low weight
    std::string created_at = {};            // for sorting by it; "" when not known
};

struct Fragment {
    std::string text;
    bool hit = false;
    bool operator==(const Fragment&) const = default;
};

// Records that a hit stands for, beside itself: those found with the same value of RecordQuery::collapse.
struct Collapsed {
    std::string value;
    std::int64_t count = 0;
};

struct Hit {
    std::string id;
    double score = 0;
    Collapsed collapsed;
    std::vector<Fragment> title;    // the title with its hits marked; empty when no texts were asked for
    std::vector<Fragment> snippet;  // the best passage of the other texts; empty when there is no text query
    Json explain;                   // what matched (explain.hpp); null unless asked for
};

struct FacetValue {
    std::string value;
    std::int64_t count = 0;
};

struct Facet {
    std::string name;                // a filter of the catalog, or "kind"
    std::vector<FacetValue> values;  // most first, then by value
};

struct SearchRequest {
    RecordQuery query;
    bool facets = false;
    bool explain = false;  // needs texts
    bool texts = true;     // of the hits: titles and snippets
};

struct SearchResult {
    std::vector<Hit> hits;
    std::int64_t total = 0;     // exact: of hits, over all pages
    std::int64_t records = 0;   // exact: more than `total` when some stand behind others
    std::vector<Facet> facets;  // of the records, each counted as if its own filter were not set
    std::optional<std::string>
        corrected;  // "did you mean": another query text, only when a word of this one has no hits
    Json explain;   // how the query was read (explain.hpp); null unless asked for
};

struct Suggestion {
    std::string text;
    std::string kind;  // "" for a term
    std::string id;    // "" for a term
};

// Text of a record for snippets, by id; the index keeps ids only. Called during a search, from its thread.
using FetchRecords = std::function<std::vector<Entry>(const std::vector<std::string>& ids)>;

class Index {
public:
    struct State {
        bool ready = false;    // false: missing, damaged or of another format: rebuild() is needed, searches throw
                               // Error(unavailable)
        std::int64_t seq = 0;  // of the store's last change that is in it
        std::int64_t documents = 0;
        std::string reason;  // why not ready
    };

    // Opens FOLDER (made when missing). `read_only`: for a second process beside the one that writes. Throws
    // std::runtime_error when another process writes there and read_only is false.
    Index(std::string folder, std::shared_ptr<const Catalog> catalog, FetchRecords fetch, bool read_only = false);
    ~Index();
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    State state() const;

    // Puts entries in and waits until they can be found. One writer thread drains a queue; callers share its commits.
    // `seq` is the store's change number that these bring the index to.
    void apply(std::vector<Entry> entries, std::int64_t seq);

    // Builds a new generation beside the live one from `next_batch` (an empty batch ends it), which must deliver the
    // state at `seq`; then calls `catch_up(seq)` for what changed meanwhile, swaps, and removes the old generation.
    // apply() waits during the swap only.
    void rebuild(const std::function<std::vector<Entry>()>& next_batch, std::int64_t seq,
                 const std::function<std::pair<std::vector<Entry>, std::int64_t>(std::int64_t after)>& catch_up);

    SearchResult search(const SearchRequest& request) const;
    // Which of these records (by Entry::number) the query's text finds: for who counts and does not show. Nothing else
    // of the query counts, but that with `public_only` a name in the text stands for public records only.
    std::vector<bool> find_among(const RecordQuery& query, const std::vector<bool>& numbers) const;
    std::vector<Suggestion> suggest(std::string_view text, std::size_t limit, bool public_only) const;
    // Ids of records most like this one, best first.
    std::vector<std::string> similar(std::string_view id, std::size_t limit, bool public_only) const;

    void sync();  // to disk: on a quiet moment and at shutdown

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace afb::indexer
