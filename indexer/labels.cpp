#include "indexer/labels.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "indexer/synonyms.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t shortest_typed = 2;
constexpr std::size_t most_compared = 100;  // texts, for a beginning that many have

// The cell behind the second tab of a row.
std::string_view third_cell(std::string_view row) {
    for (int cell = 0; cell < 2; ++cell) {
        const std::size_t tab = row.find('\t');
        if (tab == std::string_view::npos) return {};
        row.remove_prefix(tab + 1);
    }
    return row;
}

Xapian::doccount count_of(const std::vector<std::vector<std::string>>& meaning, const LabelTable::Count& count) {
    for (const std::vector<std::string>& terms : meaning) {
        Xapian::doccount least = count(terms.front());
        for (std::size_t i = 1; i < terms.size() && least > 0; ++i) least = std::min(least, count(terms[i]));
        if (least > 0) return least;
    }
    return 0;
}

}  // namespace

struct LabelTable::Candidate {
    const Text* text = nullptr;
    bool inside = false;
    Xapian::doccount count = 0;
    // Labels before what is written for them, beginnings before later words, then those of most records.
    auto rank() const { return std::tuple(inside, text->sort, ~count, std::string_view(text->exact), text->meaning); }
};

LabelTable::LabelTable(const Fields& fields, DutchText& dutch) {
    if (const std::string* table = fields.catalog().find_table("ambiguous")) {
        for (const auto& row : read_rows(*table)) ambiguous_.push_back(exact_form(row.front()));
    }
    add_vocabularies(fields);
    add_synonyms(fields.catalog(), dutch);
    for (std::uint32_t text = 0; text < texts_.size(); ++text) {
        const std::string& exact = texts_[text].exact;
        entries_.push_back({.text = text, .offset = 0});
        if (texts_[text].sort != Sort::label) continue;
        for (std::size_t gap = exact.find(' '); gap != std::string::npos; gap = exact.find(' ', gap + 1))
            entries_.push_back({.text = text, .offset = static_cast<std::uint32_t>(gap + 1)});
    }
    std::sort(entries_.begin(), entries_.end(),
              [this](const Entry& a, const Entry& b) { return sorted_text(a) < sorted_text(b); });
}

// Terms that records may be filtered by: those with the code have the words of both labels.
void LabelTable::add_vocabularies(const Fields& fields) {
    std::map<const Vocabulary*, std::set<std::string>> filters;
    for (const Kind& kind : fields.catalog().kinds()) {
        for (const Field* field : fields.find(kind.name)->labelled) {
            if (!field->filter.empty()) filters[field->vocabulary].insert(field->filter);
        }
    }
    for (const Vocabulary& vocabulary : fields.catalog().vocabularies()) {
        const auto used = filters.find(&vocabulary);
        if (used == filters.end()) continue;
        for (const Term& term : vocabulary.terms) {
            const auto meaning = static_cast<std::uint32_t>(meanings_.size());
            meanings_.emplace_back();
            for (const std::string& filter : used->second) meanings_.back().push_back({filter_term(filter, term.code)});
            for (const std::string& label : {term.label.nl, term.label.en})
                add({exact_form(label), label, label, meaning, Sort::label});
            for (const std::string& synonym : term.synonyms)
                add({exact_form(synonym), synonym, term.label.nl, meaning, Sort::synonym});
        }
    }
}

void LabelTable::add_synonyms(const Catalog& catalog, DutchText& dutch) {
    const std::string* table = catalog.find_table("synonyms");
    std::string_view rest = table == nullptr ? std::string_view() : std::string_view(*table);
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const auto rows = read_rows(line);
        if (rows.empty()) continue;
        const std::vector<std::string>& row = rows.front();
        const auto meaning = static_cast<std::uint32_t>(meanings_.size());
        meanings_.emplace_back();
        for (const std::string& synonym : row) {
            if (is_ambiguous(exact_form(synonym))) continue;
            std::vector<std::string> words;
            for (const Token& token : dutch.analyse(synonym)) {
                if (!is_stop_word(token.folded)) words.push_back(word_term(token.stem));
            }
            if (!words.empty()) meanings_.back().push_back(std::move(words));
            add({exact_form(synonym), synonym, row.front(), meaning, Sort::synonym});
        }
        // "Internship, workplace learning (with a contract)": each of what stands between commas, without the aside.
        std::string_view english = third_cell(line);
        english = english.substr(0, english.find('('));
        while (!english.empty()) {
            const std::string_view one = english.substr(0, english.find(','));
            english.remove_prefix(std::min(english.size(), one.size() + 1));
            add({exact_form(one), row.front(), row.front(), meaning, Sort::english});
        }
    }
}

bool LabelTable::is_ambiguous(const std::string& exact) const {
    return std::find(ambiguous_.begin(), ambiguous_.end(), exact) != ambiguous_.end();
}

void LabelTable::add(Text text) {
    if (text.exact.empty() || is_ambiguous(text.exact) || is_ambiguous(exact_form(text.shown))) return;
    texts_.push_back(std::move(text));
}

std::vector<std::string> LabelTable::complete(std::string_view typed, std::size_t most, const Count& count) const {
    if (typed.size() < shortest_typed) return {};
    auto entry = std::lower_bound(entries_.begin(), entries_.end(), typed,
                                  [this](const Entry& e, std::string_view text) { return sorted_text(e) < text; });
    std::vector<Candidate> candidates;
    std::map<std::uint32_t, Xapian::doccount> counted;
    for (std::size_t compared = 0; entry != entries_.end() && compared < most_compared; ++entry, ++compared) {
        if (!sorted_text(*entry).starts_with(typed)) break;
        const Text& text = texts_[entry->text];
        const auto [known, is_new] = counted.try_emplace(text.meaning, 0);
        if (is_new) known->second = count_of(meanings_[text.meaning], count);
        if (known->second > 0)
            candidates.push_back({.text = &text, .inside = entry->offset > 0, .count = known->second});
    }
    std::sort(candidates.begin(), candidates.end(),
              [](const Candidate& a, const Candidate& b) { return a.rank() < b.rank(); });
    std::vector<std::string> found;
    std::set<std::uint32_t> meant;
    std::set<std::string> shown{std::string(typed)};
    for (const Candidate& candidate : candidates) {
        if (found.size() == most) break;
        const Text& text = *candidate.text;
        const std::string& offered = text.exact == typed ? text.label : text.shown;
        if (!shown.insert(exact_form(offered)).second || !meant.insert(text.meaning).second) continue;
        found.push_back(offered);
    }
    return found;
}

}  // namespace afb::indexer
