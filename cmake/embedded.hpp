// Files that travel inside the program. Each set is made by afb_embed() in cmake/Embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace afb::embedded {

struct File {
    std::string_view path;  // relative to the project, e.g. "schema/records/agreement.schema.json"
    std::string_view content;
};

std::span<const File> schema_files();    // schema/records, schema/vocabularies, schema/migrations, schema/starter
std::span<const File> api_docs_files();  // api-docs: texts and examples for the OpenAPI document
std::span<const File> lexicon_file();    // one file: the lexicon of Dutch (indexer/lexicon)
std::span<const File> web_files();       // what the browser gets: service/web assets and Swagger UI

}  // namespace afb::embedded
