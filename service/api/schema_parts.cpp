#include "service/api/schema_parts.hpp"

#include <utility>

namespace afb::api {

Json label(const char* nl, const char* en) {
    return Json{{"nl", nl}, {"en", en}};
}

Json scalar(const char* type, const char* nl, const char* en) {
    return Json{{"type", type}, {"x-labels", label(nl, en)}};
}

Json formatted(const char* format, const char* nl, const char* en) {
    Json schema = scalar("string", nl, en);
    schema["format"] = format;
    return schema;
}

Json list_of(Json items, const char* nl, const char* en) {
    return Json{{"type", "array"}, {"x-labels", label(nl, en)}, {"items", std::move(items)}};
}

Json object(const char* nl, const char* en, Json properties, Json required) {
    return Json{{"type", "object"},
                {"x-labels", label(nl, en)},
                {"required", std::move(required)},
                {"properties", std::move(properties)},
                {"additionalProperties", false}};
}

Json both_languages(const char* nl, const char* en) {
    return object(nl, en,
                  {{"nl", scalar("string", "Nederlands", "Dutch")}, {"en", scalar("string", "Engels", "English")}},
                  {"nl", "en"});
}

Json amount(const char* nl, const char* en) {
    Json schema = scalar("string", nl, en);
    schema["pattern"] = "^-?(0|[1-9][0-9]*)[.][0-9]{2}$";
    return schema;
}

Json snapshot() {
    return object("Waar dit antwoord bij hoort", "What this answer belongs to",
                  {{"seq", scalar("integer", "Nummer van de laatste wijziging die meetelt",
                                  "Number of the last change that counts")},
                   {"at", formatted("date-time", "Moment daarvan", "Moment of it")},
                   {"query", scalar("string", "De vraag, in vaste volgorde", "The question, in a fixed order")},
                   {"href", scalar("string", "Adres dat later dezelfde cijfers geeft",
                                   "Address that gives the same figures later")}},
                  {"seq", "query", "href"});
}

}  // namespace afb::api
