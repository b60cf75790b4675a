// Random bytes and identifiers that cannot be guessed. One of the seams tests may replace is time, so it is a
// parameter.
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace afb::auth {

std::string random_bytes(
    std::size_t count);  // from the operating system's generator; throws std::runtime_error when it fails

// RFC 9562 version 7: sorts by time of making. Lower case.
std::string make_uuid_v7(std::chrono::system_clock::time_point now);

bool is_uuid(std::string_view text);  // 8-4-4-4-12 lower-case hexadecimal digits

std::string sha256_hex(std::string_view data);

}  // namespace afb::auth
