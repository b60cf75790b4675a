// Made-up records in the shape and proportions of real ones, for measuring. The same numbers give the same records.
#pragma once

#include <cstddef>
#include <ostream>

namespace afb::bench {

// Writes `count` records as NDJSON: 1 % regions and partnerships, 9 % organisations, 25 % agreements, 40 %
// stagevergoedingen (1 to 3 tariffs), 15 % fundings, 10 % questions. References point backward only.
void write_records(std::ostream& out, std::size_t count);

}  // namespace afb::bench
