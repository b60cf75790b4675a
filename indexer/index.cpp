#include "indexer/index.hpp"

#include <condition_variable>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "indexer/analysers.hpp"
#include "indexer/conditions.hpp"
#include "indexer/explain.hpp"
#include "indexer/labels.hpp"
#include "indexer/membership.hpp"
#include "indexer/other_names.hpp"
#include "indexer/presenting.hpp"
#include "indexer/readers.hpp"
#include "indexer/searching.hpp"
#include "indexer/terms.hpp"
#include "indexer/writer_thread.hpp"
#include "schema/error.hpp"

namespace afb::indexer {

namespace {

constexpr int rounds_before_pause = 8;  // of catching up while writes go on

[[noreturn]] void throw_damaged() {
    throw Error(ErrorKind::unavailable,
                {.nl = "De zoekindex is beschadigd en wordt opnieuw opgebouwd; probeer het zo weer.",
                 .en = "The search index is damaged and will be rebuilt; try again in a moment."});
}

}  // namespace

struct Index::Impl {
    Impl(std::string path, std::shared_ptr<const Catalog> catalog, FetchRecords fetch_records, bool reads_only);
    ~Impl();

    void open_current();
    void break_down(const std::string& reason);
    void note_commit(const GenerationWriter& writer);
    void follow_current();
    void read_lists(ReaderHandle& reader);
    template <class Use>
    auto read(Use use);

    void keep_suggestions_fresh();
    void rebuild_suggester(Generation& generation);
    TextQuery parse(const RecordQuery& query, const ReaderHandle& reader, DutchText& dutch) const;

    Fields fields;
    QueryFields query_fields;
    Synonyms synonyms;
    LabelTable labels;
    FetchRecords fetch;
    bool read_only;
    IndexFolder folder;
    Readers readers;
    Analysers analysers;

    mutable std::mutex state_mutex;
    State state;
    std::uint64_t current_stamp = 0;  // read-only: of the `current` that is open
    Xapian::rev lists_revision = 0;   // read-only: up to which the growing lists were read

    std::mutex rebuild_mutex;
    std::mutex suggester_mutex;

    std::mutex housekeeping_mutex;
    std::condition_variable housekeeping_wanted;
    bool stopping = false;
    bool suggester_stale = false;
    std::thread housekeeper;
    std::unique_ptr<WriterThread> writer;  // the last member: its thread uses the others
};

Index::Impl::Impl(std::string path, std::shared_ptr<const Catalog> catalog, FetchRecords fetch_records, bool reads_only)
    : fields(catalog),
      query_fields(catalog),
      fetch(std::move(fetch_records)),
      read_only(reads_only),
      folder(path, reads_only) {
    {
        DutchText dutch;
        synonyms = Synonyms(*catalog, dutch);
        labels = LabelTable(fields, dutch);
    }
    if (!read_only) {
        writer = std::make_unique<WriterThread>(WriterThread::Listener{
            .committed = [this](const GenerationWriter& committed) { note_commit(committed); },
            .broken = [this](const std::string& reason) { break_down(reason); },
        });
    }
    open_current();
    if (!read_only) housekeeper = std::thread([this] { keep_suggestions_fresh(); });
}

Index::Impl::~Impl() {
    {
        const std::lock_guard lock(housekeeping_mutex);
        stopping = true;
    }
    housekeeping_wanted.notify_all();
    if (housekeeper.joinable()) housekeeper.join();
    writer.reset();
}

// Opens what `current` names, when it is sound.
void Index::Impl::open_current() {
    current_stamp = folder.current_stamp();
    lists_revision = 0;
    const auto path = folder.find_current();
    std::string fault;
    std::shared_ptr<Generation> generation;
    if (!path) {
        fault = "there is no index yet";
    } else if (folder.machine_went_down()) {
        fault = "the machine stopped before the index was on disk";
    } else {
        try {
            const Xapian::Database database(path->string());
            fault = find_fault(database, fields.catalog());
            if (fault.empty()) {
                generation = std::make_shared<Generation>(*path);
                generation->facets.read_new(database);
                generation->words.read_new(database);
                lists_revision = database.get_revision();
                std::unique_ptr<GenerationWriter> opened;
                if (!read_only) opened = std::make_unique<GenerationWriter>(generation, fields, false);
                if (writer)
                    writer->between_commits([&](std::unique_ptr<GenerationWriter>& live) { live = std::move(opened); });
                const std::lock_guard lock(state_mutex);
                state = {.ready = true,
                         .seq = read_number(database, metadata::seq),
                         .documents = database.get_doccount(),
                         .reason = {}};
            }
        } catch (const Xapian::Error& error) {
            fault = "the index cannot be opened: " + error.get_description();
        }
    }
    if (!fault.empty()) {
        break_down(fault);
        return;
    }
    readers.switch_to(generation);
    if (!read_only) folder.remove_others(*path);
}

void Index::Impl::break_down(const std::string& reason) {
    {
        const std::lock_guard lock(state_mutex);
        state.ready = false;
        state.reason = reason;
    }
    readers.switch_to(nullptr);
    if (writer) writer->abandon();
}

void Index::Impl::note_commit(const GenerationWriter& committed) {
    {
        const std::lock_guard lock(state_mutex);
        state.seq = committed.seq();
        state.documents = committed.documents();
    }
    if (!committed.generation()->suggester.is_stale()) return;
    {
        const std::lock_guard lock(housekeeping_mutex);
        suggester_stale = true;
    }
    housekeeping_wanted.notify_one();
}

// A second process: another generation may be live by now.
void Index::Impl::follow_current() {
    const std::lock_guard lock(rebuild_mutex);
    if (folder.current_stamp() != current_stamp) open_current();
}

void Index::Impl::read_lists(ReaderHandle& reader) {
    const std::lock_guard lock(suggester_mutex);
    if (reader.database.get_revision() == lists_revision) return;
    reader.generation->facets.read_new(reader.database);
    reader.generation->words.read_new(reader.database);
    lists_revision = reader.database.get_revision();
}

// Runs use(reader) on a snapshot; turns Xapian's errors, which are no std::exception, into ours.
template <class Use>
auto Index::Impl::read(Use use) {
    if (read_only) follow_current();
    for (int attempt = 0;; ++attempt) {
        try {
            return readers.read([&](ReaderHandle& reader) {
                if (read_only) read_lists(reader);
                return use(reader);
            });
        } catch (const Xapian::DatabaseOpeningError& error) {
            // The folder went while we had it in hand: a rebuild replaced it.
            if (attempt < 3 && (read_only || folder.find_current())) {
                if (read_only) follow_current();
                continue;
            }
            break_down("the index cannot be opened: " + error.get_description());
            throw_damaged();
        } catch (const Xapian::LogicError& error) {
            throw std::logic_error(error.get_description());
        } catch (const Xapian::Error& error) {
            // A writer in another process can make a sound index look damaged for a moment.
            if (read_only && attempt < 3) continue;
            break_down("the index is damaged: " + error.get_description());
            throw_damaged();
        }
    }
}

// Makes the table of names anew when much has changed, beside everything else.
void Index::Impl::keep_suggestions_fresh() {
    for (;;) {
        if (const std::shared_ptr<Generation> generation = readers.generation()) {
            if (generation->suggester.is_stale()) {
                try {
                    rebuild_suggester(*generation);
                } catch (const Xapian::Error&) {
                    // Searches will find the damage; until then the old table serves.
                }
            }
        }
        std::unique_lock lock(housekeeping_mutex);
        housekeeping_wanted.wait(lock, [this] { return stopping || suggester_stale; });
        if (stopping) return;
        suggester_stale = false;
    }
}

void Index::Impl::rebuild_suggester(Generation& generation) {
    const std::lock_guard lock(suggester_mutex);
    Xapian::Database database;
    {
        const Snapshots::Reading reading(generation.snapshots);  // opening reads blocks too
        database = Xapian::Database(generation.path.string());
    }
    generation.suggester.rebuild(database, generation.snapshots, generation.words);
}

Index::Index(std::string folder, std::shared_ptr<const Catalog> catalog, FetchRecords fetch, bool read_only)
    : impl_(std::make_unique<Impl>(std::move(folder), std::move(catalog), std::move(fetch), read_only)) {}

Index::~Index() {
    if (impl_->read_only) return;
    try {
        sync();
        impl_->folder.mark_clean();
    } catch (const std::exception&) {
        // Not on disk: the mark stays, and the next start after a power cut rebuilds.
    }
}

Index::State Index::state() const {
    if (impl_->read_only) {
        try {
            return impl_->read([](ReaderHandle& reader) {
                return State{.ready = true,
                             .seq = read_number(reader.database, metadata::seq),
                             .documents = reader.database.get_doccount(),
                             .reason = {}};
            });
        } catch (const Error&) {
            // Not ready: the reason was noted.
        }
    }
    const std::lock_guard lock(impl_->state_mutex);
    return impl_->state;
}

void Index::apply(std::vector<Entry> entries, std::int64_t seq) {
    if (impl_->read_only) throw std::logic_error("this index was opened for reading");
    impl_->writer->submit(std::move(entries), seq).get();
}

void Index::rebuild(const std::function<std::vector<Entry>()>& next_batch, std::int64_t seq,
                    const std::function<std::pair<std::vector<Entry>, std::int64_t>(std::int64_t after)>& catch_up) {
    if (impl_->read_only) throw std::logic_error("this index was opened for reading");
    const std::lock_guard lock(impl_->rebuild_mutex);
    try {
        auto generation = std::make_shared<Generation>(impl_->folder.make_generation());
        generation->retired = true;  // until it is live: what fails half-way goes again
        auto built = std::make_unique<GenerationWriter>(generation, impl_->fields, true);
        const auto add = [&](std::vector<Entry> entries) {
            for (Entry& entry : entries) {
                built->add(std::move(entry));
                if (built->waiting() >= most_documents_in_commit) built->commit(0);
            }
        };
        for (std::vector<Entry> batch = next_batch(); !batch.empty(); batch = next_batch()) add(std::move(batch));
        built->commit(seq);
        // Answers whether there was nothing more.
        const auto follow = [&] {
            auto [entries, at] = catch_up(built->seq());
            const bool done = entries.empty() && at <= built->seq();
            if (done) return true;
            add(std::move(entries));
            built->commit(at);
            return false;
        };
        for (int round = 0; round < rounds_before_pause && !follow(); ++round) {
        }
        sync_folder(generation->path);
        impl_->rebuild_suggester(*generation);
        impl_->writer->between_commits([&](std::unique_ptr<GenerationWriter>& live) {
            while (!follow()) {
            }
            sync_folder(generation->path);
            impl_->folder.make_current(generation->path);
            generation->retired = false;
            if (const auto old = impl_->readers.generation()) {
                old->retired = true;
            } else {
                impl_->folder.remove_others(generation->path);  // of a damaged one
            }
            {
                const std::lock_guard state_lock(impl_->state_mutex);
                impl_->state = {.ready = true, .seq = built->seq(), .documents = built->documents(), .reason = {}};
            }
            live = std::move(built);
            impl_->readers.switch_to(generation);
        });
        impl_->folder.mark_trusted();
    } catch (const Xapian::Error& error) {
        throw std::runtime_error("the index could not be rebuilt: " + error.get_description());
    }
}

TextQuery Index::Impl::parse(const RecordQuery& query, const ReaderHandle& reader, DutchText& dutch) const {
    return parse_query(query.text, dutch, {.fields = &query_fields, .synonyms = &synonyms, .names = [&](auto exact) {
                                               return other_names(reader.database, exact, query.public_only);
                                           }});
}

SearchResult Index::search(const SearchRequest& request) const {
    return impl_->analysers.with([&](DutchText& dutch) {
        TextQuery text;
        Matches found = impl_->read([&](ReaderHandle& reader) {
            text = impl_->parse(request.query, reader, dutch);
            return find_matches(reader, impl_->fields, dutch, request, text);
        });
        return SearchResult{.hits = present(found.matches, request, text, dutch, {impl_->fields, impl_->fetch}),
                            .total = found.total,
                            .records = found.records,
                            .facets = std::move(found.facets),
                            .corrected = std::move(found.corrected),
                            .explain = request.explain ? explain_query(text) : Json()};
    });
}

std::vector<bool> Index::find_among(const RecordQuery& query, const std::vector<bool>& numbers) const {
    return impl_->analysers.with([&](DutchText& dutch) {
        return impl_->read([&](ReaderHandle& reader) {
            const QuerySetting setting{
                .database = reader.database, .fields = impl_->fields, .dutch = dutch, .public_only = query.public_only};
            return indexer::find_among(reader, setting, impl_->parse(query, reader, dutch), numbers);
        });
    });
}

std::vector<Suggestion> Index::suggest(std::string_view text, std::size_t limit, bool public_only) const {
    const auto generation = impl_->readers.generation();
    if (generation != nullptr && (impl_->read_only || !generation->suggester.is_built())) {
        impl_->rebuild_suggester(*generation);
    }
    return impl_->analysers.with([&](DutchText& dutch) {
        return impl_->read([&](ReaderHandle& reader) {
            return find_suggestions(reader, dutch, impl_->labels,
                                    {.text = text, .limit = limit, .public_only = public_only});
        });
    });
}

std::vector<std::string> Index::similar(std::string_view id, std::size_t limit, bool public_only) const {
    return impl_->read([&](ReaderHandle& reader) { return find_similar(reader, id, limit, public_only); });
}

void Index::sync() {
    if (impl_->read_only) return;
    impl_->writer->between_commits([](std::unique_ptr<GenerationWriter>& live) {
        if (live != nullptr) sync_folder(live->generation()->path);
    });
}

}  // namespace afb::indexer
