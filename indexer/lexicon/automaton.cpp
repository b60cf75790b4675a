#include "indexer/lexicon/automaton.hpp"

#include <algorithm>
#include <stdexcept>
#include <string_view>
#include <unordered_map>

#include "indexer/lexicon_format.hpp"

namespace afb::indexer::lexicon {

namespace {

using namespace lexicon_format;

// The algorithm of Daciuk, Mihov, Watson and Watson for sorted input: the nodes of the last word are open; when the
// next word leaves them they are closed, and a closed node is kept once.
class Builder {
public:
    Builder() : open_(1) {
        automaton_.edges.push_back(0);  // 0 means: no edges
        automaton_.skips.push_back(0);
    }

    void add(std::string_view word) {
        std::size_t same = 0;
        while (same < last_.size() && same < word.size() && last_[same] == word[same]) ++same;
        close(same);
        for (std::size_t at = same; at < word.size(); ++at) {
            open_.back().edges.push_back(static_cast<unsigned char>(word[at]));
            open_.emplace_back();
        }
        open_[word.size() - 1].edges.back() |= ends_word;
        last_ = word;
    }

    Automaton finish() {
        close(0);
        automaton_.root = keep(open_.front()).first_edge;
        return std::move(automaton_);
    }

private:
    struct Kept {
        std::uint32_t first_edge = 0;
        std::uint32_t words = 0;
    };
    struct Open {
        std::vector<std::uint32_t> edges;
        std::vector<std::uint32_t> words;  // below each edge, its own end included
    };

    void close(std::size_t depth) {
        while (open_.size() > depth + 1) {
            const Kept kept = keep(open_.back());
            open_.pop_back();
            std::uint32_t& edge = open_.back().edges.back();
            open_.back().words.push_back(kept.words + ((edge & ends_word) != 0 ? 1 : 0));
            edge |= kept.first_edge << target_shift;
        }
    }

    Kept keep(Open& node) {
        if (node.edges.empty()) return {};
        node.edges.back() |= last_edge;
        std::string key(reinterpret_cast<const char*>(node.edges.data()), node.edges.size() * sizeof(std::uint32_t));
        const auto [place, fresh] = kept_.try_emplace(std::move(key));
        if (!fresh) return place->second;
        Kept kept{.first_edge = static_cast<std::uint32_t>(automaton_.edges.size()), .words = 0};
        if (kept.first_edge + node.edges.size() >= 1U << (32 - target_shift))
            throw std::runtime_error("too many words");
        for (std::size_t i = 0; i < node.edges.size(); ++i) {
            automaton_.edges.push_back(node.edges[i]);
            automaton_.skips.push_back(kept.words);
            kept.words += node.words[i];
        }
        place->second = kept;
        return kept;
    }

    Automaton automaton_;
    std::unordered_map<std::string, Kept> kept_;  // by the bytes of its edges
    std::vector<Open> open_;
    std::string last_;
};

}  // namespace

Automaton make_automaton(const std::vector<std::string>& words) {
    Builder builder;
    for (const std::string& word : words) builder.add(word);
    return builder.finish();
}

}  // namespace afb::indexer::lexicon
