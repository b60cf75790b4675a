#include "service/storage/maintenance.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>
#include <system_error>

namespace afb::storage {
namespace {

constexpr std::string_view copy_into = "VACUUM INTO :file";

constexpr std::string_view soundness = "PRAGMA integrity_check(100)";
constexpr std::string_view dangling = "PRAGMA foreign_key_check";

constexpr std::string_view heads_without_revision = R"(
SELECT r.id FROM record r
LEFT JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
WHERE v.no IS NULL
ORDER BY r.no
LIMIT 100
)";

constexpr std::string_view heads_behind = R"(
SELECT r.id FROM record r
WHERE EXISTS (SELECT 1 FROM revision v WHERE v.record_no = r.no AND v.revision > r.revision)
ORDER BY r.no
LIMIT 100
)";

constexpr std::string_view gaps_in_history = R"(
SELECT r.id FROM record r
WHERE (SELECT count(*) FROM revision v WHERE v.record_no = r.no) <> r.revision
ORDER BY r.no
LIMIT 100
)";

constexpr std::string_view heads_without_change = R"(
SELECT r.id FROM record r
LEFT JOIN change c ON c.seq = r.seq AND c.record_no = r.no
WHERE c.seq IS NULL
ORDER BY r.no
LIMIT 100
)";

constexpr std::string_view without_derivation = R"(
SELECT r.id FROM record r LEFT JOIN derivation d ON d.record_no = r.no WHERE d.record_no IS NULL ORDER BY r.no LIMIT 100
)";

void sync_to_disk(const std::filesystem::path& path) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) throw std::system_error(errno, std::generic_category(), path.string());
    const int failed = ::fsync(descriptor);
    const int reason = errno;
    ::close(descriptor);
    if (failed != 0) throw std::system_error(reason, std::generic_category(), path.string());
}

void collect(Connection& connection, std::string_view sql, const char* what, std::vector<std::string>& faults) {
    Query query(connection, sql);
    while (query.step()) faults.push_back(fmt::format("record {}: {}", query.text(0), what));
}

}  // namespace

void back_up(Connection& connection, const std::string& file) {
    const std::filesystem::path target(file);
    if (std::filesystem::exists(target)) throw std::runtime_error(file + ": exists already; a backup replaces nothing");
    const std::filesystem::path partial(file + ".partial");
    std::filesystem::remove(partial);
    try {
        Query(connection, copy_into).bind(":file", partial.string()).run();
        sync_to_disk(partial);
        std::filesystem::rename(partial, target);
        sync_to_disk(std::filesystem::absolute(target).parent_path());
    } catch (...) {
        std::error_code ignored;
        std::filesystem::remove(partial, ignored);
        throw;
    }
}

std::vector<std::string> find_faults(Connection& connection) {
    const Transaction snapshot(connection, "BEGIN");
    std::vector<std::string> faults;
    {
        Query query(connection, soundness);
        while (query.step())
            if (query.text(0) != "ok") faults.push_back("integrity: " + query.text(0));
    }
    {
        Query query(connection, dangling);
        while (query.step())
            faults.push_back(
                fmt::format("{} row {} refers to {} that is not there", query.text(0), query.text(1), query.text(2)));
    }
    collect(connection, heads_without_revision, "its newest revision is missing", faults);
    collect(connection, heads_behind, "there is a newer revision than its head says", faults);
    collect(connection, gaps_in_history, "its history has a gap", faults);
    collect(connection, heads_without_change, "its last change is missing from the feed", faults);
    collect(connection, without_derivation, "nothing is stored of what was computed from it", faults);
    return faults;
}

}  // namespace afb::storage
