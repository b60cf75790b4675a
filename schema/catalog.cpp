#include "schema/catalog.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <set>
#include <stdexcept>

#include "schema/catalog_fields.hpp"
#include "schema/catalog_schema.hpp"
#include "schema/strict_json.hpp"
#include "schema/validator.hpp"

namespace afb {
namespace {

constexpr std::string_view records_folder = "schema/records/";
constexpr std::string_view vocabularies_folder = "schema/vocabularies/";
constexpr std::string_view common_file = "schema/records/common.schema.json";

// Query parameters with a meaning of their own: a filter of that name could never be reached.
constexpr std::string_view reserved_parameters[] = {"q",        "kind",    "sort",      "fields",       "pageNumber",
                                                    "pageSize", "expand",  "inForceOn", "validateOnly", "format",
                                                    "explain",  "collapse"};

using Files = std::map<std::string, std::string>;

// Our own files may be larger than what people send.
constexpr JsonLimits file_limits{.max_depth = 64, .max_string = 1'000'000, .max_members = 1'000'000};

[[noreturn]] void fault(const std::string& what) {
    throw std::runtime_error(what);
}

// Runs `work` so that whatever is wrong names the file.
template <class Work>
auto in_file(const std::string& path, Work work) {
    try {
        return work();
    } catch (const std::exception& error) {
        fault(fmt::format("{}: {}", path, error.what()));
    }
}

std::string get_text(const Json& node, const char* key) {
    const auto found = node.find(key);
    if (found == node.end() || !found->is_string() || found->get_ref<const std::string&>().empty()) {
        fault(fmt::format("{} must be a text", key));
    }
    return found->get<std::string>();
}

Text get_both(const Json& node, const char* key) {
    const Text text = text_of(node, key);
    if (text.nl.empty() || text.en.empty()) fault(fmt::format("{} needs a text in nl and in en", key));
    return text;
}

void check_members(const Json& node, std::initializer_list<std::string_view> known) {
    if (!node.is_object()) fault("an object is expected");
    for (const auto& [key, value] : node.items()) {
        if (std::find(known.begin(), known.end(), key) == known.end()) fault(fmt::format("unknown member \"{}\"", key));
    }
}

Term read_term(const Json& node) {
    check_members(node, {"code", "label", "description", "synonyms"});
    Term term{get_text(node, "code"), get_both(node, "label"), text_of(node, "description"), {}};
    if (const auto synonyms = node.find("synonyms"); synonyms != node.end()) {
        term.synonyms = synonyms->get<std::vector<std::string>>();
    }
    return term;
}

Vocabulary read_vocabulary(const std::string& path, const std::string& content) {
    const Json node = parse_json(content, file_limits);
    check_members(node, {"name", "title", "description", "terms"});
    Vocabulary vocabulary{get_text(node, "name"), get_both(node, "title"), text_of(node, "description"), {}};
    if (path != fmt::format("{}{}.json", vocabularies_folder, vocabulary.name)) fault("name must be the file's name");
    const auto terms = node.find("terms");
    if (terms == node.end() || !terms->is_array() || terms->empty())
        fault("terms must be a list with at least one term");
    std::set<std::string> codes;
    for (std::size_t i = 0; i < terms->size(); ++i) {
        Term term = in_file(fmt::format("/terms/{}", i), [&] { return read_term((*terms)[i]); });
        if (!codes.insert(term.code).second) fault(fmt::format("code \"{}\" appears twice", term.code));
        vocabulary.terms.push_back(std::move(term));
    }
    return vocabulary;
}

struct KindFile {
    std::string path;
    int order = 0;
    Kind kind;
};

KindFile read_kind(const std::string& path, const std::string& content, const Json& common) {
    KindFile file{path, 0, {}};
    const Json node = parse_json(content, file_limits);
    if (!node.is_object()) fault("an object is expected");
    Kind& kind = file.kind;
    kind.name = get_text(node, "x-kind");
    kind.collection = get_text(node, "x-collection");
    kind.label = get_both(node, "x-labels");
    kind.plural = get_both(node, "x-labels-plural");
    kind.help = text_of(node, "x-help");
    kind.title_field = get_text(node, "x-title-field");
    if (!node.contains("x-order") || !node["x-order"].is_number_integer()) fault("x-order must be a whole number");
    file.order = node["x-order"].get<int>();
    if (node.value("type", "") != "object") fault("type must be \"object\"");
    kind.schema = flatten_schema(node, common);
    return file;
}

void check_title(const Kind& kind) {
    const Field* title = kind.find_field(kind.title_field);
    if (title == nullptr || title->type != FieldType::text || !title->required) {
        fault(fmt::format("x-title-field \"{}\" must be a required text of this kind", kind.title_field));
    }
}

void check_required(const Json& schema) {
    for (const Json& name : schema["required"]) {
        if (!name.is_string() || !schema["properties"].contains(name.get<std::string>())) {
            fault(fmt::format("required names {}, which is not a property", name.dump()));
        }
    }
}

// FNV-1a, 64 bits: stable between builds and machines, which std::hash is not.
class Fingerprint {
public:
    void add(std::string_view text) {
        for (const char c : text) step(static_cast<unsigned char>(c));
        step(0x100);  // an end mark no byte can be
    }
    std::string text() const { return fmt::format("{:016x}", hash_); }

private:
    void step(std::uint64_t unit) { hash_ = (hash_ ^ unit) * 0x100000001b3ULL; }
    std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

bool is_vocabulary(std::string_view path) {
    return path.starts_with(vocabularies_folder) && path.ends_with(".json");
}

// The NAME of vocabularies/NAME.tsv; nothing for other paths.
std::string_view table_name(std::string_view path) {
    constexpr std::string_view ending = ".tsv";
    if (!path.starts_with(vocabularies_folder) || !path.ends_with(ending)) return {};
    return path.substr(vocabularies_folder.size(), path.size() - vocabularies_folder.size() - ending.size());
}

bool is_kind(std::string_view path) {
    return path.starts_with(records_folder) && path.ends_with(".schema.json") && path != common_file;
}

std::string fingerprint_of(const Files& files) {
    Fingerprint fingerprint;
    for (const auto& [path, content] : files) {
        if (!is_vocabulary(path) && !is_kind(path) && path != common_file) continue;
        fingerprint.add(path);
        fingerprint.add(content);
    }
    return fingerprint.text();
}

// Puts one use of a name with the other uses of it.
void define(std::vector<FilterDefinition>& definitions, const std::string& name, const Field& field, const Kind& kind) {
    if (name.empty()) return;
    auto found = std::find_if(definitions.begin(), definitions.end(), [&](const auto& d) { return d.name == name; });
    if (found == definitions.end()) {
        definitions.push_back({name,
                               field.type,
                               field.label,
                               field.vocabulary,
                               field.references,
                               field.facet,
                               field.collapse,
                               {kind.name}});
        return;
    }
    if (found->type != field.type || found->vocabulary != field.vocabulary) {
        fault(
            fmt::format("{}: \"{}\" has another type or vocabulary at {} than elsewhere", kind.name, name, field.path));
    }
    found->facet = found->facet || field.facet;
    found->collapse = found->collapse || field.collapse;
    for (const std::string& reference : field.references) {
        if (std::find(found->references.begin(), found->references.end(), reference) == found->references.end()) {
            found->references.push_back(reference);
        }
    }
    if (found->kinds.back() != kind.name) found->kinds.push_back(kind.name);
}

void check_range(const Field& field, const Kind& kind) {
    static constexpr FieldType ranged[] = {FieldType::date,  FieldType::date_time, FieldType::school_year,
                                           FieldType::money, FieldType::integer,   FieldType::number};
    if (field.range.empty() || std::find(std::begin(ranged), std::end(ranged), field.type) != std::end(ranged)) return;
    fault(fmt::format("{}: x-range at {} needs a date, a number or money", kind.name, field.path));
}

void check_sorts(const Kind& kind) {
    std::set<std::string> names;
    for (const Field& field : kind.fields) {
        if (!field.sort.empty() && !names.insert(field.sort).second) {
            fault(fmt::format("{}: x-sort \"{}\" appears twice", kind.name, field.sort));
        }
    }
}

// The records that are shown as one are those that the filter finds: so every field of the filter, in every kind, is a
// value by which to show one, and a record has one such value at most.
void check_collapse(const Kind& kind, const std::vector<FilterDefinition>& filters) {
    std::set<std::string> names;
    for (const Field& field : kind.fields) {
        const auto filter =
            std::find_if(filters.begin(), filters.end(), [&](const auto& d) { return d.name == field.filter; });
        if (filter == filters.end() || !filter->collapse) continue;
        const bool once = std::find(field.segments.begin(), field.segments.end(), "[]") == field.segments.end();
        if (!field.collapse || !once || !names.insert(field.filter).second) {
            fault(fmt::format("{}: x-collapse of \"{}\" needs one value a record, at {} too", kind.name, field.filter,
                              field.path));
        }
    }
}

void check_parameters(const std::vector<FilterDefinition>& filters, const std::vector<FilterDefinition>& ranges) {
    std::set<std::string> taken(std::begin(reserved_parameters), std::end(reserved_parameters));
    const auto take = [&taken](const std::string& name) {
        if (!taken.insert(name).second) fault(fmt::format("two things would be called \"{}\" in a query", name));
    };
    for (const FilterDefinition& filter : filters) take(filter.name);
    for (const FilterDefinition& range : ranges) {
        take(range.name + "From");
        take(range.name + "Until");
    }
}

void sort_by_name(std::vector<FilterDefinition>& definitions) {
    std::sort(definitions.begin(), definitions.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
}

template <class List>
auto find_named(const List& list, std::string_view name) -> decltype(list.data()) {
    const auto found = std::find_if(list.begin(), list.end(), [name](const auto& item) { return item.name == name; });
    return found == list.end() ? nullptr : &*found;
}

Json read_common(const std::string& content) {
    Json common = parse_json(content, file_limits);
    check_members(common,
                  {"$id", "$schema", "$comment", "title", "description", "type", "required", "properties", "$defs"});
    return common;
}

std::vector<KindFile> read_kinds(const Files& files, const Json& common) {
    std::vector<KindFile> kinds;
    for (const auto& [path, content] : files) {
        if (is_kind(path)) kinds.push_back(in_file(path, [&] { return read_kind(path, content, common); }));
    }
    std::sort(kinds.begin(), kinds.end(), [](const KindFile& a, const KindFile& b) {
        return std::tie(a.order, a.kind.name) < std::tie(b.order, b.kind.name);
    });
    std::set<std::string> names;
    for (const KindFile& file : kinds) {
        if (!names.insert(file.kind.name).second || !names.insert(file.kind.collection).second) {
            fault(fmt::format("{}: kind or collection \"{}\" appears twice", file.path, file.kind.name));
        }
    }
    if (kinds.empty()) fault(fmt::format("no kinds: nothing in {}", records_folder));
    return kinds;
}

}  // namespace

const Term* Vocabulary::find(std::string_view code) const {
    const auto found = std::find_if(terms.begin(), terms.end(), [code](const Term& term) { return term.code == code; });
    return found == terms.end() ? nullptr : &*found;
}

const Field* Kind::find_field(std::string_view path) const {
    const auto found = std::find_if(fields.begin(), fields.end(), [path](const Field& f) { return f.path == path; });
    return found == fields.end() ? nullptr : &*found;
}

std::string Kind::title_of(const Json& record) const {
    if (!record.is_object()) return {};
    const auto found = record.find(title_field);
    return found != record.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::shared_ptr<const Catalog> Catalog::from_files(const Files& files) {
    std::shared_ptr<Catalog> catalog(new Catalog);
    SchemaNames names;
    for (const auto& [path, content] : files) {
        if (const std::string_view table = table_name(path); !table.empty()) catalog->tables_.emplace(table, content);
        if (!is_vocabulary(path)) continue;
        catalog->vocabularies_.push_back(in_file(path, [&] { return read_vocabulary(path, content); }));
        names.vocabularies.insert(catalog->vocabularies_.back().name);
    }

    Json common = Json::object();
    if (const auto found = files.find(std::string(common_file)); found != files.end()) {
        common = in_file(found->first, [&] { return read_common(found->second); });
    }
    std::vector<KindFile> kinds = read_kinds(files, common);
    for (const KindFile& file : kinds) names.kinds.insert(file.kind.name);

    for (KindFile& file : kinds) {
        in_file(file.path, [&] {
            check_schema(file.kind.schema, names);
            check_required(file.kind.schema);
            const Validator compiles(file.kind.schema, catalog.get());
            file.kind.fields =
                list_fields(file.kind.schema, [&](std::string_view name) { return catalog->find_vocabulary(name); });
            check_title(file.kind);
            check_sorts(file.kind);
            for (const Field& field : file.kind.fields) {
                check_range(field, file.kind);
                define(catalog->filters_, field.filter, field, file.kind);
                define(catalog->ranges_, field.range, field, file.kind);
                define(catalog->sorts_, field.sort, field, file.kind);
            }
        });
        catalog->kinds_.push_back(std::move(file.kind));
    }
    for (const Kind& kind : catalog->kinds_) check_collapse(kind, catalog->filters_);
    check_parameters(catalog->filters_, catalog->ranges_);
    for (auto* definitions : {&catalog->filters_, &catalog->ranges_, &catalog->sorts_}) sort_by_name(*definitions);
    catalog->fingerprint_ = fingerprint_of(files);
    return catalog;
}

const Kind* Catalog::find_kind(std::string_view name) const {
    return find_named(kinds_, name);
}

const Kind* Catalog::find_collection(std::string_view collection) const {
    const auto found = std::find_if(kinds_.begin(), kinds_.end(),
                                    [collection](const Kind& kind) { return kind.collection == collection; });
    return found == kinds_.end() ? nullptr : &*found;
}

const Kind& Catalog::get_kind(std::string_view name) const {
    const Kind* kind = find_kind(name);
    if (kind == nullptr) throw std::out_of_range(fmt::format("no kind \"{}\"", name));
    return *kind;
}

const Vocabulary* Catalog::find_vocabulary(std::string_view name) const {
    return find_named(vocabularies_, name);
}

const std::string* Catalog::find_table(std::string_view name) const {
    const auto found = tables_.find(name);
    return found == tables_.end() ? nullptr : &found->second;
}

const FilterDefinition* Catalog::find_filter(std::string_view name) const {
    return find_named(filters_, name);
}

const FilterDefinition* Catalog::find_range(std::string_view name) const {
    return find_named(ranges_, name);
}

const FilterDefinition* Catalog::find_sort(std::string_view name) const {
    return find_named(sorts_, name);
}

}  // namespace afb
