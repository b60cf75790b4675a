// Bringing in many records: all or nothing, twice is the same as once, references may point forward, and every fault
// has its line.
#include <catch2/catch.hpp>

#include "tests/kit/test_app.hpp"

using namespace afb;
using namespace afb::test;
using app::ImportReport;
using app::Outcome;
using app::Role;

namespace {

const std::string one_id = "01890a5d-ac96-774b-bcce-b302099a8001";
const std::string two_id = "01890a5d-ac96-774b-bcce-b302099a8002";

std::string line(const std::string& kind, Json body, const std::string& id = {}) {
    body["kind"] = kind;
    if (!id.empty()) body["id"] = id;
    return body.dump();
}

app::ImportOptions rehearsal() {
    app::ImportOptions options;
    options.dry_run = true;
    return options;
}

app::ImportOptions signed_by(const std::string& name, const std::string& note) {
    app::ImportOptions options;
    options.by = name;
    options.change_note = note;
    return options;
}

app::ImportOptions of_kind(const std::string& kind) {
    app::ImportOptions options;
    options.kind = kind;
    return options;
}

ImportReport import(TestApp& app, std::vector<std::string> lines, app::ImportOptions options = {},
                    bool report_all = false) {
    app::Importer importer(app.records);
    const std::int64_t before = app.last_seq();
    ImportReport report = importer.run({lines_of("file.ndjson", std::move(lines))}, options, report_all);
    if (!report.committed) CHECK(app.last_seq() == before);
    CHECK((report.refused > 0 || options.dry_run) == !report.committed);
    if (report.committed) app.indexing.wait_for(report.seq);
    return report;
}

}  // namespace

TEST_CASE("the starter collection is loaded whole, and loading it again changes nothing", "[import][starter]") {
    TestApp app;
    std::size_t lines = 0;
    for (app::ImportSource& source : starter_sources()) {
        std::string text;
        while (source.next_line(text)) ++lines;
    }
    app::Importer importer(app.records);
    const ImportReport dry = importer.run(starter_sources(), rehearsal());
    CHECK(dry.refused == 0);
    CHECK(dry.created == lines);
    CHECK_FALSE(dry.committed);
    CHECK(app.last_seq() == 0);

    const ImportReport first = app.import_starter();
    for (const app::ImportLine& refused : first.lines) {
        for (const Problem& problem : refused.problems) {
            UNSCOPED_INFO(refused.source << ":" << refused.line << " " << problem.location << " " << problem.code << " "
                                         << problem.detail);
        }
    }
    CHECK(first.refused == 0);
    CHECK(first.created == lines);
    CHECK(first.committed);
    const std::int64_t seq = app.last_seq();

    const ImportReport second = app.import_starter();
    CHECK(second.unchanged == lines);
    CHECK(second.created + second.updated + second.refused == 0);
    CHECK(app.last_seq() == seq);

    // Everything that is published can be read, listed and found.
    CHECK(app.get("/v1/search").total() == static_cast<std::int64_t>(lines));
    std::int64_t listed = 0;
    for (const Kind& kind : app.catalog->kinds()) {
        const Reply page = app.get("/v1/" + kind.collection + "?pageSize=250&expand=references");
        listed += page.total();
        CHECK(page.total() > 0);
    }
    CHECK(listed == static_cast<std::int64_t>(lines));
}

TEST_CASE("one bad line refuses the whole file, and every bad line is told", "[import]") {
    TestApp app;
    const ImportReport report = import(
        app, {line("question", body_of("question"), one_id), "{not json", "", "[]", R"({"title":"zonder soort"})",
              line("question", named_body(*app.catalog, "question", "")), line("nosuch", body_of("question"))});
    CHECK(report.created == 1);
    CHECK(report.refused == 5);
    std::vector<std::pair<std::size_t, std::string>> faults;
    for (const app::ImportLine& row : report.lines) {
        CHECK(row.source == "file.ndjson");
        CHECK(row.outcome == Outcome::refused);
        REQUIRE_FALSE(row.problems.empty());
        faults.emplace_back(row.line, row.problems.front().code);
    }
    CHECK(faults ==
          std::vector<std::pair<std::size_t, std::string>>{
              {2, "json.syntax"}, {4, "import.kind"}, {5, "import.kind"}, {6, "minLength"}, {7, "import.kind"}});
    CHECK(app.get("/v1/search", {app.as(Role::admin)}).total() == 0);
}

TEST_CASE("references may point forward, and one that leads nowhere refuses its line", "[import]") {
    TestApp app;
    Json partnership = body_of("partnership");
    partnership["leadOrganisationId"] = one_id;
    const std::string first = line("partnership", partnership, two_id);
    const ImportReport good = import(app, {first, line("organisation", body_of("organisation"), one_id)});
    CHECK(good.created == 2);
    CHECK(app.get(app.url("partnership", two_id), {app.as(Role::admin)})
              .json()
              .at("derived")
              .at("references")[0]
              .at("id") == one_id);

    TestApp other;
    const ImportReport bad = import(other, {first, line("question", body_of("question"))}, {}, true);
    CHECK(bad.created == 1);
    CHECK(bad.refused == 1);
    REQUIRE(bad.lines.size() == 2);
    const auto refused = std::find_if(bad.lines.begin(), bad.lines.end(),
                                      [](const auto& row) { return row.outcome == Outcome::refused; });
    REQUIRE(refused != bad.lines.end());
    CHECK(refused->line == 1);
    CHECK(refused->problems.front().code == "reference.notFound");
    CHECK(refused->problems.front().location == "/leadOrganisationId");
}

TEST_CASE("a circle of parents is seen over the lines of a file", "[import]") {
    TestApp app;
    Json a = named_body(*app.catalog, "organisation", "A");
    Json b = named_body(*app.catalog, "organisation", "B");
    a["parentId"] = two_id;
    b["parentId"] = one_id;
    const ImportReport report = import(app, {line("organisation", a, one_id), line("organisation", b, two_id)});
    CHECK(report.refused == 2);
    CHECK(report.created == 0);
    CHECK(report.lines.front().problems.front().code == "reference.cycle");
}

TEST_CASE("a record is recognised by its id or its slug, and only what differs is stored", "[import]") {
    TestApp app;
    Json body = body_of("question");
    body["slug"] = "mijn-vraag";
    CHECK(import(app, {line("question", body, one_id)}).created == 1);
    CHECK(import(app, {line("question", body)}).unchanged == 1);
    body["title"] = "Anders";
    const ImportReport changed = import(app, {line("question", body)}, signed_by("loket", "Opgave"), true);
    CHECK(changed.updated == 1);
    REQUIRE(changed.lines.size() == 1);
    CHECK(changed.lines[0].id == one_id);
    CHECK(changed.lines[0].slug == "mijn-vraag");
    const auto token = app.as(Role::admin);
    const Json record = app.get(app.url("question", one_id), {token}).json();
    CHECK(record.at("revision") == 2);
    CHECK(record.at("title") == "Anders");
    CHECK(record.at("updatedBy") == "loket");

    CHECK(import(app, {line("question", body), line("question", body)}).lines[0].problems[0].code ==
          "import.duplicate");
    CHECK(import(app, {line("question", body, "geen-uuid")}).lines[0].problems[0].code == "format.uuid");
    CHECK(import(app, {line("funding", body_of("funding"), one_id)}).lines[0].problems[0].code == "reference.kind");
    CHECK(import(app, {line("question", body, two_id)}).lines[0].problems[0].code == "slug.taken");
    body.erase("kind");
    CHECK(import(app, {body.dump()}, of_kind("question")).unchanged == 1);

    // What was removed comes back when it is in the file again.
    CHECK(app.call("DELETE", app.url("question", one_id), {token, {"If-Match", "*"}}).status == 204);
    CHECK(import(app, {line("question", body, one_id)}).updated == 1);
    CHECK(app.get(app.url("question", one_id), {token}).status == 200);
}

TEST_CASE("what is imported is found, and regions reach what belongs to them whatever the order of the lines",
          "[import]") {
    TestApp app;
    Json partnership = published(named_body(*app.catalog, "partnership", "Partnerschap Parkiet"));
    partnership["regions"] = Json::array({Json{{"regionId", one_id}}});
    Json agreement = published(body_of("agreement"));
    agreement["parties"] = Json::array({Json{{"partyId", two_id}}});
    const ImportReport report = import(app, {line("agreement", agreement), line("partnership", partnership, two_id),
                                             line("onderwijsregio", published(body_of("onderwijsregio")), one_id)});
    CHECK(report.created == 3);
    CHECK(app.get("/v1/search?q=parkiet&kind=partnership").total() == 1);
    CHECK(app.get("/v1/agreements?onderwijsregio=" + one_id).total() == 1);
    CHECK(app.get("/v1/search?kind=agreement&onderwijsregio=" + one_id).total() == 1);
}
