#include "indexer/suggest.hpp"

#include <algorithm>
#include <set>

#include "indexer/folding.hpp"
#include "indexer/packing.hpp"
#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t words_offered = 3;      // beside names
constexpr std::size_t compounds_offered = 2;  // beside those
constexpr std::size_t labels_offered = 3;
constexpr std::size_t most_label_words = 6;
constexpr std::size_t most_words_compared = 100;
constexpr std::size_t most_words_tried = 30;  // beside the word before
constexpr std::size_t most_compounds_compared = 40;
constexpr std::size_t shortest_completed_word = 2;  // letters typed
constexpr std::size_t shortest_completed_part = 4;

bool has_word_with_prefix(std::string_view exact, std::string_view typed) {
    const std::vector<std::uint32_t> offsets = later_words(exact);
    return std::any_of(offsets.begin(), offsets.end(),
                       [&](std::uint32_t offset) { return exact.substr(offset).starts_with(typed); });
}

// Gathers names of records for one text; each record once.
class NameCollector {
public:
    NameCollector(std::string typed, std::size_t limit, bool public_only, const Suggester::Tables& tables,
                  const Confirm& confirm)
        : typed_(std::move(typed)), limit_(limit), public_only_(public_only), tables_(tables), confirm_(confirm) {
        for (const auto& batch : tables.recent) {
            for (const NamedRecord& record : *batch) changed_[record.id] = &record;
        }
    }

    std::vector<Suggestion> collect(bool inside) {
        std::vector<Candidate> found = recent(inside);
        std::size_t confirmed = 0;
        std::erase_if(found, [&](const Candidate& candidate) {
            return confirmed == limit_ || !offer(candidate) || (++confirmed, false);
        });
        std::size_t from_table = 0;
        if (tables_.names != nullptr) {
            tables_.names->for_each(typed_, inside, public_only_, [&](const NameTable::Name& name) {
                if (changed_.find(name.id) != changed_.end()) return true;  // its names may be others now
                Candidate candidate{exact_form(name.text),
                                    {std::string(name.text), std::string(name.kind), std::string(name.id)}};
                if (!offer(candidate)) return true;
                found.push_back(std::move(candidate));
                return ++from_table < limit_;
            });
        }
        std::sort(found.begin(), found.end());
        if (found.size() > limit_) found.resize(limit_);
        std::vector<Suggestion> suggestions;
        for (Candidate& candidate : found) suggestions.push_back(std::move(candidate.suggestion));
        return suggestions;
    }

private:
    struct Candidate {
        std::string sorted_by;
        Suggestion suggestion;
        bool operator<(const Candidate& other) const {
            return sorted_by != other.sorted_by ? sorted_by < other.sorted_by : suggestion.id < other.suggestion.id;
        }
    };

    // Of the changed records, each with the first of its names that fits, in order.
    std::vector<Candidate> recent(bool inside) const {
        std::vector<Candidate> found;
        for (const auto& [id, record] : changed_) {
            if (public_only_ && !record->is_public) continue;
            std::optional<Candidate> first;
            for (const std::string& name : record->names) {
                std::string exact = exact_form(name);
                if (inside ? !has_word_with_prefix(exact, typed_) : !exact.starts_with(typed_)) continue;
                Candidate candidate{std::move(exact), {name, record->kind, record->id}};
                if (!first || candidate < *first) first = std::move(candidate);
            }
            if (first) found.push_back(std::move(*first));
        }
        std::sort(found.begin(), found.end());
        return found;
    }

    // Each record once, and only when the index has it.
    bool offer(const Candidate& candidate) {
        return confirm_.record(candidate.suggestion.id) && offered_.insert(candidate.suggestion.id).second;
    }

    std::string typed_;
    std::size_t limit_;
    bool public_only_;
    const Suggester::Tables& tables_;
    const Confirm& confirm_;
    std::map<std::string_view, const NamedRecord*> changed_;
    std::set<std::string> offered_;
};

// Words of the index that begin with `prefix`: those that were counted with many records, and those that came later.
std::set<std::string> words_with(std::string_view prefix, const Suggester::Tables& tables,
                                 const WordTable::Snapshot& words) {
    std::set<std::string> found;
    if (tables.words != nullptr) {
        for (std::string& word : tables.words->most_frequent(prefix, most_words_compared, false))
            found.insert(std::move(word));
    }
    for (const WordList* list : {words.base.get(), words.recent.get()}) {
        const auto [first, last] = list->with_prefix(prefix);
        for (std::size_t word = first; word < std::min(last, first + most_words_compared); ++word)
            found.emplace(list->surface(word));
    }
    return found;
}

// Compounds with a part inside that begins with `prefix`, likewise.
std::set<std::string> compounds_with(std::string_view prefix, const Suggester::Tables& tables,
                                     const WordTable::Snapshot& words, const Confirm& confirm) {
    std::set<std::string> found;
    if (tables.words != nullptr) {
        for (std::string& word : tables.words->most_frequent(prefix, most_compounds_compared, true))
            found.insert(std::move(word));
    }
    std::size_t looked_at = 0;
    for (const WordList* list : {words.base.get(), words.recent.get()}) {
        if (tables.words != nullptr && list == tables.words->list()) continue;
        list->for_each_containing(prefix, [&](std::size_t word) {
            if (looked_at == most_compounds_compared || list->folded(word).starts_with(prefix)) return;
            ++looked_at;
            if (confirm.part(list->surface(word), prefix)) found.emplace(list->surface(word));
        });
    }
    return found;
}

// The end of a text, where somebody types.
struct Typed {
    std::string_view before;    // what stands before the last word
    std::string_view previous;  // the word before the last one
    std::string_view last;      // hyphens inside it included; empty behind a space
};

Typed read_end(std::string_view text) {
    Typed typed{.before = text.substr(0, 0), .previous = {}, .last = text};
    bool joins = false;  // a hyphen would stand behind a letter
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t here = at;
        const char32_t c = next_code_point(text, at);
        const bool letter = is_word_character(c);
        if (!letter && !(c == '-' && joins)) {
            const std::size_t begin = typed.before.size();
            if (here > begin) typed.previous = text.substr(begin, here - begin);
            typed.before = text.substr(0, at);
            typed.last = text.substr(at);
        }
        joins = letter;
    }
    return typed;
}

// At most `most` of these words that may be shown, the most frequent first, each with what was typed before it. Behind
// a word that records have, only words of the same records.
std::vector<Suggestion> offer_words(const std::set<std::string>& words, const Typed& typed, std::size_t most,
                                    const Confirm& confirm) {
    const std::string typed_key = word_key(typed.last);
    std::string beside = word_key(typed.previous);
    std::map<std::string, std::pair<Xapian::doccount, std::string>> counted;  // key -> how many, as written
    for (const std::string& word : words) {
        std::string key = word_key(word);
        if (key == typed_key || (!beside.empty() && key.starts_with(beside))) continue;  // stage stagevergoeding
        if (typed.last.ends_with('-') && !fold(word).starts_with(fold(typed.last))) continue;
        const Xapian::doccount count = confirm.count(key);
        if (count > 0) counted[std::move(key)] = {count, word};  // of two ways to write it the one with accents is last
    }
    std::vector<std::pair<std::string, std::pair<Xapian::doccount, std::string>>> ranked(counted.begin(),
                                                                                         counted.end());
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.second.first > b.second.first; });
    if (beside.empty() || is_stop_word(beside) || !confirm.word(beside, {})) beside.clear();
    if (!beside.empty() && ranked.size() > most_words_tried) ranked.resize(most_words_tried);
    std::vector<Suggestion> found;
    for (const auto& [key, word] : ranked) {
        if (found.size() == most) break;
        if (confirm.word(key, beside))
            found.push_back({.text = std::string(typed.before) + word.second, .kind = {}, .id = {}});
    }
    return found;
}

// The last word of the text completed, with what stands before it: words that begin so, then compounds.
std::vector<Suggestion> complete_word(std::string_view text, const SuggestionSources& sources) {
    const Typed typed = read_end(text);
    const std::string prefix = word_key(typed.last);
    const Confirm& confirm = sources.confirm;
    std::vector<Suggestion> found;
    if (prefix.size() >= shortest_completed_word)
        found = offer_words(words_with(prefix, sources.tables, sources.words), typed, words_offered, confirm);
    if (prefix.size() >= shortest_completed_part) {
        const std::set<std::string> compounds = compounds_with(prefix, sources.tables, sources.words, confirm);
        for (Suggestion& compound : offer_words(compounds, typed, compounds_offered, confirm))
            found.push_back(std::move(compound));
    }
    return found;
}

// Labels for the whole text, or for what it ends with: "pabo lateral en". One word behind others is completed as a
// word.
std::vector<Suggestion> complete_label(std::string_view text, const SuggestionSources& sources) {
    std::vector<Suggestion> found;
    std::vector<std::size_t> begins{0};
    for (std::size_t gap = text.find(' '); gap != std::string_view::npos; gap = text.find(' ', gap + 1))
        begins.push_back(gap + 1);
    const std::size_t first = begins.size() - std::min(begins.size(), most_label_words);
    for (std::size_t word = first; word < begins.size() && found.empty(); ++word) {
        const std::size_t begin = begins[word];
        const std::string exact = exact_form(text.substr(begin));
        if (begin > 0 && exact.find(' ') == std::string::npos) break;
        for (const std::string& label : sources.labels.complete(exact, labels_offered, sources.confirm.label))
            found.push_back({.text = std::string(text.substr(0, begin)) + label, .kind = {}, .id = {}});
    }
    return found;
}

// Words, then labels that say something else than those, so that what is begun is finished first. Behind other words a
// label is surer than any word.
std::vector<Suggestion> complete(std::string_view text, const SuggestionSources& sources) {
    std::vector<Suggestion> labels = complete_label(text, sources);
    if (!labels.empty() && !read_end(text).previous.empty()) return labels;
    std::vector<Suggestion> found = complete_word(text, sources);
    std::set<std::string> offered;
    for (const Suggestion& word : found) offered.insert(without_spaces(exact_form(word.text)));
    for (Suggestion& label : labels) {
        if (offered.insert(without_spaces(exact_form(label.text))).second) found.push_back(std::move(label));
    }
    return found;
}

}  // namespace

bool has_part_with_prefix(const Token& token, std::string_view prefix) {
    return std::any_of(token.parts.begin(), token.parts.end(),
                       [&](const Part& part) { return part.begin > 0 && part.folded.starts_with(prefix); });
}

std::vector<Suggestion> suggest(std::string_view typed, std::size_t limit, bool public_only,
                                const SuggestionSources& sources) {
    const std::string cleaned = clean(typed, 400);
    const std::string exact = exact_form(cleaned);
    if (exact.empty() || limit == 0) return {};
    NameCollector names(exact, limit, public_only, sources.tables, sources.confirm);
    std::vector<Suggestion> found = names.collect(false);
    std::vector<Suggestion> completed = complete(cleaned, sources);
    found.resize(std::min(found.size(), limit - std::min(completed.size(), limit / 2)));
    for (Suggestion& one : completed) {
        if (found.size() < limit) found.push_back(std::move(one));
    }
    if (found.size() < limit) {
        for (Suggestion& name : names.collect(true)) {
            if (found.size() < limit) found.push_back(std::move(name));
        }
    }
    return found;
}

}  // namespace afb::indexer
