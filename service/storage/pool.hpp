// The connections that read: one for each thread that reads at the same time, made when needed, at most `limit`; who
// comes then waits.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "service/storage/connection.hpp"

namespace afb::storage {

class ReaderPool {
public:
    ReaderPool(std::string file, std::size_t limit) : file_(std::move(file)), limit_(limit) {}

    // A connection of one's own for as long as it lives.
    class Lease {
    public:
        explicit Lease(ReaderPool& pool) : pool_(pool), connection_(pool.take()) {}
        ~Lease() { pool_.give_back(std::move(connection_)); }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;
        Connection& connection() { return *connection_; }

    private:
        ReaderPool& pool_;
        std::unique_ptr<Connection> connection_;
    };

private:
    // Throws Error(unavailable) when none comes free in time.
    std::unique_ptr<Connection> take();
    void give_back(std::unique_ptr<Connection> connection) noexcept;

    std::string file_;
    std::size_t limit_;
    std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Connection>> idle_;
    std::size_t made_ = 0;
};

}  // namespace afb::storage
