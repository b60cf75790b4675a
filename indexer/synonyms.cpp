#include "indexer/synonyms.hpp"

#include <algorithm>

#include "indexer/folding.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t most_phrases = 12;  // for one match: groups are small, words that are in many groups are vague

// Two texts with one key are the same words to whoever searches. An amount is known by its currency too: "0 euro" is no
// 0.
std::string key_of(const Token& token) {
    const bool amount = token.parts.size() == 2 && token.parts[0].folded == token.folded;
    if (amount) return token.stem + "+" + token.parts[1].stem;
    // Stems are too coarse for what is made of a verb: "scholing" is no "school".
    const bool made_of_verb = token.folded.ends_with("ing") || token.folded.ends_with("ingen");
    return made_of_verb ? token.stem + "+ing" : token.stem;
}

template <class Words, class Get>
std::string key_of(const Words& words, std::size_t first, std::size_t count, Get get) {
    std::string key;
    for (std::size_t i = first; i < first + count; ++i) key.append(key_of(get(words[i]))).push_back(' ');
    return key;
}

std::string key_of(const std::vector<Token>& words) {
    return key_of(words, 0, words.size(), [](const Token& word) -> const Token& { return word; });
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\r')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r')) text.remove_suffix(1);
    return text;
}

// Takes what stands before `mark` from the front of `text`, with the mark.
std::string_view take_until(std::string_view& text, char mark) {
    const std::size_t end = std::min(text.find(mark), text.size());
    const std::string_view taken = text.substr(0, end);
    text.remove_prefix(std::min(text.size(), end + 1));
    return trim(taken);
}

// "Primair onderwijs (po)" without what stands between brackets.
std::string_view bare_label(std::string_view label) {
    return trim(label.substr(0, label.find('(')));
}

}  // namespace

std::vector<std::vector<std::string>> read_rows(std::string_view table) {
    std::vector<std::vector<std::string>> rows;
    while (!table.empty()) {
        std::string_view line = take_until(table, '\n');
        if (line.empty() || line.front() == '#') continue;
        std::vector<std::string> row{std::string(take_until(line, '\t'))};
        for (std::string_view cell = take_until(line, '\t'); !cell.empty();) {
            if (const std::string_view item = take_until(cell, ','); !item.empty()) row.emplace_back(item);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

Synonyms::Synonyms(const Catalog& catalog, DutchText& dutch) {
    const auto rows_of = [&](const char* name) {
        const std::string* table = catalog.find_table(name);
        return table == nullptr ? std::vector<std::vector<std::string>>{} : read_rows(*table);
    };
    for (const auto& row : rows_of("ambiguous")) {
        for (const Token& token : dutch.analyse(row.front())) ambiguous_.insert(token.stem);
    }
    for (const auto& row : rows_of("synonyms")) {
        std::vector<std::uint32_t> group;
        for (const std::string& text : row) group.push_back(keep(text, dutch));
        for (const std::uint32_t typed : group) {
            for (const std::uint32_t meant : group) relate(typed, meant);
        }
    }
    for (const Vocabulary& vocabulary : catalog.vocabularies()) {
        for (const Term& term : vocabulary.terms) {
            if (term.synonyms.empty()) continue;
            const std::uint32_t label = keep(bare_label(term.label.nl), dutch);
            for (const std::string& typed : term.synonyms) relate(keep(typed, dutch), label);
            // One English word may be another thing in Dutch; several together are not.
            const std::uint32_t english = keep(bare_label(term.label.en), dutch);
            if (phrases_[english].tokens.size() > 1) relate(english, label);
        }
    }
}

std::uint32_t Synonyms::keep(std::string_view text, DutchText& dutch) {
    Phrase phrase{.text = std::string(text), .tokens = dutch.analyse(text)};
    const auto number = static_cast<std::uint32_t>(phrases_.size());
    const auto [place, is_new] = numbers_.emplace(key_of(phrase.tokens), number);
    if (is_new) phrases_.push_back(std::move(phrase));
    return place->second;
}

bool Synonyms::is_left_alone(const std::vector<Token>& words) const {
    return words.empty() || (words.size() == 1 && ambiguous_.count(words.front().stem) > 0);
}

void Synonyms::relate(std::uint32_t typed, std::uint32_t meant) {
    const std::vector<Token>& words = phrases_[typed].tokens;
    const std::vector<Token>& others = phrases_[meant].tokens;
    if (typed == meant || is_left_alone(words) || is_left_alone(others)) return;
    if (words.size() == 1 && others.size() == 1 && words.front().stem == others.front().stem) return;
    std::vector<std::uint32_t>& known = keys_[key_of(words)];
    if (known.size() == most_phrases || std::find(known.begin(), known.end(), meant) != known.end()) return;
    known.push_back(meant);
    most_words_ = std::max(most_words_, words.size());
}

std::vector<Synonyms::Found> Synonyms::find(const std::vector<const Token*>& words) const {
    std::vector<Found> all;
    const auto get = [](const Token* word) -> const Token& { return *word; };
    for (std::size_t first = 0; first < words.size();) {
        std::size_t count = std::min(most_words_, words.size() - first);
        while (count > 0) {
            const auto found = keys_.find(key_of(words, first, count, get));
            if (found != keys_.end()) {
                Found match{.first = first, .count = count, .phrases = {}};
                for (const std::uint32_t number : found->second) match.phrases.push_back(phrases_[number]);
                all.push_back(std::move(match));
                break;
            }
            --count;
        }
        first += std::max<std::size_t>(count, 1);
    }
    return all;
}

}  // namespace afb::indexer
