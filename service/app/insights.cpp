#include "service/app/insights.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <set>

#include "schema/error.hpp"
#include "schema/problem.hpp"
#include "service/app/past_text.hpp"

namespace afb::app {
namespace {

constexpr int most_attempts = 4;
constexpr std::string_view parameter = "asKnownOn";

// As changes have it: 2026-11-24T13:52:12.123Z. A day is its last moment.
std::string moment_text(const std::string& given) {
    if (given.size() == 10) return given + "T23:59:59.999Z";
    const std::size_t point = given.find('.');
    const std::string seconds = given.substr(0, std::min(point, given.size() - 1));
    std::string fraction = point == std::string::npos ? "" : given.substr(point + 1, given.size() - point - 2);
    fraction.resize(3, '0');
    return seconds + "." + fraction + "Z";
}

bool is_number(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::vector<std::int64_t> numbers_of(const insights::Facts& facts, const std::vector<std::string>& ids) {
    std::vector<std::int64_t> numbers;
    numbers.reserve(ids.size());
    for (const std::string& id : ids)
        if (const auto no = facts.number_of(id)) numbers.push_back(*no);
    std::sort(numbers.begin(), numbers.end());
    return numbers;
}

}  // namespace

InsightView Insights::look(const Actor& actor, RecordQuery query, const std::optional<std::string>& as_known_on) const {
    limit_to_visible(actor, query);
    InsightView view{.facts = nullptr, .records = {}, .query = std::move(query), .moment = {}, .text_of_past = false};
    if (as_known_on) {
        look_back(view, seq_of(*as_known_on));
    } else {
        look_now(view);
    }
    store_.read([&](storage::Reader& reader) { view.moment = reader.moment_of(view.facts->seq()); });
    return view;
}

std::int64_t Insights::seq_of(const std::string& as_known_on) const {
    const auto refuse = [&] {
        throw_invalid({query_problem("query.asKnownOn", std::string(parameter), {as_known_on})});
    };
    std::int64_t seq = 0;
    std::int64_t last = 0;
    store_.read([&](storage::Reader& reader) {
        last = reader.last_seq();
        if (is_number(as_known_on)) {
            std::from_chars(as_known_on.data(), as_known_on.data() + as_known_on.size(), seq);
        } else {
            const std::string moment = moment_text(as_known_on);
            if (moment > utc_text(std::chrono::system_clock::now()) && as_known_on.size() != 10) seq = last + 1;
            if (seq == 0) seq = reader.last_seq_at(moment);
        }
    });
    if (seq > last) refuse();
    return seq;
}

// The index may be a moment ahead of the facts, when somebody else writes: then both are looked at again.
void Insights::look_now(InsightView& view) const {
    for (int attempt = 1;; ++attempt) {
        view.facts = facts_.current();
        if (view.query.text.empty()) {
            view.records = insights::select(*view.facts, view.query);
            return;
        }
        indexing_.wait_for(view.facts->seq());
        const auto ids = index_.find_ids(view.query);
        if (index_.state().seq <= view.facts->seq() || attempt == most_attempts) {
            view.records = insights::select(*view.facts, view.query, numbers_of(*view.facts, ids));
            return;
        }
    }
}

// What has not changed since is found by the index of now; the rest by what it was.
void Insights::look_back(InsightView& view, std::int64_t seq) const {
    const auto past = facts_.at(seq);
    if (!past->complete)
        throw_invalid({query_problem("query.asKnownOnTooEarly", std::string(parameter), {std::to_string(seq)})});
    view.facts = past->facts;
    if (view.query.text.empty()) {
        view.records = insights::select(*view.facts, view.query);
        return;
    }
    view.text_of_past = true;
    indexing_.wait_for(facts_.current()->seq());
    RecordQuery words;
    words.kinds = view.query.kinds;
    words.text = view.query.text;
    words.public_only = view.query.public_only;
    std::set<std::string, std::less<>> changed;
    for (const auto& row : past->changed) changed.insert(row.id);
    auto ids = index_.find_ids(words);
    std::erase_if(ids, [&](const std::string& id) { return changed.contains(id); });
    const auto then = find_in_past(past->changed, std::shared_ptr<const Catalog>(view.facts, &view.facts->catalog()),
                                   words.text, words.public_only);
    ids.insert(ids.end(), then.begin(), then.end());
    view.records = insights::select(*view.facts, view.query, numbers_of(*view.facts, ids));
}

bool may_see(const RecordQuery& limited, const insights::Facts& facts, const insights::RecordRef& record) {
    if (limited.public_only) return record.record->is_public;
    return std::all_of(limited.conditions.begin(), limited.conditions.end(), [&](const Condition& condition) {
        return condition.name != "status" || insights::has_any(record.filters(), insights::codes_of(facts, condition));
    });
}

}  // namespace afb::app
