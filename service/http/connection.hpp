// One client: reads its requests one after the other, hands each to a worker, sends the answers in the same order.
//
// It owns its own duplicate of the socket, so that an answer can never go to a later connection with the same number.
// Who may do what: while `reading`, the lock's holder acts; while `busy`, one request is under way and only the thread
// that has it in hand (worker or drainer) writes to the socket; while `closing`, whatever arrives is thrown away.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "service/http/answer.hpp"
#include "service/http/request_reader.hpp"

namespace afb::http {

struct ServerState;

class Connection : public std::enable_shared_from_this<Connection> {
public:
    // Takes over fd. Use ServerState::open(), which counts it.
    Connection(ServerState& server, int fd, std::string peer);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // From the transport's threads.
    void receive(std::string_view bytes);
    void reader_gone();  // nothing more will come: the client closed its side, or all

    // Says no before anything was read.
    void turn_away();

    // From the housekeeper.
    bool overdue(std::chrono::steady_clock::time_point now) const;
    void end_overdue();
    void close_if_idle();
    bool under_way() const { return under_way_; }  // a request or an answer is not finished

    // Both directions, at once. The transport then sees the end and lets go.
    void hang_up();

private:
    enum class Phase { reading, busy, closing };
    using Lock = std::unique_lock<std::mutex>;
    using Clock = std::chrono::steady_clock;

    void advance(Lock& lock);
    void advance_once(Lock& lock);
    RequestReader::State read_input();
    void forget_input();
    std::size_t unread() const { return input_.size() - read_; }
    void wait_for_more(Lock& lock);
    void keep_for_later(std::string_view bytes);
    void dispatch(Lock& lock);
    void refuse(Lock& lock, const Refusal& refusal);
    void serve(api::Request request);
    void answer(api::Response response, bool close);
    void deliver(Output output, bool close);
    void delivered(bool sent, bool close);
    void start_closing();
    void give_up();
    void account(std::size_t held);
    void set_deadline(std::chrono::milliseconds after);
    void set_body_deadline();

    ServerState& server_;
    const int fd_;
    const std::string peer_;

    std::mutex mutex_;
    Phase phase_ = Phase::reading;
    std::string input_;  // received; the first read_ bytes of it are done with
    std::size_t read_ = 0;
    std::unique_ptr<RequestReader> reader_;
    Question question_;  // of the request under way; while busy it belongs to whoever has that in hand
    Clock::time_point body_started_;
    bool in_body_ = false;
    bool half_closed_ = false;
    bool overflowed_ = false;  // more came after the request under way than is kept
    std::size_t accounted_ = 0;

    std::atomic<std::int64_t> deadline_;  // steady clock ticks
    std::atomic<bool> under_way_ = false;
};

}  // namespace afb::http
