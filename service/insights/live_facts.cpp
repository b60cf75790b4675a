#include "service/insights/live_facts.hpp"

#include <algorithm>

#include "schema/error.hpp"

namespace afb::insights {
namespace {

// More changed records than this are sooner read all together.
constexpr std::size_t most_changes = 4'000;
constexpr std::size_t most_past = 4;
constexpr std::size_t past_batch = 1'000;
constexpr std::chrono::seconds longest_wait{5};

[[noreturn]] void throw_busy() {
    throw Error(ErrorKind::unavailable, {"De inzichten worden nog voorbereid; probeer het zo opnieuw.",
                                         "The insights are being prepared; try again in a moment."});
}

}  // namespace

LiveFacts::~LiveFacts() {
    if (thread_.joinable()) thread_.join();
}

void LiveFacts::start() {
    thread_ = std::thread([this] {
        try {
            load();
        } catch (const std::exception&) {
            // Who asks first tries again, and hears why not.
        }
    });
}

void LiveFacts::load() {
    const std::lock_guard updating(updating_);
    auto facts = read_all();
    const std::lock_guard lock(mutex_);
    facts_ = std::move(facts);
}

std::shared_ptr<const Facts> LiveFacts::read_all() {
    FactsBuilder builder(catalog_);
    std::int64_t seq = 0;
    store_.read([&](storage::Reader& reader) {
        seq = reader.last_seq();
        reader.visit_facts([&](const storage::FactRow& row) { builder.add(row); });
    });
    return builder.finish(seq);
}

std::shared_ptr<const Facts> LiveFacts::catch_up(const std::shared_ptr<const Facts>& facts) {
    std::vector<FactChange> changes;
    std::int64_t seq = 0;
    bool many = false;
    store_.read([&](storage::Reader& reader) {
        seq = reader.last_seq();
        if (seq == facts->seq()) return;
        const auto numbers = reader.list_changed_numbers(facts->seq());
        many = numbers.size() > most_changes;
        if (many) return;
        for (const std::int64_t no : numbers) changes.push_back({no, reader.find_facts(no)});
    });
    if (seq == facts->seq()) return facts;
    return many ? read_all() : facts->with(std::move(changes), seq);
}

std::shared_ptr<const Facts> LiveFacts::held() {
    const std::lock_guard lock(mutex_);
    return facts_;
}

std::shared_ptr<const Facts> LiveFacts::current(std::chrono::milliseconds at_most) {
    // Mostly nothing was written since the last time, and nobody need wait for anybody.
    if (auto facts = held()) {
        std::int64_t seq = 0;
        store_.read([&](storage::Reader& reader) { seq = reader.last_seq(); });
        if (seq == facts->seq()) return facts;
    }
    const std::unique_lock updating(updating_, at_most);
    if (!updating.owns_lock()) throw_busy();
    const auto facts = held();
    auto newest = facts == nullptr ? read_all() : catch_up(facts);
    const std::lock_guard lock(mutex_);
    facts_ = newest;
    return newest;
}

std::shared_ptr<const PastFacts> LiveFacts::find_past(std::int64_t seq) {
    const std::lock_guard lock(mutex_);
    const auto kept =
        std::find_if(past_.begin(), past_.end(), [&](const auto& past) { return past->facts->seq() == seq; });
    if (kept == past_.end()) return nullptr;
    std::rotate(past_.begin(), kept, kept + 1);
    return past_.front();
}

std::shared_ptr<const PastFacts> LiveFacts::at(std::int64_t seq) {
    if (auto past = find_past(seq)) return past;
    // One at a time: it may be much work.
    const std::unique_lock remembering(remembering_, longest_wait);
    if (!remembering.owns_lock()) throw_busy();
    if (auto past = find_past(seq)) return past;
    auto past = put_back(seq);
    const std::lock_guard lock(mutex_);
    past_.push_front(past);
    if (past_.size() > most_past) past_.pop_back();
    return past;
}

// What has not changed since then is as it is now; the rest is put back, piece by piece.
std::shared_ptr<const PastFacts> LiveFacts::put_back(std::int64_t seq) {
    auto past = std::make_shared<PastFacts>();
    past->facts = current()->with({}, seq);
    std::int64_t after = 0;
    for (bool more = true; more;) {
        std::vector<FactChange> changes;
        store_.read([&](storage::Reader& reader) {
            const auto changed = reader.list_past(seq, after, past_batch);
            more = changed.size() == past_batch;
            for (const auto& row : changed) {
                after = row.no;
                if (!row.record) changes.push_back({row.no, std::nullopt});
                if (row.record && row.record->derived.is_null()) past->complete = false;
            }
            for (auto& row : reader.project_past(changed)) changes.push_back({row.no, std::move(row)});
        });
        past->facts = past->facts->with(std::move(changes), seq);
    }
    return past;
}

}  // namespace afb::insights
