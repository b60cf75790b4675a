#include "indexer/explain.hpp"

#include <set>
#include <tuple>

#include "indexer/terms.hpp"
#include "indexer/values.hpp"

namespace afb::indexer {

namespace {

constexpr std::size_t most_matches = 40;

const char* demand_name(Demand demand) {
    switch (demand) {
        case Demand::must:
            return "must";
        case Demand::must_not:
            return "mustNot";
        default:
            return "should";
    }
}

const char* how_name(How how) {
    switch (how) {
        case How::word:
            return "word";
        case How::part:
            return "part";
        case How::phrase:
            return "phrase";
        case How::synonym:
            return "synonym";
        case How::contains:
            return "contains";
        default:
            return "family";
    }
}

Json token_json(const Token& token) {
    Json parts = Json::array();
    for (const Part& part : token.parts) parts.push_back(part.folded);
    return {{"word", token.folded}, {"stem", token.stem}, {"parts", std::move(parts)}};
}

std::string means(const FieldTest& test) {
    if (test.use == FieldTest::Use::range)
        return test.name + "=" + test.range.from.value_or("") + ".." + test.range.until.value_or("");
    std::string text = test.name + "=";
    for (std::size_t i = 0; i < test.values.size(); ++i) text += (i > 0 ? "," : "") + test.values[i];
    return text;
}

// Collects rows, each once, in the order of the record's fields.
class Matches {
public:
    Matches(const TextQuery& query, const Highlighter& highlighter) : query_(query), highlighter_(highlighter) {}

    void look_in(std::string_view text, const std::string& field) {
        for (const Place& place : highlighter_.find(text)) {
            add(how_name(place.how), highlighter_.asked(place),
                std::string(text.substr(place.begin, place.end - place.begin)), field);
        }
    }

    void look_at_name(const std::string& name, const std::string& field) {
        const std::string exact = exact_form(name);
        if (!exact.empty() && (exact == query_.exact || without_spaces(exact) == without_spaces(query_.exact)))
            add("name", query_.text, name, field);
    }

    Json rows() && { return std::move(rows_); }

private:
    void add(const char* how, const std::string& word, const std::string& text, const std::string& field) {
        if (rows_.size() == most_matches || !known_.insert({how, word, text, field}).second) return;
        rows_.push_back(Json{{"how", how}, {"word", word}, {"text", text}, {"field", field}});
    }

    const TextQuery& query_;
    const Highlighter& highlighter_;
    std::set<std::tuple<std::string, std::string, std::string, std::string>> known_;
    Json rows_ = Json::array();
};

}  // namespace

Json explain_query(const TextQuery& query) {
    Json words = Json::array();
    for (const Clause& clause : query.clauses) {
        const std::size_t begin = clause.tokens.front().begin;
        Json tokens = Json::array();
        for (const Token& token : clause.tokens) tokens.push_back(token_json(token));
        words.push_back(Json{{"text", query.text.substr(begin, clause.tokens.back().end - begin)},
                             {"demand", demand_name(clause.demand)},
                             {"phrase", clause.phrase},
                             {"tokens", std::move(tokens)}});
    }
    Json synonyms = Json::array();
    for (const Widening& widening : query.widenings) {
        Json also = Json::array();
        for (const Phrase& phrase : widening.phrases) also.push_back(phrase.text);
        synonyms.push_back(Json{{"text", widening.text}, {"also", std::move(also)}});
    }
    Json conditions = Json::array();
    for (const FieldCondition& condition : query.conditions) {
        Json tests = Json::array();
        for (const FieldTest& test : condition.tests) tests.push_back(means(test));
        conditions.push_back(Json{{"field", condition.name},
                                  {"value", condition.value},
                                  {"excluded", condition.excluded},
                                  {"means", std::move(tests)}});
    }
    return {{"words", std::move(words)}, {"synonyms", std::move(synonyms)}, {"conditions", std::move(conditions)}};
}

Json explain_matches(const TextQuery& query, const Highlighter& highlighter, const KindFields& kind,
                     const Entry& entry) {
    Matches matches(query, highlighter);
    Json record = entry.body;
    record["id"] = entry.id;
    record["slug"] = entry.slug;
    record["derived"] = entry.derived;
    for (const Field* field : kind.exact) {
        field->for_each(record, [&](const Json& value, const std::string&) {
            matches.look_at_name(scalar_text(value), field->path);
        });
    }
    matches.look_at_name(entry.slug, "slug");
    matches.look_at_name(entry.id, "id");
    for (const TextField& text : kind.texts) {
        text.field->for_each(record, [&](const Json& value, const std::string&) {
            if (value.is_string()) matches.look_in(value.get_ref<const std::string&>(), text.field->path);
        });
    }
    for (const Field* field : kind.labelled) {
        field->for_each(record, [&](const Json& value, const std::string&) {
            if (!value.is_string()) return;
            const std::string& code = value.get_ref<const std::string&>();
            matches.look_in(code, field->path);
            if (const Term* term = field->vocabulary->find(code)) {
                matches.look_in(term->label.nl, field->path);
                matches.look_in(term->label.en, field->path);
            }
        });
    }
    for (const std::string& text : entry.linked_texts) matches.look_in(text, "links");
    return std::move(matches).rows();
}

}  // namespace afb::indexer
