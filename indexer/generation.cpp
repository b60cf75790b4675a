#include "indexer/generation.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace afb::indexer {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view generation_prefix = "gen-";

std::string read_line(const fs::path& file) {
    std::ifstream in(file);
    std::string line;
    std::getline(in, line);
    return line;
}

std::string boot_id() {
    return read_line("/proc/sys/kernel/random/boot_id");
}

void sync_path(const fs::path& path) {
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) throw std::runtime_error(fmt::format("cannot open {}: {}", path.string(), std::strerror(errno)));
    const int failed = ::fsync(file);
    const int reason = errno;
    ::close(file);
    if (failed != 0) throw std::runtime_error(fmt::format("cannot sync {}: {}", path.string(), std::strerror(reason)));
}

// Whole or not at all, also after a power cut.
void write_file(const fs::path& file, const std::string& line) {
    const fs::path temporary = file.string() + ".new";
    {
        std::ofstream out(temporary, std::ios::trunc);
        out << line << '\n';
        if (!out.flush()) throw std::runtime_error("cannot write " + temporary.string());
    }
    sync_path(temporary);
    fs::rename(temporary, file);
    sync_path(file.parent_path());
}

std::optional<unsigned> number_of(const fs::path& generation) {
    const std::string name = generation.filename().string();
    if (!name.starts_with(generation_prefix)) return std::nullopt;
    unsigned number = 0;
    const char* end = name.data() + name.size();
    const auto [stop, error] = std::from_chars(name.data() + generation_prefix.size(), end, number);
    if (error != std::errc{} || stop != end) return std::nullopt;
    return number;
}

}  // namespace

Generation::~Generation() {
    if (!retired) return;
    std::error_code ignored;  // what stays is removed at the next start
    fs::remove_all(path, ignored);
}

IndexFolder::IndexFolder(fs::path folder, bool read_only) : folder_(std::move(folder)) {
    if (read_only) return;
    // The index is disposable, somebody's file is not: it steps aside.
    if (fs::exists(folder_) && !fs::is_directory(folder_)) fs::rename(folder_, folder_.string() + ".not-an-index");
    fs::create_directories(folder_);
    const fs::path lock_file = folder_ / "lock";
    lock_ = ::open(lock_file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
    if (lock_ < 0)
        throw std::runtime_error(fmt::format("cannot open {}: {}", lock_file.string(), std::strerror(errno)));
    if (::flock(lock_, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock_);
        throw std::runtime_error("another process writes to the index in " + folder_.string());
    }
    const std::string last_boot = read_line(folder_ / "running");
    machine_went_down_ = !last_boot.empty() && last_boot != boot_id();
    if (!machine_went_down_) write_file(folder_ / "running", boot_id());
}

IndexFolder::~IndexFolder() {
    if (lock_ >= 0) ::close(lock_);
}

std::optional<fs::path> IndexFolder::find_current() const {
    const std::string name = read_line(folder_ / "current");
    if (name.empty() || !number_of(name)) return std::nullopt;
    return folder_ / name;
}

std::uint64_t IndexFolder::current_stamp() const {
    struct stat info {};
    if (::stat((folder_ / "current").c_str(), &info) != 0) return 0;
    const auto nanoseconds = static_cast<std::uint64_t>(info.st_mtim.tv_sec) * 1'000'000'000ULL +
                             static_cast<std::uint64_t>(info.st_mtim.tv_nsec);
    return nanoseconds ^ (static_cast<std::uint64_t>(info.st_ino) << 1U);
}

fs::path IndexFolder::make_generation() const {
    unsigned last = 0;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
        if (const auto number = number_of(entry.path())) last = std::max(last, *number);
    }
    fs::path generation = folder_ / fmt::format("{}{}", generation_prefix, last + 1);
    fs::create_directory(generation);
    return generation;
}

void IndexFolder::make_current(const fs::path& generation) const {
    sync_path(folder_);
    write_file(folder_ / "current", generation.filename().string());
}

void IndexFolder::remove_others(const fs::path& keep) const {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder_)) {
        std::error_code ignored;
        if (number_of(entry.path()) && entry.path().filename() != keep.filename())
            fs::remove_all(entry.path(), ignored);
    }
}

void IndexFolder::mark_trusted() {
    machine_went_down_ = false;
    write_file(folder_ / "running", boot_id());
}

void IndexFolder::mark_clean() {
    if (lock_ < 0 || machine_went_down_) return;
    std::error_code ignored;
    fs::remove(folder_ / "running", ignored);
}

void sync_folder(const fs::path& folder) {
    for (const fs::directory_entry& entry : fs::directory_iterator(folder)) {
        if (entry.is_regular_file()) sync_path(entry.path());
    }
    sync_path(folder);
}

}  // namespace afb::indexer
