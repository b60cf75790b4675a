#include "service/api/reference_operation.hpp"

#include <fmt/format.h>

#include <array>
#include <cctype>

#include "service/api/html.hpp"
#include "service/api/reference_schema.hpp"

namespace afb::api {
namespace {

std::string upper(std::string text) {
    for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    return text;
}

std::string percent_encoded(std::string_view text) {
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = std::isalnum(byte) != 0 || std::string_view("-._~").find(c) != std::string_view::npos;
        out += plain ? std::string(1, c) : fmt::format("%{:02X}", byte);
    }
    return out;
}

// For a shell: in single quotes, where nothing has a meaning.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

std::string plain(const Json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

// The example of a parameter, or its name in capitals: something to fill in.
std::string example_of(const Json& parameter) {
    if (!parameter.contains("example")) {
        if (parameter.at("schema").contains("minimum")) return plain(parameter.at("schema").at("minimum"));
        return upper(parameter.at("name").get<std::string>());
    }
    const Json& example = parameter.at("example");
    return plain(example.is_array() && !example.empty() ? example.front() : example);
}

bool needs_token(const Json& operation) {
    for (const Json& way : operation.at("security"))
        if (way.empty()) return false;
    return !operation.at("security").empty();
}

struct Filled {
    std::string url;
    std::vector<std::string> headers;
};

Filled fill_in(const Json& document, const OperationPlace& place) {
    Filled filled{place.path == "/" ? place.server : place.server + place.path, {}};
    std::string query;
    for (const Json& given : place.operation.value("parameters", Json::array())) {
        const Json& parameter = resolve(document, given);
        const std::string where = parameter.at("in");
        const std::string name = parameter.at("name");
        if (where == "path") {
            const std::string slot = "{" + name + "}";
            const auto at = filled.url.find(slot);
            if (at != std::string::npos) filled.url.replace(at, slot.size(), percent_encoded(example_of(parameter)));
        } else if (parameter.value("required", false) ||
                   (parameter.contains("example") && (where == "header" || name == "q"))) {
            if (where == "query")
                query += (query.empty() ? "?" : "&") + name + "=" + percent_encoded(example_of(parameter));
            else
                filled.headers.push_back(name + ": " + example_of(parameter));
        }
    }
    filled.url += query;
    return filled;
}

std::string parameters_table(const Json& document, const Json& operation, const Words& say) {
    if (!operation.contains("parameters")) return "";
    static const std::array<std::array<const char*, 3>, 3> places = {
        {{"path", "pad", "path"}, {"query", "zoekdeel", "query"}, {"header", "header", "header"}}};
    std::string out = std::string("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"") +
                      say("Parameters", "Parameters") + "\"><table>\n<thead><tr><th scope=\"col\">" +
                      say("Parameter", "Parameter") + "</th><th scope=\"col\">" + say("Waar", "In") +
                      "</th><th scope=\"col\">" + say("Soort", "Type") + "</th><th scope=\"col\">" +
                      say("Betekenis", "Meaning") + "</th></tr></thead>\n<tbody>\n";
    for (const Json& given : operation.at("parameters")) {
        const Json& parameter = resolve(document, given);
        out += "<tr><th scope=\"row\"><code>" + escape_html(parameter.at("name").get<std::string>()) + "</code>";
        if (parameter.value("required", false))
            out += std::string(" <span class=\"must\">") + say("verplicht", "required") + "</span>";
        out += "</th><td>";
        for (const auto& [code, dutch, english] : places)
            if (parameter.at("in") == code) out += say(dutch, english);
        out += "</td><td>" + describe_type(document, parameter.at("schema"), say) + "</td><td>" +
               inline_markdown_to_html(parameter.value("description", std::string()));
        if (parameter.contains("example"))
            out += std::string(" ") + say("Voorbeeld: ", "Example: ") + "<code>" + escape_html(example_of(parameter)) +
                   "</code>";
        out += "</td></tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string schema_link(const Json& media) {
    const Json& schema = media.at("schema");
    if (!schema.contains("$ref")) return "";
    const auto reference = schema.at("$ref").get<std::string>();
    const std::string name = reference.substr(reference.rfind('/') + 1);
    return ": <a href=\"#schema-" + name + "\">" + name + "</a>";
}

std::string body_line(const Json& operation, const Words& say) {
    if (!operation.contains("requestBody")) return "";
    std::string out = std::string("<p><strong>") + say("Inhoud van het verzoek", "Request body") + "</strong> ";
    bool first = true;
    for (const auto& [type, media] : operation.at("requestBody").at("content").items()) {
        out += (first ? "" : ", ") + ("<code>" + escape_html(type) + "</code>") + schema_link(media);
        first = false;
    }
    return out + "</p>\n";
}

std::string answers_table(const Json& document, const Json& operation, const Words& say) {
    std::string out = std::string("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"") +
                      say("Antwoorden", "Answers") + "\"><table>\n<thead><tr><th scope=\"col\">" +
                      say("Antwoord", "Answer") + "</th><th scope=\"col\">" + say("Betekenis", "Meaning") +
                      "</th><th scope=\"col\">" + say("Inhoud", "Content") + "</th></tr></thead>\n<tbody>\n";
    for (const auto& [status, given] : operation.at("responses").items()) {
        const Json& response = resolve(document, given);
        out += "<tr><th scope=\"row\"><code>" + status + "</code></th><td>" +
               inline_markdown_to_html(response.value("description", std::string())) + "</td><td>";
        bool first = true;
        const Json content = response.value("content", Json::object());
        for (const auto& [type, media] : content.items()) {
            out += (first ? "" : "<br>") + ("<code>" + escape_html(type) + "</code>") + schema_link(media);
            first = false;
        }
        out += "</td></tr>\n";
    }
    return out + "</tbody></table></div>\n";
}

std::string answer_example(const Json& document, const Json& operation, const Words& say) {
    for (const auto& [status, given] : operation.at("responses").items()) {
        if (status[0] != '2') continue;
        const Json content = resolve(document, given).value("content", Json::object());
        for (const auto& [type, media] : content.items()) {
            if (!media.contains("example")) continue;
            return std::string("<details><summary>") + say("Voorbeeld van het antwoord", "Example of the answer") +
                   "</summary>\n<pre tabindex=\"0\"><code>" + escape_html(media.at("example").dump(2)) +
                   "</code></pre></details>\n";
        }
    }
    return "";
}

}  // namespace

const Json& resolve(const Json& document, const Json& part) {
    if (!part.is_object() || !part.contains("$ref")) return part;
    return document.at(Json::json_pointer(part.at("$ref").get<std::string>().substr(1)));
}

std::string curl_command(const Json& document, const OperationPlace& place) {
    const Filled filled = fill_in(document, place);
    std::string out = "curl ";
    if (place.method != "get") out += "-X " + upper(place.method) + " ";
    out += quoted(filled.url);
    if (needs_token(place.operation)) out += " \\\n  -H \"Authorization: Bearer $AFB_TOKEN\"";
    for (const std::string& header : filled.headers) out += " \\\n  -H " + quoted(header);
    if (place.operation.contains("requestBody")) {
        const Json& content = place.operation.at("requestBody").at("content");
        const auto media = content.begin();
        out += " \\\n  -H " + quoted("Content-Type: " + media.key());
        if (media.value().contains("example")) out += " \\\n  -d " + quoted(media.value().at("example").dump(2));
    }
    return out;
}

std::string operation_section(const Json& document, const OperationPlace& place, const Words& say) {
    const Json& operation = place.operation;
    const std::string id = operation.at("operationId");
    std::string out = "<section class=\"operation\">\n<h3 id=\"" + id + "\">" +
                      escape_html(operation.at("summary").get<std::string>()) + " <a class=\"anchor\" href=\"#" + id +
                      "\" aria-label=\"" + say("Koppeling naar: ", "Link to: ") +
                      escape_html(operation.at("summary").get<std::string>()) + "\">#</a></h3>\n";
    const std::string base = place.server.substr(std::min(place.server.find('/', 8), place.server.size()));
    out += "<p class=\"call\"><span class=\"method " + place.method + "\">" + upper(place.method) + "</span> <code>" +
           escape_html(place.path == "/" ? base : base + place.path) + "</code></p>\n";
    out += markdown_to_html(operation.value("description", std::string()));
    out += parameters_table(document, operation, say) + body_line(operation, say);
    out += "<pre class=\"curl\" tabindex=\"0\"><code>" + escape_html(curl_command(document, place)) + "</code></pre>\n";
    out += answers_table(document, operation, say) + answer_example(document, operation, say);
    return out + "</section>\n";
}

}  // namespace afb::api
