// Records shown as one: of those that a search finds with one value (of one holder), the best stands for the others.
//
// Guarantees: exact numbers of hits and of records; records without a value stand for themselves. Of equally good ones
// the newest change stands in front, so pages of one snapshot fit together.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/facets.hpp"
#include "indexer/index.hpp"
#include "indexer/refining.hpp"

namespace afb::indexer {

// How many records there are with each value; the key is what the slot holds.
class Groups {
public:
    void add(const std::string& packed);  // of one record; "" for none
    std::int64_t records() const { return records_; }
    std::int64_t hits() const { return alone_ + static_cast<std::int64_t>(counts_.size()); }
    // Who stands behind the one that is shown of these.
    Collapsed behind(const std::string& packed, const FacetDictionary& values) const;

private:
    std::unordered_map<std::string, std::int64_t> counts_;
    std::int64_t alone_ = 0;
    std::int64_t records_ = 0;
};

// Leaves the best of each group in `candidates`, which are in the order of their documents and stay so.
Groups keep_best_of_each(std::vector<Candidate>& candidates, const Xapian::Database& database, Xapian::valueno slot);

}  // namespace afb::indexer
