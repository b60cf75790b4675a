#include "tests/http/kit.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "service/http/text.hpp"

namespace afb::test {

using Clock = std::chrono::steady_clock;

std::string Reply::header(const std::string& name) const {
    const auto found = headers.find(name);
    return found == headers.end() ? "" : found->second;
}

RawClient::RawClient(std::uint16_t port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (fd_ < 0) throw std::runtime_error("socket");
    if (receive_buffer > 0) setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    const int on = 1;
    setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0)
        throw std::runtime_error(std::string("connect: ") + std::strerror(errno));
}

RawClient::RawClient(RawClient&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), received_(std::move(other.received_)), at_end_(other.at_end_) {}

RawClient::~RawClient() {
    if (fd_ >= 0) ::close(fd_);
}

bool RawClient::try_send(std::string_view bytes) {
    while (!bytes.empty()) {
        const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent < 0) return false;
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

RawClient& RawClient::send(std::string_view bytes) {
    if (!try_send(bytes)) throw std::runtime_error(std::string("send: ") + std::strerror(errno));
    return *this;
}

void RawClient::finish_sending() {
    ::shutdown(fd_, SHUT_WR);
}

void RawClient::abort() {
    const linger none{.l_onoff = 1, .l_linger = 0};
    setsockopt(fd_, SOL_SOCKET, SO_LINGER, &none, sizeof none);
    ::close(std::exchange(fd_, -1));
}

bool RawClient::fill(Clock::time_point until) {
    if (at_end_) return false;
    pollfd waiting{.fd = fd_, .events = POLLIN, .revents = 0};
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now()).count();
    if (::poll(&waiting, 1, static_cast<int>(std::max<long>(left, 0))) != 1) return false;
    std::array<char, 65536> buffer;
    const auto got = ::recv(fd_, buffer.data(), buffer.size(), 0);
    if (got <= 0) at_end_ = true;
    if (got <= 0) return false;
    received_.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

std::string RawClient::read_some(std::chrono::milliseconds patience) {
    if (received_.empty()) fill(Clock::now() + patience);
    return std::exchange(received_, {});
}

std::optional<Reply> RawClient::reply(bool head_only, std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    std::size_t end = 0;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos)
        if (!fill(until)) return std::nullopt;
    Reply reply;
    auto lines = lines_of(received_.substr(0, end + 2));
    received_.erase(0, end + 4);
    reply.status_line = lines[0];
    reply.status = std::stoi(lines[0].substr(9, 3));
    for (std::size_t i = 1; i < lines.size(); ++i) {
        const auto colon = lines[i].find(": ");
        reply.headers.emplace(http::to_lower(lines[i].substr(0, colon)), lines[i].substr(colon + 2));
    }
    const bool bodyless = head_only || reply.status < 200 || reply.status == 204 || reply.status == 304;
    const std::size_t length = bodyless ? 0 : std::stoul("0" + reply.header("content-length"));
    while (received_.size() < length)
        if (!fill(until)) return std::nullopt;
    reply.body = received_.substr(0, length);
    received_.erase(0, length);
    return reply;
}

bool RawClient::ended(std::chrono::milliseconds patience) {
    const auto until = Clock::now() + patience;
    while (fill(until)) continue;
    return at_end_ && received_.empty();
}

void Gate::open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
}

void Gate::pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.wait_for(lock, 60s, [this] { return open_; });
    --waiting_;
}

int Gate::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_;
}

namespace {

std::string query_value(const api::Request& request, std::string_view key) {
    for (const auto& [name, value] : request.query)
        if (name == key) return value;
    return "0";
}

std::string tell(const api::Request& request) {
    std::ostringstream text;
    text << "method " << request.method << "\npath " << request.path << '\n';
    for (const auto& [key, value] : request.query) text << "query " << key << '=' << value << '\n';
    for (const auto& [name, value] : request.headers) text << "header " << name << '=' << value << '\n';
    text << "peer " << request.peer << "\nid " << request.request_id << "\nbody " << request.body << "\nend\n";
    return text.str();
}

api::Response json(const api::Request& request) {
    api::Response response;
    response.headers = {{"Content-Type", "application/json"}, {"ETag", "\"r3\""}, {"Vary", "Accept"}};
    const auto condition = request.find_header("If-None-Match");
    if (condition && condition->find("\"r3\"") != std::string::npos)
        response.status = 304;
    else
        response.body = big_text(std::stoul(query_value(request, "size")));
    if (const auto match = request.find_header("If-Match")) response.headers.emplace_back("X-If-Match", *match);
    return response;
}

}  // namespace

TestServer::TestServer(http::ServerOptions options)
    : server(
          std::move(options), [this](const api::Request& request) { return handle(request); },
          [](int status, const std::string& id, const std::string& en, const std::string& nl) {
              api::Response problem;
              problem.status = status;
              problem.headers = {{"Content-Type", "application/problem+json"}, {"X-Request-Id", id}};
              problem.body = "problem: " + en + " / " + nl;
              return problem;
          }) {
    server.start();
}

api::Response TestServer::handle(const api::Request& request) {
    ++handled;
    if (request.path.starts_with("/throw")) throw std::runtime_error("secret");
    if (request.path.starts_with("/json")) return json(request);
    api::Response response;
    response.headers = {{"Content-Type", "text/plain; charset=utf-8"}};
    if (request.path.starts_with("/held")) gate.pass();
    if (request.path.starts_with("/status")) response.status = std::stoi(query_value(request, "code"));
    if (request.path.starts_with("/fields"))
        for (const auto& [name, value] : request.query)
            response.headers.emplace_back(name, value + "\r\nX-Evil: 1\n\0x");
    if (request.path.starts_with("/id/"))
        response.body = request.path.substr(4);
    else if (request.path.starts_with("/big")) {
        response.headers = {{"Content-Type", "application/octet-stream"}};
        response.body = big_text(std::stoul(query_value(request, "size")));
    } else
        response.body = tell(request);
    return response;
}

std::string TestServer::get(std::string_view target, std::string_view fields) const {
    return "GET " + std::string(target) + " HTTP/1.1\r\nHost: localhost\r\n" + std::string(fields) + "\r\n";
}

Reply TestServer::ask(std::string_view bytes) const {
    auto one = client();
    one.send(bytes);
    auto reply = one.reply(bytes.starts_with("HEAD "));
    if (!reply) throw std::runtime_error("no reply");
    return *reply;
}

std::string big_text(std::size_t size) {
    constexpr std::size_t block = 1000;
    std::string text(size, 'x');
    for (std::size_t at = 0; at < size; at += block) {
        const auto number = std::to_string(at * 7919) + ' ';
        text.replace(at, std::min(number.size(), size - at), number, 0, std::min(number.size(), size - at));
    }
    return text;
}

bool eventually(const std::function<bool()>& holds) {
    for (const auto until = Clock::now() + 30s; Clock::now() < until; std::this_thread::sleep_for(2ms))
        if (holds()) return true;
    return holds();
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        lines.push_back(line);
    }
    return lines;
}

bool has_line(const Reply& reply, const std::string& line) {
    const auto lines = lines_of(reply.body);
    return std::find(lines.begin(), lines.end(), line) != lines.end();
}

}  // namespace afb::test
