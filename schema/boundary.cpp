#include "schema/boundary.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace afb {
namespace {

struct Overview {
    std::vector<std::size_t> unknown;
    std::map<std::string, Region> involved;  // by id
    std::set<std::string> common;            // of the known parties
    std::size_t known = 0;
};

Overview overview_of(const std::vector<Party>& parties) {
    Overview overview;
    for (std::size_t index = 0; index < parties.size(); ++index) {
        if (parties[index].regions.empty()) {
            overview.unknown.push_back(index);
            continue;
        }
        std::set<std::string> own;
        for (const Region& region : parties[index].regions) {
            own.insert(region.id);
            overview.involved.emplace(region.id, region);
        }
        if (overview.known++ == 0) {
            overview.common = own;
        } else {
            std::erase_if(overview.common, [&own](const std::string& id) { return !own.contains(id); });
        }
    }
    return overview;
}

// A reason stays readable when two hundred parties have no region.
constexpr std::size_t max_listed = 5;

Text listed(const std::vector<std::string>& names) {
    const std::size_t shown = std::min(names.size(), max_listed);
    const std::size_t left = names.size() - shown;
    // With nothing left the last name comes after "and".
    const std::size_t with_commas = left == 0 && shown > 1 ? shown - 1 : shown;
    std::string list;
    for (std::size_t i = 0; i < with_commas; ++i) list += (i > 0 ? ", " : "") + names[i];
    if (left > 0) return {list + " en nog " + std::to_string(left), list + " and " + std::to_string(left) + " more"};
    if (with_commas == shown) return {list, list};
    return {list + " en " + names.back(), list + " and " + names.back()};
}

// The regions' titles, sorted; an id where a title is not known.
std::vector<std::string> names_of(const Overview& overview, const std::set<std::string>& ids) {
    std::vector<std::string> names;
    for (const std::string& id : ids) {
        const Region& region = overview.involved.at(id);
        names.push_back(region.title.empty() ? id : region.title);
    }
    std::sort(names.begin(), names.end());
    return names;
}

Text unknown_reason(const std::vector<Party>& parties, const std::vector<std::size_t>& unknown) {
    if (parties.empty()) return {"Er zijn geen partijen genoemd.", "No parties are named."};
    std::vector<std::string> names;
    for (const std::size_t index : unknown) names.push_back(parties[index].name);
    const Text list = listed(names);
    return {"Niet bekend is in welke onderwijsregio deze partijen werken: " + list.nl + ".",
            "It is not known in which onderwijsregio these parties work: " + list.en + "."};
}

void compute(const BoundaryQuestion& question, Boundary& boundary) {
    if (question.national_level) {
        boundary.computed = BoundaryValue::national;
        boundary.reason = {"De afspraak geldt landelijk.", "The agreement is made at national level."};
        return;
    }
    const Overview overview = overview_of(question.parties);
    boundary.unknown_parties = overview.unknown;
    const bool apart = overview.known > 0 && overview.common.empty();
    if (apart) {
        boundary.computed = BoundaryValue::across;
        boundary.reason = {"Geen enkele onderwijsregio omvat alle partijen waarvan de regio bekend is.",
                           "No single onderwijsregio holds all parties whose region is known."};
        return;
    }
    if (overview.known == 0 || !overview.unknown.empty()) {
        boundary.computed = BoundaryValue::unknown;
        boundary.reason = unknown_reason(question.parties, overview.unknown);
        return;
    }
    const std::vector<std::string> names = names_of(overview, overview.common);
    if (overview.involved.size() == 1 && overview.involved.begin()->second.national) {
        boundary.computed = BoundaryValue::national;
        boundary.reason = {"Alle partijen werken in de landelijke onderwijsregio " + names.front() + ".",
                           "All parties work in the national onderwijsregio " + names.front() + "."};
        return;
    }
    boundary.computed = BoundaryValue::within;
    const Text list = listed(names);
    boundary.reason = {"Alle partijen werken in de onderwijsregio " + list.nl + ".",
                       "All parties work in the onderwijsregio " + list.en + "."};
}

}  // namespace

std::string_view code_of(BoundaryValue value) {
    switch (value) {
        case BoundaryValue::within:
            return "within";
        case BoundaryValue::across:
            return "across";
        case BoundaryValue::national:
            return "national";
        case BoundaryValue::unknown:
            break;
    }
    return "unknown";
}

std::optional<BoundaryValue> boundary_of(std::string_view code) {
    for (const BoundaryValue value :
         {BoundaryValue::within, BoundaryValue::across, BoundaryValue::national, BoundaryValue::unknown}) {
        if (code_of(value) == code) return value;
    }
    return std::nullopt;
}

Boundary find_boundary(const BoundaryQuestion& question) {
    Boundary boundary;
    compute(question, boundary);
    boundary.value = boundary.computed;
    if (const auto& by_hand = question.override_by_hand) {
        boundary.value = by_hand->value;
        // What could not be computed cannot be contradicted; and saying "unknown" by hand of what is known is a
        // contradiction too.
        boundary.override_contradicts =
            boundary.computed != BoundaryValue::unknown && by_hand->value != boundary.computed;
        boundary.reason = {"Met de hand bepaald: " + by_hand->reason + " Uit de partijen volgt: " + boundary.reason.nl,
                           "Set by hand: " + by_hand->reason + " From the parties follows: " + boundary.reason.en};
    }
    return boundary;
}

}  // namespace afb
