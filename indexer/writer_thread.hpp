// The one thread that writes to the live generation: a queue, and one commit for all that queued up while the last one
// ran.
//
// Without a writer (the index is not ready) jobs end at once without effect: the rebuild that is needed covers them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "indexer/index.hpp"
#include "indexer/writer.hpp"

namespace afb::indexer {

class WriterThread {
public:
    struct Listener {
        std::function<void(const GenerationWriter&)> committed;  // from the writer thread, before callers go on
        std::function<void(const std::string& reason)> broken;   // the database failed; nothing more is written to it
    };

    explicit WriterThread(Listener listener);
    ~WriterThread();  // after what is in the queue
    WriterThread(const WriterThread&) = delete;
    WriterThread& operator=(const WriterThread&) = delete;

    // Ready when the entries can be found. Holds an exception when one of them cannot be indexed; the others are.
    std::future<void> submit(std::vector<Entry> entries, std::int64_t seq);

    // No commit runs while `use` does; it may replace the writer (null: none).
    void between_commits(const std::function<void(std::unique_ptr<GenerationWriter>&)>& use);

    void abandon() { abandoned_ = true; }  // somebody found the database damaged: write no more to it

private:
    struct Job {
        std::vector<Entry> entries;
        std::int64_t seq = 0;
        std::promise<void> done;
        std::exception_ptr failure;
    };
    void run();
    void process(std::vector<Job>& jobs);
    void write(std::vector<Job>& jobs);

    Listener listener_;
    std::mutex writing_;  // guards writer_
    std::unique_ptr<GenerationWriter> writer_;
    std::atomic<bool> abandoned_ = false;

    std::mutex queue_mutex_;
    std::condition_variable queued_;
    std::vector<Job> queue_;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace afb::indexer
