#include <sys/wait.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <fstream>
#include <thread>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;
namespace fs = std::filesystem;

namespace {

fs::path generation_of(const TestIndex& index) {
    std::ifstream in(fs::path(index.folder().text()) / "current");
    std::string name;
    std::getline(in, name);
    return fs::path(index.folder().text()) / name;
}

int generations_in(const TestIndex& index) {
    int count = 0;
    for (const auto& entry : fs::directory_iterator(index.folder().text())) count += entry.is_directory() ? 1 : 0;
    return count;
}

ErrorKind kind_of_failure(TestIndex& index) {
    try {
        index.search("pabo");
    } catch (const Error& error) {
        return error.kind;
    }
    return ErrorKind::internal;
}

std::vector<Entry> some_records(int count) {
    std::vector<Entry> entries;
    const char* words[] = {"pabo", "stage", "vergoeding", "begeleiding", "regio", "overleg"};
    for (int i = 0; i < count; ++i) {
        const auto word = [&](int n) { return std::string(words[(i * 7 + n * (i % 5)) % 6]); };
        entries.push_back(agreement("r" + std::to_string(i), word(1) + " " + word(2),
                                    word(3) + " en " + word(4) + " met " + word(0),
                                    {{"sectors", {i % 2 == 0 ? "po" : "vo"}},
                                     {"year", 2020 + i % 4},
                                     {"amounts", {std::to_string(i % 9) + "0.00"}}}));
        entries.back().updated_at = "2026-01-0" + std::to_string(1 + i % 9) + "T00:00:00.000Z";
    }
    return entries;
}

// Everything that could differ between an index and its twin.
std::string answers_of(TestIndex& index) {
    std::string text;
    const auto note = [&](const SearchResult& result) {
        text += std::to_string(result.total) + ":";
        for (const Hit& hit : result.hits)
            text += hit.id + "=" + std::to_string(hit.score) + joined(hit.title) + joined(hit.snippet) + ",";
        for (const Facet& facet : result.facets) {
            text += facet.name;
            for (const FacetValue& value : facet.values) text += "/" + value.value + std::to_string(value.count);
        }
        text += result.corrected.value_or("") + "\n";
    };
    for (const char* typed : {"", "pabo", "stage vergoeding", "vergoeding", "begeleider", "\"pabo stage\"",
                              "+regio -pabo", "regoi", "overleg en pabo"}) {
        note(index.search(RecordQuery{.text = typed, .limit = 100}, true));
        note(index.search(RecordQuery{.text = typed,
                                      .conditions = {{"sector", {"po"}}},
                                      .ranges = {{"amount", "20.00", "50.00"}},
                                      .limit = 100},
                          true));
        note(index.search(RecordQuery{.text = typed, .sort = {{"year", true}, {"amount", false}}, .limit = 100}));
    }
    for (const char* typed : {"p", "pa", "ver", "stage p"}) {
        for (const Suggestion& suggestion : index.index().suggest(typed, 10, true))
            text += suggestion.text + suggestion.id + ";";
    }
    for (const std::string& id : index.index().similar("r1", 10, true)) text += id;
    return text;
}

// Where two answers begin to differ; the whole of them is too long to read.
std::string difference(const std::string& before, const std::string& after) {
    const auto at = static_cast<std::size_t>(
        std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first - before.begin());
    if (at == before.size() && at == after.size()) return {};
    const std::size_t from = at - std::min<std::size_t>(at, 60);
    return before.substr(from, 160) + "\n became \n" + after.substr(from, 160);
}

}  // namespace

TEST_CASE("A new folder has no index until it is rebuilt", "[lifecycle]") {
    TemporaryFolder folder;
    Index index(folder.text(), make_catalog(), {});
    CHECK_FALSE(index.state().ready);
    CHECK(index.state().reason == "there is no index yet");
    CHECK_THROWS_AS(index.search({}), Error);
    CHECK_THROWS_AS(index.suggest("a", 5, true), Error);
    CHECK_THROWS_AS(index.similar("a", 5, true), Error);
    CHECK_NOTHROW(index.apply({agreement("a", "Pabo")}, 1));
    bool given = false;
    index.rebuild(
        [&] { return std::exchange(given, true) ? std::vector<Entry>{} : std::vector<Entry>{agreement("a", "Pabo")}; },
        1, [](std::int64_t after) { return std::pair(std::vector<Entry>{}, after); });
    CHECK(index.state().ready);
    CHECK(index.state().seq == 1);
    CHECK(index.search({.query = {.text = "pabo"}, .facets = false, .explain = false}).total == 1);
}

TEST_CASE("An index is opened again as it was left", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(50));
    index.put(removal("r3"));
    const std::string before = answers_of(index);
    index.close();
    index.open();
    CHECK(index.index().state().ready);
    CHECK(index.index().state().seq == 2);
    CHECK(index.index().state().documents == 49);
    CHECK(difference(before, answers_of(index)) == "");
}

TEST_CASE("A rebuilt index gives the same answers, and the old generation goes", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(80));
    index.put({removal("r7"), removal("r70")});
    auto changed = some_records(30);
    for (Entry& entry : changed) entry.body["title"] = "Gewijzigd " + entry.body["title"].get<std::string>();
    index.put(changed);
    for (int i = 29; i >= 0; --i) index.put(some_records(30)[static_cast<std::size_t>(i)]);
    const std::string before = answers_of(index);
    index.rebuild();
    CHECK(difference(before, answers_of(index)) == "");
    CHECK(generations_in(index) == 1);
    CHECK(index.index().state().documents == 79);
    index.close();
    index.open();
    CHECK(difference(before, answers_of(index)) == "");
    CHECK(generations_in(index) == 1);
}

TEST_CASE("What is written during a rebuild is in both generations", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(20));
    bool given = false;
    int rounds = 0;
    index.index().rebuild(
        [&] {
            if (std::exchange(given, true)) {
                index.put(agreement("during", "Tussentijds"));  // after the rebuild read the store
                CHECK(index.ids("tussentijds") == Ids{"during"});
                return std::vector<Entry>{};
            }
            return index.records().all();
        },
        index.seq(),
        [&](std::int64_t after) {
            ++rounds;
            if (after >= index.seq()) return std::pair(std::vector<Entry>{}, after);
            return std::pair(index.records().fetch({"during"}), index.seq());
        });
    CHECK(rounds >= 2);
    CHECK(index.ids("tussentijds") == Ids{"during"});
    CHECK(index.index().state().seq == index.seq());
    CHECK(index.index().state().documents == 21);
}

TEST_CASE("A rebuild that fails changes nothing", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(20));
    const std::string before = answers_of(index);
    const auto none = [](std::int64_t after) { return std::pair(std::vector<Entry>{}, after); };
    CHECK_THROWS_AS(
        index.index().rebuild([]() -> std::vector<Entry> { throw std::runtime_error("the store is gone"); }, 1, none),
        std::runtime_error);
    CHECK(difference(before, answers_of(index)) == "");
    CHECK(generations_in(index) == 1);
}

TEST_CASE("Searches go on during a rebuild and see one whole generation or the other", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(60));
    std::atomic<bool> done = false;
    std::atomic<int> wrong = 0;
    std::atomic<int> searches = 0;
    std::vector<std::thread> readers;
    for (int i = 0; i < 3; ++i) {
        readers.emplace_back([&] {
            while (!done) {
                try {
                    if (index.search("").total != 60) ++wrong;
                    ++searches;
                } catch (...) {
                    ++wrong;
                }
            }
        });
    }
    for (int i = 0; i < 5; ++i) index.rebuild();
    while (searches < 50) std::this_thread::yield();
    done = true;
    for (std::thread& reader : readers) reader.join();
    CHECK(wrong == 0);
    CHECK(generations_in(index) == 1);
}

TEST_CASE("An index of another catalog or format is not used", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(5));
    index.close();
    Index other(index.folder().text(), make_catalog("stagevergoeding"), index.fetcher());
    CHECK_FALSE(other.state().ready);
    CHECK(other.state().reason == "the index was made by another version");
}

TEST_CASE("One process writes; others read beside it and follow its writes and rebuilds", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(10));
    CHECK_THROWS_AS(Index(index.folder().text(), index.catalog(), index.fetcher()), std::runtime_error);
    Index reader(index.folder().text(), index.catalog(), index.fetcher(), true);
    const auto total = [&] { return reader.search({.query = {.text = ""}, .facets = true, .explain = false}).total; };
    CHECK(total() == 10);
    index.put({agreement("new", "Nieuw", "", {{"sectors", {"mbo"}}})});
    CHECK(total() == 11);
    CHECK(reader.state().seq == 2);
    CHECK(
        reader.search({.query = {.text = "nieuw"}, .facets = true, .explain = false}).facets.at(2).values.at(0).value ==
        "mbo");
    CHECK(reader.suggest("nieu", 5, true).size() == 2);
    index.rebuild();
    CHECK(total() == 11);
    index.put(removal("new"));
    CHECK(total() == 10);
    CHECK_THROWS_AS(reader.apply({}, 1), std::logic_error);
    index.close();
    CHECK(total() == 10);
}

TEST_CASE("A reader beside nobody waits for an index to be there", "[lifecycle]") {
    TemporaryFolder folder;
    Index reader(folder.text(), make_catalog(), {}, true);
    CHECK_FALSE(reader.state().ready);
    CHECK_THROWS_AS(reader.search({}), Error);
}

TEST_CASE("After a power cut the index is not trusted; after a killed process it is", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(5));
    index.close();
    const fs::path running = fs::path(index.folder().text()) / "running";
    CHECK_FALSE(fs::exists(running));
    std::ofstream(running) << "another-boot\n";
    index.open();
    CHECK_FALSE(index.index().state().ready);
    index.rebuild();
    CHECK(index.index().state().ready);
    index.close();
    {
        std::ifstream in("/proc/sys/kernel/random/boot_id");
        std::string boot;
        std::getline(in, boot);
        std::ofstream(running) << boot << "\n";
    }
    index.open();
    CHECK(index.index().state().ready);
}

TEST_CASE("A damaged index is noticed or harmless, never a crash, and a rebuild mends it", "[lifecycle]") {
    const char* files[] = {"iamglass", "postlist.glass", "docdata.glass", "termlist.glass", "current"};
    const char* kinds[] = {"deleted", "emptied", "halved", "zeroed", "garbled"};
    for (const char* file : files) {
        for (const char* kind : kinds) {
            INFO(file << " " << kind);
            TestIndex index;
            index.put(some_records(300));
            const std::string before = answers_of(index);
            index.close();
            const fs::path path =
                std::string(file) == "current" ? fs::path(index.folder().text()) / file : generation_of(index) / file;
            REQUIRE(fs::exists(path));
            const auto size = fs::file_size(path);
            const std::string what = kind;
            if (what == "deleted") fs::remove(path);
            if (what == "emptied") fs::resize_file(path, 0);
            if (what == "halved") fs::resize_file(path, size / 2);
            if (what == "zeroed" || what == "garbled") {
                std::ofstream out(path, std::ios::binary | std::ios::trunc);
                for (std::uintmax_t i = 0; i < size; ++i)
                    out.put(what == "zeroed" ? '\0' : static_cast<char>(i * 131 % 251));
            }
            index.open();
            if (index.index().state().ready) {
                try {
                    answers_of(index);
                } catch (const Error& error) {
                    CHECK(error.kind == ErrorKind::unavailable);
                    CHECK_FALSE(index.index().state().ready);
                }
            } else {
                CHECK(kind_of_failure(index) == ErrorKind::unavailable);
                CHECK_FALSE(index.index().state().reason.empty());
            }
            CHECK_NOTHROW(index.put(agreement("r0", "Wordt geschreven of overgeslagen")));
            index.records().put(some_records(300)[0]);
            index.rebuild();
            CHECK(index.index().state().ready);
            CHECK(difference(before, answers_of(index)) == "");
        }
    }
}

TEST_CASE("A file where the index should be steps aside, and a rebuild makes the index", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(5));
    index.close();
    const fs::path folder = index.folder().text();
    fs::remove_all(folder);
    std::ofstream(folder) << "notes";
    index.open();
    CHECK_FALSE(index.index().state().ready);
    index.rebuild();
    CHECK(index.index().state().documents == 5);
    CHECK(fs::file_size(folder.string() + ".not-an-index") == 5);
    fs::remove(folder.string() + ".not-an-index");
}

TEST_CASE("Damage while the service runs makes it unavailable, and a rebuild mends it", "[lifecycle]") {
    TestIndex index;
    index.put(some_records(300));
    for (const char* file : {"postlist.glass", "docdata.glass"}) fs::resize_file(generation_of(index) / file, 0);
    index.put(agreement("new", "Nieuw"));
    try {
        index.search("pabo");
        index.search("");
    } catch (const Error& error) {
        CHECK(error.kind == ErrorKind::unavailable);
        CHECK_FALSE(index.index().state().ready);
    }
    index.rebuild();
    CHECK(index.index().state().documents == 301);
    CHECK(index.ids("nieuw") == Ids{"new"});
}

TEST_CASE("Killed at any moment, the index opens and holds everything up to its seq", "[lifecycle]") {
    TestIndex index;
    index.put(agreement("seed", "Begin"));
    for (int round = 0; round < 12; ++round) {
        const std::int64_t start = index.seq() + round * 1'000;
        index.close();
        int ends[2];
        REQUIRE(::pipe(ends) == 0);
        const ::pid_t child = ::fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            Index own(index.folder().text(), index.catalog(), {});
            for (std::int64_t seq = start + 1;; ++seq) {
                own.apply({agreement("k" + std::to_string(seq), "Woord" + std::to_string(seq))}, seq);
                if (::write(ends[1], &seq, sizeof seq) != sizeof seq) ::_exit(1);
            }
        }
        ::close(ends[1]);
        std::int64_t acknowledged = 0;
        const int reads = 3 + round * 2;
        for (int i = 0; i < reads; ++i)
            REQUIRE(::read(ends[0], &acknowledged, sizeof acknowledged) == sizeof acknowledged);
        ::kill(child, SIGKILL);
        ::waitpid(child, nullptr, 0);
        ::close(ends[0]);
        index.open();
        const Index::State state = index.index().state();
        REQUIRE(state.ready);
        CHECK(state.seq >= acknowledged);
        for (std::int64_t seq = start + 1; seq <= state.seq; ++seq)
            CHECK(index.ids("Woord" + std::to_string(seq)).size() == 1);
        CHECK(index.ids("Woord" + std::to_string(state.seq + 1)).empty());
    }
}
