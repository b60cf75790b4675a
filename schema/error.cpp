#include "schema/error.hpp"

#include <fmt/format.h>

namespace afb {

void throw_not_found(const Text& what) {
    throw Error(ErrorKind::not_found,
                {fmt::format("Niet gevonden: {}.", what.nl), fmt::format("Not found: {}.", what.en)});
}

void throw_invalid(std::vector<Problem> problems) {
    const std::size_t count = problems.size();
    Text detail{"De invoer heeft een fout; zie errors.", "The input has one problem; see errors."};
    if (count != 1) {
        detail = {fmt::format("De invoer heeft {} fouten; zie errors.", count),
                  fmt::format("The input has {} problems; see errors.", count)};
    }
    throw Error(ErrorKind::invalid, std::move(detail), std::move(problems));
}

}  // namespace afb
