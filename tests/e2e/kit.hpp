// The program as its users meet it: a process with arguments, an environment and a data folder, and HTTP over real
// sockets.
//
// Nothing of the program's own code is used here. Not for use by several threads unless a comment says so: Catch2's
// assertions are the test's own thread's; other threads collect their faults and the test looks at them.
#pragma once

#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace afb::e2e {

using Json = nlohmann::ordered_json;
using Fields = std::vector<std::pair<std::string, std::string>>;

// A folder of its own below the system's temporary folder, gone at the end.
class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    std::string file(const std::string& name) const { return (path / name).string(); }
    std::string data() const { return file("data"); }

    const std::filesystem::path path;
};

std::string read_file(const std::filesystem::path& file);
void write_file(const std::filesystem::path& file, const std::string& text);

// One run of the real program, with no environment but PATH, a home and what is given. Killed when it still runs at the
// end.
class Process {
public:
    explicit Process(std::vector<std::string> arguments, const Fields& environment = {}, const std::string& input = {});
    ~Process();
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;

    pid_t pid() const { return pid_; }
    std::string out() const { return read_file(folder_.file("out")); }
    std::string err() const { return read_file(folder_.file("err")); }
    void signal(int number) const;
    bool running();
    int wait();  // the exit code; 128 + the signal's number when a signal ended it

private:
    Folder folder_;
    pid_t pid_ = -1;
    std::optional<int> code_;
};

struct Finished {
    int code = -1;
    std::string out;
    std::string err;
};

Finished run(std::vector<std::string> arguments, const Fields& environment = {}, const std::string& input = {});

// Runs what must succeed and gives what it printed.
std::string run_well(std::vector<std::string> arguments, const std::string& input = {});
std::string make_token(const std::string& data, const std::string& name = "test", const std::string& role = "admin");

struct Reply {
    int status = 0;  // 0: the connection ended without a (whole) answer
    Fields fields;
    std::string body;

    std::string field(const std::string& name) const;  // "" when absent
    Json json() const;                                 // fails the test when it is not JSON
    std::int64_t total() const;                        // totalItems; -1 when this is not a page
};

// One connection, kept alive and made anew when the server closed it between two requests. May be used by any one
// thread.
class Client {
public:
    explicit Client(std::uint16_t port, std::string token = {}) : port_(port), token_(std::move(token)) {}
    ~Client();
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    Reply send(const std::string& method, const std::string& target, const Fields& fields = {},
               const std::string& body = {});
    Reply get(const std::string& target, const Fields& fields = {}) { return send("GET", target, fields); }
    Reply post(const std::string& target, const Json& body, const Fields& fields = {});

    // As bytes. False when the other side has gone.
    bool write(const std::string& bytes);
    Reply read(bool bodyless = false);  // the next answer; bodyless: to HEAD

private:
    void open();
    void close();

    std::uint16_t port_;
    std::string token_;
    int socket_ = -1;
    std::string received_;
};

// The head of a request as bytes, with Host and what is given.
std::string head_of(const std::string& method, const std::string& target, const Fields& fields);

// A running `serve` on any free port.
class Server {
public:
    explicit Server(const std::string& data, const Fields& environment = {});

    std::uint16_t port() const { return port_; }
    std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }
    void wait_until_ready();  // store and index
    bool alive() { return process.running(); }
    int stop();  // SIGTERM, and the exit code
    void kill();

    Process process;

private:
    std::uint16_t port_ = 0;
};

// Asks until it is so, at most half a minute.
bool eventually(const std::function<bool()>& so);

std::string escape(const std::string& text);  // for a query value
std::string gunzip(const std::string& bytes);
std::vector<Json> lines_of(const std::string& ndjson);
std::vector<Json> starter_records();                                         // of schema/starter/*.ndjson
std::string collection_of(const std::string& kind);                          // "question" -> "questions"
Json question(const std::string& title, const std::string& about = {});      // a small published record
std::string etag_of(const Json& record);                                     // "\"r3\""
std::vector<std::string> faults_of_headers(const Reply& reply);              // what every answer must carry
std::vector<std::string> faults_of_problem(const Reply& reply, int status);  // the one shape of errors

}  // namespace afb::e2e
