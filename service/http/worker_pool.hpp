// A fixed number of threads and a queue with a bound: what does not fit is refused, never delayed without end.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace afb::http {

class WorkerPool {
public:
    using Job = std::function<void()>;  // must not throw

    explicit WorkerPool(std::size_t max_queued) : max_queued_(max_queued) {}
    ~WorkerPool() { stop(); }
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    void start(int threads);

    // False when the queue is full or the pool is stopping; the job is then not run and still the caller's.
    bool submit(Job&& job);

    // Runs what is running to its end, drops what waits, ends the threads.
    void stop();

    std::size_t queued() const;
    std::size_t busy() const;

private:
    void work();

    const std::size_t max_queued_;
    mutable std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<Job> queue_;
    std::size_t busy_ = 0;
    bool stopping_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace afb::http
