// The sockets: Pistache binds, accepts, waits and receives; nothing else of it is used (see
// docs/adr/0002-http-layer.md). Its bytes and its ends of input go to the Connections of the server.
#pragma once

#include <cstdint>
#include <memory>

namespace afb::http {

struct ServerState;

class Transport {
public:
    explicit Transport(ServerState& server);
    ~Transport();  // shutdown() first
    Transport(const Transport&) = delete;
    Transport& operator=(const Transport&) = delete;

    void start();  // throws std::runtime_error when the address cannot be had
    std::uint16_t port() const;

    // Connects to ourselves and waits (briefly) until every receiving thread has noticed. Pistache loses one wake-up in
    // some hundred thousand connects and then serves that client only when the next one comes: this is the next one.
    // False when a thread did not notice.
    bool kick();

    void shutdown();  // ends its threads; connections still open are cut off

private:
    class Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace afb::http
