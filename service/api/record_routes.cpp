// The routes of one kind of record, and their handlers.
#include "schema/error.hpp"
#include "service/api/call.hpp"
#include "service/api/record_parameters.hpp"
#include "service/api/routes.hpp"
#include "service/api/schema_document.hpp"

namespace afb::api {
namespace {

constexpr std::size_t most_similar = 10;

Date day_of(const Call& call) {
    const std::string* given = call.find("inForceOn");
    const auto day = given != nullptr ? Date::parse(*given) : std::nullopt;
    return day.value_or(call.services.records.today());
}

app::ViewOptions view_options(const Call& call, const Kind& kind) {
    return {
        .day = day_of(call), .expand_references = call.find("expand") != nullptr, .fields = read_fields(call, kind)};
}

Response record_response(const Kind& kind, const app::Written& written, int status) {
    Response response = json_response(status, written.view);
    if (written.revision > 0) response.set_header("ETag", record_tag(written.revision, response.body));
    if (status == 201) response.set_header("Location", "/v1/" + kind.collection + "/" + written.id);
    response.set_header("Cache-Control", "no-store");
    return response;
}

std::int64_t revision_argument(const std::string& text) {
    const bool digits = !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) throw_not_found({"Revisie", "Revision"});
    return std::stoll(text);
}

// ---- handlers

Response list_records(Call& call, const Kind& kind) {
    const RecordQuery query = read_record_query(call, &kind);
    const app::ViewOptions options = view_options(call, kind);
    std::int64_t total = 0;
    const bool searches = !query.text.empty() || !query.collapse.empty();
    Json body = searches ? call.services.search.list(call.actor, query, options, &total)
                         : Json{{"items", call.services.records.list(call.actor, query, options, &total)}};
    return paged_response(call, std::move(body), read_paging(call), total);
}

Response create_record(Call& call, const Kind& kind) {
    const app::WriteOptions options = read_write_options(call);
    const app::Written written = call.services.records.create(call.actor, kind, read_body(call), options);
    Response response = record_response(kind, written, options.validate_only ? 200 : 201);
    if (written.replayed) response.set_header("Idempotent-Replayed", "true");
    return response;
}

Response read_record(Call& call, const Kind& kind) {
    std::int64_t revision = 0;
    const Json view =
        call.services.records.read(call.actor, kind, call.path.at("id"), view_options(call, kind), &revision);
    Response response = json_response(200, view);
    // The plain record has the tag that writing needs; another view of it is another representation.
    const bool plain = call.query.empty();
    if (plain) response.set_header("ETag", record_tag(revision, response.body));
    response.set_header("Link",
                        "</v1/" + kind.collection + "/" + view.at("id").get<std::string>() + ">; rel=\"canonical\"");
    return response;
}

Response replace_record(Call& call, const Kind& kind) {
    const auto precondition = read_precondition(call.request);
    return record_response(kind,
                           call.services.records.replace(call.actor, kind, call.path.at("id"), precondition,
                                                         read_body(call), read_write_options(call)),
                           200);
}

Response patch_record(Call& call, const Kind& kind) {
    const auto precondition = read_precondition(call.request);
    return record_response(kind,
                           call.services.records.merge(call.actor, kind, call.path.at("id"), precondition,
                                                       read_body(call), read_write_options(call)),
                           200);
}

Response delete_record(Call& call, const Kind& kind) {
    call.services.records.remove(call.actor, kind, call.path.at("id"), read_precondition(call.request),
                                 call.value_or("changeNote", ""));
    return Response{.status = 204, .headers = {}, .body = {}};
}

Response list_revisions(Call& call, const Kind& kind) {
    return json_response(200,
                         Json{{"items", call.services.records.list_revisions(call.actor, kind, call.path.at("id"))}});
}

Response read_revision(Call& call, const Kind& kind) {
    const std::int64_t revision = revision_argument(call.path.at("revision"));
    const std::string& id = call.path.at("id");
    if (const std::string* other = call.find("compareTo")) {
        return json_response(200, call.services.records.compare(call.actor, kind, id, revision, std::stoll(*other)));
    }
    return json_response(200, call.services.records.read_revision(call.actor, kind, id, revision));
}

Response restore_revision(Call& call, const Kind& kind) {
    const std::int64_t revision = revision_argument(call.path.at("revision"));
    return record_response(
        kind,
        call.services.records.restore(call.actor, kind, call.path.at("id"), read_precondition(call.request), revision,
                                      read_write_options(call)),
        200);
}

Response related_records(Call& call, const Kind& kind) {
    std::string id;
    Json referred_by = call.services.records.referrers(call.actor, kind, call.path.at("id"), &id);
    // Without a ready index the half that does not need it is still an answer.
    Json similar =
        call.services.index.state().ready ? call.services.search.similar(call.actor, id, most_similar) : Json::array();
    return json_response(200, Json{{"similar", std::move(similar)}, {"referredBy", std::move(referred_by)}});
}

// ---- rows

Parameter id_parameter() {
    return {.in = "path",
            .name = "id",
            .description = {"Id of slug van het record.", "Id or slug of the record."},
            .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 120}},
            .required = true};
}

Parameter revision_parameter() {
    return {.in = "path",
            .name = "revision",
            .description = {"Nummer van de revisie, vanaf 1.", "Number of the revision, from 1."},
            .schema = {{"type", "integer"}, {"minimum", 1}},
            .required = true};
}

// Not `required`: a missing If-Match is 428, which tools that check requests beforehand would otherwise hide.
Parameter if_match_parameter() {
    return {.in = "header",
            .name = "If-Match",
            .description = {"ETag van de versie die u wijzigt; verplicht, anders 428.",
                            "ETag of the version you change; needed, else 428."},
            .schema = {{"type", "string"}},
            .example = "\"r1\""};
}

Parameter validate_only_parameter() {
    return {.in = "query",
            .name = "validateOnly",
            .description = {"Alleen controleren: er verandert niets.", "Only check: nothing changes."},
            .schema = {{"type", "boolean"}, {"default", false}}};
}

Parameter change_note_parameter() {
    return {.in = "query",
            .name = "changeNote",
            .description = {"Waarom; komt in de geschiedenis.", "Why; goes into the history."},
            .schema = {{"type", "string"}, {"maxLength", 500}}};
}

Parameter expand_parameter() {
    return {.in = "query",
            .name = "expand",
            .description = {"`references`: de records waarnaar verwezen wordt erbij, in `expanded`.",
                            "`references`: the records referred to as well, in `expanded`."},
            .schema = {{"type", "string"}, {"enum", {"references"}}}};
}

Parameter day_parameter() {
    return {.in = "query",
            .name = "inForceOn",
            .description = {"Dag voor `derived.inForce`; standaard vandaag.",
                            "Day for `derived.inForce`; today by default."},
            .schema = {{"type", "string"}, {"format", "date"}}};
}

Answer good(int status, Text description, std::string schema, std::vector<std::string> headers) {
    return {.status = status,
            .description = std::move(description),
            .media_type = schema.empty() ? "" : "application/json",
            .schema = std::move(schema),
            .headers = std::move(headers)};
}

Answer not_modified() {
    return good(304, {"Niet gewijzigd", "Not modified"}, "", {"ETag"});
}

template <class... Lists>
std::vector<Parameter> parameters_of(Lists... lists) {
    std::vector<Parameter> all;
    (all.insert(all.end(), lists.begin(), lists.end()), ...);
    return all;
}

using Parameters = std::vector<Parameter>;

}  // namespace

std::vector<Route> record_routes(const Catalog& catalog, const Kind& kind) {
    const std::string base = "/v1/" + kind.collection;
    const std::string one = base + "/{id}";
    const std::string name = SchemaWriter::pascal_case(kind.name);
    const std::string many = SchemaWriter::pascal_case(kind.collection);
    const Kind* row = &kind;  // the catalog outlives the routes
    const auto route = [&](std::string method, std::string path, std::string operation, Text summary,
                           Response (*handler)(Call&, const Kind&)) {
        Route made;
        made.method = std::move(method);
        made.path = std::move(path);
        made.operation_id = std::move(operation);
        made.tag = kind.name;
        made.summary = std::move(summary);
        made.access = made.method == "GET" ? Access::open : Access::contributor;
        made.handle = [row, handler](Call& call) { return handler(call, *row); };
        return made;
    };
    const std::string nl = kind.label.nl;
    const std::string en = kind.label.en;
    std::vector<Route> routes;

    Route list =
        route("GET", base, "list" + many, {kind.plural.nl + ": lijst", "List " + kind.plural.en}, list_records);
    list.description = {"Filters met dezelfde naam zijn OF, verschillende filters EN. Het totaal is exact.",
                        "Filters of the same name are OR, different filters AND. The total is exact."};
    list.parameters =
        parameters_of(filter_parameters(catalog, row),
                      Parameters{sort_parameter(catalog, row), fields_parameter(kind), expand_parameter()},
                      collapse_parameters(catalog, row), paging_parameters(), Parameters{if_none_match_parameter()});
    if (kind.find_field("validFrom") == nullptr) list.parameters.push_back(day_parameter());
    list.answers =
        with_problems({good(200, {"Een bladzijde", "A page"}, name + "Page", {"ETag", "Link"}), not_modified()}, {503});
    routes.push_back(std::move(list));

    Route create = route("POST", base, "create" + name, {nl + ": toevoegen", "Create: " + en}, create_record);
    create.description = {
        "Met een `Idempotency-Key` kan hetzelfde verzoek veilig herhaald worden; wij bewaren het antwoord 24 uur.",
        "With an `Idempotency-Key` the same request can safely be repeated; we keep the answer for 24 hours."};
    create.parameters = {validate_only_parameter(),
                         change_note_parameter(),
                         {.in = "header",
                          .name = "Idempotency-Key",
                          .description = {"Eigen sleutel van dit verzoek, hoogstens 255 tekens.",
                                          "Your key of this request, at most 255 characters."},
                          .schema = {{"type", "string"}, {"minLength", 1}, {"maxLength", 255}}}};
    create.body = RequestBody{.media_types = {"application/json"}, .schema = name + "Input", .example = nullptr};
    create.answers =
        with_problems({good(200, {"Alleen gecontroleerd (validateOnly)", "Only checked (validateOnly)"}, name, {}),
                       good(201, {"Toegevoegd", "Created"}, name, {"ETag", "Location"})},
                      {403, 413, 415, 422});
    routes.push_back(std::move(create));

    Route read = route("GET", one, "read" + name, {nl + ": lezen", "Read: " + en}, read_record);
    read.parameters = {id_parameter(), fields_parameter(kind), expand_parameter(), day_parameter(),
                       if_none_match_parameter()};
    read.answers = with_problems({good(200, {"Het record", "The record"}, name, {"ETag"}), not_modified()}, {404});
    routes.push_back(std::move(read));

    Route replace = route("PUT", one, "replace" + name, {nl + ": vervangen", "Replace: " + en}, replace_record);
    replace.description = {
        "Wat de server zelf zet (`id`, `derived` ...) mag erin staan en wordt overgeslagen: ophalen, wijzigen, "
        "terugsturen werkt.",
        "What the server sets itself (`id`, `derived` ...) may be there and is passed over: get, edit, put works."};
    replace.parameters = {id_parameter(), if_match_parameter(), validate_only_parameter(), change_note_parameter()};
    replace.body = RequestBody{.media_types = {"application/json"}, .schema = name + "Input", .example = nullptr};
    replace.answers =
        with_problems({good(200, {"Vervangen", "Replaced"}, name, {"ETag"})}, {403, 404, 412, 413, 415, 428});
    routes.push_back(std::move(replace));

    Route patch = route("PATCH", one, "patch" + name, {nl + ": deels wijzigen", "Change in part: " + en}, patch_record);
    patch.description = {
        "JSON Merge Patch (RFC 7396): null haalt een veld weg, een lijst wordt in zijn geheel vervangen.",
        "JSON Merge Patch (RFC 7396): null takes a member away, a list is replaced whole."};
    patch.parameters = {id_parameter(), if_match_parameter(), validate_only_parameter(), change_note_parameter()};
    patch.body =
        RequestBody{.media_types = {"application/merge-patch+json"}, .schema = name + "Patch", .example = nullptr};
    patch.answers =
        with_problems({good(200, {"Gewijzigd", "Changed"}, name, {"ETag"})}, {403, 404, 412, 413, 415, 428});
    routes.push_back(std::move(patch));

    Route remove = route("DELETE", one, "delete" + name, {nl + ": verwijderen", "Delete: " + en}, delete_record);
    remove.description = {
        "De geschiedenis blijft; terugzetten kan. Waarnaar nog verwezen wordt, kan niet weg (409 met de lijst).",
        "The history stays and can be restored. What is still referred to cannot go (409 with the list)."};
    remove.parameters = {id_parameter(), if_match_parameter(), change_note_parameter()};
    remove.answers = with_problems({good(204, {"Verwijderd", "Deleted"}, "", {})}, {403, 404, 409, 412, 428});
    std::erase_if(remove.answers,
                  [](const Answer& answer) { return answer.status == 406; });  // nothing to be had in any form
    routes.push_back(std::move(remove));

    Route revisions = route("GET", one + "/revisions", "list" + name + "Revisions",
                            {nl + ": geschiedenis", "History: " + en}, list_revisions);
    revisions.parameters = {id_parameter(), if_none_match_parameter()};
    revisions.answers =
        with_problems({good(200, {"Alle revisies", "All revisions"}, "RevisionList", {"ETag"}), not_modified()}, {404});
    routes.push_back(std::move(revisions));

    Route revision =
        route("GET", one + "/revisions/{revision}", "read" + name + "Revision",
              {nl + ": een revisie, of een vergelijking", "One revision, or a comparison: " + en}, read_revision);
    revision.parameters = {id_parameter(),
                           revision_parameter(),
                           {.in = "query",
                            .name = "compareTo",
                            .description = {"Toon wat er veranderde van deze revisie tot die.",
                                            "Show what changed from this revision to that one."},
                            .schema = {{"type", "integer"}, {"minimum", 1}}},
                           if_none_match_parameter()};
    revision.answers = with_problems({good(200, {"De revisie of de verschillen", "The revision or the differences"},
                                           "RevisionOrComparison", {"ETag"}),
                                      not_modified()},
                                     {404});
    routes.push_back(std::move(revision));

    Route restore = route("POST", one + "/revisions/{revision}/_restore", "restore" + name + "Revision",
                          {nl + ": een revisie terugzetten", "Restore a revision: " + en}, restore_revision);
    restore.description = {"Maakt een nieuwe revisie met de inhoud van de oude; ook van een verwijderd record.",
                           "Makes a new revision with the content of the old one; of a deleted record too."};
    restore.parameters = {id_parameter(), revision_parameter(), if_match_parameter(), validate_only_parameter(),
                          change_note_parameter()};
    restore.answers = with_problems({good(200, {"Teruggezet", "Restored"}, name, {"ETag"})}, {403, 404, 412, 428});
    routes.push_back(std::move(restore));

    Route related = route("GET", one + "/related", "listRelatedTo" + name,
                          {nl + ": verwante records", "Related records: " + en}, related_records);
    related.parameters = {id_parameter(), if_none_match_parameter()};
    related.answers = with_problems(
        {good(200, {"Lijkt erop, en verwijst ernaar", "Alike, and referring to it"}, "RelatedRecords", {"ETag"}),
         not_modified()},
        {404});
    routes.push_back(std::move(related));
    return routes;
}

}  // namespace afb::api
