// Sends the rest of answers whose readers are slow: one thread, poll(), a deadline for each, a bound on all.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "service/http/answer.hpp"

namespace afb::http {

enum class Sent { all, part, failed };

// Sends as much as the socket takes now, without waiting and without SIGPIPE.
Sent send_some(int fd, Output& output);

class Drainer {
public:
    struct Slow {
        int fd = -1;  // stays open as long as `done` lives
        Output output;
        std::chrono::steady_clock::time_point deadline;
        std::function<void(bool sent)> done;  // called once, on the drainer's thread; must not throw
    };

    Drainer(std::size_t max_count, std::size_t max_bytes) : max_count_(max_count), max_bytes_(max_bytes) {}
    ~Drainer() { stop(); }
    Drainer(const Drainer&) = delete;
    Drainer& operator=(const Drainer&) = delete;

    void start();

    // False when there is no room: the answer must be given up.
    bool add(Slow slow);

    void stop();  // gives up what is left
    std::size_t count() const;

private:
    void run();
    void wake() const;

    const std::size_t max_count_;
    const std::size_t max_bytes_;
    int event_fd_ = -1;
    mutable std::mutex mutex_;
    std::vector<Slow> added_;
    std::size_t count_ = 0;
    std::size_t bytes_ = 0;
    bool stopping_ = false;
    std::thread thread_;
};

}  // namespace afb::http
