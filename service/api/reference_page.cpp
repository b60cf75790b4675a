#include "service/api/reference_page.hpp"

#include <fmt/format.h>

#include <vector>

#include "schema/problem.hpp"
#include "service/api/assets.hpp"
#include "service/api/html.hpp"
#include "service/api/page_frame.hpp"
#include "service/api/problem_document.hpp"
#include "service/api/reference_operation.hpp"
#include "service/api/reference_schema.hpp"

namespace afb::api {
namespace {

// The operations of one tag, in the order of the document.
std::vector<OperationPlace> operations_of(const Json& document, const std::string& tag) {
    const std::string main_server = document.at("servers").at(0).at("url");
    std::vector<OperationPlace> found;
    for (const auto& [path, item] : document.at("paths").items()) {
        const std::string server =
            item.contains("servers") ? item.at("servers").at(0).at("url").get<std::string>() : main_server;
        for (const auto& [method, operation] : item.items())
            if (method != "servers" && operation.at("tags").at(0) == tag)
                found.push_back({method, path, server, operation});
    }
    return found;
}

std::string display_name(const Json& tag) {
    return tag.value("x-displayName", tag.at("name").get<std::string>());
}

std::string contents(const Json& document, const Words& say) {
    std::string out = std::string("<nav class=\"contents\" aria-label=\"") + say("Inhoud", "Contents") +
                      "\">\n<ul>\n<li><a href=\"#start\">" + say("Beginnen", "Getting started") + "</a></li>\n";
    for (const Json& tag : document.at("tags")) {
        const std::string name = tag.at("name");
        out += "<li><a href=\"#tag-" + name + "\">" + escape_html(display_name(tag)) + "</a>\n<ul>\n";
        for (const OperationPlace& place : operations_of(document, name))
            out += "<li><a href=\"#" + place.operation.at("operationId").get<std::string>() + "\">" +
                   escape_html(place.operation.at("summary").get<std::string>()) + "</a></li>\n";
        out += "</ul></li>\n";
    }
    out += std::string("<li><a href=\"#schemas\">") + say("Gegevens en hun velden", "Records and their members") +
           "</a></li>\n";
    out += std::string("<li><a href=\"#codes\">") + say("Codelijsten", "Code lists") + "</a></li>\n";
    return out + "</ul>\n</nav>\n";
}

std::string example(const std::string& command) {
    return "<pre class=\"curl\" tabindex=\"0\"><code>" + escape_html(command) + "</code></pre>\n";
}

std::string start(const Json& document, const Words& say) {
    const Json& info = document.at("info");
    const std::string server = document.at("servers").at(0).at("url");
    std::string out = "<h1>" + escape_html(info.at("title").get<std::string>()) + " API <span class=\"version\">" +
                      escape_html(info.at("version").get<std::string>()) + "</span></h1>\n";
    if (info.contains("summary"))
        out += "<p class=\"lead\">" + escape_html(info.at("summary").get<std::string>()) + "</p>\n";
    out += markdown_to_html(info.at("description").get<std::string>());
    out +=
        std::string("<h2 id=\"start\">") + say("Beginnen", "Getting started") + "</h2>\n<p>" +
        say("Adres: ", "Address: ") + "<code>" + escape_html(server) + "</code>. " +
        say("De eerste vraag kan meteen, zonder sleutel:", "The first question can be asked at once, without a key:") +
        "</p>\n" + example("curl '" + server + "/search?q=stagevergoeding'") + "<p>" +
        say("Schrijven kan met een token van de beheerder. Zet het in een variabele; de voorbeelden hieronder "
            "gebruiken die:",
            "Writing takes a token of the administrator. Put it in a variable; the examples below use it:") +
        "</p>\n" + example("export AFB_TOKEN='afb_...'") + "<p>" +
        say("Ging er iets mis? Elk antwoord van 400 en hoger heeft dezelfde vorm; zie ",
            "Did something go wrong? Every answer of 400 and up has the same shape; see ") +
        "<a href=\"/docs/problems" + say("", "?lang=en") + "\">" + say("alle fouten", "all errors") + "</a>.</p>\n";
    return out;
}

std::string problem_types_table(const Words& say) {
    std::string out = std::string("<table>\n<thead><tr><th scope=\"col\">Status</th><th scope=\"col\">") +
                      say("Soort", "Kind") + "</th><th scope=\"col\">" + say("Betekenis", "Meaning") +
                      "</th></tr></thead>\n<tbody>\n";
    for (const ProblemType& type : problem_types())
        out += fmt::format(
            "<tr id=\"{0}\"><th scope=\"row\"><code>{1}</code></th><td><code>{0}</code></td><td>{2}</td></tr>\n",
            type.slug, type.status,
            escape_html(std::string(say.language == Language::nl ? type.title_nl : type.title_en)));
    return out + "</tbody></table>\n";
}

std::string problem_codes_table(const Words& say) {
    std::string out = std::string("<table>\n<thead><tr><th scope=\"col\">Code</th><th scope=\"col\">") +
                      say("Uitleg", "Explanation") + "</th></tr></thead>\n<tbody>\n";
    for (const ProblemCode& code : problem_codes())
        out += fmt::format("<tr id=\"code-{0}\"><th scope=\"row\"><code>{0}</code></th><td>{1}</td></tr>\n", code.code,
                           escape_html(std::string(say.language == Language::nl ? code.text_nl : code.text_en)));
    return out + "</tbody></table>\n";
}

std::string scrolled(const std::string& table, const char* label) {
    return std::string("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"") + label + "\">" + table +
           "</div>\n";
}

}  // namespace

std::string reference_page(const Json& openapi_31, Language language) {
    const Words say{language};
    PageFrame frame;
    frame.language = language;
    frame.path = "/docs";
    frame.title = std::string(say("Naslag", "Reference")) + " – Afsprakenbank API";
    std::string main = "<div class=\"columns wide\">\n" + contents(openapi_31, say) +
                       "<main id=\"main\" tabindex=\"-1\">\n" + start(openapi_31, say);
    for (const Json& tag : openapi_31.at("tags")) {
        const std::string name = tag.at("name");
        main += "<h2 id=\"tag-" + name + "\">" + escape_html(display_name(tag)) + "</h2>\n" +
                markdown_to_html(tag.at("description").get<std::string>());
        for (const OperationPlace& place : operations_of(openapi_31, name))
            main += operation_section(openapi_31, place, say);
    }
    main += schema_sections(openapi_31, say) + "</main>\n</div>\n";
    return frame_page(frame, main);
}

std::string problems_page(Language language) {
    const Words say{language};
    PageFrame frame;
    frame.language = language;
    frame.path = "/docs/problems";
    frame.title = std::string(say("Fouten", "Errors")) + " – Afsprakenbank API";
    const std::string shape = R"({
  "type": "https://.../docs/problems#invalid",
  "title": ")" + std::string(say("Ongeldige invoer", "Invalid input")) +
                              R"(",
  "status": 400,
  "detail": "...",
  "instance": "urn:uuid:01890a5d-ac96-774b-bcce-b302099a8057",
  "errors": [
    { "in": "body", "location": "/tariffs/0/unit", "code": "enum", "detail": "...", "detailNl": "..." }
  ]
})";
    std::string main =
        std::string("<main id=\"main\" class=\"wide page\" tabindex=\"-1\">\n<h1>") + say("Fouten", "Errors") +
        "</h1>\n<p>" +
        say("Elk antwoord van 400 en hoger is <code>application/problem+json</code> (RFC 9457). Bij ongeldige invoer "
            "noemt "
            "<code>errors</code> alle problemen tegelijk, hoogstens 100, elk met de plaats, een code en uitleg in twee "
            "talen.",
            "Every answer of 400 and up is <code>application/problem+json</code> (RFC 9457). With invalid input, "
            "<code>errors</code> names all problems at once, at most 100, each with its place, a code and an "
            "explanation in two "
            "languages.") +
        "</p>\n<pre tabindex=\"0\"><code>" + escape_html(shape) + "</code></pre>\n<h2 id=\"types\">" +
        say("Soorten fouten", "Kinds of errors") + "</h2>\n" +
        scrolled(problem_types_table(say), say("Soorten fouten", "Kinds of errors")) + "<h2 id=\"codes\">" +
        say("Codes in <code>errors</code>", "Codes in <code>errors</code>") + "</h2>\n<p>" +
        say("<code>{label}</code>, <code>{0}</code> en verder staan voor wat er in dit geval is.",
            "<code>{label}</code>, <code>{0}</code> and so on stand for what it is in the case at hand.") +
        "</p>\n" + scrolled(problem_codes_table(say), say("Codes", "Codes")) + "</main>\n";
    return frame_page(frame, main);
}

std::string try_page(Language language) {
    const Words say{language};
    PageFrame frame;
    frame.language = language;
    frame.path = "/docs/try";
    frame.title = std::string(say("Uitproberen", "Try it")) + " – Afsprakenbank API";
    frame.styles = {"page.css", "swagger-ui.css", "try.css"};
    frame.scripts = {"swagger-ui-bundle.js", "try.js"};
    const std::string main =
        std::string("<div id=\"main\" class=\"wide page\" tabindex=\"-1\">\n<h1>") + say("Uitproberen", "Try it") +
        "</h1>\n<p>" +
        say("Stuur echte verzoeken vanuit de browser, met Swagger UI. De toegankelijke naslag met dezelfde inhoud is ",
            "Send real requests from the browser, with Swagger UI. The accessible reference with the same content "
            "is ") +
        "<a href=\"/docs" + say("", "?lang=en") + "\">" + say("de naslag", "the reference") +
        "</a>.</p>\n<noscript><p>" + say("Hiervoor is JavaScript nodig.", "This needs JavaScript.") +
        "</p></noscript>\n" + "<div id=\"swagger-ui\" data-document=\"/v1/openapi.json\" data-failed=\"" +
        say("Het OpenAPI-document kon niet worden opgehaald.", "The OpenAPI document could not be fetched.") +
        "\"></div>\n</div>\n";
    return frame_page(frame, main);
}

}  // namespace afb::api
