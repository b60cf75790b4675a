#include "service/storage/store.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <atomic>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "schema/dates.hpp"
#include "schema/error.hpp"
#include "service/storage/maintenance.hpp"
#include "service/storage/migrations.hpp"
#include "service/storage/pool.hpp"
#include "service/storage/projection.hpp"
#include "service/storage/session.hpp"
#include "service/storage/views.hpp"

namespace afb::storage {
namespace {

constexpr std::size_t max_readers = 16;
constexpr const char* projected_key = "projected";

std::string wanted_projection(const Catalog& catalog) {
    return fmt::format("{}/{}", projection_version, catalog.fingerprint());
}

// Another process (an import on the command line) holds the database longer than we wait.
void throw_if_busy(const SQLite::Exception& error) {
    if (error.getErrorCode() != SQLITE_BUSY) return;
    throw Error(ErrorKind::unavailable,
                {"De gegevens zijn even bezet door een andere schrijver; probeer het straks opnieuw.",
                 "Another writer is keeping the data busy; try again later."});
}

// Says which thread is writing, so that a write inside a write is an error and not a wait for ever.
class WritingThread {
public:
    explicit WritingThread(std::atomic<std::thread::id>& thread) : thread_(thread) {
        thread_ = std::this_thread::get_id();
    }
    ~WritingThread() { thread_ = std::thread::id(); }
    WritingThread(const WritingThread&) = delete;
    WritingThread& operator=(const WritingThread&) = delete;

private:
    std::atomic<std::thread::id>& thread_;
};

}  // namespace

struct Store::Impl {
    Impl(const std::string& file_given, std::shared_ptr<const Catalog> catalog_given,
         std::function<std::chrono::system_clock::time_point()> clock_given)
        : file(file_given),
          catalog(std::move(catalog_given)),
          clock(std::move(clock_given)),
          writer(file_given, Access::write),
          readers(file_given, max_readers) {}

    void prepare() {
        migrate(writer, embedded_migrations());
        update_views(writer, *catalog);
        project_when_changed();
    }

    // Filters and sort keys follow the schemas: with other schemas, what is stored is read anew.
    void project_when_changed() {
        const auto wanted = wanted_projection(*catalog);
        if (Session(writer, *catalog, {}).find_meta(projected_key) == wanted) return;
        Transaction transaction(writer, "BEGIN IMMEDIATE");
        Session session(writer, *catalog, utc_text(clock()));
        session.project_all();
        session.set_meta(projected_key, wanted);
        transaction.commit();
    }

    std::string file;
    std::shared_ptr<const Catalog> catalog;
    std::function<std::chrono::system_clock::time_point()> clock;
    std::mutex writing;
    std::atomic<std::thread::id> writing_thread;
    Connection writer;
    ReaderPool readers;
};

Store::Store(const std::string& file, std::shared_ptr<const Catalog> catalog,
             std::function<std::chrono::system_clock::time_point()> clock) {
    try {
        impl_ = std::make_unique<Impl>(file, std::move(catalog), std::move(clock));
        impl_->prepare();
    } catch (const SQLite::Exception& error) {
        throw std::runtime_error(fmt::format("{}: {}", file, error.what()));
    } catch (const std::runtime_error& error) {
        throw std::runtime_error(fmt::format("{}: {}", file, error.what()));
    }
}

Store::~Store() = default;

void Store::read(const std::function<void(Reader&)>& use) {
    try {
        ReaderPool::Lease lease(impl_->readers);
        const Transaction snapshot(lease.connection(), "BEGIN");
        Session session(lease.connection(), *impl_->catalog, {});
        use(session);
    } catch (const SQLite::Exception& error) {
        throw_if_busy(error);
        throw;
    }
}

void Store::write(const std::function<void(Writer&)>& use) {
    if (impl_->writing_thread == std::this_thread::get_id()) throw std::logic_error("a write inside a write");
    const std::lock_guard lock(impl_->writing);
    const WritingThread mark(impl_->writing_thread);
    try {
        Transaction transaction(impl_->writer, "BEGIN IMMEDIATE");
        Session session(impl_->writer, *impl_->catalog, utc_text(impl_->clock()));
        use(session);
        if (session.broken()) throw std::logic_error("a write that failed halfway was passed over");
        transaction.commit();
    } catch (const SQLite::Exception& error) {
        throw_if_busy(error);
        throw;
    }
    impl_->writer.trim();
}

void Store::backup(const std::string& file) {
    // Its own connection: the copy is something that is written, which those that read must not.
    Connection connection(impl_->file, Access::write);
    back_up(connection, file);
}

std::vector<std::string> Store::check() {
    ReaderPool::Lease lease(impl_->readers);
    return find_faults(lease.connection());
}

void Store::ping() {
    ReaderPool::Lease lease(impl_->readers);
    Query(lease.connection(), "SELECT count(*) FROM meta").number();
}

}  // namespace afb::storage
