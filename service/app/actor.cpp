#include "service/app/actor.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "schema/error.hpp"

namespace afb::app {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 5> roles{{{Role::anonymous, "anonymous"},
                                                                  {Role::reader, "reader"},
                                                                  {Role::contributor, "contributor"},
                                                                  {Role::moderator, "moderator"},
                                                                  {Role::admin, "admin"}}};

bool acts_for(const Actor& actor, std::string_view id) {
    return std::find(actor.members.begin(), actor.members.end(), id) != actor.members.end();
}

bool owns(const Actor& actor, std::string_view id, std::string_view created_by, const Json& body) {
    if (acts_for(actor, id)) return true;
    if (const auto owner = body.find("ownerId"); owner != body.end())
        return acts_for(actor, owner->get_ref<const std::string&>());
    return created_by == actor.name;
}

}  // namespace

std::string_view role_name(Role role) {
    return std::find_if(roles.begin(), roles.end(), [&](const auto& row) { return row.first == role; })->second;
}

std::optional<Role> find_role(std::string_view name) {
    const auto found = std::find_if(roles.begin(), roles.end(), [&](const auto& row) { return row.second == name; });
    if (found == roles.end() || found->first == Role::anonymous) return std::nullopt;
    return found->first;
}

bool may_see(const Actor& actor, std::string_view status, std::string_view visibility) {
    if (actor.sees_everything()) return true;
    return status == "published" && (visibility == "public" || actor.role >= Role::reader);
}

bool may_see(const Actor& actor, const Json& body) {
    return may_see(actor, body.value("status", std::string()), body.value("visibility", std::string()));
}

void limit_to_visible(const Actor& actor, RecordQuery& query) {
    query.public_only = actor.role < Role::reader;
    if (!query.public_only && !actor.sees_everything())
        query.conditions.push_back({.name = "status", .values = {"published"}});
}

void require_may_write(const Actor& actor, std::string_view id, std::string_view created_by, const Json& before,
                       const Json& after) {
    if (actor.role >= Role::moderator) return;
    if (actor.role < Role::contributor) {
        throw Error(ErrorKind::forbidden, {"Dit token mag alleen lezen.", "This token may only read."});
    }
    if (!before.is_null() && !owns(actor, id, created_by, before)) {
        throw Error(ErrorKind::forbidden, {"Dit record is van een ander partnerschap of een andere onderwijsregio.",
                                           "This record belongs to another partnership or onderwijsregio."});
    }
    if (!owns(actor, id, before.is_null() ? actor.name : created_by, after)) {
        throw Error(ErrorKind::forbidden,
                    {"`ownerId` noemt een partnerschap of onderwijsregio waar dit token niet voor werkt.",
                     "`ownerId` names a partnership or onderwijsregio that this token does not act for."});
    }
    const std::string status_before = before.is_null() ? "draft" : before.value("status", "draft");
    const std::string status_after = after.value("status", "draft");
    if (status_after != status_before && (status_after == "published" || status_after == "archived")) {
        throw Error(ErrorKind::forbidden, {"Publiceren en archiveren doet een moderator; zet `status` op `submitted`.",
                                           "A moderator publishes and archives; set `status` to `submitted`."});
    }
}

}  // namespace afb::app
