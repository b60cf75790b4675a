#include "service/http/server.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <thread>

#include "service/http/server_state.hpp"
#include "service/http/transport.hpp"

namespace afb::http {

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds housekeeping{100};
constexpr rlim_t files_for_others = 256;  // database, index, log, epoll, timers

// Each connection takes two files, and a flood waits accepted for a moment before it can be counted. Running out of
// files would stop the accepting, so the process takes what it may have.
std::size_t connections_that_fit(std::size_t wanted) {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY) return wanted;
    const rlim_t spare = limit.rlim_cur > files_for_others ? limit.rlim_cur - files_for_others : 0;
    return std::min<std::size_t>(wanted, std::max<std::size_t>(spare / 3, 16));
}

// Threads started meanwhile take no signals: those are for the one that waits for them.
class SignalsHeldBack {
public:
    SignalsHeldBack() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_BLOCK, &all, &before_);
    }
    ~SignalsHeldBack() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
    SignalsHeldBack(const SignalsHeldBack&) = delete;
    SignalsHeldBack& operator=(const SignalsHeldBack&) = delete;

private:
    sigset_t before_{};
};

}  // namespace

class Server::Running {
public:
    Running(ServerOptions options, api::Handler handler, ProblemMaker problem)
        : state(std::move(options), std::move(handler), std::move(problem)), transport(state) {}
    ~Running() { end(); }

    void start();
    bool drain(Clock::time_point deadline);
    void end();

    ServerState state;
    Transport transport;
    std::uint16_t port = 0;

private:
    void wait_until_served();
    void keep_house();

    std::thread housekeeper_;
    std::mutex mutex_;
    std::condition_variable wake_;
    bool ended_ = false;
};

void Server::Running::start() {
    std::signal(SIGPIPE, SIG_IGN);
    const SignalsHeldBack held_back;
    state.max_connections = connections_that_fit(state.options.max_connections);
    state.pool.start(std::max(1, state.options.workers));
    state.drainer.start();
    transport.start();
    port = transport.port();
    wait_until_served();
    housekeeper_ = std::thread([this] { keep_house(); });
}

// Not longer than a moment: a receiving thread may be held up in a callback that waits for the start to be over. From
// then on the housekeeper goes on kicking.
void Server::Running::wait_until_served() {
    const auto deadline = Clock::now() + std::chrono::seconds(2);
    while (!transport.kick() && Clock::now() < deadline) continue;
}

void Server::Running::keep_house() {
    std::unique_lock lock(mutex_);
    while (!ended_) {
        wake_.wait_for(lock, housekeeping, [this] { return ended_; });
        if (ended_) return;
        lock.unlock();
        transport.kick();
        const auto now = Clock::now();
        for (const auto& connection : state.connections.list([now](const auto& one) { return one.overdue(now); }))
            connection->end_overdue();
        lock.lock();
    }
}

bool Server::Running::drain(Clock::time_point deadline) {
    state.stopping = true;
    for (const auto& connection : state.connections.list([](const auto&) { return true; })) connection->close_if_idle();
    const auto under_way = [](const Connection& one) { return one.under_way(); };
    while (!state.connections.list(under_way).empty()) {
        if (Clock::now() > deadline) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    return true;
}

void Server::Running::end() {
    {
        const std::lock_guard lock(mutex_);
        if (ended_) return;
        ended_ = true;
    }
    state.stopping = true;
    wake_.notify_all();
    if (housekeeper_.joinable()) housekeeper_.join();
    transport.shutdown();
    state.pool.stop();
    state.drainer.stop();
}

Server::Server(ServerOptions options, api::Handler handler, ProblemMaker problem)
    : running_(std::make_unique<Running>(std::move(options), std::move(handler), std::move(problem))) {}

Server::~Server() = default;

void Server::start() {
    running_->start();
}

std::uint16_t Server::port() const {
    return running_->port;
}

bool Server::stop(std::chrono::milliseconds deadline) {
    const bool all_done = running_->drain(Clock::now() + deadline);
    running_->end();
    return all_done;
}

ServerStats Server::stats() const {
    return running_->state.stats();
}

}  // namespace afb::http
