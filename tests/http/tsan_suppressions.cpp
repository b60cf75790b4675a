// What ThreadSanitizer is not to report: only what is wholly inside libraries that Debian builds without it. It cannot
// see their atomics, so that what they hand from thread to thread looks unsynchronised. Without ThreadSanitizer nobody
// calls this.

extern "C" const char* __tsan_default_suppressions();

// libpistache: the accepting thread passes a new socket to a receiving thread through its queue (accept4, then
// epoll_ctl).
extern "C" const char* __tsan_default_suppressions() {
    return "race:^Pistache::Polling::Epoll::addFd\n";
}
