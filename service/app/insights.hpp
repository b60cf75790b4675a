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
#include "schema/json.hpp"
#include "schema/record_query.hpp"
#include "schema/text.hpp"
#include "service/app/actor.hpp"
#include "service/app/indexing.hpp"
#include "service/insights/allowances.hpp"
#include "service/insights/live_facts.hpp"
#include "service/insights/selection.hpp"
#include "service/insights/telling.hpp"
#include "service/storage/store.hpp"

namespace afb::app {

struct InsightSettings {
    // In an answer to who may not see everything, a group of fewer regulations has no figures. At least 1.
    std::int64_t minimum_group = 1;
};

// The last change that counts in an answer.
struct Moment {
    std::int64_t seq = 0;
    std::string at = {};  // "" when there is none
};

struct InsightView {
    std::shared_ptr<const insights::Facts> facts;
    insights::Records records;
    RecordQuery query;  // limited to what the asker may see
    Moment moment;
    // Of a moment before, a text is sought in what changed since as it was; words are still read with the word list of
    // now.
    bool text_of_past = false;
};

// What every insight is asked with.
struct InsightQuestion {
    RecordQuery query;
    std::optional<std::string> as_known_on;  // a day (its end), a moment (UTC, with Z) or the number of a change
    std::string filters;                     // what chose the records, as in an address
    std::string path;                        // "/v1/insights/stagevergoedingen"
    std::string mine;                        // holder whose place is asked for; "" for none
    std::string normalised;                  // the whole query but for asKnownOn, names and values in order
};

// Actors that money goes from and to; none: all.
struct MoneyEnds {
    std::vector<std::string> from;
    std::vector<std::string> to;
};

struct InsightAnswer {
    Json body;
    std::string fingerprint;  // of what the answer follows from: the data and the question
};

class Insights {
public:
    Insights(storage::Store& store, indexer::Index& index, Indexing& indexing, insights::LiveFacts& facts,
             InsightSettings settings = {})
        : store_(store), index_(index), indexing_(indexing), facts_(facts), settings_(settings) {}

    // Throws Error(invalid) for a moment to come, and for one of which it is not known any more what was computed.
    InsightView look(const Actor& actor, const InsightQuestion& question) const;

    // Two to six records of one kind side by side. Throws Error(invalid) for other ones, and for those that the asker
    // may not see.
    InsightAnswer compare(const Actor& actor, const InsightQuestion& question, const std::vector<std::string>& ids,
                          Language language) const;

    // `options.minimum_group` is ours to set.
    InsightAnswer payment_routes(const Actor& actor, const InsightQuestion& question, const MoneyEnds& ends,
                                 insights::AllowanceOptions options, Language language) const;
    InsightAnswer allowances(const Actor& actor, const InsightQuestion& question, insights::AllowanceOptions options,
                             Language language) const;

    std::int64_t minimum_group(const Actor& actor) const {
        return actor.sees_everything() ? 1 : settings_.minimum_group;
    }

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

// How the answer to this question is told.
insights::Telling telling_of(const InsightView& view, const InsightQuestion& question, Language language);
// With `snapshot`, by which the answer can be cited and asked for again.
InsightAnswer finish_answer(Json body, const Moment& moment, const InsightQuestion& question,
                            std::int64_t minimum_group);
// And, among its assumptions, how a text was sought in a moment before.
InsightAnswer finish_answer(Json body, const InsightView& view, const InsightQuestion& question,
                            std::int64_t minimum_group);

}  // namespace afb::app
