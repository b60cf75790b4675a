// What the vocabularies and the table `synonyms` offer to somebody who types: labels in Dutch and English, what people
// also write for them, and the Dutch word for what the table says in English.
//
// Guarantees: a text is offered only when it finds something: when a record has the code, or what the table knows as
// the same.
// Words that may mean two things (table `ambiguous`) are left out. Immutable; knows nothing of an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/dutch.hpp"
#include "indexer/fields.hpp"

namespace afb::indexer {

class LabelTable {
public:
    LabelTable() = default;  // no labels
    LabelTable(const Fields& fields, DutchText& dutch);

    // Of how many records that may be seen a term is known; 0 when there is none.
    using Count = std::function<Xapian::doccount(const std::string& term)>;

    // At most `most` texts that begin as `typed` (an exact_form) does, then labels of which a later word does; those of
    // most records first, each meaning once. What is typed whole gives the label that it stands for.
    std::vector<std::string> complete(std::string_view typed, std::size_t most, const Count& count) const;

private:
    // What a text finds: records with all terms of any of these, the first that there are.
    using Meaning = std::vector<std::vector<std::string>>;
    enum class Sort { label, synonym, english };
    struct Text {
        std::string exact;  // what is typed
        std::string shown;
        std::string label;  // shown when it was typed whole
        std::uint32_t meaning = 0;
        Sort sort = Sort::label;
    };
    struct Entry {
        std::uint32_t text = 0;
        std::uint32_t offset = 0;  // of a word, in the exact form
    };
    struct Candidate;
    void add_vocabularies(const Fields& fields);
    void add_synonyms(const Catalog& catalog, DutchText& dutch);
    bool is_ambiguous(const std::string& exact) const;
    void add(Text text);
    std::string_view sorted_text(const Entry& entry) const {
        return std::string_view(texts_[entry.text].exact).substr(entry.offset);
    }

    std::vector<std::string> ambiguous_;  // exact forms
    std::vector<Meaning> meanings_;
    std::vector<Text> texts_;
    std::vector<Entry> entries_;
};

}  // namespace afb::indexer
