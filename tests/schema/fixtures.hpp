// Small schemas to test the catalog and the validator on, and the real ones as they travel in the program.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "cmake/embedded.hpp"
#include "schema/catalog.hpp"
#include "schema/json.hpp"

namespace afb::fixtures {

using Files = std::map<std::string, std::string>;

inline Json note_schema() {
    return Json::parse(R"({
        "x-kind": "note", "x-collection": "notes", "x-order": 2, "x-title-field": "title",
        "x-labels": {"nl": "Notitie", "en": "Note"}, "x-labels-plural": {"nl": "Notities", "en": "Notes"},
        "type": "object", "required": ["title"], "additionalProperties": false,
        "properties": {
            "title": {"type": "string", "minLength": 1, "maxLength": 20, "x-labels": {"nl": "Titel", "en": "Title"},
                      "x-search": {"weight": 3, "phrase": true}, "x-exact": true, "x-sort": "title"},
            "colour": {"$ref": "common.schema.json#/$defs/colour", "x-labels": {"nl": "Kleur", "en": "Colour"},
                       "x-filter": "colour", "x-facet": true}
        }
    })");
}

inline Json common_schema() {
    return Json::parse(R"({
        "type": "object", "required": ["owner"],
        "properties": {
            "owner": {"type": "string", "x-labels": {"nl": "Eigenaar", "en": "Owner"}}
        },
        "$defs": {
            "colour": {"type": "string", "x-vocabulary": "colours", "x-labels": {"nl": "Een kleur", "en": "A colour"}},
            "colours": {"type": "array", "items": {"$ref": "#/$defs/colour"}, "maxItems": 3}
        }
    })");
}

inline Json colours() {
    return Json::parse(R"({
        "name": "colours", "title": {"nl": "Kleuren", "en": "Colours"},
        "terms": [
            {"code": "red", "label": {"nl": "Rood", "en": "Red"}, "synonyms": ["vermiljoen"]},
            {"code": "blue", "label": {"nl": "Blauw", "en": "Blue"}, "description": {"nl": "Als de zee", "en": "Like the sea"}}
        ]
    })");
}

inline Files files(const Json& note = note_schema(), const Json& common = common_schema()) {
    return {{"schema/records/common.schema.json", common.dump()},
            {"schema/records/note.schema.json", note.dump()},
            {"schema/vocabularies/colours.json", colours().dump()}};
}

inline std::shared_ptr<const Catalog> catalog(const Json& note = note_schema(), const Json& common = common_schema()) {
    return Catalog::from_files(files(note, common));
}

inline Files real_files() {
    Files result;
    for (const embedded::File& file : embedded::schema_files()) result.emplace(file.path, file.content);
    return result;
}

}  // namespace afb::fixtures
