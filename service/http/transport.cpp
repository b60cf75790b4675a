#include "service/http/transport.hpp"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <pistache/endpoint.h>
#include <pistache/peer.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include "service/http/server_state.hpp"

namespace afb::http {

namespace {

constexpr auto never = std::chrono::hours(24 * 365 * 10);  // Pistache's own time-outs; the deadlines are ours
constexpr int backlog = 1024;
constexpr std::size_t kicks_at_most = 12;
constexpr std::chrono::milliseconds kick_patience{25};

// Which of the connections are our own kicks, and which threads have seen one.
struct Kicks {
    std::mutex mutex;
    std::condition_variable seen;
    std::set<std::uint16_t> ports;  // of our ends
    std::set<std::thread::id> threads;
};

// Tells the connection when no more input will come.
class ReadingSide {
public:
    explicit ReadingSide(std::shared_ptr<Connection> connection) : connection_(std::move(connection)) {}
    ~ReadingSide() {
        if (connection_) connection_->reader_gone();
    }
    ReadingSide(ReadingSide&&) noexcept = default;
    ReadingSide& operator=(ReadingSide&& other) noexcept {
        std::swap(connection_, other.connection_);
        return *this;
    }

    Connection& connection() const { return *connection_; }

private:
    std::shared_ptr<Connection> connection_;
};

std::uint16_t& port_of(sockaddr_storage& address) {  // in network order
    return address.ss_family == AF_INET ? reinterpret_cast<sockaddr_in&>(address).sin_port
                                        : reinterpret_cast<sockaddr_in6&>(address).sin6_port;
}

struct Client {
    std::string address;
    std::uint16_t port = 0;
};

// Pistache knows the address too, but its port has the bytes the wrong way round. Nothing when the client is gone
// already.
std::optional<Client> find_client(int socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    std::array<char, 64> text{};
    if (getpeername(socket, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
        getnameinfo(reinterpret_cast<sockaddr*>(&address), size, text.data(), text.size(), nullptr, 0,
                    NI_NUMERICHOST) != 0)
        return std::nullopt;
    std::string host = text.data();
    constexpr std::string_view mapped = "::ffff:";  // how a listener on "::" sees an IPv4 client
    if (host.starts_with(mapped) && host.find('.') != std::string::npos) host.erase(0, mapped.size());
    return Client{std::move(host), ntohs(port_of(address))};
}

class Receiver : public Pistache::Http::Handler {
public:
    HTTP_PROTOTYPE(Receiver)

    Receiver(ServerState& server, Kicks& kicks)
        : server_(&server), kicks_(&kicks), parser_(std::make_shared<Pistache::Http::RequestParser>(std::size_t{1})) {}
    // Pistache copies the handler for each receiving thread, before there are connections.
    Receiver(const Receiver& other)
        : Pistache::Http::Handler(other), server_(other.server_), kicks_(other.kicks_), parser_(other.parser_) {}
    Receiver& operator=(const Receiver&) = delete;

    // Never reached: onInput does not enter Pistache's HTTP.
    void onRequest(const Pistache::Http::Request&, Pistache::Http::ResponseWriter) override {}

private:
    void onConnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
        // Pistache's timer reads the clock of a parser and dies without one. One does for all: it never parses.
        peer->putData(ParserData, parser_);
        peer->setIdle(true);  // so that its time-out closes plainly instead of answering
        try {
            const auto client = find_client(peer->fd());
            if (client && is_kick(client->port)) return;
            auto connection = server_->open(peer->fd(), client ? client->address : std::string());
            if (connection)
                sides_.insert_or_assign(peer->fd(), ReadingSide(std::move(connection)));
            else
                ::shutdown(peer->fd(), SHUT_RDWR);
        } catch (...) {
            ::shutdown(peer->fd(), SHUT_RDWR);
        }
    }

    void onInput(const char* buffer, std::size_t size, const std::shared_ptr<Pistache::Tcp::Peer>& peer) override {
        try {
            const auto side = sides_.find(peer->fd());
            if (side != sides_.end()) side->second.connection().receive({buffer, size});
        } catch (...) {  // out of memory; an exception here would end the process
            ::shutdown(peer->fd(), SHUT_RDWR);
        }
    }

    void onDisconnection(const std::shared_ptr<Pistache::Tcp::Peer>& peer) override { sides_.erase(peer->fd()); }

    bool is_kick(std::uint16_t port) {
        const std::lock_guard lock(kicks_->mutex);
        if (!kicks_->ports.contains(port)) return false;
        kicks_->threads.insert(std::this_thread::get_id());
        kicks_->seen.notify_all();
        return true;
    }

    ServerState* server_;
    Kicks* kicks_;
    std::shared_ptr<Pistache::Http::RequestParser> parser_;
    // By Pistache's socket, which is in use by one connection at a time; only this thread comes here. Not among the
    // peer's own data: that may be let go by the accepting thread.
    std::unordered_map<int, ReadingSide> sides_;
};

Pistache::Address listen_address(const std::string& host, std::uint16_t port) {
    const bool bare_ipv6 = host.find(':') != std::string::npos && host.front() != '[';
    return {bare_ipv6 ? "[" + host + "]" : host, Pistache::Port(port)};
}

// Where a listener on `host` can be reached from here.
std::string own_address(const std::string& host) {
    // Pistache listens on 127.0.0.1 for "localhost", also where no resolver knows that name.
    if (host == "0.0.0.0" || host == "*" || host == "localhost" || host.empty()) return "127.0.0.1";
    if (host == "::" || host == "[::]") return "::1";
    if (host.front() == '[') return host.substr(1, host.size() - 2);
    return host;
}

class Socket {
public:
    explicit Socket(int fd) : fd_(fd) {}
    Socket(Socket&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Socket& operator=(Socket&&) = delete;
    ~Socket() {
        if (fd_ >= 0) ::close(fd_);
    }
    int fd() const { return fd_; }

private:
    int fd_;
};

}  // namespace

class Transport::Parts {
public:
    explicit Parts(ServerState& state) : server(state) {}

    ServerState& server;
    Kicks kicks;
    std::unique_ptr<Pistache::Http::Endpoint> endpoint;
    sockaddr_storage own{};
    socklen_t own_size = 0;

    void find_own_address(std::uint16_t port);
    bool all_seen() const { return kicks.threads.size() >= static_cast<std::size_t>(server.options.io_threads); }
    Socket connect_to_self();
};

Transport::Transport(ServerState& server) : parts_(std::make_unique<Parts>(server)) {}
Transport::~Transport() {
    shutdown();
}

void Transport::start() {
    namespace Tcp = Pistache::Tcp;
    const auto& options = parts_->server.options;
    const auto flags = Tcp::Options::ReuseAddr | Tcp::Options::NoDelay | Tcp::Options::CloseOnExec;
    auto endpoint = std::make_unique<Pistache::Http::Endpoint>(listen_address(options.address, options.port));
    endpoint->init(Pistache::Http::Endpoint::options()
                       .threads(options.io_threads)
                       .flags(flags)
                       .headerTimeout(never)
                       .bodyTimeout(never)
                       .keepaliveTimeout(never));
    // Options::backlog() is ignored; this sets it.
    endpoint->initArgs(static_cast<std::size_t>(options.io_threads), Pistache::Flags<Tcp::Options>(flags),
                       std::string("http"), backlog);
    endpoint->setHandler(std::make_shared<Receiver>(parts_->server, parts_->kicks));
    endpoint->serveThreaded();
    parts_->endpoint = std::move(endpoint);
    parts_->find_own_address(port());
}

std::uint16_t Transport::port() const {
    return parts_->endpoint ? std::uint16_t{parts_->endpoint->getPort()} : 0;
}

void Transport::shutdown() {
    if (!parts_->endpoint) return;
    parts_->endpoint->shutdown();
    parts_->endpoint.reset();
}

void Transport::Parts::find_own_address(std::uint16_t port) {
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (getaddrinfo(own_address(server.options.address).c_str(), std::to_string(port).c_str(), &hints, &found) != 0)
        throw std::runtime_error("cannot resolve " + server.options.address);
    std::memcpy(&own, found->ai_addr, found->ai_addrlen);
    own_size = found->ai_addrlen;
    freeaddrinfo(found);
}

Socket Transport::Parts::connect_to_self() {
    Socket socket(::socket(own.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (socket.fd() < 0) return socket;
    const linger none{.l_onoff = 1, .l_linger = 0};  // no TIME_WAIT: ten of these come every second
    setsockopt(socket.fd(), SOL_SOCKET, SO_LINGER, &none, sizeof none);
    // Bound first, so that the port is known before the other side sees it.
    sockaddr_storage source = own;
    port_of(source) = 0;
    socklen_t size = own_size;
    if (bind(socket.fd(), reinterpret_cast<sockaddr*>(&source), size) == 0 &&
        getsockname(socket.fd(), reinterpret_cast<sockaddr*>(&source), &size) == 0) {
        const std::lock_guard lock(kicks.mutex);
        kicks.ports.insert(ntohs(port_of(source)));
    }
    ::connect(socket.fd(), reinterpret_cast<sockaddr*>(&own), own_size);
    return socket;
}

bool Transport::kick() {
    // The thread is chosen by the number of the accepted socket. All stay open until the end, and now and then one
    // number is skipped: ours and the accepted one take two numbers a round, which would always give the same thread.
    std::vector<Socket> sockets;
    auto& kicks = parts_->kicks;
    bool all = false;
    for (std::size_t i = 0; i < kicks_at_most && !all; ++i) {
        if (i % 2 == 1) sockets.emplace_back(fcntl(sockets.back().fd(), F_DUPFD_CLOEXEC, 0));
        sockets.push_back(parts_->connect_to_self());
        std::unique_lock lock(kicks.mutex);
        const std::size_t before = kicks.threads.size();
        kicks.seen.wait_for(lock, kick_patience, [&] { return parts_->all_seen() || kicks.threads.size() > before; });
        all = parts_->all_seen();
    }
    const std::lock_guard lock(kicks.mutex);
    kicks.ports.clear();
    kicks.threads.clear();
    return all;
}

}  // namespace afb::http
