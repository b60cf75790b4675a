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

std::string listed(const std::vector<std::string>& names, std::string_view conjunction) {
    std::string out;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) out += i + 1 == names.size() ? std::string(conjunction) : ", ";
        out += names[i];
    }
    return out;
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
    return {"Niet bekend is in welke onderwijsregio deze partijen werken: " + listed(names, " en ") + ".",
            "It is not known in which onderwijsregio these parties work: " + listed(names, " and ") + "."};
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
    boundary.reason = {"Alle partijen werken in de onderwijsregio " + listed(names, " en ") + ".",
                       "All parties work in the onderwijsregio " + listed(names, " and ") + "."};
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
