// Measurements, run by hand: test_indexer "[.bench]" (a release build). AFB_BENCH_DOCUMENTS sets the number of records.
#include <sys/resource.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <chrono>
#include <cmath>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <random>

#include "tests/indexer/kit.hpp"

using namespace afb;
using namespace afb::indexer;
using namespace afb::indexer::kit;

namespace {

double thread_cpu_ms() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double process_cpu_s() {
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

double resident_mb() {
    std::ifstream in("/proc/self/statm");
    long pages = 0;
    in >> pages >> pages;
    return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE)) / 1e6;
}

// Words with the frequencies of running text, many of them compounds.
class RunningText {
public:
    RunningText() {
        const char* heads[] = {"stage",       "onderwijs", "school",  "regio",     "opleiding", "leraar",  "vergoeding",
                               "begeleiding", "partner",   "bestuur", "reis",      "kosten",    "student", "maand",
                               "afspraak",    "loon",      "beleid",  "kwaliteit", "samen",     "werk",    "plek",
                               "vak",         "groep",     "plan",    "jaar",      "praktijk"};
        for (const char* a : heads) words_.emplace_back(a);
        for (const char* a : heads) {
            for (const char* b : heads) words_.push_back(std::string(a) + b);
        }
        std::mt19937 random(11);
        const char* syllables[] = {"ka", "lo", "mer", "ti", "ven", "dor", "pas", "gri", "schul", "boe", "nij", "wa"};
        for (int i = 0; i < 40'000; ++i) {
            std::string word;
            for (std::size_t n = 2 + random() % 3; n > 0; --n) word += syllables[random() % 12];
            words_.push_back(word);
        }
    }
    const std::string& draw(std::mt19937& random) const {
        const double u = std::uniform_real_distribution<double>(0, 1)(random);
        return words_[static_cast<std::size_t>(std::pow(static_cast<double>(words_.size()), u)) - 1];
    }
    std::string text(std::mt19937& random, int words) const {
        std::string out;
        for (int i = 0; i < words; ++i) out += draw(random) + (i % 12 == 11 ? ". " : " ");
        return out;
    }

private:
    std::vector<std::string> words_;
};

Entry generated(const RunningText& vocabulary, std::mt19937& random, int number) {
    const char* sectors[] = {"po", "vo", "mbo", "so"};
    Json body = {{"sectors", {sectors[random() % 4], sectors[random() % 4]}},
                 {"year", 2015 + static_cast<int>(random() % 12)},
                 {"themes", {random() % 2 == 0 ? "werven" : "begeleiden"}},
                 {"amounts", {std::to_string(50 + random() % 500) + ".00"}}};
    body["text"] = vocabulary.text(random, 25);
    Entry entry = agreement("0190" + std::to_string(100'000'000 + number), vocabulary.text(random, 5),
                            vocabulary.text(random, 20), body);
    entry.derived = {{"boundary", random() % 2 == 0 ? "within" : "across"}};
    return entry;
}

}  // namespace

TEST_CASE("How fast records go in and searches come out", "[.bench]") {
    const char* asked = std::getenv("AFB_BENCH_DOCUMENTS");
    const int documents = asked != nullptr ? std::atoi(asked) : 20'000;
    const RunningText vocabulary;
    std::mt19937 random(1);
    TestIndex index;
    const double before = resident_mb();
    double seconds = 0;
    double cpu_seconds = 0;
    double bytes = 0;
    for (int done = 0; done < documents;) {
        std::vector<Entry> batch;
        for (int i = 0; i < 5'000 && done < documents; ++i) {
            batch.push_back(generated(vocabulary, random, done++));
            bytes += static_cast<double>(batch.back().body["text"].get_ref<const std::string&>().size() +
                                         batch.back().body["summary"].get_ref<const std::string&>().size());
        }
        for (const Entry& entry : batch) {
            if (documents <= 20'000 || done % 10 == 0) index.records().put(entry);
        }
        const auto start = std::chrono::steady_clock::now();
        const double cpu_start = process_cpu_s();
        index.index().apply(std::move(batch), done);
        cpu_seconds += process_cpu_s() - cpu_start;
        seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    }
    double disk = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(index.folder().text())) {
        if (entry.is_regular_file()) disk += static_cast<double>(entry.file_size());
    }
    std::cout << documents << " records of " << bytes / documents << " bytes text: " << documents / seconds
              << " records/s, " << documents / cpu_seconds << " per CPU second, index " << disk / 1e6 << " MB, memory "
              << before << " -> " << resident_mb() << " MB\n";

    std::vector<double> with_facets;
    std::vector<double> filtered;
    std::vector<double> bare;
    std::vector<double> suggests;
    const auto timed = [&](std::vector<double>& into, const auto& use) {
        const double start = thread_cpu_ms();
        use();
        into.push_back(thread_cpu_ms() - start);
    };
    for (int i = 0; i < 200; ++i) {
        const std::string text = vocabulary.draw(random) + " " + vocabulary.draw(random);
        timed(with_facets, [&] { index.search(RecordQuery{.text = text}, true); });
        timed(filtered, [&] { index.search(RecordQuery{.text = text, .conditions = {{"sector", {"po"}}}}, true); });
        timed(bare, [&] { index.search(RecordQuery{.text = text}); });
        timed(suggests, [&] { index.index().suggest(vocabulary.draw(random).substr(0, 3), 10, true); });
    }
    const auto report = [](const char* what, std::vector<double>& times) {
        std::sort(times.begin(), times.end());
        double sum = 0;
        for (const double time : times) sum += time;
        std::cout << what << ": CPU ms mean " << sum / static_cast<double>(times.size()) << ", p50 "
                  << times[times.size() / 2] << ", p99 " << times[times.size() * 99 / 100] << "\n";
    };
    report("search 2 words, snippets, facets", with_facets);
    report("search 2 words, snippets, facets, one filtered", filtered);
    report("search 2 words, snippets", bare);
    report("suggest 3 letters", suggests);
    std::cout << "memory " << resident_mb() << " MB\n";

    std::vector<double> single;
    for (int i = 0; i < 100; ++i) {
        const auto start = std::chrono::steady_clock::now();
        index.index().apply({generated(vocabulary, random, i)}, documents + i + 1);
        single.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(single.begin(), single.end());
    std::cout << "replace one and find it: wall ms p50 " << single[50] << ", p99 " << single[99] << "\n";
    const auto start = std::chrono::steady_clock::now();
    index.close();
    index.open();
    std::cout << "close and open: "
              << std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count()
              << " ms, ready " << index.index().state().ready << "\n";
}
