#include "service/api/page_frame.hpp"

#include "service/api/assets.hpp"
#include "service/api/html.hpp"

namespace afb::api {
namespace {

std::string link_to_page(const std::string& path, const std::string& text, const PageFrame& frame) {
    const char* const here = path == frame.path ? " aria-current=\"page\"" : "";
    const char* const language = frame.language == Language::nl ? "" : "?lang=en";
    return "<a href=\"" + path + language + "\"" + here + ">" + text + "</a>\n";
}

std::string language_link(const PageFrame& frame, Language language, const char* code, const char* name) {
    const char* const here = frame.language == language ? " aria-current=\"true\"" : "";
    return "<a href=\"" + frame.path + "?lang=" + code + "\" hreflang=\"" + code + "\" lang=\"" + code + "\"" + here +
           ">" + name + "</a>\n";
}

}  // namespace

std::string frame_page(const PageFrame& frame, std::string_view main) {
    const Words say{frame.language};
    std::string out = "<!doctype html>\n<html lang=\"";
    out += say("nl", "en");
    out +=
        "\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<title>" +
        escape_html(frame.title) + "</title>\n<link rel=\"icon\" href=\"" + asset_url("favicon.svg") +
        "\" type=\"image/svg+xml\">\n";
    for (const std::string& name : frame.styles) out += "<link rel=\"stylesheet\" href=\"" + asset_url(name) + "\">\n";
    for (const std::string& name : frame.scripts) out += "<script src=\"" + asset_url(name) + "\" defer></script>\n";
    out += "</head>\n<body>\n<a class=\"skip\" href=\"#main\">";
    out += say("Naar de inhoud", "Skip to content");
    out += "</a>\n<header class=\"banner\"><div class=\"wide\">\n<a class=\"brand\" href=\"/docs";
    out += say("", "?lang=en");
    out += "\"><img src=\"" + asset_url("favicon.svg") +
           "\" alt=\"\" width=\"28\" height=\"28\">Afsprakenbank API</a>\n<nav aria-label=\"";
    out += say("Documentatie", "Documentation");
    out += "\">\n";
    out += link_to_page("/docs", say("Naslag", "Reference"), frame);
    out += link_to_page("/docs/problems", say("Fouten", "Errors"), frame);
    out += link_to_page("/docs/glossary", say("Begrippen", "Glossary"), frame);
    out += link_to_page("/docs/try", say("Uitproberen", "Try it"), frame);
    out += "</nav>\n<nav class=\"languages\" aria-label=\"";
    out += say("Taal", "Language");
    out += "\">\n" + language_link(frame, Language::nl, "nl", "Nederlands") +
           language_link(frame, Language::en, "en", "English");
    out += "</nav>\n</div></header>\n";
    out += main;
    out +=
        "<footer class=\"footer\"><div class=\"wide\">\n<p>OpenAPI: <a href=\"/v1/openapi.json\">3.0</a>, "
        "<a href=\"/v1/openapi.json?version=3.1\">3.1</a></p>\n<p>";
    out += say("Licentie: ", "Licence: ");
    out += "EUPL-1.2. ";
    out += say("Met werk van anderen: ", "With work of others: ");
    out += "<a href=\"" + asset_url("swagger-ui.LICENSE.txt") + "\">Swagger UI</a>, <a href=\"" +
           asset_url("source-sans-3.LICENSE.txt") + "\">Source Sans 3</a>.</p>\n</div></footer>\n</body>\n</html>\n";
    return out;
}

}  // namespace afb::api
