// What the parts of one running server share: options, the two callbacks, counters, the pool and the open connections.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

#include "service/http/connection.hpp"
#include "service/http/drainer.hpp"
#include "service/http/server.hpp"
#include "service/http/worker_pool.hpp"

namespace afb::http {

// Every connection that still exists, so that deadlines and a stop find them.
class OpenConnections {
public:
    void add(const std::shared_ptr<Connection>& connection);
    void remove(Connection* connection);

    // Those for which `wanted` holds; it is called under a lock and must not let a connection go.
    std::vector<std::shared_ptr<Connection>> list(const std::function<bool(const Connection&)>& wanted) const;
    std::size_t count() const;

private:
    mutable std::mutex mutex_;
    std::unordered_map<Connection*, std::weak_ptr<Connection>> connections_;
};

struct ServerState {
    ServerState(ServerOptions options_, api::Handler handler_, ProblemMaker problem_);

    // A new connection on this socket, of which the number stays the caller's; nullptr: full, hang up.
    std::shared_ptr<Connection> open(int socket, std::string peer);

    // The answer to a refusal, whatever the callback does.
    api::Response problem_for(const Refusal& refusal, const std::string& request_id) const noexcept;

    void count_answer(int status);
    ServerStats stats() const;

    const ServerOptions options;
    const api::Handler handler;
    const ProblemMaker problem;
    const ReaderLimits limits;
    std::size_t max_connections;

    std::atomic<bool> stopping = false;
    std::atomic<std::size_t> buffered = 0;
    std::atomic<std::uint64_t> accepted = 0;
    std::atomic<std::uint64_t> dropped = 0;
    std::array<std::atomic<std::uint64_t>, 1000> answers{};

    OpenConnections connections;
    WorkerPool pool;
    Drainer drainer;
};

}  // namespace afb::http
