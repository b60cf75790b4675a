#include "service/http/connection.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <limits>
#include <utility>

#include "service/http/request_id.hpp"
#include "service/http/server_state.hpp"

namespace afb::http {

namespace {

// After the last answer the client gets this long to read it and close; closing sooner, with input unread, would make
// the kernel throw the answer away.
constexpr std::chrono::milliseconds linger{2000};

Refusal server_busy() {
    return {503, "The service is busy; try again in a moment.",
            "De dienst heeft het nu te druk; probeer het zo meteen opnieuw."};
}

Refusal too_slow() {
    return {408, "The request did not arrive in time.", "Het verzoek kwam niet op tijd binnen."};
}

Refusal internal_error() {
    return {500, "Something went wrong here; the request id helps to find out what.",
            "Hier ging iets mis; met het verzoeknummer is na te gaan wat."};
}

}  // namespace

Connection::Connection(ServerState& server, int fd, std::string peer)
    : server_(server), fd_(fd), peer_(std::move(peer)) {
    set_deadline(server_.options.idle_timeout);
}

Connection::~Connection() {
    server_.connections.remove(this);
    account(0);
    ::close(fd_);
}

void Connection::receive(std::string_view bytes) {
    Lock lock(mutex_);
    switch (phase_) {
        case Phase::closing:
            return;
        case Phase::busy:
            return keep_for_later(bytes);
        case Phase::reading:
            break;
    }
    input_.append(bytes);
    advance(lock);
}

// Pipelining: one request is served at a time, the next ones wait as bytes.
void Connection::keep_for_later(std::string_view bytes) {
    const auto& options = server_.options;
    const std::size_t room = options.max_body + options.max_uri + options.max_header_bytes;
    overflowed_ =
        overflowed_ || unread() + bytes.size() > room || server_.buffered + bytes.size() > options.max_buffered;
    if (overflowed_) return;
    input_.append(bytes);
    account(accounted_ + bytes.size());
}

RequestReader::State Connection::read_input() {
    auto rest = std::string_view(input_).substr(read_);
    const auto state = reader_->read(rest);
    read_ = input_.size() - rest.size();
    if (rest.empty()) {
        input_.clear();
        read_ = 0;
    } else if (read_ > input_.size() / 2) {  // not at every request: many small ones may wait in one large input
        input_.erase(0, std::exchange(read_, 0));
    }
    return state;
}

void Connection::forget_input() {
    reader_.reset();
    input_ = {};  // an idle connection holds no memory
    read_ = 0;
    account(0);
}

void Connection::advance(Lock& lock) {
    while (phase_ == Phase::reading) {
        if (unread() == 0 && !reader_) {
            forget_input();
            in_body_ = false;
            under_way_ = false;
            if (half_closed_ || overflowed_ || server_.stopping) return start_closing();
            return set_deadline(server_.options.idle_timeout);
        }
        if (unread() == 0) return;
        advance_once(lock);
        if (phase_ == Phase::reading && reader_) return;
    }
}

void Connection::advance_once(Lock& lock) {
    if (!reader_) {
        reader_ = std::make_unique<RequestReader>(server_.limits);
        in_body_ = false;
        set_deadline(server_.options.head_timeout);
    }
    switch (read_input()) {
        case RequestReader::State::head:
        case RequestReader::State::body:
            return wait_for_more(lock);
        case RequestReader::State::complete:
            return dispatch(lock);
        case RequestReader::State::refused:
            return refuse(lock, reader_->refusal());
    }
}

void Connection::wait_for_more(Lock& lock) {
    under_way_ = !reader_->blank();
    account(unread() + reader_->body_bytes());
    // Overflowed: what would complete this request may have been thrown away.
    if (half_closed_ || overflowed_) return start_closing();
    if (server_.buffered > server_.options.max_buffered) return refuse(lock, server_busy());
    if (reader_->take_expects_continue()) {
        Output interim{.head = "HTTP/1.1 100 Continue\r\n\r\n", .body = {}, .sent = 0};
        if (send_some(fd_, interim) != Sent::all) return give_up();
    }
    if (reader_->in_body()) set_body_deadline();
}

void Connection::set_body_deadline() {
    if (!in_body_) body_started_ = Clock::now();
    in_body_ = true;
    const auto earned = std::chrono::seconds(reader_->body_bytes() / server_.options.slowest_rate);
    deadline_ = (body_started_ + server_.options.body_timeout + earned).time_since_epoch().count();
}

void Connection::dispatch(Lock& lock) {
    phase_ = Phase::busy;
    under_way_ = true;
    deadline_ = std::numeric_limits<std::int64_t>::max();
    question_ = {.request_id = make_request_id(),
                 .head_only = reader_->is_head_request(),
                 .http10 = reader_->is_http10(),
                 .keep_alive = reader_->keep_alive(),
                 .codings = {},
                 .if_none_match = {}};
    api::Request request = reader_->take_request();
    reader_.reset();
    request.request_id = question_.request_id;
    request.peer = peer_;
    prepare_conditions(request, question_);
    account(unread() + request.body.size());
    lock.unlock();
    const bool accepted = server_.pool.submit(
        [self = shared_from_this(), request = std::move(request)]() mutable { self->serve(std::move(request)); });
    if (!accepted) answer(server_.problem_for(server_busy(), question_.request_id), true);
    lock.lock();
}

// What is refused outside the handler is the last thing on its connection: nothing after it can be trusted.
void Connection::refuse(Lock& lock, const Refusal& refusal) {
    phase_ = Phase::busy;
    under_way_ = true;
    deadline_ = std::numeric_limits<std::int64_t>::max();
    const Refusal why = refusal;  // it may be the reader's
    question_ = {.request_id = make_request_id(),
                 .head_only = reader_ != nullptr && reader_->is_head_request(),
                 .http10 = false,
                 .keep_alive = false,
                 .codings = {},
                 .if_none_match = {}};
    forget_input();
    lock.unlock();
    answer(server_.problem_for(why, question_.request_id), true);
    lock.lock();
}

// On a worker.
void Connection::serve(api::Request request) {
    api::Response response;
    try {
        response = server_.handler(request);
        request = {};
    } catch (...) {
        response = server_.problem_for(internal_error(), question_.request_id);
    }
    answer(std::move(response), false);
}

void Connection::answer(api::Response response, bool close) {
    {
        const Lock lock(mutex_);
        close = close || !question_.keep_alive || overflowed_ || server_.stopping || (half_closed_ && unread() == 0);
    }
    server_.count_answer(response.status);
    try {
        deliver(encode_answer(std::move(response), question_, close), close);
    } catch (...) {  // no memory for the answer
        delivered(false, close);
    }
}

void Connection::deliver(Output output, bool close) {
    switch (send_some(fd_, output)) {
        case Sent::all:
            return delivered(true, close);
        case Sent::failed:
            return delivered(false, close);
        case Sent::part:
            break;
    }
    const auto earned = std::chrono::seconds(output.size() / server_.options.slowest_rate);
    const bool added =
        server_.drainer.add({.fd = fd_,
                             .output = std::move(output),
                             .deadline = Clock::now() + server_.options.write_timeout + earned,
                             .done = [self = shared_from_this(), close](bool sent) { self->delivered(sent, close); }});
    if (!added) delivered(false, close);
}

void Connection::delivered(bool sent, bool close) {
    Lock lock(mutex_);
    if (!sent) {
        ++server_.dropped;
        return give_up();
    }
    if (close) return start_closing();
    phase_ = Phase::reading;
    try {
        advance(lock);
    } catch (...) {
        if (!lock.owns_lock()) lock.lock();
        give_up();
    }
}

void Connection::start_closing() {
    phase_ = Phase::closing;
    forget_input();
    under_way_ = !half_closed_;
    ::shutdown(fd_, SHUT_WR);
    set_deadline(linger);
}

void Connection::give_up() {
    phase_ = Phase::closing;
    forget_input();
    under_way_ = false;
    set_deadline(linger);
    hang_up();
}

void Connection::hang_up() {
    ::shutdown(fd_, SHUT_RDWR);
}

void Connection::reader_gone() {
    const Lock lock(mutex_);
    half_closed_ = true;
    // While busy the answer is still sent (a client may close its half first); otherwise this was the end.
    if (phase_ != Phase::busy) give_up();
}

void Connection::turn_away() {
    Lock lock(mutex_);
    refuse(lock, server_busy());
}

bool Connection::overdue(Clock::time_point now) const {
    return now.time_since_epoch().count() > deadline_;
}

void Connection::end_overdue() {
    Lock lock(mutex_);
    if (!overdue(Clock::now())) return;
    if (phase_ == Phase::reading && reader_ && !reader_->blank()) return refuse(lock, too_slow());
    give_up();
}

void Connection::close_if_idle() {
    const Lock lock(mutex_);
    if (phase_ == Phase::reading && unread() == 0 && (!reader_ || reader_->blank())) give_up();
}

void Connection::account(std::size_t held) {
    server_.buffered += held;
    server_.buffered -= std::exchange(accounted_, held);
}

void Connection::set_deadline(std::chrono::milliseconds after) {
    deadline_ = (Clock::now() + after).time_since_epoch().count();
}

}  // namespace afb::http
