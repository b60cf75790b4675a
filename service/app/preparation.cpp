#include "service/app/preparation.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "schema/derive.hpp"
#include "schema/slug.hpp"
#include "service/auth/random.hpp"

namespace afb::app {
namespace {

constexpr std::size_t longest_chain = 1000;
constexpr std::size_t most_dependents = 100'000;

struct Referral {
    const Field* field;
    std::string pointer;
    std::string id;
};

std::vector<Referral> referrals_of(const Kind& kind, const Json& body) {
    std::vector<Referral> referrals;
    for (const Field& field : kind.fields) {
        if (field.references.empty() || field.read_only) continue;
        field.for_each(body, [&](const Json& value, const std::string& pointer) {
            if (value.is_string()) referrals.push_back({&field, pointer, value.get<std::string>()});
        });
    }
    return referrals;
}

std::string names_of(const Catalog& catalog, const std::vector<std::string>& kinds) {
    std::string names;
    for (const std::string& kind : kinds) names += (names.empty() ? "" : ", ") + catalog.get_kind(kind).name;
    return names;
}

bool comes_back(const Kind& kind, const Field& field, std::string_view id, std::string next, storage::Reader& reader) {
    for (std::size_t step = 0; step < longest_chain; ++step) {
        if (next == id) return true;
        const auto record = reader.find(next);
        if (!record || record->kind != kind.name) return false;
        std::string after;
        field.for_each(record->body, [&](const Json& value, const std::string&) {
            if (value.is_string()) after = value.get<std::string>();
        });
        if (after.empty()) return false;
        next = std::move(after);
    }
    return true;
}

std::string free_slug(const Kind& kind, std::string_view id, const std::string& wanted, storage::Reader& reader) {
    std::string slug = wanted;
    for (int n = 2;; ++n) {
        const auto other = reader.find_by_slug(kind.name, slug);
        if (!other || other->id == id) return slug;
        slug = wanted + "-" + std::to_string(n);
    }
}

// The members from which find_linked() and derive() of *other* records take something.
Json inheritable(const Json& body) {
    Json part = Json::object();
    if (!body.is_object()) return part;
    for (const char* name : {"sectors", "reach", "regions", "participants", "members", "parentId"}) {
        const auto found = body.find(name);
        if (found != body.end()) part[name] = *found;
    }
    return part;
}

}  // namespace

Prepared prepare_body(const Kind& kind, const Validator& validator, Json body, const storage::StoredRecord* existing,
                      std::vector<Problem>& problems) {
    Prepared prepared;
    if (!body.is_object()) {
        problems.push_back(body_problem("type", "", {"object"}));
        return prepared;
    }
    prepared.body = normalise(kind, std::move(body));
    for (const auto& property : kind.schema.at("properties").items()) {
        const auto fallback = property.value().find("default");
        if (fallback != property.value().end() && !prepared.body.contains(property.key()))
            prepared.body[property.key()] = *fallback;
    }
    if (!prepared.body.contains("status")) prepared.body["status"] = "draft";
    if (!prepared.body.contains("visibility")) prepared.body["visibility"] = "public";
    prepared.title = kind.title_of(prepared.body);
    if (!prepared.body.contains("slug"))
        prepared.body["slug"] = existing != nullptr ? existing->slug : make_slug(prepared.title);

    const std::size_t before = problems.size();
    std::vector<Problem> found = validator.validate(prepared.body);
    problems.insert(problems.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    if (prepared.body["slug"].is_string()) prepared.slug = prepared.body["slug"].get<std::string>();
    if (problems.size() == before) {
        std::vector<Problem> rules = check_rules(kind, prepared.body);
        problems.insert(problems.end(), std::make_move_iterator(rules.begin()), std::make_move_iterator(rules.end()));
    }
    return prepared;
}

void check_against_store(const Catalog& catalog, const Kind& kind, std::string_view id, Prepared& prepared,
                         bool slug_chosen, storage::Reader& reader, std::vector<Problem>& problems) {
    if (!prepared.slug.empty()) {
        const std::string free = free_slug(kind, id, prepared.slug, reader);
        if (free != prepared.slug) {
            if (slug_chosen) {
                problems.push_back(body_problem("slug.taken", "/slug", {prepared.slug, free}));
            } else {
                prepared.slug = free;
                prepared.body["slug"] = free;
            }
        }
    }
    for (const Field& field : kind.fields) {
        if (!field.unique) continue;
        field.for_each(prepared.body, [&](const Json& value, const std::string& pointer) {
            if (!value.is_string()) return;
            const auto other = reader.find_unique(kind.name, field.path, value.get<std::string>());
            if (!other || *other == id) return;
            const auto record = reader.find(*other);
            problems.push_back(body_problem(
                "unique", pointer, {value.get<std::string>(), record ? record->title : std::string(), *other}));
        });
    }
    check_references(catalog, kind, id, prepared.body, reader, problems);
}

void check_references(const Catalog& catalog, const Kind& kind, std::string_view id, const Json& body,
                      storage::Reader& reader, std::vector<Problem>& problems) {
    for (const Referral& referral : referrals_of(kind, body)) {
        if (!auth::is_uuid(referral.id)) continue;  // the schema's format has said so
        const auto target = reader.find_heading(referral.id);
        const std::string kinds = names_of(catalog, referral.field->references);
        if (!target || target->deleted) {
            problems.push_back(body_problem("reference.notFound", referral.pointer, {referral.id, kinds}));
        } else if (std::find(referral.field->references.begin(), referral.field->references.end(), target->kind) ==
                   referral.field->references.end()) {
            problems.push_back(body_problem("reference.kind", referral.pointer, {referral.id, target->kind, kinds}));
        } else if (referral.field->acyclic && comes_back(kind, *referral.field, id, referral.id, reader)) {
            problems.push_back(body_problem("reference.cycle", referral.pointer, {target->title}));
        }
    }
}

Json derive_record(const Kind& kind, std::string_view id, const Json& body, const FindLinked& find_linked, Date today) {
    Json derived = derive(kind, body, DeriveContext{.find_linked = find_linked, .today = today});
    // A region lies in itself; regions of an organisation are stated by the regions and partnerships that list it, not
    // by itself.
    if (kind.find_field("derived.regionIds[]") != nullptr && !derived.contains("regionIds")) {
        if (kind.name == "onderwijsregio") {
            derived["regionIds"] = Json::array({std::string(id)});
        } else if (const auto self = find_linked(id); self && !self->region_ids.empty()) {
            derived["regionIds"] = self->region_ids;
        }
    }
    return derived;
}

Json derive_record(const Kind& kind, std::string_view id, const Json& body, storage::Reader& reader, Date today) {
    return derive_record(
        kind, id, body, [&reader](std::string_view linked) { return reader.find_linked(linked); }, today);
}

std::vector<std::string> referred_ids(const Kind& kind, const Json& body) {
    std::set<std::string> ids;
    for (Referral& referral : referrals_of(kind, body)) ids.insert(std::move(referral.id));
    return {ids.begin(), ids.end()};
}

void rederive_record(const Catalog& catalog, std::string_view id, storage::Writer& writer, Date today) {
    const auto record = writer.find(id);
    if (!record || record->deleted) return;
    const Kind& kind = catalog.get_kind(record->kind);
    writer.rederive(id, derive_record(kind, id, record->body, writer, today));
}

std::set<std::string> stated_by(const Kind& kind, std::string_view id, const Json& body) {
    const Json part = inheritable(body);
    if (part.empty()) return {};
    std::set<std::string> ids{std::string(id)};
    for (std::string& listed : referred_ids(kind, part)) ids.insert(std::move(listed));
    return ids;
}

void collect_dependents(const Kind& kind, std::string_view id, const Json& before, const Json& after,
                        storage::Reader& reader, std::set<std::string>& dependents) {
    if (inheritable(before) == inheritable(after)) return;
    // Who is listed, or no longer listed, by this record gets or loses its regions; then who refers to any of these.
    std::set<std::string> touched = stated_by(kind, id, before);
    touched.merge(stated_by(kind, id, after));
    for (const std::string& one : touched) {
        if (one != id) dependents.insert(one);
        std::int64_t total = 0;
        for (storage::Reference& referrer : reader.referrers_of(one, most_dependents, &total)) {
            if (referrer.id != id) dependents.insert(std::move(referrer.id));
        }
    }
}

void rederive_dependents(const Catalog& catalog, const Kind& kind, std::string_view id, const Json& before,
                         const Json& after, storage::Writer& writer, Date today) {
    std::set<std::string> dependents;
    collect_dependents(kind, id, before, after, writer, dependents);
    for (const std::string& dependent : dependents) rederive_record(catalog, dependent, writer, today);
}

}  // namespace afb::app
