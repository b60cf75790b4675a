// Subcommands that move records: import, export, search.
#include <fmt/format.h>
#include <spdlog/spdlog.h>

#include <array>
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <limits>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "cmake/embedded.hpp"
#include "indexer/word_report.hpp"
#include "schema/error.hpp"
#include "service/app/first_load.hpp"
#include "service/app/import.hpp"
#include "service/wiring/commands.hpp"
#include "service/wiring/knowledge_base.hpp"

namespace afb::wiring {
namespace {

constexpr std::chrono::minutes longest_indexing{60};
constexpr std::size_t page = 1000;
constexpr std::size_t longest_line = 4096;  // bytes of a line with a word

std::vector<app::ImportSource> open_sources(const ImportCommand& command) {
    std::vector<app::ImportSource> sources;
    const auto add = [&](const std::string& name, std::shared_ptr<std::istream> stream) {
        if (!*stream) throw std::runtime_error("cannot read " + name);
        sources.push_back(
            {name, [stream](std::string& line) { return static_cast<bool>(std::getline(*stream, line)); }});
    };
    if (command.starter) {
        for (const embedded::File& file : embedded::schema_files()) {
            if (file.path.rfind("schema/starter/", 0) != 0 || !file.path.ends_with(".ndjson")) continue;
            add(std::string(file.path), std::make_shared<std::istringstream>(std::string(file.content)));
        }
    }
    for (const std::string& file : command.files) {
        if (file == "-") {
            sources.push_back({"-", [](std::string& line) { return static_cast<bool>(std::getline(std::cin, line)); }});
        } else {
            add(file, std::make_shared<std::ifstream>(file));
        }
    }
    return sources;
}

void print_report(const app::ImportReport& report, const ImportCommand& command) {
    for (const app::ImportLine& line : report.lines) {
        for (const Problem& problem : line.problems) {
            fmt::print(stdout, "{}:{}: {} {}: {}\n", line.source, line.line,
                       problem.location.empty() ? "/" : problem.location, problem.code, problem.detail_nl);
        }
    }
    fmt::print(stdout, "{} nieuw, {} gewijzigd, {} ongewijzigd, {} geweigerd{}\n", report.created, report.updated,
               report.unchanged, report.refused,
               report.committed  ? ""
               : report.refused  ? "; er is niets opgeslagen"
               : command.dry_run ? "; proefdraai, er is niets opgeslagen"
                                 : "");
}

// Without a server we bring the index up to date ourselves; with one, it sees the changes by itself, and we wait until
// it has.
void wait_for_index(KnowledgeBase& base, bool owner, std::int64_t seq) {
    if (owner) {
        base.indexing.start();
        // Before the first rebuild the index is not ready, and wait_for() then returns at once.
        const auto until = std::chrono::steady_clock::now() + longest_indexing;
        const auto up_to_date = [&] {
            return base.indexing.wait_for(seq, longest_indexing) && base.index.state().ready;
        };
        while (!up_to_date() && std::chrono::steady_clock::now() < until) {
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        return;
    }
    const auto until = std::chrono::steady_clock::now() + std::chrono::minutes(10);
    while (std::chrono::steady_clock::now() < until) {
        const indexer::Index::State state = base.index.state();
        if (state.ready && state.seq >= seq) return;
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
    }
    fmt::print(stderr, "the records are stored; the server has not indexed them all yet\n");
}

}  // namespace

int import_records(const ImportCommand& command) {
    spdlog::set_level(spdlog::level::off);
    const std::vector<app::ImportSource> sources = open_sources(command);
    const FolderLock lock(command.data);
    KnowledgeBase base(command.data, load_catalog(), lock.held());
    if (lock.held()) refresh_derived(base.store, *base.catalog, base.records.today());
    app::Importer importer(base.records);
    std::int64_t before = 0;
    base.store.read([&](storage::Reader& reader) { before = reader.last_seq(); });
    std::optional<app::FirstLoad> first_load;
    if (lock.held() && before == 0 && !command.dry_run) first_load.emplace(base.index);
    const app::ImportReport report = importer.run(
        sources, {.dry_run = command.dry_run, .kind = command.kind, .by = "import", .change_note = command.note}, false,
        [](std::size_t lines) { fmt::print(stderr, "\r{} lines", lines); },
        first_load ? first_load->sink() : app::EntrySink());
    if (report.committed && report.created + report.updated > 0) {
        fmt::print(stderr, "\rstored; indexing ...\n");
        if (first_load) {
            first_load->finish(report.seq);
        } else {
            wait_for_index(base, lock.held(), report.seq);
        }
    }
    first_load.reset();
    print_report(report, command);
    return report.refused == 0 ? 0 : 1;
}

int export_records(const ExportCommand& command) {
    require_database(command.data);
    const std::shared_ptr<const Catalog> catalog = load_catalog();
    if (!command.kind.empty() && catalog->find_kind(command.kind) == nullptr) {
        throw std::runtime_error("there is no kind \"" + command.kind + "\"");
    }
    storage::Store store(database_file(command.data), catalog);
    std::int64_t cursor = 0;
    store.read([&](storage::Reader& reader) {
        do {
            std::int64_t next = 0;
            for (const storage::StoredRecord& record : reader.scan(cursor, page, &next, command.kind)) {
                Json line{{"kind", record.kind}, {"id", record.id}};
                for (const auto& member : record.body.items()) line[member.key()] = member.value();
                const std::string text = line.dump();
                std::fwrite(text.data(), 1, text.size(), stdout);
                std::fputc('\n', stdout);
            }
            cursor = next;
        } while (cursor != 0);
    });
    if (std::fflush(stdout) != 0) throw std::runtime_error("cannot write the export");
    return 0;
}

int analyse_words() {
    indexer::DutchText dutch;
    std::array<char, longest_line> line{};
    while (std::cin.getline(line.data(), line.size()) || std::cin.gcount() > 0) {
        const bool cut = std::cin.fail() && !std::cin.eof();
        std::streamsize bytes = std::cin.gcount();
        if (!cut && !std::cin.eof()) --bytes;  // the line's end was counted
        if (cut) {                             // what does not fit is passed over
            std::cin.clear();
            std::cin.ignore(std::numeric_limits<std::streamsize>::max(), '\n');
        }
        std::string_view word(line.data(), static_cast<std::size_t>(bytes));
        if (word.ends_with('\r')) word.remove_suffix(1);
        std::cout << indexer::word_report(word, dutch) << '\n';
    }
    std::cout.flush();
    if (!std::cout) throw std::runtime_error("standard output cannot be written to");
    return 0;
}

namespace {

std::string joined(const Json& texts, const char* between) {
    std::string line;
    for (const Json& text : texts) line += (line.empty() ? "" : between) + text.get<std::string>();
    return line;
}

// How the question was read: each word with its parts, what is looked for besides, and the conditions.
void print_question(const Json& question) {
    for (const Json& word : question["words"]) {
        std::string tokens;
        for (const Json& token : word["tokens"]) {
            tokens += fmt::format("{}{}", tokens.empty() ? "" : " ", token["word"].get<std::string>());
            if (!token["parts"].empty()) tokens += " (" + joined(token["parts"], " + ") + ")";
        }
        const std::string demand = word["demand"].get<std::string>();
        fmt::print("  {:<7}{}{}\n",
                   demand == "should" ? "woord"
                   : demand == "must" ? "moet"
                                      : "niet",
                   tokens, word["phrase"].get<bool>() ? ", in deze volgorde" : "");
    }
    for (const Json& synonym : question["synonyms"])
        fmt::print("  ook    {}: {}\n", synonym["text"].get<std::string>(), joined(synonym["also"], ", "));
    for (const Json& condition : question["conditions"]) {
        fmt::print("  veld   {}{}:{} = {}\n", condition["excluded"].get<bool>() ? "niet " : "",
                   condition["field"].get<std::string>(), condition["value"].get<std::string>(),
                   joined(condition["means"], " of "));
    }
}

// Why a record was found: a line for each word of the question in each field.
void print_matches(const Json& item) {
    if (!item.contains("explain")) return;
    for (const Json& match : item["explain"]["matched"]) {
        fmt::print("         {:<8} {} <- {} in {}\n", match["how"].get<std::string>(), match["word"].get<std::string>(),
                   match["text"].get<std::string>(), match["field"].get<std::string>());
    }
}

}  // namespace

int search_records(const std::string& data, const std::string& query, bool explain) {
    require_database(data);
    spdlog::set_level(spdlog::level::off);
    const FolderLock lock(data);
    KnowledgeBase base(data, load_catalog(), lock.held());
    if (lock.held()) {
        std::int64_t seq = 0;
        base.store.read([&](storage::Reader& reader) { seq = reader.last_seq(); });
        wait_for_index(base, true, seq);
    }
    app::Actor everything{.role = app::Role::admin, .id = {}, .name = "command line", .members = {}};
    indexer::SearchRequest request;
    request.query.text = query;
    request.explain = explain;
    std::int64_t total = 0;
    const Json answer = base.search.search(everything, request, Language::nl, &total);
    fmt::print("{} gevonden\n", total);
    if (answer.contains("explain")) print_question(answer["explain"]);
    if (answer.contains("corrected")) fmt::print("Bedoelde u: {}\n", answer["corrected"].get<std::string>());
    for (const Json& item : answer["items"]) {
        fmt::print("{:7.2f}  {}  {}  {}\n", item["score"].get<double>(), item["kind"].get<std::string>(),
                   item["slug"].get<std::string>(), item["title"].get<std::string>());
        if (explain) print_matches(item);
    }
    return 0;
}

}  // namespace afb::wiring
