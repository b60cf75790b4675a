// What each subcommand does, without its argument parsing. Each returns the exit code and throws std::exception for
// what went wrong.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace afb::wiring {

struct ServeOptions {
    std::string data;
    std::string listen = "127.0.0.1:8080";
    int threads = 0;         // 0: as many as there are cores, at least 4
    std::string public_url;  // empty: made from where it listens
    std::string web_root;    // development: page files come from this folder first
    std::string log_level = "info";
    int minimum_group = 1;  // groups of fewer regulations have no figures in public insights
};

struct ImportCommand {
    std::string data;
    std::string kind;
    bool dry_run = false;
    bool starter = false;  // the collection inside the program
    std::string format = "ndjson";
    std::string note;
    std::vector<std::string> files;  // "-" is stdin
};

struct ExportCommand {
    std::string data;
    std::string kind;  // empty: all
    bool all = false;  // said out loud; the same as no kind
    std::string format = "ndjson";
};

struct TokenCommand {
    std::string data;
    std::string name;
    std::string role;
    std::vector<std::string> members;
    int days = 365;
};

int serve(const ServeOptions& options);
int import_records(const ImportCommand& command);
int export_records(const ExportCommand& command);
int search_records(const std::string& data, const std::string& query, bool explain);
int analyse_words();  // standard input, a word a line
int create_token(const TokenCommand& command);
int list_tokens(const std::string& data);
int revoke_token(const std::string& data, const std::string& id);
int check_data(const std::string& data);
int reindex(const std::string& data);
int backup(const std::string& data, const std::string& file);
int restore(const std::string& data, const std::string& file);
int print_openapi(const std::string& version, const std::string& language);
int print_version();
int check_health(const std::string& url);

}  // namespace afb::wiring
