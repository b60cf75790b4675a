// bench_records COUNT: generated records as NDJSON on standard output.
#include <cstdlib>
#include <iostream>

#include "tests/bench/generated.hpp"

int main(int argc, char** argv) {
    afb::bench::write_records(std::cout, argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 1000);
    return std::cout.flush() ? 0 : 1;
}
