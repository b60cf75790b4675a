#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <csignal>
#include <cstdio>
#include <latch>
#include <stdexcept>
#include <thread>

#include "service/api/dispatcher.hpp"
#include "service/api/routes.hpp"
#include "service/http/server.hpp"
#include "service/wiring/commands.hpp"
#include "service/wiring/knowledge_base.hpp"

namespace afb::wiring {
namespace {

constexpr std::chrono::seconds drain_time{20};

struct Address {
    std::string host;
    std::uint16_t port = 0;
};

Address parse_listen(const std::string& text) {
    const std::size_t colon = text.rfind(':');
    std::size_t used = 0;
    int port = -1;
    try {
        if (colon != std::string::npos && colon > 0) port = std::stoi(text.substr(colon + 1), &used);
    } catch (const std::exception&) {
        port = -1;
    }
    if (port < 0 || port > 65535 || used != text.size() - colon - 1) {
        throw std::runtime_error("--listen must be HOST:PORT, e.g. 127.0.0.1:8080; got \"" + text + "\"");
    }
    std::string host = text.substr(0, colon);
    if (host.size() > 2 && host.front() == '[' && host.back() == ']') host = host.substr(1, host.size() - 2);
    return {std::move(host), static_cast<std::uint16_t>(port)};
}

std::string url_of(const Address& address, std::uint16_t port) {
    std::string host = address.host == "0.0.0.0" || address.host == "::" ? "localhost" : address.host;
    if (host.find(':') != std::string::npos) host = "[" + host + "]";
    return "http://" + host + ":" + std::to_string(port);
}

sigset_t block_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    return signals;
}

void add_gauges(app::Metrics& metrics, KnowledgeBase& base, const http::Server& server) {
    metrics.add_gauge("afb_records", "Live records", [&base] {
        std::int64_t count = 0;
        base.store.read([&](storage::Reader& reader) { count = reader.count(); });
        return static_cast<double>(count);
    });
    metrics.add_gauge("afb_index_documents", "Documents in the search index",
                      [&base] { return static_cast<double>(base.index.state().documents); });
    metrics.add_gauge("afb_index_ready", "1 when search works",
                      [&base] { return base.index.state().ready ? 1.0 : 0.0; });
    metrics.add_gauge("afb_index_behind", "Changes that are not in the index yet", [&base] {
        std::int64_t last = 0;
        base.store.read([&](storage::Reader& reader) { last = reader.last_seq(); });
        return static_cast<double>(last - base.index.state().seq);
    });
    metrics.add_gauge("afb_http_connections", "Open connections",
                      [&server] { return static_cast<double>(server.stats().connections); });
    metrics.add_gauge("afb_http_queued", "Requests that wait for a worker",
                      [&server] { return static_cast<double>(server.stats().queued); });
    metrics.add_gauge("afb_http_busy", "Workers at work",
                      [&server] { return static_cast<double>(server.stats().busy); });
}

}  // namespace

int serve(const ServeOptions& options) {
    const sigset_t signals = block_signals();
    spdlog::set_default_logger(spdlog::stderr_logger_mt("afsprakenbank"));
    spdlog::set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    spdlog::set_level(spdlog::level::from_str(options.log_level));

    const Address address = parse_listen(options.listen);
    const FolderLock lock(options.data);
    if (!lock.held()) throw std::runtime_error("another server or command is using the data folder " + options.data);
    KnowledgeBase base(options.data, load_catalog(), true, {.minimum_group = options.minimum_group});
    if (const std::size_t count = refresh_derived(base.store, *base.catalog, base.records.today()); count > 0) {
        spdlog::info("what we compute was made anew for {} records", count);
    }
    base.indexing.start();
    base.facts.start();

    app::Metrics metrics;
    auth::Sessions sessions;
    api::Services services{.catalog = base.catalog,
                           .store = base.store,
                           .index = base.index,
                           .indexing = base.indexing,
                           .records = base.records,
                           .search = base.search,
                           .insights = base.insights,
                           .knowledge = base.knowledge,
                           .metrics = metrics,
                           .sessions = sessions,
                           .version = AFB_VERSION,
                           .public_url = options.public_url,
                           .data_folder = options.data,
                           .web_root = options.web_root};
    while (!services.public_url.empty() && services.public_url.back() == '/') services.public_url.pop_back();
    const api::RouteTable table = api::make_routes(*base.catalog);
    const api::Dispatcher dispatcher(table, services);
    // With port 0 our own address is only known once we listen; until it is, requests wait.
    std::latch open(1);
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    http::ServerOptions http_options;
    http_options.address = address.host;
    http_options.port = address.port;
    http_options.workers = options.threads > 0 ? options.threads : std::max(4, cores);
    http::Server server(
        http_options,
        [&](const api::Request& request) {
            open.wait();
            return dispatcher.handle(request);
        },
        [&](int status, const std::string& id, const std::string& en, const std::string& nl) {
            open.wait();
            return dispatcher.refuse(status, id, en, nl);
        });
    add_gauges(metrics, base, server);
    try {
        server.start();
    } catch (const std::runtime_error& error) {
        throw std::runtime_error("cannot listen on " + options.listen + ": " + error.what());
    }
    const std::string url = url_of(address, server.port());
    if (services.public_url.empty()) services.public_url = url;
    open.count_down();
    std::printf("listening on %s\n", url.c_str());
    std::fflush(stdout);
    spdlog::info("afsprakenbank {} serves {} on {}", AFB_VERSION, options.data, url);

    int signal = 0;
    sigwait(&signals, &signal);
    spdlog::info("stopping: finishing what is under way");
    if (!server.stop(drain_time)) spdlog::warn("some requests were cut off");
    return 0;
}

}  // namespace afb::wiring
