// Figures for operators, in Prometheus' text form.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace afb::app {

class Metrics {
public:
    Metrics();
    ~Metrics();

    void count_request(std::string_view operation, int status, double seconds);
    // A figure that is looked up when metrics are asked for.
    void add_gauge(std::string name, std::string help, std::function<double()> read);
    std::string text();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace afb::app
