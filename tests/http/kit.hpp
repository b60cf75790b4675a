// A server with a handler that tells what it got, and clients that send exactly the bytes a test says.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/http/server.hpp"

namespace afb::test {

using namespace std::chrono_literals;

struct Reply {
    int status = 0;
    std::string status_line;
    std::multimap<std::string, std::string> headers;  // names in lower case
    std::string body;

    std::string header(const std::string& name) const;  // "" when absent
    bool has(const std::string& name) const { return headers.count(name) > 0; }
};

// One TCP connection to 127.0.0.1.
class RawClient {
public:
    explicit RawClient(std::uint16_t port, int receive_buffer = 0);
    ~RawClient();
    RawClient(const RawClient&) = delete;
    RawClient& operator=(const RawClient&) = delete;
    RawClient(RawClient&& other) noexcept;
    RawClient& operator=(RawClient&&) = delete;

    RawClient& send(std::string_view bytes);                          // fails the test when it cannot
    bool try_send(std::string_view bytes);                            // false when the other side is gone
    void finish_sending();                                            // closes our half
    void abort();                                                     // RST
    std::string read_some(std::chrono::milliseconds patience = 30s);  // "" at the end or when nothing comes

    // The next reply; nothing when the connection ends (or stays silent) before it is whole.
    std::optional<Reply> reply(bool head_only = false, std::chrono::milliseconds patience = 30s);

    // Nothing more comes, and the connection is closed from the other side.
    bool ended(std::chrono::milliseconds patience = 30s);

private:
    bool fill(std::chrono::steady_clock::time_point until);

    int fd_ = -1;
    std::string received_;
    bool at_end_ = false;
};

// Opened by the test when held requests may go on.
class Gate {
public:
    void open();
    void pass();  // waits
    int waiting() const;

private:
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    bool open_ = false;
    int waiting_ = 0;
};

// Paths: /echo tells all of the request; /id/X answers X; /big?size=N; /json?size=N has an ETag "r3" and knows
// conditions; /status?code=N; /held waits for the gate; /throw; /fields answers the header fields in the query.
class TestServer {
public:
    explicit TestServer(http::ServerOptions options = {});
    TestServer(const TestServer&) = delete;
    TestServer& operator=(const TestServer&) = delete;

    std::uint16_t port() const { return server.port(); }
    RawClient client() const { return RawClient(port()); }
    Reply ask(std::string_view bytes) const;                                       // on a new connection
    std::string get(std::string_view target, std::string_view fields = "") const;  // the text of a GET request

    Gate gate;
    std::atomic<int> handled = 0;
    http::Server server;

private:
    api::Response handle(const api::Request& request);
};

std::string big_text(std::size_t size);  // the same each time, different everywhere in it

// Waits until it holds, at most half a minute: test machines can be very busy.
bool eventually(const std::function<bool()>& holds);

std::vector<std::string> lines_of(const std::string& text);
bool has_line(const Reply& reply, const std::string& line);

}  // namespace afb::test
