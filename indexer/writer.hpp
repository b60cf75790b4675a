// Puts records into one generation, in commits of many (who calls it when: writer_thread.hpp).
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include <xapian.h>

#include "indexer/document.hpp"
#include "indexer/generation.hpp"
#include "indexer/index.hpp"

namespace afb::indexer {

// Documents a commit holds at most: memory for what is not committed grows with it.
inline constexpr std::size_t most_documents_in_commit = 2'000;

// Writes to one generation from one thread.
class GenerationWriter {
public:
    // `create`: an empty database, with its metadata. Throws Xapian's errors.
    GenerationWriter(std::shared_ptr<Generation> generation, const Fields& fields, bool create);

    void add(Entry&& entry);  // part of the next commit
    std::size_t waiting() const { return waiting_; }
    // Makes what was added findable; nothing is synced. The index is then at `seq`.
    void commit(std::int64_t seq);

    std::int64_t seq() const { return seq_; }
    std::int64_t documents() const { return documents_; }
    const std::shared_ptr<Generation>& generation() const { return generation_; }

private:
    void begin_changes();

    std::shared_ptr<Generation> generation_;
    Xapian::WritableDatabase database_;
    DocumentBuilder builder_;
    std::vector<NamedRecord> named_;
    std::vector<Xapian::docid> changed_;
    std::size_t waiting_ = 0;
    bool changing_ = false;  // something was written since the last commit
    std::int64_t seq_ = 0;
    std::int64_t documents_ = 0;
};

// What an index must have to be used; the reason when it has not.
std::string find_fault(const Xapian::Database& database, const Catalog& catalog);

std::int64_t read_number(const Xapian::Database& database, const char* key);

}  // namespace afb::indexer
