#include "service/app/past_text.hpp"

#include <cstdlib>
#include <filesystem>
#include <system_error>

namespace afb::app {
namespace {

constexpr std::size_t batch = 1'000;

indexer::Entry entry_of(storage::StoredRecord&& record) {
    return {.number = static_cast<std::uint32_t>(record.no),
            .id = record.id,
            .kind = record.kind,
            .slug = record.slug,
            .revision = record.revision,
            .updated_at = record.updated_at,
            .body = std::move(record.body),
            .derived = std::move(record.derived),
            .linked_texts = {}};
}

}  // namespace

PastText::PastText(std::shared_ptr<const Catalog> catalog)
    : folder_((std::filesystem::temp_directory_path() / "afsprakenbank-past-XXXXXX").string()) {
    if (::mkdtemp(folder_.data()) == nullptr) throw std::system_error(errno, std::generic_category(), folder_);
    index_ = std::make_unique<indexer::Index>(folder_, std::move(catalog), nullptr);
}

PastText::~PastText() {
    index_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
}

void PastText::add_changed_since(std::int64_t seq, storage::Store& store) {
    std::int64_t after = 0;
    // An empty batch ends it, so a batch in which no record lived goes on to the next.
    const auto next_batch = [&] {
        std::vector<indexer::Entry> entries;
        for (bool more = true; more && entries.empty();) {
            store.read([&](storage::Reader& reader) {
                auto changed = reader.list_past(seq, after, batch);
                more = !changed.empty();
                for (auto& row : changed) {
                    after = row.no;
                    changed_.insert(row.no);
                    if (row.record) entries.push_back(entry_of(std::move(*row.record)));
                }
            });
        }
        return entries;
    };
    index_->rebuild(next_batch, 0, [](std::int64_t done) { return std::pair(std::vector<indexer::Entry>(), done); });
}

}  // namespace afb::app
