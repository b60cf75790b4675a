#include "tests/bench/record_set.hpp"

#include <set>
#include <sstream>
#include <stdexcept>

#include "schema/derive.hpp"
#include "tests/bench/generated.hpp"

namespace afb::bench {

namespace {

// The member that holds the longest text of a kind; "" when it has none.
std::string text_member(const std::string& kind) {
    if (kind == "agreement") return "text";
    if (kind == "question") return "description";
    return kind == "stagevergoeding" || kind == "funding" ? "note" : "";
}

LinkedRecord linked(const std::string& id, const Kind& kind, const Json& body) {
    LinkedRecord record{.id = id, .kind = kind.name, .title = kind.title_of(body), .region_ids = {}, .sectors = {}};
    if (kind.name == "onderwijsregio") record.region_ids.push_back(id);
    if (const auto regions = body.find("regions"); regions != body.end()) {
        for (const Json& region : *regions) record.region_ids.push_back(region.at("regionId").get<std::string>());
    }
    if (const auto sectors = body.find("sectors"); sectors != body.end())
        record.sectors = sectors->get<std::vector<std::string>>();
    return record;
}

}  // namespace

RecordSet::RecordSet(const Catalog& catalog, const Sentences& sentences, std::size_t count, std::size_t bytes) {
    std::stringstream lines;
    write_records(lines, count);
    std::mt19937_64 random(20261124);
    std::map<std::string, LinkedRecord, std::less<>> known;
    const DeriveContext context{.find_linked = [&](std::string_view id) -> std::optional<LinkedRecord> {
                                    const auto found = known.find(id);
                                    if (found == known.end()) return std::nullopt;
                                    return found->second;
                                },
                                .today = Date::parse("2026-01-01").value()};
    for (std::string line; std::getline(lines, line);) {
        Json body = Json::parse(line);
        Row row{.id = body.at("id"), .kind = body.at("kind"), .body = {}, .derived = {}, .linked_texts = {}};
        const Kind* kind = catalog.find_kind(row.kind);
        if (kind == nullptr) throw std::runtime_error("a generated record of no kind: " + row.kind);
        if (const std::string member = text_member(row.kind); !member.empty())
            body[member] = sentences.text(random, bytes);
        std::set<std::string> seen;
        for (const Field& field : kind->fields) {
            if (field.references.empty()) continue;
            field.for_each(body, [&](const Json& value, const std::string&) {
                const auto found = known.find(value.get<std::string>());
                if (found != known.end() && seen.insert(found->first).second)
                    row.linked_texts.push_back(found->second.title);
            });
        }
        known.emplace(row.id, linked(row.id, *kind, body));
        row.derived = derive(*kind, body, context).dump();
        row.body = body.dump();
        text_bytes_ += row.body.size();
        by_id_.emplace(row.id, rows_.size());
        rows_.push_back(std::move(row));
    }
}

indexer::Entry RecordSet::entry(std::size_t number) const {
    const Row& row = rows_.at(number);
    indexer::Entry entry;
    entry.id = row.id;
    entry.kind = row.kind;
    entry.slug = row.id;
    entry.revision = 1;
    entry.updated_at = "2026-01-01T00:00:00.000Z";
    entry.body = Json::parse(row.body);
    entry.derived = Json::parse(row.derived);
    entry.linked_texts = row.linked_texts;
    return entry;
}

std::vector<indexer::Entry> RecordSet::fetch(const std::vector<std::string>& ids) const {
    std::vector<indexer::Entry> entries;
    for (const std::string& id : ids) entries.push_back(entry(by_id_.at(id)));
    return entries;
}

}  // namespace afb::bench
