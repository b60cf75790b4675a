#include <catch2/catch.hpp>

#include <atomic>
#include <mutex>
#include <thread>

#include "tests/storage/fixture.hpp"

using namespace afb;
using namespace afb::storage;
using namespace afb::storage::testing;

namespace {

// Catch's assertions are not for threads: they collect here, and the test looks at the end.
class Faults {
public:
    void add(std::string what) {
        const std::lock_guard lock(mutex_);
        all_.push_back(std::move(what));
    }
    std::vector<std::string> all() {
        const std::lock_guard lock(mutex_);
        return all_;
    }

private:
    std::mutex mutex_;
    std::vector<std::string> all_;
};

// Two records that every transaction moves together: whoever sees them at different revisions saw half a transaction.
void move_pair(Writer& writer, int round) {
    const auto operation = round == 0 ? Operation::create : Operation::update;
    for (const auto* name : {"left", "right"})
        writer.write(draft(operation, "agreement", name,
                           {{"title", std::to_string(round)}, {"themes", {"t" + std::to_string(round % 3)}}}));
}

void look_at_pair(Reader& reader, Faults& faults) {
    const auto left = reader.find("left");
    const auto page = reader.list(ask("agreement").where("theme", {"t0", "t1", "t2"}));
    const auto right = reader.find("right");
    if (!left || !right || left->revision != right->revision) faults.add("half a transaction was seen");
    if (page.total != 2 || page.records.size() != 2) faults.add("a list saw another moment");
    for (const auto& record : page.records)
        if (left && record.revision != left->revision) faults.add("the snapshot moved");
}

}  // namespace

TEST_CASE("readers see whole transactions only, and one moment per read, while others write") {
    TestStore store;
    store->write([](Writer& writer) { move_pair(writer, 0); });
    Faults faults;
    std::atomic<bool> done{false};
    std::vector<std::thread> readers;
    for (int i = 0; i < 4; ++i) {
        readers.emplace_back([&] {
            while (!done) store->read([&](Reader& reader) { look_at_pair(reader, faults); });
        });
    }
    for (int round = 1; round <= 60; ++round) store->write([&](Writer& writer) { move_pair(writer, round); });
    done = true;
    for (auto& reader : readers) reader.join();
    CHECK(faults.all().empty());
    CHECK(store.find("left")->revision == 61);
}

TEST_CASE("a read under way keeps its moment when a write is acknowledged meanwhile") {
    TestStore store;
    store.create("agreement", "a", {{"title", "Eerst"}});
    store->read([&](Reader& reader) {
        CHECK(reader.find("a")->title == "Eerst");
        store.update("agreement", "a", {{"title", "Later"}});
        CHECK(reader.find("a")->title == "Eerst");
        CHECK(reader.last_seq() == 1);
    });
    CHECK(store.find("a")->title == "Later");
}

TEST_CASE("writers wait for each other and every write gets its own number") {
    TestStore store;
    std::vector<std::thread> writers;
    Faults faults;
    for (int t = 0; t < 4; ++t) {
        writers.emplace_back([&, t] {
            for (int i = 0; i < 15; ++i) {
                try {
                    store->write([&](Writer& writer) {
                        writer.write(
                            draft(Operation::create, "agreement", "r" + std::to_string(t) + "-" + std::to_string(i)));
                    });
                } catch (const std::exception& error) {
                    faults.add(error.what());
                }
            }
        });
    }
    for (auto& writer : writers) writer.join();
    CHECK(faults.all().empty());
    CHECK(store.number("SELECT count(DISTINCT seq) FROM record") == 60);
    CHECK(store.read([](Reader& reader) { return reader.last_seq(); }) == 60);
    CHECK(store->check().empty());
}

TEST_CASE("more readers than connections all get their turn") {
    TestStore store;
    store.create("agreement", "a");
    std::atomic<int> served{0};
    std::vector<std::thread> readers;
    for (int i = 0; i < 40; ++i) {
        readers.emplace_back([&] {
            for (int n = 0; n < 5; ++n) {
                store->read([&](Reader& reader) {
                    if (reader.find("a")) ++served;
                    std::this_thread::yield();
                });
            }
        });
    }
    for (auto& reader : readers) reader.join();
    CHECK(served == 200);
}

TEST_CASE("two programs on one file, as a server and an import, see each other's writes") {
    TestStore store;
    Store other(store.file(), small_catalog());
    store.create("agreement", "a");
    other.write([](Writer& writer) {
        CHECK(writer.find("a"));
        writer.write(draft(Operation::create, "agreement", "b"));
    });
    CHECK(store.find("b"));
    CHECK(store.create("agreement", "c").seq == 3);

    Faults faults;
    std::vector<std::thread> writers;
    for (int t = 0; t < 2; ++t) {
        writers.emplace_back([&, t] {
            Store& mine = t == 0 ? *store : other;
            for (int i = 0; i < 20; ++i) {
                try {
                    mine.write([&](Writer& writer) {
                        writer.write(
                            draft(Operation::create, "agreement", "w" + std::to_string(t) + "-" + std::to_string(i)));
                    });
                } catch (const std::exception& error) {
                    faults.add(error.what());
                }
            }
        });
    }
    for (auto& writer : writers) writer.join();
    CHECK(faults.all().empty());
    CHECK(store.number("SELECT count(*) FROM record") == 43);
    CHECK(other.check().empty());
}
