#include "service/auth/token.hpp"

#include <zlib.h>

#include <cstdint>

#include "service/auth/random.hpp"

namespace afb::auth {
namespace {

constexpr std::string_view prefix = "afb_";
constexpr std::string_view base62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
constexpr std::size_t random_length = 30;
constexpr std::size_t checksum_length = 6;

std::string checksum(std::string_view random) {
    auto value = static_cast<std::uint64_t>(
        crc32(0, reinterpret_cast<const unsigned char*>(random.data()), static_cast<unsigned int>(random.size())));
    std::string text(checksum_length, '0');
    for (std::size_t i = checksum_length; i-- > 0;) {
        text[i] = base62[value % 62];
        value /= 62;
    }
    return text;
}

// Bytes of 248 and above are passed over: 248 is the largest multiple of 62 in a byte, so every character is equally
// likely.
std::string random_base62() {
    std::string text;
    while (text.size() < random_length) {
        for (const char byte : random_bytes(64)) {
            const auto value = static_cast<unsigned char>(byte);
            if (value < 248 && text.size() < random_length) text += base62[value % 62];
        }
    }
    return text;
}

}  // namespace

NewToken make_token() {
    const std::string random = random_base62();
    NewToken token;
    token.secret = std::string(prefix) + random + checksum(random);
    token.hash = sha256_hex(token.secret);
    token.hint = "afb_…" + token.secret.substr(token.secret.size() - 4);
    return token;
}

std::optional<std::string> hash_of_token(std::string_view secret) {
    if (secret.size() != prefix.size() + random_length + checksum_length || secret.substr(0, prefix.size()) != prefix) {
        return std::nullopt;
    }
    const std::string_view random = secret.substr(prefix.size(), random_length);
    if (secret.substr(prefix.size() + random_length) != checksum(random)) return std::nullopt;
    return sha256_hex(secret);
}

}  // namespace afb::auth
