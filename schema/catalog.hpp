// The catalog: every record kind, field and vocabulary, read from the annotated JSON Schemas (README.md in this
// folder).
//
// Guarantees: after construction everything is checked (only the keywords we support, every vocabulary and reference
// kind exists, every property has labels) and immutable, so it is shared between threads without locks. Does no I/O: it
// is given the files' texts.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/json.hpp"
#include "schema/problem.hpp"
#include "schema/text.hpp"

namespace afb {

struct Term {
    std::string code;
    Text label;
    Text description;
    std::vector<std::string> synonyms;
};

struct Vocabulary {
    std::string name;
    Text title;
    Text description;
    std::vector<Term> terms;

    const Term* find(std::string_view code) const;
};

enum class FieldType {
    text,
    markdown,
    url,
    identifier,
    code,
    reference,
    date,
    date_time,
    school_year,
    money,
    integer,
    number,
    boolean
};

// A leaf of a kind's schema: a scalar, or the items of a list of scalars.
struct Field {
    std::string path;                   // "tariffs[].appliesTo.sectors[]"
    std::vector<std::string> segments;  // {"tariffs", "[]", "appliesTo", "sectors", "[]"}
    FieldType type = FieldType::text;
    Text label;
    Text help;
    const Vocabulary* vocabulary = nullptr;
    std::vector<std::string> references;  // kinds
    int search_weight = 0;                // 0: not in the full text
    bool phrase = false;
    bool exact = false;
    bool unique = false;
    bool acyclic = false;
    bool required = false;   // by its own parent object
    bool read_only = false;  // under `derived` or set by the server
    bool facet = false;
    bool collapse = false;
    std::string filter;  // "" when none; also `range` and `sort`
    std::string range;
    std::string sort;
    std::string column;

    // Calls visit(value, pointer) for every value of this field in a record, in order. Absent values and nulls are
    // passed over.
    template <class Visit>
    void for_each(const Json& record, Visit visit) const {
        visit_from(record, 0, std::string(), visit);
    }

private:
    template <class Visit>
    void visit_from(const Json& node, std::size_t depth, const std::string& pointer, Visit& visit) const {
        if (depth == segments.size()) {
            if (!node.is_null()) visit(node, pointer);
            return;
        }
        if (segments[depth] == "[]") {
            if (!node.is_array()) return;
            for (std::size_t i = 0; i < node.size(); ++i) visit_from(node[i], depth + 1, pointer_to(pointer, i), visit);
            return;
        }
        if (!node.is_object()) return;
        const auto found = node.find(segments[depth]);
        if (found != node.end()) visit_from(*found, depth + 1, pointer_to(pointer, segments[depth]), visit);
    }
};

struct Kind {
    std::string name;        // "agreement": `kind` in records, filters, NDJSON, command line
    std::string collection;  // "agreements": in URLs
    Text label;
    Text plural;
    Text help;
    std::string title_field;  // "title" or "name"
    Json schema;              // whole and flat: common and own properties, no $ref
    std::vector<Field> fields;

    const Field* find_field(std::string_view path) const;
    std::string title_of(const Json& record) const;
};

// A filter or sort key as one thing over all kinds that have it: same name, same type, same vocabulary (checked at
// construction).
struct FilterDefinition {
    std::string name;
    FieldType type = FieldType::text;
    Text label;
    const Vocabulary* vocabulary = nullptr;
    std::vector<std::string> references;
    bool facet = false;
    bool collapse = false;           // a record has it once at most: searches can show one record for each value
    std::vector<std::string> kinds;  // that have it

    // Values that anybody may make up: no codes, records, numbers, years or yes and no.
    bool has_free_values() const {
        return vocabulary == nullptr && references.empty() && type != FieldType::boolean &&
               type != FieldType::school_year && type != FieldType::integer;
    }
};

class Catalog {
public:
    // `files`: path -> content, as embedded: "schema/records/agreement.schema.json", "schema/vocabularies/themes.json";
    // other paths are passed over. Throws std::runtime_error naming the file, the place and the fault.
    static std::shared_ptr<const Catalog> from_files(const std::map<std::string, std::string>& files);

    const std::vector<Kind>& kinds() const { return kinds_; }
    const Kind* find_kind(std::string_view name) const;
    const Kind* find_collection(std::string_view collection) const;
    const Kind& get_kind(std::string_view name) const;  // throws std::out_of_range

    const std::vector<Vocabulary>& vocabularies() const { return vocabularies_; }
    const Vocabulary* find_vocabulary(std::string_view name) const;

    // Over all kinds, or those of one kind. Sorted by name.
    const std::vector<FilterDefinition>& filters() const { return filters_; }
    const std::vector<FilterDefinition>& ranges() const { return ranges_; }
    const std::vector<FilterDefinition>& sorts() const { return sorts_; }
    const FilterDefinition* find_filter(std::string_view name) const;
    const FilterDefinition* find_range(std::string_view name) const;
    const FilterDefinition* find_sort(std::string_view name) const;

    // The text of vocabularies/NAME.tsv, for who searches; nullptr when there is none. No part of the fingerprint:
    // nothing is stored or indexed by these.
    const std::string* find_table(std::string_view name) const;

    // Changes when any schema or vocabulary changes: what is projected or indexed with another fingerprint is out of
    // date.
    const std::string& fingerprint() const { return fingerprint_; }

private:
    Catalog() = default;

    std::vector<Vocabulary> vocabularies_;
    std::vector<Kind> kinds_;
    std::vector<FilterDefinition> filters_;
    std::vector<FilterDefinition> ranges_;
    std::vector<FilterDefinition> sorts_;
    std::map<std::string, std::string, std::less<>> tables_;
    std::string fingerprint_;
};

// The members the server sets: in an answer, ignored in a request.
inline constexpr std::string_view server_members[] = {"id",        "kind",      "revision", "createdAt",
                                                      "updatedAt", "updatedBy", "derived"};

}  // namespace afb
