// The values of facets: each has a number, and a document's numbers lie packed in one slot, to be counted.
#pragma once

#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <xapian.h>

#include "indexer/index.hpp"
#include "indexer/packing.hpp"

namespace afb::indexer {

// Facet values and their numbers in one generation of the index. Numbers are given once and never change, so that a
// reader of an older snapshot can use a newer dictionary. Safe between threads; only the writer adds.
class FacetDictionary {
public:
    std::uint32_t number_of(std::uint16_t facet, std::string_view value);
    void save(Xapian::WritableDatabase& database);    // what was added since
    void read_new(const Xapian::Database& database);  // what another process or an earlier run added

    std::size_t size() const;
    std::optional<std::uint32_t> find(std::uint16_t facet, std::string_view value) const;
    // The value with this number; "" when there is none.
    std::string value_of(std::uint32_t number) const;
    // The counted values of `facet`, most first, then by value.
    std::vector<FacetValue> values_of(std::uint16_t facet, const std::vector<std::uint32_t>& counts) const;

private:
    struct Value {
        std::uint16_t facet = 0;
        std::string text;
    };
    std::uint32_t add(std::string packed);

    mutable std::shared_mutex mutex_;
    std::vector<Value> values_;
    std::unordered_map<std::string, std::uint32_t> numbers_;
    std::vector<std::string> unsaved_;
    GrowingList list_{"facet"};
};

// The content of the facet slot: the numbers, each once.
std::string pack_facets(std::vector<std::uint32_t> numbers);

}  // namespace afb::indexer
