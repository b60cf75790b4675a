// The files of the index: FOLDER/gen-N, one Xapian database each, of which FOLDER/current names the live one.
//
//   lock      held (flock) by the one process that writes
//   current   the name of the live generation, replaced by rename
//   running   the machine's boot id, there while a process writes without fsync; left behind by a power cut, after
//             which nothing in the folder can be trusted
//
// Guarantees: `current` names a whole generation or does not exist; folders of others go when nobody reads them any
// more.
#pragma once

#include <atomic>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "indexer/columns.hpp"
#include "indexer/facets.hpp"
#include "indexer/snapshots.hpp"
#include "indexer/suggester.hpp"
#include "indexer/words.hpp"

namespace afb::indexer {

// One generation as this process has it open: shared by its readers, and gone from disk with the last of them once it
// is retired.
struct Generation {
    explicit Generation(std::filesystem::path folder) : path(std::move(folder)) {}
    ~Generation();
    Generation(const Generation&) = delete;
    Generation& operator=(const Generation&) = delete;

    const std::filesystem::path path;
    Snapshots snapshots;
    FacetDictionary facets;
    ColumnCache columns;
    WordTable words;
    Suggester suggester;
    std::atomic<bool> retired = false;
};

class IndexFolder {
public:
    // Makes FOLDER when missing; a file of that name is renamed to FOLDER.not-an-index. Throws std::runtime_error when
    // another process writes there, or when it cannot be made.
    IndexFolder(std::filesystem::path folder, bool read_only);
    ~IndexFolder();
    IndexFolder(const IndexFolder&) = delete;
    IndexFolder& operator=(const IndexFolder&) = delete;

    std::optional<std::filesystem::path> find_current() const;
    // Changes when `current` is replaced; 0 when there is none.
    std::uint64_t current_stamp() const;

    std::filesystem::path make_generation() const;  // an empty folder with a new number
    void make_current(const std::filesystem::path& generation) const;
    void remove_others(const std::filesystem::path& keep) const;  // left by a rebuild that did not end

    bool machine_went_down() const { return machine_went_down_; }  // since the last clean end, with unsynced commits
    void mark_trusted();                                           // after a rebuild: what is there now was synced
    void mark_clean();                                             // at the end, after a sync

private:
    std::filesystem::path folder_;
    int lock_ = -1;
    bool machine_went_down_ = false;
};

// fsync of every file in FOLDER, and of the folder itself.
void sync_folder(const std::filesystem::path& folder);

}  // namespace afb::indexer
