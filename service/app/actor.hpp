// Who is asking, and what that role may do.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"
#include "schema/record_query.hpp"

namespace afb::app {

// Each role may do what the ones before it may.
enum class Role { anonymous, reader, contributor, moderator, admin };

std::string_view role_name(Role role);
std::optional<Role> find_role(std::string_view name);

struct Actor {
    Role role = Role::anonymous;
    std::string id;                    // of the token; "" for anonymous
    std::string name;                  // shown as updatedBy: a function or organisation, never a person
    std::vector<std::string> members;  // partnerships and regions it acts for

    bool sees_everything() const { return role >= Role::contributor; }
};

// Only published, public records are open; what an actor may not see is "not found". Drafts are for those who work on
// them.
bool may_see(const Actor& actor, const Json& body);
bool may_see(const Actor& actor, std::string_view status, std::string_view visibility);
// The same as a condition on a list or a search.
void limit_to_visible(const Actor& actor, RecordQuery& query);

// A contributor writes the records of the partnerships and regions it acts for, those partnerships and regions
// themselves, and records without an owner that it made; and it does not publish or archive: that is a moderator's
// decision. `before` is null for a new record. Throws Error(forbidden) with the reason.
void require_may_write(const Actor& actor, std::string_view id, std::string_view created_by, const Json& before,
                       const Json& after);

}  // namespace afb::app
