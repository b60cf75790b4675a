// What a piece of work costs: CPU time of the thread that does it, and what many of them came to.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

namespace afb::bench {

// CPU time of this thread so far, in milliseconds.
double thread_cpu_ms();

// Memory of this process, in MB.
double resident_mb();

class Costs {
public:
    template <class Work>
    void time(Work&& work) {
        const double began = thread_cpu_ms();
        std::forward<Work>(work)();
        add(thread_cpu_ms() - began);
    }
    void add(double ms) { ms_.push_back(ms); }

    std::size_t count() const { return ms_.size(); }
    double mean() const;
    double percentile(double share) const;  // 0.5: the median

private:
    std::vector<double> ms_;
};

}  // namespace afb::bench
