// The tables that suggestions come from: names of records, and how many records have each word.
//
// They are made from the documents, in pieces, beside a writer at work; what changes since then lies beside them until
// it is much.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include <xapian.h>

#include "indexer/document.hpp"
#include "indexer/snapshots.hpp"
#include "indexer/words.hpp"

namespace afb::indexer {

// Where the words of an exact form begin, after the first.
std::vector<std::uint32_t> later_words(std::string_view exact);

// Names in order, whole and from each of their words on; immutable.
class NameTable {
public:
    // Reads in pieces, each from the newest snapshot: a writer at work does not stop it. Everything up to revision() is
    // in it.
    NameTable(Xapian::Database& database, Snapshots& snapshots);

    struct Name {
        std::string_view text;
        std::string_view kind;
        std::string_view id;
    };
    // Calls visit(name) for names that begin with `typed` (an exact_form), in order, until it answers false; then, with
    // `inside`, for names of which a later word begins so.
    void for_each(std::string_view typed, bool inside, bool public_only,
                  const std::function<bool(const Name&)>& visit) const;

    Xapian::rev revision() const { return revision_; }
    std::size_t size() const { return names_.size(); }

private:
    struct Row {
        std::uint32_t text = 0;  // places in texts_
        std::uint32_t exact = 0;
        std::uint32_t record = 0;
        bool is_public = false;
    };
    struct Entry {
        std::uint32_t name = 0;
        std::uint32_t offset = 0;  // in the exact form
    };
    std::uint32_t keep(std::string_view text);
    std::string_view text_at(std::uint32_t place) const;
    std::string_view sorted_text(const Entry& entry) const;
    void add(const NamedRecord& record);

    std::string texts_;
    std::vector<Row> names_;
    std::vector<Entry> whole_;
    std::vector<Entry> inner_;
    Xapian::rev revision_ = 0;
};

// Frequent words by prefix, also by the beginning of a part inside ("vergoe" for reiskostenvergoeding): document counts
// of each word of a list, taken once.
class WordCounts {
public:
    WordCounts(Xapian::Database& database, Snapshots& snapshots, std::shared_ptr<const WordList> words);
    // At most `limit` words that begin with `prefix` (or, `inside`, of which a later part does), the most frequent
    // first.
    std::vector<std::string> most_frequent(std::string_view prefix, std::size_t limit, bool inside) const;
    const WordList* list() const { return words_.get(); }

private:
    struct Entry {
        std::uint32_t word = 0;
        std::uint32_t offset = 0;  // of the part, in the folded word
    };
    std::string_view sorted_text(const Entry& entry) const { return words_->folded(entry.word).substr(entry.offset); }

    std::shared_ptr<const WordList> words_;
    std::vector<std::uint32_t> counts_;
    std::vector<Entry> inner_;
};

class Suggester {
public:
    struct Tables {
        std::shared_ptr<const NameTable> names;
        std::shared_ptr<const WordCounts> words;
        std::vector<std::shared_ptr<const std::vector<NamedRecord>>> recent;  // newer than `names`, oldest first
    };

    // The writer's side: records of one commit (removed ones without names).
    void add(std::vector<NamedRecord> records, Xapian::rev revision);
    // Are there so many changes that the table is to be made anew (or is there none)?
    bool is_stale() const;
    bool is_built() const;
    void rebuild(Xapian::Database& database, Snapshots& snapshots, const WordTable& words);  // one thread at a time
    Tables tables() const;

private:
    struct Batch {
        Xapian::rev revision = 0;
        std::shared_ptr<const std::vector<NamedRecord>> records;
    };
    mutable std::mutex mutex_;
    std::shared_ptr<const NameTable> names_;
    std::shared_ptr<const WordCounts> words_;
    std::vector<Batch> recent_;
    std::size_t recent_records_ = 0;
};

}  // namespace afb::indexer
