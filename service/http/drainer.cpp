#include "service/http/drainer.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

namespace afb::http {

using Clock = std::chrono::steady_clock;

Sent send_some(int fd, Output& output) {
    while (output.sent < output.size()) {
        std::array<iovec, 2> pieces{};
        std::size_t count = 0;
        const auto add = [&](std::string& text, std::size_t skip) {
            if (skip < text.size()) pieces[count++] = {text.data() + skip, text.size() - skip};
        };
        add(output.head, output.sent);
        add(output.body, output.sent - std::min(output.sent, output.head.size()));
        msghdr message{};
        message.msg_iov = pieces.data();
        message.msg_iovlen = count;
        const ssize_t sent = sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent >= 0) {
            output.sent += static_cast<std::size_t>(sent);
        } else if (errno == EAGAIN || errno == EWOULDBLOCK) {
            return Sent::part;
        } else if (errno != EINTR) {
            return Sent::failed;
        }
    }
    return Sent::all;
}

void Drainer::start() {
    event_fd_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (event_fd_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
    thread_ = std::thread([this] { run(); });
    pthread_setname_np(thread_.native_handle(), "http-drainer");
}

bool Drainer::add(Slow slow) {
    {
        const std::lock_guard lock(mutex_);
        const std::size_t size = slow.output.size();
        if (stopping_ || count_ >= max_count_ || (count_ > 0 && bytes_ + size > max_bytes_)) return false;
        ++count_;
        bytes_ += size;
        added_.push_back(std::move(slow));
    }
    wake();
    return true;
}

void Drainer::wake() const {
    const std::uint64_t one = 1;
    [[maybe_unused]] const auto written = write(event_fd_, &one, sizeof one);  // full means awake already
}

void Drainer::run() {
    std::vector<Slow> slow;
    std::vector<pollfd> polled;
    while (true) {
        {
            const std::lock_guard lock(mutex_);
            if (stopping_) break;
            std::move(added_.begin(), added_.end(), std::back_inserter(slow));
            added_.clear();
        }
        polled.assign(1, {event_fd_, POLLIN, 0});
        for (const auto& one : slow) polled.push_back({one.fd, POLLOUT, 0});
        poll(polled.data(), polled.size(), slow.empty() ? -1 : 100);
        if ((polled[0].revents & POLLIN) != 0) {
            std::uint64_t wakes = 0;
            [[maybe_unused]] const auto got = read(event_fd_, &wakes, sizeof wakes);
        }
        const auto now = Clock::now();
        std::size_t kept = 0;
        for (std::size_t i = 0; i < slow.size(); ++i) {
            Sent sent = Sent::part;
            if (polled[i + 1].revents != 0) sent = send_some(slow[i].fd, slow[i].output);
            if (sent == Sent::part && now > slow[i].deadline) sent = Sent::failed;
            if (sent == Sent::part) {
                if (kept != i) slow[kept] = std::move(slow[i]);
                ++kept;
                continue;
            }
            {
                const std::lock_guard lock(mutex_);
                --count_;
                bytes_ -= slow[i].output.size();
            }
            slow[i].output = {};
            slow[i].done(sent == Sent::all);
        }
        slow.erase(slow.begin() + static_cast<std::ptrdiff_t>(kept), slow.end());
    }
    for (auto& one : slow) one.done(false);
}

void Drainer::stop() {
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    if (event_fd_ >= 0) wake();
    if (thread_.joinable()) thread_.join();
    std::vector<Slow> left;
    {
        const std::lock_guard lock(mutex_);
        left.swap(added_);
        count_ = 0;
        bytes_ = 0;
    }
    for (auto& one : left) one.done(false);
    if (event_fd_ >= 0) close(event_fd_);
    event_fd_ = -1;
}

std::size_t Drainer::count() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

}  // namespace afb::http
