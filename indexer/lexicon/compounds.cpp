#include "indexer/lexicon/compounds.hpp"

#include <sstream>
#include <stdexcept>

#include "indexer/folding.hpp"

namespace afb::indexer::lexicon {

namespace {

constexpr std::size_t longest_word = 60;

std::pair<std::string, Division> read_word(const std::string& written) {
    std::string word;
    Division division;
    for (const char c : written) {
        if (c == '+') {
            division.boundaries |= std::uint64_t{1} << word.size();
        } else if (c == '_') {
            division.links |= std::uint64_t{1} << word.size();
        } else {
            word.push_back(c);
        }
        if (word.size() > longest_word) throw std::runtime_error("a word that is too long: " + written);
    }
    if (word.empty() || fold(word) != word) throw std::runtime_error("a word that is not folded: " + written);
    return {word, division};
}

}  // namespace

Compounds read_compounds(std::istream& in) {
    Compounds compounds;
    std::string section;
    for (std::string line; std::getline(in, line);) {
        line.resize(std::min(line.size(), line.find('#')));
        if (line.starts_with("[")) {
            section = line.substr(0, line.find(']'));
            continue;
        }
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            if (section == "[not before another part") {
                compounds.barred.before_another.insert(word);
            } else if (section == "[not last") {
                compounds.barred.last.insert(word);
            } else if (section == "[words") {
                auto [folded, division] = read_word(word);
                std::string rest;
                if (words >> rest) {
                    if (rest != "=" || !(words >> rest) || rest != "part" || words >> rest)
                        throw std::runtime_error("what follows the word is not known: " + line);
                    division.part = true;
                }
                compounds.words[folded] = division;
            } else {
                throw std::runtime_error("a line outside a section: " + line);
            }
        }
    }
    return compounds;
}

}  // namespace afb::indexer::lexicon
