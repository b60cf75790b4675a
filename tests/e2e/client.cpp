#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>

#include "tests/e2e/kit.hpp"

namespace afb::e2e {
namespace {

bool same_name(const std::string& a, const std::string& b) {
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](unsigned char x, unsigned char y) {
               return std::tolower(x) == std::tolower(y);
           });
}

Reply parse_head(const std::string& head) {
    Reply reply;
    if (head.rfind("HTTP/1.1 ", 0) != 0) return reply;
    reply.status = std::atoi(head.c_str() + 9);
    for (std::size_t at = head.find("\r\n"); at != std::string::npos;) {
        const std::size_t begin = at + 2;
        at = head.find("\r\n", begin);
        const std::string line = head.substr(begin, at == std::string::npos ? at : at - begin);
        const std::size_t colon = line.find(": ");
        if (colon != std::string::npos) reply.fields.emplace_back(line.substr(0, colon), line.substr(colon + 2));
    }
    return reply;
}

}  // namespace

std::string Reply::field(const std::string& name) const {
    for (const auto& [key, value] : fields) {
        if (same_name(key, name)) return value;
    }
    return "";
}

Json Reply::json() const {
    INFO(status << "\n" << body.substr(0, 2000));
    const Json parsed = Json::parse(body, nullptr, false);
    REQUIRE_FALSE(parsed.is_discarded());
    return parsed;
}

std::int64_t Reply::total() const {
    const Json parsed = Json::parse(body, nullptr, false);
    return status == 200 && parsed.is_object() ? parsed.value("totalItems", std::int64_t{-1}) : -1;
}

Client::~Client() {
    close();
}

void Client::close() {
    if (socket_ >= 0) ::close(socket_);
    socket_ = -1;
    received_.clear();
}

void Client::open() {
    close();
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    const int on = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    const timeval longest{.tv_sec = 30, .tv_usec = 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &longest, sizeof longest);
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &longest, sizeof longest);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port_);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) close();
}

bool Client::write(const std::string& bytes) {
    if (socket_ < 0) open();
    std::size_t sent = 0;
    while (socket_ >= 0 && sent < bytes.size()) {
        const ssize_t count = ::send(socket_, bytes.data() + sent, bytes.size() - sent, MSG_NOSIGNAL);
        if (count <= 0) return false;
        sent += static_cast<std::size_t>(count);
    }
    return socket_ >= 0;
}

Reply Client::read(bool bodyless) {
    const auto receive = [&] {
        char buffer[65536];
        const ssize_t count = socket_ < 0 ? 0 : ::recv(socket_, buffer, sizeof buffer, 0);
        if (count > 0) received_.append(buffer, static_cast<std::size_t>(count));
        return count > 0;
    };
    std::size_t end = std::string::npos;
    while ((end = received_.find("\r\n\r\n")) == std::string::npos) {
        if (!receive()) {
            close();
            return {};
        }
    }
    Reply reply = parse_head(received_.substr(0, end));
    received_.erase(0, end + 4);
    const bool empty = bodyless || reply.status == 204 || reply.status == 304 || reply.status < 200;
    const std::size_t size = empty ? 0 : std::strtoull(reply.field("Content-Length").c_str(), nullptr, 10);
    while (received_.size() < size) {
        if (!receive()) {
            close();
            return {};
        }
    }
    reply.body = received_.substr(0, size);
    received_.erase(0, size);
    if (same_name(reply.field("Connection"), "close")) close();
    return reply;
}

std::string head_of(const std::string& method, const std::string& target, const Fields& fields) {
    std::string head = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n";
    for (const auto& [name, value] : fields) head += name + ": " + value + "\r\n";
    return head + "\r\n";
}

Reply Client::send(const std::string& method, const std::string& target, const Fields& fields,
                   const std::string& body) {
    Fields all = fields;
    if (!token_.empty()) all.emplace_back("Authorization", "Bearer " + token_);
    if (!body.empty() || method == "POST" || method == "PUT") {
        all.emplace_back("Content-Length", std::to_string(body.size()));
    }
    // A refusal may come before the whole body was taken; then the rest cannot be sent, but the answer is there.
    write(head_of(method, target, all) + body);
    return read(method == "HEAD");
}

Reply Client::post(const std::string& target, const Json& body, const Fields& fields) {
    Fields all = fields;
    all.emplace_back("Content-Type", "application/json");
    return send("POST", target, all, body.dump());
}

}  // namespace afb::e2e
