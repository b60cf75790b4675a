// The insights on the knowledge base as a whole, as use cases: what needs attention, boundaries, series, coverage,
// governance and funding.
//
// Guarantees: an answer tells of what the asker may see only, also where one record would tell of another; the question
// chooses among those. All throw Error as Insights::look does. What needs attention in a whole snapshot is kept until
// the next one: filters and pages only choose from it. Safe between threads.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <string>

#include "service/app/attention_view.hpp"
#include "service/app/boundaries_view.hpp"
#include "service/app/insights.hpp"

namespace afb::app {

class Knowledge {
public:
    explicit Knowledge(const Insights& insights);
    ~Knowledge();
    Knowledge(const Knowledge&) = delete;
    Knowledge& operator=(const Knowledge&) = delete;

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
    struct KnownAttention;
    std::shared_ptr<const KnownAttention> attention_of(const Actor& actor, const InsightView& view, Date day) const;

    const Insights& insights_;
    mutable std::mutex mutex_;
    mutable std::deque<std::shared_ptr<const KnownAttention>> known_;  // the latest asked for first
};

}  // namespace afb::app
