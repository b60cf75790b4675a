#include "indexer/ranked_search.hpp"

#include <algorithm>
#include <functional>
#include <map>

#include "indexer/query_builder.hpp"
#include "indexer/refining.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

class Marker : public Xapian::MatchSpy {
public:
    explicit Marker(std::vector<bool>& marked) : marked_(marked) {}
    void operator()(const Xapian::Document& document, double) override {
        const Xapian::docid number = document.get_docid();
        if (number < marked_.size()) marked_[number] = true;
    }

private:
    std::vector<bool>& marked_;
};

bool has_any(std::span<const std::uint32_t> facets, const std::vector<bool>& wanted) {
    return std::any_of(facets.begin(), facets.end(),
                       [&](std::uint32_t number) { return number < wanted.size() && wanted[number]; });
}

}  // namespace

RankedSearch::RankedSearch(ReaderHandle& reader, const Fields& fields, const RecordQuery& query, bool facets)
    : reader_(reader),
      fields_(fields),
      public_only_(query.public_only),
      count_facets_(facets),
      offset_(query.offset),
      limit_(query.limit),
      columns_(reader.generation->columns.at(reader.database)),
      counts_(reader.generation->facets.size(), 0) {
    if (!query.collapse.empty()) collapse_slot_ = fields.collapse_slot(query.collapse);
    add_conditions(query);
}

// What is no facet is asked of Xapian, once.
void RankedSearch::add_conditions(const RecordQuery& query) {
    if (!query.kinds.empty()) add_condition(Fields::kind_facet, query.kinds);
    RecordQuery others;
    others.public_only = false;
    others.ranges = query.ranges;
    others.in_force_on = query.in_force_on;
    const std::vector<std::string>& names = fields_.facets();
    for (const Condition& condition : query.conditions) {
        const auto facet = std::find(names.begin() + 1, names.end(), condition.name);
        if (facet == names.end()) {
            others.conditions.push_back(condition);
        } else {
            add_condition(static_cast<std::uint16_t>(facet - names.begin()), condition.values);
        }
    }
    if (const Xapian::Query filter = filter_query(others, fields_); !filter.empty()) allow_only(filter);
}

void RankedSearch::add_condition(std::uint16_t facet, const std::vector<std::string>& values) {
    FacetCondition condition{.facet = facet, .wanted = std::vector<bool>(counts_.size()), .without = counts_};
    for (const std::string& value : values) {
        const auto number = reader_.generation->facets.find(facet, value);
        if (number && *number < condition.wanted.size()) condition.wanted[*number] = true;
    }
    conditions_.push_back(std::move(condition));
}

void RankedSearch::allow_only(const Xapian::Query& filter) {
    std::vector<bool> marked(std::size_t{columns_->last()} + 1, false);
    Xapian::Enquire enquire(reader_.database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(filter);
    Marker marker(marked);
    enquire.add_matchspy(&marker);
    enquire.get_mset(0, 1, std::max(reader_.database.get_doccount(), 1U));
    for (std::size_t i = 0; i < allowed_.size(); ++i) marked[i] = marked[i] && allowed_[i];
    allowed_ = std::move(marked);
}

void RankedSearch::count(std::vector<std::uint32_t>& counts, std::span<const std::uint32_t> facets) const {
    for (const std::uint32_t number : facets) {
        if (number >= counts.size()) counts.resize(number + 1, 0);  // added since the search began
        ++counts[number];
    }
}

// Counts the document's facet values, also when one condition only keeps it out: for the facet of that condition.
bool RankedSearch::passes(Xapian::docid document) {
    if (public_only_ && !columns_->is_public(document)) return false;
    if (!allowed_.empty() && !allowed_[document]) return false;
    const std::span<const std::uint32_t> facets = columns_->facets(document);
    FacetCondition* failed = nullptr;
    for (FacetCondition& condition : conditions_) {
        if (has_any(facets, condition.wanted)) continue;
        if (failed != nullptr && failed->facet != condition.facet) return false;
        failed = &condition;
    }
    if (count_facets_) count(failed == nullptr ? counts_ : failed->without, facets);
    return failed == nullptr;
}

std::vector<Candidate> RankedSearch::candidates(const RankedText& text, const Named& named) {
    if (!text.among.empty())
        allow_only(text.names.empty() ? text.among : Xapian::Query(Xapian::Query::OP_OR, text.among, text.names));
    const std::vector<double> scores = score_documents(reader_.database, *columns_, text);
    std::vector<Candidate> found;
    auto next_named = named.begin();
    for (Xapian::docid document = 1; document < scores.size(); ++document) {
        const bool is_named = next_named != named.end() && next_named->first == document;
        if (is_named) ++next_named;
        if ((scores[document] > 0 || is_named) && passes(document))
            found.push_back({.document = document, .score = scores[document]});
    }
    records_ = static_cast<std::int64_t>(found.size());
    return found;
}

std::vector<RankedSearch::Found> RankedSearch::run(const RankedText& text) {
    const Named named = score_few(reader_.database, text.names);
    std::vector<Candidate> found = candidates(text, named);
    if (limit_ > 0) refine(found, reader_.database, *columns_, text);
    for (Candidate& candidate : found) {
        if (named.empty()) break;
        if (const auto name = named.find(candidate.document); name != named.end()) candidate.score += name->second;
    }
    if (collapse_slot_) groups_ = keep_best_of_each(found, reader_.database, *collapse_slot_);
    total_ = static_cast<std::int64_t>(found.size());
    return best(std::move(found));
}

std::vector<RankedSearch::Found> RankedSearch::best(std::vector<Candidate> candidates) const {
    if (offset_ >= candidates.size() || limit_ == 0) return {};
    const std::size_t wanted = std::min(limit_, candidates.size() - offset_) + offset_;
    if (wanted < candidates.size()) {
        // Those as good as the last one on the page stay too: which of them comes first is not known yet.
        const auto last = candidates.begin() + static_cast<std::ptrdiff_t>(wanted - 1);
        std::nth_element(candidates.begin(), last, candidates.end(),
                         [](const Candidate& a, const Candidate& b) { return a.score > b.score; });
        const double least = last->score;
        std::erase_if(candidates, [least](const Candidate& candidate) { return candidate.score < least; });
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) { return a.document < b.document; });
    struct Row {
        Candidate candidate;
        std::string newest;
    };
    std::vector<Row> rows;
    SlotValues keys(reader_.database, slots::newest);
    for (const Candidate& candidate : candidates)
        rows.push_back({.candidate = candidate, .newest = keys.of(candidate.document)});
    const auto before = [](const Row& a, const Row& b) {
        const double difference = a.candidate.score - b.candidate.score;
        return difference != 0 ? difference > 0 : a.newest < b.newest;
    };
    std::partial_sort(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>(wanted), rows.end(), before);
    std::vector<Found> found;
    for (std::size_t i = offset_; i < wanted; ++i) {
        const auto& [candidate, newest] = rows[i];
        found.push_back({.id = std::string(id_of_newest_key(newest)),
                         .score = candidate.score,
                         .collapsed = behind(candidate.document)});
    }
    return found;
}

Collapsed RankedSearch::behind(Xapian::docid document) const {
    if (!collapse_slot_) return {};
    const Xapian::Document shown = reader_.database.get_document(document, Xapian::DOC_ASSUME_VALID);
    return groups_.behind(shown.get_value(*collapse_slot_), reader_.generation->facets);
}

std::vector<Facet> RankedSearch::facets() const {
    std::vector<Facet> facets;
    for (std::size_t number = 0; number < fields_.facets().size(); ++number) {
        const auto facet = static_cast<std::uint16_t>(number);
        std::vector<std::uint32_t> with_others;
        for (const FacetCondition& condition : conditions_) {
            if (condition.facet != facet) continue;
            if (with_others.empty()) with_others = counts_;
            with_others.resize(std::max(with_others.size(), condition.without.size()), 0);
            for (std::size_t i = 0; i < condition.without.size(); ++i) with_others[i] += condition.without[i];
        }
        facets.push_back(
            {.name = fields_.facets()[number],
             .values = reader_.generation->facets.values_of(facet, with_others.empty() ? counts_ : with_others)});
    }
    return facets;
}

}  // namespace afb::indexer
