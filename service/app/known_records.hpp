// What one snapshot tells everybody who may see the same of it: worked out when it is first asked for, and kept for as
// long as this object. Questions choose from it.
//
// Guarantees: of what may be seen only. Safe between threads: who asks first works, the others wait for it.
#pragma once

#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "schema/dates.hpp"
#include "service/app/actor.hpp"
#include "service/insights/attention_rows.hpp"
#include "service/insights/region_links.hpp"
#include "service/insights/regulations.hpp"
#include "service/insights/visible_records.hpp"

namespace afb::app {

class KnownRecords {
public:
    KnownRecords(const Actor& actor, std::shared_ptr<const insights::Facts> facts);

    bool is_of(const Actor& actor, const insights::Facts& facts) const {
        return facts_.get() == &facts && role_ == actor.role;
    }
    const insights::VisibleRecords& records() const { return records_; }

    const insights::Placed& placed() const;
    const insights::Boundaries& boundaries() const;  // of all that is placed
    const std::vector<insights::SeveralRegions>& sites_in_several_regions() const;
    const insights::Chains& chains() const;
    std::shared_ptr<const insights::KnowledgeAttention> attention_on(Date day) const;

private:
    template <class Value>
    struct Once {
        std::once_flag flag;
        std::optional<Value> value;

        template <class Make>
        const Value& get(Make make) {
            std::call_once(flag, [&] { value.emplace(make()); });
            return *value;
        }
    };

    std::shared_ptr<const insights::Facts> facts_;
    Role role_;
    insights::VisibleRecords records_;
    mutable Once<insights::Placed> placed_;
    mutable Once<insights::Boundaries> boundaries_;
    mutable Once<std::vector<insights::SeveralRegions>> sites_;
    mutable Once<insights::Chains> chains_;
    mutable std::mutex mutex_;
    mutable std::deque<std::pair<Date, std::shared_ptr<const insights::KnowledgeAttention>>>
        attention_;  // newest first
};

// Those of the last few snapshots and ways of seeing.
class KnownSnapshots {
public:
    std::shared_ptr<const KnownRecords> of(const Actor& actor, const std::shared_ptr<const insights::Facts>& facts);

private:
    std::mutex mutex_;
    std::deque<std::shared_ptr<const KnownRecords>> known_;  // the latest made first
};

}  // namespace afb::app
