// What insights look at: the facts of now or of a moment before, and in them the records that the asker's query and
// filters choose and that the asker may see.
//
// Guarantees: facts and text are of one moment, and every write that was answered before is in it. Leaves out: what is
// computed from the facts (service/insights).
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "indexer/index.hpp"
#include "schema/record_query.hpp"
#include "service/app/actor.hpp"
#include "service/app/indexing.hpp"
#include "service/insights/live_facts.hpp"
#include "service/insights/selection.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

struct InsightSettings {
    // In an answer to who may not see everything, a group of fewer regulations has no figures. At least 1.
    std::int64_t minimum_group = 1;
};

struct InsightView {
    std::shared_ptr<const insights::Facts> facts;
    insights::Records records;
    RecordQuery query;   // limited to what the asker may see
    std::string moment;  // of the last change that counts; "" when there is none
    // Of a moment before, a text is sought in what changed since as it was; words are still read with the word list of
    // now.
    bool text_of_past = false;
};

class Insights {
public:
    Insights(storage::Store& store, indexer::Index& index, Indexing& indexing, insights::LiveFacts& facts,
             InsightSettings settings = {})
        : store_(store), index_(index), indexing_(indexing), facts_(facts), settings_(settings) {}

    // `as_known_on`: a day (its end), a moment (UTC, with Z) or the number of a change; nothing: now. Throws
    // Error(invalid) for a moment to come, and for one of which it is not known any more what was computed.
    InsightView look(const Actor& actor, RecordQuery query, const std::optional<std::string>& as_known_on) const;

    const InsightSettings& settings() const { return settings_; }

private:
    std::int64_t seq_of(const std::string& as_known_on) const;
    void look_now(InsightView& view) const;
    void look_back(InsightView& view, std::int64_t seq) const;

    storage::Store& store_;
    indexer::Index& index_;
    Indexing& indexing_;
    insights::LiveFacts& facts_;
    InsightSettings settings_;
};

// Whether the asker may see this record of the facts: its title is then shown.
bool may_see(const RecordQuery& limited, const insights::Facts& facts, const insights::RecordRef& record);

}  // namespace afb::app
