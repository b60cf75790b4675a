// Figures, not claims: test_storage "[bench]" in a release build. Prints to stdout.
#include <fmt/format.h>
#include <catch2/catch.hpp>

#include <chrono>
#include <ctime>
#include <fstream>
#include <functional>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

constexpr int records = 100'000;

double seconds(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

// On a busy machine the clock on the wall says little.
double processor_seconds() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

void print_memory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS") || line.starts_with("VmHWM")) fmt::print("{}\n", line);
}

Json agreement(int i) {
    static const char* const sectors[] = {"po", "vo", "mbo", "so"};
    static const char* const themes[] = {
        "werven",      "matchen",    "opleiden",    "begeleiden",   "professionaliseren",
        "ambitie-100", "governance", "aanstelling", "zij-instroom", "inductie"};
    Json parties = Json::array();
    for (int p = 0; p < 3; ++p)
        parties.push_back(
            {{"partyId", fmt::format("o{}", (i + p * 37) % 500)}, {"role", "deelnemer"}, {"signedOn", "2024-05-01"}});
    return {{"title", fmt::format("Samenwerkingsovereenkomst {} over opleiden in de school", (i * 7919) % records)},
            {"sectors", {sectors[i % 4]}},
            {"themes", {themes[i % 10], themes[(i / 10) % 10]}},
            {"type", "samenwerkingsovereenkomst"},
            {"parties", parties},
            {"validFrom", fmt::format("20{:02}-08-01", 15 + i % 10)},
            {"summary", std::string(400, 's')},
            {"text", std::string(800, 't')},
            {"sources", {{{"title", "Een bron"}, {"type", "primary"}, {"url", "https://example.nl/bron"}}}},
            {"ownerId", i % 20 == 0 ? "p1" : "p0"},
            {"status", i % 10 == 0 ? "draft" : "published"},
            {"derived", {{"boundary", i % 3 == 0 ? "across" : "within"}, {"regionIds", {fmt::format("r{}", i % 30)}}}}};
}

void measure(Store& store, const char* what, const RecordQuery& query) {
    std::int64_t total = 0;
    const auto once = [&] { store.read([&](Reader& reader) { total = reader.list(query).total; }); };
    once();
    const auto before = processor_seconds();
    const auto time = seconds([&] {
        for (int i = 0; i < 20; ++i) once();
    });
    const auto busy = processor_seconds() - before;
    fmt::print("{:<50} {:>8.2f} ms  {:>8.2f} ms processor  {} found\n", what, time * 50, busy * 50, total);
}

}  // namespace

TEST_CASE("figures for a hundred thousand records", "[.][bench]") {
    TestStore test_store;
    Store& store = *test_store;
    store.write([](Writer& writer) {
        for (int i = 0; i < 500; ++i) writer.write(draft(Operation::create, "organisation", fmt::format("o{}", i)));
        for (int i = 0; i < 30; ++i) writer.write(draft(Operation::create, "onderwijsregio", fmt::format("r{}", i)));
        for (int i = 0; i < 2; ++i) writer.write(draft(Operation::create, "partnership", fmt::format("p{}", i)));
    });
    const auto before = processor_seconds();
    const auto time = seconds([&] {
        store.write([](Writer& writer) {
            for (int i = 0; i < records; ++i) {
                auto write = draft(Operation::create, "agreement", fmt::format("018f0000-0000-7000-8000-{:012}", i),
                                   agreement(i));
                write.slug = fmt::format("samenwerkingsovereenkomst-{}", i);
                writer.write(write);
            }
        });
    });
    fmt::print("insert: {:.0f} records/s in one transaction, {:.0f} a second of processor time\n", records / time,
               records / (processor_seconds() - before));
    const auto singles = seconds([&] {
        for (int i = 0; i < 200; ++i)
            store.write([&](Writer& writer) {
                writer.write(draft(Operation::create, "agreement", fmt::format("single{}", i), agreement(i)));
            });
    });
    fmt::print("insert: {:.2f} ms for one record in its own transaction\n", singles * 1000 / 200);
    print_memory();

    const auto all = [&] { return ask("agreement"); };
    measure(store, "all, newest first", all());
    measure(store, "all, by title, page 100", all().by("title").page(1000, 10));
    measure(store, "all, by validFrom descending", all().down("validFrom"));
    measure(store, "all kinds, newest first", ask());
    measure(store, "region (3,000)", all().where("region", {"r3"}));
    measure(store, "region (3,000), by title", all().where("region", {"r3"}).by("title"));
    measure(store, "owner (5,000) and sector", all().where("owner", {"p1"}).where("sector", {"po"}));
    measure(store, "sector (25,000)", all().where("sector", {"vo"}));
    measure(store, "sector (25,000), by title", all().where("sector", {"vo"}).by("title"));
    measure(store, "sector (25,000), by a key without an index", all().where("sector", {"vo"}).by("signedOn"));
    measure(store, "two sectors, two themes",
            all().where("sector", {"vo", "po"}).where("theme", {"werven", "opleiden"}));
    measure(store, "region, in force on a day", all().where("region", {"r3"}).on("2020-01-01"));
    measure(store, "in force on a day", all().on("2020-01-01"));
    measure(store, "validFrom range", all().between("validFrom", "2020-01-01", "2021-01-01"));
    measure(store, "members too: region, newest first", all().where("region", {"r3"}).members_too());
    const auto finds = seconds([&] {
        store.read([](Reader& reader) {
            for (int i = 0; i < 10'000; ++i)
                reader.find(fmt::format("018f0000-0000-7000-8000-{:012}", (i * 7919) % records));
        });
    });
    fmt::print("find by id: {:.0f} a second\n", 10'000 / finds);
    const auto scan = seconds([&] {
        std::int64_t next = 0;
        do {
            store.read([&](Reader& reader) { reader.scan(next, 500, &next); });
        } while (next != 0);
    });
    fmt::print("scan of everything: {:.2f} s\n", scan);
    fmt::print("open again: {:.1f} ms\n", seconds([&] { test_store.reopen(); }) * 1000);
    fmt::print("project everything anew: {:.1f} s\n", seconds([&] {
                   test_store.reopen(small_catalog({{"colour", {{"type", "string"}, {"x-filter", "colour"}}}}));
               }));
    fmt::print("file: {} MB\n",
               test_store.number("SELECT page_count * page_size / 1048576 FROM pragma_page_count, pragma_page_size"));
    print_memory();
}
