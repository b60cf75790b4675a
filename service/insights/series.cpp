#include "service/insights/series.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <queue>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace afb::insights {
namespace {

using ByRecord = std::unordered_map<std::int32_t, std::uint32_t>;

void link_stated(std::span<const Regulation> regulations, std::vector<SeriesLink>& links, std::vector<bool>& tied) {
    ByRecord by_record;
    by_record.reserve(regulations.size());
    for (std::uint32_t i = 0; i < regulations.size(); ++i) by_record.emplace(regulations[i].record, i);
    for (std::uint32_t i = 0; i < regulations.size(); ++i) {
        if (regulations[i].supersedes == no_record) continue;
        const auto earlier = by_record.find(regulations[i].supersedes);
        if (earlier == by_record.end() || earlier->second == i) continue;
        links.push_back({earlier->second, i, LinkBasis::stated});
        tied[i] = true;
    }
}

bool of_one_kind(const Regulation& left, const Regulation& right) {
    return left.direction == right.direction && left.type == right.type;
}

bool possibly_same_people(const Regulation& left, const Regulation& right) {
    if (left.audiences.empty() || right.audiences.empty()) return true;
    return std::any_of(left.audiences.begin(), left.audiences.end(), [&](const Audience& audience) {
        return std::any_of(right.audiences.begin(), right.audiences.end(),
                           [&](const Audience& other) { return possibly_shared(audience, other); });
    });
}

void link_by_agreement(std::span<const Regulation> regulations, std::span<const AgreementSuccession> agreements,
                       std::vector<SeriesLink>& links, std::vector<bool>& tied) {
    if (agreements.empty()) return;
    std::multimap<std::int32_t, std::uint32_t> of_agreement;
    for (std::uint32_t i = 0; i < regulations.size(); ++i) {
        if (regulations[i].agreement != no_record) of_agreement.emplace(regulations[i].agreement, i);
    }
    const std::vector<bool> stated = tied;
    for (const AgreementSuccession& succession : agreements) {
        const auto [earlier_begin, earlier_end] = of_agreement.equal_range(succession.supersedes);
        const auto [later_begin, later_end] = of_agreement.equal_range(succession.agreement);
        for (auto later = later_begin; later != later_end; ++later) {
            for (auto earlier = earlier_begin; earlier != earlier_end; ++earlier) {
                const Regulation& from = regulations[earlier->second];
                const Regulation& to = regulations[later->second];
                if (stated[later->second] || earlier->second == later->second) continue;
                if (!of_one_kind(from, to) || !possibly_same_people(from, to)) continue;
                links.push_back({earlier->second, later->second, LinkBasis::agreement});
                tied[later->second] = true;
            }
        }
    }
}

// Regulations of one holder, direction and type by start.
void link_renewals(std::span<const std::uint32_t> alike, std::span<const Regulation> regulations,
                   std::vector<SeriesLink>& links, const std::vector<bool>& tied) {
    for (std::size_t i = 1; i < alike.size(); ++i) {
        const Regulation& later = regulations[alike[i]];
        if (tied[alike[i]]) continue;
        std::optional<Day> nearest;
        const std::size_t last = i > furthest_back ? i - furthest_back : 0;
        for (std::size_t back = i; back > last; --back) {
            const Regulation& earlier = regulations[alike[back - 1]];
            if (nearest && earlier.period.from < *nearest) break;
            if (earlier.period.from == later.period.from || !possibly_same_people(earlier, later)) continue;
            links.push_back({alike[back - 1], alike[i], LinkBasis::renewal});
            nearest = earlier.period.from;
        }
    }
}

void link_all_renewals(std::span<const Regulation> regulations, std::vector<SeriesLink>& links,
                       const std::vector<bool>& tied) {
    std::vector<std::uint32_t> sorted;
    for (std::uint32_t i = 0; i < regulations.size(); ++i) {
        const Regulation& one = regulations[i];
        if (one.holder != unstated_code && one.period.from != Period::open_start) sorted.push_back(i);
    }
    const auto kind = [&](std::uint32_t i) {
        return std::tie(regulations[i].holder, regulations[i].direction, regulations[i].type);
    };
    std::sort(sorted.begin(), sorted.end(), [&](std::uint32_t left, std::uint32_t right) {
        if (kind(left) != kind(right)) return kind(left) < kind(right);
        return std::tie(regulations[left].period.from, regulations[left].record) <
               std::tie(regulations[right].period.from, regulations[right].record);
    });
    for (std::size_t begin = 0; begin < sorted.size();) {
        std::size_t end = begin + 1;
        while (end < sorted.size() && kind(sorted[begin]) == kind(sorted[end])) ++end;
        link_renewals(std::span(sorted).subspan(begin, end - begin), regulations, links, tied);
        begin = end;
    }
}

// The members left over when those that nothing comes before are taken away, again and again: circles and what comes
// after them. Read backwards (`reversed`) it is circles and what comes before them.
std::set<std::uint32_t> left_over(const Series& series, bool reversed) {
    std::map<std::uint32_t, int> before;
    std::multimap<std::uint32_t, std::uint32_t> after;
    for (const SeriesLink& link : series.links) {
        const auto [first, then] = reversed ? std::pair(link.to, link.from) : std::pair(link.from, link.to);
        ++before[then];
        after.emplace(first, then);
    }
    std::set<std::uint32_t> left(series.members.begin(), series.members.end());
    std::queue<std::uint32_t> free;
    for (const std::uint32_t member : series.members) {
        if (!before.contains(member)) free.push(member);
    }
    while (!free.empty()) {
        const auto [begin, end] = after.equal_range(free.front());
        left.erase(free.front());
        free.pop();
        for (auto next = begin; next != end; ++next) {
            if (--before[next->second] == 0) free.push(next->second);
        }
    }
    return left;
}

std::vector<std::uint32_t> circle_in(const Series& series) {
    const std::set<std::uint32_t> forwards = left_over(series, false);
    const std::set<std::uint32_t> backwards = left_over(series, true);
    std::vector<std::uint32_t> circle;
    std::set_intersection(forwards.begin(), forwards.end(), backwards.begin(), backwards.end(),
                          std::back_inserter(circle));
    return circle;
}

}  // namespace

std::string_view code_of(LinkBasis basis) {
    switch (basis) {
        case LinkBasis::stated:
            return "supersedes";
        case LinkBasis::agreement:
            return "agreement";
        case LinkBasis::renewal:
            break;
    }
    return "renewal";
}

std::vector<SeriesLink> find_links(std::span<const Regulation> regulations,
                                   std::span<const AgreementSuccession> agreements) {
    std::vector<SeriesLink> links;
    std::vector<bool> tied(regulations.size(), false);
    link_stated(regulations, links, tied);
    link_by_agreement(regulations, agreements, links, tied);
    link_all_renewals(regulations, links, tied);
    std::sort(links.begin(), links.end());
    links.erase(std::unique(links.begin(), links.end()), links.end());
    return links;
}

Series series_of(std::uint32_t index, std::span<const Regulation> regulations, std::span<const SeriesLink> links) {
    std::vector<std::vector<std::uint32_t>> neighbours(regulations.size());
    for (const SeriesLink& link : links) {
        neighbours[link.from].push_back(link.to);
        neighbours[link.to].push_back(link.from);
    }
    std::vector<bool> seen(regulations.size(), false);
    std::queue<std::uint32_t> reached;
    reached.push(index);
    seen[index] = true;
    Series series;
    while (!reached.empty()) {
        const std::uint32_t member = reached.front();
        reached.pop();
        series.members.push_back(member);
        for (const std::uint32_t next : neighbours[member]) {
            if (seen[next]) continue;
            seen[next] = true;
            reached.push(next);
        }
    }
    std::sort(series.members.begin(), series.members.end(), [&](std::uint32_t left, std::uint32_t right) {
        return std::tie(regulations[left].period, regulations[left].record) <
               std::tie(regulations[right].period, regulations[right].record);
    });
    std::map<std::uint32_t, int> followers;
    for (const SeriesLink& link : links) {
        if (!seen[link.from]) continue;
        series.links.push_back(link);
        if (++followers[link.from] == 2) series.forks.push_back(link.from);
    }
    series.in_circle = circle_in(series);
    return series;
}

std::optional<Day> days_between(const Period& earlier, const Period& later) {
    if (earlier.until == Period::open_end || later.from == Period::open_start) return std::nullopt;
    return later.from - earlier.until - 1;
}

}  // namespace afb::insights
