// The insights on the knowledge base as a whole, as use cases: what needs attention, boundaries, series, coverage,
// governance and funding.
//
// Guarantees: an answer tells of what the asker may see only, also where one record would tell of another; the question
// chooses among those. All throw Error as Insights::look does. What follows from a whole snapshot is kept until the
// next one (known_records.hpp): filters and pages only choose from it. Safe between threads.
#pragma once

#include <cstdint>
#include <string>

#include "service/app/attention_view.hpp"
#include "service/app/boundaries_view.hpp"
#include "service/app/insights.hpp"
#include "service/app/known_records.hpp"

namespace afb::app {

class Knowledge {
public:
    explicit Knowledge(const Insights& insights) : insights_(insights) {}

    // `day` counts as today.
    InsightAnswer attention(const Actor& actor, const InsightQuestion& question, const AttentionChoice& choice,
                            Date day, std::int64_t* total) const;
    // `region` and `other_region`: ids, "" for any. Throws Error(invalid) for a region that is not there.
    InsightAnswer boundaries(const Actor& actor, const InsightQuestion& question, BoundariesChoice choice,
                             const std::string& region, const std::string& other_region, std::int64_t* total) const;
    // Of the regulation with this id. Throws Error(not_found).
    InsightAnswer series(const Actor& actor, const InsightQuestion& question, const std::string& id, Date day) const;
    InsightAnswer coverage(const Actor& actor, const InsightQuestion& question, std::size_t listed) const;
    InsightAnswer governance(const Actor& actor, const InsightQuestion& question, std::size_t listed, Date day) const;
    InsightAnswer funding(const Actor& actor, const InsightQuestion& question, std::size_t listed) const;

private:
    struct FieldOfView;
    FieldOfView look(const Actor& actor, const InsightQuestion& question) const;

    const Insights& insights_;
    mutable KnownSnapshots known_;
};

}  // namespace afb::app
