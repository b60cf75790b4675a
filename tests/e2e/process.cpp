#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

#include "tests/e2e/kit.hpp"

namespace afb::e2e {
namespace {

std::filesystem::path make_folder() {
    std::string name = (std::filesystem::temp_directory_path() / "afb-e2e-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary folder");
    return name;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

int open_or_throw(const std::string& file, int flags) {
    const int opened = ::open(file.c_str(), flags | O_CLOEXEC, 0600);
    if (opened < 0) throw std::runtime_error("cannot open " + file);
    return opened;
}

int code_of(int status) {
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

Folder::Folder() : path(make_folder()) {}

Folder::~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
}

std::string read_file(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

void write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream stream(file, std::ios::binary | std::ios::trunc);
    stream << text;
    if (!stream.flush()) throw std::runtime_error("cannot write " + file.string());
}

Process::Process(std::vector<std::string> arguments, const Fields& environment, const std::string& input) {
    write_file(folder_.path / "in", input);
    arguments.insert(arguments.begin(), AFB_BINARY);
    std::vector<std::string> variables{"PATH=/usr/bin:/bin", "HOME=" + folder_.path.string(), "LANG=C.UTF-8"};
    // A sanitizer's settings are not the program's environment.
    for (const char* name : {"ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS"}) {
        if (const char* value = std::getenv(name)) variables.push_back(std::string(name) + "=" + value);
    }
    for (const auto& [name, value] : environment) variables.push_back(name + "=" + value);
    const std::vector<char*> argv = pointers(arguments);
    const std::vector<char*> envp = pointers(variables);
    const int in = open_or_throw(folder_.file("in"), O_RDONLY);
    const int out = open_or_throw(folder_.file("out"), O_WRONLY | O_CREAT | O_APPEND);
    const int err = open_or_throw(folder_.file("err"), O_WRONLY | O_CREAT | O_APPEND);
    const std::string home = folder_.path.string();
    pid_ = ::fork();
    if (pid_ == 0) {  // only what is safe between fork and exec
        if (::dup2(in, 0) < 0 || ::dup2(out, 1) < 0 || ::dup2(err, 2) < 0 || ::chdir(home.c_str()) != 0) ::_exit(126);
        ::execve(AFB_BINARY, argv.data(), envp.data());
        ::_exit(127);
    }
    for (const int opened : {in, out, err}) ::close(opened);
    if (pid_ < 0) throw std::runtime_error("cannot start a process");
}

Process::~Process() {
    if (code_) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
}

void Process::signal(int number) const {
    if (!code_) ::kill(pid_, number);
}

bool Process::running() {
    if (code_) return false;
    int status = 0;
    if (::waitpid(pid_, &status, WNOHANG) != pid_) return true;
    code_ = code_of(status);
    return false;
}

int Process::wait() {
    int status = 0;
    if (!code_ && ::waitpid(pid_, &status, 0) == pid_) code_ = code_of(status);
    return code_.value_or(-1);
}

Finished run(std::vector<std::string> arguments, const Fields& environment, const std::string& input) {
    Process process(std::move(arguments), environment, input);
    const int code = process.wait();
    return {code, process.out(), process.err()};
}

std::string run_well(std::vector<std::string> arguments, const std::string& input) {
    std::string shown;
    for (const std::string& argument : arguments) shown += " " + argument;
    const Finished finished = run(std::move(arguments), {}, input);
    INFO("afsprakenbank" << shown << "\n" << finished.out << finished.err);
    REQUIRE(finished.code == 0);
    return finished.out;
}

std::string make_token(const std::string& data, const std::string& name, const std::string& role) {
    std::string token = run_well({"token", "create", "--data", data, "--name", name, "--role", role});
    token.pop_back();
    return token;
}

bool eventually(const std::function<bool()>& so) {
    const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(30);
    while (!so()) {
        if (std::chrono::steady_clock::now() > until) return false;
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return true;
}

Server::Server(const std::string& data, const Fields& environment)
    : process({"serve", "--data", data, "--listen", "127.0.0.1:0"}, environment) {
    const std::string start = "listening on http://127.0.0.1:";
    const bool listens = eventually([&] {
        const std::string out = process.out();
        const std::size_t at = out.find(start);
        if (at != std::string::npos && out.find('\n', at) != std::string::npos) {
            port_ = static_cast<std::uint16_t>(std::stoi(out.substr(at + start.size())));
        }
        return port_ != 0 || !process.running();
    });
    INFO(process.out() << process.err());
    REQUIRE(listens);
    REQUIRE(port_ != 0);
}

void Server::wait_until_ready() {
    Client client(port_);
    const bool ready = eventually([&] { return client.get("/health/ready").json().at("status") == "pass"; });
    INFO(process.err());
    REQUIRE(ready);
}

int Server::stop() {
    process.signal(SIGTERM);
    return process.wait();
}

void Server::kill() {
    process.signal(SIGKILL);
    process.wait();
}

}  // namespace afb::e2e
