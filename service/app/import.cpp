#include "service/app/import.hpp"

#include <set>
#include <unordered_map>

#include "schema/error.hpp"
#include "schema/strict_json.hpp"
#include "service/app/preparation.hpp"
#include "service/auth/random.hpp"

namespace afb::app {
namespace {

constexpr std::size_t most_reported = 1000;
constexpr std::size_t progress_every = 1000;
constexpr std::size_t most_dependents = 100'000;

struct RollBack {};

// One line that was stored, and what has to be looked at when all lines are there.
struct Stored {
    std::string source;
    std::size_t line = 0;
    std::string id;
    const Kind* kind = nullptr;
    Outcome outcome = Outcome::created;
};

}  // namespace

// The state of one run: kept apart so that the steps stay short.
class ImportRun {
public:
    ImportRun(const Catalog& catalog, const std::map<std::string, Validator, std::less<>>& validators,
              const Clock& clock, const ImportOptions& options, bool report_all, const EntrySink& sink)
        : catalog_(catalog),
          validators_(validators),
          clock_(clock),
          options_(options),
          report_all_(report_all),
          sink_(sink) {
        today_ = Date::from_days(std::chrono::floor<std::chrono::days>(clock_()));
    }

    void take_line(const std::string& source, std::size_t number, const std::string& text, storage::Writer& writer) {
        ImportLine line{.source = source,
                        .line = number,
                        .outcome = Outcome::refused,
                        .kind = {},
                        .id = {},
                        .slug = {},
                        .problems = {}};
        try {
            store_line(parse_json(text), line, writer);
        } catch (const Error& error) {
            line.problems = error.problems;
        }
        finish(std::move(line));
    }

    void check_links(storage::Writer& writer) {
        for (const Stored& stored : stored_) {
            const auto record = writer.find(stored.id);
            std::vector<Problem> problems;
            check_references(catalog_, *stored.kind, stored.id, record->body, writer, problems);
            if (!problems.empty()) {
                // Counted as accepted when it was read.
                --(stored.outcome == Outcome::created ? report.created : report.updated);
                std::erase_if(report.lines, [&](const ImportLine& line) {
                    return line.source == stored.source && line.line == stored.line;
                });
                ++report.refused;
                if (report.lines.size() < most_reported) {
                    report.lines.push_back({.source = stored.source,
                                            .line = stored.line,
                                            .outcome = Outcome::refused,
                                            .kind = stored.kind->name,
                                            .id = stored.id,
                                            .slug = record->slug,
                                            .problems = std::move(problems)});
                }
            }
        }
        if (report.refused > 0) return;
        for (const std::string& id : outdated(writer)) {
            rederive_record(catalog_, id, writer, today_);
            if (sink_) sink_(Indexing::make_entry(*writer.find(id), writer));
        }
    }

    ImportReport report;

private:
    const Kind* kind_of(const Json& body, ImportLine& line) const {
        const auto named = body.is_object() ? body.find("kind") : body.end();
        if (body.is_object() && named != body.end() && named->is_string()) line.kind = named->get<std::string>();
        if (line.kind.empty()) line.kind = options_.kind;
        const Kind* kind = catalog_.find_kind(line.kind);
        if (kind == nullptr) line.problems.push_back(body_problem("import.kind", "/kind", {line.kind}));
        return kind;
    }

    void store_line(Json body, ImportLine& line, storage::Writer& writer) {
        const Kind* kind = kind_of(body, line);
        if (kind == nullptr) return;
        std::string asked_id;
        if (const auto id = body.find("id"); id != body.end() && !id->is_null()) {
            if (!id->is_string() || !auth::is_uuid(id->get_ref<const std::string&>())) {
                line.problems.push_back(body_problem("format.uuid", "/id"));
                return;
            }
            asked_id = id->get<std::string>();
        }
        std::optional<storage::StoredRecord> existing;
        if (!asked_id.empty()) existing = writer.find(asked_id);
        const bool slug_chosen = body.contains("slug");
        // Only a line without id is known by its slug: one with another id is another record, whose slug is taken.
        if (asked_id.empty() && slug_chosen && body["slug"].is_string()) {
            existing = writer.find_by_slug(kind->name, body["slug"].get_ref<const std::string&>());
        }
        if (existing && existing->kind != kind->name) {
            line.problems.push_back(body_problem("reference.kind", "/id", {asked_id, existing->kind, kind->name}));
            return;
        }
        line.id = existing ? existing->id : asked_id.empty() ? auth::make_uuid_v7(clock_()) : asked_id;
        if (!seen_.insert(line.id).second) {
            line.problems.push_back(body_problem("import.duplicate", "/id", {line.id}));
            return;
        }
        Prepared prepared = prepare_body(*kind, validators_.at(kind->name), std::move(body),
                                         existing ? &*existing : nullptr, line.problems);
        if (!line.problems.empty()) return;
        check_own_values(*kind, prepared, slug_chosen, line, writer);
        if (!line.problems.empty()) return;
        line.slug = prepared.slug;
        if (existing && !existing->deleted && existing->body == prepared.body) {
            line.outcome = Outcome::unchanged;
            return;
        }
        line.outcome = existing ? Outcome::updated : Outcome::created;
        write_line(*kind, std::move(prepared), existing, line, writer);
    }

    void check_own_values(const Kind& kind, Prepared& prepared, bool slug_chosen, ImportLine& line,
                          storage::Writer& writer) const {
        std::vector<Problem> problems;
        check_against_store(catalog_, kind, line.id, prepared, slug_chosen, writer, problems);
        for (Problem& problem : problems) {
            // References are looked at when all lines are in.
            if (problem.code.rfind("reference.", 0) != 0) line.problems.push_back(std::move(problem));
        }
    }

    void write_line(const Kind& kind, Prepared prepared, const std::optional<storage::StoredRecord>& existing,
                    const ImportLine& line, storage::Writer& writer) {
        Stored stored{.source = line.source, .line = line.line, .id = line.id, .kind = &kind, .outcome = line.outcome};
        Json derived = derive_record(
            kind, line.id, prepared.body, [&](std::string_view id) { return find_linked(id, writer); }, today_);
        const storage::Operation operation = !existing           ? storage::Operation::create
                                             : existing->deleted ? storage::Operation::restore
                                                                 : storage::Operation::update;
        std::set<std::string> restated = stated_by(kind, line.id, prepared.body);
        if (existing && !existing->deleted) restated.merge(stated_by(kind, line.id, existing->body));
        restated.insert(line.id);  // who referred to it before it was there
        const storage::StoredRecord head = writer.write({.operation = operation,
                                                         .id = line.id,
                                                         .kind = kind.name,
                                                         .slug = prepared.slug,
                                                         .title = prepared.title,
                                                         .body = std::move(prepared.body),
                                                         .derived = std::move(derived),
                                                         .by = options_.by,
                                                         .change_note = options_.change_note});
        if (sink_) sink_(Indexing::make_entry(head, writer));
        stored_.push_back(std::move(stored));
        written_at_[line.id] = stored_.size();
        for (const std::string& id : restated) {
            restated_at_[id] = stored_.size();
            linked_.erase(id);
        }
    }

    std::optional<LinkedRecord> find_linked(std::string_view id, storage::Reader& reader) {
        const auto known = linked_.find(std::string(id));
        if (known != linked_.end()) return known->second;
        return linked_[std::string(id)] = reader.find_linked(id);
    }

    // Whose `derived` was made before the last line that says something of a record they refer to: that is later lines
    // of this import only, and every record that was there before.
    std::set<std::string> outdated(storage::Reader& reader) const {
        std::set<std::string> ids;
        for (const auto& [id, at] : restated_at_) {
            const auto older = [&, moment = at](const std::string& other) {
                const auto own = written_at_.find(other);
                return own == written_at_.end() || own->second < moment;
            };
            if (older(id)) ids.insert(id);
            std::int64_t total = 0;
            for (storage::Reference& referrer : reader.referrers_of(id, most_dependents, &total)) {
                if (older(referrer.id)) ids.insert(std::move(referrer.id));
            }
        }
        return ids;
    }

    void finish(ImportLine line) {
        switch (line.outcome) {
            case Outcome::created:
                ++report.created;
                break;
            case Outcome::updated:
                ++report.updated;
                break;
            case Outcome::unchanged:
                ++report.unchanged;
                break;
            case Outcome::refused:
                ++report.refused;
                break;
        }
        const bool listed = report_all_ || line.outcome == Outcome::refused;
        if (listed && (report_all_ || report.lines.size() < most_reported)) report.lines.push_back(std::move(line));
    }

    const Catalog& catalog_;
    const std::map<std::string, Validator, std::less<>>& validators_;
    const Clock& clock_;
    const ImportOptions& options_;
    bool report_all_;
    const EntrySink& sink_;
    Date today_;
    std::set<std::string> seen_;
    std::vector<Stored> stored_;
    // By id: after which line it was written, and after which its regions or sectors were last stated.
    std::unordered_map<std::string, std::size_t> written_at_;
    std::unordered_map<std::string, std::size_t> restated_at_;
    std::unordered_map<std::string, std::optional<LinkedRecord>> linked_;  // what has not been restated since
};

ImportReport Importer::run(const std::vector<ImportSource>& sources, const ImportOptions& options, bool report_all,
                           const std::function<void(std::size_t)>& progress, const EntrySink& sink) {
    ImportRun run(*records_.catalog_, records_.validators_, records_.clock_, options, report_all, sink);
    try {
        records_.store_.write([&](storage::Writer& writer) {
            std::size_t lines = 0;
            for (const ImportSource& source : sources) {
                std::string text;
                for (std::size_t number = 1; source.next_line(text); ++number) {
                    if (text.find_first_not_of(" \t\r") == std::string::npos) continue;
                    run.take_line(source.name, number, text, writer);
                    if (progress && ++lines % progress_every == 0) progress(lines);
                }
            }
            run.check_links(writer);
            if (options.dry_run || run.report.refused > 0) throw RollBack{};
            run.report.seq = writer.last_seq();
        });
        run.report.committed = true;
    } catch (const RollBack&) {
        run.report.committed = false;
    }
    return std::move(run.report);
}

}  // namespace afb::app
