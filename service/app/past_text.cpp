#include "service/app/past_text.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

#include "indexer/index.hpp"

namespace afb::app {
namespace {

class Scratch {
public:
    Scratch() : path_((std::filesystem::temp_directory_path() / "afsprakenbank-past-XXXXXX").string()) {
        if (::mkdtemp(path_.data()) == nullptr) throw std::system_error(errno, std::generic_category(), path_);
    }
    ~Scratch() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

}  // namespace

std::vector<std::string> find_in_past(const std::vector<storage::PastRecord>& past,
                                      std::shared_ptr<const Catalog> catalog, const std::string& text,
                                      bool public_only) {
    std::vector<indexer::Entry> entries;
    for (const auto& row : past) {
        if (!row.record) continue;
        entries.push_back({.id = row.record->id,
                           .kind = row.record->kind,
                           .slug = row.record->slug,
                           .revision = row.record->revision,
                           .updated_at = row.record->updated_at,
                           .body = row.record->body,
                           .derived = row.record->derived,
                           .linked_texts = {}});
    }
    if (entries.empty()) return {};
    const Scratch scratch;
    indexer::Index index(scratch.path(), std::move(catalog), nullptr);
    index.rebuild([&] { return std::exchange(entries, {}); }, 0,
                  [](std::int64_t seq) { return std::pair(std::vector<indexer::Entry>(), seq); });
    RecordQuery query;
    query.text = text;
    query.public_only = public_only;
    return index.find_ids(query);
}

}  // namespace afb::app
