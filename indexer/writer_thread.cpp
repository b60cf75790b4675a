#include "indexer/writer_thread.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace afb::indexer {

WriterThread::WriterThread(Listener listener) : listener_(std::move(listener)), thread_([this] { run(); }) {}

WriterThread::~WriterThread() {
    {
        const std::lock_guard lock(queue_mutex_);
        stopping_ = true;
    }
    queued_.notify_one();
    thread_.join();
}

std::future<void> WriterThread::submit(std::vector<Entry> entries, std::int64_t seq) {
    Job job{.entries = std::move(entries), .seq = seq, .done = {}, .failure = nullptr};
    std::future<void> done = job.done.get_future();
    {
        const std::lock_guard lock(queue_mutex_);
        queue_.push_back(std::move(job));
    }
    queued_.notify_one();
    return done;
}

void WriterThread::between_commits(const std::function<void(std::unique_ptr<GenerationWriter>&)>& use) {
    const std::lock_guard lock(writing_);
    if (abandoned_) writer_.reset();
    abandoned_ = false;
    use(writer_);
}

void WriterThread::run() {
    for (;;) {
        std::vector<Job> jobs;
        {
            std::unique_lock lock(queue_mutex_);
            queued_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            jobs.swap(queue_);
        }
        process(jobs);
        for (Job& job : jobs) {
            if (job.failure != nullptr) {
                job.done.set_exception(job.failure);
            } else {
                job.done.set_value();
            }
        }
    }
}

void WriterThread::process(std::vector<Job>& jobs) {
    const std::lock_guard lock(writing_);
    if (abandoned_) writer_.reset();
    if (writer_ == nullptr) return;
    std::string reason;
    try {
        write(jobs);
        return;
    } catch (const Xapian::Error& error) {
        reason = error.get_description();
    } catch (const std::exception& error) {
        reason = error.what();
    }
    writer_.reset();  // and with it everything that was not committed
    listener_.broken(reason);
}

void WriterThread::write(std::vector<Job>& jobs) {
    std::int64_t seq = writer_->seq();
    for (Job& job : jobs) {
        for (Entry& entry : job.entries) {
            try {
                writer_->add(std::move(entry));
            } catch (const std::invalid_argument&) {
                job.failure = std::current_exception();
            }
            if (writer_->waiting() >= most_documents_in_commit) {
                writer_->commit(seq);
                listener_.committed(*writer_);
            }
        }
        seq = std::max(seq, job.seq);
    }
    writer_->commit(seq);
    listener_.committed(*writer_);
}

}  // namespace afb::indexer
