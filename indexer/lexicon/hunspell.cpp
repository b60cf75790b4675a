#include "indexer/lexicon/hunspell.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string_view>

#include "indexer/folding.hpp"

namespace afb::indexer::lexicon {

namespace {

using Flags = std::set<std::string, std::less<>>;

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

std::string folded(const std::u32string& text) {
    std::string out;
    for (const char32_t c : text) append_folded(c, out);
    return out;
}

Flags flags_of(std::string_view text) {
    Flags flags;
    for (std::size_t at = 0; at + 1 < text.size(); at += 2) flags.emplace(text.substr(at, 2));
    return flags;
}

// One place of a condition: a letter, any letter, or one of (or none of) several.
struct Place {
    bool negated = false;
    std::u32string letters;  // empty: any
    bool fits(char32_t c) const { return letters.empty() || (letters.find(c) != std::u32string::npos) != negated; }
};

struct Rule {
    bool prefix = false;
    std::u32string strip;
    std::u32string add;
    std::vector<Place> condition;
    Flags flags;  // of the form that it makes
};

using Rules = std::unordered_map<std::string, std::vector<Rule>>;

std::vector<Place> condition_of(const std::u32string& text) {
    std::vector<Place> places;
    for (std::size_t at = 0; at < text.size(); ++at) {
        Place place;
        if (text[at] == U'[') {
            const std::size_t end = text.find(U']', at);
            if (end == std::u32string::npos) throw std::runtime_error("a condition without ]");
            place.negated = text[at + 1] == U'^';
            place.letters = text.substr(at + (place.negated ? 2 : 1), end - at - (place.negated ? 2 : 1));
            at = end;
        } else if (text[at] != U'.') {
            place.letters = text.substr(at, 1);
        }
        places.push_back(std::move(place));
    }
    return places;
}

Rules read_rules(std::istream& in) {
    Rules rules;
    bool long_flags = false;
    for (std::string line; std::getline(in, line);) {
        std::istringstream words(line);
        std::string kind;
        std::string flag;
        std::string strip;
        std::string add;
        std::string condition;
        words >> kind >> flag;
        long_flags = long_flags || (kind == "FLAG" && flag == "long");
        if ((kind != "SFX" && kind != "PFX") || !(words >> strip >> add)) continue;
        if (strip == "Y" || strip == "N") continue;  // the heading of a class
        if (!(words >> condition) || condition.starts_with("ts:")) condition = ".";
        const std::size_t slash = add.find('/');
        rules[flag].push_back({.prefix = kind == "PFX",
                               .strip = strip == "0" ? std::u32string() : decode(strip),
                               .add = decode(add.substr(0, slash)),
                               .condition = condition_of(decode(condition)),
                               .flags = slash == std::string::npos ? Flags{} : flags_of(add.substr(slash + 1))});
    }
    if (!long_flags || rules.empty()) throw std::runtime_error("no affix rules with two-letter flags");
    return rules;
}

std::optional<std::u32string> apply(const Rule& rule, const std::u32string& word) {
    if (rule.prefix) return rule.add + word;
    const std::size_t places = rule.condition.size();
    if (word.size() < std::max(places, rule.strip.size())) return std::nullopt;
    for (std::size_t i = 0; i < places; ++i) {
        if (!rule.condition[i].fits(word[word.size() - places + i])) return std::nullopt;
    }
    const std::size_t stem = word.size() - rule.strip.size();
    if (word.compare(stem, std::u32string::npos, rule.strip) != 0) return std::nullopt;
    return word.substr(0, stem) + rule.add;
}

// What kind of form a suffix makes; nothing when it makes a word of its own (deskundig, deskundigheid).
std::optional<Inflection> inflection_of(std::string_view flag) {
    if (flag == "PN") return Inflection::possessive;
    if (flag == "Zm" || flag == "Xe" || flag == "Ch" || flag == "Cd") return std::nullopt;
    if (flag == "Zk") return Inflection::adjective;
    switch (flag.front()) {
        case 'Z':
            return Inflection::plural;
        case 'A':
            return Inflection::adjective;
        case 'V':
            return Inflection::verb;
        case 'Y':
            return Inflection::diminutive;
        default:
            return std::nullopt;
    }
}

bool any_of(const Flags& flags, std::initializer_list<std::string_view> wanted) {
    return std::any_of(wanted.begin(), wanted.end(), [&](std::string_view flag) { return flags.contains(flag); });
}

bool is_plain(const std::u32string& word) {
    return !word.empty() &&
           std::all_of(word.begin(), word.end(), [](char32_t c) { return is_word_character(c) && !is_digit(c); });
}

bool has_capital(const std::u32string& word) {
    std::string text;
    for (const char32_t c : word) append_utf8(c, text);
    return lower(text) != text;
}

class Expansion {
public:
    Expansion(const Rules& rules, Words& words) : rules_(rules), words_(words) {}

    void add(const std::u32string& text, const Flags& flags) {
        if (flags.contains("Fw") || !is_plain(text)) return;
        const bool ends = any_of(flags, {"Cc"});
        Word& word = note(text, flags);
        word.headword = true;
        word.takes_s = word.takes_s || any_of(flags, {"Ch", "Cd"});
        for (const std::string& flag : flags) note_kind(flag, word);
        const std::vector<std::u32string> prefixes = prefixes_of(flags);
        for (const std::u32string& prefix : prefixes) {
            Word& longer = note(prefix + text, {});
            longer.headword = true;
            longer.verb = true;
        }
        for (const std::string& flag : flags) add_forms(text, flag, ends, prefixes);
    }

private:
    static void note_kind(const std::string& flag, Word& word) {
        const std::optional<Inflection> inflection = inflection_of(flag);
        if (!inflection) return;
        const bool noun = *inflection == Inflection::plural || *inflection == Inflection::diminutive;
        if (noun) word.plural_in_n = (word.plural_in_n || !word.noun) && (flag == "Zi" || flag == "Zj");
        word.noun = word.noun || noun;
        word.adjective = word.adjective || *inflection == Inflection::adjective;
        word.verb = word.verb || *inflection == Inflection::verb;
    }

    Word& note(const std::u32string& text, const Flags& flags) {
        Word& word = words_[folded(text)];
        word.stands_alone = word.stands_alone || !flags.contains("Cx");
        word.lower_case = word.lower_case || !has_capital(text);
        word.begins = word.begins || any_of(flags, {"Ca", "Cb", "CA", "CB", "Ce"});
        word.ends = word.ends || any_of(flags, {"Cc"});
        return word;
    }

    std::vector<std::u32string> prefixes_of(const Flags& flags) const {
        std::vector<std::u32string> prefixes;
        for (const std::string& flag : flags) {
            const auto found = rules_.find(flag);
            if (found == rules_.end() || !found->second.front().prefix || flag.front() != 'P') continue;
            prefixes.push_back(found->second.front().add);
        }
        return prefixes;
    }

    void add_forms(const std::u32string& text, const std::string& flag, bool ends,
                   const std::vector<std::u32string>& prefixes) {
        const auto found = rules_.find(flag);
        if (found == rules_.end() || flag == "Ch" || flag == "Cd") return;
        const std::optional<Inflection> inflection = inflection_of(flag);
        for (const Rule& rule : found->second) {
            if (rule.prefix) continue;
            std::optional<std::u32string> form = apply(rule, text);
            if (form) std::erase(*form, U'\'');  // regio's as people also type it: regios
            if (!form || !is_plain(*form) || *form == text) continue;
            Word& word = note(*form, rule.flags);
            word.ends = word.ends || (ends && inflection && *inflection != Inflection::verb);
            if (inflection) word.origins.push_back({.lemma = folded(text), .inflection = *inflection});
            if (!inflection || *inflection == Inflection::possessive) continue;
            for (const std::u32string& prefix : prefixes) {
                note(prefix + *form, {}).origins.push_back({.lemma = folded(prefix + text), .inflection = *inflection});
            }
        }
    }

    const Rules& rules_;
    Words& words_;
};

bool is_verb(const Words& words, const std::string& text) {
    const auto found = words.find(text);
    return found != words.end() && found->second.headword && found->second.verb;
}

// The dictionary knows verbs by their stem: "regel" with "regelt". A stemmer makes "regeel" of "regelen" and
// "regeling", since it cannot see that the last e is mute. So forms of these are forms of the infinitive.
std::string infinitive_of(const Words& words, const std::string& stem) {
    const bool mute = stem.ends_with("el") || stem.ends_with("er") || stem.ends_with("en");
    return mute && is_verb(words, stem + "en") ? stem + "en" : stem;
}

// "betaald", "ontwikkeld": participles without ge are entries of their own. Only after these prefixes are they told
// from other words that end so.
constexpr std::size_t shortest_participle = 7;  // bekend is not of beken

bool may_be_participle(std::string_view text) {
    static constexpr std::array<std::string_view, 6> prefixes = {"be", "her", "onder", "ont", "over", "ver"};
    static constexpr std::array<std::string_view, 8> particles = {"", "aan", "af", "in", "op", "toe", "uit", "voor"};
    if (text.size() < shortest_participle || (text.back() != 'd' && text.back() != 't')) return false;
    return std::any_of(particles.begin(), particles.end(), [&](std::string_view particle) {
        if (!text.starts_with(particle)) return false;
        const std::string_view rest = text.substr(particle.size());
        return std::any_of(prefixes.begin(), prefixes.end(), [&](auto prefix) { return rest.starts_with(prefix); });
    });
}

void join_forms_of_verbs(Words& words) {
    for (auto& [text, word] : words) {
        for (Origin& origin : word.origins) {
            if (origin.inflection == Inflection::verb) origin.lemma = infinitive_of(words, origin.lemma);
        }
        if (!word.headword || word.noun) continue;
        const std::string stem = text.substr(0, text.size() - 1);
        std::string lemma;
        if (word.verb && !word.adjective) lemma = infinitive_of(words, text);
        if (may_be_participle(text) && is_verb(words, stem)) lemma = infinitive_of(words, stem);
        if (lemma.empty() || lemma == text) continue;
        word.origins.push_back({.lemma = lemma, .inflection = Inflection::stem});
    }
}

}  // namespace

Words read_hunspell(std::istream& affixes, std::istream& dictionary) {
    const Rules rules = read_rules(affixes);
    Words words;
    Expansion expansion(rules, words);
    std::string line;
    std::getline(dictionary, line);  // how many lines follow
    while (std::getline(dictionary, line)) {
        line.resize(std::min(line.size(), line.find_first_of(" \t\r")));
        const std::size_t slash = line.find('/', 1);
        const Flags flags = slash == std::string::npos ? Flags{} : flags_of(std::string_view(line).substr(slash + 1));
        expansion.add(decode(std::string_view(line).substr(0, slash)), flags);
    }
    if (words.empty()) throw std::runtime_error("no words in the dictionary");
    join_forms_of_verbs(words);
    return words;
}

std::string lemma_of(const std::string& folded, const Word& word, const Uses& uses) {
    const bool inflected_adjective = std::any_of(word.origins.begin(), word.origins.end(), [](const Origin& origin) {
        return origin.inflection == Inflection::adjective;
    });
    // "bevoegde" with its plural "bevoegden" is "bevoegd" all the same.
    const bool of_verb = std::any_of(word.origins.begin(), word.origins.end(),
                                     [](const Origin& origin) { return origin.inflection == Inflection::stem; });
    const bool own = (word.adjective && !of_verb) || (word.noun && !(word.plural_in_n && inflected_adjective));
    if (word.headword && own) return folded;
    const bool only_plural = word.headword && !inflected_adjective && (word.begins || word.ends || word.verb);
    const Origin* best = nullptr;
    for (const Origin& origin : word.origins) {
        if (only_plural && origin.inflection > Inflection::stem) continue;
        if (word.headword && origin.inflection == Inflection::possessive) continue;
        const auto better = [&](const Origin& other) {
            if (origin.inflection != other.inflection) return origin.inflection < other.inflection;
            const std::uint32_t here = uses(origin.lemma);
            const std::uint32_t there = uses(other.lemma);
            return here != there ? here > there : origin.lemma < other.lemma;
        };
        if (best == nullptr || better(*best)) best = &origin;
    }
    return best == nullptr ? folded : best->lemma;
}

}  // namespace afb::indexer::lexicon
