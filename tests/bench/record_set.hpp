// Generated records of every kind as the index is given them by the store: with what is derived of them, the titles
// they refer to, and texts of a realistic length.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "indexer/index.hpp"
#include "tests/bench/sentences.hpp"

namespace afb::bench {

class RecordSet {
public:
    // The records of write_records(); agreements, stagevergoedingen, fundings and questions get a text of `bytes`
    // bytes.
    RecordSet(const Catalog& catalog, const Sentences& sentences, std::size_t count, std::size_t bytes);

    std::size_t size() const { return rows_.size(); }
    std::size_t text_bytes() const { return text_bytes_; }
    indexer::Entry entry(std::size_t number) const;
    // As the store does it: reads the bodies from their text.
    std::vector<indexer::Entry> fetch(const std::vector<std::string>& ids) const;

private:
    struct Row {
        std::string id;
        std::string kind;
        std::string body;
        std::string derived;
        std::vector<std::string> linked_texts;
    };
    std::vector<Row> rows_;
    std::map<std::string, std::size_t, std::less<>> by_id_;
    std::size_t text_bytes_ = 0;
};

}  // namespace afb::bench
