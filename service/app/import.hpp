// Bringing in many records at once: NDJSON, one record a line, recognised by id or slug. All or nothing; loading the
// same file again changes nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/index.hpp"
#include "schema/problem.hpp"
#include "service/app/records.hpp"

namespace afb::app {

struct ImportOptions {
    bool dry_run = false;
    std::string kind;  // of lines without `kind`; empty: such a line is a problem
    std::string by = "import";
    std::string change_note;
};

enum class Outcome { created, updated, unchanged, refused };

struct ImportLine {
    std::string source;  // file name
    std::size_t line = 0;
    Outcome outcome = Outcome::refused;
    std::string kind;
    std::string id;
    std::string slug;
    std::vector<Problem> problems;
};

struct ImportReport {
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;
    std::size_t refused = 0;
    bool committed = false;         // false for a dry run, and when any line was refused
    std::int64_t seq = 0;           // the last change, when committed
    std::vector<ImportLine> lines;  // the refused ones, in order, at most 1,000; the others too when asked for
};

// Told of every record as it is stored, before the whole is committed; of one whose `derived` or links changed later in
// the run, again.
using EntrySink = std::function<void(indexer::Entry)>;

struct ImportSource {
    std::string name;
    std::function<bool(std::string&)> next_line;  // false at the end
};

class Importer {
public:
    explicit Importer(Records& records) : records_(records) {}

    // References may point forward, to other lines and other sources of the same call. Every refused line is reported,
    // and then nothing is stored. `report_all`: lists accepted lines too. `progress` is told the number of lines read,
    // now and then.
    ImportReport run(const std::vector<ImportSource>& sources, const ImportOptions& options, bool report_all = false,
                     const std::function<void(std::size_t)>& progress = {}, const EntrySink& sink = {});

private:
    Records& records_;
};

}  // namespace afb::app
