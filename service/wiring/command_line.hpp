// The program's command line: which subcommand, with which options. Every option can also be given as an AFB_*
// environment variable. Results go to stdout, progress and errors to stderr; exit 0 done, 1 failed, 2 usage.
#pragma once

namespace afb::wiring {

int run_command_line(int argc, char** argv);

}  // namespace afb::wiring
