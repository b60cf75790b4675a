// Reads a Hunspell dictionary (nl.dic) with its affix rules (nl.aff) and gives every form of every word: what it is a
// form of, and whether the rules let it begin or end compounds.
//
// Guarantees: words come folded, the same order for the same files. Leaves out: what only matters to a spelling checker
// (suggestions, numbers in letters, hyphens at vowel collisions).
#pragma once

#include <cstdint>
#include <functional>
#include <istream>
#include <string>
#include <unordered_map>
#include <vector>

namespace afb::indexer::lexicon {

// How a form was made (stem: of a verb, or a participle without ge); of two words that it can be a form of, the one of
// the lower kind wins.
enum class Inflection : std::uint8_t { plural, stem, adjective, verb, diminutive, possessive };

struct Origin {
    std::string lemma;
    Inflection inflection = Inflection::plural;
};

struct Word {
    bool headword = false;        // an entry of the dictionary, not only a form
    bool stands_alone = false;    // not only in compounds
    bool lower_case = false;      // not only a name
    bool begins = false;          // compounds, as it is
    bool ends = false;            // compounds
    bool takes_s = false;         // begins compounds with a linking s
    bool noun = false;            // has endings of nouns of its own
    bool plural_in_n = false;     // and no other: as nouns made of adjectives have it (bevoegde, bevoegden)
    bool adjective = false;       // of adjectives
    bool verb = false;            // of verbs
    std::vector<Origin> origins;  // of which words it is a form
};

using Words = std::unordered_map<std::string, Word>;

// Throws std::runtime_error when the files are not of the form that is known here (two-letter flags, UTF-8).
Words read_hunspell(std::istream& affixes, std::istream& dictionary);

// The lemma of a word: itself, unless it is a form of another and no word in its own right. "uren" is a form of "uur";
// "stage" is a noun, though also a form of the adjective "staag". `uses` tells of a word how common it is: "scholen"
// are schools rather than plaice.
using Uses = std::function<std::uint32_t(const std::string&)>;
std::string lemma_of(const std::string& folded, const Word& word, const Uses& uses);

}  // namespace afb::indexer::lexicon
