#include "indexer/presenting.hpp"

#include <map>
#include <optional>

#include "indexer/explain.hpp"
#include "indexer/highlighter.hpp"

namespace afb::indexer {

namespace {

// The searchable texts of a record, the title apart.
std::vector<std::string> passages_of(const KindFields& kind, const Entry& entry) {
    std::vector<std::string> texts;
    for (const TextField& text : kind.texts) {
        if (text.field == kind.title) continue;
        text.field->for_each(entry.body, [&](const Json& value, const std::string&) {
            if (value.is_string()) texts.push_back(value.get<std::string>());
        });
    }
    texts.insert(texts.end(), entry.linked_texts.begin(), entry.linked_texts.end());
    return texts;
}

}  // namespace

std::vector<Hit> present(const std::vector<Match>& matches, const SearchRequest& request, const TextQuery& text,
                         DutchText& dutch, const RecordTexts& records) {
    std::vector<std::string> ids;
    for (const Match& match : matches) ids.push_back(match.id);
    std::map<std::string, Entry> entries;
    if (!ids.empty() && records.fetch && request.texts) {
        for (Entry& entry : records.fetch(ids)) entries.insert_or_assign(entry.id, std::move(entry));
    }
    const Highlighter highlighter(text, dutch);
    std::optional<Highlighter> explaining;
    if (request.explain) explaining.emplace(text, dutch, true);
    std::vector<Hit> hits;
    for (const Match& match : matches) {
        Hit hit{.id = match.id,
                .score = match.score,
                .collapsed = match.collapsed,
                .title = {},
                .snippet = {},
                .explain = nullptr};
        const auto entry = entries.find(hit.id);
        const KindFields* kind = entry == entries.end() ? nullptr : records.fields.find(entry->second.kind);
        if (kind != nullptr) {  // else it was removed a moment ago
            hit.title = highlighter.mark(kind->kind->title_of(entry->second.body));
            if (!text.everything) hit.snippet = highlighter.best_passage(passages_of(*kind, entry->second));
            if (explaining) hit.explain = {{"matched", explain_matches(text, *explaining, *kind, entry->second)}};
        }
        hits.push_back(std::move(hit));
    }
    return hits;
}

}  // namespace afb::indexer
