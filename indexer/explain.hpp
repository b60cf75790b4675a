// How a query was read, and why a record was found: for people who wonder, so nothing is computed unless asked for.
#pragma once

#include "indexer/fields.hpp"
#include "indexer/highlighter.hpp"
#include "indexer/index.hpp"
#include "indexer/query.hpp"
#include "schema/json.hpp"

namespace afb::indexer {

// {words[] {text, demand, phrase, tokens[] {word, stem, parts[]}}, synonyms[] {text, also[]}, conditions[] {field,
// value, excluded, means[]}}. `demand` is should, must or mustNot.
Json explain_query(const TextQuery& query);

// [{how, word, text, field}]: each word of the query with what answers it in which field of the record, once. `how` is
// name, word, part, phrase, synonym, contains or family; `field` is a path of the schema, or "links" for titles of
// records it refers to.
Json explain_matches(const TextQuery& query, const Highlighter& highlighter, const KindFields& kind,
                     const Entry& entry);

}  // namespace afb::indexer
