// Subcommands for who runs the service: tokens, checks, backups, the API document.
#include <fmt/format.h>
#include <netdb.h>
#include <spdlog/spdlog.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <thread>

#include "schema/error.hpp"
#include "schema/validator.hpp"
#include "service/api/openapi.hpp"
#include "service/api/routes.hpp"
#include "service/app/actor.hpp"
#include "service/auth/random.hpp"
#include "service/auth/token.hpp"
#include "service/wiring/commands.hpp"
#include "service/wiring/knowledge_base.hpp"

namespace afb::wiring {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t page = 1000;

std::string now_text(std::chrono::system_clock::duration later = {}) {
    return utc_text(std::chrono::system_clock::now() + later);
}

storage::Store open_store(const std::string& data) {
    fs::create_directories(data);
    return {database_file(data), load_catalog()};
}

// Every stored head by today's schema: a catalog that became stricter shows here.
std::vector<std::string> check_records(storage::Store& store, const Catalog& catalog) {
    std::vector<std::string> faults;
    std::map<std::string, Validator> validators;
    for (const Kind& kind : catalog.kinds()) validators.emplace(kind.name, Validator(kind.schema, &catalog));
    store.read([&](storage::Reader& reader) {
        std::int64_t cursor = 0;
        do {
            std::int64_t next = 0;
            for (const storage::StoredRecord& record : reader.scan(cursor, page, &next)) {
                for (const Problem& problem : validators.at(record.kind).validate(record.body)) {
                    faults.push_back(
                        fmt::format("{} {} {}: {}", record.kind, record.id, problem.location, problem.detail_nl));
                }
            }
            cursor = next;
        } while (cursor != 0);
    });
    return faults;
}

// The status line of a GET over plain HTTP/1.1 on this machine.
int http_status(const std::string& url) {
    constexpr std::string_view scheme = "http://";
    if (url.rfind(scheme, 0) != 0) throw std::runtime_error("only http:// addresses can be asked");
    const std::string rest = url.substr(scheme.size());
    const std::string authority = rest.substr(0, rest.find('/'));
    const std::string path = rest.size() > authority.size() ? rest.substr(authority.size()) : "/";
    const std::size_t colon = authority.rfind(':');
    const std::string host = authority.substr(0, colon);
    const std::string port = colon == std::string::npos ? "80" : authority.substr(colon + 1);
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (::getaddrinfo(host.c_str(), port.c_str(), &hints, &found) != 0)
        throw std::runtime_error("unknown host " + host);
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> addresses(found, ::freeaddrinfo);
    const int socket = ::socket(found->ai_family, found->ai_socktype | SOCK_CLOEXEC, found->ai_protocol);
    const std::unique_ptr<const int, void (*)(const int*)> closer(&socket, [](const int* open) { ::close(*open); });
    const timeval wait{.tv_sec = 3, .tv_usec = 0};
    ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof wait);
    ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof wait);
    if (::connect(socket, found->ai_addr, found->ai_addrlen) != 0)
        throw std::runtime_error("nothing answers at " + authority);
    const std::string request = "GET " + path + " HTTP/1.1\r\nHost: " + authority + "\r\nConnection: close\r\n\r\n";
    if (::send(socket, request.data(), request.size(), MSG_NOSIGNAL) < 0)
        throw std::runtime_error("cannot send to " + authority);
    std::string answer(64, '\0');
    const ssize_t size = ::recv(socket, answer.data(), answer.size(), MSG_WAITALL);
    if (size < 12 || answer.rfind("HTTP/1.1 ", 0) != 0) throw std::runtime_error("no HTTP answer from " + authority);
    return std::stoi(answer.substr(9, 3));
}

}  // namespace

int create_token(const TokenCommand& command) {
    storage::Store store = open_store(command.data);
    const auth::NewToken secret = auth::make_token();
    storage::Token token{.id = auth::make_uuid_v7(std::chrono::system_clock::now()),
                         .name = command.name,
                         .role = command.role,
                         .hash = secret.hash,
                         .hint = secret.hint,
                         .members = command.members,
                         .created_at = now_text(),
                         .expires_at = now_text(std::chrono::hours(24) * command.days),
                         .revoked_at = {}};
    store.write([&](storage::Writer& writer) {
        for (const storage::Token& other : writer.list_tokens()) {
            // `updatedBy` shows the name, so two live tokens may not share one.
            if (other.name == command.name && other.revoked_at.empty()) {
                throw std::runtime_error(
                    "there is a token of that name already; revoke it first, or choose another name");
            }
        }
        for (const std::string& member : command.members) {
            const auto record = writer.find(member);
            const bool fits =
                record && !record->deleted && (record->kind == "partnership" || record->kind == "onderwijsregio");
            if (!fits)
                throw std::runtime_error("--member " + member + " is not the id of a partnership or onderwijsregio");
        }
        writer.save_token(token);
    });
    fmt::print("{}\n", secret.secret);
    fmt::print(stderr, "Token {} for {} ({}), until {}. It is shown this once.\n", token.id, token.name, token.role,
               token.expires_at);
    return 0;
}

int list_tokens(const std::string& data) {
    require_database(data);
    storage::Store store = open_store(data);
    store.read([&](storage::Reader& reader) {
        for (const storage::Token& token : reader.list_tokens()) {
            const std::string state = !token.revoked_at.empty()        ? "revoked"
                                      : token.expires_at <= now_text() ? "expired"
                                                                       : "valid";
            fmt::print("{}  {:11}  {:8}  {}  until {}  {}\n", token.id, token.role, state, token.hint, token.expires_at,
                       token.name);
        }
    });
    return 0;
}

int revoke_token(const std::string& data, const std::string& id) {
    require_database(data);
    storage::Store store = open_store(data);
    bool found = false;
    store.write([&](storage::Writer& writer) { found = writer.revoke_token(id); });
    if (!found) throw std::runtime_error("there is no valid token " + id);
    return 0;
}

int check_data(const std::string& data) {
    require_database(data);
    spdlog::set_level(spdlog::level::off);
    const FolderLock lock(data);
    KnowledgeBase base(data, load_catalog(), lock.held());
    std::vector<std::string> faults = base.store.check();
    for (std::string& fault : check_records(base.store, *base.catalog)) faults.push_back(std::move(fault));
    std::int64_t records = 0;
    std::int64_t seq = 0;
    base.store.read([&](storage::Reader& reader) {
        records = reader.count();
        seq = reader.last_seq();
    });
    const indexer::Index::State state = base.index.state();
    if (!state.ready) {
        fmt::print(stderr, "index: {}; it is rebuilt when the server starts\n", state.reason);
    } else if (state.seq == seq && state.documents != records) {
        faults.push_back(fmt::format("index has {} documents for {} records; run reindex", state.documents, records));
    }
    for (const std::string& fault : faults) fmt::print("{}\n", fault);
    fmt::print("{} records, {} faults\n", records, faults.size());
    return faults.empty() ? 0 : 1;
}

int reindex(const std::string& data) {
    require_database(data);
    spdlog::set_level(spdlog::level::off);
    const FolderLock lock(data);
    if (lock.held()) {
        KnowledgeBase base(data, load_catalog(), true);
        base.indexing.rebuild();
        fmt::print("{} documents\n", base.index.state().documents);
        return 0;
    }
    // A server owns the index: ask it, and wait for its word.
    storage::Store store = open_store(data);
    const std::string request = auth::make_uuid_v7(std::chrono::system_clock::now());
    store.write([&](storage::Writer& writer) { writer.set_meta(app::reindex_asked_key, request); });
    fmt::print(stderr, "the running server rebuilds its index ...\n");
    for (int i = 0; i < 36'000; ++i) {
        std::optional<std::string> done;
        store.read([&](storage::Reader& reader) { done = reader.find_meta(app::reindex_done_key); });
        if (done == request) return 0;
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
    throw std::runtime_error("the server did not finish within an hour");
}

int backup(const std::string& data, const std::string& file) {
    require_database(data);
    if (fs::exists(file)) throw std::runtime_error(file + " exists already");
    storage::Store store = open_store(data);
    store.backup(file);
    fmt::print(stderr, "{} ({} bytes)\n", file, fs::file_size(file));
    return 0;
}

int restore(const std::string& data, const std::string& file) {
    if (!fs::exists(file)) throw std::runtime_error(file + " does not exist");
    const FolderLock lock(data);
    if (!lock.held()) throw std::runtime_error("a server is running on " + data + "; stop it first");
    const std::string incoming = database_file(data) + ".incoming";
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(incoming + suffix);
    fs::copy_file(file, incoming);
    try {
        storage::Store store(incoming, load_catalog());
        const std::vector<std::string> faults = store.check();
        if (!faults.empty()) throw std::runtime_error(file + " is not sound: " + faults.front());
    } catch (...) {
        for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(incoming + suffix);
        throw;
    }
    // Until the rename the old database stands; the index belongs to the old one, and is made anew at the next start.
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(database_file(data) + suffix);
    fs::rename(incoming, database_file(data));
    for (const char* suffix : {"-wal", "-shm"}) fs::remove(incoming + suffix);
    fs::remove_all(index_folder(data));
    return 0;
}

int print_openapi(const std::string& version, const std::string& language) {
    const std::shared_ptr<const Catalog> catalog = load_catalog();
    const Json document = api::openapi_document(
        *catalog, api::make_routes(*catalog), version == "3.1" ? api::OpenApiVersion::v3_1 : api::OpenApiVersion::v3_0,
        language == "en" ? Language::en : Language::nl, api::default_server_url(), AFB_VERSION);
    fmt::print("{}\n", document.dump(2));
    return 0;
}

int print_version() {
    fmt::print("afsprakenbank {}\n", AFB_VERSION);
    return 0;
}

int check_health(const std::string& url) {
    const int status = http_status(url);
    fmt::print("{}\n", status);
    return status >= 200 && status < 300 ? 0 : 1;
}

}  // namespace afb::wiring
