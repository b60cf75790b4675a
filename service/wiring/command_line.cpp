#include "service/wiring/command_line.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <functional>
#include <string>

#include "service/wiring/commands.hpp"

namespace afb::wiring {
namespace {

void add_data(CLI::App& command, std::string& data) {
    command.add_option("--data", data, "Data folder")->envname("AFB_DATA")->default_val("data");
}

void add_serve(CLI::App& app, ServeOptions& options, std::function<int()>& chosen) {
    CLI::App* command = app.add_subcommand("serve", "Serve the page and the API until SIGTERM or SIGINT");
    add_data(*command, options.data);
    command->add_option("--listen", options.listen, "HOST:PORT; port 0 is any free port")
        ->envname("AFB_LISTEN")
        ->capture_default_str();
    command
        ->add_option("--web-root", options.web_root,
                     "Folder with page files that go before the built-in ones; for development")
        ->envname("AFB_WEB_ROOT")
        ->check(CLI::ExistingDirectory);
    command->add_option("--threads", options.threads, "Worker threads; 0 is a sensible number")
        ->envname("AFB_THREADS")
        ->check(CLI::Range(0, 256));
    command
        ->add_option("--public-url", options.public_url,
                     "Where clients reach this service, e.g. https://afspraken.example.nl")
        ->envname("AFB_PUBLIC_URL");
    command->add_option("--log-level", options.log_level, "debug, info, warn or error")
        ->envname("AFB_LOG_LEVEL")
        ->check(CLI::IsMember({"debug", "info", "warn", "error"}))
        ->capture_default_str();
    command
        ->add_option("--minimum-group", options.minimum_group,
                     "Groups of fewer regulations than this have no figures in public insights")
        ->envname("AFB_MINIMUM_GROUP")
        ->check(CLI::Range(1, 1000))
        ->capture_default_str();
    command->callback([&] { chosen = [&] { return serve(options); }; });
}

void add_transfer(CLI::App& app, ImportCommand& import, ExportCommand& out, std::function<int()>& chosen) {
    CLI::App* command =
        app.add_subcommand("import", "Load records from NDJSON; also while a server runs on the same data folder");
    add_data(*command, import.data);
    command->add_option("--kind", import.kind, "Kind of lines that do not name one")->envname("AFB_KIND");
    command->add_flag("--dry-run", import.dry_run, "Check everything, change nothing")->envname("AFB_DRY_RUN");
    command->add_flag("--starter", import.starter, "Load the starter collection that is inside the program")
        ->envname("AFB_STARTER");
    command->add_option("--format", import.format, "Form of the files")
        ->envname("AFB_FORMAT")
        ->check(CLI::IsMember({"ndjson"}));
    command->add_option("--note", import.note, "Why; goes into the history")->envname("AFB_NOTE");
    command->add_option("FILE", import.files, "Files; - is standard input");
    command->callback([&] {
        if (import.files.empty() && !import.starter) throw CLI::RequiredError("FILE or --starter");
        chosen = [&] { return import_records(import); };
    });

    CLI::App* exporting = app.add_subcommand("export", "Write all records as NDJSON to standard output");
    add_data(*exporting, out.data);
    CLI::Option* kind = exporting->add_option("--kind", out.kind, "Only this kind")->envname("AFB_KIND");
    exporting->add_flag("--all", out.all, "All kinds (the default)")->envname("AFB_ALL")->excludes(kind);
    exporting->add_option("--format", out.format, "Form")->envname("AFB_FORMAT")->check(CLI::IsMember({"ndjson"}));
    exporting->callback([&] { chosen = [&] { return export_records(out); }; });
}

void add_tokens(CLI::App& app, TokenCommand& token, std::string& token_id, std::function<int()>& chosen) {
    CLI::App* tokens = app.add_subcommand("token", "API tokens");
    tokens->require_subcommand(1);
    CLI::App* create = tokens->add_subcommand("create", "Make a token and print it, once, on standard output");
    add_data(*create, token.data);
    create->add_option("--name", token.name, "Who uses it: a function or organisation, not a person")
        ->envname("AFB_NAME")
        ->required();
    create->add_option("--role", token.role, "reader, contributor, moderator or admin")
        ->envname("AFB_ROLE")
        ->required()
        ->check(CLI::IsMember({"reader", "contributor", "moderator", "admin"}));
    create->add_option("--member", token.members, "Id of a partnership or region it acts for (repeatable)")
        ->envname("AFB_MEMBER");
    create->add_option("--days", token.days, "Days until it expires")
        ->envname("AFB_DAYS")
        ->check(CLI::Range(1, 366))
        ->capture_default_str();
    create->callback([&] { chosen = [&] { return create_token(token); }; });

    CLI::App* list = tokens->add_subcommand("list", "All tokens, without their secrets");
    add_data(*list, token.data);
    list->callback([&] { chosen = [&] { return list_tokens(token.data); }; });

    CLI::App* revoke = tokens->add_subcommand("revoke", "End a token");
    add_data(*revoke, token.data);
    revoke->add_option("ID", token_id, "Id from token list")->required();
    revoke->callback([&] { chosen = [&] { return revoke_token(token.data, token_id); }; });
}

}  // namespace

int run_command_line(int argc, char** argv) {
    CLI::App app{"Afsprakenbank: what teacher-education partnerships in the Netherlands agreed, pay and fund"};
    app.require_subcommand(1);
    std::function<int()> chosen;
    ServeOptions serving;
    ImportCommand import;
    ExportCommand exporting;
    TokenCommand token;
    std::string token_id;
    std::string data;
    std::string file;
    std::string query;
    bool explain = false;
    std::string openapi_version = "3.0";
    std::string language = "nl";
    std::string url = "http://127.0.0.1:8080/health/ready";

    add_serve(app, serving, chosen);
    add_transfer(app, import, exporting, chosen);
    CLI::App* search = app.add_subcommand("search", "Search, and print what was found");
    add_data(*search, data);
    search->add_flag("--explain", explain, "Show how the question was read")->envname("AFB_EXPLAIN");
    search->add_option("QUERY", query, "Words")->required();
    search->callback([&] { chosen = [&] { return search_records(data, query, explain); }; });
    CLI::App* analysing = app.add_subcommand(
        "analyse", "Read words from standard input, a line each; print each with its parts and its stem");
    analysing->callback([&] { chosen = [] { return analyse_words(); }; });
    add_tokens(app, token, token_id, chosen);
    CLI::App* check = app.add_subcommand("check", "Look whether database and index are sound");
    add_data(*check, data);
    check->callback([&] { chosen = [&] { return check_data(data); }; });
    CLI::App* index = app.add_subcommand("reindex", "Rebuild the search index beside the live one");
    add_data(*index, data);
    index->callback([&] { chosen = [&] { return reindex(data); }; });
    CLI::App* saving = app.add_subcommand("backup", "Copy the database to FILE, also while a server runs");
    add_data(*saving, data);
    saving->add_option("FILE", file, "New file")->required();
    saving->callback([&] { chosen = [&] { return backup(data, file); }; });
    CLI::App* restoring = app.add_subcommand("restore", "Put a backup back; not while a server runs");
    add_data(*restoring, data);
    restoring->add_option("FILE", file, "A file made by backup")->required();
    restoring->callback([&] { chosen = [&] { return restore(data, file); }; });
    CLI::App* openapi = app.add_subcommand("openapi", "Print the OpenAPI document");
    openapi->add_option("--version", openapi_version, "3.0 or 3.1")
        ->envname("AFB_OPENAPI_VERSION")
        ->check(CLI::IsMember({"3.0", "3.1"}))
        ->capture_default_str();
    openapi->add_option("--lang", language, "nl or en")
        ->envname("AFB_LANG")
        ->check(CLI::IsMember({"nl", "en"}))
        ->capture_default_str();
    openapi->callback([&] { chosen = [&] { return print_openapi(openapi_version, language); }; });
    CLI::App* version = app.add_subcommand("version", "Print the version");
    version->callback([&] { chosen = [] { return print_version(); }; });
    CLI::App* health = app.add_subcommand("healthcheck", "Ask a running server whether it is ready; exit 0 when it is");
    health->add_option("--url", url, "Address to ask")->envname("AFB_HEALTH_URL")->capture_default_str();
    health->callback([&] { chosen = [&] { return check_health(url); }; });

    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error, std::cout, std::cerr) == 0 ? 0 : 2;
    }
    try {
        return chosen();
    } catch (const std::exception& error) {
        std::fprintf(stderr, "afsprakenbank: %s\n", error.what());
        return 1;
    }
}

}  // namespace afb::wiring
