#include "service/wiring/knowledge_base.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <stdexcept>

#include "cmake/embedded.hpp"
#include "service/app/preparation.hpp"

namespace afb::wiring {
namespace {

constexpr std::string_view derived_key = "derived.made_by";
constexpr std::size_t batch = 1000;

}  // namespace

std::shared_ptr<const Catalog> load_catalog() {
    std::map<std::string, std::string> files;
    for (const embedded::File& file : embedded::schema_files()) files.emplace(file.path, file.content);
    return Catalog::from_files(files);
}

std::string database_file(const std::string& folder) {
    return folder + "/afsprakenbank.db";
}
void require_database(const std::string& folder) {
    if (!std::filesystem::exists(database_file(folder))) throw std::runtime_error("there is no database in " + folder);
}

std::string index_folder(const std::string& folder) {
    return folder + "/index";
}

FolderLock::FolderLock(const std::string& folder) {
    std::filesystem::create_directories(folder);
    file_ = ::open((folder + "/lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) throw std::runtime_error("cannot write in the data folder " + folder);
    held_ = ::flock(file_, LOCK_EX | LOCK_NB) == 0;
}

FolderLock::~FolderLock() {
    if (file_ >= 0) ::close(file_);
}

KnowledgeBase::KnowledgeBase(const std::string& folder, std::shared_ptr<const Catalog> given, bool owns_index,
                             app::InsightSettings insight_settings)
    : catalog(std::move(given)),
      store(database_file(folder), catalog),
      index(index_folder(folder), catalog, app::fetch_from(store), !owns_index),
      indexing(store, index, catalog),
      records(store, indexing, catalog, std::chrono::system_clock::now),
      search(store, index, catalog),
      facts(store, catalog),
      insights(store, index, indexing, facts, insight_settings),
      knowledge(insights) {}

std::size_t refresh_derived(storage::Store& store, const Catalog& catalog, Date today) {
    const std::string made_by =
        catalog.fingerprint() + "/" + std::to_string(derive_version) + "/" + SchoolYear::of(today).text();
    bool current = false;
    store.read([&](storage::Reader& reader) { current = reader.find_meta(derived_key) == made_by; });
    if (current) return 0;
    std::size_t count = 0;
    store.write([&](storage::Writer& writer) {
        std::int64_t cursor = 0;
        do {
            std::int64_t next = 0;
            for (const storage::StoredRecord& record : writer.scan(cursor, batch, &next)) {
                app::rederive_record(catalog, record.id, writer, today);
                ++count;
            }
            cursor = next;
        } while (cursor != 0);
        writer.set_meta(derived_key, made_by);
    });
    return count;
}

}  // namespace afb::wiring
