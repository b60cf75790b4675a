// Who is signed in through a browser. A session stands for an API token that somebody pasted once: the browser keeps a
// random secret in a cookie that scripts cannot read, we keep the hash of that secret beside the hash of the token. So
// the token itself is kept nowhere, and revoking it ends its sessions.
//
// In memory: a restart asks people to sign in again. Bounded: when it is full the session that was used longest ago
// goes.
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

namespace afb::auth {

class Sessions {
public:
    using Time = std::chrono::system_clock::time_point;

    static constexpr std::chrono::hours idle_time{12};  // unused for so long, it has ended
    static constexpr std::size_t most = 10'000;

    // The secret for the cookie: 64 hexadecimal digits.
    std::string open(std::string token_hash, Time now);

    // The hash of the token this session stands for; counts as use.
    std::optional<std::string> find_token_hash(std::string_view secret, Time now);

    void close(std::string_view secret);

private:
    struct Session {
        std::string token_hash;
        Time used;
    };

    std::mutex mutex_;
    std::map<std::string, Session, std::less<>> by_hash_;  // of the secret
};

}  // namespace afb::auth
