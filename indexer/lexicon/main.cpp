// Makes the lexicon (lexicon_format.hpp) from a Hunspell dictionary, a word list and our own list of compounds.
//
//   afb_lexicon nl.aff nl.dic WORDS compounds.txt OUT
//
// The same files give the same bytes.
#include <algorithm>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/folding.hpp"
#include "indexer/lexicon/automaton.hpp"
#include "indexer/lexicon/compounds.hpp"
#include "indexer/lexicon/costs.hpp"
#include "indexer/lexicon/hunspell.hpp"
#include "indexer/lexicon_format.hpp"

namespace afb::indexer::lexicon {

namespace {

using namespace lexicon_format;

constexpr std::size_t longest_word = 60;  // as dutch.cpp shortens them
constexpr std::size_t shortest_name = 4;  // within a name of several words

std::ifstream open(const char* path) {
    std::ifstream in(path);
    if (!in) throw std::runtime_error(std::string("cannot read ") + path);
    return in;
}

bool is_plain(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const char32_t c = next_code_point(word, at);
        if (!is_word_character(c) || is_digit(c)) return false;
    }
    return !word.empty();
}

void add_word_list(std::istream& in, Words& words) {
    for (std::string line; std::getline(in, line);) {
        std::size_t begin = 0;
        for (std::size_t at = 0; at <= line.size(); ++at) {
            if (at < line.size() && line[at] != '-' && line[at] != '\'') continue;
            const std::string_view part = std::string_view(line).substr(begin, at - begin);
            const bool whole = part.size() == line.size();
            const bool name = lower(part) != part;
            begin = at + 1;
            // Of 's-Hertogenbosch and Noord-Holland the names are known too.
            if (!is_plain(part) || (!whole && (!name || part.size() < shortest_name))) continue;
            Word& word = words[fold(part)];
            word.stands_alone = true;
            word.lower_case = word.lower_case || !name;
        }
    }
}

// Words of our list are known; those that may be parts are flagged as the dictionary flags its own.
void add_compounds(const Compounds& compounds, Words& words) {
    for (const auto& [text, division] : compounds.words) {
        Word& word = words[text];
        word.stands_alone = true;
        word.lower_case = true;
        word.begins = word.begins || division.part;
        word.ends = word.ends || division.part;
    }
}

class RuleTable {
public:
    RuleTable() { number_of("same", "same"); }

    std::uint16_t number_of(const std::string& word, const std::string& lemma) {
        std::size_t same = 0;
        while (same < word.size() && same < lemma.size() && word[same] == lemma[same]) ++same;
        std::string rule(1, static_cast<char>(word.size() - same));
        rule += lemma.substr(same);
        const auto [place, fresh] = numbers_.try_emplace(rule, static_cast<std::uint16_t>(starts_.size()));
        if (!fresh) return place->second;
        if (starts_.size() >= 0xFFFF) throw std::runtime_error("too many rules for lemmas");
        starts_.push_back(static_cast<std::uint32_t>(text_.size()));
        text_ += rule;
        return place->second;
    }

    std::vector<std::uint32_t> starts() const {
        std::vector<std::uint32_t> starts = starts_;
        starts.push_back(static_cast<std::uint32_t>(text_.size()));
        return starts;
    }
    const std::string& text() const { return text_; }

private:
    std::map<std::string, std::uint16_t> numbers_;
    std::vector<std::uint32_t> starts_;
    std::string text_;
};

std::uint8_t flags_of(const Word& word, bool listed) {
    unsigned flags = (word.stands_alone ? is_word : 0) | (word.lower_case ? 0 : is_name) | (word.ends ? is_head : 0) |
                     (listed ? is_listed : 0) | (word.noun ? is_noun : 0) | (word.adjective ? is_adjective : 0) |
                     (word.verb ? is_verb : 0);
    for (const Origin& origin : word.origins) {
        if (origin.inflection == Inflection::plural || origin.inflection == Inflection::diminutive) flags |= is_noun;
        if (origin.inflection == Inflection::adjective) flags |= is_adjective;
        if (origin.inflection == Inflection::verb) flags |= is_verb;
    }
    return static_cast<std::uint8_t>(flags);
}

template <class T>
void append(const T* first, std::size_t count, std::string& out) {
    out.append(reinterpret_cast<const char*>(first), count * sizeof(T));
    out.resize((out.size() + 7) / 8 * 8);
}

std::string make_lexicon(const Words& words, const Compounds& compounds) {
    std::vector<std::string> list;
    for (const auto& [text, word] : words) {
        if (text.size() >= 2 && text.size() <= longest_word) list.push_back(text);
    }
    std::sort(list.begin(), list.end());
    const Automaton automaton = make_automaton(list);
    const std::vector<Costs> costs = part_costs(list, words, compounds.barred);
    const auto number_of = [&](const std::string& word) {
        const auto found = std::lower_bound(list.begin(), list.end(), word);
        return found != list.end() && *found == word ? static_cast<std::size_t>(found - list.begin()) : list.size();
    };
    const auto uses = [&](const std::string& word) {
        const std::size_t number = number_of(word);
        return number < list.size() ? costs[number].uses : 0;
    };
    RuleTable rules;
    std::vector<WordRow> rows(list.size());
    std::vector<ListedRow> listed;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const Word& word = words.at(list[i]);
        const auto division = compounds.words.find(list[i]);
        const bool is_in_list = division != compounds.words.end();
        std::string lemma = is_in_list ? list[i] : lemma_of(list[i], word, uses);
        // Once more: onbevoegden, onbevoegde, onbevoegd.
        if (const auto known = words.find(lemma); known != words.end() && known->second.plural_in_n)
            lemma = lemma_of(lemma, known->second, uses);
        rows[i] = {.rule = rules.number_of(list[i], lemma),
                   .flags = flags_of(word, is_in_list),
                   .modifier = costs[i].modifier,
                   .linked = costs[i].linked,
                   .head = costs[i].head};
        if (is_in_list && division->second.part) {
            rows[i].modifier = std::min(rows[i].modifier, cost_of_known_part);
            rows[i].head = std::min(rows[i].head, cost_of_known_part);
        }
        if (is_in_list) {
            listed.push_back({.word = static_cast<std::uint32_t>(i),
                              .unused = 0,
                              .boundaries = division->second.boundaries,
                              .links = division->second.links});
        }
    }
    const std::vector<std::uint32_t> starts = rules.starts();
    std::string body;
    append(automaton.edges.data(), automaton.edges.size(), body);
    append(automaton.skips.data(), automaton.skips.size(), body);
    append(rows.data(), rows.size(), body);
    append(listed.data(), listed.size(), body);
    append(starts.data(), starts.size(), body);
    append(rules.text().data(), rules.text().size(), body);
    const Header header{.hash = hash_of(body),
                        .edges = static_cast<std::uint32_t>(automaton.edges.size()),
                        .words = static_cast<std::uint32_t>(rows.size()),
                        .listed = static_cast<std::uint32_t>(listed.size()),
                        .rules = static_cast<std::uint32_t>(starts.size() - 1),
                        .rule_bytes = static_cast<std::uint32_t>(rules.text().size()),
                        .root = automaton.root};
    std::string file;
    append(&header, 1, file);
    return file + body;
}

void run(char** argv) {
    std::ifstream affixes = open(argv[1]);
    std::ifstream dictionary = open(argv[2]);
    std::ifstream word_list = open(argv[3]);
    std::ifstream compounds_file = open(argv[4]);
    Words words = read_hunspell(affixes, dictionary);
    add_word_list(word_list, words);
    const Compounds compounds = read_compounds(compounds_file);
    add_compounds(compounds, words);
    const std::string file = make_lexicon(words, compounds);
    // Not there until it is whole: a build that was broken off begins again.
    const std::string unfinished = std::string(argv[5]) + ".new";
    std::ofstream out(unfinished, std::ios::binary);
    out.write(file.data(), static_cast<std::streamsize>(file.size()));
    out.close();
    if (!out) throw std::runtime_error("cannot write " + unfinished);
    std::filesystem::rename(unfinished, argv[5]);
}

}  // namespace

}  // namespace afb::indexer::lexicon

int main(int argc, char** argv) {
    if (argc != 6) {
        std::fprintf(stderr, "usage: afb_lexicon nl.aff nl.dic WORDS compounds.txt OUT\n");
        return 2;
    }
    try {
        afb::indexer::lexicon::run(argv);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "afb_lexicon: %s\n", error.what());
        return 1;
    }
    return 0;
}
