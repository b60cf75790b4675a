#include "indexer/query_fields.hpp"

#include <algorithm>
#include <array>

#include "indexer/folding.hpp"
#include "indexer/numbers.hpp"
#include "indexer/synonyms.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

using Use = FieldTest::Use;

constexpr std::size_t year_digits = 4;

std::string name_key(std::string_view name) {
    return without_spaces(exact_form(name));
}

bool is_number(std::string_view text) {
    return !text.empty() && text.size() <= 9 &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A label with and without what stands between brackets.
bool is_label(const std::string& label, const std::string& exact) {
    return exact_form(label) == exact || exact_form(label.substr(0, label.find('('))) == exact;
}

std::vector<std::string> codes_of(const Vocabulary& vocabulary, const std::string& exact) {
    std::vector<std::string> codes;
    std::vector<std::string> meant;
    for (const Term& term : vocabulary.terms) {
        if (exact_form(term.code) == exact || is_label(term.label.nl, exact) || is_label(term.label.en, exact)) {
            codes.push_back(term.code);
        } else if (std::any_of(term.synonyms.begin(), term.synonyms.end(),
                               [&](const std::string& synonym) { return exact_form(synonym) == exact; })) {
            meant.push_back(term.code);
        }
    }
    return codes.empty() ? meant : codes;
}

std::vector<std::string> years_of(std::string_view value) {
    if (auto year = read_school_year(value)) return {*year};
    if (value.size() == year_digits && is_number(value)) {
        const std::string text(value);
        if (auto year = read_school_year(text + "-" + std::to_string(std::stoi(text) + 1))) return {*year};
    }
    return {};
}

std::vector<std::string> boolean_of(const std::string& exact) {
    constexpr std::array<std::string_view, 4> yes = {"ja", "yes", "true", "waar"};
    constexpr std::array<std::string_view, 4> no = {"nee", "no", "false", "onwaar"};
    if (std::find(yes.begin(), yes.end(), exact) != yes.end()) return {"true"};
    if (std::find(no.begin(), no.end(), exact) != no.end()) return {"false"};
    return {};
}

// One end of a range as records write it; a year alone is its first or last day.
std::optional<std::string> bound_of(FieldType type, std::string_view text, bool last) {
    std::optional<std::string> bound;
    if (type == FieldType::money) {
        bound = read_amount(text);
    } else if (type == FieldType::date && text.size() == year_digits && is_number(text)) {
        bound = std::string(text) + (last ? "-12-31" : "-01-01");
    } else if (type == FieldType::school_year) {
        const std::vector<std::string> years = years_of(text);
        if (!years.empty()) bound = years.front();
    } else {
        bound = std::string(text);
    }
    if (bound && !range_key(type, *bound)) bound.reset();
    return bound;
}

// 300, 100..300, ..300, >=100, >100 (as >=), <300 (as <=).
std::optional<RangeCondition> range_of(const FilterDefinition& definition, std::string_view value) {
    RangeCondition range{.name = definition.name, .from = {}, .until = {}};
    const auto set = [&](std::optional<std::string>& end, std::string_view text, bool last) {
        end = bound_of(definition.type, text, last);
        return end.has_value();
    };
    if (const std::size_t dots = value.find(".."); dots != std::string_view::npos) {
        const std::string_view from = value.substr(0, dots);
        const std::string_view until = value.substr(dots + 2);
        const bool read =
            (from.empty() || set(range.from, from, false)) && (until.empty() || set(range.until, until, true));
        if (!read || (from.empty() && until.empty())) return std::nullopt;
        return range;
    }
    if (value.starts_with('>') || value.starts_with('<')) {
        const bool least = value.front() == '>';
        value.remove_prefix(value.size() > 1 && value[1] == '=' ? 2 : 1);
        if (!set(least ? range.from : range.until, value, !least)) return std::nullopt;
        return range;
    }
    if (!set(range.from, value, false) || !set(range.until, value, true)) return std::nullopt;
    return range;
}

}  // namespace

QueryFields::QueryFields(std::shared_ptr<const Catalog> catalog) : catalog_(std::move(catalog)) {
    name_target("kind", {Use::kind, "kind"});
    name_target("title", {Use::title, "title"});
    for (const auto* definitions : {&catalog_->filters(), &catalog_->ranges()}) {
        for (const FilterDefinition& definition : *definitions) {
            const Target target{definitions == &catalog_->filters() ? Use::filter : Use::range, definition.name};
            name_target(definition.name, target);
            name_target(definition.label.nl, target);
            name_target(definition.label.en, target);
        }
    }
    if (const std::string* table = catalog_->find_table("search-fields")) {
        for (const auto& row : read_rows(*table)) {
            for (std::size_t i = 1; i < row.size(); ++i) {
                if (const auto target = find_target(row[i])) name_target(row.front(), *target);
            }
        }
    }
}

void QueryFields::name_target(std::string_view name, const Target& target) {
    std::vector<Target>& targets = targets_[name_key(name)];
    if (std::find(targets.begin(), targets.end(), target) == targets.end()) targets.push_back(target);
}

std::optional<QueryFields::Target> QueryFields::find_target(std::string_view name) const {
    if (name == "kind") return Target{Use::kind, "kind"};
    if (name == "title") return Target{Use::title, "title"};
    if (catalog_->find_filter(name) != nullptr) return Target{Use::filter, std::string(name)};
    if (catalog_->find_range(name) != nullptr) return Target{Use::range, std::string(name)};
    return std::nullopt;
}

bool QueryFields::knows(std::string_view name) const {
    return targets_.find(name_key(name)) != targets_.end();
}

std::vector<FieldTest> QueryFields::tests(std::string_view name, std::string_view value) const {
    std::vector<FieldTest> tests;
    const auto found = targets_.find(name_key(name));
    if (found == targets_.end() || exact_form(value).empty()) return tests;
    for (const Target& target : found->second) {
        if (auto one = test(target, value)) tests.push_back(std::move(*one));
    }
    // A code of one target is meant before a name that might stand in another.
    const auto is_sure = [](const FieldTest& t) { return t.use != Use::reference && t.use != Use::written; };
    if (std::any_of(tests.begin(), tests.end(), is_sure))
        std::erase_if(tests, [&](const FieldTest& t) { return !is_sure(t); });
    return tests;
}

std::optional<FieldTest> QueryFields::test(const Target& target, std::string_view value) const {
    FieldTest test{.use = target.use, .name = target.name, .values = {}, .kinds = {}, .range = {}};
    switch (target.use) {
        case Use::kind: {
            const std::string exact = exact_form(value);
            for (const Kind& kind : catalog_->kinds()) {
                for (const std::string& text :
                     {kind.name, kind.collection, kind.label.nl, kind.label.en, kind.plural.nl, kind.plural.en}) {
                    if (exact_form(text) != exact) continue;
                    test.values.push_back(kind.name);
                    break;
                }
            }
            break;
        }
        case Use::range:
            if (auto range = range_of(*catalog_->find_range(target.name), value)) {
                test.range = std::move(*range);
                return test;
            }
            break;
        case Use::title:
            test.values.emplace_back(value);
            break;
        default:
            return filter_test(*catalog_->find_filter(target.name), value);
    }
    return test.values.empty() ? std::nullopt : std::optional(std::move(test));
}

std::optional<FieldTest> QueryFields::filter_test(const FilterDefinition& filter, std::string_view value) const {
    FieldTest test{.use = Use::filter, .name = filter.name, .values = {}, .kinds = {}, .range = {}};
    if (!filter.references.empty()) {
        test.use = Use::reference;
        test.kinds = filter.references;
        test.values.emplace_back(value);
        return test;
    }
    if (filter.has_free_values()) {
        test.use = Use::written;
        test.values.emplace_back(value);
    } else if (filter.vocabulary != nullptr) {
        test.values = codes_of(*filter.vocabulary, exact_form(value));
    } else if (filter.type == FieldType::boolean) {
        test.values = boolean_of(exact_form(value));
    } else if (filter.type == FieldType::school_year) {
        test.values = years_of(value);
    } else if (is_number(value)) {
        test.values.emplace_back(value);
    }
    return test.values.empty() ? std::nullopt : std::optional(std::move(test));
}

}  // namespace afb::indexer
