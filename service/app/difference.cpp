#include "service/app/difference.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace afb::app {
namespace {

using Leaves = std::vector<std::pair<std::string, Json>>;

void collect(const Json& node, const std::string& pointer, Leaves& leaves) {
    if (node.is_object() && !node.empty()) {
        for (const auto& member : node.items()) collect(member.value(), pointer_to(pointer, member.key()), leaves);
    } else if (node.is_array() && !node.empty()) {
        for (std::size_t i = 0; i < node.size(); ++i) collect(node[i], pointer_to(pointer, i), leaves);
    } else {
        leaves.emplace_back(pointer, node);
    }
}

// "/tariffs/0/appliesTo/sectors/1" -> "tariffs[].appliesTo.sectors[]"
std::string path_of(std::string_view pointer) {
    std::string path;
    std::size_t at = 1;
    while (at <= pointer.size()) {
        const std::size_t end = std::min(pointer.find('/', at), pointer.size());
        const std::string_view segment = pointer.substr(at, end - at);
        const bool index = !segment.empty() && std::all_of(segment.begin(), segment.end(),
                                                           [](unsigned char c) { return std::isdigit(c) != 0; });
        if (index) {
            path += "[]";
        } else {
            if (!path.empty()) path += '.';
            path += segment;
        }
        at = end + 1;
    }
    return path;
}

Json make_row(const Kind& kind, const std::string& pointer, std::string_view change) {
    const std::string path = path_of(pointer);
    const Field* field = kind.find_field(path);
    if (field == nullptr) field = kind.find_field(path + "[]");
    Json row{{"pointer", pointer}};
    if (field != nullptr) row["label"] = Json{{"nl", field->label.nl}, {"en", field->label.en}};
    row["change"] = change;
    return row;
}

}  // namespace

Json list_differences(const Kind& kind, const Json& before, const Json& after) {
    Leaves old_leaves;
    Leaves new_leaves;
    collect(before, "", old_leaves);
    collect(after, "", new_leaves);
    std::map<std::string, const Json*> old_by_pointer;
    for (const auto& [pointer, value] : old_leaves) old_by_pointer.emplace(pointer, &value);

    Json rows = Json::array();
    for (const auto& [pointer, value] : new_leaves) {
        const auto found = old_by_pointer.find(pointer);
        if (found == old_by_pointer.end()) {
            Json row = make_row(kind, pointer, "added");
            row["after"] = value;
            rows.push_back(std::move(row));
            continue;
        }
        if (*found->second != value) {
            Json row = make_row(kind, pointer, "changed");
            row["before"] = *found->second;
            row["after"] = value;
            rows.push_back(std::move(row));
        }
        old_by_pointer.erase(found);
    }
    for (const auto& [pointer, value] : old_leaves) {
        if (!old_by_pointer.contains(pointer)) continue;
        Json row = make_row(kind, pointer, "removed");
        row["before"] = value;
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace afb::app
