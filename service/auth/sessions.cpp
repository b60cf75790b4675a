#include "service/auth/sessions.hpp"

#include <algorithm>

#include "service/auth/random.hpp"

namespace afb::auth {

std::string Sessions::open(std::string token_hash, Time now) {
    // Hashing spreads the 256 random bits over digits that a cookie may hold.
    std::string secret = sha256_hex(random_bytes(32));
    const std::lock_guard lock(mutex_);
    if (by_hash_.size() >= most) {
        by_hash_.erase(std::min_element(by_hash_.begin(), by_hash_.end(),
                                        [](const auto& a, const auto& b) { return a.second.used < b.second.used; }));
    }
    by_hash_[sha256_hex(secret)] = {std::move(token_hash), now};
    return secret;
}

std::optional<std::string> Sessions::find_token_hash(std::string_view secret, Time now) {
    const std::lock_guard lock(mutex_);
    const auto found = by_hash_.find(sha256_hex(secret));
    if (found == by_hash_.end()) return std::nullopt;
    if (now - found->second.used > idle_time) {
        by_hash_.erase(found);
        return std::nullopt;
    }
    found->second.used = now;
    return found->second.token_hash;
}

void Sessions::close(std::string_view secret) {
    const std::lock_guard lock(mutex_);
    by_hash_.erase(sha256_hex(secret));
}

}  // namespace afb::auth
