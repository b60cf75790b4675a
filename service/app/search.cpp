#include "service/app/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace afb::app {
namespace {

constexpr std::size_t most_facts = 6;
constexpr std::size_t most_fact_values = 3;

Json fragments_json(const std::vector<indexer::Fragment>& fragments) {
    Json list = Json::array();
    for (const indexer::Fragment& fragment : fragments)
        list.push_back(Json{{"text", fragment.text}, {"hit", fragment.hit}});
    return list;
}

// Titles of records that `actor` may not see are not shown anywhere.
std::optional<storage::Heading> find_visible(const Actor& actor, const std::string& id, storage::Reader& reader) {
    auto heading = reader.find_heading(id);
    if (heading && (heading->deleted || !may_see(actor, heading->status, heading->visibility))) heading.reset();
    return heading;
}

// Codes by their label, records by their title, the rest as it is.
std::string shown_value(const Field& field, const std::string& value, storage::Reader& reader, const Actor& actor,
                        Language language) {
    if (field.vocabulary != nullptr) {
        const Term* term = field.vocabulary->find(value);
        return term != nullptr ? term->label.in(language) : value;
    }
    if (!field.references.empty()) {
        const auto linked = find_visible(actor, value, reader);
        return linked ? linked->title : std::string();
    }
    return field.type == FieldType::money ? "€ " + value : value;
}

// What a result tells, most telling first: amounts, then what was computed as text (a route), then whom or what the
// record is about (values in lists), then what else was computed, then the rest. From the kind of field alone, so that
// a new field finds its place by itself.
int fact_rank(const Field& field) {
    const bool derived = field.path.rfind("derived.", 0) == 0;
    if (field.type == FieldType::money) return 0;
    if (derived && field.vocabulary == nullptr && field.references.empty() &&
        field.path.find("[]") == std::string::npos)
        return 1;
    if (!derived && field.path.find("[]") != std::string::npos) return 2;
    return derived ? 3 : 4;
}

std::vector<const Field*> telling_fields(const Kind& kind) {
    std::vector<const Field*> fields;
    for (const Field& field : kind.fields) {
        const bool telling =
            (field.facet && field.filter != "status") || (!field.range.empty() && field.type == FieldType::money);
        if (telling) fields.push_back(&field);
    }
    std::stable_sort(fields.begin(), fields.end(),
                     [](const Field* a, const Field* b) { return fact_rank(*a) < fact_rank(*b); });
    return fields;
}

// Calls use(hit, record) for the hits that `actor` may see: the index may be a moment behind a removal or a change of
// status.
template <class Use>
void for_each_visible(const Actor& actor, const std::vector<indexer::Hit>& hits, storage::Reader& reader, Use use) {
    std::vector<std::string> ids;
    for (const indexer::Hit& hit : hits) ids.push_back(hit.id);
    std::map<std::string, storage::StoredRecord> records;
    for (storage::StoredRecord& record : reader.find_many(ids)) records.emplace(record.id, std::move(record));
    for (const indexer::Hit& hit : hits) {
        const auto found = records.find(hit.id);
        if (found == records.end() || found->second.deleted || !may_see(actor, found->second.body)) continue;
        use(hit, found->second);
    }
}

void add_collapsed(Json& item, const indexer::Hit& hit) {
    if (hit.collapsed.count > 0) item["collapsed"] = {{"value", hit.collapsed.value}, {"count", hit.collapsed.count}};
}

std::string text_of(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

Json Search::make_item(const Actor& actor, const indexer::Hit& hit, const storage::StoredRecord& record,
                       storage::Reader& reader, Language language) const {
    Json item = summarise(*catalog_, record);
    item["titleFragments"] = fragments_json(hit.title);
    item["score"] = hit.score;
    item["snippet"] = fragments_json(hit.snippet);
    Json facts = Json::array();
    Json whole = record.body;
    whole["derived"] = record.derived;
    for (const Field* field : telling_fields(catalog_->get_kind(record.kind))) {
        if (facts.size() == most_facts) break;
        std::vector<std::string> shown;
        field->for_each(whole, [&](const Json& value, const std::string&) {
            std::string text = shown_value(*field, text_of(value), reader, actor, language);
            if (!text.empty() && std::find(shown.begin(), shown.end(), text) == shown.end())
                shown.push_back(std::move(text));
        });
        if (shown.empty()) continue;
        const bool more = shown.size() > most_fact_values;
        if (more) shown.resize(most_fact_values);
        facts.push_back(Json{{"label", field->label.in(language)},
                             {"value", fmt::format("{}{}", fmt::join(shown, ", "), more ? " …" : "")}});
    }
    item["facts"] = std::move(facts);
    add_collapsed(item, hit);
    if (!hit.explain.is_null()) item["explain"] = hit.explain;
    return item;
}

Json Search::make_facets(const Actor& actor, const std::vector<indexer::Facet>& facets, storage::Reader& reader,
                         Language language) const {
    Json list = Json::array();
    for (const indexer::Facet& facet : facets) {
        const FilterDefinition* definition = catalog_->find_filter(facet.name);
        Json values = Json::array();
        for (const indexer::FacetValue& value : facet.values) {
            // The status facet does not tell who may only read what is published how much else there is.
            if (facet.name == "status" && value.value != "published" && !actor.sees_everything()) continue;
            std::string label = value.value;
            if (definition != nullptr && definition->vocabulary != nullptr) {
                if (const Term* term = definition->vocabulary->find(value.value)) label = term->label.in(language);
            } else if (definition != nullptr && !definition->references.empty()) {
                if (const auto linked = find_visible(actor, value.value, reader)) label = linked->title;
            } else if (const Kind* kind = catalog_->find_kind(value.value); facet.name == "kind" && kind != nullptr) {
                label = kind->plural.in(language);
            }
            values.push_back(Json{{"value", value.value}, {"label", label}, {"count", value.count}});
        }
        const std::string label = definition != nullptr      ? definition->label.in(language)
                                  : language == Language::nl ? "Soort"
                                                             : "Kind";
        list.push_back(Json{{"name", facet.name}, {"label", label}, {"values", std::move(values)}});
    }
    return list;
}

Json Search::search(const Actor& actor, indexer::SearchRequest request, Language language, std::int64_t* total) const {
    limit_to_visible(actor, request.query);
    const indexer::SearchResult result = index_.search(request);
    *total = result.total;
    Json answer{{"items", Json::array()}};
    if (!request.query.collapse.empty()) answer["totalRecords"] = result.records;
    if (!result.explain.is_null()) answer["explain"] = result.explain;
    store_.read([&](storage::Reader& reader) {
        for_each_visible(actor, result.hits, reader, [&](const indexer::Hit& hit, const storage::StoredRecord& record) {
            answer["items"].push_back(make_item(actor, hit, record, reader, language));
        });
        if (request.facets) answer["facets"] = make_facets(actor, result.facets, reader, language);
    });
    std::optional<std::string> corrected = result.corrected;
    if (corrected && !actor.sees_everything() && !request.query.public_only) {
        // The index knows "open" and "everything" only: who is in between gets proposals from what is open.
        request.query.public_only = true;
        corrected =
            index_.search({.query = request.query, .facets = false, .explain = false, .texts = false}).corrected;
    }
    if (corrected) answer["corrected"] = *corrected;
    return answer;
}

Json Search::list(const Actor& actor, RecordQuery query, const ViewOptions& options, std::int64_t* total) const {
    limit_to_visible(actor, query);
    const indexer::SearchResult result =
        index_.search({.query = query, .facets = false, .explain = false, .texts = false});
    *total = result.total;
    Json answer{{"items", Json::array()}};
    if (!query.collapse.empty()) answer["totalRecords"] = result.records;
    store_.read([&](storage::Reader& reader) {
        for_each_visible(actor, result.hits, reader, [&](const indexer::Hit& hit, const storage::StoredRecord& record) {
            answer["items"].push_back(view_record(*catalog_, record, reader, actor, options));
            add_collapsed(answer["items"].back(), hit);
        });
    });
    return answer;
}

Json Search::suggest(const Actor& actor, std::string_view text, std::size_t limit) const {
    Json items = Json::array();
    for (const indexer::Suggestion& suggestion : index_.suggest(text, limit, !actor.sees_everything())) {
        Json item{{"text", suggestion.text}};
        if (!suggestion.id.empty()) {
            item["kind"] = suggestion.kind;
            item["id"] = suggestion.id;
            item["href"] = href_of(*catalog_, suggestion.kind, suggestion.id);
        }
        items.push_back(std::move(item));
    }
    return Json{{"items", std::move(items)}};
}

Json Search::similar(const Actor& actor, std::string_view id, std::size_t limit) const {
    const std::vector<std::string> ids = index_.similar(id, limit, !actor.sees_everything());
    Json items = Json::array();
    store_.read([&](storage::Reader& reader) {
        for (const storage::StoredRecord& record : reader.find_many(ids)) {
            if (!record.deleted && may_see(actor, record.body)) items.push_back(summarise(*catalog_, record));
        }
    });
    return items;
}

}  // namespace afb::app
