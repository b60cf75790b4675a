#include "service/wiring/command_line.hpp"

int main(int argc, char** argv) {
    return afb::wiring::run_command_line(argc, argv);
}
