#include "service/app/metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>
#include <prometheus/registry.h>
#include <prometheus/text_serializer.h>

#include <mutex>
#include <utility>
#include <vector>

namespace afb::app {

struct Metrics::Impl {
    struct Lookup {
        prometheus::Gauge* gauge;
        std::function<double()> read;
    };

    prometheus::Registry registry;
    prometheus::Family<prometheus::Counter>& requests = prometheus::BuildCounter()
                                                            .Name("afb_http_requests_total")
                                                            .Help("Requests answered, by operation and status")
                                                            .Register(registry);
    prometheus::Family<prometheus::Histogram>& durations = prometheus::BuildHistogram()
                                                               .Name("afb_http_request_seconds")
                                                               .Help("Time from a whole request to its answer")
                                                               .Register(registry);
    std::mutex mutex;
    std::vector<Lookup> lookups;
};

Metrics::Metrics() : impl_(std::make_unique<Impl>()) {}
Metrics::~Metrics() = default;

void Metrics::count_request(std::string_view operation, int status, double seconds) {
    static const prometheus::Histogram::BucketBoundaries bounds{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025,
                                                                0.05,   0.1,   0.25,   0.5,   1,    2.5};
    const std::string name(operation);
    impl_->requests.Add({{"operation", name}, {"status", std::to_string(status)}}).Increment();
    impl_->durations.Add({{"operation", name}}, bounds).Observe(seconds);
}

void Metrics::add_gauge(std::string name, std::string help, std::function<double()> read) {
    const std::lock_guard lock(impl_->mutex);
    auto& gauge =
        prometheus::BuildGauge().Name(std::move(name)).Help(std::move(help)).Register(impl_->registry).Add({});
    impl_->lookups.push_back({&gauge, std::move(read)});
}

std::string Metrics::text() {
    const std::lock_guard lock(impl_->mutex);
    for (const Impl::Lookup& lookup : impl_->lookups) lookup.gauge->Set(lookup.read());
    return prometheus::TextSerializer().Serialize(impl_->registry.Collect());
}

}  // namespace afb::app
