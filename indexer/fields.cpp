#include "indexer/fields.hpp"

#include <algorithm>
#include <stdexcept>

#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr Xapian::termcount title_weight = 3;  // when the schema does not say

// The number of `name` among definitions sorted by name.
Xapian::valueno number_of(const std::vector<FilterDefinition>& definitions, std::string_view name, const char* what) {
    const auto found =
        std::find_if(definitions.begin(), definitions.end(), [&](const FilterDefinition& d) { return d.name == name; });
    if (found == definitions.end()) throw std::logic_error(std::string("no such ") + what + ": " + std::string(name));
    return static_cast<Xapian::valueno>(found - definitions.begin());
}

// About publication, not about what the record says.
bool is_administrative(const Field& field) {
    return field.path == "status" || field.path == "visibility";
}

}  // namespace

Fields::Fields(std::shared_ptr<const Catalog> catalog) : catalog_(std::move(catalog)) {
    facets_.emplace_back("kind");
    for (const FilterDefinition& filter : catalog_->filters()) {
        if (filter.facet) facets_.push_back(filter.name);
        if (filter.collapse) collapses_.push_back(filter.name);
    }
    for (const Kind& kind : catalog_->kinds()) {
        KindFields fields;
        fields.kind = &kind;
        fields.title = kind.find_field(kind.title_field);
        if (fields.title == nullptr) throw std::logic_error("kind without its title field: " + kind.name);
        const auto own_weight = static_cast<Xapian::termcount>(std::max(0, fields.title->search_weight));
        fields.texts.push_back(
            {.field = fields.title, .weight = own_weight == 0 ? title_weight : own_weight, .positions = true});
        fields.exact.push_back(fields.title);
        for (const Field& field : kind.fields) {
            if (&field != fields.title) {
                if (field.search_weight > 0) {
                    fields.texts.push_back({.field = &field,
                                            .weight = static_cast<Xapian::termcount>(field.search_weight),
                                            .positions = field.phrase});
                }
                if (field.exact) fields.exact.push_back(&field);
            }
            if (field.vocabulary != nullptr && !is_administrative(field)) fields.labelled.push_back(&field);
            if (!field.filter.empty()) {
                const auto facet = std::find(facets_.begin() + 1, facets_.end(), field.filter);
                FilterField filter{.field = &field,
                                   .facet = std::nullopt,
                                   .written = catalog_->find_filter(field.filter)->has_free_values()};
                if (facet != facets_.end()) filter.facet = static_cast<std::uint16_t>(facet - facets_.begin());
                fields.filters.push_back(filter);
            }
            if (!field.range.empty()) fields.ranges.push_back({.field = &field, .slot = range_slot(field.range)});
            if (field.collapse) fields.collapses.push_back({.field = &field, .slot = collapse_slot(field.filter)});
            if (!field.sort.empty()) fields.sorts.push_back({.field = &field, .slot = sort_slot(field.sort)});
        }
        kinds_.emplace(kind.name, std::move(fields));
    }
}

const KindFields* Fields::find(std::string_view kind) const {
    const auto found = kinds_.find(kind);
    return found == kinds_.end() ? nullptr : &found->second;
}

Xapian::valueno Fields::range_slot(std::string_view name) const {
    return slots::first_of_catalog + number_of(catalog_->ranges(), name, "range");
}

Xapian::valueno Fields::sort_slot(std::string_view name) const {
    const auto after_ranges = slots::first_of_catalog + static_cast<Xapian::valueno>(catalog_->ranges().size());
    return after_ranges + number_of(catalog_->sorts(), name, "sort key");
}

Xapian::valueno Fields::collapse_slot(std::string_view name) const {
    const auto found = std::find(collapses_.begin(), collapses_.end(), name);
    if (found == collapses_.end()) throw std::logic_error("nothing to collapse by: " + std::string(name));
    return first_collapse_slot() + static_cast<Xapian::valueno>(found - collapses_.begin());
}

std::uint16_t Fields::collapse_number(Xapian::valueno slot) const {
    return static_cast<std::uint16_t>(facets_.size() + (slot - first_collapse_slot()));
}

Xapian::valueno Fields::first_collapse_slot() const {
    const std::size_t before = catalog_->ranges().size() + catalog_->sorts().size();
    return slots::first_of_catalog + static_cast<Xapian::valueno>(before);
}

FieldType Fields::range_type(std::string_view name) const {
    const FilterDefinition* definition = catalog_->find_range(name);
    if (definition == nullptr) throw std::logic_error("no such range: " + std::string(name));
    return definition->type;
}

}  // namespace afb::indexer
