// The HTTP/1.1 server: bytes from sockets in, `api::Request` to a handler, `api::Response` back out.
//
// It guarantees: an answer reaches the connection that asked and no other, in the order of the requests; what is not
// valid HTTP never reaches the handler; a slow, silent or hostile client costs the others nothing; every queue has a
// bound. It leaves out: TLS, HTTP/2 and limits per address (a proxy in front does those), routes, and the shape of
// errors.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "service/api/message.hpp"

namespace afb::http {

struct ServerOptions {
    std::string address = "127.0.0.1";  // numeric, or "localhost"; "::" listens on IPv4 too
    std::uint16_t port = 0;             // 0: any free one, see Server::port()
    int io_threads = 2;
    int workers = 4;  // threads that run the handler

    std::size_t max_body = 256 * 1024;
    // The limit for one operation (an import may be larger), asked when the head is in. Must not throw.
    std::function<std::size_t(const std::string& method, const std::string& path)> body_limit;
    std::size_t max_uri = 8 * 1024;
    std::size_t max_header_bytes = 16 * 1024;  // all header fields together

    std::size_t max_connections = 4096;            // lowered when the process may not open that many files
    std::size_t max_queued_requests = 512;         // more than this wait for a worker: 503
    std::size_t max_buffered = 128 * 1024 * 1024;  // bytes of requests not yet handled, all connections together: 503
    std::size_t max_unsent = 128 * 1024 * 1024;    // bytes of answers that slow readers still have to take
    std::size_t max_slow_readers = 512;

    std::chrono::milliseconds idle_timeout{60'000};   // between two requests
    std::chrono::milliseconds head_timeout{10'000};   // from the first byte of a request to the end of its head
    std::chrono::milliseconds body_timeout{30'000};   // for its body, plus a second for every `slowest_rate` bytes
    std::chrono::milliseconds write_timeout{30'000};  // for the answer, plus a second for every `slowest_rate` bytes
    std::size_t slowest_rate = 16 * 1024;
};

// Makes the answer to a request that never reaches the handler (400, 408, 413, 414, 417, 431, 500, 501, 503, 505), so
// that errors have one shape. Must not throw. Called from several threads at once.
using ProblemMaker = std::function<api::Response(int status, const std::string& request_id,
                                                 const std::string& detail_en, const std::string& detail_nl)>;

struct ServerStats {
    std::size_t connections = 0;  // open now
    std::size_t queued = 0;       // requests that wait for a worker
    std::size_t busy = 0;         // workers at work
    std::size_t slow_readers = 0;
    std::size_t buffered = 0;              // bytes of requests held
    std::uint64_t accepted = 0;            // connections since start
    std::uint64_t dropped = 0;             // answers given up: the client left, or was too slow
    std::map<int, std::uint64_t> answers;  // by status
};

class Server {
public:
    Server(ServerOptions options, api::Handler handler, ProblemMaker problem);
    ~Server();  // stops at once when stop() was not called
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;

    // Binds and serves; returns when connections are really accepted (or after two seconds). For the whole process it
    // ignores SIGPIPE and raises the limit on open files as far as allowed; its threads take no signals.
    // Throws std::runtime_error when the address cannot be had.
    void start();

    std::uint16_t port() const;

    // Refuses new connections, closes idle ones, finishes the requests under way (at most until the deadline), delivers
    // the answers, ends all threads. False when the deadline cut something off.
    bool stop(std::chrono::milliseconds deadline);

    ServerStats stats() const;

private:
    class Running;
    std::unique_ptr<Running> running_;
};

}  // namespace afb::http
