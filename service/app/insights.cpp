#include "service/app/insights.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "schema/dates.hpp"
#include "schema/error.hpp"
#include "schema/formats.hpp"
#include "schema/problem.hpp"
#include "service/app/comparison.hpp"
#include "service/app/past_text.hpp"
#include "service/insights/allowances_json.hpp"
#include "service/insights/payment_routes_json.hpp"

namespace afb::app {
namespace {

constexpr int most_attempts = 4;
constexpr std::size_t day_length = 10;  // 2026-11-24
constexpr std::string_view parameter = "asKnownOn";

// As changes have it: 2026-11-24T13:52:12.123Z. A day is its last moment.
std::string moment_text(const std::string& given) {
    if (given.size() == day_length) return given + "T23:59:59.999Z";
    const std::size_t point = given.find('.');
    const std::string seconds = given.substr(0, std::min(point, given.size() - 1));
    std::string fraction = point == std::string::npos ? "" : given.substr(point + 1, given.size() - point - 2);
    fraction.resize(3, '0');
    return seconds + "." + fraction + "Z";
}

bool is_number(const std::string& text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// True at the numbers of these.
std::vector<bool> numbers_of(const insights::Records& records) {
    std::int64_t largest = 0;
    for (const insights::RecordRef& record : records) largest = std::max(largest, record.record->no);
    std::vector<bool> numbers(static_cast<std::size_t>(largest) + 1, false);
    for (const insights::RecordRef& record : records) numbers[static_cast<std::size_t>(record.record->no)] = true;
    return numbers;
}

void keep_only(insights::Records& records, const std::vector<bool>& numbers) {
    std::erase_if(records, [&](const insights::RecordRef& record) {
        return !numbers[static_cast<std::size_t>(record.record->no)];
    });
}

// Titles are shown of what the asker may see only.
bool may_see(const RecordQuery& limited, const insights::Facts& facts, const insights::RecordRef& record) {
    if (limited.public_only) return record.record->is_public;
    return std::all_of(limited.conditions.begin(), limited.conditions.end(), [&](const Condition& condition) {
        return condition.name != "status" || insights::has_any(record.filters(), insights::codes_of(facts, condition));
    });
}

const Text text_of_past_note{
    "Wat sinds het gevraagde moment veranderd is, is gezocht zoals het toen was; woorden worden gelezen met de "
    "woordenlijst van nu.",
    "What changed since the moment asked for was sought as it was then; words are read with the word list of now."};

}  // namespace

InsightView Insights::look(const Actor& actor, const InsightQuestion& question) const {
    InsightView view{.facts = nullptr, .records = {}, .query = question.query, .moment = {}, .text_of_past = false};
    limit_to_visible(actor, view.query);
    if (question.as_known_on) {
        look_back(view, seq_of(*question.as_known_on));
    } else {
        look_now(view);
    }
    const std::int64_t seq = view.facts->seq();
    store_.read([&](storage::Reader& reader) { view.moment = {.seq = seq, .at = reader.moment_of(seq)}; });
    return view;
}

std::int64_t Insights::seq_of(const std::string& as_known_on) const {
    const auto refuse_as = [&](const char* code) {
        throw_invalid({query_problem(code, std::string(parameter), {as_known_on})});
    };
    const bool is_day = as_known_on.size() == day_length && !is_number(as_known_on);
    if (is_day && !Date::parse(as_known_on)) refuse_as("format.date");
    if (!is_day && !is_number(as_known_on) && !is_date_time(as_known_on)) refuse_as("format.dateTime");
    std::int64_t seq = 0;
    std::int64_t last = 0;
    store_.read([&](storage::Reader& reader) {
        last = reader.last_seq();
        if (is_number(as_known_on)) {
            std::from_chars(as_known_on.data(), as_known_on.data() + as_known_on.size(), seq);
        } else {
            const std::string moment = moment_text(as_known_on);
            // A day that has begun is not still to come, though its end is.
            const std::string now = utc_text(std::chrono::system_clock::now());
            if (is_day ? as_known_on > now.substr(0, day_length) : moment > now) seq = last + 1;
            if (seq == 0) seq = reader.last_seq_at(moment);
        }
    });
    if (seq > last) refuse_as("query.asKnownOn");
    return seq;
}

// The index may be a moment ahead of the facts, when somebody else writes: then both are looked at again.
void Insights::look_now(InsightView& view) const {
    for (int attempt = 1;; ++attempt) {
        view.facts = facts_.current();
        view.records = insights::select(*view.facts, view.query);
        if (view.query.text.empty()) return;
        indexing_.wait_for(view.facts->seq());
        const auto found = index_.find_among(view.query, numbers_of(view.records));
        if (index_.state().seq <= view.facts->seq() || attempt == most_attempts) {
            keep_only(view.records, found);
            return;
        }
    }
}

// In what has not changed since, a text is sought by the index of now; in the rest as it was.
void Insights::look_back(InsightView& view, std::int64_t seq) const {
    const auto past = facts_.at(seq);
    if (!past->complete)
        throw_invalid({query_problem("query.asKnownOnTooEarly", std::string(parameter), {std::to_string(seq)})});
    view.facts = past->facts;
    view.records = insights::select(*view.facts, view.query);
    if (view.query.text.empty()) return;
    view.text_of_past = true;
    indexing_.wait_for(facts_.current()->seq());
    PastText past_text(std::shared_ptr<const Catalog>(view.facts, &view.facts->catalog()));
    past_text.add_changed_since(seq, store_);
    const auto numbers = numbers_of(view.records);
    const auto now = index_.find_among(view.query, numbers);
    const auto then = past_text.find_among(view.query, numbers);
    std::erase_if(view.records, [&](const insights::RecordRef& record) {
        const std::int64_t no = record.record->no;
        return !(past_text.has_changed(no) ? then : now)[static_cast<std::size_t>(no)];
    });
}

InsightAnswer Insights::compare(const Actor& actor, const InsightQuestion& question,
                                const std::vector<std::string>& ids, Language language) const {
    std::optional<std::int64_t> seq;
    if (question.as_known_on) seq = seq_of(*question.as_known_on);
    Moment moment;
    Json body;
    store_.read([&](storage::Reader& reader) {
        moment.seq = seq ? *seq : reader.last_seq();
        moment.at = reader.moment_of(moment.seq);
        std::vector<storage::StoredRecord> records;
        std::vector<Problem> problems;
        for (const std::string& id : ids) {
            auto record = reader.find_past(id, moment.seq);
            if (!record || !may_see(actor, record->body)) {
                problems.push_back(query_problem("query.value", "ids", {id}));
            } else if (!records.empty() && records.front().kind != record->kind) {
                problems.push_back(query_problem("query.compareKinds", "ids", {}));
            } else {
                records.push_back(std::move(*record));
            }
        }
        if (!problems.empty()) throw_invalid(std::move(problems));
        const auto find_title = [&](const std::string& id) -> std::optional<std::string> {
            const auto referred = reader.find_past(id, moment.seq);
            if (!referred || !may_see(actor, referred->body)) return std::nullopt;
            return referred->title;
        };
        body = compare_records(records, {.catalog = facts_.catalog(), .language = language, .find_title = find_title});
    });
    return finish_answer(std::move(body), moment, question, 1);
}

InsightAnswer Insights::allowances(const Actor& actor, const InsightQuestion& question,
                                   insights::AllowanceOptions options, Language language) const {
    options.minimum_group = minimum_group(actor);
    const InsightView view = look(actor, question);
    const auto found = insights::allowances(*view.facts, view.records, view.query, options);
    const insights::Telling telling = telling_of(view, question, language);
    Json body = insights::json_of(*view.facts, found, view.query, options, telling);
    if (!question.mine.empty()) {
        const auto standing = insights::standing_of(*view.facts, found, question.mine, options);
        body["mine"] = insights::json_of(*view.facts, standing, found, options, telling);
    }
    return finish_answer(std::move(body), view, question, options.minimum_group);
}

InsightAnswer Insights::payment_routes(const Actor& actor, const InsightQuestion& question, const MoneyEnds& ends,
                                       insights::AllowanceOptions options, Language language) const {
    options.minimum_group = minimum_group(actor);
    options.group_by = {insights::Dimension::route};
    const InsightView view = look(actor, question);
    const auto chosen = insights::with_money(*view.facts, view.records, ends.from, ends.to);
    const auto found = insights::allowances(*view.facts, chosen, view.query, options);
    const auto routes = insights::payment_routes(*view.facts, found.records, options.listed);
    Json body =
        insights::json_of(*view.facts, routes, found, view.query, options, telling_of(view, question, language));
    return finish_answer(std::move(body), view, question, options.minimum_group);
}

insights::Telling telling_of(const InsightView& view, const InsightQuestion& question, Language language) {
    return {.language = language,
            .may_see = [&view](const insights::RecordRef& record) { return may_see(view.query, *view.facts, record); },
            .filters = question.filters};
}

InsightAnswer finish_answer(Json body, const Moment& moment, const InsightQuestion& question,
                            std::int64_t minimum_group) {
    const std::string seq = std::to_string(moment.seq);
    const std::string and_query = question.normalised.empty() ? "" : question.normalised + "&";
    Json snapshot{{"seq", moment.seq}};
    if (!moment.at.empty()) snapshot["at"] = moment.at;
    snapshot["query"] = question.normalised;
    snapshot["href"] = question.path + "?" + and_query + "asKnownOn=" + seq;
    body["snapshot"] = std::move(snapshot);
    return {.body = std::move(body),
            .fingerprint = seq + " " + std::to_string(minimum_group) + " " + question.path + "?" + question.normalised};
}

InsightAnswer finish_answer(Json body, const InsightView& view, const InsightQuestion& question,
                            std::int64_t minimum_group) {
    if (view.text_of_past) body["assumptions"].push_back(insights::json_of(text_of_past_note));
    return finish_answer(std::move(body), view.moment, question, minimum_group);
}

}  // namespace afb::app
