#include "indexer/writer.hpp"

#include <fmt/format.h>

#include <charconv>
#include <utility>

#include "indexer/terms.hpp"

namespace afb::indexer {

namespace {

constexpr Xapian::doccount documents_looked_at = 8;

// A document that can be read in all tables: its data, its terms and its values.
bool is_whole(const Xapian::Database& database, Xapian::docid number) {
    const Xapian::Document document = database.get_document(number);
    const NamedRecord named = unpack_record(document.get_data());
    if (named.id.empty() || document.get_value(slots::newest).empty() || !database.term_exists(id_term(named.id)))
        return false;
    Xapian::TermIterator word = document.termlist_begin();
    word.skip_to("Z");
    const bool has_words = word != document.termlist_end() && (*word).starts_with("Z");
    return !has_words || !document.get_value(slots::words).empty();
}

}  // namespace

GenerationWriter::GenerationWriter(std::shared_ptr<Generation> generation, const Fields& fields, bool create)
    : generation_(std::move(generation)),
      database_(generation_->path.string(),
                (create ? Xapian::DB_CREATE_OR_OPEN : Xapian::DB_OPEN) | Xapian::DB_NO_SYNC | Xapian::DB_BACKEND_GLASS),
      builder_(fields, generation_->facets) {
    // A transaction: what is not committed never gets to readers, and goes when something fails.
    database_.begin_transaction();
    if (create) {
        database_.set_metadata(metadata::version, index_version(fields.catalog()));
        commit(0);
    } else {
        seq_ = read_number(database_, metadata::seq);
        documents_ = database_.get_doccount();
    }
}

void GenerationWriter::begin_changes() {
    if (!changing_) generation_->snapshots.wait_for_older();
    changing_ = true;
}

void GenerationWriter::add(Entry&& entry) {
    begin_changes();
    ++waiting_;
    if (entry.removed) {
        const std::string unique = id_term(entry.id);
        if (database_.term_exists(unique)) changed_.push_back(*database_.postlist_begin(unique));
        database_.delete_document(unique);
        named_.push_back({.id = std::move(entry.id), .kind = {}, .is_public = false, .names = {}});
        return;
    }
    IndexedRecord record = builder_.build(std::move(entry));
    changed_.push_back(database_.replace_document(record.unique_term, record.document));
    for (const std::string& word : record.words) generation_->words.add(word);
    named_.push_back(std::move(record.named));
}

void GenerationWriter::commit(std::int64_t seq) {
    begin_changes();
    seq_ = std::max(seq_, seq);
    documents_ = database_.get_doccount();
    generation_->facets.save(database_);
    generation_->words.save(database_);
    database_.set_metadata(metadata::seq, std::to_string(seq_));
    database_.set_metadata(metadata::documents, std::to_string(documents_));
    const Xapian::rev before = database_.get_revision();
    database_.commit_transaction();
    generation_->snapshots.committed();
    changing_ = false;
    generation_->columns.note_commit(before, database_.get_revision(), std::exchange(changed_, {}));
    database_.begin_transaction();
    waiting_ = 0;
    generation_->words.publish();
    if (!named_.empty()) generation_->suggester.add(std::exchange(named_, {}), database_.get_revision());
}

std::int64_t read_number(const Xapian::Database& database, const char* key) {
    const std::string text = database.get_metadata(key);
    std::int64_t number = -1;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

std::string find_fault(const Xapian::Database& database, const Catalog& catalog) {
    const std::string version = database.get_metadata(metadata::version);
    if (version != index_version(catalog))
        return version.empty() ? "the index has no version" : "the index was made by another version";
    const std::int64_t documents = read_number(database, metadata::documents);
    if (read_number(database, metadata::seq) < 0 || documents < 0) return "the index lost its metadata";
    const Xapian::doccount count = database.get_doccount();
    if (documents != count) return fmt::format("the index should have {} documents and has {}", documents, count);
    if (count == 0) return {};
    const Xapian::docid last = database.get_lastdocid();
    for (Xapian::doccount i = 0; i < documents_looked_at; ++i) {
        Xapian::PostingIterator document = database.postlist_begin("");
        document.skip_to(std::max<Xapian::docid>(
            1, static_cast<Xapian::docid>(std::uint64_t{last} * i / (documents_looked_at - 1))));
        if (document == database.postlist_end("")) continue;
        if (!is_whole(database, *document)) return "the index has damaged documents";
    }
    return {};
}

}  // namespace afb::indexer
