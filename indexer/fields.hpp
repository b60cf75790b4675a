// Which fields of which kind go where in the index; made from the catalog once, then read by everybody.
//
// Guarantees: immutable; numbers of slots and facets follow from the catalog alone (its fingerprint is in the index's
// version).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "schema/catalog.hpp"

namespace afb::indexer {

struct TextField {
    const Field* field = nullptr;
    Xapian::termcount weight = 1;  // wdf of each word
    bool positions = true;         // for phrases
};

struct SlotField {
    const Field* field = nullptr;
    Xapian::valueno slot = 0;
};

struct FilterField {
    const Field* field = nullptr;
    std::optional<std::uint16_t> facet;  // its number when its values are counted
    bool written = false;                // its values are also found however they are written
};

struct KindFields {
    const Kind* kind = nullptr;
    const Field* title = nullptr;        // never null
    std::vector<TextField> texts;        // the title first
    std::vector<const Field*> labelled;  // codes: found by their labels
    std::vector<const Field*> exact;     // names and identifiers, the title first
    std::vector<FilterField> filters;
    std::vector<SlotField> ranges;
    std::vector<SlotField> sorts;
    std::vector<SlotField> collapses;
};

class Fields {
public:
    explicit Fields(std::shared_ptr<const Catalog> catalog);

    const Catalog& catalog() const { return *catalog_; }
    const KindFields* find(std::string_view kind) const;

    // "kind" is number 0, then the catalog's facets by name.
    const std::vector<std::string>& facets() const { return facets_; }
    static constexpr std::uint16_t kind_facet = 0;

    // Throw std::logic_error for a name that the catalog does not have: the caller checks names from outside.
    Xapian::valueno range_slot(std::string_view name) const;
    Xapian::valueno sort_slot(std::string_view name) const;
    Xapian::valueno collapse_slot(std::string_view name) const;
    FieldType range_type(std::string_view name) const;

    // What FacetDictionary numbers the values of a collapse slot under: after the facets.
    std::uint16_t collapse_number(Xapian::valueno slot) const;

private:
    Xapian::valueno first_collapse_slot() const;

    std::shared_ptr<const Catalog> catalog_;
    std::map<std::string, KindFields, std::less<>> kinds_;
    std::vector<std::string> facets_;
    std::vector<std::string> collapses_;  // filters by which records may be shown as one
};

}  // namespace afb::indexer
