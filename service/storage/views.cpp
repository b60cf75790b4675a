#include "service/storage/views.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <stdexcept>
#include <vector>

namespace afb::storage {
namespace {

// By this we know our own views, so that those of a kind that is gone are dropped and those made by others stay.
constexpr std::string_view marker = "-- made from the record schemas";

constexpr const char* our_views_sql = R"(
SELECT name, sql FROM sqlite_master WHERE type = 'view' AND instr(sql, '-- made from the record schemas') > 0
)";

constexpr std::string_view view_begin = R"(
SELECT
    r.id AS "id",
    r.slug AS "slug",
    r.status AS "status",
    r.visibility AS "visibility",
    r.owner_id AS "ownerId",
    r.revision AS "revision",
    r.created_at AS "createdAt",
    r.updated_at AS "updatedAt",
    r.updated_by AS "updatedBy")";

constexpr std::string_view view_end = R"(
FROM record r
JOIN revision v ON v.record_no = r.no AND v.revision = r.revision
JOIN derivation d ON d.record_no = r.no
WHERE r.deleted_at IS NULL AND r.kind = {})";

constexpr std::array head_columns{"id",       "slug",      "status",    "visibility", "ownerId",
                                  "revision", "createdAt", "updatedAt", "updatedBy",  "kind"};

std::string in_quotes(std::string_view text, char quote) {
    std::string out(1, quote);
    for (const char c : text) {
        if (c == quote) out += quote;
        out += c;
    }
    return out += quote;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

// Column names; SQLite does not see capitals.
class Names {
public:
    std::string unique(std::string name) {
        auto candidate = name;
        for (int n = 2; !taken_.insert(lower(candidate)).second; ++n) candidate = fmt::format("{}_{}", name, n);
        return candidate;
    }

private:
    std::set<std::string> taken_;
};

struct Column {
    std::string name;
    std::string source;  // v.body or d.derived
    std::string path;    // $.a.b
};

// The scalar, or the outermost list, a field lies in.
std::vector<std::string> readable_path(const Field& field) {
    std::vector<std::string> path;
    for (const auto& segment : field.segments) {
        if (segment == "[]") break;
        path.push_back(segment);
    }
    return path;
}

std::vector<Column> columns_of(const Kind& kind) {
    std::vector<Column> columns;
    std::set<std::vector<std::string>> seen;
    Names names;
    for (const auto* name : head_columns) names.unique(name);
    for (const auto& field : kind.fields) {
        auto path = readable_path(field);
        const bool head =
            path.size() == 1 && std::find(head_columns.begin(), head_columns.end(), path[0]) != head_columns.end();
        if (path.empty() || head || !seen.insert(path).second) continue;
        const bool whole = path.size() == field.segments.size();
        auto name = whole && !field.column.empty() ? field.column : fmt::format("{}", fmt::join(path, "_"));
        const bool derived = path[0] == "derived";
        if (derived) path.erase(path.begin());
        std::string json_path = "$";
        for (const auto& segment : path) json_path.append(1, '.').append(in_quotes(segment, '"'));
        columns.push_back({names.unique(std::move(name)), derived ? "d.derived" : "v.body", std::move(json_path)});
    }
    return columns;
}

}  // namespace

std::string view_of(const Kind& kind) {
    auto sql = fmt::format("CREATE VIEW {} AS {}", in_quotes(kind.collection, '"'), marker);
    sql += view_begin;
    for (const auto& column : columns_of(kind))
        sql += fmt::format(",\n    json_extract({}, {}) AS {}", column.source, in_quotes(column.path, '\''),
                           in_quotes(column.name, '"'));
    return sql + fmt::format(view_end, in_quotes(kind.name, '\''));
}

void update_views(Connection& connection, const Catalog& catalog) {
    std::map<std::string, std::string> wanted;
    for (const auto& kind : catalog.kinds()) wanted.emplace(kind.collection, view_of(kind));

    std::map<std::string, std::string> present;
    const auto load = [&] {
        present.clear();
        Query query(connection, our_views_sql);
        while (query.step()) present.emplace(query.text(0), query.text(1));
    };
    load();
    if (present == wanted) return;

    Transaction transaction(connection, "BEGIN IMMEDIATE");
    load();
    for (const auto& [name, sql] : present) {
        const auto found = wanted.find(name);
        if (found == wanted.end() || found->second != sql)
            connection.execute(fmt::format("DROP VIEW {}", in_quotes(name, '"')).c_str());
    }
    for (const auto& [name, sql] : wanted) {
        const auto found = present.find(name);
        if (found == present.end() || found->second != sql) connection.execute(sql.c_str());
    }
    transaction.commit();
}

}  // namespace afb::storage
