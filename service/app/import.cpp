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

struct RollBack {};

// One line that was stored, and what has to be looked at when all lines are there.
struct Stored {
    std::string source;
    std::size_t line = 0;
    std::string id;
    const Kind* kind = nullptr;
    bool links_open = false;  // referred to a record that was not there yet
};

}  // namespace

// The state of one run: kept apart so that the steps stay short.
class ImportRun {
public:
    ImportRun(const Catalog& catalog, const std::map<std::string, Validator, std::less<>>& validators, const Clock& clock,
              const ImportOptions& options, bool report_all)
        : catalog_(catalog), validators_(validators), clock_(clock), options_(options), report_all_(report_all) {
        today_ = Date::from_days(std::chrono::floor<std::chrono::days>(clock_()));
    }

    void take_line(const std::string& source, std::size_t number, const std::string& text, storage::Writer& writer) {
        ImportLine line{.source = source, .line = number, .outcome = Outcome::refused, .kind = {}, .id = {}, .slug = {}, .problems = {}};
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
            if (stored.links_open) dependents_.insert(stored.id);
        }
        if (report.refused > 0) return;
        for (const auto& [id, bodies] : inheritance_) {
            collect_dependents(*bodies.kind, id, bodies.before, bodies.after, writer, dependents_);
        }
        for (const std::string& id : dependents_) rederive_record(catalog_, id, writer, today_);
    }

    ImportReport report;

private:
    struct Bodies {
        const Kind* kind;
        Json before;
        Json after;
    };

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
        if (!existing && slug_chosen && body["slug"].is_string()) {
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
        Prepared prepared = prepare_body(*kind, validators_.at(kind->name), std::move(body), existing ? &*existing : nullptr, line.problems);
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

    void check_own_values(const Kind& kind, Prepared& prepared, bool slug_chosen, ImportLine& line, storage::Writer& writer) const {
        std::vector<Problem> problems;
        check_against_store(catalog_, kind, line.id, prepared, slug_chosen, writer, problems);
        for (Problem& problem : problems) {
            // References are looked at when all lines are in.
            if (problem.code.rfind("reference.", 0) != 0) line.problems.push_back(std::move(problem));
        }
    }

    void write_line(const Kind& kind, Prepared prepared, const std::optional<storage::StoredRecord>& existing, const ImportLine& line,
                    storage::Writer& writer) {
        Stored stored{.source = line.source, .line = line.line, .id = line.id, .kind = &kind, .links_open = false};
        for (const std::string& id : referred_ids(kind, prepared.body)) {
            if (!written_.contains(id) && !writer.find_linked(id)) stored.links_open = true;
        }
        Json derived = derive_record(kind, line.id, prepared.body, writer, today_);
        const storage::Operation operation = !existing           ? storage::Operation::create
                                             : existing->deleted ? storage::Operation::restore
                                                                 : storage::Operation::update;
        const Json before = existing && !existing->deleted ? existing->body : Json(nullptr);
        if (kind.name == "onderwijsregio" || kind.name == "partnership" || kind.name == "organisation" || !before.is_null()) {
            inheritance_.insert_or_assign(line.id, Bodies{&kind, before, prepared.body});
        }
        writer.write({.operation = operation,
                      .id = line.id,
                      .kind = kind.name,
                      .slug = prepared.slug,
                      .title = prepared.title,
                      .body = std::move(prepared.body),
                      .derived = std::move(derived),
                      .by = options_.by,
                      .change_note = options_.change_note});
        written_.insert(line.id);
        stored_.push_back(std::move(stored));
    }

    void finish(ImportLine line) {
        switch (line.outcome) {
            case Outcome::created: ++report.created; break;
            case Outcome::updated: ++report.updated; break;
            case Outcome::unchanged: ++report.unchanged; break;
            case Outcome::refused: ++report.refused; break;
        }
        const bool listed = report_all_ || line.outcome == Outcome::refused;
        if (listed && (report_all_ || report.lines.size() < most_reported)) report.lines.push_back(std::move(line));
    }

    const Catalog& catalog_;
    const std::map<std::string, Validator, std::less<>>& validators_;
    const Clock& clock_;
    const ImportOptions& options_;
    bool report_all_;
    Date today_;
    std::set<std::string> seen_;
    std::set<std::string> written_;
    std::vector<Stored> stored_;
    std::unordered_map<std::string, Bodies> inheritance_;
    std::set<std::string> dependents_;
};

ImportReport Importer::run(const std::vector<ImportSource>& sources, const ImportOptions& options, bool report_all,
                           const std::function<void(std::size_t)>& progress) {
    ImportRun run(*records_.catalog_, records_.validators_, records_.clock_, options, report_all);
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
