#include "indexer/record_search.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <unordered_map>

#include "indexer/conditions.hpp"
#include "indexer/refining.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

constexpr std::string_view no_term = "XNOTHING";  // of no document

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

RecordSearch::RecordSearch(ReaderHandle& reader, const Fields& fields, const RecordQuery& query, bool facets)
    : reader_(reader),
      fields_(fields),
      query_(query),
      count_facets_(facets),
      columns_(reader.generation->columns.at(reader.database)),
      counts_(reader.generation->facets.size(), 0) {
    if (!query.collapse.empty()) collapse_slot_ = fields.collapse_slot(query.collapse);
    add_conditions(query);
}

// What is no facet is asked of Xapian, once.
void RecordSearch::add_conditions(const RecordQuery& query) {
    if (!query.kinds.empty()) add_condition(Fields::kind_facet, query.kinds);
    std::vector<Xapian::Query> filters;
    const std::vector<std::string>& names = fields_.facets();
    for (const Condition& condition : query.conditions) {
        const auto facet = std::find(names.begin() + 1, names.end(), condition.name);
        if (facet != names.end()) {
            add_condition(static_cast<std::uint16_t>(facet - names.begin()), condition.values);
            continue;
        }
        std::vector<std::string> terms;
        for (const std::string& value : condition.values) terms.push_back(filter_term(condition.name, value));
        if (terms.empty()) terms.emplace_back(no_term);
        filters.emplace_back(Xapian::Query::OP_OR, terms.begin(), terms.end());
    }
    for (const RangeCondition& range : query.ranges) filters.push_back(range_query(range, fields_));
    if (query.in_force_on) {
        const std::string day = day_key(query.in_force_on, {});
        filters.emplace_back(Xapian::Query::OP_VALUE_LE, slots::valid_from, day);
        filters.emplace_back(Xapian::Query::OP_VALUE_GE, slots::valid_until, day);
    }
    if (!filters.empty()) allow_only({Xapian::Query::OP_AND, filters.begin(), filters.end()});
}

void RecordSearch::add_condition(std::uint16_t facet, const std::vector<std::string>& values) {
    FacetCondition condition{.facet = facet, .wanted = std::vector<bool>(counts_.size()), .without = counts_};
    for (const std::string& value : values) {
        const auto number = reader_.generation->facets.find(facet, value);
        if (number && *number < condition.wanted.size()) condition.wanted[*number] = true;
    }
    conditions_.push_back(std::move(condition));
}

std::vector<bool> RecordSearch::documents_of(const Xapian::Query& filter) const {
    std::vector<bool> marked(std::size_t{columns_->last()} + 1, false);
    Xapian::Enquire enquire(reader_.database);
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    enquire.set_query(filter);
    Marker marker(marked);
    enquire.add_matchspy(&marker);
    enquire.get_mset(0, 1, std::max(reader_.database.get_doccount(), 1U));
    return marked;
}

void RecordSearch::allow_only(const Xapian::Query& filter) {
    std::vector<bool> marked = documents_of(filter);
    for (std::size_t i = 0; i < allowed_.size(); ++i) marked[i] = marked[i] && allowed_[i];
    allowed_ = std::move(marked);
}

void RecordSearch::allow_only_for(const RankedText& text) {
    if (!text.among.empty()) allow_only(text.among);
    if (text.barred.empty()) return;
    const std::vector<bool> marked = documents_of(text.barred);
    if (allowed_.empty()) allowed_.assign(marked.size(), true);
    for (std::size_t i = 0; i < marked.size(); ++i) allowed_[i] = allowed_[i] && !marked[i];
}

void RecordSearch::count(std::vector<std::uint32_t>& counts, std::span<const std::uint32_t> facets) const {
    for (const std::uint32_t number : facets) {
        if (number >= counts.size()) counts.resize(number + 1, 0);  // added since the search began
        ++counts[number];
    }
}

// Counts the document's facet values, also when one condition only keeps it out: for the facet of that condition.
bool RecordSearch::passes(Xapian::docid document) {
    if (columns_->id(document).empty()) return false;  // no document has this number
    if (query_.public_only && !columns_->is_public(document)) return false;
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

std::vector<Candidate> RecordSearch::candidates(const RankedText& text, const Named& named) {
    allow_only_for(text);
    const Scores scores = score_documents(reader_.database, *columns_, text);
    std::vector<Candidate> found;
    auto next_named = named.begin();
    for (Xapian::docid document = 1; document < scores.found.size(); ++document) {
        const bool is_named = next_named != named.end() && next_named->first == document;
        if (is_named) ++next_named;
        if ((scores.found[document] || is_named) && passes(document))
            found.push_back({.document = document, .score = scores.weight[document]});
    }
    records_ = static_cast<std::int64_t>(found.size());
    return found;
}

std::vector<RecordSearch::Found> RecordSearch::run(const RankedText& text) {
    const Named named = score_few(reader_.database, text.names);
    std::vector<Candidate> found = candidates(text, named);
    if (text.everything || !query_.sort.empty()) return in_order(found);
    if (query_.limit > 0) refine(found, reader_.database, *columns_, text);
    for (Candidate& candidate : found) {
        if (named.empty()) break;
        if (const auto name = named.find(candidate.document); name != named.end()) candidate.score += name->second;
    }
    if (collapse_slot_) groups_ = keep_best_of_each(found, reader_.database, *collapse_slot_);
    total_ = static_cast<std::int64_t>(found.size());
    return best(std::move(found));
}

std::vector<RecordSearch::Found> RecordSearch::in_order(const std::vector<Candidate>& candidates) {
    struct Row {
        std::string key;
        Candidate candidate;
        bool operator<(const Row& other) const { return key < other.key; }
    };
    std::vector<SortKeys::Key> by;
    for (const SortKey& key : query_.sort)
        by.push_back({.slot = fields_.sort_slot(key.name), .descending = key.descending});
    SortKeys keys(reader_.database, by);
    SlotValues groups(reader_.database, collapse_slot_.value_or(Xapian::BAD_VALUENO));
    std::unordered_map<std::string, Row> first_of_group;
    const std::size_t wanted = query_.limit == 0 ? 0 : std::min(candidates.size(), query_.offset + query_.limit);
    std::vector<Row> first;  // the last of them on top
    const auto take = [&](Row row) {
        if (first.size() == wanted) {
            if (wanted == 0 || !(row < first.front())) return;
            std::pop_heap(first.begin(), first.end());
            first.pop_back();
        }
        first.push_back(std::move(row));
        std::push_heap(first.begin(), first.end());
    };
    total_ = 0;
    for (const Candidate& candidate : candidates) {
        Row row{.key = keys.of(candidate.document), .candidate = {.document = candidate.document}};
        std::string group = collapse_slot_ ? groups.of(candidate.document) : std::string();
        if (collapse_slot_) groups_.add(group);
        if (group.empty()) {
            ++total_;
            take(std::move(row));
        } else if (const auto [place, is_new] = first_of_group.try_emplace(std::move(group), row);
                   !is_new && row < place->second) {
            place->second = std::move(row);
        }
    }
    total_ += static_cast<std::int64_t>(first_of_group.size());
    for (auto& [group, row] : first_of_group) take(std::move(row));
    std::sort_heap(first.begin(), first.end());
    std::vector<Found> found;
    for (std::size_t i = query_.offset; i < first.size(); ++i) found.push_back(show(first[i].candidate));
    return found;
}

std::vector<RecordSearch::Found> RecordSearch::best(std::vector<Candidate> candidates) const {
    if (query_.offset >= candidates.size() || query_.limit == 0) return {};
    const std::size_t wanted = std::min(query_.limit, candidates.size() - query_.offset) + query_.offset;
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
    for (std::size_t i = query_.offset; i < wanted; ++i) found.push_back(show(rows[i].candidate));
    return found;
}

RecordSearch::Found RecordSearch::show(const Candidate& candidate) const {
    Found found{.id = std::string(columns_->id(candidate.document)), .score = candidate.score, .collapsed = {}};
    if (collapse_slot_) {
        const Xapian::Document shown = reader_.database.get_document(candidate.document, Xapian::DOC_ASSUME_VALID);
        found.collapsed = groups_.behind(shown.get_value(*collapse_slot_), reader_.generation->facets);
    }
    return found;
}

std::vector<Facet> RecordSearch::facets() const {
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
