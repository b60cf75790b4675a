// The glossary at /docs/glossary: what every name on the wire is called in Dutch and in English.
#include <string>

#include "service/api/html.hpp"
#include "service/api/page_frame.hpp"
#include "service/api/reference_page.hpp"

namespace afb::api {
namespace {

// A table of names with both labels, whichever language the page is in: that is what a glossary is for.
class NamesTable {
public:
    explicit NamesTable(const Words& say) : say_(say) {}

    void add(const std::string& name, const Text& label) {
        rows_ += "<tr><th scope=\"row\"><code>" + escape_html(name) + "</code></th><td lang=\"nl\">" +
                 escape_html(label.nl) + "</td><td lang=\"en\">" + escape_html(label.en) + "</td></tr>\n";
    }

    std::string html(const std::string& label) const {
        return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" + escape_html(label) +
               "\"><table>\n<thead><tr><th scope=\"col\">" + say_("Naam in de API", "Name in the API") +
               "</th><th scope=\"col\" lang=\"nl\">Nederlands</th><th scope=\"col\" "
               "lang=\"en\">English</th></tr></thead>\n"
               "<tbody>\n" +
               rows_ + "</tbody></table></div>\n";
    }

private:
    const Words& say_;
    std::string rows_;
};

std::string heading(const std::string& id, const std::string& text) {
    return "<h2 id=\"" + id + "\">" + escape_html(text) + "</h2>\n";
}

}  // namespace

std::string glossary_page(const Catalog& catalog, Language language) {
    const Words say{language};
    PageFrame frame;
    frame.language = language;
    frame.path = "/docs/glossary";
    frame.title = std::string(say("Begrippen", "Glossary")) + " – Afsprakenbank API";
    std::string main =
        std::string("<main id=\"main\" class=\"wide page\" tabindex=\"-1\">\n<h1>") + say("Begrippen", "Glossary") +
        "</h1>\n<p>" +
        say("Namen in de API zijn Engels, zoals in de Open Education API; vaktermen die in vertaling hun "
            "betekenis verliezen bleven Nederlands. Hier staat hoe alles heet.",
            "Names in the API are English, as in the Open Education API; terms of art that lose their "
            "meaning in translation stayed Dutch. This is what everything is called.") +
        "</p>\n";
    NamesTable kinds(say);
    for (const Kind& kind : catalog.kinds()) kinds.add(kind.name, kind.label);
    const std::string kinds_title = say("Soorten gegevens", "Kinds of records");
    main += heading("kinds", kinds_title) + kinds.html(kinds_title);
    for (const Kind& kind : catalog.kinds()) {
        NamesTable fields(say);
        for (const Field& field : kind.fields) fields.add(field.path, field.label);
        main += heading("kind-" + kind.name, kind.label.in(language)) + fields.html(kind.label.in(language));
    }
    NamesTable filters(say);
    for (const FilterDefinition& filter : catalog.filters()) filters.add(filter.name, filter.label);
    const std::string filters_title = say("Filters", "Filters");
    main += heading("filters", filters_title) + filters.html(filters_title);
    for (const Vocabulary& vocabulary : catalog.vocabularies()) {
        NamesTable terms(say);
        for (const Term& term : vocabulary.terms) terms.add(term.code, term.label);
        main += heading("codes-" + vocabulary.name, vocabulary.title.in(language)) +
                terms.html(vocabulary.title.in(language));
    }
    return frame_page(frame, main + "</main>\n");
}

}  // namespace afb::api
