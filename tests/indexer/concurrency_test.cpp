#include <catch2/catch.hpp>
#include <future>
#include <thread>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

TEST_CASE("Every thread finds what it wrote, while others write and search", "[threads]") {
    TestIndex index;
    std::atomic<std::int64_t> seq = 100;
    std::atomic<int> missed = 0;
    std::atomic<int> not_filtered = 0;
    std::atomic<int> not_suggested = 0;
    std::atomic<int> not_removed = 0;
    std::atomic<int> failed = 0;
    std::atomic<bool> done = false;
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < 25; ++i) {
                const std::string id = "t" + std::to_string(t) + "n" + std::to_string(i);
                try {
                    const Entry entry =
                        agreement(id, "Woord" + id + " gemeenschappelijk", "", {{"sectors", {"s" + id}}});
                    index.records().put(entry);
                    index.index().apply({entry}, ++seq);
                    const SearchResult found = index.search(RecordQuery{.text = "woord" + id}, true);
                    if (found.total != 1 || found.hits.at(0).id != id || found.hits.at(0).title.empty()) ++missed;
                    if (index.ids(RecordQuery{.conditions = {{"sector", {"s" + id}}}}) != Ids{id}) ++not_filtered;
                    if (index.index().suggest("woord" + id, 5, true).empty()) ++not_suggested;
                    if (i % 5 == 4) {
                        index.index().apply({removal(id)}, ++seq);
                        if (index.search("woord" + id).total != 0) ++not_removed;
                    }
                } catch (...) {
                    ++failed;
                }
            }
        });
    }
    for (int t = 0; t < 3; ++t) {
        threads.emplace_back([&] {
            std::int64_t most = 0;
            while (!done) {
                try {
                    const SearchResult found = index.search(RecordQuery{.text = "gemeenschappelijk woordt1n2",
                                                                        .conditions = {{"status", {"published"}}},
                                                                        .limit = 50},
                                                            true);
                    if (found.total > 100 || found.hits.size() > 50) ++failed;
                    most = std::max(most, found.total);
                    index.index().similar("t0n0", 3, true);
                    index.index().state();
                } catch (...) {
                    ++failed;
                }
            }
        });
    }
    for (std::size_t t = 0; t < 4; ++t) threads[t].join();
    index.index().sync();
    done = true;
    for (std::size_t t = 4; t < threads.size(); ++t) threads[t].join();
    CHECK(index.index().state().reason.empty());
    CHECK(missed == 0);
    CHECK(not_filtered == 0);
    CHECK(not_suggested == 0);
    CHECK(not_removed == 0);
    CHECK(failed == 0);
    CHECK(index.search("gemeenschappelijk").total == 80);
    CHECK(index.index().state().seq == seq);
}

TEST_CASE("Writes, searches and rebuilds at once lose nothing", "[threads]") {
    TestIndex index;
    std::mutex store_mutex;  // the store's order of changes
    std::int64_t seq = 0;
    std::map<std::int64_t, Entry> changes;
    std::atomic<int> failed = 0;
    std::atomic<bool> done = false;
    std::thread writing([&] {
        for (int i = 0; i < 120; ++i) {
            const Entry entry = agreement("w" + std::to_string(i), "Vast woord" + std::to_string(i));
            index.records().put(entry);
            std::int64_t mine = 0;
            {
                const std::lock_guard lock(store_mutex);
                mine = ++seq;
                changes.emplace(mine, entry);
            }
            index.index().apply({entry}, mine);
            if (index.search("woord" + std::to_string(i)).total != 1) ++failed;
        }
        done = true;
    });
    std::thread searching([&] {
        std::int64_t last = 0;
        while (!done) {
            const std::int64_t total = index.search("vast").total;
            if (total < last) ++failed;  // nothing that was seen is ever gone
            last = total;
        }
    });
    while (!done) {
        std::int64_t start = 0;
        std::vector<Entry> all;
        {
            const std::lock_guard lock(store_mutex);
            start = seq;
            for (const auto& [at, entry] : changes) all.push_back(entry);
        }
        index.index().rebuild([&] { return std::exchange(all, {}); }, start,
                              [&](std::int64_t after) {
                                  const std::lock_guard lock(store_mutex);
                                  std::vector<Entry> later;
                                  for (auto it = changes.upper_bound(after); it != changes.end(); ++it)
                                      later.push_back(it->second);
                                  return std::pair(std::move(later), seq);
                              });
    }
    writing.join();
    searching.join();
    CHECK(failed == 0);
    CHECK(index.search("vast").total == 120);
    CHECK(index.index().state().seq == 120);
}
