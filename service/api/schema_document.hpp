// From an annotated schema (schema/README.md) to what a reader of the API sees: labels become titles, help becomes
// descriptions, vocabularies and references are named, annotations are gone. The result holds only keywords of the
// portable subset of JSON Schema 2020-12.
#pragma once

#include <string>
#include <string_view>

#include "schema/catalog.hpp"
#include "schema/json.hpp"
#include "schema/text.hpp"

namespace afb::api {

// For whom a schema is written down.
enum class SchemaSide {
    as_given,  // nothing left out
    answer,    // open for members that later versions add
    input,     // without what the server sets
    patch,     // as input, but everything may be left out, and null takes a member away
};

class SchemaWriter {
public:
    SchemaWriter(const Catalog& catalog, Language language) : catalog_(catalog), language_(language) {}

    Json write(const Json& annotated, SchemaSide side) const;

    // The codes of a vocabulary as an enum, with their labels in the description.
    Json write_vocabulary(const Vocabulary& vocabulary) const;

    // "agreement" -> "Agreement"; "agreement-types" -> "AgreementTypes".
    static std::string pascal_case(std::string_view name);
    // The name in components/schemas of a vocabulary's codes: "ThemesCode".
    static std::string vocabulary_schema(std::string_view vocabulary);

private:
    Json write_object(const Json& annotated, SchemaSide side) const;
    std::string describe(const Json& annotated) const;

    const Catalog& catalog_;
    Language language_;
};

// {"$ref": "#/components/schemas/NAME"}
Json schema_ref(std::string_view name);

}  // namespace afb::api
