// A search in one snapshot: the records of the page that is asked for, how many there are, and facets, from one pass
// over all documents.
//
// Guarantees: totals and facets are exact; each facet is counted as if its own condition were not set. Pages of one
// snapshot fit together, and a rebuilt index gives the same ones.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "indexer/collapse.hpp"
#include "indexer/columns.hpp"
#include "indexer/facets.hpp"
#include "indexer/fields.hpp"
#include "indexer/readers.hpp"
#include "indexer/scoring.hpp"
#include "schema/record_query.hpp"

namespace afb::indexer {

class RecordSearch {
public:
    // `facets`: also count them.
    RecordSearch(ReaderHandle& reader, const Fields& fields, const RecordQuery& query, bool facets);

    struct Found {
        std::string id;
        double score = 0;
        Collapsed collapsed;
    };
    // The page that the query asks for: in the order it asks for, or best first; of equal ones the newest change first,
    // then the lowest id.
    std::vector<Found> run(const RankedText& text);

    std::int64_t total() const { return total_; }      // hits
    std::int64_t records() const { return records_; }  // more, when some stand behind others
    std::vector<Facet> facets() const;

private:
    // A condition on a facet is checked on the facet's numbers; `without`: counts of those that fail this one only.
    struct FacetCondition {
        std::uint16_t facet = 0;
        std::vector<bool> wanted;  // by number
        std::vector<std::uint32_t> without;
    };
    using Named = std::map<Xapian::docid, double>;
    void add_conditions(const RecordQuery& query);
    void add_condition(std::uint16_t facet, const std::vector<std::string>& values);
    std::vector<bool> documents_of(const Xapian::Query& filter) const;
    void allow_only(const Xapian::Query& filter);
    void allow_only_for(const RankedText& text);
    // All that match, in the order of their numbers; with the scores of their words alone.
    std::vector<Candidate> candidates(const RankedText& text, const Named& named);
    bool passes(Xapian::docid document);
    void count(std::vector<std::uint32_t>& counts, std::span<const std::uint32_t> facets) const;
    std::vector<Found> best(std::vector<Candidate> candidates) const;
    std::vector<Found> in_order(const std::vector<Candidate>& candidates);
    Found show(const Candidate& candidate) const;

    ReaderHandle& reader_;
    const Fields& fields_;
    const RecordQuery& query_;
    bool count_facets_;
    std::optional<Xapian::valueno> collapse_slot_;
    std::shared_ptr<const Columns> columns_;
    std::vector<FacetCondition> conditions_;
    std::vector<bool> allowed_;  // by document; empty: all
    std::vector<std::uint32_t> counts_;
    Groups groups_;
    std::int64_t total_ = 0;
    std::int64_t records_ = 0;
};

}  // namespace afb::indexer
