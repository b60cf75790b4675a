// search_costs DATA COUNT...: what indexing and searching cost among COUNT generated records of every kind, and what
// share of its goal that is. Searches are the queries of the evaluation set.
#include <fmt/format.h>

#include <filesystem>
#include <iostream>
#include <map>

#include "tests/bench/cost.hpp"
#include "tests/bench/record_set.hpp"
#include "tests/relevance/collection_index.hpp"

using namespace afb;
using namespace afb::bench;
using namespace afb::relevance;

namespace {

constexpr std::size_t text_bytes = 1'200;  // with the other members about 2 kB a record
constexpr std::size_t batch_size = 2'000;
constexpr int rounds = 3;  // of all queries; the first one is not counted: it fills caches

double size_mb(const std::filesystem::path& folder) {
    double bytes = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file()) bytes += static_cast<double>(entry.file_size());
    }
    return bytes / 1e6;
}

void build(indexer::Index& index, const RecordSet& records, const std::filesystem::path& folder) {
    std::size_t next = 0;
    double reading = 0;
    const double began = thread_cpu_ms();
    index.rebuild(
        [&] {
            const double reading_began = thread_cpu_ms();
            std::vector<indexer::Entry> batch;
            while (batch.size() < batch_size && next < records.size()) batch.push_back(records.entry(next++));
            reading += thread_cpu_ms() - reading_began;
            return batch;
        },
        1, [](std::int64_t after) { return std::pair(std::vector<indexer::Entry>{}, after); });
    const double seconds = (thread_cpu_ms() - began - reading) / 1e3;
    const auto count = static_cast<double>(records.size());
    const double disk = size_mb(folder);
    fmt::print(
        "{} records of {:.0f} bytes: {:.0f} documents/s (CPU of one thread), index {:.0f} MB = {:.1f} x text, "
        "memory {:.0f} MB\n",
        records.size(), static_cast<double>(records.text_bytes()) / count, count / seconds, disk,
        disk * 1e6 / static_cast<double>(records.text_bytes()), resident_mb());
}

// The goals: CPU ms on average of a search with snippets and facets, by the number of records.
const std::map<std::size_t, double> search_goals = {{1'000, 0.5}, {10'000, 2}, {100'000, 12}};
constexpr double suggestion_goal = 2;  // CPU ms of the slowest but one in a hundred, whatever the number

// `reached`: what the goal is about; 0 for no goal.
void show(const char* what, const Costs& costs, double goal = 0, double reached = 0) {
    fmt::print("  {:<44} {:>8.3f} {:>8.3f} {:>8.3f}", what, costs.mean(), costs.percentile(0.5),
               costs.percentile(0.99));
    if (goal > 0) fmt::print("   {:.2f} of the goal of {} ms", reached / goal, goal);
    fmt::print("\n");
    std::cout.flush();
}

void measure_searches(const indexer::Index& index, const std::vector<JudgedQuery>& queries, std::size_t count) {
    struct Shape {
        const char* what;
        bool facets = false;
        bool has_goal = false;
        RecordQuery query = {};
        bool words = true;          // else everything
        const char* around = "{}";  // the words
    };
    const RecordQuery ten{.limit = 10};
    Shape shapes[] = {{.what = "words"},
                      {.what = "words, 10 records with snippets", .query = ten},
                      {.what = "words, snippets, every facet", .facets = true, .has_goal = true, .query = ten},
                      {.what = "words, snippets, every facet, one filter", .facets = true, .query = ten},
                      {.what = "words, snippets, one record a holder", .query = ten},
                      {.what = "words, snippets, by title", .query = ten},
                      {.what = "+words, snippets", .query = ten, .around = "+{}"},
                      {.what = "\"words\", snippets", .query = ten, .around = "\"{}\""},
                      {.what = "no words, every facet", .facets = true, .query = ten, .words = false}};
    shapes[0].query.limit = 0;
    shapes[3].query.conditions = {{.name = "sector", .values = {"vo"}}};
    shapes[4].query.collapse = "holder";
    shapes[5].query.sort = {{.name = "title"}};
    const auto goal = search_goals.find(count);
    fmt::print("  {:<44} {:>8} {:>8} {:>8}   CPU ms\n", "", "mean", "p50", "p99");
    double found = 0;
    for (const Shape& shape : shapes) {
        Costs costs;
        for (int round = 0; round < rounds; ++round) {
            for (const JudgedQuery& query : queries) {
                indexer::SearchRequest request{.query = shape.query, .facets = shape.facets};
                if (shape.words) request.query.text = fmt::format(fmt::runtime(shape.around), query.text);
                if (round == 0) {
                    found += static_cast<double>(index.search(request).records);
                } else {
                    costs.time([&] { index.search(request); });
                }
            }
        }
        show(shape.what, costs, shape.has_goal && goal != search_goals.end() ? goal->second : 0, costs.mean());
    }
    fmt::print("  ({:.0f} records found on average)\n",
               found / static_cast<double>(queries.size() * std::size(shapes)));
}

// What is typed of the queries, letter by letter.
void measure_suggestions(const indexer::Index& index, const std::vector<JudgedQuery>& queries, std::size_t first,
                         std::size_t last) {
    Costs costs;
    for (int round = 0; round < rounds; ++round) {
        for (const JudgedQuery& query : queries) {
            for (std::size_t letters = first; letters <= std::min(last, query.text.size()); ++letters) {
                const std::string typed = query.text.substr(0, letters);
                if (round == 0) {
                    index.suggest(typed, 10, true);
                } else {
                    costs.time([&] { index.suggest(typed, 10, true); });
                }
            }
        }
    }
    show(fmt::format("suggestions, {} to {} letters typed", first, last).c_str(), costs, suggestion_goal,
         costs.percentile(0.99));
}

void measure(const Collection& collection, std::size_t count) {
    const std::shared_ptr<const Catalog> catalog = product_catalog();
    const RecordSet records(*catalog, Sentences(collection.documents), count, text_bytes);
    const ScratchFolder folder;
    indexer::Index index(folder.path().string(), catalog,
                         [&](const std::vector<std::string>& ids) { return records.fetch(ids); });
    build(index, records, folder.path());
    measure_searches(index, collection.queries, count);
    measure_suggestions(index, collection.queries, 1, 8);
    measure_suggestions(index, collection.queries, 9, 30);  // the second word and later ones
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: search_costs DATA COUNT...\n";
        return 2;
    }
    try {
        const Collection collection = read_collection(argv[1]);
        for (int i = 2; i < argc; ++i) measure(collection, std::stoul(argv[i]));
        return 0;
    } catch (const std::exception& error) {
        std::cerr << "search_costs: " << error.what() << '\n';
        return 1;
    }
}
