#include "indexer/document.hpp"

#include <algorithm>
#include <stdexcept>

#include "indexer/folding.hpp"
#include "indexer/packing.hpp"
#include "indexer/phrases.hpp"
#include "indexer/terms.hpp"
#include "indexer/values.hpp"
#include "indexer/words.hpp"

namespace afb::indexer {

namespace {

constexpr std::uint32_t gap_between_fields = 100;  // no phrase crosses from one field to the next
constexpr std::size_t shortest_listed_word = 3;
constexpr std::size_t longest_name = 300;  // bytes of a name for completion

bool is_listed(std::string_view folded) {
    return folded.size() >= shortest_listed_word &&
           std::none_of(folded.begin(), folded.end(), [](char c) { return (c >= '0' && c <= '9') || c == '&'; });
}

std::string text_member(const Json& body, const char* name) {
    const auto found = body.find(name);
    return found != body.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<Date> day_member(const Json& body, const char* name) {
    return Date::parse(text_member(body, name));
}

// The record as the fields' paths see it: the body with what the server adds.
Json whole_record(Entry& entry) {
    Json record = entry.body.is_object() ? std::move(entry.body) : Json::object();
    record["id"] = entry.id;
    record["kind"] = entry.kind;
    record["slug"] = entry.slug;
    record["revision"] = entry.revision;
    record["updatedAt"] = entry.updated_at;
    if (!entry.created_at.empty()) record["createdAt"] = entry.created_at;
    record["derived"] = std::move(entry.derived);
    return record;
}

}  // namespace

std::string pack(const NamedRecord& record) {
    std::string data;
    append_text(record.id, data);
    append_text(record.kind, data);
    append_number(record.is_public ? 1 : 0, data);
    for (const std::string& name : record.names) append_text(name, data);
    return data;
}

NamedRecord unpack_record(std::string_view data) {
    NamedRecord record;
    record.id = take_text(data);
    record.kind = take_text(data);
    record.is_public = take_number(data) == 1;
    while (!data.empty()) record.names.emplace_back(take_text(data));
    return record;
}

bool is_public(const Json& body) {
    if (!body.is_object() || text_member(body, "status") != "published") return false;
    const auto visibility = body.find("visibility");
    return visibility == body.end() || *visibility == "public";
}

struct DocumentBuilder::Draft {
    Json record;
    IndexedRecord indexed;
    std::vector<std::uint32_t> facet_values;
    WordOrder order;
    std::uint32_t position = 1;
};

IndexedRecord DocumentBuilder::build(Entry&& entry) {
    const KindFields* kind = fields_.find(entry.kind);
    if (kind == nullptr) throw std::invalid_argument("unknown kind: " + entry.kind);
    Draft draft;
    draft.indexed.named = {.id = entry.id, .kind = entry.kind, .is_public = is_public(entry.body), .names = {}};
    draft.record = whole_record(entry);
    Xapian::Document& document = draft.indexed.document;
    draft.indexed.unique_term = id_term(entry.id);
    document.add_boolean_term(draft.indexed.unique_term);
    document.add_boolean_term(kind_term(entry.kind));
    draft.facet_values.push_back(facets_.number_of(Fields::kind_facet, entry.kind));
    if (draft.indexed.named.is_public) document.add_boolean_term(public_term);

    add_names(draft, *kind);
    add_texts(draft, *kind, entry.linked_texts);
    add_filters(draft, *kind);
    add_slots(draft, *kind, entry.updated_at);
    if (entry.number != 0) document.add_value(slots::number, pack_number(entry.number));
    document.set_data(pack(draft.indexed.named));
    return std::move(draft.indexed);
}

// How the words of one text count.
struct DocumentBuilder::TextUse {
    Xapian::termcount weight = 1;
    bool positions = true;
    bool name = false;   // one of the names of the record
    bool listed = true;  // its words are offered to who types and to who mistypes
};

void DocumentBuilder::add_text(Draft& draft, std::string_view text, const TextUse& use) {
    Xapian::Document& document = draft.indexed.document;
    const auto add_word = [&](const std::string& stem, std::uint32_t position) {
        document.add_term(word_term(stem), use.weight);
        if (use.name) document.add_boolean_term(title_term(stem));
        if (use.positions) draft.order.add(stem, position);
    };
    const auto add_family = [&](std::string_view folded, Xapian::termcount wdf) {
        if (const std::string_view letters = family(folded); !letters.empty())
            document.add_term(family_term(letters), wdf);
    };
    const auto list_word = [&](std::string_view folded, std::size_t begin, std::size_t end) {
        if (!use.listed || !is_listed(folded)) return;
        std::string written = lower(text.substr(begin, end - begin));
        draft.indexed.words.push_back(word_key(written) == folded ? std::move(written) : std::string(folded));
    };
    for (const Token& token : dutch_.analyse(text)) {
        add_word(token.stem, draft.position);
        add_family(token.folded, use.weight);
        list_word(token.folded, token.begin, token.end);
        for (const Part& part : token.parts) {
            add_word(part.stem, draft.position + part.offset);
            add_family(part.folded, use.weight);
            // "reiskosten" of "reiskostenvergoeding" stands nowhere as a word.
            if (part.hyphenated || !part.joined) list_word(part.folded, part.begin, part.end);
        }
        // A word of several parts stands at its first and its last position: phrases may come before it and after it.
        if (token.width > 1 && use.positions) draft.order.add(token.stem, draft.position + token.width - 1);
        draft.position += token.width;
    }
    draft.position += gap_between_fields;
}

void DocumentBuilder::add_texts(Draft& draft, const KindFields& kind, const std::vector<std::string>& linked_texts) {
    for (const TextField& text : kind.texts) {
        const bool name = std::find(kind.exact.begin(), kind.exact.end(), text.field) != kind.exact.end();
        const TextUse use{.weight = text.weight, .positions = text.positions, .name = name};
        text.field->for_each(draft.record, [&](const Json& value, const std::string&) {
            if (value.is_string()) add_text(draft, value.get_ref<const std::string&>(), use);
        });
    }
    for (const Field* field : kind.labelled) {
        field->for_each(draft.record, [&](const Json& value, const std::string&) {
            if (!value.is_string()) return;
            const std::string& code = value.get_ref<const std::string&>();
            add_text(draft, code, {.weight = 1, .positions = false, .name = false, .listed = false});
            const Term* term = field->vocabulary->find(code);
            if (term == nullptr) return;
            add_text(draft, term->label.nl, {.weight = 1, .positions = true, .name = false});
            add_text(draft, term->label.en, {.weight = 1, .positions = true, .name = false});
        });
    }
    for (const std::string& text : linked_texts) add_text(draft, text, {.weight = 1, .positions = true, .name = false});
}

void DocumentBuilder::add_names(Draft& draft, const KindFields& kind) {
    Xapian::Document& document = draft.indexed.document;
    const auto add_exact = [&](std::string_view name, bool identifier) {
        const std::string exact = exact_form(name);
        if (exact.empty()) return;
        document.add_term(exact_term(exact));
        if (const std::string signed_form = exact_form_with_minus(name); signed_form != exact)
            document.add_term(exact_term(signed_form));
        if (identifier) document.add_term(exact_term(without_spaces(exact)));
    };
    for (const Field* field : kind.exact) {
        field->for_each(draft.record, [&](const Json& value, const std::string&) {
            const std::string name = scalar_text(value);
            add_exact(name, field->type == FieldType::identifier);
            std::vector<std::string>& names = draft.indexed.named.names;
            if (field->type != FieldType::identifier && std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(clean(name, longest_name));
            }
        });
    }
    if (const std::string title = exact_form(kind.kind->title_of(draft.record)); !title.empty())
        document.add_boolean_term(exact_title_term(title));
    add_exact(draft.record["slug"].get_ref<const std::string&>(), false);
    add_exact(draft.indexed.named.id, false);
}

void DocumentBuilder::add_filters(Draft& draft, const KindFields& kind) {
    for (const FilterField& filter : kind.filters) {
        filter.field->for_each(draft.record, [&](const Json& value, const std::string&) {
            if (value.is_structured()) return;
            const std::string text = scalar_text(value);
            draft.indexed.document.add_boolean_term(filter_term(filter.field->filter, text));
            if (filter.written) draft.indexed.document.add_boolean_term(written_term(filter.field->filter, text));
            if (filter.facet) draft.facet_values.push_back(facets_.number_of(*filter.facet, text));
        });
    }
}

void DocumentBuilder::add_slots(Draft& draft, const KindFields& kind, const std::string& updated_at) {
    Xapian::Document& document = draft.indexed.document;
    document.add_value(slots::newest, newest_key(updated_at, draft.indexed.named.id));
    document.add_value(slots::valid_from, day_key(day_member(draft.record, "validFrom"), open_start));
    document.add_value(slots::valid_until, day_key(day_member(draft.record, "validUntil"), open_end));
    if (!draft.order.packed().empty()) document.add_value(slots::words, draft.order.packed());
    document.add_value(slots::facets, pack_facets(std::move(draft.facet_values)));
    for (const SlotField& collapse : kind.collapses) {
        collapse.field->for_each(draft.record, [&](const Json& value, const std::string&) {
            const std::uint32_t number = facets_.number_of(fields_.collapse_number(collapse.slot), scalar_text(value));
            document.add_value(collapse.slot, pack_facets({number}));
        });
    }
    std::map<Xapian::valueno, std::string> ranges;  // several fields may share a range
    for (const SlotField& range : kind.ranges) {
        range.field->for_each(draft.record, [&](const Json& value, const std::string&) {
            if (const auto key = range_key(range.field->type, scalar_text(value))) ranges[range.slot] += *key;
        });
    }
    for (const auto& [slot, keys] : ranges) document.add_value(slot, keys);
    for (const SlotField& sort : kind.sorts) {
        sort.field->for_each(draft.record, [&](const Json& value, const std::string&) {
            if (document.get_value(sort.slot).empty()) document.add_value(sort.slot, sort_key(sort.field->type, value));
        });
    }
}

}  // namespace afb::indexer
