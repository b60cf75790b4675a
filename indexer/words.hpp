// Every word form in the index, in memory: for "did you mean", for words that contain another, and for completing what
// is typed.
//
// A word stays after the last record with it has gone; who uses a word first asks the index whether its stem is still
// there.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include <xapian.h>

#include "indexer/packing.hpp"

namespace afb::indexer {

// How words are told apart: folded, and joined where they have hyphens.
std::string word_key(std::string_view surface);

// Words in order of their keys; immutable.
class WordList {
public:
    explicit WordList(std::vector<std::string> surfaces);

    std::size_t size() const { return starts_.size(); }
    std::string_view folded(std::size_t word) const;   // its key
    std::string_view surface(std::size_t word) const;  // with hyphens and accents, when any form had them

    // [first, last) of the words that begin with `prefix`.
    std::pair<std::size_t, std::size_t> with_prefix(std::string_view prefix) const;
    void for_each_containing(std::string_view needle, const std::function<void(std::size_t)>& visit) const;
    // Words at most `distance` edits away (one letter more, less, other, or two neighbours swapped), with their
    // distance.
    void for_each_near(std::string_view folded, unsigned distance,
                       const std::function<void(std::size_t, unsigned)>& visit) const;

private:
    std::string text_;                                            // keys of the words, each ended by '\n'
    std::vector<std::uint32_t> starts_;                           // of each word in text_
    std::vector<std::pair<std::uint32_t, std::string>> spelled_;  // word -> surface, where it differs
};

// The word list of one generation of the index. Safe between threads; only the writer adds.
class WordTable {
public:
    // Big and recent words; a word may be in both.
    struct Snapshot {
        std::shared_ptr<const WordList> base;
        std::shared_ptr<const WordList> recent;
    };

    WordTable();
    void add(std::string_view surface);
    void save(Xapian::WritableDatabase& database);    // what was added since
    void publish();                                   // after the commit: readers see it
    void read_new(const Xapian::Database& database);  // what another process or an earlier run added
    Snapshot snapshot() const;

private:
    void publish(std::vector<std::string> words);

    // Writer's side.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    std::unordered_set<std::string, Hash, std::equal_to<>> known_;
    std::vector<std::string> unsaved_;
    std::vector<std::string> unpublished_;
    std::vector<std::string> recent_;
    GrowingList list_{"word"};

    mutable std::mutex mutex_;
    Snapshot snapshot_;
};

}  // namespace afb::indexer
