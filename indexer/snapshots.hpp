// Keeps the writer from writing over what somebody still reads.
//
// A Xapian reader stays on its snapshot while one commit is made; the next one may reuse the snapshot's blocks. Xapian
// notices that by a number in the block (DatabaseModifiedError), but not when the block is written while it is being
// read (measured: wrong answers and "damaged" ones, several in a thousand searches beside a writer on a busy machine).
// So a writer waits before it changes anything until those have ended that began before its last commit.
//
// Guarantees: safe between threads; readers never wait. Leaves out: readers in other processes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <map>
#include <mutex>

namespace afb::indexer {

class Snapshots {
public:
    // While it lives, what was committed when it was made stays as it is. Reopen the database after making it.
    class Reading {
    public:
        explicit Reading(Snapshots& snapshots);
        ~Reading();
        Reading(const Reading&) = delete;
        Reading& operator=(const Reading&) = delete;

    private:
        Snapshots& snapshots_;
        std::uint64_t commit_;
    };

    void committed();

    // Until no reader is left from before the last commit; at most this long, since a reader that hangs must not stop
    // the writer (it then reads again when it notices).
    void wait_for_older(std::chrono::milliseconds at_most = std::chrono::seconds(2));

private:
    std::mutex mutex_;
    std::condition_variable ended_;
    std::uint64_t commits_ = 0;
    std::map<std::uint64_t, int> readers_;  // by the number of commits when they began
};

}  // namespace afb::indexer
