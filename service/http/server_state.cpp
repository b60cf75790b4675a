#include "service/http/server_state.hpp"

#include <fcntl.h>

#include <utility>

namespace afb::http {

namespace {

// A few more than allowed are told "503" instead of being cut off.
constexpr std::size_t turned_away_at_once = 64;

ReaderLimits limits_of(const ServerOptions& options) {
    return {.max_uri = options.max_uri,
            .max_header_bytes = options.max_header_bytes,
            .max_body = [max_body = options.max_body, by_operation = options.body_limit](const std::string& method,
                                                                                         const std::string& path) {
                return by_operation ? by_operation(method, path) : max_body;
            }};
}

}  // namespace

void OpenConnections::add(const std::shared_ptr<Connection>& connection) {
    const std::lock_guard lock(mutex_);
    connections_.emplace(connection.get(), connection);
}

void OpenConnections::remove(Connection* connection) {
    const std::lock_guard lock(mutex_);
    connections_.erase(connection);
}

std::vector<std::shared_ptr<Connection>> OpenConnections::list(
    const std::function<bool(const Connection&)>& wanted) const {
    std::vector<std::shared_ptr<Connection>> found;
    const std::lock_guard lock(mutex_);
    for (const auto& [raw, weak] : connections_)
        if (wanted(*raw))  // alive: a connection takes itself out first thing in its destructor
            if (auto connection = weak.lock()) found.push_back(std::move(connection));
    return found;
}

std::size_t OpenConnections::count() const {
    const std::lock_guard lock(mutex_);
    return connections_.size();
}

ServerState::ServerState(ServerOptions options_, api::Handler handler_, ProblemMaker problem_)
    : options(std::move(options_)),
      handler(std::move(handler_)),
      problem(std::move(problem_)),
      limits(limits_of(options)),
      max_connections(options.max_connections),
      pool(options.max_queued_requests),
      drainer(options.max_slow_readers, options.max_unsent) {}

std::shared_ptr<Connection> ServerState::open(int socket, std::string peer) {
    ++accepted;
    const std::size_t count = connections.count();
    if (count >= max_connections + turned_away_at_once) return nullptr;
    const int own = fcntl(socket, F_DUPFD_CLOEXEC, 3);
    if (own < 0) return nullptr;
    auto connection = std::make_shared<Connection>(*this, own, std::move(peer));
    connections.add(connection);
    if (stopping || count >= max_connections) connection->turn_away();
    return connection;
}

api::Response ServerState::problem_for(const Refusal& refusal, const std::string& request_id) const noexcept {
    api::Response response{.status = refusal.status, .headers = {}, .body = {}};
    try {
        response = problem(refusal.status, request_id, refusal.detail_en, refusal.detail_nl);
        if (response.status == 503 && !response.find_header("Retry-After")) response.set_header("Retry-After", "1");
    } catch (...) {  // an answer without a body is better than none
    }
    return response;
}

void ServerState::count_answer(int status) {
    if (status >= 0 && status < static_cast<int>(answers.size())) ++answers[static_cast<std::size_t>(status)];
}

ServerStats ServerState::stats() const {
    ServerStats stats{.connections = connections.count(),
                      .queued = pool.queued(),
                      .busy = pool.busy(),
                      .slow_readers = drainer.count(),
                      .buffered = buffered,
                      .accepted = accepted,
                      .dropped = dropped,
                      .answers = {}};
    for (std::size_t status = 0; status < answers.size(); ++status)
        if (const auto count = answers[status].load(); count > 0) stats.answers[static_cast<int>(status)] = count;
    return stats;
}

}  // namespace afb::http
